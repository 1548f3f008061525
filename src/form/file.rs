//! The shape of a form file, as it is written. docs/forms.md explains it to those who write one.

use serde::Deserialize;

use super::{Each, Kind, Layout, Level as Government, Over, Regulation, Relation, Role, Topic};
use crate::finding::Level;
use crate::language::Label;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormFile {
    pub id: String,
    pub from: i32,
    pub name: Label,
    pub basis: String,
    pub title: Label,
    #[serde(default)]
    pub regulation: Regulation,
    #[serde(default)]
    pub parts: Vec<PartFile>,
    #[serde(default)]
    pub tables: Vec<TableFile>,
    #[serde(default)]
    pub claims: Vec<ClaimsFile>,
    #[serde(default)]
    pub figures: Vec<KeyFigureFile>,
    #[serde(default)]
    pub charts: Vec<ChartFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyFigureFile {
    pub id: String,
    pub label: Label,
    #[serde(default)]
    pub unit: Label,
    #[serde(default)]
    pub key: bool,
    pub sum: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChartFile {
    pub id: String,
    pub over: Over,
    pub title: Label,
    pub figures: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClaimsFile {
    pub rule: String,
    #[serde(default)]
    pub topic: Vec<String>,
    #[serde(default)]
    pub fillers: Vec<String>,
    pub units: Vec<String>,
    #[serde(default)]
    pub figures: Vec<FigureFile>,
    #[serde(default)]
    pub labels: Vec<String>,
    pub pending: Option<PendingFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureFile {
    pub words: Vec<String>,
    pub any: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PendingFile {
    pub words: Vec<String>,
    pub received: String,
    pub open: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartFile {
    pub id: String,
    pub role: Option<Role>,
    pub number: String,
    pub heading: Label,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub topics: Vec<Topic>,
    #[serde(default)]
    pub tables: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableFile {
    pub id: String,
    pub label: Label,
    pub corner: Label,
    #[serde(default)]
    pub layout: Layout,
    pub was: Option<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub roll_up: bool,
    #[serde(default)]
    pub watch: Vec<String>,
    pub rows: Vec<NodeFile>,
    pub columns: Vec<NodeFile>,
    #[serde(default)]
    pub equations: Vec<EquationFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NodeFile {
    pub id: Option<String>,
    pub label: Label,
    #[serde(default)]
    pub value: Kind,
    pub unit: Option<Label>,
    pub was: Option<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub issuers: Option<Vec<Government>>,
    #[serde(default)]
    pub of: Vec<NodeFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EquationFile {
    pub id: String,
    pub each: Each,
    #[serde(default)]
    pub relation: Relation,
    pub left: String,
    pub right: String,
    #[serde(default)]
    pub defines: bool,
    #[serde(default)]
    pub code: String,
    #[serde(default = "error")]
    pub level: Level,
    pub wording: Label,
}

fn error() -> Level {
    Level::Error
}
