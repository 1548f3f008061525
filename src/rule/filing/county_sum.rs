//! `county-sum` (H1): the figures of a government are not the sums of those of its bodies. Told only when every body
//! has reported; which tables are sums is data of the form (`roll_up`).

use std::collections::BTreeSet;

use super::bodies::{Whole, wholes};
use crate::finding::{Finding, Level, Place, Rule};
use crate::form::{Each, Table};
use crate::language::{Message, Words};
use crate::report::Document;
use crate::rule::{Check, Definition, Reports};
use crate::text::Decimal;

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "county-sum", code: "H1", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Portal(check),
};

static WORDS: Words = Words::new(
    r"
county-sum = { $table }：{ $count } 个数与所属各机关之和不符，如{ $row }·{ $column } { $own } ≠ { $sum }
    .help = 请与各机关的报告逐格核对。本级报告只含政府本级数据的，在机构名录中写 covers: itself。
doc-county-sum =
    .what = 政府的报告中，许可、处罚、强制、收费、申请办理、复议诉讼各表的数字，应当等于所属各机关、镇街的数字之和。各机关都有报告时才比较。
    .why = 县级以上政府的年度报告汇总所属各机关的情况（《政府信息公开条例》第四十九条、第五十条）。汇总与分报不一致，公众一加就能发现。
    .mend = 改正汇总数，或请有关机关改正。机关是否所属，看机构名录的 parent；政府的报告只含本级数据的，在名录中写 covers: itself。文件件数不相加。
",
    r"
county-sum = { $table }: { $count ->
        [one] one figure is
       *[other] { $count } figures are
    } not the sum over its bodies, such as { $row }, { $column }: { $own } ≠ { $sum }
    .help = Compare with the reports of the bodies. If the report covers the government alone, write `covers: itself` in the register.
doc-county-sum =
    .what = In the report of a government, the figures of licences, penalties, coercion, fees, requests, and reconsideration and litigation equal the sums over its departments and towns. They are compared when all of these have reported.
    .why = The annual report of a government sums up all its bodies (Regulation on Disclosure of Government Information, art. 49 and 50). Anybody can add up and see that they disagree.
    .mend = Correct the sum, or have the body correct its report. Which bodies belong is said by `parent` in the register; a government whose report covers itself alone has `covers: itself` there. Normative documents are not added up.
",
);

/// A cell with what the government and what its bodies together say.
struct Differing {
    cell: usize,
    own: Decimal,
    sum: Decimal,
}

fn check(reports: &Reports<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for whole in wholes(reports) {
        let bodies: Option<Vec<&Document>> = whole.bodies.iter().map(|(_, document)| *document).collect();
        let (Some(bodies), Some(form)) = (bodies, &whole.document.report.form) else { continue };
        // What is already told of one of the reports is the cause here too.
        let documents = bodies.iter().copied().chain([whole.document]);
        let known: BTreeSet<&str> = documents
            .flat_map(|document| &document.findings)
            .flat_map(|finding| finding.cells.iter().map(String::as_str))
            .collect();
        for (index, table) in form.tables.iter().enumerate().filter(|(_, table)| table.roll_up) {
            let mut differing = differing(index, table, &whole, &bodies);
            differing.retain(|found| !known.contains(table.cell_id(found.cell).as_str()));
            findings.extend(finding(index, table, &whole, &differing));
        }
    }
    findings
}

/// The cells of a table that are not the sums. A total is off wherever one of its parts is: that is said at the part.
fn differing(index: usize, table: &Table, whole: &Whole<'_>, bodies: &[&Document]) -> Vec<Differing> {
    let of_cell = |cell: usize| {
        let own = whole.document.report.sheet.cell(index, cell).value()?;
        let sum: Option<Decimal> =
            bodies.iter().map(|body| body.report.sheet.cell(index, cell).value()).sum();
        sum.filter(|sum| *sum != own).map(|sum| Differing { cell, own, sum })
    };
    let is_total = |found: &Differing| {
        let (row, column) = table.place(found.cell);
        table.defines(Each::Column, row) || table.defines(Each::Row, column)
    };
    let (totals, parts): (Vec<_>, Vec<_>) = (0..table.len()).filter_map(of_cell).partition(is_total);
    if parts.is_empty() { totals } else { parts }
}

fn finding(index: usize, table: &Table, whole: &Whole<'_>, differing: &[Differing]) -> Option<Finding> {
    let first = differing.first()?;
    let marks = &whole.document.marks;
    let head = Place::new(&marks.path, marks.year);
    let (row, column) = table.place(first.cell);
    let mut finding = Finding::new(RULE.rule, head)
        .arg("table", table.label.clone())
        .arg("count", differing.len())
        .arg("row", table.rows.leaves[row].title())
        .arg("column", table.columns.leaves[column].title())
        .arg("own", first.own.to_string())
        .arg("sum", first.sum.to_string());
    for found in differing {
        let Some(place) = marks.cell(index, found.cell) else { continue };
        let label = Message::new("sum-of-bodies").arg("sum", found.sum.to_string());
        finding = finding.also(place, Some(label));
    }
    if finding.marks.len() > 1 {
        finding.marks.remove(0);
    }
    finding.cells = differing.iter().map(|found| table.cell_id(found.cell)).collect();
    finding.sides = Some((first.own.to_string(), first.sum.to_string()));
    (finding.agency, finding.year) = (Some(whole.agency.slug.clone()), Some(whole.year));
    Some(finding)
}
