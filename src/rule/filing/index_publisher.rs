//! `index-publisher` (D2): the index names another publisher than the agency that reports.

use crate::finding::{Finding, Level, Rule};
use crate::form::plain;
use crate::language::Words;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "index-publisher", code: "D2", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
index-publisher = 发布机构是“{ $found }”，报告机关是{ $name }
    .help = 请改为{ $name }。
doc-index-publisher =
    .what = 文件头 index 的 publisher（发布机构）与报告的机关不同。
    .why = 谁制作的信息由谁发布。评估中会核对标题、索引号、发布机构等信息是否规范填写。
    .mend = 改为报告机关的全称；当年用的是曾用名的，写曾用名也可以。
",
    r"
index-publisher = The publisher is “{ $found }”, the report is that of { $name }
    .help = Write { $name }.
doc-index-publisher =
    .what = `publisher` under `index` in the front matter is not the agency that reports.
    .why = Who makes a piece of information publishes it. Evaluators look at title, index number and publisher.
    .mend = Write the full name of the agency, or the former name that it had at the time.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let publisher = &subject.report.index.publisher;
    let Some(agency) = subject.agency.filter(|_| !publisher.is_empty()) else { return Vec::new() };
    let mut names = std::iter::once(&agency.name).chain(&agency.aliases);
    if names.any(|name| plain(name) == plain(publisher)) {
        return Vec::new();
    }
    let place = subject.marks.value("index.publisher");
    let finding = |place| {
        Finding::new(RULE.rule, place).arg("found", publisher.as_str()).arg("name", agency.name.as_str())
    };
    place.map(finding).into_iter().collect()
}
