//! `mixed-brackets` (L6): a bracket of one width closed by one of the other, as in `（一)`.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::{document_years, round_pairs};
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "mixed-brackets", code: "L6", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
mixed-brackets = 括号一半全角、一半半角：“{ $quote }”
    .help = 前后括号都请用全角：（）。
doc-mixed-brackets =
    .what = 一对括号前后宽窄不同，如“（一)”“(一）”。
    .why = 《标点符号用法》（GB/T 15834—2011）要求括号成对使用。
    .mend = 前后括号都改成全角。gongkai check --fix 可以改。
",
    r"
mixed-brackets = A bracket of one width is closed by one of the other: “{ $quote }”
    .help = Write both brackets in full width: （）.
doc-mixed-brackets =
    .what = The two brackets of a pair differ in width, as in “（一)” or “(一）”.
    .why = The national standard of punctuation (GB/T 15834—2011) wants brackets in pairs.
    .mend = Write both in full width. gongkai check --fix does it.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        for line in chapter.lines() {
            let years = document_years(line.text);
            for pair in round_pairs(line.text) {
                let ((open, first), (close, last)) = pair;
                if (first == '(') == (last == ')') || years.contains(&pair) {
                    continue;
                }
                let at = |byte: usize| line.range.start + byte;
                let finding = subject.finding(&RULE, chapter, &(at(open)..at(close) + last.len_utf8()));
                let half = if first == '(' {
                    (at(open)..at(open) + 1, "（")
                } else {
                    (at(close)..at(close) + 1, "）")
                };
                findings.push(match chapter.exact(&half.0) {
                    Some(place) => finding.fixed_by(place, half.1),
                    None => finding,
                });
            }
        }
    }
    findings
}
