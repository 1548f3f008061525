//! Series that run on from one form to the next: `was:` links.

use super::{Axis, Form, Node, Table};

impl Form {
    /// The cell of last year's form that a cell continues, as (table, cell); none where the series begins here.
    ///
    /// Within one form every cell continues itself.
    pub fn ancestor(&self, older: &Form, table: usize, cell: usize) -> Option<(usize, usize)> {
        if self.id == older.id {
            return Some((table, cell));
        }
        let this = self.tables.get(table)?;
        let (index, that) = older.table(this.was.as_deref()?)?;
        let (row, column) = this.place(cell);
        let row =
            that.rows.leaves.iter().position(|leaf| Some(&leaf.id) == this.rows.leaves[row].was.as_ref())?;
        let column = that
            .columns
            .leaves
            .iter()
            .position(|leaf| Some(&leaf.id) == this.columns.leaves[column].was.as_ref())?;
        Some((index, that.cell(row, column)))
    }

    /// Every `was:` that names nothing in the older form.
    pub(super) fn strangers(&self, older: &Form) -> Vec<String> {
        let mut strangers = Vec::new();
        for table in &self.tables {
            let Some(was) = &table.was else { continue };
            match older.table(was) {
                Some((_, that)) => {
                    strangers.extend(of_axis(&table.rows, &that.rows, table));
                    strangers.extend(of_axis(&table.columns, &that.columns, table));
                }
                None => strangers.push(format!("{}: {was}", table.id)),
            }
        }
        strangers
    }
}

fn of_axis(axis: &Axis, older: &Axis, table: &Table) -> Vec<String> {
    fn links<'a>(nodes: &'a [Node], out: &mut Vec<&'a str>) {
        for node in nodes {
            out.extend(node.was.as_deref());
            links(&node.of, out);
        }
    }
    let mut words = Vec::new();
    links(&axis.nodes, &mut words);
    words.retain(|word| older.leaves.iter().all(|leaf| leaf.id != **word));
    words.into_iter().map(|word| format!("{}: {word}", table.id)).collect()
}
