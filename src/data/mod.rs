//! The open data: every figure of every report for other programs, and what they need to read it.
//!
//! In: a [`Dataset`], or a selection of reports. Out: the files of `data/` as bytes.

pub mod xlsx;

use crate::page::Dataset;
use crate::portal::Route;

/// Every file of the open data.
pub fn files(_dataset: &Dataset) -> Vec<(Route, Vec<u8>)> {
    Vec::new()
}
