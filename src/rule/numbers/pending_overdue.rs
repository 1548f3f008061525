//! `pending-overdue` (X12): a request that was due before the end of the year and is still open.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::pending_in_text::open;
use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::dates;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "pending-overdue", code: "X12", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
pending-overdue = { $date } 收到的申请到年底已超过 20 个工作日，仍未办结：“{ $quote }”
    .help = 如果依法延期或者征求过第三方意见，请在正文里写明；如果已经答复，请改正文和表格。
doc-pending-overdue =
    .what = 正文给出了收到申请的日期，并说仍在办理；从这一天起算的 20 个工作日在年底以前已经满了。
    .why = 《政府信息公开条例》第三十三条：行政机关应当自收到申请之日起 20 个工作日内答复；需要延长的，最长不超过 20 个工作日，并告知申请人。征求第三方意见所需时间不计算在内。
    .mend = 写明延期或者征求意见的情况；已经答复的，改为办结并改正表格。
",
    r"
pending-overdue = A request received on { $date } was due within the year (20 working days) and is said to be open: “{ $quote }”
    .help = If the time was extended or a third party consulted, say so in the text; if it was answered, correct text and table.
doc-pending-overdue =
    .what = The text gives the day on which a request was received and says that it is still being handled, but the 20 working days from that day ended within the year.
    .why = Regulation on government information disclosure, art. 33: an answer is due within 20 working days; an extension is at most 20 more and has to be told to the applicant. The time of consulting third parties does not count.
    .mend = Say that the time was extended or a third party consulted; or, if it was answered, count it as answered in text and table.
",
);

/// Working days in which an answer is due (art. 33). Weekends alone are counted out: where a public holiday makes a
/// difference, the request was received so late in the year that no rule should speak.
const DAYS: usize = 20;

/// Words by which the text explains the delay.
const EXPLAINED: [&str; 6] = ["延期", "延长", "第三方", "征求", "补正", "中止"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let year = subject.report.year;
    let mut findings = Vec::new();
    for open in open(subject) {
        if EXPLAINED.iter().any(|word| open.sentence.text.contains(word)) {
            continue;
        }
        // Of several requests in a sentence the one named last is still open.
        let at = open.sentence.range.start;
        let mut ahead = dates(open.sentence.text).into_iter();
        let Some(written) = ahead.rfind(|date| date.range.end + at <= open.words.start) else { continue };
        let day = i16::try_from(year).ok().and_then(|year| Date::new(year, written.month, written.day).ok());
        let Some(day) = day.filter(|day| working_days(*day) > DAYS) else { continue };
        let range = written.range.start + at..written.range.end + at;
        let finding = subject.finding(&RULE, &subject.chapters[open.chapter], &range);
        findings.push(finding.arg("date", day.to_string()));
    }
    findings
}

/// Working days behind a day up to the end of its year.
fn working_days(day: Date) -> usize {
    let weekend = |day: &Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    day.series(1.day())
        .skip(1)
        .take_while(|other| other.year() == day.year())
        .filter(|day| !weekend(day))
        .count()
}
