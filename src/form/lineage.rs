//! Series that run on from one form to the next: `was:` links, and the figures of one id that they have to join.

use super::{Axis, Form, KeyFigure, Node, Sum, Table};

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

    /// Whether any cell continues one of an older form.
    pub fn continues(&self, older: &Self) -> bool {
        let tables = self.tables.iter().enumerate();
        let mut cells = tables.flat_map(|(index, table)| (0..table.len()).map(move |cell| (index, cell)));
        cells.any(|(table, cell)| self.ancestor(older, table, cell).is_some())
    }

    /// The cells that continue a cell of the form before: one that takes its place, or all into which it was divided
    /// (`was:` on a label over several leaves).
    fn heirs(&self, older: &Form, (table, cell): (usize, usize)) -> Sum {
        let (row, column) = older.tables[table].place(cell);
        let that = &older.tables[table];
        let (row, column) = (&that.rows.leaves[row].id, &that.columns.leaves[column].id);
        let continues = |axis: &Axis, leaf: usize, id: &str| link(&axis.nodes, leaf) == Some(id);
        let mut heirs = Sum::new();
        for (index, this) in self.tables.iter().enumerate() {
            let cells = (0..this.len()).filter(|cell| {
                let (r, c) = this.place(*cell);
                continues(&this.rows, r, row) && continues(&this.columns, c, column)
            });
            if this.was.as_ref() == Some(&that.id) {
                heirs.extend(cells.map(|cell| (index, cell)));
            }
        }
        heirs
    }

    /// Every figure that the older form has too and means otherwise: by another name, in another unit, or as the sum
    /// of other cells than those that continue the older ones.
    pub(super) fn namesakes(&self, older: &Form) -> Vec<String> {
        let continued = |figure: &KeyFigure, that: &KeyFigure| {
            let heirs: Vec<Sum> = that.sum.iter().map(|cell| self.heirs(older, *cell)).collect();
            let (mut this, mut all) = (figure.sum.clone(), heirs.concat());
            this.sort_unstable();
            all.sort_unstable();
            this == all && heirs.iter().all(|heirs| !heirs.is_empty())
        };
        let differs = |figure: &&KeyFigure| {
            let same = older.figures.iter().find(|that| that.id == figure.id);
            same.is_some_and(|that| {
                (&figure.label, &figure.unit) != (&that.label, &that.unit) || !continued(figure, that)
            })
        };
        self.figures.iter().filter(differs).map(|figure| figure.id.clone()).collect()
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

/// The link of a leaf: its own, or that of the innermost label above it that has one.
fn link(nodes: &[Node], leaf: usize) -> Option<&str> {
    let node = nodes.iter().find(|node| node.leaves.contains(&leaf))?;
    link(&node.of, leaf).or(node.was.as_deref())
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
