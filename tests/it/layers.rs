//! The layers of ARCHITECTURE.md: a module uses only those before it.

use std::fs;
use std::path::Path;

/// The modules, lowest first.
const LAYERS: [&str; 24] = [
    "text",
    "language",
    "chart",
    "finding",
    "syntax",
    "prose",
    "form",
    "ledger",
    "report",
    "portal",
    "webserver",
    "rule",
    "slip",
    "data",
    "page",
    "search",
    "feed",
    "theme",
    "link",
    "build",
    "disk",
    "deploy",
    "serve",
    "cli",
];

fn sources(dir: &Path, out: &mut Vec<String>) {
    for entry in fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            sources(&entry, out);
        } else if entry.extension().is_some_and(|kind| kind == "rs") {
            out.push(fs::read_to_string(&entry).expect("a source"));
        }
    }
}

#[test]
fn a_module_uses_only_those_before_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (layer, module) in LAYERS.iter().enumerate() {
        let mut texts = Vec::new();
        sources(&src.join(module), &mut texts);
        assert!(!texts.is_empty(), "{module}");
        for text in texts {
            for used in text.split("crate::").skip(1) {
                let used: String = used.chars().take_while(char::is_ascii_lowercase).collect();
                let at = LAYERS.iter().position(|other| *other == used);
                assert!(at.is_some_and(|at| at <= layer), "{module} uses {used}");
            }
        }
    }
}

#[test]
fn every_module_is_in_the_list() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found: Vec<String> = fs::read_dir(src)
        .expect("the sources")
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    let mut listed = LAYERS.map(str::to_owned).to_vec();
    listed.sort();
    assert_eq!(found, listed);
}

#[test]
fn no_label_of_a_form_stands_in_rust() {
    // What is no identifier of a form's leaf alone, but common enough to be used for something else.
    let labels: Vec<String> = crate::forms::forms()
        .all()
        .flat_map(|form| form.tables.iter())
        .flat_map(|table| table.rows.leaves.iter().chain(&table.columns.leaves))
        .map(|leaf| leaf.label.zh.clone())
        .filter(|label| label.chars().count() > 2)
        .collect();
    assert!(labels.len() > 60);
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut texts = Vec::new();
    sources(&src, &mut texts);
    for text in texts {
        let program = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code: String = program.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for label in &labels {
            assert!(!code.contains(label.as_str()), "{label}");
        }
    }
}
