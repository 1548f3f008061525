//! `sign-off-missing` (D1): a report says neither in its front matter nor at its end who published it and when.

use crate::finding::{Finding, Level, Place, Rule};
use crate::form::plain;
use crate::language::Words;
use crate::portal::Agency;
use crate::rule::{Chapter, Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "sign-off-missing", code: "D1", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
sign-off-missing = 没有落款，也没有公布日期
    .help = 请在文件头写 published: { $next }-01-31 这样的公布日期，或在文末写机关全称和日期。
doc-sign-off-missing =
    .what = 文件头没有 published，文末也没有机关全称加日期的落款。写了 status 或者 publish_at 的报告不在此列：发布日期由台账记载。
    .why = 《政府信息公开条例》第四十九条对公布时间有规定，没有日期就无从核对是否按时。评估中逾期公布、要素不全都要扣分。
    .mend = 在文件头写 published，或在文末两行分别写机关全称和日期。
",
    r"
sign-off-missing = Neither a sign-off nor a date of publication
    .help = Write the date of publication as `published: { $next }-01-31` in the front matter, or the full name of the agency and the date at the end of the text.
doc-sign-off-missing =
    .what = The front matter has no `published`, and the text does not end with the full name of the agency and a date. A report with `status` or `publish_at` is left alone: the ledger dates it when it is published.
    .why = Regulation on Disclosure of Government Information, art. 49, sets the time of publication; without a date nobody can tell whether it was kept. Evaluators deduct points for late reports and for missing elements.
    .mend = Write `published` in the front matter, or end the text with a line for the full name and one for the date.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let has_tables = subject.form().is_some_and(|form| !form.tables.is_empty());
    let Some(agency) = subject.agency.filter(|_| has_tables && subject.report.published.is_none()) else {
        return Vec::new();
    };
    // A report that goes the way through its stages is dated by the ledger when it is published.
    if subject.report.status.is_some() || subject.report.publish_at.is_some() {
        return Vec::new();
    }
    // `published:` with something that is no date has its own finding.
    if subject.marks.value("published").is_some() {
        return Vec::new();
    }
    let last = subject.chapters.iter().max_by_key(|chapter| chapter.head().span.start);
    if last.is_some_and(|last| is_signed(last, agency)) {
        return Vec::new();
    }
    let end = last.and_then(|last| Some(last.place(&last.lines().last()?.range)));
    let place = end.unwrap_or_else(|| Place::new(&subject.marks.path, subject.marks.agency));
    let next = (subject.report.year + 1).to_string();
    vec![Finding::new(RULE.rule, place).arg("next", next)]
}

/// Whether the last lines of a text are the name of its agency and a date.
fn is_signed(chapter: &Chapter<'_>, agency: &Agency) -> bool {
    /// Lines that a sign-off takes at most.
    const LINES: usize = 3;
    /// Characters of a line of a sign-off at most; longer ones are prose.
    const LENGTH: usize = 40;
    let lines = chapter.lines();
    let last = lines.iter().rev().take(LINES).filter(|line| line.text.chars().count() <= LENGTH);
    let last: Vec<String> = last.map(|line| plain(line.text)).collect();
    let mut names = std::iter::once(&agency.name).chain(&agency.aliases).map(|name| plain(name));
    names.any(|name| last.iter().any(|line| line.contains(&name))) && last.iter().any(|line| has_date(line))
}

/// Whether a text holds a day such as 2023年1月12日 or 二〇二三年一月十二日.
fn has_date(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || "〇零○一二三四五六七八九十".contains(c);
    let mut rest = text;
    for unit in ['年', '月', '日'] {
        let Some((before, after)) = rest.split_once(unit) else { return false };
        if !before.ends_with(is_digit) {
            return false;
        }
        rest = after;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_year_month_and_day() {
        assert!(has_date("2023年1月12日") && has_date("海城镇人民政府二〇二三年一月十二日"));
        assert!(!has_date("2023年1月") && !has_date("年月日") && !has_date("1月2日"));
    }
}
