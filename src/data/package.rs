//! `datapackage.json`: what the tables hold, for programs (Frictionless Data Package 2.0 with Table Schema).
//!
//! The file names every CSV file with its size and SHA-256, its columns with their types, what identifies a line, and
//! which column leads to which table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::Dataset;
use crate::portal::{self, Covers};

const PROFILES: &str = "https://datapackage.org/profiles/2.0";

/// The description of the CSV files among `files`, which are named as below `data/`.
pub fn package(dataset: &Dataset, files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let resources = files.iter().filter_map(|(path, bytes)| resource(path, bytes));
    let mut package = json!({
        "$schema": format!("{PROFILES}/datapackage.json"),
        "name": "annual-reports",
        "title": dataset.title,
    });
    let mut set = |name: &str, value: Value| package[name] = value;
    let description = [dataset.description.as_str(), if dataset.sample { SAMPLE } else { "" }];
    let description: Vec<&str> = description.into_iter().filter(|text| !text.is_empty()).collect();
    if !description.is_empty() {
        set("description", description.join(" ").into());
    }
    if !dataset.base.url().is_empty() {
        set("homepage", dataset.base.url().into());
    }
    if !dataset.organiser.is_empty() {
        set("contributors", json!([{ "title": dataset.organiser, "roles": ["publisher"] }]));
    }
    set("resources", resources.collect());
    let mut text = serde_json::to_vec_pretty(&package).expect("plain values serialise");
    text.push(b'\n');
    text
}

/// What a portal of invented content says of its data.
const SAMPLE: &str = "样例数据，全部内容均为虚构。 Sample data: all content is invented.";

/// A column of a CSV file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds, as Table Schema calls it: `string`, `year`, `number`, `date` or `boolean`.
    pub kind: String,
}

/// The columns of the CSV files in order, by the files' names without their ending.
pub fn columns() -> Vec<(&'static str, Vec<Column>)> {
    let word = |field: &Value, key: &str| field[key].as_str().unwrap_or_default().to_owned();
    let column = |field: &Value| Column { name: word(field, "name"), kind: word(field, "type") };
    let of = |schema: &Value| schema["fields"].as_array().into_iter().flatten().map(column).collect();
    [("figures", figures()), ("reports", reports()), ("agencies", agencies()), ("cells", cells())]
        .map(|(name, schema)| (name, of(&schema)))
        .into()
}

/// A CSV file; none where the file is none of the tables.
fn resource(path: &str, bytes: &[u8]) -> Option<Value> {
    let (year, name) = path.split_once('/').map_or((None, path), |(year, name)| (Some(year), name));
    let name = name.strip_suffix(".csv")?;
    let (title, schema) = match name {
        "figures" => ("各报告全部表格数据 · Every figure of every report", figures()),
        "reports" => ("应报送与已报送的报告 · What should have been reported and what was", reports()),
        "agencies" => ("机关名录 · The register of agencies", agencies()),
        "cells" => ("数据字典 · What each cell of the official tables means", cells()),
        _ => return None,
    };
    Some(json!({
        "$schema": format!("{PROFILES}/dataresource.json"),
        "name": year.map_or_else(|| name.to_owned(), |year| format!("{name}-{year}")),
        "title": year.map_or_else(|| title.to_owned(), |year| format!("{title} ({year})")),
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes.len(),
        "hash": format!("sha256:{}", hex(&Sha256::digest(bytes))),
        "schema": schema,
    }))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes all text");
        hex
    })
}

fn schema(fields: Vec<Field>, key: &[&str], leads: Vec<Value>) -> Value {
    let mut schema = json!({
        "$schema": format!("{PROFILES}/tableschema.json"),
        "fields": fields.into_iter().map(|field| field.0).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": key,
    });
    if !leads.is_empty() {
        schema["foreignKeys"] = leads.into();
    }
    schema
}

/// That columns lead to those of a table; no table is the same one.
fn lead(columns: &[&str], table: &str, to: &[&str]) -> Value {
    let mut reference = json!({ "fields": to });
    if !table.is_empty() {
        reference["resource"] = table.into();
    }
    json!({ "fields": columns, "reference": reference })
}

fn figures() -> Value {
    let fields = vec![
        text("agency", "机关", "Slug of the agency.").required(),
        field("year", "year", "年度", "The year reported on.").required(),
        text("form", "格式", "Id of the official form.").required(),
        text("table", "表", "Id of the table.").required(),
        text("row", "行", "Id of the row.").required(),
        text("column", "列", "Id of the column.").required(),
        field("value", "number", "数值", "The number; empty where there is none. Empty is not zero."),
        text("unit", "单位", "The unit; empty where it is pieces."),
        text("status", "状态", "given: as the report has it; computed: a total that the report leaves out; blank: no number; unreadable: no number that can be read.")
            .required()
            .one_of(&["given", "computed", "blank", "unreadable"]),
    ];
    let cell = ["form", "table", "row", "column"];
    let leads = vec![
        lead(&["agency", "year"], "reports", &["agency", "year"]),
        lead(&["agency"], "agencies", &["slug"]),
        lead(&cell, "cells", &cell),
    ];
    schema(fields, &["agency", "year", "table", "row", "column"], leads)
}

fn reports() -> Value {
    let fields = vec![
        text("agency", "机关", "Slug of the agency.").required(),
        field("year", "year", "年度", "The year reported on.").required(),
        text("agency_name", "机关名称", "Full name of the agency.").required(),
        text("standing", "发布情况", "published: in time or without a date; late: after the due date; missing: there is no report; withheld: there is one that cannot be published yet.")
            .required()
            .one_of(&["published", "late", "missing", "withheld"]),
        text("because", "未发布的原因", "Why there is no report, where that is known."),
        text("form", "格式", "Id of the official form; empty where there is no report or no form governs the year."),
        text("title", "标题", "Title of the report."),
        field("published", "date", "发布日期", "When it was published; empty where unknown."),
        field("corrected", "date", "最近更正日期", "When it was last corrected; empty where it never was."),
        text("url", "网址", "Its page: on the web, or where the portal has no address its file below the portal's root."),
        field("counted", "boolean", "计入合计", "Whether its figures are part of the sums of the year: the report of a government that covers its bodies is not, or they would count twice.")
            .required(),
    ];
    schema(fields, &["agency", "year"], vec![lead(&["agency"], "agencies", &["slug"])])
}

fn agencies() -> Value {
    let fields = vec![
        text("slug", "代码", "Its name in addresses.").required(),
        text("name", "名称", "Full official name.").required(),
        text("short", "简称", "Short name; the full one where there is none.").required(),
        text("kind", "类别", "Kind of body.").required().one_of(&kinds(&portal::Kind::ALL)),
        text("parent", "上级", "Slug of the body it belongs to."),
        field(
            "from",
            "year",
            "起始年度",
            "First year it reports on; empty where that is before all reports.",
        ),
        field("until", "year", "终止年度", "Last year it reports on; empty where it still does."),
        text("successor", "承接机关", "Slug of the agency that took it over."),
        text("former_names", "曾用名", "Former and other names, separated by semicolons."),
        text(
            "covers",
            "报告范围",
            "Whether its report covers all bodies below it (bodies) or itself alone (itself).",
        )
        .required()
        .one_of(&kinds(&Covers::ALL)),
    ];
    let leads = vec![lead(&["parent"], "", &["slug"]), lead(&["successor"], "", &["slug"])];
    schema(fields, &["slug"], leads)
}

fn cells() -> Value {
    let fields = vec![
        text("form", "格式", "Id of the official form.").required(),
        text("table", "表", "Id of the table.").required(),
        text("row", "行", "Id of the row.").required(),
        text("column", "列", "Id of the column.").required(),
        text("table_zh", "表名", "Official title of the table.").required(),
        text("table_en", "表名（英文）", "Title of the table in English.").required(),
        text("row_zh", "行名", "Official words of the row behind those of its groups, separated by “ / ”.").required(),
        text("row_en", "行名（英文）", "Words of the row in English, likewise.").required(),
        text("column_zh", "列名", "Official words of the column behind those of its groups, separated by “ / ”.").required(),
        text("column_en", "列名（英文）", "Words of the column in English, likewise.").required(),
        text("unit", "单位", "The unit; empty where it is pieces."),
        text("unit_en", "单位（英文）", "The unit in English."),
        text("kind", "类型", "count: a whole number, zero or more; change: a whole number with a sign; money: a decimal, zero or more.")
            .required()
            .one_of(&["count", "change", "money"]),
        field("defined", "boolean", "是否合计", "Whether it is a total that follows from other cells.").required(),
        text("was", "沿用自", "The cell of the form before that it continues, as table.row.column; empty where none."),
    ];
    schema(fields, &["form", "table", "row", "column"], Vec::new())
}

fn kinds<T>(all: &[(&'static str, T)]) -> Vec<&'static str> {
    all.iter().map(|(word, _)| *word).collect()
}

/// A column as Table Schema describes it.
struct Field(Value);

fn text(name: &str, title: &str, description: &str) -> Field {
    field(name, "string", title, description)
}

fn field(name: &str, kind: &str, title: &str, description: &str) -> Field {
    Field(json!({ "name": name, "type": kind, "title": title, "description": description }))
}

impl Field {
    /// No line lacks it.
    fn required(mut self) -> Self {
        self.0["constraints"]["required"] = true.into();
        self
    }

    /// It is one of these words.
    fn one_of(mut self, words: &[&str]) -> Self {
        self.0["constraints"]["enum"] = words.into();
        self
    }
}
