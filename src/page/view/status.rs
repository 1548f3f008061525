//! What checking the portal has found about its reports.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::Here;
use crate::page;
use crate::portal::Route;

/// The open findings about the reports of a portal, as far as they do not depend on the day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Status {
    /// How many reports were checked.
    pub reports: usize,
    /// How many findings are open.
    pub open: usize,
    /// How many findings a person has looked at and kept.
    pub accepted: usize,
    /// The open findings by report, newest year first.
    pub groups: Vec<StatusGroup>,
}

/// The open findings about one report.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StatusGroup {
    /// Full name of the agency.
    pub agency: String,
    /// The year.
    pub year: i32,
    /// The report's page.
    pub href: String,
    /// Its findings in the order of the report.
    pub findings: Vec<StatusFinding>,
}

/// One open finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StatusFinding {
    /// How grave it is.
    #[schemars(extend("enum" = ["error", "warning", "note"]))]
    pub level: &'static str,
    /// Id of the rule.
    pub rule: String,
    /// What is wrong.
    pub message: String,
    /// Address of the cell in the report, or of the report where it is about no cell.
    pub href: String,
}

impl Here<'_> {
    pub(super) fn status(&self, status: &page::Status) -> Status {
        let mut groups: BTreeMap<(Reverse<i32>, &str), StatusGroup> = BTreeMap::new();
        for entry in &status.open {
            let href = self.page(Route::report(entry.year, &entry.agency.slug));
            let finding = StatusFinding {
                level: entry.level.name(),
                rule: entry.rule.clone(),
                message: self.say(&entry.message).to_owned(),
                href: if entry.cell.is_empty() { href.clone() } else { format!("{href}#{}", entry.cell) },
            };
            let group = groups.entry((Reverse(entry.year), &entry.agency.slug));
            let group = group.or_insert_with(|| StatusGroup {
                agency: entry.agency.name.clone(),
                year: entry.year,
                href,
                findings: Vec::new(),
            });
            group.findings.push(finding);
        }
        Status {
            reports: status.reports,
            open: status.open.len(),
            accepted: status.accepted,
            groups: groups.into_values().collect(),
        }
    }
}
