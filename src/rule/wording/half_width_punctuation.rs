//! `half-width-punctuation` (L6): ASCII marks in Chinese text, as in `网站公开24条,主要涉及`. One finding per section.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::finding::{Edit, Finding, Level, Rule};
use crate::language::Words;
use crate::prose::{addresses, before, document_years, from, is_han, is_wide, round_pairs};
use crate::rule::{Chapter, Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "half-width-punctuation", code: "L6", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
half-width-punctuation = 这一部分有 { $count } 处半角标点，第一处：“{ $quote }”
    .help = 汉字前后的逗号、分号、冒号、括号、问号、叹号请用全角。
doc-half-width-punctuation =
    .what = 汉字前后用了半角（英文）的逗号、分号、冒号、括号、问号或叹号。每一部分只提示一次，写明共有几处。网址、邮箱、1,234 和 12:30 这样的数字、英文里的标点，以及引号里单说某个标点的（如“:”）不算。
    .why = 《标点符号用法》（GB/T 15834—2011）。同一篇里全角、半角混用，是评估中常见的扣分点。
    .mend = 改成全角标点。gongkai check --fix 逐处列出改法，加 --write 写入文件。
",
    r"
half-width-punctuation = Half-width marks in this part: { $count }, the first in “{ $quote }”
    .help = Beside Han characters, write commas, semicolons, colons, brackets, question and exclamation marks in full width.
doc-half-width-punctuation =
    .what = An ASCII comma, semicolon, colon, bracket, question or exclamation mark stands beside a Han character. Reported once for each part, with the number of places. Marks in addresses, in numbers such as 1,234 and 12:30, between Latin words, and a mark that is itself spoken of (“:”) are right.
    .why = The national standard of punctuation (GB/T 15834—2011). Two widths in one text are a common reason for deducted points.
    .mend = Write full-width marks. gongkai check --fix lists each change, --write makes them.
",
);

/// The half-width marks with the full-width ones that are meant.
const MARKS: [(char, &str); 7] =
    [(',', "，"), (';', "；"), (':', "："), ('?', "？"), ('!', "！"), ('(', "（"), (')', "）")];

/// Up to how many times marks are looked at again.
const ROUNDS: usize = 8;

/// Up to how many characters the name of a character in HTML has.
const LONGEST_NAME: usize = 10;

/// The full-width mark for a half-width one.
pub(super) fn full(mark: char) -> Option<&'static str> {
    MARKS.iter().find(|(half, _)| *half == mark).map(|(_, full)| *full)
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.chapters.iter().filter_map(|chapter| of_chapter(subject, chapter)).collect()
}

fn of_chapter<'a>(subject: &Subject<'a>, chapter: &Chapter<'a>) -> Option<Finding> {
    let (mut places, mut edits) = (Vec::new(), Vec::new());
    for line in chapter.lines() {
        let marks = marks(line.text);
        for (at, mark) in marks.found.iter().map(|(at, mark)| (*at, *mark)) {
            let range = line.range.start + at..line.range.start + at + mark.len_utf8();
            places.push(range.clone());
            let ahead = if mark == '(' { blank_ahead(line.text, at) } else { 0 };
            let replaced =
                range.start - ahead..range.end + blank_behind(line.text, at + mark.len_utf8(), &marks);
            let place = chapter.exact(&replaced).or_else(|| chapter.exact(&range));
            edits.extend(place.zip(full(mark)).map(|(place, text)| Edit { place, text: text.to_owned() }));
        }
    }
    let mut finding = subject.gathered(&RULE, places.into_iter().map(|range| (chapter, range)))?;
    finding.fix = edits;
    Some(finding)
}

/// The half-width marks of a line.
struct Marks {
    /// Those that belong to Chinese text, by their bytes.
    found: BTreeMap<usize, char>,
    /// Those that rules of their own tell; they too become wide.
    others: BTreeSet<usize>,
}

impl Marks {
    /// Whether what stands at a byte becomes wide.
    fn become_wide(&self, at: usize) -> bool {
        self.found.contains_key(&at) || self.others.contains(&at)
    }

    /// Whether a mark stands beside something that is or becomes wide.
    fn are_beside(&self, line: &str, (at, c): (usize, char)) -> bool {
        let behind = at + c.len_utf8();
        before(line, at).is_some_and(|c| is_wide(c) || self.become_wide(at - c.len_utf8()))
            || from(line, behind).chars().next().is_some_and(is_wide)
            || self.become_wide(behind)
    }
}

/// Finds the marks of a line.
fn marks(line: &str) -> Marks {
    let addresses = addresses(line);
    let years = document_years(line);
    let is_address = |at: usize| {
        let next = addresses.partition_point(|range: &Range<usize>| range.end <= at);
        addresses.get(next).is_some_and(|range| range.contains(&at))
    };
    // `&nbsp;` is told as markup.
    let is_code = |at: usize| {
        let ahead = line.get(..at).unwrap_or_default().chars().rev();
        let lead = ahead.take(LONGEST_NAME).find(|c| !c.is_ascii_alphanumeric() && *c != '#');
        lead == Some('&')
    };
    // “:” speaks of the mark itself.
    let is_named =
        |at: usize, c: char| before(line, at) == Some('“') && from(line, at + c.len_utf8()).starts_with('”');
    let single = |(at, c): &(usize, char)| {
        let other = "()".contains(*c) || full(*c).is_none() || is_address(*at) || is_named(*at, *c);
        !(other || *c == ';' && is_code(*at))
    };
    let singles: Vec<(usize, char)> = line.char_indices().filter(single).collect();
    let (pairs, others): (Vec<_>, Vec<_>) = round_pairs(line)
        .into_iter()
        .partition(|pair| (pair.0.1, pair.1.1) == ('(', ')') && !years.contains(pair));
    let mixed = others.into_iter().filter(|(open, close)| (open.1 == '(') != (close.1 == ')'));
    let others = mixed.chain(years.iter().copied()).flat_map(|(open, close)| [open.0, close.0]).collect();
    let mut marks = Marks { found: BTreeMap::new(), others };
    // A mark beside one that becomes wide becomes wide itself, which few marks in a row ever need.
    for _ in 0..ROUNDS {
        let count = marks.found.len();
        for (open, close) in &pairs {
            let holds_han = line.get(open.0..close.0).is_some_and(|text| text.chars().any(is_han));
            let free = !is_address(open.0) && !is_address(close.0);
            if free && (holds_han || marks.are_beside(line, *open) || marks.are_beside(line, *close)) {
                marks.found.extend([*open, *close]);
            }
        }
        for mark in &singles {
            if marks.are_beside(line, *mark) {
                marks.found.insert(mark.0, mark.1);
            }
        }
        if marks.found.len() == count {
            break;
        }
    }
    marks
}

/// How many blanks behind a mark go with it: a full-width mark needs none before a Han character.
fn blank_behind(line: &str, at: usize, marks: &Marks) -> usize {
    let rest = from(line, at);
    let text = rest.trim_start_matches(' ');
    // Before another mark it stays: two marks in a row are another matter.
    let begins = |c: char| {
        is_han(c) || "（《“‘〔【".contains(c) || c == '(' && marks.become_wide(line.len() - text.len())
    };
    if text.chars().next().is_some_and(begins) { rest.len() - text.len() } else { 0 }
}

/// The same before an opening bracket.
fn blank_ahead(line: &str, at: usize) -> usize {
    let ahead = line.get(..at).unwrap_or_default();
    let text = ahead.trim_end_matches(' ');
    if text.chars().next_back().is_some_and(is_wide) { ahead.len() - text.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_numbers_addresses_and_latin_words_are_left() {
        let found = |line| marks(line).found.into_values().collect::<String>();
        assert_eq!(found("公开1,234条,时间8:30,见https://a.cn/x?b=1;电话:0999-5550100"), ",,;:");
        assert_eq!(found("(一)主动公开(含GDP(2022))"), "()(())");
        assert_eq!(found("A4,PDF (ISO 9001) 1)公开"), "");
        assert_eq!(found("样政办发(2022)28号(见附件)"), "()");
    }
}
