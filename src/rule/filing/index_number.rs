//! `index-number` (D2): an index number (索引号) that is none, or that two reports have.

use std::collections::BTreeMap;

use crate::finding::{Finding, Level, Place, Rule};
use crate::language::{Message, Words};
use crate::rule::{Check, Definition, Reports};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "index-number", code: "D2", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Portal(check),
};

static WORDS: Words = Words::new(
    r"
index-number = 不像索引号：{ $found }
    .help = 索引号由字母、数字和 - / 等符号组成，没有空格和汉字，如 999900-102/2023-00012。
index-number--twice = 索引号重复：{ $found }
    .help = 每条信息的索引号各不相同，请改正其中一个。
doc-index-number =
    .what = 文件头 index 的 number（索引号）里有空格或汉字、没有数字，或者与另一份报告相同。
    .why = 索引号是检索和引用政府信息的依据，一号对应一条信息。评估中会核对索引号是否规范填写。
    .mend = 照信息公开目录改正；没有索引号的不写这一项。
",
    r"
index-number = Not an index number: { $found }
    .help = An index number has letters, digits and marks such as - and /, no spaces and no Chinese characters, as in 999900-102/2023-00012.
index-number--twice = Two reports have this index number: { $found }
    .help = Every piece of information has its own number; correct one of them.
doc-index-number =
    .what = `number` under `index` in the front matter has spaces or Chinese characters or no digit, or another report has the same.
    .why = Government information is found and cited by its index number, and each number stands for one piece. Evaluators look at whether it is filled in properly.
    .mend = Correct it after the catalogue of information; leave it out where there is none.
",
);

fn check(reports: &Reports<'_>) -> Vec<Finding> {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let mut findings = Vec::new();
    for ((year, slug), document) in reports.documents {
        let number = document.report.index.number.as_str();
        let Some(place) = document.marks.value("index.number").filter(|_| !number.is_empty()) else {
            continue;
        };
        let finding = Finding::new(RULE.rule, place.clone()).arg("found", number);
        let mut finding = if is_well_formed(number) {
            match seen.get(&number.to_ascii_lowercase()) {
                Some(first) => {
                    finding.variant("twice").also(first.clone(), Some(Message::new("first-place")))
                }
                None => {
                    seen.insert(number.to_ascii_lowercase(), place);
                    continue;
                }
            }
        } else {
            finding
        };
        (finding.agency, finding.year) = (Some(slug.clone()), Some(*year));
        findings.push(finding);
    }
    findings
}

/// Letters, digits and marks without a space, and at least one digit.
fn is_well_formed(number: &str) -> bool {
    number.chars().all(|c| c.is_ascii_graphic() || "〔〕（）－".contains(c))
        && number.contains(|c: char| c.is_ascii_digit())
}
