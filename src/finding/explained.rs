//! A rule explained in one language: what `gongkai explain`, the handbook and SARIF tell of it.

use super::Level;

/// A rule with its docs as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Id: kebab-case, or `<table>.<equation>` for an equation of a form.
    pub id: String,
    /// Letter code in the catalogue of rules, empty where it has none.
    pub code: &'static str,
    /// Level, unless site.toml says otherwise.
    pub level: Level,
    /// What it says.
    pub what: String,
    /// Why it is a rule.
    pub why: String,
    /// How to mend what it finds.
    pub mend: String,
}
