//! The rules about what reports say: one small file each, in a folder for each group.
//!
//! A rule's file holds everything about it: its id and level, its words in both languages (message, advice, and what
//! `gongkai explain` prints), and its check. To add one: write the file, name it in the list of its group. Rules about
//! how a file is written (YAML, cells, headings) are told where it is read; [`Rule`] declares those. Equations of a form
//! are data of the form. Rules that read prose are never errors, quote the sentence, and keep silent when in doubt.

mod chapter;
mod claim;
mod filing;
mod handbook;
mod numbers;
mod privacy;
mod structure;
mod subject;
mod tables;
mod wording;

pub use chapter::{Chapter, Line, Which};
pub use handbook::{Section, all_explained, explain, markdown, sections, years};
pub use subject::{Reports, Subject};

use crate::finding::{Finding, Rule};

/// A rule with the check that makes its findings.
pub struct Definition {
    /// Id, level, words.
    pub rule: Rule,
    /// What it reads.
    pub check: Check,
}

/// What a rule reads.
#[derive(Clone, Copy)]
pub enum Check {
    /// One report by itself.
    Report(fn(&Subject<'_>) -> Vec<Finding>),
    /// All reports together. Each finding says which report it concerns.
    Portal(fn(&Reports<'_>) -> Vec<Finding>),
}

/// The groups of rules by name, as the catalogue has them; `group-<name>` are their headings in the handbook.
const GROUPS: &[(&str, &[&Definition])] = &[
    ("structure", structure::RULES),
    ("tables", tables::RULES),
    ("numbers", numbers::RULES),
    ("privacy", privacy::RULES),
    ("wording", wording::RULES),
    ("filing", filing::RULES),
];

/// The rules of this module.
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    GROUPS.iter().flat_map(|(_, group)| group.iter().copied())
}

/// Every rule that is not an equation of a form: those told while files are read, then those of this module.
pub fn all() -> impl Iterator<Item = Rule> {
    Rule::all().iter().copied().chain(definitions().map(|definition| definition.rule))
}

/// What the rules find in one report.
pub fn of_report(subject: &Subject<'_>) -> Vec<Finding> {
    let checks = definitions().filter_map(|definition| match definition.check {
        Check::Report(check) => Some(check),
        Check::Portal(_) => None,
    });
    let mut findings: Vec<Finding> = checks.flat_map(|check| check(subject)).collect();
    for finding in &mut findings {
        finding.agency = Some(subject.report.agency.clone());
        finding.year = Some(subject.report.year);
    }
    findings
}

/// What the rules find in all reports together.
pub fn of_portal(reports: &Reports<'_>) -> Vec<Finding> {
    let checks = definitions().filter_map(|definition| match definition.check {
        Check::Portal(check) => Some(check),
        Check::Report(_) => None,
    });
    checks.flat_map(|check| check(reports)).collect()
}
