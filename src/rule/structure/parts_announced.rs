//! `parts-announced` (F8): the text announces another number of parts than the form has.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "parts-announced", code: "F8", level: Level::Note, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
parts-announced = 写的是{ $announced }个部分，格式有{ $parts }个部分：“{ $quote }”
    .help = 请核对后改成{ $parts }个部分。
doc-parts-announced =
    .what = 开头说报告由几个部分组成，与格式规定的部分数不一致。
    .why = 国办公开办函〔2021〕30号（此前是国办公开办函〔2019〕60号）规定报告有六个部分。
    .mend = 改成格式规定的部分数。
",
    r"
parts-announced = { $announced } parts are announced, the form has { $parts }: “{ $quote }”
    .help = Check, and announce { $parts } parts.
doc-parts-announced =
    .what = The opening says of how many parts the report consists, and the form has another number.
    .why = The notice (国办公开办函〔2021〕30号, before it 国办公开办函〔2019〕60号) gives the report six parts.
    .mend = Announce the number of parts that the form has.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let parts = subject.form().map_or(0, |form| form.parts.len());
    let Some(opening) = subject.opening().filter(|_| parts > 0) else { return Vec::new() };
    let found = opening.sentences().iter().find_map(|sentence| {
        let (announced, range) = announced(sentence.text)?;
        Some((announced, sentence.range.start + range.start..sentence.range.start + range.end))
    });
    let wrong = found.filter(|(announced, _)| *announced != parts);
    let finding = |(announced, range): (usize, Range<usize>)| {
        let finding = subject.finding(&RULE, opening, &range);
        finding.arg("announced", announced.to_string()).arg("parts", parts.to_string())
    };
    wrong.map(finding).into_iter().collect()
}

/// How many parts a sentence gives the report, and where: `由…等五个部分组成`, `全文包括六个部分`.
fn announced(sentence: &str) -> Option<(usize, Range<usize>)> {
    const PART: &str = "部分";
    const WHOLE: [&str; 5] = ["本报告", "本年报", "全文", "年度报告", "报告由"];
    const CONSISTS: [&str; 5] = ["由", "包括", "包含", "分", "共"];
    sentence.match_indices(PART).find_map(|(at, _)| {
        let before = sentence.get(..at)?;
        let before = before.trim_end().strip_suffix(['个', '大']).unwrap_or(before).trim_end();
        let digits: String = before.chars().rev().take_while(|c| numeral(*c).is_some()).collect();
        let start = before.len() - digits.len();
        let mut digits = digits.chars();
        let (Some(last), None) = (digits.next(), digits.next()) else { return None };
        let before = before.get(..start)?;
        let other = ["第", "前", "后", "其中", "其他", "附件"].iter().any(|word| before.ends_with(word));
        let of_report = WHOLE.iter().any(|word| before.contains(word))
            && CONSISTS.iter().any(|word| before.contains(word));
        (of_report && !other).then_some((numeral(last)?, start..at + PART.len()))
    })
}

/// The value of one numeral.
fn numeral(c: char) -> Option<usize> {
    match c {
        '0'..='9' => c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()),
        '两' => Some(2),
        _ => "一二三四五六七八九十".chars().position(|other| other == c).map(|at| at + 1),
    }
}
