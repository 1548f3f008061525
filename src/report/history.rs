//! What the ledger says of a report, applied to it: its first date, its corrected figures, and what is wrong where the two do not
//! agree.

use super::{Corrected, Marks, Report, Sheet};
use crate::finding::{Finding, Place, Rule};
use crate::form::Form;
use crate::language::{Label, Message};
use crate::ledger::{BLANK, Figures, Record, changed_rows};
use crate::text::Decimal;

/// The most cells of one cause that are pointed at.
const MOST: usize = 10;

/// The figures of a report as the ledger has them.
pub fn figures(form: &Form, sheet: &Sheet) -> Figures {
    let mut figures = Figures::new();
    for (index, table) in form.tables.iter().enumerate() {
        for (row, leaf) in table.rows.leaves.iter().enumerate() {
            let cells = (0..table.columns.leaves.len()).map(|column| {
                let value = sheet.cell(index, table.cell(row, column)).value();
                value.map_or(BLANK.to_owned(), |value| value.to_string())
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
    let rows = changed_rows(&record.figures, &figures(&form, &report.sheet));
    let now = cells(&form, &rows);
    let own = report.correction_digests();
    if let Some(number) = (0..record.corrections.len()).find(|&n| own.get(n) != record.corrections.get(n)) {
        let span = marks.corrections.get(number).or(marks.corrections.last()).copied();
        let place = Place::new(&marks.path, span.unwrap_or(marks.agency));
        let finding = Finding::new(Rule::CORRECTION_MISSING, place).variant("withdrawn");
        findings.push(finding.arg("number", (number + 1).to_string()));
    }
    let news = report.corrections.get(record.corrections.len()..).unwrap_or_default();
    let is_told = news.iter().any(|entry| entry.date.is_some_and(|date| date >= record.latest));
    match (report.corrections.last_mut().filter(|_| is_told), rows.first()) {
        (_, None) => {}
        (Some(last), _) => last.figures.extend(now),
        (None, Some(row)) => findings.push(missing(&form, record, (&now, row), marks)),
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

/// The finding that figures changed and nothing says so. Where no cell of the form is one of them, it is about the row.
fn missing(
    form: &Form,
    record: &Record,
    (changed, row): (&[Corrected], &(String, String, String)),
    marks: &Marks,
) -> Finding {
    let number = |value: Option<Decimal>| value.map_or(BLANK.to_owned(), |value| value.to_string());
    let place = |corrected: &Corrected| marks.cell(corrected.table, corrected.cell);
    let head = Place::new(&marks.path, marks.agency);
    let first = changed.first();
    let mut finding = Finding::new(Rule::CORRECTION_MISSING, first.and_then(place).unwrap_or(head))
        .arg("count", changed.len().max(1))
        .arg("day", record.latest.to_string());
    finding = match first {
        Some(first) => finding
            .arg("cell", first.label(form))
            .arg("before", number(first.before))
            .arg("after", number(first.after)),
        None => {
            let (name, before, after) = row;
            finding.arg("cell", name.as_str()).arg("before", before.as_str()).arg("after", after.as_str())
        }
    };
    for other in changed.iter().skip(1).take(MOST) {
        if let Some(place) = place(other) {
            let label = Message::new("published-as").arg("before", number(other.before));
            finding = finding.also(place, Some(label));
        }
    }
    finding.cells = changed.iter().map(|corrected| corrected.name(form)).collect();
    finding
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
