//! `published-early` (D1): a report is said to be published before the year that it reports on had ended.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "published-early", code: "D1", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
published-early = 公布日期 { $published } 时，{ $year } 年还没有结束
    .help = 请核对年份；一月公布的报告常把年份误写成上一年。
doc-published-early =
    .what = 文件头的 published 不晚于报告年份的 12 月 31 日。
    .why = 报告的统计期限到 12 月 31 日为止，在那以前不可能公布。多半是年份写错；网站检查把日期造假列为严重问题。
    .mend = 改正 published，通常是把年份加一。
",
    r"
published-early = On { $published }, the date of publication, { $year } had not ended
    .help = Check the year; in January the old year is easily typed.
doc-published-early =
    .what = `published` in the front matter is not later than 31 December of the report year.
    .why = The report covers the year up to 31 December and cannot have been published before. The year is nearly always mistyped; inspections of government sites treat forged dates as a grave fault.
    .mend = Correct `published`, usually by adding one to the year.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let year = subject.report.year;
    let Some(published) = subject.report.published else { return Vec::new() };
    let place = subject.marks.value("published").filter(|_| i32::from(published.year()) <= year);
    let finding = |place| {
        Finding::new(RULE.rule, place).arg("published", published.to_string()).arg("year", year.to_string())
    };
    place.map(finding).into_iter().collect()
}
