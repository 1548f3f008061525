//! The CSV and JSON files, and Parquet beside them.

use std::collections::{BTreeMap, BTreeSet};

use gongkai::data::{self, tables};
use gongkai::portal;
use gongkai::report::{Cell, csv as report_csv};
use gongkai::text::Decimal;
use serde_json::{Value, json};

use super::{DATASET, FILES, dataset, files, of_kind, python, reports, written};
use crate::site::{SAMPLE, Site, page, zeros};

/// The lines of a CSV file as the csv crate reads them, the head line first.
pub(super) fn lines(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let fields = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.records().map(|record| fields(record.expect("a line"))).collect()
}

/// The lines that the figures must have, from the reports themselves.
fn expected(year: Option<i32>) -> Vec<Vec<String>> {
    let mut lines = vec![report_csv::COLUMNS.map(str::to_owned).to_vec()];
    for (report, form) in reports().filter(|(report, _)| year.is_none_or(|year| year == report.year)) {
        for (index, table) in form.tables.iter().enumerate() {
            for (cell, value) in report.sheet.tables[index].iter().enumerate() {
                let (row, column) = table.place(cell);
                let unit = table.columns.leaves[column].unit.clone().unwrap_or_default().zh;
                let (number, status) = match value {
                    Cell::Given(number) => (number.to_string(), "given"),
                    Cell::Computed(number) => (number.to_string(), "computed"),
                    Cell::Blank => (String::new(), "blank"),
                    Cell::Unreadable => (String::new(), "unreadable"),
                };
                lines.push(vec![
                    report.agency.clone(),
                    report.year.to_string(),
                    form.id.clone(),
                    table.id.clone(),
                    table.rows.leaves[row].id.clone(),
                    table.columns.leaves[column].id.clone(),
                    number,
                    unit,
                    status.to_owned(),
                ]);
            }
        }
    }
    lines
}

#[test]
fn every_cell_of_every_report_has_its_line_in_the_figures_of_its_year_and_of_all() {
    let whole = expected(None);
    assert!(whole.len() > 98 * 190, "{}", whole.len());
    assert_eq!(lines(&FILES["figures.csv"]), whole);
    for year in 2019..=2024 {
        assert_eq!(lines(&FILES[&format!("{year}/figures.csv")]), expected(Some(year)), "{year}");
    }
    // What the file beside a report holds is a part of them.
    let (report, _) = reports().next().expect("a report");
    let beside = page(&SAMPLE, &format!("{}/{}/report.csv", report.year, report.agency));
    let own: Vec<Vec<String>> = whole
        .into_iter()
        .filter(|line| line[0] == report.agency && line[1] == report.year.to_string())
        .collect();
    assert_eq!(lines(beside.as_bytes())[1..], own);
}

#[test]
fn two_readers_find_the_same_fields_in_every_csv_file() {
    let folder = written(&FILES);
    let names: Vec<&String> = of_kind("csv").collect();
    let paths: Vec<_> = names.iter().map(|name| folder.path().join(name)).collect();
    let read = python::script("tables.py", &json!({ "files": paths }));
    let mut fields = 0;
    for (name, read) in names.iter().zip(read.as_array().expect("files")) {
        let ours = lines(&FILES[*name]);
        fields += ours.iter().map(Vec::len).sum::<usize>();
        assert!(*read == json!(ours), "{name}");
    }
    assert_eq!(names.len(), 4 + 6);
    assert!(fields > 2 * 9 * 98 * 190, "{fields}");
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_read_by_duckdb_has_the_lines_and_the_sums_of_the_csv() {
    let folder = written(&FILES);
    let read = python::script("parquet.py", &json!({ "data": folder.path() }));
    let mut types = report_csv::COLUMNS.map(|column| json!([column, "VARCHAR"]));
    types[1] = json!(["year", "BIGINT"]);
    types[6] = json!(["value", "DECIMAL(38,6)"]);
    assert_eq!(read["columns"], json!(types));
    assert_eq!(read["only"], json!([0, 0]));
    assert_eq!(read["parquet"], read["csv"]);
    let mut sums: BTreeMap<String, (usize, usize, Decimal)> = BTreeMap::new();
    for line in expected(None).iter().skip(1) {
        let sum = sums.entry(line[1].clone()).or_default();
        let number = Decimal::parse(&line[6]).ok();
        *sum = (sum.0 + 1, sum.1 + usize::from(number.is_some()), sum.2 + number.unwrap_or_default());
    }
    let ours = sums.into_iter().map(|(year, (all, numbers, sum))| {
        let (whole, places) = sum.to_string().split_once('.').map_or_else(
            || (sum.to_string(), String::new()),
            |(whole, places)| (whole.to_owned(), places.to_owned()),
        );
        json!([year, all.to_string(), numbers.to_string(), format!("{whole}.{places:0<6}")])
    });
    assert_eq!(read["parquet"], ours.collect::<Value>());
}

#[test]
fn the_compact_json_has_every_number_of_the_figures() {
    for year in [None, Some(2019), Some(2022)] {
        let name = year.map_or_else(|| "reports.json".to_owned(), |year| format!("{year}/reports.json"));
        let json: Value = serde_json::from_slice(&FILES[&name]).expect("JSON");
        let mut found = vec![report_csv::COLUMNS.map(str::to_owned).to_vec()];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let names = |value: &Value| value.as_array().expect("names").iter().map(text).collect::<Vec<_>>();
        for report in json["reports"].as_array().expect("reports") {
            let form = DATASET.records.iter().find_map(|record| {
                record.report.as_ref()?.form.clone().filter(|form| form.id == report["form"])
            });
            let form = form.expect("a form");
            // The order of the tables is that of the form, which an object does not keep.
            for table in &form.tables {
                let axes = &json["forms"][&form.id][&table.id];
                for row in names(&axes["rows"]) {
                    let numbers = &report["tables"][&table.id][&row];
                    for (at, column) in names(&axes["columns"]).into_iter().enumerate() {
                        let leaf = table.columns.find(&column).expect("a column").0;
                        let unit = table.columns.leaves[leaf].unit.clone().unwrap_or_default().zh;
                        let status = text(&report["status"][format!("{}.{row}.{column}", table.id)]);
                        let status = if status.is_empty() { "given".to_owned() } else { status };
                        let year = report["year"].to_string();
                        let number = text(&numbers[at]);
                        let (agency, table) = (text(&report["agency"]), table.id.clone());
                        found.push(vec![
                            agency,
                            year,
                            form.id.clone(),
                            table,
                            row.clone(),
                            column,
                            number,
                            unit,
                            status,
                        ]);
                    }
                }
            }
        }
        assert_eq!(found, expected(year), "{name}");
    }
}

#[test]
fn what_was_reported_is_told_of_every_agency_in_every_year_and_leads_to_its_page() {
    let portal = SAMPLE.portal.as_ref().expect("a portal");
    let lines = lines(&FILES["reports.csv"]);
    assert_eq!(lines[0], tables::REPORTS);
    let mut found = BTreeSet::new();
    for line in &lines[1..] {
        let (year, agency) =
            (line[1].parse().expect("a year"), portal.register.get(&line[0]).expect("an agency"));
        let standing = serde_json::to_value(portal.standing(year, agency)).expect("a word");
        assert_eq!(standing, line[3]);
        let report = portal.report(year, &agency.slug);
        assert_eq!(report.map(|report| report.title(&agency.name)).unwrap_or_default(), line[6]);
        assert_eq!(
            report.is_some(),
            SAMPLE.outputs.keys().any(|route| route.as_str() == line[9]),
            "{line:?}"
        );
        assert!(found.insert((year, agency.slug.clone())), "{line:?}");
    }
    let all = portal
        .years()
        .into_iter()
        .flat_map(|year| portal.agencies_of(year).map(move |agency| (year, agency.slug.clone())));
    assert_eq!(found, all.collect());
}

#[test]
fn the_reports_that_count_add_up_to_the_sums_of_the_year() {
    let portal = SAMPLE.portal.as_ref().expect("a portal");
    let counted: BTreeSet<(String, String)> = lines(&FILES["reports.csv"])
        .into_iter()
        .filter(|line| line[10] == "true")
        .map(|line| (line[0].clone(), line[1].clone()))
        .collect();
    let mut sums: BTreeMap<(String, String), Decimal> = BTreeMap::new();
    for line in lines(&FILES["figures.csv"]).into_iter().skip(1) {
        if counted.contains(&(line[0].clone(), line[1].clone())) {
            let name = line[3..6].join(".");
            let sum = sums.entry((line[1].clone(), name)).or_default();
            *sum = *sum + Decimal::parse(&line[6]).expect("a number");
        }
    }
    let mut compared = 0;
    for year in portal.years() {
        let reports = portal.reports().map(|(_, report)| report).filter(|report| report.year == year);
        let counted = portal::counted(portal, year);
        let sheets: Vec<_> = reports.filter(|report| counted.contains(report.agency.as_str())).collect();
        let form = sheets[0].form.as_ref().expect("a form");
        let of_year = portal::sum(form, &sheets.iter().map(|report| &report.sheet).collect::<Vec<_>>());
        for (table, of_table) in form.tables.iter().zip(of_year) {
            for (cell, sum) in of_table.into_iter().flatten().enumerate() {
                assert_eq!(sum.value, sums.get(&(year.to_string(), table.cell_id(cell))).copied());
                compared += 1;
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn blank_zero_what_cannot_be_read_and_what_was_never_asked_stay_distinct() {
    let mut site = Site::new();
    let with = |values: [&str; 2]| {
        let text = zeros("haicheng", 2022);
        let (before, rest) = text.split_once("  regulations:").expect("a table");
        let mut lines = rest.lines().skip(1);
        let first = lines.next().expect("a row");
        let (key, _) = first.split_once('[').expect("a row");
        let rest: Vec<&str> = lines.collect();
        format!("{before}  regulations:\n{key}[{}, {}, 0]\n{}\n", values[0], values[1], rest.join("\n"))
    };
    site.set("content/2022/haicheng.md", &with(["~", "十二"]));
    site.set("content/2019/jiaoyu.md", &zeros("jiaoyu", 2019));
    let outcome = site.run();
    let files = files(&dataset(&outcome));
    let figures = lines(&files["figures.csv"]);
    let of = |agency: &str, at: usize| {
        let mut of_agency = figures.iter().filter(|line| line[0] == agency);
        of_agency.nth(at).map(|line| [line[6].clone(), line[8].clone()]).expect("a line")
    };
    assert_eq!(of("haicheng", 0), ["", "blank"]);
    assert_eq!(of("haicheng", 1), ["", "unreadable"]);
    assert_eq!(of("haicheng", 2), ["0", "given"]);
    // Each has a line for what its form asks, and none for what only the other does.
    let asked = |form: &str| -> BTreeSet<String> {
        let cells = lines(&files["cells.csv"]).into_iter().filter(|line| line[0] == form);
        cells.map(|line| line[1..4].join(".")).collect()
    };
    for (agency, form) in [("haicheng", "2021"), ("jiaoyu", "2019")] {
        let own = figures.iter().filter(|line| line[0] == agency).map(|line| line[3..6].join("."));
        assert_eq!(own.collect::<BTreeSet<_>>(), asked(form), "{agency}");
    }
    assert_ne!(asked("2021"), asked("2019"));
    let json: Value = serde_json::from_slice(&files["reports.json"]).expect("JSON");
    let own =
        json["reports"].as_array().expect("reports").iter().find(|report| report["agency"] == "haicheng");
    let own = own.expect("a report");
    let table = own["tables"].as_object().and_then(|tables| tables.get("regulations")).expect("the table");
    let row = &table["rules"];
    assert_eq!(*row, json!([null, null, "0"]));
    let status = own["status"].as_object().expect("a map");
    assert_eq!(status.values().collect::<Vec<_>>(), ["blank", "unreadable"]);
}

#[test]
fn every_json_file_fits_its_schema_and_another_does_not() {
    let schema = |name: &str| -> jsonschema::Validator {
        let schema: Value = serde_json::from_slice(&FILES[name]).expect("JSON");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        jsonschema::validator_for(&schema).expect("a schema")
    };
    let fits = |validator: &jsonschema::Validator, json: &Value, name: &str| {
        let errors: Vec<String> = validator.iter_errors(json).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    };
    let (one, many) = (schema("report.schema.json"), schema("reports.schema.json"));
    let mut compared = 0;
    for (report, _) in reports() {
        let name = format!("{}/{}/report.json", report.year, report.agency);
        let json: Value = serde_json::from_str(&page(&SAMPLE, &name)).expect("JSON");
        fits(&one, &json, &name);
        compared += 1;
        if compared == 1 {
            for (pointer, wrong) in [
                ("/version", json!(2)),
                ("/cells/0/value", json!(3)),
                ("/cells/0/value", json!("1,234")),
                ("/cells/0/status", json!("zero")),
            ] {
                let mut json = json.clone();
                *json.pointer_mut(pointer).expect(pointer) = wrong;
                assert!(!one.is_valid(&json), "{pointer}");
            }
        }
    }
    assert_eq!(compared, 98);
    for (name, bytes) in FILES.iter().filter(|(name, _)| name.ends_with("reports.json")) {
        fits(&many, &serde_json::from_slice(bytes).expect("JSON"), name);
    }
    let mut json: Value = serde_json::from_slice(&FILES["reports.json"]).expect("JSON");
    json["reports"][0]["status"]["a.b.c"] = json!("given");
    assert!(!many.is_valid(&json));
}

#[test]
fn the_dictionary_has_every_cell_of_the_forms_once() {
    let lines = lines(&FILES["cells.csv"]);
    assert_eq!(lines[0], tables::CELLS);
    let mut forms: BTreeMap<&str, &gongkai::form::Form> = BTreeMap::new();
    forms.extend(reports().map(|(_, form)| (form.id.as_str(), form)));
    let names =
        lines[1..].iter().map(|line| (line[0].clone(), line[1..4].join("."))).collect::<BTreeSet<_>>();
    let all = forms.values().flat_map(|form| {
        let cells = form.tables.iter().flat_map(|table| (0..table.len()).map(|cell| table.cell_id(cell)));
        cells.map(|name| (form.id.clone(), name)).collect::<Vec<_>>()
    });
    assert_eq!(names, all.collect());
    assert_eq!(names.len(), lines.len() - 1);
    // What is said to be continued is what comparisons and charts follow.
    let (older, newer) = (forms["2019"], forms["2021"]);
    let mut continued = 0;
    for line in lines[1..].iter().filter(|line| line[0] == newer.id) {
        let (index, table) = newer.table(&line[1]).expect("a table");
        let cell = table.cell(
            table.rows.find(&line[2]).expect("a row").0,
            table.columns.find(&line[3]).expect("a column").0,
        );
        let ancestor =
            newer.ancestor(older, index, cell).map(|(table, cell)| older.tables[table].cell_id(cell));
        continued += usize::from(ancestor.is_some());
        assert_eq!(line[14], ancestor.unwrap_or_default());
    }
    assert!(continued > 100, "{continued}");
    let defined = lines[1..].iter().filter(|line| line[13] == "true").count();
    assert!(defined > 40, "{defined}");
}

#[test]
fn a_selection_is_exported_in_the_shape_of_the_whole() {
    let selected = data::selected(&DATASET);
    assert_eq!(selected.len(), 98);
    assert!(data::csv(&selected) == FILES["figures.csv"]);
    assert!(data::json(&selected) == FILES["reports.json"]);
    let of_year: Vec<_> = selected.iter().filter(|selected| selected.report.year == 2022).copied().collect();
    assert!(data::csv(&of_year) == FILES["2022/figures.csv"]);
    assert_eq!(lines(&data::csv(&[])).len(), 1);
}
