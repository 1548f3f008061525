//! Findings grouped by the agency that has to mend them.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;

/// The findings of one agency, or those of no agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// Slug of the agency; none for the findings about the site itself.
    pub agency: Option<&'a str>,
    /// The report years they concern.
    pub years: BTreeSet<i32>,
    /// The findings, in the order in which they came.
    pub findings: Vec<&'a Finding>,
}

/// The findings by agency: those of none first, then the agencies in the order given, then any others by slug.
pub fn by_agency<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    order: impl IntoIterator<Item = &'a str>,
) -> Vec<Group<'a>> {
    let place: BTreeMap<&str, usize> = order.into_iter().zip(1..).collect();
    let mut groups: BTreeMap<(usize, Option<&str>), Group<'_>> = BTreeMap::new();
    for finding in findings {
        let agency = finding.agency.as_deref();
        let at = agency.map_or(0, |slug| place.get(slug).copied().unwrap_or(usize::MAX));
        let empty = || Group { agency, years: BTreeSet::new(), findings: Vec::new() };
        let group = groups.entry((at, agency)).or_insert_with(empty);
        group.years.extend(finding.year);
        group.findings.push(finding);
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Place, Rule};
    use crate::text::Span;

    fn finding(agency: Option<&str>, year: i32) -> Finding {
        let mut finding = Finding::new(Rule::BLANK_CELL, Place::new(&"a.md".into(), Span::default()));
        finding.agency = agency.map(str::to_owned);
        finding.year = agency.map(|_| year);
        finding
    }

    #[test]
    fn agencies_keep_their_order_and_the_site_comes_first() {
        let findings = [
            finding(Some("c"), 2021),
            finding(Some("a"), 2021),
            finding(None, 0),
            finding(Some("b"), 2021),
            finding(Some("a"), 2022),
        ];
        let groups = by_agency(&findings, ["b", "a"]);
        let agencies: Vec<_> = groups.iter().map(|group| (group.agency, group.findings.len())).collect();
        assert_eq!(agencies, [(None, 1), (Some("b"), 1), (Some("a"), 2), (Some("c"), 1)]);
        assert_eq!(groups[2].years.iter().copied().collect::<Vec<_>>(), [2021, 2022]);
    }
}
