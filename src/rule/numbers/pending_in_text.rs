//! `pending-in-text` (X2): the text says that a request is still open, the table has none carried over.

use std::ops::Range;

use crate::finding::{Finding, Level, Mark, Rule};
use crate::form::Pending;
use crate::language::Words;
use crate::prose::{Sentence, clauses, dates};
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "pending-in-text", code: "X2", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
pending-in-text = 正文说有申请尚在办理，表中收到 { $received } 件、结转下年 { $open } 件：“{ $quote }”
    .help = 如果年底确有未办结的申请，请在表中申请人所在的列和总计列补上收到和结转下年的件数；否则请修改正文。
doc-pending-in-text =
    .what = 正文说本年收到的申请目前正在办理、尚未办结，而“收到和处理政府信息公开申请情况”表中没有收到的件数，或者结转下年度继续办理为 0。
    .why = 年底没有办结的申请应当计入本年新收和结转下年度继续办理，下一年的上年结转也从这里来。表格各行都是 0 时勾稽关系全部成立，只有对照正文才能发现漏填。
    .mend = 在表中补上这件申请：本年新收、结转下年度继续办理，都填在申请人所在的列和总计列。
",
    r"
pending-in-text = The text says that a request is still open, the table has { $received } received and { $open } carried over: “{ $quote }”
    .help = If a request was open at the end of the year, add it to the rows received and carried over, in the applicant's column and the total; otherwise correct the text.
doc-pending-in-text =
    .what = The text says that a request received in the year is still being handled, but the table of requests has none received or none carried over to the next year.
    .why = A request that is open at the end of the year counts as received and as carried over, and next year's report takes it over from there. Where all rows are 0 every equation holds, so only the text shows what was forgotten.
    .mend = Add the request to the table: received this year and carried over to next year, in the applicant's column and in the total.
",
);

/// A sentence that says that something received in the year is open.
pub(super) struct Open<'a> {
    /// How the form counts it.
    pub pending: &'a Pending,
    /// The chapter.
    pub chapter: usize,
    /// The sentence.
    pub sentence: Sentence<'a>,
    /// The words that say so, in the text of the chapter.
    pub words: Range<usize>,
}

/// The sentences that say so. General remarks on how open requests are handled are none: they name no receipt.
pub(super) fn open<'a>(subject: &Subject<'a>) -> Vec<Open<'a>> {
    const RECEIVED: [&str; 5] = ["收到", "受理", "接到", "新收", "提交"];
    const DENIED: [&str; 6] = ["没有", "无", "未有", "不存在", "对", "如"];
    let Some(form) = subject.form() else { return Vec::new() };
    let mut found = Vec::new();
    for claims in &form.claims {
        let Some(pending) = &claims.pending else { continue };
        for (chapter, of) in subject.chapters.iter().enumerate() {
            for sentence in of.sentences() {
                let about = |words: &[String]| words.iter().any(|word| sentence.text.contains(word.as_str()));
                let other_year = dates(sentence.text)
                    .iter()
                    .any(|date| date.year.is_some_and(|year| year != subject.report.year));
                let received = RECEIVED.iter().any(|word| sentence.text.contains(word))
                    || !dates(sentence.text).is_empty();
                if other_year || !received || !about(&claims.topic) {
                    continue;
                }
                let says = clauses(sentence.text).into_iter().find_map(|clause| {
                    let denied = DENIED.iter().any(|word| clause.text.starts_with(word));
                    let word = pending.words.iter().find(|word| clause.text.contains(word.as_str()))?;
                    let at = sentence.range.start + clause.range.start + clause.text.find(word.as_str())?;
                    (!denied).then(|| at..at + word.len())
                });
                if let Some(words) = says {
                    found.push(Open { pending, chapter, sentence: sentence.clone(), words });
                }
            }
        }
    }
    found
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let finding = |open: &Open<'_>| {
        let (received, carried) = (
            subject.report.sheet.sum(&open.pending.received)?,
            subject.report.sheet.sum(&open.pending.open)?,
        );
        if !received.is_zero() && !carried.is_zero() {
            return None;
        }
        let mut finding = subject
            .finding(&RULE, &subject.chapters[open.chapter], &open.words)
            .arg("received", received.to_string())
            .arg("open", carried.to_string());
        let form = subject.form()?;
        for (table, cell) in open.pending.received.iter().chain(&open.pending.open) {
            finding.cells.push(form.tables[*table].cell_id(*cell));
            finding.marks.extend(subject.marks.cell(*table, *cell).map(|place| Mark { place, label: None }));
        }
        Some(finding)
    };
    // One table that forgot it is one cause, however often the text says it.
    open(subject).iter().find_map(finding).into_iter().collect()
}
