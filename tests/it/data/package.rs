//! The description of the data for programs.

use std::path::Path;

use serde_json::{Value, json};

use super::{DATASET, FILES, files, python, write, written};

/// Whether `frictionless validate` accepts the package in a folder, and what it says of it.
fn validated(folder: &Path) -> (bool, Value) {
    let output = python::frictionless(&folder.join("datapackage.json"));
    let told = String::from_utf8_lossy(&output.stdout);
    let json = serde_json::from_str(&told).unwrap_or_else(|error| panic!("{error}\n{told}"));
    (output.status.success(), json)
}

/// The kinds of mistakes in what was said.
fn mistakes(told: &Value) -> Vec<(String, String)> {
    let tasks = told["tasks"].as_array().expect("tasks").iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of_task = |task: &Value| {
        let errors = task["errors"].as_array().cloned().unwrap_or_default();
        errors.into_iter().map(|error| (text(&task["name"]), text(&error["type"]))).collect::<Vec<_>>()
    };
    tasks.flat_map(of_task).collect()
}

#[test]
fn the_data_package_is_valid_and_any_change_is_found() {
    let folder = written(&FILES);
    let (valid, told) = validated(folder.path());
    assert!(valid, "{told:#}");
    assert_eq!(mistakes(&told), []);
    assert_eq!(told["tasks"].as_array().map(Vec::len), Some(4 + 6));

    // One digit is another.
    let mut bytes = FILES["agencies.csv"].clone();
    let last = bytes.len() - 2;
    bytes[last] = if bytes[last] == b'a' { b'b' } else { b'a' };
    write(folder.path(), "agencies.csv", &bytes);
    let (valid, told) = validated(folder.path());
    assert!(!valid);
    assert!(mistakes(&told).contains(&("agencies".to_owned(), "hash-count".to_owned())), "{told:#}");
    write(folder.path(), "agencies.csv", &FILES["agencies.csv"]);

    // A package that describes its files rightly, but in which figures belong to no report, and one has a status of its own.
    let mut dataset = DATASET.clone();
    let removed = dataset.records.remove(0);
    let mut files = files(&dataset);
    let whole = String::from_utf8(FILES["2019/figures.csv"].clone()).expect("text");
    files.insert("2019/figures.csv".to_owned(), whole.replacen(",given", ",zero", 1).into_bytes());
    let package = gongkai::data::package(&dataset, &files);
    files.insert("datapackage.json".to_owned(), package);
    let folder = written(&files);
    let (valid, told) = validated(folder.path());
    assert!(!valid);
    let found = mistakes(&told);
    for expected in ["foreign-key", "constraint-error"] {
        assert!(
            found.contains(&("figures-2019".to_owned(), expected.to_owned())),
            "{}: {found:?}",
            removed.agency
        );
    }
}

#[test]
fn the_data_package_says_whose_data_it_is_and_that_a_sample_is_invented() {
    let package: Value = serde_json::from_slice(&FILES["datapackage.json"]).expect("JSON");
    assert_eq!(package["title"], DATASET.title);
    assert!(DATASET.sample);
    assert!(package["description"].as_str().is_some_and(|text| text.contains("all content is invented")));
    assert_eq!(package["contributors"][0]["title"], DATASET.organiser);
    // Nobody has said under which licence the data are.
    assert_eq!(package["licenses"], Value::Null);
    for resource in package["resources"].as_array().expect("resources") {
        let name = resource["path"].as_str().expect("a path");
        assert_eq!(resource["bytes"], json!(FILES[name].len()));
        let columns: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .expect("fields")
            .iter()
            .filter_map(|field| field["name"].as_str())
            .collect();
        assert_eq!(super::tables::lines(&FILES[name])[0], columns, "{name}");
    }
    let mut dataset = DATASET.clone();
    dataset.sample = false;
    let package: Value = serde_json::from_slice(&gongkai::data::package(&dataset, &FILES)).expect("JSON");
    assert!(!package["description"].as_str().unwrap_or_default().contains("invented"));
}
