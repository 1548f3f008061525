//! Two files that are reports of one agency and year. An agency has one report for a year; copies such as
//! `haicheng (1).md` and files that name another agency beside that agency's own are told here, and only here.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Register;
use super::continuity::Documents;
use crate::finding::{Finding, Place, Rule};
use crate::language::Message;
use crate::report::Document;

/// The finding for each file that is a second report.
pub(super) fn check(register: &Register, documents: &Documents) -> Vec<Finding> {
    documents.keys().filter_map(|key| of_file(register, documents, key)).collect()
}

/// Drops all else that is found in a second file, or by comparing with it: it is one too many, whatever it says.
pub(super) fn silence(findings: &mut Vec<Finding>) {
    let is_twice = |finding: &Finding| finding.rule == Rule::REPORT_TWICE.id;
    let second = findings.iter().filter(|finding| is_twice(finding));
    let second: BTreeSet<Arc<str>> = second.map(|finding| Arc::clone(&finding.place().path)).collect();
    findings.retain(|finding| {
        is_twice(finding) || !finding.marks.iter().any(|mark| second.contains(&mark.place.path))
    });
}

fn of_file(register: &Register, documents: &Documents, key: &(i32, String)) -> Option<Finding> {
    let (year, slug) = key;
    let document = &documents[key];
    let meant = named(document).or_else(|| original(slug).filter(|_| register.get(slug).is_none()))?;
    let first = documents.get(&(*year, meant.to_owned()))?;
    let name = register.get(meant).map_or(meant, |agency| agency.name.as_str());
    let finding = Finding::new(Rule::REPORT_TWICE, Place::new(&document.marks.path, document.marks.agency));
    let other = Place::new(&first.marks.path, first.marks.agency);
    let finding = finding.also(other, Some(Message::new("first-place")));
    let mut finding = finding.arg("name", name).arg("year", year.to_string());
    (finding.agency, finding.year) = (Some(meant.to_owned()), Some(*year));
    Some(finding)
}

/// The agency that a file names where its path says another.
fn named(document: &Document) -> Option<&str> {
    let (_, agency) = document.names.as_ref()?;
    (*agency != document.report.agency).then_some(agency)
}

/// The name of the file that a file is a copy of, as its own name says: `haicheng` of `haicheng-2`, `haicheng (1)`,
/// `haicheng副本`.
fn original(name: &str) -> Option<&str> {
    const WORDS: [&str; 8] = ["副本", "复件", "copy", "最终版", "定稿", "final", "new", "新"];
    let digits_or_brackets = |c: char| c.is_ascii_digit() || "()（）[]".contains(c);
    let gap = |c: char| c.is_whitespace() || "-_.".contains(c);
    let mut rest = name;
    loop {
        let before = rest;
        rest = rest.trim_end_matches(digits_or_brackets).trim_end_matches(gap);
        for word in WORDS {
            rest = rest.strip_suffix(word).unwrap_or(rest).trim_end_matches(gap);
        }
        if rest == before {
            break;
        }
    }
    (!rest.is_empty() && rest != name).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_named_after_their_original() {
        for copy in [
            "haicheng-2",
            "haicheng (1)",
            "haicheng（2）",
            "haicheng副本",
            "haicheng - 副本 (2)",
            "haicheng-final",
        ] {
            assert_eq!(original(copy), Some("haicheng"), "{copy}");
        }
        assert_eq!(original("haicheng"), None);
        assert_eq!(original("2"), None);
    }
}
