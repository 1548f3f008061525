//! The figures that a report is known by, and the charts that show them.
//!
//! They are data of the form because the tables are: who shows them knows neither rows nor words. One id means the same
//! in every form that has it, so a series over the years is joined by ids alone; what counts something else has another id.

use serde::Deserialize;

use super::Sum;
use crate::language::Label;

/// A figure that a report is known by, such as how many requests were received.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyFigure {
    /// Id, the same in every form that has the figure.
    pub id: String,
    /// A short name.
    pub label: Label,
    /// What it counts in; empty where the name says enough.
    pub unit: Label,
    /// Whether it belongs to the few that stand for the whole report.
    pub key: bool,
    /// The cells that it is the sum of.
    pub sum: Sum,
}

/// Figures that are shown side by side.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Chart {
    /// Id.
    pub id: String,
    /// What its bars stand for.
    pub over: Over,
    /// What it shows.
    pub title: Label,
    /// Indexes into [`Form::figures`](super::Form::figures), in the order of the drawing.
    pub figures: Vec<usize>,
}

/// What the bars of a chart stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Over {
    /// The years: each figure is a drawing of its own.
    Years,
    /// The figures of one report: they have one unit and are drawn together.
    Figures,
}
