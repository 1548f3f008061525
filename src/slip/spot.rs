//! Where a mistake stands on the official form, and what is written there.

use crate::finding::{Finding, Place, Sources};
use crate::form::{Each, Form, Table};
use crate::prose::excerpt;
use crate::report::{Cell, Report};
use crate::text::{Source, masked, slice};

/// A place as the official form names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The table, or the part of the text.
    pub heading: String,
    /// The row; empty where there is none.
    pub row: String,
    /// The column; empty where there is none.
    pub column: String,
}

/// Cells of a table that a finding is about: row and column.
struct Cells<'a> {
    index: usize,
    table: &'a Table,
    of: Vec<(usize, usize)>,
}

/// The place of a finding and what is written there.
pub(super) fn of(report: &Report, finding: &Finding, sources: &Sources) -> (Spot, String) {
    match report.form.as_deref().and_then(|form| cells(form, report, finding)) {
        Some(cells) => (on_form(&cells), values(&cells, report, finding, sources)),
        None => (in_text(finding.place(), sources), quote(finding.place(), sources)),
    }
}

/// The cells of this year's report, all of one table.
fn cells<'a>(form: &'a Form, report: &Report, finding: &Finding) -> Option<Cells<'a>> {
    let named = finding.suspect.iter().chain(finding.cells.iter().filter(|_| finding.suspect.is_none()));
    let mut named = named.map(|cell| cell.split('.').collect::<Vec<_>>()).peekable();
    let (index, table) = form.table(named.peek()?.first()?)?;
    let find = |cell: &[&str]| match cell {
        [of, row, column] if *of == table.id => {
            let row = table.rows.leaves.iter().position(|leaf| leaf.id == *row)?;
            let column = table.columns.leaves.iter().position(|leaf| leaf.id == *column)?;
            Some((row, column))
        }
        _ => None,
    };
    let mut cells: Vec<(usize, usize)> = Vec::new();
    for cell in named.filter_map(|cell| find(&cell)).filter(|cell| is_of_this_year(table, finding, *cell)) {
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    // Zeros of a long sum say nothing about the mistake; the first cell is the sum itself.
    let first = cells.first().copied();
    let filled = |(row, column): &(usize, usize)| {
        report.sheet.cell(index, table.cell(*row, *column)).value().is_none_or(|value| !value.is_zero())
    };
    if finding.sides.is_some() && cells.len() > 4 {
        cells.retain(|cell| Some(*cell) == first || filled(cell));
    }
    (!cells.is_empty()).then_some(Cells { index, table, of: cells })
}

/// Whether a cell of an equation over the years is this year's.
fn is_of_this_year(table: &Table, finding: &Finding, (row, column): (usize, usize)) -> bool {
    let id = finding.rule.split_once('.').map(|(_, equation)| equation);
    let equation = table.equations.iter().find(|equation| Some(equation.id.as_str()) == id);
    equation.is_none_or(|equation| {
        let leaf = match equation.each {
            Each::Row => column,
            Each::Column => row,
        };
        equation.terms().any(|term| term.leaf == leaf && !term.previous)
    })
}

impl Cells<'_> {
    /// The rows, each once.
    fn rows(&self) -> Vec<usize> {
        distinct(self.of.iter().map(|(row, _)| *row))
    }

    /// The columns, each once.
    fn columns(&self) -> Vec<usize> {
        distinct(self.of.iter().map(|(_, column)| *column))
    }
}

fn distinct(of: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut found = Vec::new();
    for index in of {
        if !found.contains(&index) {
            found.push(index);
        }
    }
    found
}

fn on_form(cells: &Cells<'_>) -> Spot {
    let table = cells.table;
    let (rows, columns) = (cells.rows(), cells.columns());
    let title = |index: usize| table.rows.leaves[index].title().zh;
    let row = match rows.as_slice() {
        [first, _, _, _, _, ..] => format!("{}等{}行", title(*first), rows.len()),
        few => few.iter().map(|row| title(*row)).collect::<Vec<_>>().join("；"),
    };
    let all = columns.len() > 3 && columns.len() == table.columns.leaves.len();
    let names: Vec<String> = columns.iter().map(|column| table.columns.leaves[*column].title().zh).collect();
    Spot {
        heading: table.label.zh.clone(),
        row,
        column: if all { "各列".to_owned() } else { names.join("、") },
    }
}

/// The numbers in the cells, each with what tells it from the others.
fn values(cells: &Cells<'_>, report: &Report, finding: &Finding, sources: &Sources) -> String {
    let (one_row, one_column) = (cells.rows().len() == 1, cells.columns().len() == 1);
    let all_are = |wanted| {
        let cell = |(row, column): &(usize, usize)| cells.table.cell(*row, *column);
        cells.of.iter().all(|at| report.sheet.cell(cells.index, cell(at)) == wanted)
    };
    if all_are(Cell::Blank) {
        return "空白".to_owned();
    }
    // A row of the wrong length was not used: all of it is what is written.
    if all_are(Cell::Unreadable) {
        return value(finding.place(), sources);
    }
    let cell = |&(row, column): &(usize, usize)| {
        let number = match report.sheet.cell(cells.index, cells.table.cell(row, column)) {
            Cell::Given(number) | Cell::Computed(number) => number.to_string(),
            Cell::Blank => "空白".to_owned(),
            Cell::Unreadable => value(finding.place(), sources),
        };
        let (row, column) =
            (cells.table.rows.leaves[row].title().zh, cells.table.columns.leaves[column].title().zh);
        match (one_row, one_column) {
            (true, true) => number,
            (true, false) => format!("{column} {number}"),
            (false, true) => format!("{row} {number}"),
            (false, false) => format!("{row}·{column} {number}"),
        }
    };
    cells.of.iter().map(cell).collect::<Vec<_>>().join("；")
}

/// The part of the text that a place lies in, by the heading above it.
fn in_text(place: &Place, sources: &Sources) -> Spot {
    let Some(source) = sources.get(&place.path) else { return Spot::default() };
    let (line, _) = source.line_column(place.span.start);
    let mut heading = "文件头".to_owned();
    let mut fences = 0;
    for number in 1..=line {
        let text = slice(&source.text, source.line_span(number));
        if text.trim_end() == "---" && fences < 2 {
            fences += 1;
            if fences == 2 && number < line {
                "正文开头".clone_into(&mut heading);
            }
        } else if fences == 2
            && let Some(title) = text.strip_prefix("## ").or_else(|| text.strip_prefix("# "))
        {
            title.trim().clone_into(&mut heading);
        }
    }
    Spot { heading, ..Spot::default() }
}

/// The value at a place in a table, without the comment behind it.
fn value(place: &Place, sources: &Sources) -> String {
    let text = sources.get(&place.path).map(|source| masked(&source.text)).unwrap_or_default();
    let written = slice(&text, place.span);
    let line = written.lines().next().unwrap_or_default();
    line.split_once(" #").map_or(line, |(value, _)| value).trim().to_owned()
}

/// What is written at a place in the text: its line, or the words around it.
fn quote(place: &Place, sources: &Sources) -> String {
    const LENGTH: usize = 60;
    let quoted = |source: &Source| {
        if place.span.end == 0 {
            return String::new();
        }
        let line = source.line_span(source.line_column(place.span.start).0);
        let around =
            place.span.start - line.start..place.span.end.min(line.end).max(place.span.start) - line.start;
        excerpt(slice(&masked(&source.text), line), &around, LENGTH).trim_start_matches(['#', ' ']).to_owned()
    };
    sources.get(&place.path).map(quoted).unwrap_or_default()
}
