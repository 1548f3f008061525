//! A rule explained in one language: what `gongkai explain`, the handbook and SARIF tell of it.

use std::borrow::Cow;

use super::Level;

/// A rule with its docs as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Id: kebab-case, or `<table>.<equation>` for an equation of a form.
    pub id: String,
    /// Letter code in the catalogue of rules, empty where it has none.
    pub code: Cow<'static, str>,
    /// Level, unless site.toml says otherwise.
    pub level: Level,
    /// What it says.
    pub what: String,
    /// Why it is a rule.
    pub why: String,
    /// How to mend what it finds.
    pub mend: String,
    /// The forms that have it, newest first; empty for a rule that is no equation.
    pub forms: Vec<Governs>,
}

/// The report years of a form, with the notice that prescribes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Governs {
    /// First year.
    pub from: i32,
    /// Last year; none for the newest form.
    pub until: Option<i32>,
    /// Number of the notice.
    pub basis: String,
}
