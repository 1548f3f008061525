//! Workbooks as two readers see them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use gongkai::data::{self, xlsx::Years};
use gongkai::form::{Form, grid};
use gongkai::report::{Cell, Report};
use gongkai::text::Decimal;
use serde_json::{Value, json};

use super::{DATASET, FILES, of_kind, python, reports};
use crate::site::{SAMPLE, Site, report};

/// Workbooks as openpyxl reads them.
pub(super) struct Books {
    pub(super) openpyxl: Vec<Value>,
}

impl Books {
    pub(super) fn read(books: &[Vec<u8>]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let paths: Vec<_> = books
            .iter()
            .enumerate()
            .map(|(index, bytes)| {
                super::write(folder.path(), &format!("{index}.xlsx"), bytes);
                folder.path().join(format!("{index}.xlsx"))
            })
            .collect();
        let read = python::script("workbooks.py", &json!({ "files": paths }));
        Self { openpyxl: read.as_array().expect("workbooks").clone() }
    }
}

/// What a cell holds, whoever reads it: a number with its digits, a text, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Held {
    Number(Decimal),
    Text(String),
    Nothing,
}

fn number(text: &str) -> Held {
    let text = text.strip_suffix(".0").unwrap_or(text);
    Held::Number(Decimal::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}")))
}

type Sheets = Vec<(String, Vec<Vec<Held>>)>;

/// The sheets as calamine reads them.
fn by_calamine(bytes: &[u8]) -> Sheets {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    let held = |data: &Data| match data {
        Data::Float(value) => number(&value.to_string()),
        Data::Int(value) => number(&value.to_string()),
        Data::String(text) => Held::Text(text.clone()),
        Data::Empty => Held::Nothing,
        other => panic!("{other:?}"),
    };
    let sheet = |name: String| {
        let range = book.worksheet_range(&name).expect("a sheet");
        assert_eq!(range.start(), Some((0, 0)), "{name}");
        (name, range.rows().map(|row| row.iter().map(held).collect()).collect())
    };
    names.into_iter().map(sheet).collect()
}

/// The sheets as openpyxl has read them.
fn by_openpyxl(book: &Value) -> Sheets {
    let held = |value: &Value| match value {
        Value::Null => Held::Nothing,
        Value::String(text) => Held::Text(text.clone()),
        other => number(other["number"].as_str().expect("digits")),
    };
    let line = |line: &Value| line.as_array().expect("a line").iter().map(held).collect();
    let sheet = |sheet: &Value| {
        let lines = sheet["lines"].as_array().expect("lines").iter().map(line).collect();
        (sheet["name"].as_str().expect("a name").to_owned(), lines)
    };
    book.as_array().expect("sheets").iter().map(sheet).collect()
}

/// The numbers of a report's workbook by the names of their cells, as the other downloads have them; empty where there is
/// none.
pub(crate) fn cells(bytes: &[u8], form: &Form) -> BTreeMap<String, String> {
    let mut cells = BTreeMap::new();
    let sheets = by_calamine(bytes);
    assert_eq!(sheets.len(), form.tables.len());
    for (table, (_, lines)) in form.tables.iter().zip(&sheets) {
        let grid = grid(table);
        let body = lines.iter().skip(2 + grid.head.len());
        for (line, held) in grid.body.iter().zip(body) {
            for (cell, held) in line.cells.iter().zip(held.iter().skip(grid.label_columns)) {
                let text = match held {
                    Held::Number(number) => number.to_string(),
                    Held::Nothing => String::new(),
                    Held::Text(text) => panic!("{}: {text}", table.cell_id(*cell)),
                };
                assert!(cells.insert(table.cell_id(*cell), text).is_none());
            }
        }
    }
    cells
}

fn book_of(report: &Report) -> Vec<u8> {
    let agency = DATASET.agencies.iter().find(|agency| agency.slug == report.agency).expect("an agency");
    data::xlsx::report(report, &agency.name)
}

#[test]
fn two_readers_find_the_same_in_every_workbook() {
    let mut books: Vec<Vec<u8>> = reports().map(|(report, _)| book_of(report)).collect();
    books.extend(of_kind("xlsx").map(|name| FILES[name].clone()));
    assert_eq!(books.len(), 98 + 7);
    let read = Books::read(&books);
    let mut numbers = 0;
    for (bytes, other) in books.iter().zip(&read.openpyxl) {
        let (one, other) = (by_calamine(bytes), by_openpyxl(other));
        assert!(one == other);
        let held = one.iter().flat_map(|(_, lines)| lines).flatten();
        numbers += held.filter(|held| matches!(held, Held::Number(_))).count();
        let mut names = BTreeSet::new();
        for (name, _) in &one {
            assert!(
                name.encode_utf16().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\']),
                "{name}"
            );
            assert!(names.insert(name.to_lowercase()), "{name} is there twice");
        }
    }
    // Each number in the workbook of its report, of its year and of all; in the last with the year.
    assert!(numbers > 3 * 98 * 190, "{numbers}");
}

#[test]
fn workbooks_of_many_reports_have_every_number_below_its_head_and_beside_its_labels() {
    for (name, year) in
        [("figures.xlsx", None), ("2019/figures.xlsx", Some(2019)), ("2024/figures.xlsx", Some(2024))]
    {
        let sheets = by_calamine(&FILES[name]);
        let mut forms: BTreeMap<&str, &Form> = BTreeMap::new();
        let mut of_form: BTreeMap<&str, Vec<&Report>> = BTreeMap::new();
        for (report, form) in reports().filter(|(report, _)| year.is_none_or(|year| year == report.year)) {
            forms.insert(&form.id, form);
            of_form.entry(&form.id).or_default().push(report);
        }
        let mut sheets = sheets.iter();
        for (id, form) in forms {
            for (index, table) in form.tables.iter().enumerate() {
                let (title, lines) = sheets.next().expect("a sheet");
                let form_named = if year.is_none() { format!("{id} ") } else { String::new() };
                assert_eq!(*title, format!("{form_named}{}", table.label.zh));
                let grid = grid(table);
                let before = usize::from(year.is_none());
                let mut rest = lines.iter().skip(grid.head.len());
                for report in &of_form[id] {
                    for line in &grid.body {
                        let found = rest.next().expect("a line");
                        let agency = DATASET.agencies.iter().find(|agency| agency.slug == report.agency);
                        if year.is_none() {
                            assert_eq!(found[0], number(&report.year.to_string()));
                        }
                        assert_eq!(found[before], Held::Text(agency.expect("an agency").name.clone()));
                        let (row, _) = table.place(line.cells[0]);
                        let leaf = &table.rows.leaves[row];
                        let labels =
                            leaf.groups.iter().chain([&leaf.label]).map(|label| Held::Text(label.zh.clone()));
                        let labels: Vec<Held> =
                            if grid.label_columns == 0 { Vec::new() } else { labels.collect() };
                        assert_eq!(found[before + 1..][..labels.len()], labels);
                        let held = found.iter().skip(before + 1 + grid.label_columns);
                        for (cell, held) in line.cells.iter().zip(held) {
                            let expected =
                                report.sheet.cell(index, *cell).value().map_or(Held::Nothing, Held::Number);
                            assert_eq!(*held, expected, "{name} {} {}", report.agency, table.cell_id(*cell));
                        }
                    }
                }
                assert_eq!(rest.next(), None, "{name} {title}");
            }
        }
        assert!(sheets.next().is_none());
    }
}

#[test]
fn the_heads_of_a_reports_tables_are_merged_as_they_are_printed() {
    let (report, form) = reports().find(|(report, _)| report.year == 2022).expect("a report");
    let read = Books::read(&[book_of(report)]);
    for (table, sheet) in form.tables.iter().zip(read.openpyxl[0].as_array().expect("sheets")) {
        let grid = grid(table);
        let heads = grid.head.iter().flatten().chain(grid.body.iter().flat_map(|line| &line.heads));
        let spans = heads.clone().filter(|head| head.colspan > 1 || head.rowspan > 1).count();
        assert_eq!(sheet["merged"].as_array().map(Vec::len), Some(spans), "{}", table.id);
        let texts: Vec<&str> = sheet["lines"]
            .as_array()
            .expect("lines")
            .iter()
            .filter_map(Value::as_array)
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let agency = DATASET.agencies.iter().find(|agency| agency.slug == report.agency).expect("an agency");
        let labels = heads.map(|head| head.label.zh.as_str()).filter(|label| !label.is_empty());
        let mut expected: Vec<&str> = labels.collect();
        let title = report.title(&agency.name);
        expected.extend([title.as_str(), &table.label.zh]);
        let sorted = |mut texts: Vec<&str>| {
            texts.sort_unstable();
            texts.join("\n")
        };
        assert_eq!(sorted(texts), sorted(expected));
    }
}

#[test]
fn numbers_keep_all_their_digits_and_what_is_no_number_is_empty_and_told() {
    let large = Decimal::parse("999999999999999.999999").expect("a number");
    let mut site = Site::new();
    let text = report("haicheng", 2022, |form, table, cell| {
        let money = form.tables[table].columns.leaves.iter().any(|leaf| leaf.unit.is_some());
        match (money, table, cell) {
            (true, ..) => Some(large),
            (_, 0, 0) => None,
            (_, 0, 1) => Some(Decimal::parse("123456789012345").expect("a number")),
            _ => Some(Decimal::ZERO),
        }
    });
    site.set("content/2022/haicheng.md", &text);
    let dataset = super::dataset(&site.run());
    let selected = data::selected(&dataset);
    let sheet = &selected[0].report.sheet;
    assert_eq!(sheet.cell(0, 0), Cell::Blank);
    let books = [
        data::xlsx::report(selected[0].report, "甲"),
        data::xlsx::figures(&selected, Years::Several).expect("it fits"),
    ];
    for (bytes, first) in books.iter().zip([1, 3]) {
        let sheets = by_calamine(bytes);
        let held = sheets.iter().flat_map(|(_, lines)| lines).flatten();
        let texts: Vec<&String> =
            held.filter_map(|held| if let Held::Text(text) = held { Some(text) } else { None }).collect();
        assert!(texts.iter().any(|text| **text == large.to_string()), "{texts:?}");
        let told: Vec<_> =
            texts.iter().filter(|text| text.contains("空白") || text.starts_with("blank")).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        let line =
            sheets[0].1.iter().find(|line| line.contains(&number("123456789012345"))).expect("the line");
        assert_eq!(line[first], Held::Nothing);
    }
}

#[test]
fn a_workbook_that_a_sheet_cannot_hold_is_left_out() {
    let selected = data::selected(&DATASET);
    assert!(data::fits_a_workbook(&selected));
    let newest = *selected.last().expect("a report");
    let lines = data::xlsx::longest(&[newest, newest]) - data::xlsx::longest(&[newest]);
    let head = data::xlsx::longest(&[newest]) - lines;
    let fits = (data::xlsx::LINES - head) / lines;
    assert!(data::fits_a_workbook(&vec![newest; fits]));
    let many = vec![newest; fits + 1];
    assert!(!data::fits_a_workbook(&many));
    assert!(data::xlsx::figures(&many, Years::Several).is_none());
}

#[test]
fn the_workbook_beside_a_report_is_the_one_made_of_it() {
    let (report, _) = reports().next().expect("a report");
    let route = format!("{}/{}/report.xlsx", report.year, report.agency);
    let output = SAMPLE.outputs.iter().find(|(other, _)| other.as_str() == route).map(|(_, output)| output);
    assert!(matches!(output, Some(gongkai::build::Output::Bytes(bytes)) if **bytes == *book_of(report)));
}

#[test]
fn a_name_longer_than_a_cell_can_hold_is_cut_there_and_nowhere_else() {
    let mut site = Site::new();
    let name = format!("样例县{}局", "长".repeat(33_000));
    site.set("content/agencies.yaml", &format!("- {{ slug: haicheng, name: {name}, kind: town }}\n"));
    site.set("content/2022/haicheng.md", &crate::site::zeros("haicheng", 2022));
    let outcome = site.run();
    let route = |wanted: &str| outcome.outputs.iter().find(|(route, _)| route.as_str() == wanted);
    for wanted in ["2022/haicheng/report.xlsx", "data/figures.xlsx"] {
        let Some((_, gongkai::build::Output::Bytes(bytes))) = route(wanted) else { panic!("{wanted}") };
        let sheets = by_calamine(bytes);
        let texts = sheets.iter().flat_map(|(_, lines)| lines).flatten();
        let longest = texts
            .filter_map(|held| if let Held::Text(text) = held { Some(text.chars().count()) } else { None })
            .max();
        assert_eq!(longest, Some(32_767), "{wanted}");
    }
    assert!(crate::site::page(&outcome, "data/agencies.csv").contains(&name));
}
