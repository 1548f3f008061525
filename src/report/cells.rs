//! The `tables:` of a report: rows as lists or maps, keyed by ids or official labels, become cells with places.

use std::sync::Arc;

use super::keys::{entries, keys, mismatch, wordings};
use super::number::{Reading, read};
use super::sheet::compute;
use super::{Cell, Sheet};
use crate::finding::{Finding, Mark, Place, Rule};
use crate::form::{Axis, Each, Form, Forms, Leaf, Table};
use crate::language::{Arg, Message};
use crate::syntax::{Entry, Node, Value, suggest};
use crate::text::{DecimalError, Span};

/// The cells of all tables, their places, and what is wrong with them.
pub(super) struct Bound {
    pub sheet: Sheet,
    pub spans: Vec<Vec<Option<Span>>>,
    pub findings: Vec<Finding>,
}

/// Reads the value of `tables:`; `head` is where a finding points if the key is not there at all. Tables of another
/// year's form are not used at all.
pub(super) fn bind(
    path: &Arc<str>,
    (form, forms): (&Form, &Forms),
    year: i32,
    tables: Option<&Entry>,
    head: Span,
) -> Bound {
    let blank = Sheet::blank(form);
    let spans = form.tables.iter().map(|table| vec![None; table.len()]).collect();
    let mut bound = Bound { sheet: blank, spans, findings: Vec::new() };
    let at = tables.map_or(head, |entry| entry.key_span);
    if let Some(node) = tables.map(|entry| &entry.node)
        && !matches!(node.value, Value::Null | Value::Map(_))
    {
        bound.findings.push(Finding::new(Rule::WRONG_TYPE, Place::new(path, node.span)).variant("map"));
        return bound;
    }
    let entries = entries(tables);
    let keys = keys(form, entries);
    if let Some(finding) = mismatch(path, form, forms, year, &keys) {
        bound.findings.push(finding);
        return bound;
    }
    bound.findings.extend(wordings(path, &keys));
    let mut of_table: Vec<Option<&Entry>> = vec![None; form.tables.len()];
    for entry in entries {
        match form.find(&entry.key) {
            Some((index, _)) => match of_table[index] {
                Some(first) => bound.findings.push(duplicate(path, entry, first.key_span)),
                None => of_table[index] = Some(entry),
            },
            None => bound.findings.push(unknown(path, entry, &form.words())),
        }
    }
    for (index, table) in form.tables.iter().enumerate() {
        let Some(entry) = of_table[index] else {
            let finding = Finding::new(Rule::TABLE_MISSING, Place::new(path, at));
            bound.findings.push(finding.arg("table", table.label.clone()).arg("id", table.id.as_str()));
            continue;
        };
        let mut reader = Reader {
            path,
            table,
            cells: vec![None; table.len()],
            spans: vec![None; table.len()],
            findings: Vec::new(),
        };
        reader.table(entry);
        compute(table, &mut reader.cells);
        bound.sheet.tables[index] = reader.cells.into_iter().map(Option::unwrap_or_default).collect();
        bound.spans[index] = reader.spans;
        bound.findings.extend(reader.findings);
    }
    bound
}

/// A key that is none of the words known here.
fn unknown(path: &Arc<str>, entry: &Entry, known: &[String]) -> Finding {
    let finding = Finding::new(Rule::UNKNOWN_KEY, Place::new(path, entry.key_span));
    let finding = match suggest(&entry.key, known.iter().map(String::as_str)) {
        Some(meant) => finding.variant("meant").arg("meant", meant),
        None => finding.arg("known", known.iter().map(String::as_str).collect::<Arg>()),
    };
    finding.arg("key", entry.key.as_str())
}

/// A key that means what another one already meant.
fn duplicate(path: &Arc<str>, entry: &Entry, first: Span) -> Finding {
    let finding = Finding::new(Rule::DUPLICATE_KEY, Place::new(path, entry.key_span));
    let first = Place::new(path, first);
    finding.arg("key", entry.key.as_str()).also(first, Some(Message::new("first-place")))
}

struct Reader<'a> {
    path: &'a Arc<str>,
    table: &'a Table,
    /// `None` where nothing is written, so that a defined total may be computed.
    cells: Vec<Option<Cell>>,
    spans: Vec<Option<Span>>,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn table(&mut self, entry: &Entry) {
        let Value::Map(rows) = &entry.node.value else {
            let finding = Finding::new(Rule::WRONG_TYPE, Place::new(self.path, entry.node.span));
            self.findings.push(finding.variant("map"));
            self.unreadable(0..self.table.len());
            return;
        };
        let mut places: Vec<Option<Span>> = vec![None; self.table.rows.leaves.len()];
        for row in rows {
            match self.table.rows.find(&row.key) {
                None => self.findings.push(unknown(self.path, row, &self.table.rows.words())),
                Some((index, _)) => match places[index] {
                    Some(first) => self.findings.push(duplicate(self.path, row, first)),
                    None => {
                        places[index] = Some(row.key_span);
                        self.row(index, row);
                    }
                },
            }
        }
        self.missing_rows(entry, &places);
        self.unfilled_rows();
    }

    /// Rows without a single number: a few are told one by one, many are one cause, a table that nobody filled in yet.
    fn unfilled_rows(&mut self) {
        const MANY: usize = 3;
        let columns = self.table.columns.leaves.len();
        let (unfilled, others): (Vec<Finding>, Vec<Finding>) = std::mem::take(&mut self.findings)
            .into_iter()
            .partition(|finding| finding.rule == Rule::BLANK_CELL.id && finding.cells.len() == columns);
        self.findings = others;
        if unfilled.len() < MANY {
            self.findings.extend(unfilled);
            return;
        }
        let row = |finding: &Finding| {
            let cell =
                (0..self.table.len()).find(|cell| finding.cells.first() == Some(&self.table.cell_id(*cell)));
            cell.map(|cell| self.table.rows.leaves[self.table.place(cell).0].title())
        };
        let named = unfilled.iter().filter_map(row).take(MANY).collect::<Arg>();
        let mut finding = Finding::new(Rule::BLANK_CELL, unfilled[0].place().clone())
            .variant("rows")
            .arg("table", self.table.label.clone())
            .arg("count", unfilled.len())
            .arg("rows", named);
        finding.marks.extend(unfilled.iter().skip(1).filter_map(|other| other.marks.first().cloned()));
        finding.cells = unfilled.into_iter().flat_map(|other| other.cells).collect();
        self.findings.push(finding);
    }

    /// Rows that are not written, other than totals that can be computed: one finding for all of them.
    fn missing_rows(&mut self, entry: &Entry, places: &[Option<Span>]) {
        let missing: Vec<usize> = (0..places.len())
            .filter(|&row| places[row].is_none() && !self.table.defines(Each::Column, row))
            .collect();
        if missing.is_empty() {
            return;
        }
        let finding = Finding::new(Rule::ROW_MISSING, Place::new(self.path, entry.key_span));
        let labels = missing.iter().map(|&row| self.table.rows.leaves[row].title()).collect::<Arg>();
        let ids = missing.iter().map(|&row| self.table.rows.leaves[row].id.as_str()).collect::<Arg>();
        let mut finding = finding.arg("count", missing.len()).arg("rows", labels).arg("ids", ids);
        finding.cells = missing.iter().flat_map(|&row| self.ids(row)).collect();
        self.findings.push(finding);
    }

    fn row(&mut self, row: usize, entry: &Entry) {
        let columns = self.table.columns.leaves.len();
        match &entry.node.value {
            Value::List(items) if items.len() == columns => {
                let written: Vec<_> =
                    items.iter().enumerate().map(|(column, item)| (column, Some(item))).collect();
                self.cells_of(row, entry, &written);
            }
            Value::List(items) => {
                let finding = Finding::new(Rule::ROW_LENGTH, Place::new(self.path, entry.node.span));
                let finding = finding.arg("row", self.table.rows.leaves[row].title());
                let finding = finding.arg("found", items.len()).arg("wanted", columns);
                let mut finding = finding.arg("columns", labels(&self.table.columns));
                finding.cells = self.ids(row);
                self.findings.push(finding);
                self.unreadable(self.table.cell(row, 0)..self.table.cell(row + 1, 0));
            }
            Value::Map(fields) => self.map_row(row, entry, fields),
            Value::Null => {
                let written: Vec<_> = (0..columns).map(|column| (column, Some(&entry.node))).collect();
                self.cells_of(row, entry, &written);
            }
            Value::Scalar(_) if columns == 1 => self.cells_of(row, entry, &[(0, Some(&entry.node))]),
            Value::Scalar(_) => {
                let finding =
                    Finding::new(Rule::WRONG_TYPE, Place::new(self.path, entry.node.span)).variant("row");
                self.findings.push(finding.arg("wanted", columns));
                self.unreadable(self.table.cell(row, 0)..self.table.cell(row + 1, 0));
            }
        }
    }

    /// A row as a map by column; a total may be left out, any other column that is left out is blank.
    fn map_row(&mut self, row: usize, entry: &Entry, fields: &[Entry]) {
        let mut nodes: Vec<Option<&Entry>> = vec![None; self.table.columns.leaves.len()];
        for field in fields {
            match self.table.columns.find(&field.key) {
                None => self.findings.push(unknown(self.path, field, &self.table.columns.words())),
                Some((column, _)) => match nodes[column] {
                    Some(first) => self.findings.push(duplicate(self.path, field, first.key_span)),
                    None => nodes[column] = Some(field),
                },
            }
        }
        let written: Vec<_> = nodes
            .iter()
            .enumerate()
            .filter(|(column, field)| field.is_some() || !self.table.defines(Each::Row, *column))
            .map(|(column, field)| (column, field.map(|field| &field.node)))
            .collect();
        self.cells_of(row, entry, &written);
    }

    /// Reads the written cells of a row; `None` is a column that should have been written. Blank ones are one finding.
    fn cells_of(&mut self, row: usize, entry: &Entry, written: &[(usize, Option<&Node>)]) {
        let mut blanks: Vec<(usize, Span)> = Vec::new();
        for &(column, node) in written {
            let at = self.table.cell(row, column);
            let span = node.map_or(entry.key_span, |node| node.span);
            self.spans[at] = node.map(|node| node.span);
            let (cell, finding) = match node.map(|node| &node.value) {
                None | Some(Value::Null) => (Cell::Blank, None),
                Some(Value::Scalar(text)) => self.number(text, column, &Place::new(self.path, span)),
                Some(Value::List(_) | Value::Map(_)) => {
                    let finding =
                        Finding::new(Rule::WRONG_TYPE, Place::new(self.path, span)).variant("number");
                    (Cell::Unreadable, Some(finding))
                }
            };
            if cell == Cell::Blank {
                blanks.push((column, span));
            }
            if let Some(mut finding) = finding {
                finding.cells = vec![self.table.cell_id(at)];
                self.findings.push(finding);
            }
            self.cells[at] = Some(cell);
        }
        self.blank(row, &blanks);
    }

    fn blank(&mut self, row: usize, blanks: &[(usize, Span)]) {
        let Some((_, first)) = blanks.first() else { return };
        let names =
            blanks.iter().map(|(column, _)| self.table.columns.leaves[*column].title()).collect::<Arg>();
        let finding = Finding::new(Rule::BLANK_CELL, Place::new(self.path, *first));
        let finding = finding.arg("row", self.table.rows.leaves[row].title());
        let mut finding = finding.arg("count", blanks.len()).arg("columns", names);
        for (_, span) in blanks.iter().skip(1) {
            let place = Place::new(self.path, *span);
            if finding.marks.iter().all(|mark| mark.place != place) {
                finding.marks.push(Mark { place, label: None });
            }
        }
        finding.cells =
            blanks.iter().map(|(column, _)| self.table.cell_id(self.table.cell(row, *column))).collect();
        self.findings.push(finding);
    }

    fn number(&self, text: &str, column: usize, place: &Place) -> (Cell, Option<Finding>) {
        let wrong = |rule: Rule| Finding::new(rule, place.clone()).arg("found", text);
        match read(text, self.table.columns.leaves[column].kind) {
            Reading::Number(value) => (Cell::Given(value), None),
            Reading::FullWidth(value) => {
                (Cell::Given(value), Some(wrong(Rule::FULL_WIDTH_DIGITS).arg("meant", value.to_string())))
            }
            Reading::Blank => (Cell::Blank, None),
            Reading::Negative => (Cell::Unreadable, Some(wrong(Rule::NEGATIVE_NUMBER))),
            Reading::Fraction => (Cell::Unreadable, Some(wrong(Rule::NOT_AN_INTEGER))),
            Reading::Bad(error) => (Cell::Unreadable, Some(wrong(Rule::BAD_NUMBER).variant(variant(error)))),
        }
    }

    fn unreadable(&mut self, cells: std::ops::Range<usize>) {
        self.cells[cells].fill(Some(Cell::Unreadable));
    }

    fn ids(&self, row: usize) -> Vec<String> {
        (0..self.table.columns.leaves.len())
            .map(|column| self.table.cell_id(self.table.cell(row, column)))
            .collect()
    }
}

fn labels(axis: &Axis) -> Arg {
    axis.leaves.iter().map(Leaf::title).collect()
}

fn variant(error: DecimalError) -> &'static str {
    match error {
        DecimalError::Separator => "separator",
        DecimalError::LeadingZero => "leading-zero",
        DecimalError::Notation => "notation",
        DecimalError::Unit => "unit",
        DecimalError::ChineseNumeral => "chinese-numeral",
        DecimalError::TooLarge => "too-large",
        DecimalError::TooPrecise => "too-precise",
        DecimalError::NotANumber => "not-a-number",
    }
}
