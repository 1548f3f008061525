//! Header grids: how the trees of labels of a table become the cells of an HTML or Word table.

use std::ops::Range;

use super::{Axis, Layout, Node, Table};
use crate::language::Label;

/// A table as it is printed: a head and lines, a full rectangle once the spans are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Head lines, from the top; the first begins with the corner where there are row labels.
    pub head: Vec<Vec<Head>>,
    /// Body lines.
    pub body: Vec<Line>,
    /// How many columns the row labels take.
    pub label_columns: usize,
}

/// A head cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its words.
    pub label: Label,
    /// Columns it covers.
    pub colspan: usize,
    /// Lines it covers.
    pub rowspan: usize,
    /// The data columns (in the head) or body lines (in the body) it is about; empty for the corner.
    pub over: Range<usize>,
}

/// A body line: the row labels that begin on it, then its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Row labels that begin on this line, outermost first.
    pub heads: Vec<Head>,
    /// Indexes of the table's cells (see [`Table::cell`]).
    pub cells: Vec<usize>,
}

/// The grid of a table.
pub fn grid(table: &Table) -> Grid {
    match table.layout {
        Layout::Rows => by_rows(table),
        Layout::SideBySide => side_by_side(table),
    }
}

fn by_rows(table: &Table) -> Grid {
    let (depth, label_columns) = (table.columns.depth(), table.rows.depth());
    let mut head = levels(&table.columns, depth);
    let corner = Head { label: table.corner.clone(), colspan: label_columns, rowspan: depth, over: 0..0 };
    if let Some(first) = head.first_mut() {
        first.insert(0, corner);
    }
    let mut body: Vec<Line> = (0..table.rows.leaves.len())
        .map(|row| Line {
            heads: Vec::new(),
            cells: (0..table.columns.leaves.len()).map(|column| table.cell(row, column)).collect(),
        })
        .collect();
    row_heads(&table.rows.nodes, label_columns, &mut body);
    Grid { head, body, label_columns }
}

/// Row labels: a leaf covers what is left of the label columns, a group covers its lines.
fn row_heads(nodes: &[Node], width: usize, body: &mut [Line]) {
    for node in nodes {
        let leaf = node.of.is_empty();
        let (label, over) = (node.label.clone(), node.leaves.clone());
        let head = Head { label, colspan: if leaf { width } else { 1 }, rowspan: over.len(), over };
        body[node.leaves.start].heads.push(head);
        row_heads(&node.of, width - 1, body);
    }
}

fn side_by_side(table: &Table) -> Grid {
    let (rows, columns) = (&table.rows, table.columns.leaves.len());
    let depth = rows.depth();
    let mut head = levels(rows, depth);
    for cell in head.iter_mut().flatten() {
        cell.colspan *= columns;
        cell.over = cell.over.start * columns..cell.over.end * columns;
    }
    let mut below = Vec::new();
    for row in 0..rows.leaves.len() {
        for mut level in levels(&table.columns, table.columns.depth()) {
            for cell in &mut level {
                cell.over = cell.over.start + row * columns..cell.over.end + row * columns;
            }
            below.extend(level);
        }
    }
    head.push(below);
    let cells = (0..table.len()).collect();
    Grid { head, body: vec![Line { heads: Vec::new(), cells }], label_columns: 0 }
}

/// The labels of an axis level by level; a leaf reaches down to the last level.
fn levels(axis: &Axis, depth: usize) -> Vec<Vec<Head>> {
    fn walk(nodes: &[Node], level: usize, depth: usize, out: &mut [Vec<Head>]) {
        for node in nodes {
            let rowspan = if node.of.is_empty() { depth - level } else { 1 };
            let over = node.leaves.clone();
            out[level].push(Head { label: node.label.clone(), colspan: over.len(), rowspan, over });
            walk(&node.of, level + 1, depth, out);
        }
    }
    let mut out = vec![Vec::new(); depth];
    walk(&axis.nodes, 0, depth, &mut out);
    out
}
