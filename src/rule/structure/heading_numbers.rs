//! `heading-numbers` (F9): numbers of sub-headings and paragraphs have a gap, stand twice, or change their style.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::{Chapter, Check, Definition, Subject, Which};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "heading-numbers", code: "F9", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
heading-numbers = 序号不连续，“{ $number }”前面缺号：“{ $quote }”
    .help = 请核对是缺了一段，还是序号写错。
heading-numbers--repeated = 序号“{ $number }”重复：“{ $quote }”
    .help = 请按顺序重新编号。
heading-numbers--order = 序号“{ $number }”的顺序不对：“{ $quote }”
    .help = 请按顺序重新编号。
heading-numbers--style = 序号“{ $number }”与前面的写法不同：“{ $quote }”
    .help = 同一层次的序号请用同一种写法。
doc-heading-numbers =
    .what = 同一部分里小标题和段落的序号跳号、重号、乱序，或者换了写法（如（一）（二）之后写成3.）。括号的全角半角不算。
    .why = 序号跳号往往是漏了一段，或者拼接、沿用旧稿时没有重新编号。《党政机关公文格式》（GB/T 9704—2012）规定结构层次序数依次用“一、”“（一）”“1.”“（1）”。
    .mend = 补上缺的一段，或者按顺序重新编号。
",
    r"
heading-numbers = A number is missing before “{ $number }”: “{ $quote }”
    .help = Check whether a paragraph is missing or the number is wrong.
heading-numbers--repeated = The number “{ $number }” stands twice: “{ $quote }”
    .help = Number the paragraphs in order.
heading-numbers--order = The number “{ $number }” is out of order: “{ $quote }”
    .help = Number the paragraphs in order.
heading-numbers--style = The number “{ $number }” is written in another style: “{ $quote }”
    .help = Write the numbers of one level in one style.
doc-heading-numbers =
    .what = The numbers of sub-headings and paragraphs within one part have a gap, stand twice, are out of order or change their style (（一）（二） and then 3.). The width of brackets does not count.
    .why = A gap often means that a paragraph was lost, or that an old text was patched. The format of official documents (GB/T 9704—2012) has 一、 （一） 1. （1） for the levels.
    .mend = Put in what is missing, or number in order.
",
);

/// How a number is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// （一）
    Bracketed,
    /// 一、
    Plain,
    /// （1）
    BracketedDigit,
    /// 1. or 1、
    Digit,
}

/// Numbers that follow one another.
struct Series {
    /// Its styles; more than one where a change was already told.
    styles: Vec<Style>,
    last: usize,
    /// The level of its headings; none for paragraphs.
    heading: Option<u8>,
    /// Whether a text without a number came after its last number, or that announced a new series.
    broken: bool,
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let parts = subject.chapters.iter().filter(|chapter| matches!(chapter.which, Which::Part(_)));
    let finding = |(chapter, range, fault): (&Chapter<'_>, Range<usize>, &str)| {
        let number = chapter.text.get(range.clone()).unwrap_or_default().trim();
        let finding = subject.finding(&RULE, chapter, &range).arg("number", number);
        if fault.is_empty() { finding } else { finding.variant(fault) }
    };
    parts
        .flat_map(|chapter| faults(chapter).into_iter().map(move |(at, fault)| (chapter, at, fault)))
        .map(finding)
        .collect()
}

/// The numbers of a chapter that do not follow, each with the variant of the message.
fn faults(chapter: &Chapter<'_>) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut open: Vec<Series> = Vec::new();
    for line in chapter.lines().iter().filter(|line| !line.text.contains('\t')) {
        let Some((style, number, length)) = numbered(line.text) else {
            if let Some(level) = line.heading {
                open.retain(|series| series.heading.is_some_and(|own| own <= level));
            }
            for series in &mut open {
                series.broken = true;
            }
            continue;
        };
        let announces = line.text.trim_end().ends_with(['：', ':']);
        let known = position(&open, style, number, line.heading);
        let fault = match known {
            Some(at) => {
                open.truncate(at + 1);
                let series = &mut open[at];
                let fault = follows(series, number, line.heading);
                (series.last, series.broken) = (number, announces);
                fault
            }
            None if number == 1 => {
                open.push(Series { styles: vec![style], last: 1, heading: line.heading, broken: announces });
                None
            }
            None => match open.iter().rposition(|series| series.last + 1 == number) {
                Some(at) => {
                    open.truncate(at + 1);
                    open[at].styles.push(style);
                    (open[at].last, open[at].broken) = (number, announces);
                    Some("style")
                }
                None => {
                    let heading = line.heading;
                    open.push(Series { styles: vec![style], last: number, heading, broken: announces });
                    Some("")
                }
            },
        };
        let start = line.range.start + line.text.len() - line.text.trim_start().len();
        found.extend(fault.map(|fault| (start..start + length, fault)));
    }
    found
}

/// The series to which a number belongs: the innermost of its style and level, else one that it continues.
fn position(open: &[Series], style: Style, number: usize, heading: Option<u8>) -> Option<usize> {
    let same = open.iter().rposition(|series| series.styles.contains(&style) && series.heading == heading);
    let continued = || open.iter().rposition(|series| number != 1 && series.styles.contains(&style));
    same.or_else(continued)
}

/// What is wrong with the next number of a series. It may begin anew with 1; right after a 1 only where a text without
/// number came between paragraphs.
fn follows(series: &Series, number: usize, heading: Option<u8>) -> Option<&'static str> {
    let anew = number == 1 && (series.last > 1 || series.broken && heading.is_none());
    match number {
        number if number == series.last + 1 || anew => None,
        number if number == series.last => Some("repeated"),
        number if number > series.last => Some(""),
        _ => Some("order"),
    }
}

/// The number at the head of a line: its style, its value, and its length in bytes.
fn numbered(line: &str) -> Option<(Style, usize, usize)> {
    const HIGHEST: usize = 40;
    let line = line.trim_start();
    // A list of attachments begins in the line that announces it.
    let text = ["附件：", "附件:", "附："].iter().find_map(|word| line.strip_prefix(word)).unwrap_or(line);
    let inner = text.strip_prefix(['（', '(']);
    let rest = inner.unwrap_or(text).trim_start_matches(' ');
    let is_han = |c: char| "一二三四五六七八九十".contains(c);
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let han = rest.starts_with(is_han);
    let after = if han { rest.trim_start_matches(is_han) } else { rest.trim_start_matches(is_digit) };
    let number = value(rest.get(..rest.len() - after.len())?)?;
    let after = after.trim_start_matches(' ');
    let style = match (inner.is_some(), han) {
        (true, true) => Style::Bracketed,
        (true, false) => Style::BracketedDigit,
        (false, true) => Style::Plain,
        (false, false) => Style::Digit,
    };
    let words = match style {
        Style::Bracketed | Style::BracketedDigit => after.strip_prefix(['）', ')'])?,
        Style::Plain => after.strip_prefix('、')?,
        Style::Digit => after.strip_prefix(['.', '．', '、'])?,
    };
    // 一、二级响应, 3.5万人 and （三）项 begin a sentence, not a paragraph.
    let goes_on = inner.is_none() && words.starts_with(|c| is_han(c) || is_digit(c))
        || inner.is_some() && words.starts_with(['项', '款', '、']);
    ((1..=HIGHEST).contains(&number) && !goes_on).then(|| (style, number, line.len() - words.len()))
}

/// The value of a numeral of either kind.
fn value(numeral: &str) -> Option<usize> {
    let digits: Option<Vec<usize>> = numeral
        .chars()
        .map(|c| match c {
            '0'..='9' => Some(u32::from(c) - u32::from('0')),
            '０'..='９' => Some(u32::from(c) - u32::from('０')),
            _ => None,
        })
        .map(|digit| digit.and_then(|digit| usize::try_from(digit).ok()))
        .collect();
    if let Some(digits) = digits {
        return (!digits.is_empty() && digits.len() < 4)
            .then(|| digits.iter().fold(0, |value, digit| value * 10 + digit));
    }
    let one = |text: &str, empty: usize| {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Some(empty),
            (Some(c), None) => "一二三四五六七八九".chars().position(|other| other == c).map(|at| at + 1),
            _ => None,
        }
    };
    match numeral.split_once('十') {
        Some((tens, ones)) => Some(one(tens, 1)? * 10 + one(ones, 0)?),
        None => one(numeral, 0),
    }
}
