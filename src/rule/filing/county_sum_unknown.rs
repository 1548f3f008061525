//! `county-sum-unknown` (H1): nobody can tell whether a government's figures are the sums of those of its bodies,
//! because some have not reported or have left cells blank.

use super::bodies::{Whole, wholes};
use crate::finding::{Finding, Level, Place, Rule};
use crate::language::{Arg, Words};
use crate::report::Document;
use crate::rule::{Check, Definition, Reports};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "county-sum-unknown", code: "H1", level: Level::Note, words: Some(&WORDS) },
    check: Check::Portal(check),
};

static WORDS: Words = Words::new(
    r"
county-sum-unknown = 无法核对汇总数：{ $count } 个机关没有可用的报告（{ $bodies }）
    .help = 这些机关的报告收齐以后再核对。
county-sum-unknown--blank = 部分汇总数无法核对：{ $count } 个机关有空白的单元格（{ $bodies }）
    .help = 这些机关补齐以后再核对。
doc-county-sum-unknown =
    .what = 政府的汇总数要等所属各机关都有报告才能核对。这里列出还缺哪些机关，或者哪些机关有空白。
    .why = 缺一份报告时，合计不相等说明不了问题；不作判断，也不当作相符。
    .mend = 补齐所列机关的报告或单元格。
",
    r"
county-sum-unknown = The sums cannot be checked: { $count ->
        [one] one body has
       *[other] { $count } bodies have
    } no usable report ({ $bodies })
    .help = Check again when these have reported.
county-sum-unknown--blank = Some sums cannot be checked: { $count ->
        [one] one body has
       *[other] { $count } bodies have
    } blank cells ({ $bodies })
    .help = Check again when these are filled in.
doc-county-sum-unknown =
    .what = The figures of a government can be compared with the sums over its bodies only when all of them have reported. This says which have not, or have blank cells.
    .why = With a report missing, unequal sums prove nothing; neither does the program take them as equal.
    .mend = Add the reports or fill in the cells of the bodies that are named.
",
);

fn check(reports: &Reports<'_>) -> Vec<Finding> {
    wholes(reports).iter().filter_map(of_whole).collect()
}

fn of_whole(whole: &Whole<'_>) -> Option<Finding> {
    let marks = &whole.document.marks;
    let names = |wanted: &dyn Fn(Option<&Document>) -> bool| -> Vec<&str> {
        let bodies = whole.bodies.iter().filter(|(_, document)| wanted(*document));
        bodies.map(|(agency, _)| agency.short.as_str()).collect()
    };
    let missing = names(&|document| document.is_none());
    let finding = Finding::new(RULE.rule, Place::new(&marks.path, marks.year));
    let (finding, bodies) = if missing.is_empty() {
        (finding.variant("blank"), names(&|document| document.is_some_and(has_gaps)))
    } else {
        (finding, missing)
    };
    if bodies.is_empty() {
        return None;
    }
    let mut finding = finding.arg("count", bodies.len()).arg("bodies", bodies.into_iter().collect::<Arg>());
    (finding.agency, finding.year) = (Some(whole.agency.slug.clone()), Some(whole.year));
    Some(finding)
}

/// Whether a cell of a table that is added up has no number.
fn has_gaps(document: &Document) -> bool {
    let Some(form) = &document.report.form else { return false };
    let tables = form.tables.iter().enumerate().filter(|(_, table)| table.roll_up);
    tables
        .flat_map(|(index, table)| (0..table.len()).map(move |cell| (index, cell)))
        .any(|(index, cell)| document.report.sheet.cell(index, cell).value().is_none())
}
