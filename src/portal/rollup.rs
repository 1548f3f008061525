//! Sums over all reports of a year.
//!
//! A government whose report covers its bodies is itself a sum: where a body below it has reported, at whatever level, it
//! is left out, or that body would count twice. Only tables that the form marks as such (`roll_up`) are summed up.

use std::collections::BTreeSet;

use super::{Agency, Covers, Kind, Portal};
use crate::form::Form;
use crate::report::Sheet;
use crate::text::Decimal;

/// The sum of one cell over several reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sum {
    /// The sum of all numbers; none where no report has one.
    pub value: Option<Decimal>,
    /// How many reports have no number there.
    pub lacking: usize,
}

/// The agencies whose reports on a year make up its sums, by slug.
pub fn counted(portal: &Portal, year: i32) -> BTreeSet<&str> {
    let reported: Vec<&Agency> =
        portal.agencies_of(year).filter(|agency| portal.report(year, &agency.slug).is_some()).collect();
    // All above those that have reported. What is there already has all above it there too, even in a circle.
    let mut above = BTreeSet::new();
    for agency in &reported {
        let mut next = agency.parent.as_deref();
        while let Some(slug) = next.filter(|slug| above.insert(*slug)) {
            next = portal.register.get(slug).and_then(|agency| agency.parent.as_deref());
        }
    }
    let is_sum = |agency: &Agency| {
        agency.kind == Kind::Government
            && agency.covers == Covers::Bodies
            && above.contains(agency.slug.as_str())
    };
    reported.into_iter().filter(|agency| !is_sum(agency)).map(|agency| agency.slug.as_str()).collect()
}

/// The sums of every cell of a form over sheets of that form; none for tables that are no sums.
pub fn sum(form: &Form, sheets: &[&Sheet]) -> Vec<Option<Vec<Sum>>> {
    let of_cell = |table: usize, cell: usize| {
        sheets.iter().fold(Sum::default(), |sum, sheet| match sheet.cell(table, cell).value() {
            None => Sum { lacking: sum.lacking + 1, ..sum },
            Some(value) => Sum { value: Some(sum.value.unwrap_or(Decimal::ZERO) + value), ..sum },
        })
    };
    let tables = form.tables.iter().enumerate();
    tables
        .map(|(index, table)| {
            table.roll_up.then(|| (0..table.len()).map(|cell| of_cell(index, cell)).collect())
        })
        .collect()
}
