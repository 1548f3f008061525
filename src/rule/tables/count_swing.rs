//! `count-swing` (Y4): a figure has grown or shrunk many times over since last year. Which figures are watched is data
//! of the form (`watch`), from when on it is told a setting of the site (`[swing]`).

use crate::finding::{Finding, Level, Place, Rule};
use crate::form::Form;
use crate::language::{Message, Words};
use crate::portal::{Swing, previous};
use crate::report::Document;
use crate::rule::{Check, Definition, Reports};
use crate::text::Decimal;

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "count-swing", code: "Y4", level: Level::Note, words: Some(&WORDS) },
    check: Check::Portal(check),
};

static WORDS: Words = Words::new(
    r"
count-swing = { $row }·{ $column }：上年 { $before }，本年 { $now }
    .help = 变化很大，请与原始数据核对；确实如此的，建议在正文里说明原因。
doc-count-swing =
    .what = 许可、处罚、收费、新收申请等主要数字，比上年增减到若干倍（缺省为 10 倍）以上，或者从较大的数变为 0。
    .why = 多半是漏填、多写一位，或者单位弄错（元与万元）；确有其事的，公众也会问起。机关合并、更名的，与承接前各机关之和比较。
    .mend = 与原始数据核对。倍数和起点在 site.toml 的 [swing] 里设置：factor 是倍数，least 是两年中较大的数至少是多少才提示。
",
    r"
count-swing = { $row }, { $column }: { $before } last year, { $now } this year
    .help = A large change: compare it with the original figures; if it is right, say why in the text.
doc-count-swing =
    .what = One of the main figures (licences, penalties, fees, new requests and so on) is many times (10 by default) what it was last year, or a fraction, or has fallen from a large number to 0.
    .why = Often a figure was forgotten, a digit typed twice, or the unit confused (yuan and 10,000 yuan). If it is true, readers will ask. After a merger it is compared with the sum of all that were merged.
    .mend = Compare with the original figures. `[swing]` in site.toml sets `factor`, how many times, and `least`, what the larger figure of the two years is at least.
",
);

fn check(reports: &Reports<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for ((year, slug), document) in reports.documents {
        let (Some(form), Some(agency)) = (&document.report.form, reports.register.get(slug)) else {
            continue;
        };
        if form.tables.iter().all(|table| table.watch.is_empty()) {
            continue;
        }
        let Some(before) = previous(reports.register, agency, *year, reports.documents) else { continue };
        for (index, table) in form.tables.iter().enumerate() {
            for &cell in &table.watch {
                let now = document.report.sheet.cell(index, cell).value();
                let sum = before.iter().map(|older| continued(form, index, cell, older)).sum();
                let (Some(now), Some(sum)) = (now, sum) else { continue };
                if !has_leapt(reports.site.swing, sum, now) {
                    continue;
                }
                let (row, column) = table.place(cell);
                let head = Place::new(&document.marks.path, document.marks.year);
                let place = document.marks.cell(index, cell).unwrap_or(head);
                let finding = Finding::new(RULE.rule, place)
                    .arg("row", table.rows.leaves[row].title())
                    .arg("column", table.columns.leaves[column].title())
                    .arg("before", sum.to_string())
                    .arg("now", now.to_string());
                let places = before.iter().filter_map(|older| {
                    let (table, cell) = form.ancestor(older.report.form.as_deref()?, index, cell)?;
                    older.marks.cell(table, cell)
                });
                let label = || Some(Message::new("previous-report"));
                let mut finding = places.fold(finding, |finding, place| finding.also(place, label()));
                finding.cells = vec![table.cell_id(cell)];
                (finding.agency, finding.year) = (Some(slug.clone()), Some(*year));
                findings.push(finding);
            }
        }
    }
    findings
}

/// What a report of the year before says in the cell that a cell continues.
fn continued(form: &Form, table: usize, cell: usize, older: &Document) -> Option<Decimal> {
    let (table, cell) = form.ancestor(older.report.form.as_deref()?, table, cell)?;
    older.report.sheet.cell(table, cell).value()
}

/// Whether the larger of two figures is large and many times the smaller.
fn has_leapt(swing: Swing, before: Decimal, now: Decimal) -> bool {
    let (small, large) = (before.min(now), before.max(now));
    large >= Decimal::from(i64::from(swing.least)) && large > small.times(swing.factor.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leap_is_large_and_many_times() {
        let leapt = |before: i64, now: i64| has_leapt(Swing::default(), before.into(), now.into());
        assert!(leapt(0, 20) && leapt(20, 0) && leapt(4, 41) && leapt(410, 40));
        assert!(!leapt(0, 19) && !leapt(4, 40) && !leapt(400, 40) && !leapt(0, 0) && !leapt(1, 15));
    }
}
