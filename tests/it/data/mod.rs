//! The open data: read by programs that have nothing of ours, it says what the reports say.

mod hostile;
mod package;
mod python;
mod tables;
pub(crate) mod workbook;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use gongkai::build::Outcome;
use gongkai::data::{self, Dataset};
use gongkai::form::Form;
use gongkai::page::{Kind, Plan};
use gongkai::report::Report;
use tempfile::TempDir;

use crate::site::SAMPLE;

/// What the open data of a portal covers.
pub(crate) fn dataset(outcome: &Outcome) -> Dataset {
    let portal = outcome.portal.as_ref().expect("a portal");
    let plan = Plan::new(portal, &[], &[]);
    let found = plan.pages(&plan.items()).into_iter().find_map(|page| match page.kind {
        Kind::Data(dataset) => Some(Dataset::clone(&dataset)),
        _ => None,
    });
    found.expect("open data")
}

/// The open data of the sample portal.
static DATASET: LazyLock<Dataset> = LazyLock::new(|| dataset(&SAMPLE));

/// Its files by their names below `data/`.
static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| files(&DATASET));

fn files(dataset: &Dataset) -> BTreeMap<String, Vec<u8>> {
    let name = |route: &str| route.strip_prefix("data/").expect("a file of the data").to_owned();
    data::files(dataset).into_iter().map(|(route, bytes)| (name(route.as_str()), bytes)).collect()
}

/// The names of its files with an extension.
fn of_kind(kind: &str) -> impl Iterator<Item = &'static String> {
    FILES.keys().filter(move |name| name.rsplit_once('.').is_some_and(|(_, of)| of == kind))
}

/// The files in a folder of their own.
fn written(files: &BTreeMap<String, Vec<u8>>) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        write(folder.path(), name, bytes);
    }
    folder
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// The reports of the sample that have figures, oldest year first, with their forms.
fn reports() -> impl Iterator<Item = (&'static Report, &'static Form)> {
    let records = DATASET.records.iter().filter_map(|record| record.report.as_ref());
    records.filter_map(|report| Some((&**report, &**report.form.as_ref()?)))
}

#[test]
fn the_portal_has_the_files_and_they_do_not_depend_on_the_number_of_threads() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| files(&DATASET))
    };
    let (one, four) = (on(1), on(4));
    assert!(one == four);
    let years = [2019, 2020, 2021, 2022, 2023, 2024];
    let mut expected: Vec<String> = ["agencies.csv", "cells.csv", "datapackage.json", "figures.csv"]
        .into_iter()
        .chain(["figures.xlsx", "report.schema.json", "reports.csv", "reports.json", "reports.schema.json"])
        .map(str::to_owned)
        .collect();
    for year in years {
        expected.extend(["figures.csv", "figures.xlsx", "reports.json"].map(|name| format!("{year}/{name}")));
        if cfg!(feature = "parquet") {
            expected.push(format!("parquet/year={year}/figures.parquet"));
        }
    }
    expected.sort();
    assert_eq!(one.keys().cloned().collect::<Vec<_>>(), expected);
    for (name, bytes) in &one {
        let route = format!("data/{name}");
        let output =
            SAMPLE.outputs.iter().find(|(other, _)| other.as_str() == route).map(|(_, output)| output);
        let same = matches!(output, Some(gongkai::build::Output::Bytes(built)) if **built == **bytes);
        assert!(same, "{name}");
    }
}
