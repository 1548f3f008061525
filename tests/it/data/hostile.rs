//! Text that would be code somewhere else: formulas, markup, templates, what ends a field. It goes through every format as
//! the text that it is.

use gongkai::data;
use gongkai::data::Dataset;
use gongkai::portal::Standing;
use gongkai::text::restore;
use serde_json::{Value, json};

use super::tables::lines;
use super::workbook::Books;
use super::{DATASET, python, write};

/// Names that agencies might be given, and reasons.
const TEXTS: [&str; 16] = [
    "=HYPERLINK(\"http://example.com\",\"点此\")",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "  =1+1",
    "'=1+1",
    "-5",
    "-1,234.56",
    "\"><script>alert(1)</script>",
    "{{7*7}}",
    "]]></script>",
    "甲,\"乙\"\n丙\r\n丁",
    "甲\0乙",
];

/// The sample with such names.
fn hostile() -> Dataset {
    let mut dataset = DATASET.clone();
    for (agency, text) in dataset.agencies.iter_mut().zip(TEXTS) {
        text.clone_into(&mut agency.name);
        agency.aliases = vec![text.to_owned(), "旧名".to_owned()];
    }
    for (record, text) in dataset.records.iter_mut().zip(TEXTS) {
        text.clone_into(&mut record.because);
        record.standing = Standing::Missing;
    }
    dataset
}

#[test]
fn every_text_comes_back_from_csv_in_two_readers_and_none_begins_like_a_formula() {
    let dataset = hostile();
    assert!(dataset.agencies.len() >= TEXTS.len(), "{}", dataset.agencies.len());
    let files = [data::tables::agencies(&dataset.agencies), data::tables::reports(&dataset)];
    let folder = tempfile::tempdir().expect("a folder");
    let paths = ["agencies.csv", "reports.csv"].map(|name| folder.path().join(name));
    for (path, bytes) in paths.iter().zip(&files) {
        write(folder.path(), path.file_name().and_then(|name| name.to_str()).expect("a name"), bytes);
    }
    let read = python::script("tables.py", &json!({ "files": paths }));
    for (bytes, read) in files.iter().zip(read.as_array().expect("files")) {
        assert_eq!(*read, json!(lines(bytes)));
    }
    let (agencies, reports) = (lines(&files[0]), lines(&files[1]));
    for (index, text) in TEXTS.iter().enumerate() {
        for field in [&agencies[index + 1][1], &reports[index + 1][4]] {
            assert_eq!(restore(field), *text);
        }
    }
    let begins = |field: &str| field.trim_start().starts_with(['=', '+', '@', '＝', '\t', '\r']);
    for field in agencies.iter().chain(&reports).flatten() {
        assert!(!begins(field), "{field:?}");
        let negative = field.strip_prefix('-');
        assert!(negative.is_none_or(|rest| rest.starts_with(|c: char| c.is_ascii_digit())), "{field:?}");
    }
    // Numbers are never touched.
    assert_eq!(agencies[10][1], "-5");
    assert_eq!(agencies[11][1], "-1,234.56");
}

#[test]
fn json_and_workbooks_hold_every_text_as_text() {
    let dataset = hostile();
    let selected = data::selected(&dataset);
    let json: Value = serde_json::from_slice(&data::json(&selected)).expect("JSON");
    for (selected, report) in selected.iter().zip(json["reports"].as_array().expect("reports")) {
        assert_eq!(report["agency_name"], selected.agency.name);
    }
    let of_year: Vec<_> = selected.iter().filter(|selected| selected.report.year == 2022).copied().collect();
    let whole = data::xlsx::figures(&of_year, data::xlsx::Years::One).expect("it fits");
    let books = Books::read(&[whole, data::xlsx::report(of_year[0].report, TEXTS[0])]);
    let names: Vec<&str> = of_year.iter().map(|selected| selected.agency.name.as_str()).collect();
    let sheet = &books.openpyxl[0][1];
    let lines = sheet["lines"].as_array().expect("lines");
    let told: Vec<&str> = lines.iter().filter_map(|line| line[0].as_str()).collect();
    assert_eq!(told[1..], names);
    let title = &books.openpyxl[1][0]["lines"][0][0];
    assert!(title.as_str().is_some_and(|title| title.starts_with(TEXTS[0])), "{title}");
}
