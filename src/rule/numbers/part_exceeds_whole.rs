//! `part-exceeds-whole` (X7): a part behind 其中 is larger than the whole in front of it.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::breakdowns;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "part-exceeds-whole", code: "X7", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
part-exceeds-whole = 其中的一项大于总数：{ $part } > { $whole }：“{ $quote }”
    .help = 请核对两个数，多半有一个多写或少写了一位。
doc-part-exceeds-whole =
    .what = “共 N 条，其中……M 条”里，M 大于 N。
    .why = 部分不会大于整体，两个数必有一错。
    .mend = 与台账核对后改正。
",
    r"
part-exceeds-whole = A part is larger than the whole: { $part } > { $whole }: “{ $quote }”
    .help = Check both numbers; mostly one has a digit too many or too few.
doc-part-exceeds-whole =
    .what = A number behind 其中 is larger than the number that it is a part of.
    .why = No part is larger than its whole, so one of the two is wrong.
    .mend = Compare with your records and correct it.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        for sentence in chapter.sentences() {
            for list in breakdowns(sentence.text) {
                let larger = |part: &&crate::prose::Part| (list.whole.value - part.count.value).is_negative();
                let Some(part) = list.parts.iter().find(larger) else { continue };
                let at = sentence.range.start;
                let of = |range: &std::ops::Range<usize>| range.start + at..range.end + at;
                let finding = subject
                    .finding(&RULE, chapter, &of(&part.count.range))
                    .arg("part", part.count.value.to_string())
                    .arg("whole", list.whole.value.to_string());
                findings.push(finding.also(chapter.place(&of(&list.whole.range)), None));
            }
        }
    }
    findings
}
