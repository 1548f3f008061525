//! `outcome-in-text` (X4): the text says that all was upheld, the table has other results.

use crate::finding::{Finding, Level, Mark, Rule};
use crate::language::Words;
use crate::prose::{Sentence, clauses};
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "outcome-in-text", code: "X4", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
outcome-in-text = 正文说全部维持，表中另有 { $count } 件不是维持：“{ $quote }”
    .help = 请核对标出的各格，改正正文或者表格。
doc-outcome-in-text =
    .what = 正文说复议或者诉讼的结果全部维持，表中被纠正的、另有结果的、还没有审结的却不全是 0。
    .why = 结果写得比实际好，是公众和评估单位最先质疑的地方。
    .mend = 与文书核对；有的还没有审结的，写明各有几件。
",
    r"
outcome-in-text = The text says that all was upheld, the table has { $count } with another result: “{ $quote }”
    .help = Check the marked cells, and correct text or table.
doc-outcome-in-text =
    .what = The text says that in all cases of reconsideration or litigation the agency was upheld, but the table has corrected, other or pending ones.
    .why = A result made to look better than it was is what readers and evaluators question first.
    .mend = Compare with the decisions; where some are pending, say how many.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(form) = subject.form() else { return Vec::new() };
    let mut findings = Vec::new();
    for claims in form.claims.iter().filter(|claims| claims.rule == RULE.rule.id) {
        for chapter in &subject.chapters {
            for sentence in chapter.sentences() {
                let clauses = clauses(sentence.text);
                let says =
                    |clause: &str| claims.topic.iter().find_map(|word| Some((clause.find(word)?, word)));
                let Some((index, at, word)) = clauses.iter().enumerate().find_map(|(index, clause)| {
                    let (at, word) = says(clause.text)?;
                    Some((index, sentence.range.start + clause.range.start + at, word))
                }) else {
                    continue;
                };
                // The sentence names what it is about, and a year of its own if it is another one.
                let own = subject.report.year.to_string();
                let other_year = sentence.text.contains('年') && !sentence.text.contains(&format!("{own}年"));
                let about = about(&clauses, index, |clause| {
                    claims.figures.iter().flat_map(|figure| &figure.words).any(|word| clause.contains(word))
                });
                let says = |word: &String| about.iter().any(|clause| clause.text.contains(word.as_str()));
                let named = claims.figures.iter().filter(|figure| figure.words.iter().any(says));
                let cells: Vec<(usize, usize)> =
                    named.flat_map(|figure| figure.any.iter().flatten().copied()).collect();
                let Some(count) =
                    subject.report.sheet.sum(&cells).filter(|count| !count.is_zero() && !other_year)
                else {
                    continue;
                };
                let mut finding = subject.finding(&RULE, chapter, &(at..at + word.len()));
                finding = finding.arg("count", count.to_string());
                for (table, cell) in cells {
                    let value = subject.report.sheet.cell(table, cell).value();
                    if value.is_some_and(|value| !value.is_zero()) {
                        finding.cells.push(form.tables[table].cell_id(cell));
                        let place = subject.marks.cell(table, cell);
                        finding.marks.extend(place.map(|place| Mark { place, label: None }));
                    }
                }
                findings.push(finding);
            }
        }
    }
    findings
}

/// The clauses that say what the one at an index is about: that one itself, else the nearest before it that name
/// something, one behind the other up to a semicolon.
fn about<'s, 't>(
    clauses: &'s [Sentence<'t>],
    index: usize,
    names: impl Fn(&str) -> bool,
) -> &'s [Sentence<'t>] {
    let (before, from) = clauses.split_at(index);
    if from.first().is_some_and(|clause| names(clause.text)) {
        return from.get(..1).unwrap_or_default();
    }
    let Some(last) = before.iter().rposition(|clause| names(clause.text)) else { return &[] };
    let goes_on = |clause: &&Sentence<'_>| names(clause.text) && !clause.text.ends_with(['；', ';']);
    let more = before[..last].iter().rev().take_while(goes_on).count();
    &before[last - more..=last]
}
