//! `doubled-punctuation` (L6): two marks where one is meant, as in `保障、、信息`.

use super::half_width_punctuation::full;
use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::{addresses, before, from, is_wide};
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
const MARKS: &str = "、，。；：！？";

/// A mark as it is meant, whatever its width.
fn meant(mark: char) -> char {
    full(mark).and_then(|full| full.chars().next()).unwrap_or(mark)
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        let addresses = addresses(chapter.text);
        let is_address = |at: usize| {
            let next = addresses.partition_point(|range| range.end <= at);
            addresses.get(next).is_some_and(|range| range.contains(&at))
        };
        let is_mark = |(at, c): &(usize, char)| MARKS.contains(meant(*c)) && !is_address(*at);
        let marks: Vec<(usize, char)> = chapter.text.char_indices().filter(is_mark).collect();
        for run in marks.chunk_by(|one, other| one.0 + one.1.len_utf8() == other.0) {
            let kept = kept(run);
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let range = first.0..last.0 + last.1.len_utf8();
            // `::1` is an address too.
            let around = [before(chapter.text, range.start), from(chapter.text, range.end).chars().next()];
            let latin = run.iter().all(|(_, c)| *c == ':') && !around.into_iter().flatten().any(is_wide);
            if kept.len() == run.len() || latin {
                continue;
            }
            let mut finding = subject.finding(&RULE, chapter, &range);
            for (at, c) in run.iter().filter(|mark| !kept.contains(mark)) {
                if let Some(place) = chapter.exact(&(*at..at + c.len_utf8())) {
                    finding = finding.fixed_by(place, "");
                }
            }
            findings.push(finding.arg("mark", kept.iter().map(|(_, c)| *c).collect::<String>()));
        }
    }
    findings
}

/// What is left of marks in a row: of two alike the first; a pause gives way to the mark behind it. ！！ and ？！ are
/// emphasis, no slips.
fn kept(run: &[(usize, char)]) -> Vec<(usize, char)> {
    let mut kept: Vec<(usize, char)> = Vec::new();
    for &(at, mark) in run {
        while kept.pop_if(|last| "、，".contains(meant(last.1)) && meant(last.1) != meant(mark)).is_some() {
        }
        let again =
            kept.last().is_some_and(|last| meant(last.1) == meant(mark)) && !"！？".contains(meant(mark));
        if !again {
            kept.push((at, mark));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_marks_in_a_row_the_meant_one_is_kept() {
        let of = |text: &str| {
            kept(&text.char_indices().collect::<Vec<_>>()).iter().map(|mark| mark.1).collect::<String>()
        };
        for (marks, left) in [
            ("、、", "、"),
            ("，。", "。"),
            (",，", ","),
            ("；，，、", "；、"),
            ("，、，。。", "。"),
            ("！！", "！！"),
            ("。，", "。，"),
        ] {
            assert_eq!(of(marks), left, "{marks}");
        }
    }
}
