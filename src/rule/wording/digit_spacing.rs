//! `digit-spacing` (L6): blanks between digits and their unit, as in `2022 年`, in a report that also writes none.

use std::ops::Range;

use crate::finding::{Edit, Finding, Level, Rule};
use crate::language::Words;
use crate::prose::{before, from, is_han};
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "digit-spacing", code: "L6", level: Level::Note, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
digit-spacing = 数字前后有的空格、有的不空，这一部分空了 { $count } 处，第一处：“{ $quote }”
    .help = 数字与汉字之间请不要空格。
doc-digit-spacing =
    .what = 数字与前后的汉字之间有的有空格（“2022 年”），有的没有（“2022年”）。全篇都空格的不提示。
    .why = 排版体例应当前后一致；从别处粘贴的文字常带来这种空格。
    .mend = 删去数字前后的空格。gongkai check --fix 可以改，只动空格，不动数字。
",
    r"
digit-spacing = Digits with and without blanks around; with blanks in this part: { $count }, the first in “{ $quote }”
    .help = Write no blank between digits and Han characters.
doc-digit-spacing =
    .what = Some digits have blanks between them and the Han characters around (“2022 年”), others have none (“2022年”). A report that always writes blanks is left alone.
    .why = One text has one style; such blanks often come with text pasted from elsewhere.
    .mend = Delete the blanks around digits. gongkai check --fix does it; it touches the blanks only, never a digit.
",
);

/// What is counted or dated: what follows a number in running text. A postcode or a telephone has nothing of the kind.
const UNITS: &str = "年月日号条件个次期项份篇元万亿名批场页卷宗类种册张起余";

/// The blanks around the numbers of a line that are followed by a unit, and how many such numbers have none.
fn blanks(line: &str) -> (Vec<Range<usize>>, usize) {
    let (mut found, mut without) = (Vec::new(), 0);
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_ascii_digit() {
            continue;
        }
        let mut end = start + 1;
        while let Some((at, _)) = chars.next_if(|(_, next)| next.is_ascii_digit() || ".,".contains(*next)) {
            end = at + 1;
        }
        // A mark at the end is no part of the number.
        if before(line, end).is_some_and(|c| !c.is_ascii_digit()) {
            continue;
        }
        let behind = from(line, end);
        let unit = behind.trim_start_matches(' ');
        if !unit.chars().next().is_some_and(|c| UNITS.contains(c)) {
            continue;
        }
        let ahead = line.get(..start).unwrap_or_default();
        let text = ahead.trim_end_matches(' ');
        let led = before(line, text.len()).is_some_and(is_han) && text.len() < ahead.len();
        let count = found.len();
        if led {
            found.push(text.len()..start);
        }
        if unit.len() < behind.len() {
            found.push(end..end + behind.len() - unit.len());
        }
        without += usize::from(found.len() == count);
    }
    (found, without)
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut without = 0;
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        let mut ranges = Vec::new();
        for line in chapter.lines() {
            let (found, others) = blanks(line.text);
            without += others;
            ranges.extend(
                found.into_iter().map(|range| line.range.start + range.start..line.range.start + range.end),
            );
        }
        let edits = ranges.iter().filter_map(|range| chapter.exact(range));
        let edits: Vec<Edit> = edits.map(|place| Edit { place, text: String::new() }).collect();
        if let Some(mut finding) = subject.gathered(&RULE, ranges.into_iter().map(|range| (chapter, range))) {
            finding.fix = edits;
            findings.push(finding);
        }
    }
    if without > 0 { findings } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_between_fields_are_no_blanks_around_a_number() {
        assert_eq!(blanks("海城镇 2022 年1月"), (vec![9..10, 14..15], 1));
        assert_eq!(blanks("邮编 755200 电话 0999-5550100 地址 政通路"), (vec![], 0));
    }
}
