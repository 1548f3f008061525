//! `period-wrong` (F6): the statistical period in the text is not 1 January to 31 December of the report year.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::form::Role;
use crate::language::Words;
use crate::prose::{Folded, clauses};
use crate::rule::{Chapter, Check, Definition, Subject, Which};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "period-wrong", code: "F6", level: Level::Error, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
period-wrong = 统计期限不对：“{ $quote }”
    .help = 统计期限应为{ $year }年1月1日至{ $year }年12月31日。
doc-period-wrong =
    .what = 报告写的统计期限不是报告年度的1月1日至12月31日，例如沿用了上年的年份。
    .why = 《政府信息公开条例》第四十九条要求公布上一年度的年度报告，数据按公历年度统计。期限写错，全部数据就失去依据。
    .mend = 改成报告年度的1月1日至12月31日。
",
    r"
period-wrong = Wrong statistical period: “{ $quote }”
    .help = The period is 1 January to 31 December { $year } ({ $year }年1月1日至{ $year }年12月31日).
doc-period-wrong =
    .what = The statistical period in the text is not 1 January to 31 December of the report year; often last year’s was left in.
    .why = Article 49 of the regulation asks for a report on the past year, and its figures are those of the calendar year. With a wrong period no figure can be trusted.
    .mend = Write 1 January to 31 December of the report year.
",
);

/// Words that announce the statistical period itself.
const PERIOD: [&str; 13] = [
    "统计期限",
    "统计时限",
    "统计时间",
    "统计时段",
    "统计期间",
    "统计周期",
    "统计区间",
    "统计范围",
    "数据期限",
    "起止时间",
    "起止日期",
    "所列数据",
    "统计数据",
];

/// Words of a comparison, which names other years.
const COMPARISON: [&str; 9] = ["相比", "比较", "对比", "同比", "同期", "上年", "上一年", "去年", "以来"];

/// A day as it is written; the year and the day may be left out.
#[derive(Clone, Copy)]
struct Day {
    year: Option<i32>,
    month: i32,
    of_month: Option<i32>,
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let year = subject.report.year;
    let chapters = subject.chapters.iter().filter(|chapter| {
        chapter.which == Which::Opening
            || subject.part(Role::Overview).is_some_and(|(overview, _)| overview.which == chapter.which)
    });
    let partial =
        subject.agency.is_some_and(|agency| agency.from == Some(year) || agency.until == Some(year));
    let mut finding: Option<Finding> = None;
    for (chapter, range) in chapters.flat_map(|chapter| wrong(chapter, year, partial)) {
        finding = Some(match finding {
            Some(first) => first.also(chapter.place(&range), None),
            None => subject.finding(&RULE, chapter, &range).arg("year", year.to_string()),
        });
    }
    finding.into_iter().collect()
}

/// Where a chapter gives a wrong period. An agency that began or ended in the year may report on part of it.
fn wrong<'a, 'b>(chapter: &'b Chapter<'a>, year: i32, partial: bool) -> Vec<(&'b Chapter<'a>, Range<usize>)> {
    let mut found = Vec::new();
    for sentence in chapter.sentences() {
        let folded = Folded::of(sentence.text);
        let text = folded.text.as_str();
        let Some((range, from, to)) = period(text) else { continue };
        let before = text.get(..range.start).unwrap_or_default();
        let clause = clauses(text).into_iter().find(|clause| clause.range.end > range.start);
        let clause = clause.map_or(text, |clause| clause.text);
        if COMPARISON.iter().any(|word| clause.contains(word)) {
            continue;
        }
        let first_year = from.year.unwrap_or(year);
        let last_year = to.year.unwrap_or(first_year);
        let whole = from.month == 1
            && from.of_month.is_none_or(|day| day == 1)
            && to.month == 12
            && to.of_month.is_none_or(|day| day == 31);
        let named = PERIOD.iter().any(|word| before.contains(word) || clause.contains(word));
        // Where the period is only meant, it is told when a whole year is given and it is another one.
        let meant = chapter.which == Which::Opening && whole && text.contains("本报告");
        let right = whole && first_year == year && last_year == year;
        let part = partial && first_year == year && last_year == year;
        if (named || meant) && !right && !part {
            let range = folded.range(&range);
            found.push((chapter, sentence.range.start + range.start..sentence.range.start + range.end));
        }
    }
    found
}

/// The first range of days in a folded sentence: `2022年1月1日至12月31日`, `自…起，至…止`.
fn period(text: &str) -> Option<(Range<usize>, Day, Day)> {
    const LINKS: [&str; 9] = ["至", "到", "—", "-", "~", "－", "–", "～", "─"];
    text.char_indices().find_map(|(at, c)| {
        let inside = text.get(..at)?.chars().next_back().is_some_and(|c| c.is_ascii_digit());
        if !c.is_ascii_digit() || inside {
            return None;
        }
        let (from, rest) = day(text.get(at..)?)?;
        let rest = rest.strip_prefix("起").unwrap_or(rest).trim_start_matches([',', '，']);
        let link = LINKS.iter().find_map(|link| rest.strip_prefix(link))?;
        let (to, rest) = day(link.trim_start_matches(['—', '-', '–']))?;
        Some((at..text.len() - rest.len(), from, to))
    })
}

/// Reads a day, `2022年1月1日`, `1月1日`, `2022.1.1` or `2022年1月`, and what follows it.
fn day(text: &str) -> Option<(Day, &str)> {
    let (first, rest) = number(text)?;
    let (year, month, rest) = match rest.strip_prefix(['年', '.']) {
        Some(rest) if (1000..3000).contains(&first) => {
            let (month, rest) = number(rest)?;
            (Some(first), month, rest)
        }
        _ => (None, first, rest),
    };
    let rest = rest.strip_prefix('月').or_else(|| rest.strip_prefix('.').filter(|_| year.is_some()))?;
    let (day, rest) = match number(rest) {
        Some((day, rest)) => (Some(day), rest.strip_prefix(['日', '号']).unwrap_or(rest)),
        None => (None, rest),
    };
    let valid = (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day));
    valid.then_some((Day { year, month, of_month: day }, rest))
}

/// Reads a number and what follows it.
fn number(text: &str) -> Option<(i32, &str)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    Some((text.get(..digits)?.parse().ok()?, text.get(digits..)?))
}
