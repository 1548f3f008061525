//! `half-width-punctuation` (L6): ASCII marks in Chinese text, as in `网站公开24条,主要涉及`. One finding per section.

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
    .help = 汉字前后的逗号、分号、冒号、括号、问号、叹号请用全角。gongkai check --fix 可以改。
doc-half-width-punctuation =
    .what = 汉字前后用了半角（英文）的逗号、分号、冒号、括号、问号或叹号。每一部分只提示一次，写明共有几处。网址、邮箱、1,234 和 12:30 这样的数字、英文里的标点不算。
    .why = 《标点符号用法》（GB/T 15834—2011）。同一篇里全角、半角混用，是评估中常见的扣分点。
    .mend = 改成全角标点。gongkai check --fix 逐处列出改法，加 --write 写入文件。
",
    r"
half-width-punctuation = Half-width marks in this part: { $count }, the first in “{ $quote }”
    .help = Beside Han characters, write commas, semicolons, colons, brackets, question and exclamation marks in full width. gongkai check --fix does it.
doc-half-width-punctuation =
    .what = An ASCII comma, semicolon, colon, bracket, question or exclamation mark stands beside a Han character. Told once for each part, with the number of places. Marks in addresses, in numbers such as 1,234 and 12:30 and between Latin words are right.
    .why = The national standard of punctuation (GB/T 15834—2011). Two widths in one text are a common reason for deducted points.
    .mend = Write full-width marks. gongkai check --fix lists each change, --write makes them.
",
);

/// The half-width marks with the full-width ones that are meant.
const MARKS: [(char, &str); 7] =
    [(',', "，"), (';', "；"), (':', "："), ('?', "？"), ('!', "！"), ('(', "（"), (')', "）")];

/// The full-width mark for a half-width one.
pub(super) fn full(mark: char) -> Option<&'static str> {
    MARKS.iter().find(|(half, _)| *half == mark).map(|(_, full)| *full)
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.chapters.iter().filter_map(|chapter| of_chapter(subject, chapter)).collect()
}

fn of_chapter(subject: &Subject<'_>, chapter: &Chapter<'_>) -> Option<Finding> {
    let (mut places, mut edits) = (Vec::new(), Vec::new());
    for line in chapter.lines() {
        for (at, mark) in marks(line.text) {
            let range = line.range.start + at..line.range.start + at + mark.len_utf8();
            places.push(range.clone());
            let replaced = range.start..range.end + blank_behind(line.text, at + mark.len_utf8());
            let place = chapter.exact(&replaced).or_else(|| chapter.exact(&range));
            edits.extend(place.zip(full(mark)).map(|(place, text)| Edit { place, text: text.to_owned() }));
        }
    }
    let mut finding = subject.gathered(&RULE, places.into_iter().map(|range| (chapter, range)))?;
    finding.fix = edits;
    Some(finding)
}

/// The half-width marks of a line that belong to Chinese text, with their bytes.
fn marks(line: &str) -> Vec<(usize, char)> {
    let addresses = addresses(line);
    let years = document_years(line);
    let beside = |at: usize, c: char| {
        let after = from(line, at + c.len_utf8()).chars().next();
        before(line, at).is_some_and(is_wide) || after.is_some_and(is_wide)
    };
    let single =
        line.char_indices().filter(|(at, c)| !"()".contains(*c) && full(*c).is_some() && beside(*at, *c));
    // Mixed pairs and those of document numbers have rules of their own.
    let pairs = round_pairs(line).into_iter().filter(|pair| {
        let (open, close) = pair;
        let holds_han = line.get(open.0..close.0).is_some_and(|text| text.chars().any(is_han));
        let is_half = (open.1, close.1) == ('(', ')');
        is_half && !years.contains(pair) && (holds_han || beside(open.0, '(') || beside(close.0, ')'))
    });
    let is_address = |at: usize| addresses.iter().any(|range: &Range<usize>| range.contains(&at));
    let mut found: Vec<(usize, char)> = single.chain(pairs.flat_map(|(open, close)| [open, close])).collect();
    // `&nbsp;` is told as markup.
    let is_code = |at: usize| {
        let name = line.get(..at).and_then(|ahead| ahead.rsplit_once('&')).map(|(_, name)| name);
        name.is_some_and(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#'))
    };
    found.retain(|(at, mark)| !(is_address(*at) || *mark == ';' && is_code(*at)));
    found.sort_unstable();
    found
}

/// How many blanks behind a mark go with it: a full-width mark needs none before a Han character.
fn blank_behind(line: &str, at: usize) -> usize {
    let rest = from(line, at);
    let text = rest.trim_start_matches(' ');
    if text.chars().next().is_some_and(is_wide) { rest.len() - text.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_numbers_addresses_and_latin_words_are_left() {
        let found = |line| marks(line).into_iter().map(|(_, c)| c).collect::<String>();
        assert_eq!(found("公开1,234条,时间8:30,见https://a.cn/x?b=1;电话:0999-5550100"), ",,;:");
        assert_eq!(found("(一)主动公开(含GDP(2022))"), "()()");
        assert_eq!(found("A4,PDF (ISO 9001) 1)公开"), "");
        assert_eq!(found("样政办发(2022)28号(见附件)"), "()");
    }
}
