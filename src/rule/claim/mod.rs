//! What a text claims of the figures in its tables.
//!
//! The reader knows a closed vocabulary: the words of the form's [`Claims`], and words that change nothing. A clause is
//! read only if every one of its words is known, so that a number of another year, another body or another matter is
//! never taken for one of the report's. What it cannot read it passes over in silence.

mod reader;
mod vocabulary;

use std::ops::Range;

use super::{Definition, Line, Subject};
use crate::finding::{Finding, Level, Mark};
use crate::form::{Claims, Figure};
use crate::language::{Arg, Label};
use crate::prose::{Sentence, counts};
use crate::text::Decimal;
use reader::Reader;
use vocabulary::{DENIALS, own_names, vocabulary};

/// That a figure has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim<'a> {
    /// The group of the form that has the figure.
    pub(super) claims: &'a Claims,
    /// The figure.
    pub(super) figure: &'a Figure,
    /// What the text says it is.
    pub(super) value: Decimal,
    /// Whether the text says it in words: 没有, 未, 无.
    pub(super) in_words: bool,
    /// Where, in the text of the chapter.
    pub(super) range: Range<usize>,
}
/// All claims of a report with their chapters, in the order of its text.
pub(super) fn claims<'s, 'a>(subject: &'s Subject<'a>) -> &'s [(usize, Claim<'a>)] {
    subject.claims.get_or_init(|| read(subject))
}

/// Whether the tables have numbers and none of them is what the text says.
pub(super) fn is_contradicted(subject: &Subject<'_>, claim: &Claim<'_>) -> bool {
    let sums: Option<Vec<Decimal>> =
        claim.figure.any.iter().map(|cells| subject.report.sheet.sum(cells)).collect();
    sums.is_some_and(|sums| !sums.is_empty() && !sums.contains(&claim.value))
}

fn read<'a>(subject: &Subject<'a>) -> Vec<(usize, Claim<'a>)> {
    let Some(form) = subject.form() else { return Vec::new() };
    let mut found = Vec::new();
    let year = subject.report.year;
    let names = own_names(subject);
    let vocabularies: Vec<_> =
        form.claims.iter().map(|claims| (claims, vocabulary(year, &names, claims))).collect();
    for (index, chapter) in subject.chapters.iter().enumerate() {
        let lines = chapter.lines();
        // Most sentences neither count nor deny anything.
        let says = |sentence: &&Sentence<'_>| {
            !counts(sentence.text).is_empty() || DENIALS.iter().any(|word| sentence.text.contains(word))
        };
        for sentence in chapter.sentences().iter().filter(says) {
            let under = heading_above(&lines, sentence).map_or("", |line| line.text);
            for (claims, words) in &vocabularies {
                let reader = Reader { claims, words, year };
                found.extend(reader.sentence(sentence, under).into_iter().map(|claim| (index, claim)));
            }
        }
    }
    found.sort_by_key(|(chapter, claim)| (*chapter, claim.range.start));
    found
}

/// The sub-heading under which a sentence stands.
fn heading_above<'a, 'b>(lines: &'b [Line<'a>], sentence: &Sentence<'_>) -> Option<&'b Line<'a>> {
    lines.iter().rev().find(|line| line.heading.is_some() && line.range.start < sentence.range.start)
}

/// What a rule says of the claims in its charge that the tables contradict: one finding for each figure, with every
/// place where the text says so and the cells that say otherwise. Silent where a cell has no number or is itself the
/// subject of an error. The words `--none` are for what the text denies.
pub(super) fn contradictions(subject: &Subject<'_>, rule: &Definition) -> Vec<Finding> {
    /// How many cells are marked: of a sum over many rows the first ones.
    const SHOWN: usize = 4;
    let Some(form) = subject.form() else { return Vec::new() };
    let doubtful = |cell: &(usize, usize)| {
        let id = form.tables[cell.0].cell_id(cell.1);
        subject.found.iter().any(|finding| finding.level == Level::Error && finding.cells.contains(&id))
    };
    let mut findings: Vec<(&Figure, Finding)> = Vec::new();
    for (chapter, claim) in claims(subject) {
        let chapter = &subject.chapters[*chapter];
        if claim.claims.rule != rule.rule.id
            || !is_contradicted(subject, claim)
            || claim.figure.any.iter().flatten().any(doubtful)
        {
            continue;
        }
        if let Some((_, finding)) = findings.iter_mut().find(|(figure, _)| *figure == claim.figure) {
            finding.marks.insert(1, Mark { place: chapter.place(&claim.range), label: None });
            continue;
        }
        let cells = &claim.figure.any[0];
        let first = subject.report.sheet.sum(cells).unwrap_or_default();
        let name = |(table, cell): &(usize, usize)| {
            let table = &form.tables[*table];
            let (row, column) = table.place(*cell);
            let (row, column) = (table.rows.leaves[row].title(), table.columns.leaves[column].title());
            Label { zh: format!("{}／{}", row.zh, column.zh), en: format!("{} / {}", row.en, column.en) }
        };
        let names: Vec<Label> = cells.iter().map(name).collect();
        // A sum over many rows is named by its first and last one.
        let names: Vec<Label> = match names.as_slice() {
            [first, _, .., last] if names.len() > 3 => vec![first.clone(), last.clone()],
            _ => names,
        };
        let mut finding = subject.finding(rule, chapter, &claim.range);
        if claim.in_words {
            finding = finding.variant("none");
        }
        finding = finding
            .arg("text", claim.value.to_string())
            .arg("table", first.to_string())
            .arg("cells", names.into_iter().collect::<Arg>());
        finding.cells = cells.iter().map(|(table, cell)| form.tables[*table].cell_id(*cell)).collect();
        finding.sides = Some((claim.value.to_string(), first.to_string()));
        for place in cells.iter().filter_map(|(table, cell)| subject.marks.cell(*table, *cell)).take(SHOWN) {
            finding.marks.push(Mark { place, label: None });
        }
        findings.push((claim.figure, finding));
    }
    findings.into_iter().map(|(_, finding)| finding).collect()
}
