//! The open data, and what everything in it means.

use schemars::JsonSchema;
use serde::Serialize;

use super::Here;
use crate::form::Form;
use crate::page::DataPage;
use crate::text::Hashed;

/// The open data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Data {}

/// What everything in the open data means.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dictionary {}

impl Here<'_> {
    pub(super) fn data(&self, _page: &DataPage) -> Data {
        Data {}
    }

    pub(super) fn dictionary(&self, _forms: &[Hashed<Form>]) -> Dictionary {
        Dictionary {}
    }
}
