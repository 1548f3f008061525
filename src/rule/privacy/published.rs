//! All words of a report that are published, with their places: its text, and values of the front matter.

use std::ops::Range;

use crate::finding::{Finding, Place};
use crate::rule::{Chapter, Definition, Subject};
use crate::text::{PrivateKind, masked, private_numbers};

/// Values of the front matter that pages show, each with its place. Who drafted and approved a report is not shown.
fn values<'a>(subject: &Subject<'a>) -> Vec<(&'a str, Place)> {
    let (report, marks) = (subject.report, subject.marks);
    let contact = [(&report.contact.office, "contact.office"), (&report.contact.address, "contact.address")];
    let contact = contact.into_iter().filter_map(|(text, key)| Some((text.as_str(), marks.value(key)?)));
    let place = |span| Place::new(&marks.path, span);
    let accepted = report.accept.iter().zip(&marks.accept);
    let accepted = accepted.map(|(accept, span)| (accept.because.as_str(), place(*span)));
    let corrected = report.corrections.iter().zip(&marks.corrections);
    let corrected = corrected
        .flat_map(|(correction, span)| [(&correction.what, span), (&correction.why, span)])
        .map(|(text, span)| (text.as_str(), place(*span)));
    contact.chain(accepted).chain(corrected).collect()
}

/// Everything that a search finds in the text and in the values, as one finding with all its places and their `count`.
pub(super) fn gathered(
    subject: &Subject<'_>,
    rule: &Definition,
    in_chapter: impl Fn(&Chapter<'_>) -> Vec<Range<usize>>,
    in_value: impl Fn(&str) -> Vec<Range<usize>>,
) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for (text, place) in values(subject) {
        let finding = |_| Finding::new(rule.rule, place.clone()).arg("quote", masked(text).into_owned());
        found.extend(in_value(text).into_iter().map(finding));
    }
    for chapter in &subject.chapters {
        found.extend(in_chapter(chapter).iter().map(|range| subject.finding(rule, chapter, range)));
    }
    let count = found.len();
    let mut found = found.into_iter();
    let Some(first) = found.next() else { return Vec::new() };
    let all = found.fold(first, |all, next| all.also(next.place().clone(), None));
    vec![all.arg("count", count)]
}

/// The private numbers of one kind in a report.
pub(super) fn private(subject: &Subject<'_>, rule: &Definition, kind: PrivateKind) -> Vec<Finding> {
    let ranges = |text: &str| -> Vec<Range<usize>> {
        let numbers = private_numbers(text).into_iter();
        numbers.filter(|number| number.kind == kind).map(|number| number.range).collect()
    };
    gathered(subject, rule, |chapter| ranges(chapter.text), ranges)
}
