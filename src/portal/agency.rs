//! An agency (机关) as the register knows it.

use serde::Serialize;

use crate::report::Contact;

/// A body that reports.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Agency {
    /// Its name in addresses.
    pub slug: String,
    /// Full official name.
    pub name: String,
    /// Short name; the full one where none is given.
    pub short: String,
    /// Kind of body.
    pub kind: Kind,
    /// Slug of the body it belongs to.
    pub parent: Option<String>,
    /// Place in lists; smaller first.
    pub order: i32,
    /// Postal address.
    pub address: String,
    /// Whom to ask.
    pub contact: Contact,
    /// Due date of its own, as `MM-DD`.
    pub due: Option<String>,
    /// Former names.
    pub aliases: Vec<String>,
    /// First year it reports on.
    pub from: Option<i32>,
    /// Last year it reports on.
    pub until: Option<i32>,
    /// Slug of the agency that took over.
    pub successor: Option<String>,
    /// What its own report covers.
    pub covers: Covers,
    /// Years of which it has no report, with the reasons.
    pub absent: Vec<Absent>,
}

/// What the report of a body with other bodies below it covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Covers {
    /// All its bodies: its figures are their sums.
    #[default]
    Bodies,
    /// Itself alone.
    Itself,
}

/// Why there is no report of a year.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Absent {
    /// The year.
    pub year: i32,
    /// The reason.
    pub because: String,
}

/// Kind of body.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A government (政府).
    Government,
    /// A department of a government (部门).
    #[default]
    Department,
    /// A town (镇、乡).
    Town,
    /// A subdistrict (街道).
    Subdistrict,
    /// A public institution (事业单位).
    Institution,
}

impl Kind {
    /// All kinds with their words in the register, in the order of lists.
    pub const ALL: [(&'static str, Self); 5] = [
        ("government", Self::Government),
        ("department", Self::Department),
        ("town", Self::Town),
        ("subdistrict", Self::Subdistrict),
        ("institution", Self::Institution),
    ];
}

impl Covers {
    /// Both with their words in the register.
    pub const ALL: [(&'static str, Self); 2] = [("bodies", Self::Bodies), ("itself", Self::Itself)];
}

impl Agency {
    /// Whether it exists in a year, as far as the register says.
    pub fn is_active(&self, year: i32) -> bool {
        self.from.is_none_or(|from| from <= year) && self.until.is_none_or(|until| year <= until)
    }
}
