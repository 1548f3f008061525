//! Governments whose reports are to be the sums of those of their bodies.

use std::collections::BTreeMap;

use crate::portal::{Agency, Covers, Kind};
use crate::report::Document;
use crate::rule::Reports;

/// A government's report with those of its bodies of the same year.
pub(super) struct Whole<'a> {
    /// The government.
    pub agency: &'a Agency,
    /// The year.
    pub year: i32,
    /// Its report.
    pub document: &'a Document,
    /// Its bodies that exist in the year, each with its report if that can be read.
    pub bodies: Vec<(&'a Agency, Option<&'a Document>)>,
}

/// All reports of governments that cover their bodies.
pub(super) fn wholes<'a>(reports: &Reports<'a>) -> Vec<Whole<'a>> {
    let mut below: BTreeMap<&str, Vec<&'a Agency>> = BTreeMap::new();
    for agency in &reports.register.agencies {
        if let Some(parent) = &agency.parent {
            below.entry(parent).or_default().push(agency);
        }
    }
    let mut wholes = Vec::new();
    for ((year, slug), document) in reports.documents {
        let agency = below.get(slug.as_str()).and_then(|_| reports.register.get(slug));
        let Some(agency) = agency.filter(|agency| agency.kind == Kind::Government) else { continue };
        let form = document.report.form.as_ref().filter(|form| form.tables.iter().any(|table| table.roll_up));
        if agency.covers == Covers::Itself || !document.readable || form.is_none() {
            continue;
        }
        let active = below[slug.as_str()].iter().filter(|body| body.is_active(*year));
        let bodies: Vec<_> = active
            .map(|body| {
                let report = reports.documents.get(&(*year, body.slug.clone())).map(|document| &***document);
                (*body, report.filter(|report| report.readable))
            })
            .collect();
        if !bodies.is_empty() {
            wholes.push(Whole { agency, year: *year, document, bodies });
        }
    }
    wholes
}
