//! The portal: the site's settings, the register of agencies, and all reports together.
//!
//! [`assemble`] puts documents together and makes the findings that no single file can have. Routes, and with them all
//! addresses, are made here and nowhere else.

mod agency;
mod assemble;
mod continuity;
mod judge;
mod overview;
mod plain;
mod register;
mod rollup;
mod route;
mod site;
mod target;
mod twice;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use agency::{Absent, Agency, Covers, Kind};
pub use assemble::{Input, assemble, check};
pub use continuity::{Documents, previous};
pub use judge::{Accepts, judge};
pub use overview::{Overview, Row, Stage, Total};
pub use plain::{PlainDocument, PlainPage};
pub(crate) use register::is_slug;
pub use register::{AgencyMarks, Register, RegisterMarks};
pub use rollup::{Sum, counted, sum};
pub use route::{Base, Route};
pub use site::{Due, Footer, Publication, Similarity, Site, Swing, Texts};
pub use target::{Layout, Place, Target};
pub use words::{Words, words};

pub use crate::form::Level;
use crate::form::{Form, Forms};
use crate::ledger::Ledger;
use crate::report::{Report, Withheld};
use crate::text::Hashed;

/// Everything a portal shows.
#[derive(Clone)]
pub struct Portal {
    /// Settings.
    pub site: Hashed<Site>,
    /// All agencies in the order of the register.
    pub register: Hashed<Register>,
    /// All forms.
    pub forms: Hashed<Forms>,
    /// Reports by year and agency: of agencies in the register, no others.
    pub documents: Documents,
    /// Years of which each agency has a report, newest first.
    pub years_of: BTreeMap<String, Vec<i32>>,
    /// Plain pages in their order.
    pub pages: Vec<Hashed<PlainPage>>,
    /// Reports that are left out though there are files of them, by year and agency.
    pub left_out: BTreeSet<(i32, String)>,
    /// What the ledger says.
    pub entered: Arc<Ledger>,
    /// The text of the ledger; none where nothing was ever published.
    pub ledger: Option<Arc<[u8]>>,
    /// Reports that are shown though the public may not see them yet: in a preview of drafts, nowhere else.
    pub drafts: BTreeMap<(i32, String), Withheld>,
    /// Attachments of reports by year and agency: file names with the path of the input.
    pub attachments: BTreeMap<(i32, String), Vec<Attachment>>,
}

/// A file published beside a report.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attachment {
    /// Its name in the folder of the report; may have subfolders, with `/`.
    pub name: String,
    /// Path of the input.
    pub path: Arc<str>,
    /// Bytes.
    pub size: u64,
}

/// How an agency stands in a year.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// There is a report, published in time or without a date.
    Published,
    /// There is a report, published after the due date.
    Late,
    /// There is no report.
    Missing,
    /// There is a report that cannot be published yet.
    Withheld,
}

impl Portal {
    /// Years with at least one report, be it left out, newest first.
    pub fn years(&self) -> Vec<i32> {
        self.documents
            .keys()
            .chain(&self.left_out)
            .map(|(year, _)| *year)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .rev()
            .collect()
    }

    /// All reports by year and agency.
    pub fn reports(&self) -> impl DoubleEndedIterator<Item = (&(i32, String), &Hashed<Report>)> {
        self.documents.iter().map(|(key, document)| (key, &document.report))
    }

    /// The form of a year's reports, if it has tables.
    pub fn form(&self, year: i32) -> Option<&Hashed<Form>> {
        self.forms.governing(year).filter(|form| !form.tables.is_empty())
    }

    /// The report of an agency on a year.
    pub fn report(&self, year: i32, agency: &str) -> Option<&Hashed<Report>> {
        self.documents.get(&(year, agency.to_owned())).map(|document| &document.report)
    }

    /// Whether an agency has a report on a year.
    pub fn has_report(&self, year: i32, agency: &str) -> bool {
        self.years_of(agency).contains(&year)
    }

    /// Whether any agency has a report on a year.
    pub fn has_reports(&self, year: i32) -> bool {
        self.documents.range((year, String::new())..(year + 1, String::new())).next().is_some()
    }

    /// Whether some figures of an agency's report can be set beside those of the year before.
    pub fn is_compared(&self, year: i32, agency: &str) -> bool {
        let forms = self.forms.governing(year).zip(self.forms.governing(year - 1));
        forms.is_some_and(|(form, older)| form.continues(older)) && self.has_report(year - 1, agency)
    }

    /// Years of which an agency has a report, newest first.
    pub fn years_of(&self, agency: &str) -> &[i32] {
        self.years_of.get(agency).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether an agency has a page of its own: where it has published nothing, the page would be empty.
    pub fn has_page(&self, agency: &str) -> bool {
        !self.years_of(agency).is_empty()
    }

    /// Agencies that should report on a year, in order: those active in it and those that did report.
    pub fn agencies_of(&self, year: i32) -> impl Iterator<Item = &Agency> {
        self.register
            .agencies
            .iter()
            .filter(move |agency| agency.is_active(year) || self.has_report(year, &agency.slug))
    }

    /// How an agency stands in a year.
    pub fn standing(&self, year: i32, agency: &Agency) -> Standing {
        match self.report(year, &agency.slug) {
            None if self.left_out.contains(&(year, agency.slug.clone())) => Standing::Withheld,
            None => Standing::Missing,
            Some(report) => match (report.published, self.site.due(agency, year)) {
                (Some(published), Some(due)) if published > due => Standing::Late,
                _ => Standing::Published,
            },
        }
    }
}
