//! Equations over the years: what this year's report takes over from last year's, through renamings and mergers. And
//! those that set a bound, which are silent where an equality tells the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{Agency, Register};
use crate::finding::{Finding, Place};
use crate::form::{Each, Equation, Form, Table, Term};
use crate::language::Message;
use crate::report::{Document, Line, OnDemand, Operand, Side, breach};

/// All documents by year and agency.
pub type Documents = BTreeMap<(i32, String), OnDemand>;

/// Cells that errors of other rules name, by year and agency.
pub(super) type Wrong = BTreeMap<(i32, String), BTreeSet<String>>;

/// Checks every report against the reports of the year before that it continues. Silent where one of those is missing
/// or has no number in the cell, where the series begins, and where a cell is already told to be wrong in its own year.
pub(super) fn check(register: &Register, documents: &Documents, wrong: &Wrong) -> Vec<Finding> {
    let mut findings = Vec::new();
    for ((year, slug), document) in documents {
        let document: &Document = document;
        let (Some(agency), Some(form)) = (register.get(slug), &document.report.form) else { continue };
        let previous = previous(register, agency, *year, documents);
        let before = previous.as_deref().unwrap_or_default();
        let reports = std::iter::once(document).chain(before.iter().copied()).map(|other| &other.report);
        let wrong: Vec<&BTreeSet<String>> =
            reports.filter_map(|report| wrong.get(&(report.year, report.agency.clone()))).collect();
        for (index, table) in form.tables.iter().enumerate() {
            let mut told: Vec<Finding> = Vec::new();
            let (equalities, bounds): (Vec<_>, Vec<_>) =
                table.equations.iter().partition(|equation| equation.is_equality());
            let equalities = equalities.into_iter().filter(|equation| equation.is_over_years());
            for equation in equalities.chain(bounds) {
                if equation.is_over_years() && before.is_empty() {
                    continue;
                }
                let found = of_equation(form, (index, table, equation), document, before);
                let known = told.iter().chain(&document.findings).filter(|finding| finding.sides.is_some());
                let broken: BTreeSet<&String> = known.flat_map(|finding| &finding.cells).collect();
                // A bound that is broken where an equality is has the same cause.
                let is_known = |cell: &String| {
                    wrong.iter().any(|cells| cells.contains(cell))
                        || !equation.is_equality() && broken.contains(cell)
                };
                let news: Vec<Finding> =
                    found.into_iter().filter(|finding| !finding.cells.iter().any(is_known)).collect();
                told.extend(news);
            }
            findings.extend(told);
        }
    }
    findings
}

/// The reports that a report continues; none unless all of them are there.
pub fn previous<'a>(
    register: &Register,
    agency: &Agency,
    year: i32,
    documents: &'a Documents,
) -> Option<Vec<&'a Document>> {
    let predecessors = register.predecessors(agency, year);
    let found: Option<Vec<_>> =
        predecessors.iter().map(|other| Some(&***documents.get(&(year - 1, other.slug.clone()))?)).collect();
    found.filter(|documents| !documents.is_empty())
}

fn of_equation(
    form: &Form,
    (index, table, equation): (usize, &Table, &Equation),
    document: &Document,
    previous: &[&Document],
) -> Vec<Finding> {
    let axis = match equation.each {
        Each::Row => &table.rows,
        Each::Column => &table.columns,
    };
    let other = match equation.each {
        Each::Row => Each::Column,
        Each::Column => Each::Row,
    };
    let mut findings: Vec<Finding> = Vec::new();
    for line in 0..axis.leaves.len() {
        // A total is off wherever one of its parts is: that is said once, at the part.
        if !findings.is_empty() && table.defines(other, line) {
            continue;
        }
        let line = Line { table, equation, line };
        let side = |terms: &[Term]| side(form, index, &line, terms, document, previous);
        let (Some(left), Some(right)) = (side(&equation.left), side(&equation.right)) else { continue };
        let suspected = |operand: &Operand| {
            let documents = std::iter::once(document).chain(previous.iter().copied());
            documents.flat_map(|document| &document.findings).any(|finding| {
                finding.suspect.as_ref() == Some(&operand.cell)
                    && operand.place.as_ref().is_some_and(|place| place.path == finding.place().path)
            })
        };
        if line.holds(&left, &right) || left.0.iter().chain(&right.0).any(suspected) {
            continue;
        }
        let mut finding = breach(&line, &left, &right, Place::new(&document.marks.path, document.marks.year));
        let own = |path: &str| *path == *document.marks.path;
        // The finding is told where the agency can mend it: in this year's report.
        finding.marks.sort_by_key(|mark| !own(&mark.place.path));
        for mark in finding.marks.iter_mut().filter(|mark| !own(&mark.place.path)) {
            mark.label = Some(Message::new("previous-report"));
        }
        if !own(&finding.place().path) {
            let place = Place::new(&document.marks.path, document.marks.year);
            finding.marks.insert(0, crate::finding::Mark { place, label: None });
        }
        finding.agency = Some(document.report.agency.clone());
        finding.year = Some(document.report.year);
        findings.push(finding);
    }
    findings
}

fn side(
    form: &Form,
    index: usize,
    line: &Line<'_>,
    terms: &[Term],
    document: &Document,
    previous: &[&Document],
) -> Option<Side> {
    let mut operands = Vec::new();
    for term in terms {
        let cell = match line.equation.each {
            Each::Row => line.table.cell(line.line, term.leaf),
            Each::Column => line.table.cell(term.leaf, line.line),
        };
        let now = [document];
        for document in if term.previous { previous } else { &now } {
            let of = document.report.form.as_ref()?;
            let (table, cell) = if term.previous { form.ancestor(of, index, cell)? } else { (index, cell) };
            operands.push(Operand {
                minus: term.minus,
                value: document.report.sheet.cell(table, cell).value()?,
                cell: of.tables[table].cell_id(cell),
                place: document.marks.cell(table, cell),
            });
        }
    }
    Some(Side(operands))
}
