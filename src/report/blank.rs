//! A blank report: every row of the form with its official label beside it, for a clerk to fill in.

use std::fmt::Write as _;

use super::Sheet;
use crate::form::{Each, Form, Table};
use crate::text::Decimal;

/// The text of a new report. Cells that last year's reports already decide (carry-over) are filled in; all others are
/// `~`, which is blank and not zero. `previous` are the reports that this one continues: more than one after a merger.
pub fn blank(form: Option<&Form>, agency: &str, year: i32, previous: &[(&Form, &Sheet)]) -> String {
    let mut text = format!(
        "---\nagency: {agency}\nyear: {year}\npublished: # {next}-01-31\ncontact: {{ office: , address: , postcode: \"\", phone: \"\" }}\nreview: {{ drafted: , checked: , approved: , on: }}\n",
        next = year + 1
    );
    if let Some(form) = form {
        text += "tables:\n";
        text += &tables(form, |table, cell| known(form, table, cell, previous));
    }
    text += "---\n";
    for part in form.map(|form| form.parts.as_slice()).unwrap_or_default() {
        let _ = write!(text, "\n## {}、{}\n", part.number, part.heading.zh);
    }
    text
}

/// The value of `tables:`: every row as a list of cells with its label as a comment; `~` where there is no number.
pub fn tables(form: &Form, value: impl Fn(usize, usize) -> Option<Decimal>) -> String {
    let mut text = String::new();
    for (index, table) in form.tables.iter().enumerate() {
        let columns: Vec<&str> = table.columns.leaves.iter().map(|leaf| leaf.label.zh.as_str()).collect();
        let _ = writeln!(text, "  {}: # {}：{}", table.id, table.label.zh, columns.join(" "));
        let width = table.rows.leaves.iter().map(|leaf| leaf.id.len()).max().unwrap_or(0) + 1;
        for (row, leaf) in table.rows.leaves.iter().enumerate() {
            let cells = (0..columns.len()).map(|column| value(index, table.cell(row, column)));
            let cells: Vec<String> =
                cells.map(|cell| cell.map_or("~".to_owned(), |value| value.to_string())).collect();
            let _ = writeln!(
                text,
                "    {:width$} [{}] # {}",
                format!("{}:", leaf.id),
                cells.join(", "),
                leaf.title().zh
            );
        }
    }
    text
}

/// What last year's reports already decide: a cell that an equation makes equal to a single one of last year's.
fn known(form: &Form, index: usize, cell: usize, previous: &[(&Form, &Sheet)]) -> Option<Decimal> {
    if previous.is_empty() {
        return None;
    }
    let table: &Table = &form.tables[index];
    let (row, column) = table.place(cell);
    table.equations.iter().filter(|equation| equation.is_equality()).find_map(|equation| {
        let ([left], [right]) = (equation.left.as_slice(), equation.right.as_slice()) else { return None };
        let (leaf, source) = match equation.each {
            Each::Row => (column, table.cell(row, right.leaf)),
            Each::Column => (row, table.cell(right.leaf, column)),
        };
        if left.leaf != leaf || left.previous || !right.previous || right.minus {
            return None;
        }
        let value = |(older, sheet): &(&Form, &Sheet)| {
            let (table, cell) = form.ancestor(older, index, source)?;
            sheet.cell(table, cell).value()
        };
        previous.iter().map(value).sum()
    })
}
