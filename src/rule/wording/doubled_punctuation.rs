//! `doubled-punctuation` (L6): two marks where one is meant, as in `保障、、信息`.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "doubled-punctuation", code: "L6", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
doubled-punctuation = 标点重复：“{ $quote }”
    .help = 请只留一个“{ $mark }”。
doc-doubled-punctuation =
    .what = 两个标点连在一起，其中一个是多余的，如“、、”“，，”“。。”“，。”。
    .why = 《标点符号用法》（GB/T 15834—2011）。错别字和标点错误会在评估中扣分，报告公布以后不便再改。
    .mend = 删去多余的一个。gongkai check --fix 可以改。
",
    r"
doubled-punctuation = Doubled punctuation: “{ $quote }”
    .help = Keep one “{ $mark }”.
doc-doubled-punctuation =
    .what = Two marks stand together and one of them is too many, such as “、、”, “，，”, “。。” or “，。”.
    .why = The national standard of punctuation (GB/T 15834—2011). Evaluators deduct points for such slips, and a published report is hard to change.
    .mend = Delete the one too many. gongkai check --fix does it.
",
);

/// Marks of which two of a kind never stand together. A dash or an ellipsis is written twice and is none of them.
const MARKS: &str = "、，。；：！？,;";

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        let mut before: Option<(usize, char)> = None;
        for (at, c) in chapter.text.char_indices() {
            let (first, second) = (before, c);
            before = Some((at, c));
            let Some((start, first)) = first.filter(|_| MARKS.contains(second)) else { continue };
            // ！！ and ？！ are emphasis, not slips; a full stop swallows the pause before it.
            let slip = first == second && !"！？".contains(first)
                || "、，".contains(first) && second != first && MARKS.contains(first);
            if slip {
                let kept = if first == second { first } else { second };
                let range = start..at + c.len_utf8();
                let finding = subject.finding(&RULE, chapter, &range).arg("mark", kept.to_string());
                // A pause gives way to the stronger mark behind it; of two alike the second goes.
                let at = if first == second { at..range.end } else { start..at };
                findings.push(match chapter.exact(&at) {
                    Some(place) => finding.fixed_by(place, ""),
                    None => finding,
                });
            }
        }
    }
    findings
}
