//! `published-ahead` (D1): a date of publication is still to come. Silent where the day is not known.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::{Check, Definition, Reports};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "published-ahead", code: "D1", level: Level::Error, words: Some(&WORDS) },
    check: Check::Portal(check),
};

static WORDS: Words = Words::new(
    r"
published-ahead = 公布日期 { $published } 还没有到
    .help = 要在那一天发布，请改写为 publish_at: { $published }；公布日期由 gongkai deploy 在发布时记入台账。
doc-published-ahead =
    .what = 文件头的 published 不晚于检查当天。
    .why = 公布日期说的是已经发生的事。网站检查把伪造发稿日期列为严重问题。
    .mend = 将来才发布的，把 published 改为 publish_at；马上发布的，删去 published，由台账记载。
",
    r"
published-ahead = { $published }, the date of publication, is still to come
    .help = Write `publish_at: { $published }` if it is to be published then; the date of publication is entered when `gongkai deploy` publishes it.
doc-published-ahead =
    .what = `published` in the front matter is not later than the day of the check.
    .why = A date of publication says what has happened. Inspections of government sites treat forged dates as a grave fault.
    .mend = For a later day, write `publish_at` instead; to publish now, leave `published` out: the ledger has the date.
",
);

fn check(reports: &Reports<'_>) -> Vec<Finding> {
    let Some(today) = reports.today else { return Vec::new() };
    let ahead = reports.documents.iter().filter_map(|((year, agency), document)| {
        let published = document.report.published.filter(|published| *published > today)?;
        let place = document.marks.value("published")?;
        let mut finding = Finding::new(RULE.rule, place).arg("published", published.to_string());
        (finding.year, finding.agency) = (Some(*year), Some(agency.clone()));
        Some(finding)
    });
    ahead.collect()
}
