//! The figures of a report: a cell for every place of every table of its form.

use crate::form::{Each, Equation, Form, Sum, Table, Term};
use crate::text::Decimal;

/// One cell. Blank is not zero, and neither is what cannot be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Cell {
    /// Nothing is written.
    #[default]
    Blank,
    /// Something is written that is no number.
    Unreadable,
    /// A number is written.
    Given(Decimal),
    /// A total that was left out and follows from the other cells.
    Computed(Decimal),
}

impl Cell {
    /// The number, if there is one.
    pub fn value(self) -> Option<Decimal> {
        match self {
            Self::Given(value) | Self::Computed(value) => Some(value),
            Self::Blank | Self::Unreadable => None,
        }
    }
}

/// All cells of a report, by table of the form and cell of the table (see [`Table::cell`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sheet {
    /// The tables, in the order of the form.
    pub tables: Vec<Vec<Cell>>,
}

impl Sheet {
    /// A sheet of blank cells.
    pub fn blank(form: &Form) -> Self {
        Self { tables: form.tables.iter().map(|table| vec![Cell::Blank; table.len()]).collect() }
    }

    /// The cell of a table; blank where there is none.
    pub fn cell(&self, table: usize, cell: usize) -> Cell {
        self.tables.get(table).and_then(|cells| cells.get(cell)).copied().unwrap_or_default()
    }

    /// The sum of cells, such as that of a figure; none where one of them has no number.
    pub fn sum(&self, cells: &Sum) -> Option<Decimal> {
        cells.iter().map(|(table, cell)| self.cell(*table, *cell).value()).sum()
    }

    /// The number in a cell named by the ids of its table, row and column.
    pub fn value(&self, form: &Form, table: &str, row: &str, column: &str) -> Option<Decimal> {
        let (index, table) = form.table(table)?;
        let at = table.cell(table.rows.find(row)?.0, table.columns.find(column)?.0);
        self.cell(index, at).value()
    }
}

/// The cell that a term means on one line of its equation.
pub(super) fn cell_of(table: &Table, equation: &Equation, term: &Term, line: usize) -> usize {
    match equation.each {
        Each::Row => table.cell(line, term.leaf),
        Each::Column => table.cell(term.leaf, line),
    }
}

/// How many lines an equation holds on.
pub(super) fn lines(table: &Table, equation: &Equation) -> usize {
    match equation.each {
        Each::Row => table.rows.leaves.len(),
        Each::Column => table.columns.leaves.len(),
    }
}

/// Fills in the totals that were left out: cells that are `None` and that an equation defines by cells with values.
pub(super) fn compute(table: &Table, cells: &mut [Option<Cell>]) {
    let defining: Vec<_> = table.equations.iter().filter(|equation| equation.defines.is_some()).collect();
    // A total of totals needs a second round; each round fills at least one cell or is the last.
    loop {
        let mut changed = false;
        for equation in &defining {
            for line in 0..lines(table, equation) {
                let total = cell_of(table, equation, &equation.left[0], line);
                if cells[total].is_some() {
                    continue;
                }
                let value = |term: &Term| {
                    let value = cells[cell_of(table, equation, term, line)]?.value()?;
                    Some(if term.minus { -value } else { value })
                };
                if let Some(sum) = equation.right.iter().map(value).sum::<Option<Decimal>>() {
                    cells[total] = Some(Cell::Computed(sum));
                    changed = true;
                }
            }
        }
        if !changed {
            return;
        }
    }
}
