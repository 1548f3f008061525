//! How the reports of one year stand: which have not come in, what is wrong with the others, and which are ready.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Portal;
use crate::finding::{Finding, Summary};

/// The state of a report year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// The year.
    pub year: i32,
    /// The agencies that should report, in the order of the register.
    pub agencies: Vec<Row>,
    /// Sums over all of them.
    pub total: Total,
}

/// How one agency stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Slug.
    pub agency: String,
    /// Full name.
    pub name: String,
    /// Whether there is a report.
    pub received: bool,
    /// Errors.
    pub errors: usize,
    /// Warnings that nobody has accepted.
    pub warnings: usize,
    /// Findings that a person has accepted.
    pub accepted: usize,
    /// Whether the report is there, without errors and without open warnings.
    pub ready: bool,
}

/// Sums of an overview.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Total {
    /// Agencies that should report.
    pub agencies: usize,
    /// Reports that are not there.
    pub missing: usize,
    /// Errors.
    pub errors: usize,
    /// Warnings that nobody has accepted.
    pub warnings: usize,
    /// Findings that a person has accepted.
    pub accepted: usize,
    /// Reports that are ready.
    pub ready: usize,
}

impl Overview {
    /// The state of a year.
    pub fn of(portal: &Portal, findings: &[Finding], year: i32) -> Self {
        let mut of_agency: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.year == Some(year)) {
            of_agency.entry(finding.agency.as_deref().unwrap_or_default()).or_default().push(finding);
        }
        let row = |agency: &super::Agency| {
            let own = of_agency.get(agency.slug.as_str()).into_iter().flatten().copied();
            let Summary { errors, warnings, accepted, .. } = Summary::of(own, 1);
            let received = portal.report(year, &agency.slug).is_some();
            Row {
                agency: agency.slug.clone(),
                name: agency.name.clone(),
                received,
                errors,
                warnings,
                accepted,
                ready: received && errors == 0 && warnings == 0,
            }
        };
        let agencies: Vec<Row> = portal.agencies_of(year).map(row).collect();
        let mut total = Total { agencies: agencies.len(), ..Total::default() };
        for row in &agencies {
            total.missing += usize::from(!row.received);
            total.errors += row.errors;
            total.warnings += row.warnings;
            total.accepted += row.accepted;
            total.ready += usize::from(row.ready);
        }
        Self { year, agencies, total }
    }
}
