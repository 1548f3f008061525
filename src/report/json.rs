//! A report as JSON, version 1: its identity, its dates and every figure. Blank, zero and computed stay distinct.
//!
//! The types are the documentation of the format: `report.schema.json` is made of them.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Corrected, Report, csv};
use crate::form::Form;
use crate::text::Decimal;

/// An annual report on government information disclosure: its identity, its dates and every figure of its official tables.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "report.json")]
pub struct ReportJson<'a> {
    /// Version of this format: 1.
    #[schemars(extend("const" = 1))]
    version: u8,
    /// Its title: agency, year and the fixed words.
    title: &'a str,
    /// Name of the agency in addresses (slug).
    agency: &'a str,
    /// Full name of the agency.
    agency_name: &'a str,
    /// The year it reports on.
    year: i32,
    /// Id of the form that governs the year; null for years without a form.
    form: Option<&'a str>,
    /// Date of publication as `YYYY-MM-DD`; null where unknown.
    #[schemars(extend("format" = "date"))]
    published: Option<String>,
    /// Every cell of every table, in the order of the form.
    cells: Vec<Cell<'a>>,
    /// What was corrected after publication.
    corrections: Vec<Correction<'a>>,
}

/// A cell of an official table.
#[derive(Serialize, JsonSchema)]
struct Cell<'a> {
    /// Id of the table.
    table: &'a str,
    /// Id of the row.
    row: &'a str,
    /// Id of the column.
    column: &'a str,
    /// A decimal as text, so that no reader rounds it; null where there is none.
    #[schemars(extend("pattern" = NUMBER))]
    value: Option<String>,
    /// Its unit; null where it is pieces.
    unit: Option<&'a str>,
    /// `given`: as the report has it; `computed`: a total that the report leaves out; `blank`: no number; `unreadable`: no
    /// number that can be read.
    #[schemars(extend("enum" = ["given", "computed", "blank", "unreadable"]))]
    status: &'a str,
}

/// A change after publication.
#[derive(Serialize, JsonSchema)]
pub struct Correction<'a> {
    /// Date of the correction as `YYYY-MM-DD`; null where unknown.
    #[schemars(extend("format" = "date"))]
    date: Option<String>,
    /// What was changed.
    what: &'a str,
    /// Why.
    why: &'a str,
    /// The figures that changed, as far as the ledger tells.
    figures: Vec<CorrectedFigure>,
}

/// A figure that was corrected.
#[derive(Serialize, JsonSchema)]
struct CorrectedFigure {
    /// The cell as `table.row.column`.
    cell: String,
    /// What it was, a decimal as text; null where there was no number.
    #[schemars(extend("pattern" = NUMBER))]
    before: Option<String>,
    /// What it became.
    #[schemars(extend("pattern" = NUMBER))]
    after: Option<String>,
}

/// How a number is written: digits, with a sign and a point where it has them.
pub const NUMBER: &str = r"^-?(0|[1-9]\d*)(\.\d{1,6})?$";

/// What was corrected in a report.
pub fn corrections(report: &Report) -> Vec<Correction<'_>> {
    let entries = report.corrections.iter().map(|entry| Correction {
        date: entry.date.map(|date| date.to_string()),
        what: &entry.what,
        why: &entry.why,
        figures: report.form.as_ref().map_or(Vec::new(), |form| figures(form, &entry.figures)),
    });
    entries.collect()
}

fn figures(form: &Form, figures: &[Corrected]) -> Vec<CorrectedFigure> {
    let number = |value: Option<Decimal>| value.map(|value| value.to_string());
    let one = |figure: &Corrected| CorrectedFigure {
        cell: figure.name(form),
        before: number(figure.before),
        after: number(figure.after),
    };
    figures.iter().map(one).collect()
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
    let output = ReportJson {
        version: 1,
        title,
        agency: &report.agency,
        agency_name,
        year: report.year,
        form: report.form.as_ref().map(|form| form.id.as_str()),
        published: report.published.map(|date| date.to_string()),
        cells,
        corrections: corrections(report),
    };
    let mut text = serde_json::to_string(&output).expect("plain values serialise");
    text.push('\n');
    text
}
