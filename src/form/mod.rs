//! The official forms, read from data: parts, tables, axes of labels, equations.
//!
//! In: the files of forms/. Out: [`Form`]s and findings about the files themselves. Nothing here, and nothing anywhere
//! else in Rust, names a row, a column or a part of a form: a new year's form is one new file.

mod claim;
mod equation;
mod figure;
mod file;
mod grid;
mod label;
mod library;
mod lineage;
mod read;
mod sum;

pub use claim::{Claims, Figure, Pending};
pub use equation::{Each, Equation, Relation, Term};
pub use figure::{Chart, KeyFigure, Over};
pub use grid::{Grid, Head, Line, grid};
pub use label::{bare, plain};
pub use library::{Forms, embedded};
pub use read::read;
pub use sum::Sum;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::language::Label;

/// One official form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Form {
    /// Id, also the file's name.
    pub id: String,
    /// First report year it governs; it does so until the next form begins.
    pub from: i32,
    /// Its official name.
    pub name: Label,
    /// The notice that prescribes it.
    pub basis: String,
    /// The fixed words of a report's title behind agency and year.
    pub title: Label,
    /// The articles of the regulation on which reports are based.
    pub regulation: Regulation,
    /// The parts in order.
    pub parts: Vec<Part>,
    /// The tables in the order of print.
    pub tables: Vec<Table>,
    /// How texts speak of the figures in the tables.
    pub claims: Vec<Claims>,
    /// The figures that a report is known by, in the order of print.
    pub figures: Vec<KeyFigure>,
    /// The charts, in the order of print.
    pub charts: Vec<Chart>,
}

/// Which articles of the regulation prescribe the annual report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Regulation {
    /// Its articles.
    pub articles: Vec<String>,
    /// The articles of its former version that prescribed the same.
    pub former: Vec<String>,
}

/// One of the parts of a report, such as 一、总体情况.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// Id.
    pub id: String,
    /// What the part is for, where rules need to know.
    pub role: Option<Role>,
    /// The numeral before the heading.
    pub number: String,
    /// Official heading without the numeral.
    pub heading: Label,
    /// Headings seen in real reports that mean this part.
    pub aliases: Vec<String>,
    /// What the text of the part is expected to cover.
    pub topics: Vec<Topic>,
    /// Indexes into [`Form::tables`] of the tables printed in this part.
    pub tables: Vec<usize>,
}

/// What a part of a report is for, under whatever heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The general account of the year's work.
    Overview,
    /// Problems and improvement.
    Problems,
    /// What else there is to report, the fees for handling requests among it.
    Other,
}

/// Something that the text of a part is expected to cover.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Id.
    pub id: String,
    /// Official wording.
    pub label: Label,
    /// Other words by which a text shows that it covers this.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// One official table: rows × columns, each axis a tree of labels.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Table {
    /// Id.
    pub id: String,
    /// Official title.
    pub label: Label,
    /// What stands in the corner above the row labels.
    pub corner: Label,
    /// How it is printed.
    pub layout: Layout,
    /// The table of an earlier form that this one continues.
    pub was: Option<String>,
    /// Other titles that are understood.
    pub aliases: Vec<String>,
    /// Whether a government's figures are the sums of those of its bodies.
    pub roll_up: bool,
    /// Indexes of the cells whose leaps from year to year are told.
    pub watch: Vec<usize>,
    /// The rows.
    pub rows: Axis,
    /// The columns.
    pub columns: Axis,
    /// What must hold.
    pub equations: Vec<Equation>,
}

/// How a table is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// Row by row.
    #[default]
    Rows,
    /// All rows beside one another in a single line, their labels above the columns.
    SideBySide,
}

/// An axis of a table: a tree of labels whose leaves are the rows or columns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Axis {
    /// The tree.
    pub nodes: Vec<Node>,
    /// The leaves in order.
    pub leaves: Vec<Leaf>,
}

/// A label over one or more leaves.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Node {
    /// Official wording.
    pub label: Label,
    /// The leaf of an earlier form that the sum of these leaves continues.
    pub was: Option<String>,
    /// The leaves below.
    pub leaves: Range<usize>,
    /// The labels below; none where this is itself a leaf.
    pub of: Vec<Node>,
}

/// A row or a column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Leaf {
    /// Id, unique on its axis.
    pub id: String,
    /// Official wording.
    pub label: Label,
    /// The labels above it, outermost first.
    pub groups: Vec<Label>,
    /// What its cells hold; columns decide.
    pub kind: Kind,
    /// Unit of its cells, where it is not pieces.
    pub unit: Option<Label>,
    /// The leaf of an earlier form that this one continues.
    pub was: Option<String>,
    /// Other wordings that are understood.
    pub aliases: Vec<String>,
    /// The levels of government that alone can have other figures than zero; none where everybody can.
    pub issuers: Option<Vec<Level>>,
}

/// Level of a government.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// 省级.
    Province,
    /// 市级.
    City,
    /// 县级.
    #[default]
    County,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A whole number, zero or more.
    #[default]
    Count,
    /// A whole number with a sign.
    Change,
    /// An amount of money, zero or more, with decimals.
    Money,
}

impl Form {
    /// The table with an id and its index.
    pub fn table(&self, id: &str) -> Option<(usize, &Table)> {
        self.tables.iter().enumerate().find(|(_, table)| table.id == id)
    }

    /// The table that a key means: its id, its official title, or another title that is understood.
    pub fn find(&self, key: &str) -> Option<(usize, Known)> {
        let id = self.tables.iter().position(|table| table.id == key);
        known(id, key, self.tables.iter().map(|table| (&table.label, table.aliases.as_slice())))
    }

    /// Every word that [`Form::find`] understands, aliases aside, for suggestions.
    pub fn words(&self) -> Vec<String> {
        self.tables.iter().map(|table| table.id.clone()).collect()
    }

    /// The title of a report: agency, year, and the fixed words.
    pub fn title(&self, agency: &str, year: i32) -> String {
        format!("{agency}{year}年{}", self.title.zh)
    }

    /// Whether a heading looks like the title of a report rather than one of its parts: it holds the fixed words, or
    /// most of them in some order.
    pub fn is_title(&self, heading: &str) -> bool {
        let heading = plain(heading);
        let fixed: Vec<char> = self.title.zh.chars().collect();
        let found = fixed.iter().filter(|c| heading.contains(**c)).count();
        !fixed.is_empty() && self.part(&heading).is_none() && found * 10 >= fixed.len() * 8
    }

    /// The part that a heading means, and whether the wording is the official one.
    pub fn part(&self, heading: &str) -> Option<(usize, bool)> {
        let wanted = plain(heading);
        let official = self.parts.iter().position(|part| plain(&part.heading.zh) == wanted);
        official.map(|index| (index, true)).or_else(|| {
            let alias = |part: &Part| part.aliases.iter().any(|alias| plain(alias) == wanted);
            self.parts.iter().position(alias).map(|index| (index, false))
        })
    }
}

impl Table {
    /// How many cells the table has.
    pub fn len(&self) -> usize {
        self.rows.leaves.len() * self.columns.leaves.len()
    }

    /// Whether the table has no cell.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Index of a cell: cells are numbered row by row.
    pub fn cell(&self, row: usize, column: usize) -> usize {
        row * self.columns.leaves.len() + column
    }

    /// Row and column of a cell.
    pub fn place(&self, cell: usize) -> (usize, usize) {
        (cell / self.columns.leaves.len(), cell % self.columns.leaves.len())
    }

    /// Whether a leaf is a total that an equation along `each` computes where it is left out.
    pub fn defines(&self, each: Each, leaf: usize) -> bool {
        self.equations.iter().any(|equation| equation.each == each && equation.defines == Some(leaf))
    }

    /// The name of a cell as findings and data give it: `table.row.column`.
    pub fn cell_id(&self, cell: usize) -> String {
        let (row, column) = self.place(cell);
        format!("{}.{}.{}", self.id, self.rows.leaves[row].id, self.columns.leaves[column].id)
    }
}

/// By which of its names something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Its id.
    Id,
    /// Its official label.
    Label,
    /// Another wording that is understood.
    Alias,
}

/// What a key means among things with labels and aliases, of which one may have it as its id.
fn known<'a>(
    id: Option<usize>,
    key: &str,
    labels: impl Iterator<Item = (&'a Label, &'a [String])>,
) -> Option<(usize, Known)> {
    if let Some(index) = id {
        return Some((index, Known::Id));
    }
    let wanted = plain(key);
    let mut by_alias = None;
    for (index, (label, aliases)) in labels.enumerate() {
        if plain(&label.zh) == wanted {
            return Some((index, Known::Label));
        }
        if aliases.iter().any(|alias| plain(alias) == wanted) {
            by_alias = Some((index, Known::Alias));
        }
    }
    by_alias
}

impl Leaf {
    /// The label as it is understood alone: where numerals begin anew under each group, with that group before it.
    pub fn title(&self) -> Label {
        match self.groups.last() {
            Some(group) if self.label.zh.starts_with(|c: char| c.is_ascii_digit()) => Label {
                zh: format!("{} {}", group.zh, self.label.zh),
                en: format!("{} {}", group.en, self.label.en),
            },
            _ => self.label.clone(),
        }
    }
}

impl Axis {
    /// The leaf that a key means: its id, its official label with or without its numeral, or another wording that is
    /// understood.
    pub fn find(&self, key: &str) -> Option<(usize, Known)> {
        let id = self.leaves.iter().position(|leaf| leaf.id == key);
        known(id, key, self.leaves.iter().map(|leaf| (&leaf.label, leaf.aliases.as_slice())))
    }

    /// Every word that [`Axis::find`] understands, for suggestions.
    pub fn words(&self) -> Vec<String> {
        self.leaves.iter().flat_map(|leaf| [leaf.id.clone(), bare(&leaf.label.zh)]).collect()
    }

    /// How many levels the tree of labels has.
    pub fn depth(&self) -> usize {
        fn depth(nodes: &[Node]) -> usize {
            nodes.iter().map(|node| 1 + depth(&node.of)).max().unwrap_or(0)
        }
        depth(&self.nodes)
    }
}
