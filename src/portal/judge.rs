//! What a portal makes of its findings: levels that site.toml changes, and findings that a person has accepted.

use std::collections::BTreeMap;

use super::continuity::Documents;
use super::{Site, twice};
use crate::finding::{Finding, Level, Place, Rule};
use crate::report::Accept;

/// What reports accept and where they say so, by year and agency.
pub struct Accepts(BTreeMap<(i32, String), Vec<(Accept, Place)>>);

impl Accepts {
    /// The `accept:` of all reports.
    pub fn of(documents: &Documents) -> Self {
        let of_report = documents.iter().map(|(key, document)| {
            let places = document.marks.accept.iter().map(|span| Place::new(&document.marks.path, *span));
            (key.clone(), document.report.accept.iter().cloned().zip(places).collect())
        });
        Self(of_report.collect())
    }
}

/// Applies site.toml's levels, then each report's `accept:`; an entry that accepts nothing is itself a finding. Last of
/// all, so that whatever stage makes a finding, it is judged. Of rules that were not asked, nobody can tell.
pub fn judge(site: &Site, accepts: &Accepts, mut findings: Vec<Finding>, not_asked: &[Rule]) -> Vec<Finding> {
    set_levels(site, &mut findings);
    let mut of_report: BTreeMap<(i32, String), Vec<usize>> = BTreeMap::new();
    for (index, finding) in findings.iter().enumerate() {
        if let (Some(year), Some(agency)) = (finding.year, &finding.agency) {
            of_report.entry((year, agency.clone())).or_default().push(index);
        }
    }
    let mut unused = Vec::new();
    for (key, entries) in &accepts.0 {
        for (accept, place) in entries {
            let indexes = of_report.get(key).map(Vec::as_slice).unwrap_or_default();
            let named: Vec<usize> =
                indexes.iter().copied().filter(|&i| findings[i].rule == accept.rule).collect();
            let mendable: Vec<usize> =
                named.iter().copied().filter(|&index| findings[index].level != Level::Error).collect();
            for &index in &mendable {
                findings[index].accepted = Some(accept.because.clone());
            }
            let is_asked = not_asked.iter().all(|rule| rule.id != accept.rule);
            if mendable.is_empty() && is_asked {
                let finding = Finding::new(Rule::ACCEPT_UNUSED, place.clone());
                let finding = if named.is_empty() { finding } else { finding.variant("error") };
                let mut finding = finding.arg("rule", accept.rule.as_str());
                (finding.year, finding.agency) = (Some(key.0), Some(key.1.clone()));
                unused.push(finding);
            }
        }
    }
    findings.extend(unused);
    set_levels(site, &mut findings);
    twice::silence(&mut findings);
    findings
}

/// Gives each finding the level that site.toml sets for its rule.
fn set_levels(site: &Site, findings: &mut [Finding]) {
    for finding in findings {
        if let Some(level) = site.levels.get(&finding.rule) {
            finding.level = *level;
        }
    }
}
