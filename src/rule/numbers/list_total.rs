//! `list-total` (X6): the items behind 其中 do not add up to the number in front of it.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::breakdowns;
use crate::rule::claim::{claims, is_contradicted};
use crate::rule::{Check, Definition, Subject};
use crate::text::Decimal;

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "list-total", code: "X6", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
list-total = 分项之和与总数不符：{ $sum } = { $total } ≠ { $whole }，相差 { $difference }：“{ $quote }”
    .help = 请核对总数和各分项。确有没列出的，写明“其他 { $difference } { $unit }”；确属重复计数的，写明并予以认可。
doc-list-total =
    .what = “其中”后面列举到底的分项，加起来不等于前面的总数，例如“共 9 条，其中网站 4 条，公众号 3 条”。
    .why = 读者会把各项加起来。总数与分项不符是真实报告里最常见的矛盾，表格的勾稽关系查不出来。同一信息通过不同渠道公开，按一条计算。
    .mend = 改正总数或分项；还有没列出的，补一项“其他”。
",
    r"
list-total = The items do not add up to the whole: { $sum } = { $total } ≠ { $whole }, a difference of { $difference }: “{ $quote }”
    .help = Check the whole and the items. If something is not listed, add it (其他 { $difference } { $unit }); if items overlap, say so and accept the finding.
doc-list-total =
    .what = Items that are listed to the end behind 其中 do not add up to the number in front of it.
    .why = Readers add the items up. It is the most frequent contradiction of real reports, and no equation of a table finds it. The same information published through several channels counts once.
    .mend = Correct the whole or the items; where something is not listed, add an item for the rest (其他).
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, chapter) in subject.chapters.iter().enumerate() {
        for sentence in chapter.sentences() {
            for list in breakdowns(sentence.text).into_iter().filter(|list| list.complete) {
                let total: Decimal = list.parts.iter().map(|part| part.count.value).sum();
                let whole = list.whole.value;
                let at = sentence.range.start;
                // A number that the tables contradict is told there.
                let told = claims(subject).iter().any(|(of, claim)| {
                    *of == index
                        && (list.range.start + at..list.range.end + at).contains(&claim.range.start)
                        && is_contradicted(subject, claim)
                });
                // A part larger than the whole is told by its own rule.
                let larger = list.parts.iter().any(|part| (whole - part.count.value).is_negative());
                if total == whole || larger || told {
                    continue;
                }
                let difference = if (total - whole).is_negative() { whole - total } else { total - whole };
                let sum: Vec<String> = list.parts.iter().map(|part| part.count.value.to_string()).collect();
                let of = |range: &std::ops::Range<usize>| range.start + at..range.end + at;
                let mut finding = subject
                    .finding(&RULE, chapter, &of(&list.whole.range))
                    .arg("sum", sum.join(" + "))
                    .arg("total", total.to_string())
                    .arg("whole", whole.to_string())
                    .arg("difference", difference.to_string())
                    .arg("unit", list.whole.unit);
                for part in &list.parts {
                    finding = finding.also(chapter.place(&of(&part.count.range)), None);
                }
                finding.sides = Some((total.to_string(), whole.to_string()));
                findings.push(finding);
            }
        }
    }
    findings
}
