//! Figures of real reports (tables only): they have no finding, and no single cell can be changed unnoticed.

use std::collections::BTreeMap;

use gongkai::form::Form;
use gongkai::text::Decimal;

use crate::site::{Site, report};

type Cells = BTreeMap<String, Decimal>;

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).expect(text)
}

/// Reads a table of figures: comment lines with tables 2 and 4, then table 3 line by line.
fn read(text: &str) -> Cells {
    let mut cells = Cells::new();
    let mut columns = Vec::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# t2:") {
            let numbers: Vec<Decimal> =
                rest.split([';', '/', ' ']).filter_map(|word| Decimal::parse(word).ok()).collect();
            let ids = [
                "rules.made",
                "rules.repealed",
                "rules.in_force",
                "normative.made",
                "normative.repealed",
                "normative.in_force",
            ];
            for (id, number) in ids.iter().zip(&numbers) {
                cells.insert(format!("regulations.{id}"), *number);
            }
            let ids = [
                "licensing.licence.decisions",
                "enforcement.penalty.decisions",
                "enforcement.coercion.decisions",
                "fees.fee.amount",
            ];
            for (id, number) in ids.iter().zip(&numbers[6..]) {
                cells.insert((*id).to_owned(), *number);
            }
        } else if let Some((_, rest)) = line.split_once("# t4").and_then(|(_, rest)| rest.split_once(':')) {
            for (row, group) in ["reconsideration", "direct", "after_review"].iter().zip(rest.split('|')) {
                for (column, word) in
                    ["upheld", "corrected", "other", "pending", "total"].iter().zip(group.split_whitespace())
                {
                    cells.insert(format!("review.{row}.{column}"), decimal(word));
                }
            }
        } else if let Some(rest) = line.strip_prefix("row\t") {
            columns = rest.split('\t').map(str::to_owned).collect();
        } else if !line.starts_with('#') {
            let mut words = line.split('\t');
            let row = words.next().expect("a row id");
            for (column, word) in columns.iter().zip(words) {
                cells.insert(format!("requests.{row}.{column}"), decimal(word));
            }
        }
    }
    cells
}

fn figures() -> [(&'static str, Cells); 2] {
    [
        ("suqian-2023", read(include_str!("../figures/suqian-2023.tsv"))),
        ("hangzhou-like-2025", read(include_str!("../figures/hangzhou-like-2025.tsv"))),
    ]
}

fn of(cells: &Cells) -> impl Fn(&Form, usize, usize) -> Option<Decimal> {
    |form, table, cell| cells.get(&form.tables[table].cell_id(cell)).copied()
}

/// Last year's report that fits: what is carried in was carried out, what is in force grew by what was made.
fn year_before(cells: &Cells) -> Cells {
    let mut before = Cells::new();
    for (id, value) in cells {
        let kept = !id.starts_with("requests.") && !id.starts_with("regulations.");
        before.insert(id.clone(), if kept { *value } else { Decimal::ZERO });
    }
    for (id, value) in cells.iter().filter(|(id, _)| id.starts_with("requests.carried_in.")) {
        let column = id.rsplit('.').next().expect("a column");
        // As many are received as this year, and all are disclosed but those that are carried over.
        let new = cells[&format!("requests.new.{column}")];
        for (row, value) in
            [("new", new), ("carried_out", *value), ("open", new - *value), ("total", new - *value)]
        {
            before.insert(format!("requests.{row}.{column}"), value);
        }
    }
    for row in ["rules", "normative"] {
        let cell = |column| cells[&format!("regulations.{row}.{column}")];
        let grown = cell("in_force") - cell("made") + cell("repealed");
        before.insert(format!("regulations.{row}.in_force"), grown);
    }
    before
}

/// The figures are those of cities, which have rules of their own.
fn site(before: &Cells, cells: &Cells) -> Site {
    let mut site = Site::new();
    site.set("site.toml", "title = \"样例\"\nlevel = \"city\"\n");
    site.set("content/agencies.yaml", "- { slug: haicheng, name: 样例市人民政府, kind: government }\n");
    site.set("content/2023/haicheng.md", &report("haicheng", 2023, of(before)));
    site.set("content/2024/haicheng.md", &report("haicheng", 2024, of(cells)));
    site
}

#[test]
fn real_figures_have_no_finding() {
    for (name, cells) in figures() {
        assert_eq!(cells.len(), 200, "{name}");
        assert_eq!(site(&year_before(&cells), &cells).findings(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn any_cell_of_an_equation_that_is_changed_makes_one_finding_that_marks_it() {
    // These stand in no equation of the form: no arithmetic can tell that they are wrong.
    let free = [
        "licensing.licence.decisions",
        "enforcement.penalty.decisions",
        "enforcement.coercion.decisions",
        "fees.fee.amount",
    ];
    let (_, cells) = &figures()[0];
    for id in cells.keys().filter(|id| !free.contains(&id.as_str())) {
        let mut changed = cells.clone();
        changed.insert(id.clone(), cells[id] + Decimal::from(1));
        let outcome = site(&year_before(cells), &changed).check();
        assert!(!outcome.findings.is_empty(), "{id}");
        let naming = outcome.findings.iter().filter(|finding| finding.cells.contains(id)).count();
        assert!(naming >= 1, "{id}: {:?}", crate::site::told(&outcome));
        assert_eq!(outcome.findings.len(), 1, "{id}: {:?}", crate::site::told(&outcome));
    }
}

#[test]
fn a_wrong_cell_in_a_column_and_a_row_is_suspected_with_its_value() {
    let (_, cells) = &figures()[0];
    let mut changed = cells.clone();
    changed.insert("requests.open.commercial".to_owned(), decimal("21"));
    let outcome = site(&year_before(cells), &changed).check();
    let finding = &outcome.findings[0];
    assert_eq!(finding.suspect.as_deref(), Some("requests.open.commercial"));
    let help = finding.help(gongkai::language::Language::Chinese).expect("advice");
    assert_eq!(help, "请核对「（一）予以公开」一行的「商业企业」：若为 12，相关的 2 个等式就都成立。");
}
