//! Where head cells stand on a sheet: a grid gives them line by line with how far each reaches, as HTML does.

use crate::form::Head;

/// A head cell with its place, counted from the corner of its grid.
pub(super) struct Placed<'a> {
    pub(super) line: usize,
    pub(super) column: usize,
    /// Lines it covers.
    pub(super) lines: usize,
    /// Columns it covers.
    pub(super) columns: usize,
    pub(super) text: &'a str,
}

impl Placed<'_> {
    /// Whether it covers a line.
    pub(super) fn covers(&self, line: usize) -> bool {
        (self.line..self.line + self.lines).contains(&line)
    }
}

/// Places the cells of each line in the columns that cells from above leave free.
pub(super) fn place<'a>(lines: impl Iterator<Item = &'a [Head]>, width: usize) -> Vec<Placed<'a>> {
    let mut placed = Vec::new();
    // For each column, the first line that is free again.
    let mut free = vec![0; width];
    for (line, heads) in lines.enumerate() {
        for head in heads {
            let column = free.iter().position(|free| *free <= line).expect("a grid is a full rectangle");
            free[column..column + head.colspan].fill(line + head.rowspan);
            let (lines, columns) = (head.rowspan, head.colspan);
            placed.push(Placed { line, column, lines, columns, text: &head.label.zh });
        }
    }
    placed
}
