//! `review-in-text` (X3): what the text says about reconsideration and litigation is not what the table says.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::claim::contradictions;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "review-in-text", code: "X3", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
review-in-text = 正文与表格不一致：正文是 { $text }，表中是 { $table }：“{ $quote }”
    .help = 表中的格：{ $cells }。请核对哪一个对，改正另一个。
review-in-text--none = 正文说没有，表中是 { $table }：“{ $quote }”
    .help = 表中的格：{ $cells }。请核对哪一个对，改正另一个。
doc-review-in-text =
    .what = 正文中因政府信息公开工作发生的复议、诉讼件数，与复议、诉讼情况表的总计不一致。诉讼件数是直接起诉的和复议以后起诉的两项总计之和。
    .why = 复议、诉讼数字是评估和退回时必查的内容，而正文常常漏加其中一项。
    .mend = 与台账核对，正文和表格哪一个错就改哪一个。表中的数正文确有别的统计口径时，在正文里写明，或者写明理由予以认可。
",
    r"
review-in-text = Text and table disagree: the text says { $text }, the table { $table }: “{ $quote }”
    .help = The cells are { $cells }. Find out which is right and correct the other.
review-in-text--none = The text says there was none, the table says { $table }: “{ $quote }”
    .help = The cells are { $cells }. Find out which is right and correct the other.
doc-review-in-text =
    .what = The numbers of cases of reconsideration and litigation over disclosure in the text differ from the totals of the table. Litigation is the sum of both totals, filed directly and after reconsideration.
    .why = Evaluators always compare these, and texts often leave out one of the two totals.
    .mend = Compare with your records and correct whichever is wrong, text or table. Where the text counts on another basis, say so there, or accept the finding with that reason.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    contradictions(subject, &RULE)
}
