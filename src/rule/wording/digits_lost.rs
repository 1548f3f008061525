//! `digits-lost` (L7): a date with a character too few or a day that there is not, as in `20221月1日` or `2月30日`.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::{before, from};
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "digits-lost", code: "L7", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
digits-lost = 日期“{ $date }”缺字：“{ $quote }”
    .help = 请核对原稿，补上缺少的年、月、日或数字。
digits-lost--calendar = 没有“{ $date }”这个日期：“{ $quote }”
    .help = 请核对原稿，改成正确的日期。
doc-digits-lost =
    .what = 日期缺了字或者日历上没有，如“20221月1日”“202111日”“20 22年”“2022年13月”“2022年2月30日”。
    .why = 转换格式、复制粘贴时容易丢字；统计期限和公布日期出错，整份报告都不可信。
    .mend = 对照原稿改正。程序不替您猜数字。
",
    r"
digits-lost = Something is missing in the date “{ $date }”: “{ $quote }”
    .help = Compare with the original and add the missing character or digit.
digits-lost--calendar = There is no such date as “{ $date }”: “{ $quote }”
    .help = Compare with the original and write the right date.
doc-digits-lost =
    .what = A date lacks a character or is not in the calendar: “20221月1日”, “202111日”, “20 22年”, “2022年13月”, “2022年2月30日”.
    .why = Conversions and pasting lose characters; with a wrong period or date nobody trusts the report.
    .mend = Compare with the original. The program never guesses a figure.
",
);

/// A run of digits, blanks between them left out, with what stands behind.
struct Digits {
    range: Range<usize>,
    text: String,
    blank: bool,
    unit: Option<char>,
}

/// Where a number starts, how much it is, and where it ends with its unit.
type Number = (usize, u32, usize);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        for line in chapter.lines() {
            for (range, variant) in broken(line.text) {
                let date = line.text.get(range.clone()).unwrap_or_default().to_owned();
                let range = line.range.start + range.start..line.range.start + range.end;
                let finding = subject.finding(&RULE, chapter, &range).arg("date", date);
                findings.push(if variant.is_empty() { finding } else { finding.variant(variant) });
            }
        }
    }
    findings
}

/// The broken dates of a line, each with the variant of the message.
fn broken(line: &str) -> Vec<(Range<usize>, &'static str)> {
    let numbers = numbers(line);
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    let (mut year, mut month): (Option<Number>, Option<Number>) = (None, None);
    for (index, digits) in numbers.iter().enumerate() {
        let Some(unit) = digits.unit.filter(|unit| "年月日".contains(*unit)) else { continue };
        let end = digits.range.end + from(line, digits.range.end).find(unit).unwrap_or(0) + unit.len_utf8();
        let (start, len) = (digits.range.start, digits.text.len());
        let value: u32 = digits.text.parse().unwrap_or(0);
        let begins_year = digits.text.starts_with("19") || digits.text.starts_with("20");
        // Numbers of one date stand side by side.
        let of_year = year.filter(|(_, _, behind)| *behind == start);
        let of_month = month.filter(|(_, _, behind)| *behind == start);
        match unit {
            '年' => {
                let next = numbers.get(index + 1);
                let month_follows =
                    next.is_some_and(|next| next.range.start == end && next.unit == Some('月'));
                let lost = begins_year && (digits.blank && len == 4 || len == 5 || len == 3 && month_follows);
                if lost {
                    found.push((start..end, ""));
                } else {
                    year = Some((start, value, end));
                }
            }
            // What follows the year is a month or a day, never nothing.
            _ if begins_year && (5..=8).contains(&len) && from(&digits.text, 4).parse() != Ok(0) => {
                found.push((start..end, ""));
            }
            '月' if of_year.is_some() && !(1..=12).contains(&value) => {
                found.push((of_year.map_or(start, |(start, ..)| start)..end, "calendar"));
            }
            '月' => month = Some((of_year.map_or(start, |(start, ..)| start), value, end)),
            _ => {
                let Some((from, month, _)) = of_month else { continue };
                let of = year.filter(|(start, ..)| *start == from).map_or(2000, |(_, year, _)| year);
                if value == 0 || value > days(of, month) {
                    found.push((from..end, "calendar"));
                }
            }
        }
    }
    for (at, empty) in line.match_indices("年月日").chain(line.match_indices("月日")) {
        let led = before(line, at).is_some_and(|c| c.is_ascii_digit());
        if led && !from(line, at + empty.len()).starts_with('均') {
            let first =
                line.get(..at).unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit()).len();
            found.push((first..at + empty.len(), ""));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// The numbers of a line. Two of them are one with a blank in it where they make a year together.
fn numbers(line: &str) -> Vec<Digits> {
    let mut found: Vec<Digits> = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_ascii_digit() {
            continue;
        }
        let mut range = start..start + 1;
        while let Some((at, _)) = chars.next_if(|(_, next)| next.is_ascii_digit()) {
            range.end = at + 1;
        }
        let mut text = line.get(range.clone()).unwrap_or_default().to_owned();
        let unit = from(line, range.end).trim_start_matches(' ').chars().next();
        let mut blank = false;
        if unit == Some('年')
            && let Some(last) = found.pop_if(|last| line.get(last.range.end..range.start) == Some(" "))
        {
            let whole = format!("{}{text}", last.text);
            if whole.len() == 4 && (whole.starts_with("19") || whole.starts_with("20")) {
                (text, blank) = (whole, true);
                range.start = last.range.start;
            } else {
                found.push(last);
            }
        }
        found.push(Digits { range, text, blank, unit });
    }
    found
}

/// How many days a month has; 31 where there is no such month, which is told as such.
fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_dates_are_found_and_whole_ones_are_not() {
        let of = |line| -> Vec<String> {
            broken(line)
                .into_iter()
                .map(|(range, _)| line.get(range).unwrap_or_default().to_owned())
                .collect()
        };
        let line: &'static str = "自20221月1日至202111日，2022年13月，20 22年，202年3月";
        assert_eq!(of(line), ["20221月", "202111日", "2022年13月", "20 22年", "202年"]);
        assert_eq!(
            of("2022年2月30日、2月30日、2022年2月29日"),
            ["2022年2月30日", "2月30日", "2022年2月29日"]
        );
        assert_eq!(of("于2022年月日公布，1月日公布"), ["2022年月日", "1月日"]);
        let right = "2022 年 1 月 1 日至2022年12月31日，2020年2月29日，2月29日，1—12月，5年3个月，2022年日均9月日均3条";
        assert_eq!(of(right), [] as [&str; 0]);
        assert_eq!(of("20000日活，公开12 22年，办结于30日内，共20231条"), [] as [&str; 0]);
    }
}
