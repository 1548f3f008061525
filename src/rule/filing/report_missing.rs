//! `report-missing` (D1): an agency has no report of a year of which the portal has reports. Told at its entry in the
//! register, where `absent` may give the reason. Silent where the day is not known.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::portal::{Agency, AgencyMarks};
use crate::rule::{Check, Definition, Reports};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "report-missing", code: "D1", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Portal(check),
};

static WORDS: Words = Words::new(
    r"
report-missing = { $name }没有 { $year } 年的报告，应于 { $due } 前公布
    .help = 请补上 content/{ $year }/{ $slug }.md；该年不用报告的改正 active，确实缺报的在 absent 中写明原因。
report-missing--awaited = { $name } { $year } 年的报告还没有收到，{ $due } 到期
    .help = 收到后放在 content/{ $year }/{ $slug }.md。
doc-report-missing =
    .what = 名录中该年存在的机关，在已有别的机关报告的年份没有报告。期限未到时只作说明。
    .why = 《政府信息公开条例》第四十九条要求每年按期公布上一年度的报告。评估中未公布的要扣分，漏收的也只有逐一对照名录才能发现。
    .mend = 补上报告。机关成立或撤销的，改正名录中的 active；确实缺报的，在名录中写 absent，说明年份和原因，这一条即视为已认可。
",
    r"
report-missing = { $name } has no report of { $year }; it was due on { $due }
    .help = Add content/{ $year }/{ $slug }.md. If none is expected, correct `active`; if there will be none, give the reason under `absent`.
report-missing--awaited = The report of { $name } on { $year } is not there yet; it is due on { $due }
    .help = It goes into content/{ $year }/{ $slug }.md.
doc-report-missing =
    .what = An agency that existed in a year, as the register says, has no report of it while others have. Before the due date this is only a note.
    .why = Regulation on Disclosure of Government Information, art. 49: every year's report is published in time. Evaluators deduct points for missing ones, and only the register shows which were never received.
    .mend = Add the report. If the agency was founded or dissolved, correct `active` in the register. If there will be no report, write `absent` there with the year and the reason: the finding is then accepted.
",
);

fn check(reports: &Reports<'_>) -> Vec<Finding> {
    let has_tables = |key: &&(i32, String)| {
        let form = reports.documents[*key].report.form.as_ref();
        form.is_some_and(|form| !form.tables.is_empty())
    };
    let years: BTreeSet<i32> = reports.documents.keys().filter(has_tables).map(|(year, _)| *year).collect();
    // Reports that are there but in another file than they say: that has its own finding.
    let elsewhere: BTreeSet<&(i32, String)> =
        reports.documents.values().filter_map(|document| document.names.as_ref()).collect();
    let mut findings = Vec::new();
    for agency in &reports.register.agencies {
        let Some(marks) = reports.register_marks.agencies.get(&agency.slug) else { continue };
        findings.extend(unused(reports, agency, marks));
        let is_missing = |year: &&i32| {
            let key = (**year, agency.slug.clone());
            agency.is_active(**year)
                && !reports.documents.contains_key(&key)
                && !reports.unread.contains(&key)
                && !elsewhere.contains(&key)
        };
        for year in years.iter().filter(is_missing) {
            findings.extend(reports.today.and_then(|today| missing(reports, agency, marks, *year, today)));
        }
    }
    findings
}

fn missing(
    reports: &Reports<'_>,
    agency: &Agency,
    marks: &AgencyMarks,
    year: i32,
    today: Date,
) -> Option<Finding> {
    let due = reports.site.due(agency, year)?;
    let absent = agency.absent.iter().zip(&marks.absent).find(|(absent, _)| absent.year == year);
    let mut finding = Finding::new(RULE.rule, marks.slug.clone());
    if today <= due {
        finding = finding.variant("awaited");
        finding.level = Level::Note;
    }
    if let Some((absent, place)) = absent {
        finding = finding.also(place.clone(), None);
        finding.accepted = Some(absent.because.clone());
    }
    let mut finding = finding
        .arg("name", agency.name.as_str())
        .arg("slug", agency.slug.as_str())
        .arg("year", year.to_string())
        .arg("due", due.to_string());
    (finding.agency, finding.year) = (Some(agency.slug.clone()), Some(year));
    Some(finding)
}

/// Reasons for years of which there is a report, or of which none is expected.
fn unused(reports: &Reports<'_>, agency: &Agency, marks: &AgencyMarks) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (absent, place) in agency.absent.iter().zip(&marks.absent) {
        let cause = if reports.documents.contains_key(&(absent.year, agency.slug.clone())) {
            "reported"
        } else if agency.is_active(absent.year) {
            continue;
        } else {
            "inactive"
        };
        let finding = Finding::new(Rule::ACCEPT_UNUSED, place.clone()).variant("absent");
        let finding = finding.arg("name", agency.name.as_str()).arg("year", absent.year.to_string());
        let mut finding = finding.arg("cause", cause);
        (finding.agency, finding.year) = (Some(agency.slug.clone()), Some(absent.year));
        findings.push(finding);
    }
    findings
}
