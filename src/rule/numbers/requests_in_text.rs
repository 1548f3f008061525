//! `requests-in-text` (X1): what the text says about requests is not what the table of requests says.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::claim::contradictions;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "requests-in-text", code: "X1", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
requests-in-text = 正文与表格不一致：正文是 { $text }，表中是 { $table }：“{ $quote }”
    .help = 表中的格：{ $cells }。请核对哪一个对，改正另一个。
requests-in-text--none = 正文说没有，表中是 { $table }：“{ $quote }”
    .help = 表中的格：{ $cells }。请核对哪一个对，改正另一个。
doc-requests-in-text =
    .what = 正文中收到、结转、办结、各种办理结果的申请件数，与“收到和处理政府信息公开申请情况”表的总计不一致，或者正文说没有而表中有数。
    .why = 申请、办理、结转的数字前后应当一致，各地的通知都要求逻辑关系对应一致，评估和退回时也首先核对这些数。
    .mend = 与台账核对，正文和表格哪一个错就改哪一个。表中的数正文确有别的统计口径时，在正文里写明，或者写明理由予以认可。
",
    r"
requests-in-text = Text and table disagree: the text says { $text }, the table { $table }: “{ $quote }”
    .help = The cells are { $cells }. Find out which is right and correct the other.
requests-in-text--none = The text says there was none, the table says { $table }: “{ $quote }”
    .help = The cells are { $cells }. Find out which is right and correct the other.
doc-requests-in-text =
    .what = The numbers of requests in the text (received, carried over, answered, by result) differ from the totals of the table of requests, or the text says there were none where the table has a number.
    .why = The figures on requests have to agree throughout; local notices ask for it, and evaluators look at this first and send reports back for it.
    .mend = Compare with your records and correct whichever is wrong, text or table. Where the text counts on another basis, say so there, or accept the finding with that reason.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    contradictions(subject, &RULE)
}
