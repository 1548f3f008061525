//! Equations of a table (勾稽关系): linear, exact, per row or per column.

use serde::{Deserialize, Serialize};

use super::Axis;
use crate::finding::Level;
use crate::language::Label;

/// Two sums of leaves that must be equal, or of which one must not exceed the other, in every row or column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Equation {
    /// Id; its rule is `<table>.<id>`.
    pub id: String,
    /// Whether it holds in every row (its terms are columns) or in every column (its terms are rows).
    pub each: Each,
    /// How the sides must stand to each other.
    pub relation: Relation,
    /// Left side.
    pub left: Vec<Term>,
    /// Right side.
    pub right: Vec<Term>,
    /// The leaf that is computed by it where a report leaves it out.
    pub defines: Option<usize>,
    /// Its letter code in the catalogue of rules, empty where it has none.
    pub code: String,
    /// How much it matters where it does not hold.
    pub level: Level,
    /// Official wording, or ours where the form states it only by its headings.
    pub wording: Label,
}

/// Along which lines of a table an equation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Each {
    /// In every row; its terms are columns.
    Row,
    /// In every column; its terms are rows.
    Column,
}

/// How the two sides of an equation must stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The left side equals the right side.
    #[default]
    Equal,
    /// The left side is at most the right side.
    AtMost,
}

/// A leaf with its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// Whether it is taken away.
    pub minus: bool,
    /// Whether the cell is that of the year before.
    pub previous: bool,
    /// Index of the leaf on its axis.
    pub leaf: usize,
}

impl Equation {
    /// Whether it asks for equal sides.
    pub fn is_equality(&self) -> bool {
        self.relation == Relation::Equal
    }

    /// Whether it reaches into the report of the year before.
    pub fn is_over_years(&self) -> bool {
        self.terms().any(|term| term.previous)
    }

    /// The terms of both sides.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.left.iter().chain(&self.right)
    }
}

/// Reads `a + b - previous.c`; the error is the word that is no leaf of the axis.
pub(super) fn terms(text: &str, axis: &Axis) -> Result<Vec<Term>, String> {
    let mut terms = Vec::new();
    let mut minus = false;
    let mut expect_leaf = true;
    for word in text.split_whitespace() {
        match word {
            "+" | "-" if !expect_leaf => {
                minus = word == "-";
                expect_leaf = true;
            }
            leaf if expect_leaf => {
                let (previous, id) = leaf.strip_prefix("previous.").map_or((false, leaf), |id| (true, id));
                let leaf =
                    axis.leaves.iter().position(|leaf| leaf.id == id).ok_or_else(|| word.to_owned())?;
                terms.push(Term { minus, previous, leaf });
                expect_leaf = false;
            }
            other => return Err(other.to_owned()),
        }
    }
    if expect_leaf { Err(text.to_owned()) } else { Ok(terms) }
}
