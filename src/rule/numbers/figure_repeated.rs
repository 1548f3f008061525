//! `figure-repeated` (X9): the same quantity is given twice with two values.

use crate::finding::{Finding, Level, Rule};
use crate::language::{Message, Words};
use crate::rule::claim::claims;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "figure-repeated", code: "X9", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
figure-repeated = 同一个数前后不一：前面是 { $first }，这里是 { $again }：“{ $quote }”
    .help = 请核对后改成同一个数。
figure-repeated--first = 前面是 { $first }
    .help = { $first }
doc-figure-repeated =
    .what = 表格里没有的数，如全年主动公开的信息条数，在正文里出现两次而数值不同。表格里有的数，直接与表格核对。
    .why = 一个量在一份报告里只有一个值。
    .mend = 与台账核对，改成同一个数；口径不同的，写明各是什么口径。
",
    r"
figure-repeated = One figure has two values: { $first } before, { $again } here: “{ $quote }”
    .help = Check it and write the same number in both places.
figure-repeated--first = { $first } here
    .help = { $first }
doc-figure-repeated =
    .what = A quantity that no table holds, such as the number of items disclosed in the year, stands twice in the text with different values. What a table holds is compared with the table.
    .why = A quantity has one value in one report.
    .mend = Compare with your records and write the same number; where they count differently, say what each one counts.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let of_rule: Vec<_> = claims(subject)
        .iter()
        .filter(|(_, claim)| claim.claims.rule == RULE.rule.id && !claim.in_words)
        .collect();
    let Some((first_chapter, first)) = of_rule.first() else { return findings };
    for (chapter, claim) in of_rule.iter().skip(1).filter(|(_, claim)| claim.value != first.value) {
        let finding = subject.finding(&RULE, &subject.chapters[*chapter], &claim.range);
        let value = first.value.to_string();
        let place = subject.chapters[*first_chapter].place(&first.range);
        let label = Message::new("figure-repeated--first").of(RULE.rule.words).arg("first", value.as_str());
        findings
            .push(finding.arg("first", value).arg("again", claim.value.to_string()).also(place, Some(label)));
    }
    findings
}
