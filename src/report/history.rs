//! What the ledger says of a report, applied to it: its first date, its corrected figures, and what is wrong where the two do not
//! agree.

use super::{Corrected, Marks, Report, Sheet};
use crate::finding::{Finding, Place, Rule};
use crate::form::Form;
use crate::language::{Label, Message};
use crate::ledger::{Figures, Record, changed_rows};
use crate::text::Decimal;

/// What stands in the ledger for a cell without a number.
const NONE: &str = "~";

/// The most cells of one cause that are pointed at.
const MOST: usize = 10;

/// The figures of a report as the ledger has them.
pub fn figures(form: &Form, sheet: &Sheet) -> Figures {
    let mut figures = Figures::new();
    for (index, table) in form.tables.iter().enumerate() {
        for (row, leaf) in table.rows.leaves.iter().enumerate() {
            let cells = (0..table.columns.leaves.len()).map(|column| {
                let value = sheet.cell(index, table.cell(row, column)).value();
                value.map_or(NONE.to_owned(), |value| value.to_string())
            });
            figures.insert(format!("{}.{}", table.id, leaf.id), cells.collect::<Vec<_>>().join(" "));
        }
    }
    figures
}

/// Gives a report the date and the corrected figures that the ledger knows; tells where it says something else.
pub(super) fn apply(record: &Record, is_readable: bool, report: &mut Report, marks: &Marks) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(stated) = report.published.filter(|stated| *stated != record.published) {
        let place = marks.value("published").unwrap_or_else(|| Place::new(&marks.path, marks.agency));
        let finding = Finding::new(Rule::PUBLISHED_MOVED, place).arg("found", stated.to_string());
        findings.push(finding.arg("ledger", record.published.to_string()));
    }
    report.published = Some(record.published);
    report.entered = (record.entered != record.published).then_some(record.entered);
    // What cannot be read has changed nothing.
    let Some(form) = report.form.clone().filter(|_| is_readable) else { return findings };
    for change in &record.changes {
        let corrected = cells(&form, &change.rows);
        if let Some(last) =
            change.corrections.checked_sub(1).and_then(|last| report.corrections.get_mut(last))
        {
            last.figures.extend(corrected);
        }
    }
    let now = cells(&form, &changed_rows(&record.figures, &figures(&form, &report.sheet)));
    if report.corrections.len() < record.corrections {
        let place = Place::new(&marks.path, marks.corrections.first().copied().unwrap_or(marks.agency));
        let finding = Finding::new(Rule::CORRECTION_MISSING, place).variant("withdrawn");
        let counts = (record.corrections.to_string(), report.corrections.len().to_string());
        findings.push(finding.arg("before", counts.0).arg("after", counts.1));
    }
    let news = report.corrections.get(record.corrections..).unwrap_or_default();
    let is_told = news.iter().any(|entry| entry.date.is_some_and(|date| date >= record.latest));
    match report.corrections.last_mut().filter(|_| is_told) {
        Some(last) => last.figures.extend(now),
        None => findings.extend(missing(&form, record, &now, marks)),
    }
    findings
}

/// The cells of rows that changed.
fn cells(form: &Form, rows: &[(String, String, String)]) -> Vec<Corrected> {
    let mut cells = Vec::new();
    for (name, before, after) in rows {
        let Some((index, table)) = name.split_once('.').and_then(|(table, _)| form.table(table)) else {
            continue;
        };
        let row = name.split_once('.').and_then(|(_, row)| table.rows.find(row));
        let Some((row, _)) = row else { continue };
        let (mut old, mut new) = (before.split(' '), after.split(' '));
        for column in 0..table.columns.leaves.len() {
            let (was, is) = (old.next(), new.next());
            if was != is {
                let number = |cell: Option<&str>| cell.and_then(|cell| Decimal::parse(cell).ok());
                let (table, cell) = (index, table.cell(row, column));
                cells.push(Corrected { table, cell, before: number(was), after: number(is) });
            }
        }
    }
    cells
}

/// The finding that figures changed and nothing says so.
fn missing(form: &Form, record: &Record, changed: &[Corrected], marks: &Marks) -> Option<Finding> {
    let first = changed.first()?;
    let number = |value: Option<Decimal>| value.map_or(NONE.to_owned(), |value| value.to_string());
    let place = |corrected: &Corrected| marks.cell(corrected.table, corrected.cell);
    let head = Place::new(&marks.path, marks.agency);
    let mut finding = Finding::new(Rule::CORRECTION_MISSING, place(first).unwrap_or(head))
        .arg("count", changed.len())
        .arg("cell", first.label(form))
        .arg("before", number(first.before))
        .arg("after", number(first.after))
        .arg("day", record.latest.to_string());
    for other in changed.iter().skip(1).take(MOST) {
        if let Some(place) = place(other) {
            let label = Message::new("published-as").arg("before", number(other.before));
            finding = finding.also(place, Some(label));
        }
    }
    finding.cells = changed.iter().map(|corrected| corrected.name(form)).collect();
    Some(finding)
}

impl Corrected {
    /// Its cell as `table.row.column`.
    pub fn name(&self, form: &Form) -> String {
        let table = &form.tables[self.table];
        let (row, column) = table.place(self.cell);
        format!("{}.{}.{}", table.id, table.rows.leaves[row].id, table.columns.leaves[column].id)
    }

    /// What its cell is called on the official form: row, and column where there are several.
    pub fn label(&self, form: &Form) -> Label {
        let table = &form.tables[self.table];
        let (row, column) = table.place(self.cell);
        let (row, column) = (table.rows.leaves[row].title(), table.columns.leaves[column].title());
        if table.columns.leaves.len() == 1 {
            return row;
        }
        Label { zh: format!("{} · {}", row.zh, column.zh), en: format!("{} · {}", row.en, column.en) }
    }
}
