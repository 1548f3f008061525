//! Workbooks: the official tables as they are printed, a sheet for each, of one report or of many.
//!
//! Their words are Chinese, as those of the official tables. A blank cell is empty and zero is 0; what is told of a cell
//! beside its number stands below the table, or at the end of its line. The same reports give the same bytes.

mod name;
mod place;
mod style;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use self::name::{cut, sheet_names};
use self::place::{Placed, place};
use self::style::Style;
use super::{Selected, forms};
use crate::form::{Form, Grid, Table, grid};
use crate::report::{Cell, Report, csv};

/// How many lines a sheet can have.
pub const LINES: usize = 1_048_576;

const YEAR: &str = "年度";
const AGENCY: &str = "机关";
const STATUS: &str = "状态";

/// What is told of cells that have no number, or none of the report's own.
const TOLD: [(&str, &str); 3] = [
    ("computed", "由各项相加得出，原报告没有填写"),
    ("blank", "空白，原报告没有填写，不等于0"),
    ("unreadable", "不清，原报告的内容不能识别为数字"),
];

/// The same in a word, with the word of the other files.
const SAID: [(&str, &str); 3] =
    [("computed", "补算（computed）"), ("blank", "空白（blank）"), ("unreadable", "不清（unreadable）")];

/// Whether the reports of a workbook are of one year, which needs no column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Years {
    /// All are of one year.
    One,
    /// They may be of any year: the first column says which.
    Several,
}

/// The tables of one report.
pub fn report(report: &Report, agency: &str) -> Vec<u8> {
    let title = report.title(agency);
    let mut book = book(&title, [report]);
    let style = Style::new();
    for (index, table, name) in sheets(report.form.iter().map(|form| &**form)) {
        let cell = |cell| report.sheet.cell(index, cell);
        let sheet = one(book.add_worksheet(), table, &title, cell, &style);
        sheet.and_then(|sheet| sheet.set_name(name)).expect(FITS);
    }
    save(&mut book)
}

/// The tables of many reports, those of every report below those of the one before; none where a sheet cannot hold them.
pub fn figures(reports: &[Selected<'_>], years: Years) -> Option<Vec<u8>> {
    if longest(reports) > LINES {
        return None;
    }
    let mut book = book("", reports.iter().map(|selected| &**selected.report));
    let style = Style::new();
    let forms: Vec<&Form> = forms(reports).into_iter().map(|form| &**form).collect();
    let mut names = sheets(forms.iter().copied());
    for form in &forms {
        let of_form: Vec<Selected<'_>> = reports
            .iter()
            .filter(|selected| selected.form().is_some_and(|of| of.id == form.id))
            .copied()
            .collect();
        for (index, table, name) in names.by_ref().take(form.tables.len()) {
            let sheet = many(book.add_worksheet(), (index, table), &of_form, years, &style);
            sheet.and_then(|sheet| sheet.set_name(name)).expect(FITS);
        }
    }
    Some(save(&mut book))
}

/// How many lines the longest sheet of a workbook of these reports has.
pub fn longest(reports: &[Selected<'_>]) -> usize {
    let mut lines: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let of_form: BTreeMap<&str, Vec<(&str, usize, usize)>> = forms(reports)
        .into_iter()
        .map(|form| {
            let tables = form.tables.iter().map(|table| {
                let grid = grid(table);
                (table.id.as_str(), grid.head.len(), grid.body.len())
            });
            (form.id.as_str(), tables.collect())
        })
        .collect();
    for form in reports.iter().filter_map(Selected::form) {
        for (table, head, body) in of_form.get(form.id.as_str()).into_iter().flatten() {
            *lines.entry((&form.id, table)).or_insert(*head) += body;
        }
    }
    lines.into_values().max().unwrap_or_default()
}

const FITS: &str = "what is written fits a sheet";

/// Tables of forms with their index and the name of their sheet.
fn sheets<'a>(forms: impl Iterator<Item = &'a Form>) -> impl Iterator<Item = (usize, &'a Table, String)> {
    let forms: Vec<&Form> = forms.collect();
    let several = forms.len() > 1;
    let tables = forms
        .into_iter()
        .flat_map(|form| form.tables.iter().enumerate().map(move |(index, table)| (form, index, table)));
    let tables: Vec<(&Form, usize, &Table)> = tables.collect();
    let title = |form: &Form, table: &Table| {
        if several { format!("{} {}", form.id, table.label.zh) } else { table.label.zh.clone() }
    };
    let names = sheet_names(&tables.iter().map(|(form, _, table)| title(form, table)).collect::<Vec<_>>());
    tables.into_iter().zip(names).map(|((_, index, table), name)| (index, table, name))
}

/// An empty workbook, as old as the newest of the reports.
fn book<'a>(title: &str, reports: impl IntoIterator<Item = &'a Report>) -> Workbook {
    let dates = reports.into_iter().flat_map(|report| {
        let corrected = report.corrections.iter().filter_map(|correction| correction.date);
        report.published.into_iter().chain(corrected).chain(end_of(report.year))
    });
    let newest = dates.max().unwrap_or_default();
    let parts = (u16::try_from(newest.year()), u8::try_from(newest.month()), u8::try_from(newest.day()));
    let mut properties = DocProperties::new().set_title(title);
    if let (Ok(year), Ok(month), Ok(day)) = parts
        && let Ok(date) = ExcelDateTime::from_ymd(year, month, day)
    {
        properties = properties.set_creation_datetime(&date);
    }
    let mut book = Workbook::new();
    // More takes longer and saves next to nothing.
    book.set_properties(&properties).set_zip_compression_level(3);
    book
}

/// The last day of a year: no report on it is older.
fn end_of(year: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, 12, 31).ok()
}

fn save(book: &mut Workbook) -> Vec<u8> {
    book.save_to_buffer().expect(FITS)
}

/// A table of one report: titles, head, body, and what is to be told of its cells.
fn one<'a>(
    sheet: &'a mut Worksheet,
    table: &Table,
    title: &str,
    cell: impl Fn(usize) -> Cell,
    style: &Style,
) -> Result<&'a mut Worksheet, XlsxError> {
    let grid = grid(table);
    let width = width(&grid);
    let head = u32_of(TITLES);
    // Over narrow tables the titles reach beyond the last column.
    for (text, row) in [title, &table.label.zh].into_iter().zip(0..) {
        words(sheet, (row, 0), text, &style.title)?;
    }
    for placed in place(grid.head.iter().map(Vec::as_slice), width) {
        write(sheet, &placed, (head, 0), &style.head)?;
    }
    let body = head + u32_of(grid.head.len());
    for placed in place(grid.body.iter().map(|line| line.heads.as_slice()), grid.label_columns) {
        write(sheet, &placed, (body, 0), &style.label)?;
    }
    for (line, row) in grid.body.iter().zip(body..) {
        for (index, column) in line.cells.iter().zip(u16_of(grid.label_columns)..) {
            style.number(sheet, (row, column), cell(*index))?;
        }
    }
    for (text, row) in notes(table, cell).into_iter().zip(body + u32_of(grid.body.len())..) {
        words(sheet, (row, 0), &text, &style.note)?;
    }
    sheet.set_freeze_panes(body, u16_of(grid.label_columns))?;
    widths(sheet, table, &grid, 0)?;
    Ok(print(sheet, width))
}

/// How many lines stand above the head of a report's table.
const TITLES: usize = 2;

/// What is told of cells, a line for each kind.
fn notes(table: &Table, cell: impl Fn(usize) -> Cell) -> Vec<String> {
    let note = |(status, words): &(&str, &str)| {
        let cells = (0..table.len()).filter(|index| csv::status(cell(*index)) == *status);
        let names: Vec<String> = cells.map(|index| place_of(table, index)).collect();
        (!names.is_empty()).then(|| format!("{words}：{}", names.join("；")))
    };
    TOLD.iter().filter_map(note).collect()
}

/// The words of a cell's row and column; of one alone where the table has no other.
fn place_of(table: &Table, cell: usize) -> String {
    let (row, column) = table.place(cell);
    let (row, column) = (table.rows.leaves[row].title().zh, table.columns.leaves[column].title().zh);
    if table.columns.leaves.len() == 1 { row } else { format!("{row} {column}") }
}

/// A table of many reports.
fn many<'a>(
    sheet: &'a mut Worksheet,
    (index, table): (usize, &Table),
    reports: &[Selected<'_>],
    years: Years,
    style: &Style,
) -> Result<&'a mut Worksheet, XlsxError> {
    let grid = grid(table);
    let (width, depth) = (width(&grid), grid.head.len());
    let first: &[&str] = if years == Years::One { &[AGENCY] } else { &[YEAR, AGENCY] };
    let labels = u16_of(first.len());
    let cells = labels + u16_of(grid.label_columns);
    let last = labels + u16_of(width);
    for (column, text) in first.iter().enumerate().chain([(usize::from(last), &STATUS)]) {
        write(sheet, &Placed { line: 0, column, lines: depth, columns: 1, text }, (0, 0), &style.head)?;
    }
    for placed in place(grid.head.iter().map(Vec::as_slice), width) {
        write(sheet, &placed, (0, labels), &style.head)?;
    }
    let beside = place(grid.body.iter().map(|line| line.heads.as_slice()), grid.label_columns);
    let mut row = u32_of(depth);
    for selected in reports {
        let report = selected.report;
        for (number, line) in grid.body.iter().enumerate() {
            if years == Years::Several {
                sheet.write_number_with_format(row, 0, report.year, &style.plain)?;
            }
            words(sheet, (row, labels - 1), &selected.agency.name, &style.plain)?;
            // Each line has all its labels, so that it can be sorted and filtered.
            for placed in beside.iter().filter(|placed| placed.covers(number)) {
                words(sheet, (row, labels + u16_of(placed.column)), placed.text, &style.label)?;
            }
            let mut told: Vec<String> = Vec::new();
            for (at, column) in line.cells.iter().zip(cells..) {
                let cell = report.sheet.cell(index, *at);
                style.number(sheet, (row, column), cell)?;
                if !matches!(cell, Cell::Given(_)) {
                    let status = csv::status(cell);
                    let said = SAID.iter().find(|(of, _)| *of == status).map_or(status, |(_, said)| said);
                    told.push(format!("{said}：{}", place_of(table, *at)));
                }
            }
            if !told.is_empty() {
                words(sheet, (row, last), &told.join("；"), &style.note)?;
            }
            row += 1;
        }
    }
    sheet.set_freeze_panes(u32_of(depth), cells)?;
    sheet.autofilter(u32_of(depth) - 1, 0, row - 1, last)?;
    sheet.set_repeat_rows(0, u32_of(depth) - 1)?;
    sheet.set_column_width(labels - 1, 24)?;
    sheet.set_column_width(last, 24)?;
    widths(sheet, table, &grid, labels)?;
    Ok(print(sheet, width))
}

/// How long a text in a cell may be.
const LONGEST: usize = 32_767;

/// Writes words, as many as a cell can hold.
fn words(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column, cut(text, LONGEST), format).map(|_| ())
}

/// Writes a cell that may cover several.
fn write(
    sheet: &mut Worksheet,
    placed: &Placed<'_>,
    (row, column): (u32, u16),
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    let (row, column) = (row + u32_of(placed.line), column + u16_of(placed.column));
    if placed.lines == 1 && placed.columns == 1 {
        words(sheet, (row, column), placed.text, format)?;
    } else {
        let (down, right) = (row + u32_of(placed.lines) - 1, column + u16_of(placed.columns) - 1);
        sheet.merge_range(row, column, down, right, &cut(placed.text, LONGEST), format)?;
    }
    Ok(())
}

/// How many columns the official table has.
fn width(grid: &Grid) -> usize {
    grid.label_columns + grid.body.first().map_or(0, |line| line.cells.len())
}

/// Columns wide enough for the labels: the innermost wide, those of groups narrow.
fn widths(sheet: &mut Worksheet, table: &Table, grid: &Grid, first: u16) -> Result<(), XlsxError> {
    let labels = u16_of(grid.label_columns);
    for column in 0..labels {
        let longest = table.rows.leaves.iter().map(|leaf| leaf.label.zh.chars().count()).max();
        let innermost = u32_of(longest.unwrap_or_default() * 2 + 2).clamp(12, 48);
        sheet.set_column_width(first + column, if column + 1 == labels { innermost } else { 14 })?;
    }
    for column in labels..u16_of(width(grid)) {
        sheet.set_column_width(first + column, 12)?;
    }
    Ok(())
}

/// A4, as wide as the table.
fn print(sheet: &mut Worksheet, width: usize) -> &mut Worksheet {
    if width > 6 {
        sheet.set_landscape();
    }
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0)
}

fn u32_of(number: usize) -> u32 {
    u32::try_from(number).expect(FITS)
}

fn u16_of(number: usize) -> u16 {
    u16::try_from(number).expect(FITS)
}
