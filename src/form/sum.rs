//! Sums of cells as form files write them: `table.row.column + table.row.column`.

use super::{Axis, Table};

/// Cells that are added up: table and cell of the table.
pub type Sum = Vec<(usize, usize)>;

/// Reads a sum; the error is the word that names no cell.
pub(super) fn sum(text: &str, tables: &[Table]) -> Result<Sum, String> {
    text.split('+').map(|word| cell(word.trim(), tables).ok_or_else(|| word.trim().to_owned())).collect()
}

fn cell(word: &str, tables: &[Table]) -> Option<(usize, usize)> {
    let ids: Vec<&str> = word.split('.').collect();
    let [id, row, column] = ids[..] else { return None };
    let index = tables.iter().position(|table| table.id == id)?;
    let leaf = |axis: &Axis, id: &str| axis.leaves.iter().position(|leaf| leaf.id == id);
    let table = &tables[index];
    Some((index, table.cell(leaf(&table.rows, row)?, leaf(&table.columns, column)?)))
}
