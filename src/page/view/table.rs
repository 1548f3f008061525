//! An official table as it is printed.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::Here;
use crate::form::{self, Head, Layout};
use crate::report::{Cell, csv};

/// An official table as it is printed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Table {
    /// Its id in the form.
    pub id: String,
    /// Official title.
    pub caption: String,
    /// How it is printed.
    pub layout: Layout,
    /// The lines of the head, each a list of head cells.
    pub head: Vec<Vec<HeadCell>>,
    /// The lines of the body.
    pub body: Vec<BodyLine>,
}

/// A head cell.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HeadCell {
    /// Its id on the page, for `headers`.
    pub id: String,
    /// Its words.
    pub label: String,
    /// How many columns it covers.
    pub colspan: usize,
    /// How many lines it covers.
    pub rowspan: usize,
    /// For the attribute `scope`; empty for the corner.
    #[schemars(extend("enum" = ["col", "colgroup", "row", "rowgroup", ""]))]
    pub scope: &'static str,
}

/// A body line.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BodyLine {
    /// The head cells of rows that begin on this line.
    pub heads: Vec<HeadCell>,
    /// Its figures.
    pub cells: Vec<BodyCell>,
}

/// A cell.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BodyCell {
    /// Its id on the page and its name in the data: `table.row.column`.
    pub id: String,
    /// The number; empty where there is none.
    pub text: String,
    /// `given`: as the report has it; `computed`: a total that the report leaves out; `blank`: no number; `unreadable`: no
    /// number that can be read; in sums also `incomplete`: a report has no number there.
    #[schemars(extend("enum" = ["given", "computed", "blank", "unreadable", "incomplete"]))]
    pub status: &'static str,
    /// In sums: address of what the sum is made of, empty where it is zero; empty in reports.
    pub href: String,
    /// Ids of the head cells that are about it, separated by spaces.
    pub headers: String,
    /// The words of its column, outermost first, for narrow screens.
    pub column: String,
}

/// What a cell shows.
pub(super) struct Figure {
    /// See [`BodyCell::text`].
    pub text: String,
    /// See [`BodyCell::status`].
    pub status: &'static str,
    /// See [`BodyCell::href`].
    pub href: String,
}

impl Figure {
    /// The figure of a report's cell.
    pub(super) fn of(cell: Cell) -> Self {
        let text = cell.value().map(|value| value.to_string()).unwrap_or_default();
        Self { text, status: csv::status(cell), href: String::new() }
    }
}

impl Here<'_> {
    /// A table of a form, with figures by the index of their cell.
    pub(super) fn table(&self, table: &form::Table, figure: impl Fn(usize) -> Figure) -> Table {
        let grid = form::grid(table);
        let id =
            |axis: &str, head: &Head| format!("{}-{axis}{}-{}", table.id, head.over.start, head.over.end);
        // A group over a single leaf would share the id of the leaf: the line on which it stands keeps them apart.
        let column_id = |line: usize, head: &Head| format!("{}-{line}", id("c", head));
        let row_id = |level: usize, head: &Head| format!("{}-{level}", id("r", head));
        let cell = |head: &Head, id: String, scope| HeadCell {
            id,
            label: self.say(&head.label).to_owned(),
            colspan: head.colspan,
            rowspan: head.rowspan,
            scope,
        };
        let columns: Vec<(usize, &Head)> = grid
            .head
            .iter()
            .enumerate()
            .flat_map(|(line, heads)| heads.iter().map(move |head| (line, head)))
            .filter(|(_, head)| !head.over.is_empty())
            .collect();
        let head = grid.head.iter().enumerate().map(|(line, heads)| {
            let heads = heads.iter().map(|head| match head.over.len() {
                0 => cell(head, format!("{}-corner", table.id), ""),
                1 => cell(head, column_id(line, head), "col"),
                _ => cell(head, column_id(line, head), "colgroup"),
            });
            heads.collect()
        });
        let head = head.collect();
        // What stands above each column and beside each line is the same for all its cells: made once.
        let width = grid.body.first().map_or(0, |line| line.cells.len());
        let above: Vec<(String, String)> = (0..width)
            .map(|column| {
                let of_column = || columns.iter().filter(|(_, head)| head.over.contains(&column));
                let ids: Vec<String> = of_column().map(|(line, head)| column_id(*line, head)).collect();
                let words: Vec<&str> = of_column().map(|(_, head)| self.say(&head.label)).collect();
                (ids.join(" "), words.join(" "))
            })
            .collect();
        let rows: Vec<&Head> = grid.body.iter().flat_map(|line| line.heads.iter()).collect();
        let level = |head: &Head| rows.iter().filter(|other| covers(&other.over, &head.over)).count();
        let body = grid.body.iter().enumerate().map(|(line, of)| {
            let heads = of.heads.iter().map(|head| {
                let scope = if head.rowspan > 1 { "rowgroup" } else { "row" };
                cell(head, row_id(level(head), head), scope)
            });
            let beside = rows.iter().filter(|head| head.over.contains(&line));
            let beside: String = beside.map(|head| row_id(level(head), head) + " ").collect();
            let cells = of.cells.iter().zip(&above).map(|(&index_of_cell, (ids, words))| {
                let Figure { text, status, href } = figure(index_of_cell);
                BodyCell {
                    id: table.cell_id(index_of_cell),
                    text,
                    status,
                    href,
                    headers: format!("{beside}{ids}"),
                    column: words.clone(),
                }
            });
            BodyLine { heads: heads.collect(), cells: cells.collect() }
        });
        let body = body.collect();
        Table {
            id: table.id.clone(),
            caption: self.say(&table.label).to_owned(),
            layout: table.layout,
            head,
            body,
        }
    }
}

/// Whether one range holds another.
fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
