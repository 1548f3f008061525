//! Where any two reports are chosen and compared.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Here, YearRef};
use crate::page::Choice;
use crate::portal::{Kind, Route};

/// Where any two reports are chosen and compared. The comparison itself needs a script; without one the page leads to
/// those beside the year before.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Compare {
    /// Agencies that have reports with figures, by kind.
    pub groups: Vec<ChoiceGroup>,
    /// All years of which there are reports with figures, newest first.
    pub years: Vec<i32>,
    /// Address of the folder in which all pages of the language lie, from this page.
    pub root_href: String,
}

/// Agencies of one kind to choose from.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChoiceGroup {
    /// Kind of body.
    pub kind: Kind,
    /// The agencies, in the order of the register.
    pub agencies: Vec<ChoiceAgency>,
}

/// An agency to choose.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChoiceAgency {
    /// Its short name in addresses and file names.
    pub slug: String,
    /// Full name.
    pub name: String,
    /// Comparisons of its reports with the years before, newest first.
    pub comparisons: Vec<YearRef>,
    /// Years of which it has reports with figures, newest first.
    pub years: Vec<i32>,
}

impl Here<'_> {
    pub(super) fn compare(&self, all: &[Choice]) -> Compare {
        let choice = |choice: &Choice| {
            let slug = &choice.agency.slug;
            let compared = choice.compared.iter();
            ChoiceAgency {
                slug: slug.clone(),
                name: choice.agency.name.clone(),
                comparisons: compared
                    .map(|&year| YearRef { year, href: self.page(Route::year_on_year(year, slug)) })
                    .collect(),
                years: choice.years.clone(),
            }
        };
        let groups = super::agencies::by_kind(all, |choice| choice.agency.kind, choice);
        let groups = groups.map(|(kind, agencies)| ChoiceGroup { kind, agencies }).collect();
        let years: BTreeSet<i32> = all.iter().flat_map(|choice| choice.years.iter().copied()).collect();
        let years = years.into_iter().rev().collect();
        Compare { groups, years, root_href: self.root() }
    }
}
