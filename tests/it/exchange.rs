//! Forms, sheets and files: what is written out is read back, and random sheets obey the equations.

use gongkai::finding::Level;
use gongkai::form::{Each, Form, Table};
use gongkai::report::{self, Cell, Report, Sheet};
use gongkai::text::{Decimal, Hashed, Source};
use proptest::prelude::*;

use crate::forms::forms;
use crate::site::{Site, text, told};

fn bound(text: &str, year: i32) -> report::Document {
    report::bind(&Source::new("content/x.md", text), (year, "haicheng"), &forms(), None)
}

/// A report with a sheet, for export.
fn with_sheet(form: &Hashed<Form>, sheet: Sheet) -> Report {
    let mut report = Report::clone(&bound("---\nagency: haicheng\n---\n", form.from).report);
    report.sheet = sheet;
    report
}

#[test]
fn a_blank_report_has_no_error_but_missing_values() {
    for form in forms().all() {
        let text = report::blank(Some(form), "haicheng", form.from, &[]);
        let mut site = Site::new();
        site.set(&format!("content/{}/haicheng.md", form.from), &text);
        let outcome = site.check();
        // Of a table with many rows that nobody filled in there is one finding.
        let told_of = |table: &Table| if table.rows.leaves.len() < 3 { table.rows.leaves.len() } else { 1 };
        let expected: usize = form.tables.iter().map(told_of).sum();
        let cells: usize = form.tables.iter().map(Table::len).sum();
        let (blank, others): (Vec<_>, Vec<_>) =
            outcome.findings.iter().partition(|finding| finding.rule == "blank-cell");
        assert_eq!(blank.iter().map(|finding| finding.cells.len()).sum::<usize>(), cells);
        assert_eq!(blank.len(), expected, "{:#?}", told(&outcome));
        // What is still to be written is told too, but nothing that was written is wrong.
        assert!(others.iter().all(|finding| finding.level != Level::Error), "{:#?}", told(&outcome));
    }
}

/// Random cells: any of the four kinds, any value.
fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Blank),
        Just(Cell::Unreadable),
        (0i64..1_000_000).prop_map(|n| Cell::Given(Decimal::from(n))),
        (0i64..1_000_000).prop_map(|n| Cell::Computed(Decimal::from(n))),
    ]
}

/// Values for the free cells of a table, from which its totals follow.
fn consistent(table: &Table, free: &[i64]) -> Vec<Cell> {
    let mut values: Vec<Option<Decimal>> = Vec::new();
    for cell in 0..table.len() {
        let (row, column) = table.place(cell);
        let total = table.defines(Each::Column, row) || table.defines(Each::Row, column);
        values.push((!total).then(|| Decimal::from(free[cell % free.len()])));
    }
    // Totals by their defining equations, the ones over columns first: a total of totals comes last.
    for each in [Each::Column, Each::Row] {
        for equation in table.equations.iter().filter(|e| e.each == each && e.defines.is_some()) {
            let lines = if each == Each::Row { table.rows.leaves.len() } else { table.columns.leaves.len() };
            for line in 0..lines {
                let at =
                    |leaf| if each == Each::Row { table.cell(line, leaf) } else { table.cell(leaf, line) };
                let sum = equation.right.iter().map(|term| values[at(term.leaf)]).sum::<Option<Decimal>>();
                if let Some(sum) = sum {
                    values[at(equation.left[0].leaf)] = Some(sum);
                }
            }
        }
    }
    values.into_iter().map(|value| Cell::Given(value.expect("every cell follows"))).collect()
}

fn findings(form: &Form, sheet: &Sheet) -> Vec<String> {
    let tables = report::blank_tables(form, |table, cell| sheet.cell(table, cell).value());
    let text = format!(
        "---\nagency: haicheng\nyear: {}\ntables:\n{tables}---\n{}",
        form.from,
        text(form.from, form)
    );
    bound(&text, form.from).findings.into_iter().map(|finding| finding.rule).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_as_csv_is_imported_again(cells in prop::collection::vec(any_cell(), 200)) {
        for form in forms().all() {
            let mut sheet = Sheet::blank(form);
            for (index, cell) in sheet.tables.iter_mut().flatten().enumerate() {
                *cell = cells[index];
            }
            let text = report::csv::export(&with_sheet(form, sheet.clone()));
            let text = gongkai::text::decode(text.as_bytes()).expect("UTF-8");
            let (back, findings) = report::csv::import(&Source::new("x.csv", text), form);
            prop_assert_eq!(findings, vec![]);
            let sheet_as_read = form.tables.is_empty() || back == sheet;
            prop_assert!(sheet_as_read);
        }
    }

    #[test]
    fn a_random_sheet_with_its_totals_has_no_finding_of_a_total(free in prop::collection::vec(0i64..10_000, 175)) {
        for form in forms().all() {
            let sheet = Sheet { tables: form.tables.iter().map(|table| consistent(table, &free)).collect() };
            let rules = findings(form, &sheet);
            // Random figures need not balance what came in with what went out: that is the one equation left free.
            prop_assert!(rules.iter().all(|rule| rule == "requests.balance"), "{:?}", rules);
        }
    }

    #[test]
    fn any_changed_cell_of_a_balanced_sheet_is_found(cell in 0usize..175, by in 1i64..1_000) {
        for form in forms().all().filter(|form| !form.tables.is_empty()) {
            let zero = Sheet { tables: form.tables.iter().map(|table| vec![Cell::Given(Decimal::ZERO); table.len()]).collect() };
            prop_assert_eq!(findings(form, &zero), Vec::<String>::new());
            for (index, table) in form.tables.iter().enumerate() {
                // Tables without an equation within the year cannot be checked by arithmetic.
                let within = |equation: &gongkai::form::Equation| equation.is_equality() && !equation.is_over_years();
                if !table.equations.iter().any(within) { continue; }
                let mut changed = zero.clone();
                let at = cell % table.len();
                changed.tables[index][at] = Cell::Given(Decimal::from(by));
                prop_assert_eq!(findings(form, &changed).len(), 1, "{}", table.cell_id(at));
            }
        }
    }
}
