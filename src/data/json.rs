//! Many reports in one compact JSON, version 1: the tables as rows of numbers, and what stands in them told once.
//!
//! The types are the documentation of the format: `reports.schema.json` is made of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Selected, forms};
use crate::form::{Axis, Form};
use crate::report::json::{Correction, NUMBER, corrections};
use crate::report::{Cell, csv};

/// Annual reports on government information disclosure with every figure of their official tables.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "reports.json")]
pub(super) struct Selection<'a> {
    /// Version of this format: 1.
    #[schemars(extend("const" = 1))]
    version: u8,
    /// The forms that the reports follow, by id: the tables of each, by id.
    forms: BTreeMap<&'a str, BTreeMap<&'a str, Axes<'a>>>,
    /// The reports, oldest year first, in the order of their agencies.
    reports: Vec<Entry<'a>>,
}

/// What the rows and columns of a table are.
#[derive(Serialize, JsonSchema)]
struct Axes<'a> {
    /// Ids of the rows in the order of the form.
    rows: Vec<&'a str>,
    /// Ids of the columns in the order of the form; the numbers of a row stand in this order.
    columns: Vec<&'a str>,
}

/// One report.
#[derive(Serialize, JsonSchema)]
struct Entry<'a> {
    /// Name of the agency in addresses (slug).
    agency: &'a str,
    /// Full name of the agency.
    agency_name: &'a str,
    /// The year it reports on.
    year: i32,
    /// Id of the form that governs the year.
    form: &'a str,
    /// Its title: agency, year and the fixed words.
    title: String,
    /// Date of publication as `YYYY-MM-DD`; null where unknown.
    #[schemars(extend("format" = "date"))]
    published: Option<String>,
    /// The numbers by the ids of their table and row, in the order of the columns.
    tables: BTreeMap<&'a str, BTreeMap<&'a str, Vec<Number>>>,
    /// What is not simply given, by `table.row.column`: `computed` is a total that the report leaves out, `blank` has no
    /// number, `unreadable` has none that can be read.
    #[schemars(extend("additionalProperties" = { "enum": ["computed", "blank", "unreadable"] }))]
    status: BTreeMap<String, &'static str>,
    /// What was corrected after publication.
    corrections: Vec<Correction<'a>>,
}

/// A decimal as text, so that no reader rounds it; null where there is none.
#[derive(Serialize, JsonSchema)]
#[schemars(extend("pattern" = NUMBER))]
struct Number(Option<String>);

/// The JSON of reports, with a line end; those without figures are left out.
pub fn json(reports: &[Selected<'_>]) -> Vec<u8> {
    let output = Selection {
        version: 1,
        forms: forms(reports).into_iter().map(|form| (form.id.as_str(), tables(form))).collect(),
        reports: reports.iter().filter_map(entry).collect(),
    };
    let mut text = serde_json::to_vec(&output).expect("plain values serialise");
    text.push(b'\n');
    text
}

fn tables(form: &Form) -> BTreeMap<&str, Axes<'_>> {
    let tables = form.tables.iter();
    tables
        .map(|table| (table.id.as_str(), Axes { rows: ids(&table.rows), columns: ids(&table.columns) }))
        .collect()
}

fn ids(axis: &Axis) -> Vec<&str> {
    axis.leaves.iter().map(|leaf| leaf.id.as_str()).collect()
}

fn entry<'a>(selected: &Selected<'a>) -> Option<Entry<'a>> {
    let (agency, report) = (selected.agency, &**selected.report);
    let form = selected.form()?;
    let (mut tables, mut status) = (BTreeMap::new(), BTreeMap::new());
    for (index, table) in form.tables.iter().enumerate() {
        let number = |row: usize, column: usize| {
            let value = report.sheet.cell(index, table.cell(row, column)).value();
            Number(value.map(|value| value.to_string()))
        };
        let rows = table.rows.leaves.iter().enumerate().map(|(row, leaf)| {
            let numbers = (0..table.columns.leaves.len()).map(|column| number(row, column));
            (leaf.id.as_str(), numbers.collect())
        });
        tables.insert(table.id.as_str(), rows.collect());
        for cell in 0..table.len() {
            match report.sheet.cell(index, cell) {
                Cell::Given(_) => {}
                other => {
                    status.insert(table.cell_id(cell), csv::status(other));
                }
            }
        }
    }
    Some(Entry {
        agency: &report.agency,
        agency_name: &agency.name,
        year: report.year,
        form: &form.id,
        title: report.title(&agency.name),
        published: report.published.map(|date| date.to_string()),
        tables,
        status,
        corrections: corrections(report),
    })
}
