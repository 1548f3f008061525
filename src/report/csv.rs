//! The figures of a report as tidy CSV, one line for each cell; blank, zero and computed stay distinct.

use std::fmt::Write as _;

use super::{Cell, Report, Sheet};
use crate::finding::{Finding, Place, Rule};
use crate::form::{Form, Kind};
use crate::text::{Decimal, Source, Span, neutral, restore};

/// The columns, in order. They are stable: new ones are added behind.
pub const COLUMNS: [&str; 9] =
    ["agency", "year", "form", "table", "row", "column", "value", "unit", "status"];

/// What stands in the column `status`.
pub fn status(cell: Cell) -> &'static str {
    match cell {
        Cell::Blank => "blank",
        Cell::Unreadable => "unreadable",
        Cell::Given(_) => "given",
        Cell::Computed(_) => "computed",
    }
}

/// What a CSV file of ours begins with: spreadsheets need a byte order mark to see UTF-8.
pub const MARK: &str = "\u{FEFF}";

/// All cells of a report, with a head line.
pub fn export(report: &Report) -> String {
    let text = [MARK.into(), lines([COLUMNS]), cells([report])].concat();
    String::from_utf8(text).expect("what was written is text")
}

/// A line for each cell of each report, without a head line.
pub fn cells<'a>(reports: impl IntoIterator<Item = &'a Report>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let (mut year, mut number) = (String::new(), String::new());
    for report in reports {
        let Some(form) = &report.form else { continue };
        year.clear();
        write!(year, "{}", report.year).expect(MEMORY);
        let (agency, id) = (neutral(&report.agency), neutral(&form.id));
        for (index, table) in form.tables.iter().enumerate() {
            for cell in 0..table.len() {
                let (row, column) = table.place(cell);
                let (row, column) = (&table.rows.leaves[row], &table.columns.leaves[column]);
                let value = report.sheet.cell(index, cell);
                number.clear();
                if let Some(value) = value.value() {
                    write!(number, "{value}").expect(MEMORY);
                }
                let unit = column.unit.as_ref().map(|unit| unit.zh.as_str()).unwrap_or_default();
                let [table, row, column, unit] = [&table.id, &row.id, &column.id, unit].map(neutral);
                let line: [&str; 9] =
                    [&agency, &year, &id, &table, &row, &column, &number, &unit, status(value)];
                writer.write_record(line).expect(MEMORY);
            }
        }
    }
    writer.into_inner().expect(MEMORY)
}

/// Lines of text, made neutral for spreadsheets.
pub fn lines<T: AsRef<str>, const N: usize>(lines: impl IntoIterator<Item = [T; N]>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for line in lines {
        let fields = line.each_ref().map(|field| neutral(field.as_ref()));
        writer.write_record(fields.iter().map(|field| field.as_bytes())).expect(MEMORY);
    }
    writer.into_inner().expect(MEMORY)
}

const MEMORY: &str = "writing to memory does not fail";

/// Reads back the cells that [`export`] wrote, or a spreadsheet saved in its shape: the columns `table`, `row`,
/// `column` and `value` in any order, ids or official labels. Cells that no line names are blank.
pub fn import(source: &Source, form: &Form) -> (Sheet, Vec<Finding>) {
    let mut sheet = Sheet::blank(form);
    let mut findings = Vec::new();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(source.text.as_bytes());
    let heads = reader.headers().cloned().unwrap_or_default();
    let column = |name: &str| heads.iter().position(|head| head == name);
    let at = |byte: u64| Place::new(&source.path, line_at(source, usize::try_from(byte).unwrap_or(0)));
    let mut missing = |name: &str| {
        let index = column(name);
        if index.is_none() {
            findings.push(Finding::new(Rule::MISSING_KEY, at(0)).arg("key", name));
        }
        index
    };
    let (table, row, leaf, value) = (missing("table"), missing("row"), missing("column"), missing("value"));
    let (Some(table), Some(row), Some(leaf), Some(value)) = (table, row, leaf, value) else {
        return (sheet, findings);
    };
    let status = column("status");
    for record in reader.records() {
        let Ok(record) = record else {
            findings.push(Finding::new(Rule::WRONG_TYPE, at(0)).variant("text"));
            return (sheet, findings);
        };
        let place = at(record.position().map_or(0, csv::Position::byte));
        let field = |index: usize| restore(record.get(index).unwrap_or_default());
        let found = form.table(field(table)).and_then(|(index, table)| {
            let cell = table.cell(table.rows.find(field(row))?.0, table.columns.find(field(leaf))?.0);
            Some((index, cell, table.columns.leaves[table.place(cell).1].kind))
        });
        let Some((index, cell, kind)) = found else {
            let key = format!("{}.{}.{}", field(table), field(row), field(leaf));
            let known = form.tables.iter().map(|table| table.id.as_str()).collect::<crate::language::Arg>();
            findings.push(Finding::new(Rule::UNKNOWN_KEY, place).arg("key", key).arg("known", known));
            continue;
        };
        let status = status.map(field).unwrap_or_default();
        sheet.tables[index][cell] = match read(field(value), kind, status) {
            Some(cell) => cell,
            None => {
                let finding = Finding::new(Rule::BAD_NUMBER, place).variant("not-a-number");
                findings.push(finding.arg("found", field(value)));
                Cell::Unreadable
            }
        };
    }
    (sheet, findings)
}

fn read(text: &str, kind: Kind, status: &str) -> Option<Cell> {
    if text.trim().is_empty() {
        return Some(if status == "unreadable" { Cell::Unreadable } else { Cell::Blank });
    }
    let value = Decimal::parse(text.trim()).ok()?;
    let fits = (kind == Kind::Money || value.is_integer()) && (kind == Kind::Change || !value.is_negative());
    fits.then_some(if status == "computed" { Cell::Computed(value) } else { Cell::Given(value) })
}

fn line_at(source: &Source, byte: usize) -> Span {
    let (line, _) = source.line_column(byte);
    source.line_span(line)
}
