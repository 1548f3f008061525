//! The tables that explain the figures: what was reported and what was not, the register, what each cell means. CSV in
//! UTF-8 with a byte order mark and stable columns: new ones are added behind.

use super::{Dataset, Record};
use crate::form::{Axis, Each, Form, Kind, Leaf, Table};
use crate::language::{Label, Language};
use crate::portal::{self, Agency, Base, Covers, Route, Standing};
use crate::report::{Report, csv};
use crate::text::Hashed;

/// The columns of `reports.csv`.
pub const REPORTS: [&str; 11] = [
    "agency",
    "year",
    "agency_name",
    "standing",
    "because",
    "form",
    "title",
    "published",
    "corrected",
    "url",
    "counted",
];

/// The columns of `agencies.csv`.
pub const AGENCIES: [&str; 10] =
    ["slug", "name", "short", "kind", "parent", "from", "until", "successor", "former_names", "covers"];

/// The columns of `cells.csv`.
pub const CELLS: [&str; 15] = [
    "form",
    "table",
    "row",
    "column",
    "table_zh",
    "table_en",
    "row_zh",
    "row_en",
    "column_zh",
    "column_en",
    "unit",
    "unit_en",
    "kind",
    "defined",
    "was",
];

/// A line for each agency in each year in which it should have reported, or did.
pub fn reports(dataset: &Dataset) -> Vec<u8> {
    let names = dataset.agencies.iter().map(|agency| (agency.slug.as_str(), agency.name.as_str()));
    let names: std::collections::BTreeMap<&str, &str> = names.collect();
    file(
        REPORTS,
        dataset.records.iter().map(|record| {
            let name = names.get(record.agency.as_str()).copied().unwrap_or_default();
            report(record, name, &dataset.base)
        }),
    )
}

fn report(record: &Record, name: &str, base: &Base) -> [String; 11] {
    let of = |text: fn(&Report, &str) -> String| {
        record.report.as_ref().map_or(String::new(), |report| text(report, name))
    };
    [
        record.agency.clone(),
        record.year.to_string(),
        name.to_owned(),
        standing(record.standing).to_owned(),
        record.because.clone(),
        of(|report, _| report.form.as_ref().map_or(String::new(), |form| form.id.clone())),
        of(Report::title),
        of(|report, _| report.published.map_or(String::new(), |date| date.to_string())),
        of(|report, _| {
            let dates = report.corrections.iter().filter_map(|correction| correction.date);
            dates.max().map_or(String::new(), |date| date.to_string())
        }),
        record.report.as_ref().map_or(String::new(), |report| address(report, base)),
        record.counted.to_string(),
    ]
}

/// The page of a report: its address on the web, or where none is known its file below the portal's root.
fn address(report: &Report, base: &Base) -> String {
    let route = Route::report(report.year, &report.agency);
    if base.url().is_empty() { route.as_str().to_owned() } else { route.below(base.url()) }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Published => "published",
        Standing::Late => "late",
        Standing::Missing => "missing",
        Standing::Withheld => "withheld",
    }
}

/// A line for each agency of the register.
pub fn agencies(agencies: &[Agency]) -> Vec<u8> {
    file(AGENCIES, agencies.iter().map(agency))
}

fn agency(agency: &Agency) -> [String; 10] {
    let year = |year: Option<i32>| year.map_or(String::new(), |year| year.to_string());
    // A semicolon within a name would part it.
    let former: Vec<String> = agency.aliases.iter().map(|name| name.replace(';', "；")).collect();
    [
        agency.slug.clone(),
        agency.name.clone(),
        agency.short.clone(),
        word(&portal::Kind::ALL, agency.kind).to_owned(),
        agency.parent.clone().unwrap_or_default(),
        year(agency.from),
        year(agency.until),
        agency.successor.clone().unwrap_or_default(),
        former.join(";"),
        word(&Covers::ALL, agency.covers).to_owned(),
    ]
}

/// The word of the register for something.
fn word<T: PartialEq + Copy>(all: &[(&'static str, T)], wanted: T) -> &'static str {
    all.iter().find(|(_, one)| *one == wanted).map_or("", |(word, _)| word)
}

/// A line for each cell of each form: what the ids in the figures mean.
pub fn cells(forms: &[&Hashed<Form>]) -> Vec<u8> {
    let of_form = |form: &'_ &Hashed<Form>| -> Vec<[String; 15]> {
        form.tables.iter().flat_map(|table| (0..table.len()).map(|at| cell(form, table, at))).collect()
    };
    file(CELLS, forms.iter().flat_map(of_form))
}

fn cell(form: &Form, table: &Table, cell: usize) -> [String; 15] {
    let (row, column) = table.place(cell);
    let defined = table.defines(Each::Column, row) || table.defines(Each::Row, column);
    let (row, column) = (leaf(&table.rows, row), leaf(&table.columns, column));
    let unit = column.unit.clone().unwrap_or_default();
    let was = [table.was.as_deref(), row.was.as_deref(), column.was.as_deref()];
    let was = was.into_iter().collect::<Option<Vec<&str>>>().map_or(String::new(), |ids| ids.join("."));
    [
        form.id.clone(),
        table.id.clone(),
        row.id.clone(),
        column.id.clone(),
        table.label.zh.clone(),
        table.label.en.clone(),
        label(row, Language::Chinese),
        label(row, Language::English),
        label(column, Language::Chinese),
        label(column, Language::English),
        unit.zh,
        unit.en,
        kind(column.kind).to_owned(),
        defined.to_string(),
        was,
    ]
}

fn leaf(axis: &Axis, index: usize) -> &Leaf {
    &axis.leaves[index]
}

/// The words of a row or column behind those of the groups it belongs to, the outermost first.
pub fn label(leaf: &Leaf, language: Language) -> String {
    let words = leaf.groups.iter().chain([&leaf.label]).map(|label: &Label| label.get(language));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" / ")
}

/// What a cell holds, as it stands in the files.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Count => "count",
        Kind::Change => "change",
        Kind::Money => "money",
    }
}

fn file<const N: usize>(heads: [&str; N], lines: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    [csv::MARK.as_bytes(), &csv::lines([heads]), &csv::lines(lines)].concat()
}
