//! `count-missing` (X1): a unit without its number, as in 收到政府信息公开申请件.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::clauses;
use crate::rule::{Chapter, Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "count-missing", code: "X1", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
count-missing = 单位前面缺数字：“{ $quote }”
    .help = 请补上件数，并与表格核对。
doc-count-missing =
    .what = 正文说收到、办结或者答复了申请，“件”“份”“条”前面却没有数字。
    .why = 多半是套用上年文字时删去了数字、忘了填新的。缺了件数，正文与表格无从核对。
    .mend = 补上件数；没有发生的，改写为“未收到政府信息公开申请”。
",
    r"
count-missing = A unit without its number: “{ $quote }”
    .help = Add the number, and compare it with the table.
doc-count-missing =
    .what = The text says that requests were received or answered, but there is no number in front of the unit (件, 份, 条).
    .why = Mostly last year's text was reused, its number deleted and the new one forgotten. Without the number text and table cannot be compared.
    .mend = Add the number; where there was none, write that no request was received.
",
);

/// Words of receiving and answering; with 的 behind them they only describe something.
const VERBS: [&str; 7] = ["新收到", "收到", "新收", "受理", "办结", "答复", "结转"];

/// Nouns and units that stand together only where a number was left out between them.
const GAPS: [&str; 6] = ["申请件", "申请份", "申请条", "申请共件", "申请 件", "申请共 件"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let has_gap = |chapter: &&Chapter<'_>| GAPS.iter().any(|gap| chapter.text.contains(gap));
    for chapter in subject.chapters.iter().filter(has_gap) {
        for sentence in chapter.sentences() {
            for clause in clauses(sentence.text) {
                let says = |verb: &str| {
                    clause.text.split_once(verb).is_some_and(|(_, rest)| !rest.starts_with(['的', '率']))
                };
                let gap = GAPS.iter().find_map(|gap| {
                    let at = clause.text.find(gap)?;
                    let behind = clause.text.get(at + gap.len()..)?.chars().next();
                    // 申请件数 and 申请件的 are words of their own.
                    behind.is_none_or(|c| !c.is_alphanumeric()).then(|| at..at + gap.len())
                });
                if let Some(gap) = gap.filter(|_| VERBS.iter().any(|verb| says(verb))) {
                    let at = sentence.range.start + clause.range.start;
                    findings.push(subject.finding(&RULE, chapter, &(gap.start + at..gap.end + at)));
                }
            }
        }
    }
    findings
}
