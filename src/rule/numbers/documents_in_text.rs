//! `documents-in-text` (X5): what the text says about documents and decisions is not what the tables say.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::claim::contradictions;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "documents-in-text", code: "X5", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
documents-in-text = 正文与表格不一致：正文是 { $text }，表中是 { $table }：“{ $quote }”
    .help = 表中的格：{ $cells }。请核对哪一个对，改正另一个。
documents-in-text--none = 正文说没有，表中是 { $table }：“{ $quote }”
    .help = 表中的格：{ $cells }。请核对哪一个对，改正另一个。
doc-documents-in-text =
    .what = 正文中制发、废止、现行有效的文件件数，以及许可、处罚、强制的决定件数，与“主动公开政府信息情况”各表不一致。
    .why = 同一份报告里同一个数只能有一个值，公众和评估单位会拿正文与表格对照。
    .mend = 与台账核对，正文和表格哪一个错就改哪一个。表中的数正文确有别的统计口径时，在正文里写明，或者写明理由予以认可。
",
    r"
documents-in-text = Text and table disagree: the text says { $text }, the table { $table }: “{ $quote }”
    .help = The cells are { $cells }. Find out which is right and correct the other.
documents-in-text--none = The text says there was none, the table says { $table }: “{ $quote }”
    .help = The cells are { $cells }. Find out which is right and correct the other.
doc-documents-in-text =
    .what = The numbers of normative documents (issued, repealed, in force) and of licences, penalties and coercive measures in the text differ from the tables of proactive disclosure.
    .why = A number has one value in one report; readers and evaluators compare the text with the tables.
    .mend = Compare with your records and correct whichever is wrong, text or table. Where the text counts on another basis, say so there, or accept the finding with that reason.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    contradictions(subject, &RULE)
}
