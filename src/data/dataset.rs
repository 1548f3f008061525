//! What the open data covers: the register, and what should have been reported, with the reports that were.

use crate::portal::{Agency, Base, Standing};
use crate::report::Report;
use crate::text::Hashed;

/// What the open data covers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dataset {
    /// Name of the portal.
    pub title: String,
    /// A sentence on it.
    pub description: String,
    /// Who runs it.
    pub organiser: String,
    /// Where it is served.
    pub base: Base,
    /// Whether all content is invented.
    pub sample: bool,
    /// The register, in order.
    pub agencies: Vec<Agency>,
    /// What should have been reported, oldest year first, in the order of the agencies.
    pub records: Vec<Record>,
}

/// An agency in a year in which it should have reported, or did.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Record {
    /// Slug of the agency.
    pub agency: String,
    /// The year.
    pub year: i32,
    /// How it stands.
    pub standing: Standing,
    /// Why there is no report; empty where that is unknown or there is one.
    pub because: String,
    /// Whether its report is part of the sums of the year.
    pub counted: bool,
    /// Its report.
    pub report: Option<Hashed<Report>>,
}
