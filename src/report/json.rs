//! A report as JSON, version 1: its identity, its dates and every figure. Blank, zero and computed stay distinct.

use serde::Serialize;

use super::{Report, csv};

#[derive(Serialize)]
struct Output<'a> {
    version: u8,
    title: &'a str,
    agency: &'a str,
    agency_name: &'a str,
    year: i32,
    form: Option<&'a str>,
    published: Option<String>,
    cells: Vec<Cell<'a>>,
    corrections: Vec<Correction<'a>>,
}

#[derive(Serialize)]
struct Cell<'a> {
    table: &'a str,
    row: &'a str,
    column: &'a str,
    /// A decimal as text, so that no reader rounds it; null where there is none.
    value: Option<String>,
    unit: Option<&'a str>,
    status: &'a str,
}

#[derive(Serialize)]
struct Correction<'a> {
    date: Option<String>,
    what: &'a str,
    why: &'a str,
}

/// The JSON of a report, with a line end.
pub fn json(report: &Report, agency_name: &str, title: &str) -> String {
    let mut cells = Vec::new();
    for (index, table) in report.form.iter().flat_map(|form| form.tables.iter().enumerate()) {
        for cell in 0..table.len() {
            let (row, column) = table.place(cell);
            let (row, column) = (&table.rows.leaves[row], &table.columns.leaves[column]);
            let value = report.sheet.cell(index, cell);
            cells.push(Cell {
                table: &table.id,
                row: &row.id,
                column: &column.id,
                value: value.value().map(|value| value.to_string()),
                unit: column.unit.as_ref().map(|unit| unit.zh.as_str()),
                status: csv::status(value),
            });
        }
    }
    let output = Output {
        version: 1,
        title,
        agency: &report.agency,
        agency_name,
        year: report.year,
        form: report.form.as_ref().map(|form| form.id.as_str()),
        published: report.published.map(|date| date.to_string()),
        cells,
        corrections: report
            .corrections
            .iter()
            .map(|entry| Correction {
                date: entry.date.map(|date| date.to_string()),
                what: &entry.what,
                why: &entry.why,
            })
            .collect(),
    };
    let mut text = serde_json::to_string(&output).expect("plain values serialise");
    text.push('\n');
    text
}
