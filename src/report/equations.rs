//! The equations of a form (勾稽关系) over the figures of a report, and what a breach says.
//!
//! An equation with a blank or unreadable cell is silent: that cell has its own finding. Where one wrong cell explains
//! several breaches, they are one finding at that cell.

use super::sheet::{cell_of, lines};
use super::{Cell, Marks, Sheet};
use crate::finding::{Finding, Mark, Place};
use crate::form::{Each, Equation, Form, Relation, Table};
use crate::language::{Label, Message};
use crate::text::Decimal;

/// The equation of a table on one of its lines.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The table.
    pub table: &'a Table,
    /// The equation.
    pub equation: &'a Equation,
    /// The row or column it is taken on.
    pub line: usize,
}

impl Line<'_> {
    /// What the line is called: the label of its row or column.
    pub fn title(&self) -> Label {
        match self.equation.each {
            Each::Row => self.table.rows.leaves[self.line].title(),
            Each::Column => self.table.columns.leaves[self.line].title(),
        }
    }

    /// Whether two sides stand to each other as they must.
    pub fn holds(&self, left: &Side, right: &Side) -> bool {
        match self.equation.relation {
            Relation::Equal => left.sum() == right.sum(),
            Relation::AtMost => left.sum() <= right.sum(),
        }
    }

    /// The rule that a breach of it belongs to.
    pub fn rule(&self) -> String {
        format!("{}.{}", self.table.id, self.equation.id)
    }
}

/// A number in an equation, with its cell and where that is written.
#[derive(Clone, Debug)]
pub struct Operand {
    /// Whether it is taken away.
    pub minus: bool,
    /// The number.
    pub value: Decimal,
    /// The cell as `table.row.column`.
    pub cell: String,
    /// Where it is written; a computed total is nowhere.
    pub place: Option<Place>,
}

/// One side of an equation.
#[derive(Clone, Debug)]
pub struct Side(pub Vec<Operand>);

impl Side {
    /// Its sum.
    pub fn sum(&self) -> Decimal {
        self.0.iter().map(|operand| if operand.minus { -operand.value } else { operand.value }).sum()
    }

    /// As arithmetic: `3 + 0`. Zeros of long sums are left out.
    fn arithmetic(&self) -> String {
        let mut text = String::new();
        for operand in self.shown() {
            match (text.is_empty(), operand.minus) {
                (true, false) => {}
                (true, true) => text.push('-'),
                (false, false) => text.push_str(" + "),
                (false, true) => text.push_str(" - "),
            }
            text.push_str(&operand.value.to_string());
        }
        if text.is_empty() { "0".to_owned() } else { text }
    }

    fn shown(&self) -> impl Iterator<Item = &Operand> {
        self.0.iter().filter(|operand| self.0.len() <= 4 || !operand.value.is_zero())
    }
}

/// The finding that an equation does not hold on a line. `head` is where it points if no operand is written anywhere.
pub fn breach(line: &Line<'_>, left: &Side, right: &Side, head: Place) -> Finding {
    let message = Message::new(if line.equation.is_equality() { "equation" } else { "equation--at-most" })
        .arg("wording", line.equation.wording.clone())
        .arg("line", line.title())
        .arg("left", left.arithmetic())
        .arg("right", right.arithmetic())
        .arg("difference", difference(left.sum(), right.sum()));
    let mut marks: Vec<Mark> = Vec::new();
    for (side, name) in [(left, "left-side"), (right, "right-side")] {
        let mut label = Some(Message::new(name).arg("sum", side.sum().to_string()));
        for place in side.shown().filter_map(|operand| operand.place.clone()) {
            marks.push(Mark { place, label: label.take() });
        }
    }
    let mut finding = Finding::with_message(line.rule(), line.equation.level, message, head);
    finding.code = line.equation.code.clone().into();
    if !marks.is_empty() {
        finding.marks = marks;
    }
    finding.cells = left.0.iter().chain(&right.0).map(|operand| operand.cell.clone()).collect();
    finding.sides = Some((left.sum().to_string(), right.sum().to_string()));
    finding
}

fn difference(left: Decimal, right: Decimal) -> String {
    let difference = left - right;
    if difference.is_negative() { (-difference).to_string() } else { difference.to_string() }
}

/// Checks every equality within the year; over the years and at-most is the portal's business.
pub fn check(form: &Form, sheet: &Sheet, marks: &Marks) -> Vec<Finding> {
    let of_table = |index| of_table(form, index, sheet, marks);
    (0..form.tables.len()).flat_map(of_table).collect()
}

/// A breach before it is told.
struct Breach<'a> {
    line: Line<'a>,
    left: Side,
    right: Side,
}

fn of_table(form: &Form, index: usize, sheet: &Sheet, marks: &Marks) -> Vec<Finding> {
    let table = &form.tables[index];
    let mut breaches: Vec<Breach<'_>> = Vec::new();
    let mut holding: Vec<Line<'_>> = Vec::new();
    for equation in
        table.equations.iter().filter(|equation| equation.is_equality() && !equation.is_over_years())
    {
        for line in 0..lines(table, equation) {
            let line = Line { table, equation, line };
            let side = |terms: &[crate::form::Term]| -> Option<Side> {
                let operand = |term: &crate::form::Term| {
                    let cell = cell_of(table, equation, term, line.line);
                    let value = sheet.cell(index, cell).value()?;
                    Some(Operand {
                        minus: term.minus,
                        value,
                        cell: table.cell_id(cell),
                        place: marks.cell(index, cell),
                    })
                };
                terms.iter().map(operand).collect::<Option<Vec<_>>>().map(Side)
            };
            let (Some(left), Some(right)) = (side(&equation.left), side(&equation.right)) else { continue };
            if line.holds(&left, &right) {
                holding.push(line);
            } else {
                breaches.push(Breach { line, left, right });
            }
        }
    }
    let head = Place::new(&marks.path, marks.year);
    let mut findings = Vec::new();
    while !breaches.is_empty() {
        if let Some((cell, correct)) = suspect(&breaches, &holding, &sheet.tables[index]) {
            let (explained, rest) = breaches.into_iter().partition(|breach| breach.line.touches(cell));
            breaches = rest;
            findings.push(at_suspect(explained, cell, correct, marks.cell(index, cell), &head));
        } else {
            findings.extend(
                breaches.drain(..).map(|found| breach(&found.line, &found.left, &found.right, head.clone())),
            );
        }
    }
    findings
}

impl Line<'_> {
    fn touches(&self, cell: usize) -> bool {
        self.equation.terms().any(|term| cell_of(self.table, self.equation, term, self.line) == cell)
    }

    /// How far a cell must move so that the equation holds, given left minus right; none if it is not part of it.
    fn repair(&self, cell: usize, difference: Decimal) -> Option<Decimal> {
        let is = |term: &&crate::form::Term| cell_of(self.table, self.equation, term, self.line) == cell;
        if let Some(term) = self.equation.left.iter().find(is) {
            return Some(if term.minus { difference } else { -difference });
        }
        let term = self.equation.right.iter().find(is)?;
        Some(if term.minus { -difference } else { difference })
    }
}

/// The one cell that, corrected to one value, mends every breach that it is part of: at least two, and none that holds
/// would break. The cell that explains most, if only one does.
fn suspect(breaches: &[Breach<'_>], holding: &[Line<'_>], cells: &[Cell]) -> Option<(usize, Decimal)> {
    let mut best: Vec<(usize, usize, Decimal)> = Vec::new();
    for (cell, value) in cells.iter().enumerate() {
        let Cell::Given(value) = value else { continue };
        if holding.iter().any(|line| line.touches(cell)) {
            continue;
        }
        let repairs: Vec<Decimal> = breaches
            .iter()
            .filter_map(|breach| breach.line.repair(cell, breach.left.sum() - breach.right.sum()))
            .collect();
        let Some(&first) = repairs.first() else { continue };
        if repairs.len() >= 2
            && repairs.iter().all(|repair| *repair == first)
            && !(*value + first).is_negative()
        {
            best.push((repairs.len(), cell, *value + first));
        }
    }
    let most = best.iter().map(|(count, ..)| *count).max()?;
    let mut winners = best.into_iter().filter(|(count, ..)| *count == most);
    match (winners.next(), winners.next()) {
        (Some((_, cell, correct)), None) => Some((cell, correct)),
        _ => None,
    }
}

/// One finding for all breaches that a single cell explains: the first of them, told at that cell.
fn at_suspect(
    breaches: Vec<Breach<'_>>,
    cell: usize,
    correct: Decimal,
    place: Option<Place>,
    head: &Place,
) -> Finding {
    let count = breaches.len();
    let mut findings = breaches.into_iter().map(|found| {
        let table = found.line.table;
        (breach(&found.line, &found.left, &found.right, head.clone()), table)
    });
    let (mut finding, table) = findings.next().expect("a suspect explains at least two breaches");
    for (other, _) in findings {
        finding.cells.extend(other.cells);
        finding.level = finding.level.min(other.level);
    }
    let mut seen = std::collections::BTreeSet::new();
    finding.cells.retain(|cell| seen.insert(cell.clone()));
    let (row, column) = table.place(cell);
    finding.suspect = Some(table.cell_id(cell));
    finding.message.id = "equation--suspect".into();
    finding.message = finding
        .message
        .arg("row", table.rows.leaves[row].title())
        .arg("column", table.columns.leaves[column].title())
        .arg("correct", correct.to_string())
        .arg("count", count);
    if let Some(place) = place {
        let same = finding.marks.iter().position(|mark| mark.place == place);
        let side = same.map(|index| finding.marks.remove(index)).and_then(|mark| mark.label);
        let label = match side {
            Some(side) => Message::new("suspect-side").arg("side", side),
            None => Message::new("suspect"),
        };
        let label = Some(label.arg("correct", correct.to_string()));
        finding.marks.insert(0, Mark { place, label });
    }
    finding
}
