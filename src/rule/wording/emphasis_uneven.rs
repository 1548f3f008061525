//! `emphasis-uneven`: in a series 一是 … 二是 … 三是 some members are bold and others are not.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::{before, from, is_han};
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "emphasis-uneven", code: "", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
emphasis-uneven = “{ $plain }”没有加粗，同一组里的“{ $bold }”加粗了：“{ $quote }”
    .help = 同一组里请都加粗或者都不加粗。
doc-emphasis-uneven =
    .what = “一是……二是……三是……”一组里，有的加粗（写在两对星号之间），有的没有。
    .why = 排版前后不一，网页上一看便知。
    .mend = 同一组里都加粗，或者都不加粗。
",
    r"
emphasis-uneven = “{ $plain }” is not bold, while “{ $bold }” of the same series is: “{ $quote }”
    .help = Make all members of a series bold, or none.
doc-emphasis-uneven =
    .what = Of a series 一是 … 二是 … 三是 some members are bold (between two pairs of stars) and others are not.
    .why = It shows at once on the page.
    .mend = Make all members of a series bold, or none.
",
);

/// What begins a member of a series.
const NUMERALS: &str = "一二三四五六七八九十";

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        let written = members(chapter.text);
        let (shown, bold) = shown(chapter.html());
        let shown = members(&shown);
        // Where both do not tell the same story, nothing is certain.
        if written.len() != shown.len() || written.iter().zip(&shown).any(|(one, other)| one.1 != other.1) {
            continue;
        }
        let is_bold =
            |byte: usize| bold.get(bold.partition_point(|(start, _)| *start <= byte).wrapping_sub(1));
        let members: Vec<Member> = written
            .into_iter()
            .zip(shown)
            .map(|((range, numeral), (place, _))| Member {
                range,
                numeral,
                bold: is_bold(place.start).is_some_and(|(_, bold)| *bold),
            })
            .collect();
        for series in members.chunk_by(|_, next| next.numeral != '一') {
            let plain = series.iter().find(|member| !member.bold);
            if let (Some(plain), Some(bold)) = (plain, series.iter().find(|member| member.bold)) {
                let name = |member: &Member| format!("{}是", member.numeral);
                let finding = subject.finding(&RULE, chapter, &plain.range);
                findings.push(finding.arg("plain", name(plain)).arg("bold", name(bold)));
            }
        }
    }
    findings
}

struct Member {
    range: Range<usize>,
    numeral: char,
    bold: bool,
}

/// Where the members of series begin in a text.
fn members(text: &str) -> Vec<(Range<usize>, char)> {
    let begins = |(at, c): &(usize, char)| {
        NUMERALS.contains(*c)
            && from(text, at + c.len_utf8()).starts_with('是')
            && !before(text, *at).is_some_and(is_han)
    };
    text.char_indices().filter(begins).map(|(at, c)| (at..at + c.len_utf8() + '是'.len_utf8(), c)).collect()
}

/// HTML as text without tags, and from which byte of it on it is bold or not. A tag ends no word.
fn shown(html: &str) -> (String, Vec<(usize, bool)>) {
    let (mut text, mut bold) = (String::new(), Vec::new());
    let mut rest = html;
    while let Some((words, tail)) = rest.split_once('<') {
        text.push_str(words);
        let (tag, tail) = tail.split_once('>').unwrap_or((tail, ""));
        match tag {
            "strong" => bold.push((text.len(), true)),
            "/strong" => bold.push((text.len(), false)),
            _ => {}
        }
        rest = tail;
    }
    text.push_str(rest);
    (text, bold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_series_are_no_ends_of_words() {
        let of: String =
            members("一是公开；二是答复。统一是前提，\n三是考核").into_iter().map(|(_, c)| c).collect();
        assert_eq!(of, "一二三");
        let (text, bold) = shown("<p>先<strong>一是</strong>公开</p>\n");
        assert_eq!((text.as_str(), bold.as_slice()), ("先一是公开\n", [(3, true), (9, false)].as_slice()));
    }
}
