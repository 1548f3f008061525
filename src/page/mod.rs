//! What every page shows: the inputs of the templates, and the plan of all outputs.
//!
//! A [`Page`] holds shared values and is digested cheaply; [`view`] turns it into the plain data that a template sees,
//! when it is rendered and not before. The types of [`view`] are the theme interface (docs/themes.md): the only ones
//! that templates see. They hold finished texts and relative addresses and no way to anything else.

mod plan;
pub mod view;

use std::sync::Arc;

pub use plan::plan;

use crate::language::Language;
use crate::portal::{Agency, Attachment, Base, PlainPage, Register, Route, Site, Standing};
use crate::report::Report;
use crate::text::Hashed;

/// Version of the theme interface: raised when a field is removed or changes its meaning.
pub const CONTRACT: u32 = 1;

/// One output: where it goes and what it shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// The output file.
    pub route: Route,
    /// What it shows.
    pub kind: Kind,
}

/// The kinds of output with all that each depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The home page.
    Home(Frame, Hashed<Home>),
    /// A year.
    Year(Frame, Hashed<Year>),
    /// All agencies.
    Agencies(Frame, Hashed<Register>, Vec<(String, i32)>),
    /// An agency.
    Agency(Frame, AgencyPage),
    /// A report.
    Report(Frame, Box<ReportPage>),
    /// A plain page.
    Plain(Frame, Hashed<PlainPage>),
    /// The page for addresses that do not exist.
    NotFound(Frame),
    /// The figures of a report as JSON.
    ReportJson(Hashed<Report>, Agency),
    /// The figures of a report as CSV.
    ReportCsv(Hashed<Report>),
    /// The search index over these reports and pages.
    SearchIndex(Hashed<Search>),
    /// Bytes as they are: an asset.
    Bytes(Arc<[u8]>),
    /// A file copied as it is: an attachment.
    Copy(Attachment),
}

/// What all pages have around them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Frame(pub Hashed<FrameData>);

/// See [`Frame`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FrameData {
    /// Name of the portal.
    pub title: String,
    /// A sentence on it.
    pub description: String,
    /// Where it is served.
    pub base: Base,
    /// Language of the interface.
    pub language: Language,
    /// Whether all content is invented.
    pub sample: bool,
    /// Who runs it.
    pub organiser: String,
    /// Slugs and titles of the plain pages.
    pub pages: Vec<(String, String)>,
    /// Assets of the theme: plain name, and route of the fingerprinted file.
    pub assets: Vec<(String, Route)>,
}

/// The home page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Home {
    /// Years with how many agencies should have reported and how many did, newest first.
    pub years: Vec<(i32, usize, usize)>,
    /// The newest year.
    pub latest: Option<Hashed<Year>>,
}

/// A year.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// The years before and after that have reports.
    pub older: Option<i32>,
    /// See `older`.
    pub newer: Option<i32>,
    /// Name and notice of the form.
    pub form: Option<(crate::language::Label, String)>,
    /// Agencies that should report, in order.
    pub agencies: Vec<YearEntry>,
}

/// An agency in a year.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct YearEntry {
    /// The agency.
    pub agency: Agency,
    /// How it stands.
    pub standing: Standing,
    /// Its report.
    pub report: Option<Hashed<Report>>,
}

/// An agency's page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AgencyPage {
    /// The agency.
    pub agency: Agency,
    /// The bodies it belongs to, took over, and was taken over by: slug and name.
    pub parent: Option<(String, String)>,
    /// See `parent`.
    pub predecessors: Vec<(String, String)>,
    /// See `parent`.
    pub successor: Option<(String, String)>,
    /// Every year in which it should have reported, newest first.
    pub years: Vec<(i32, Standing, Option<Hashed<Report>>)>,
}

/// A report's page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReportPage {
    /// The report.
    pub report: Hashed<Report>,
    /// Its agency.
    pub agency: Agency,
    /// How it stands.
    pub standing: Standing,
    /// The same agency's next older and newer report.
    pub older: Option<i32>,
    /// See `older`.
    pub newer: Option<i32>,
    /// Files beside it.
    pub attachments: Vec<Attachment>,
}

/// What the search index covers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Search {
    /// Reports with the names of their agencies.
    pub reports: Vec<(Agency, Hashed<Report>)>,
    /// Plain pages.
    pub pages: Vec<Hashed<PlainPage>>,
    /// Language of the portal.
    pub language: Language,
}

impl FrameData {
    /// The frame of a site.
    pub fn new(site: &Site, pages: &[Hashed<PlainPage>], assets: Vec<(String, Route)>) -> Self {
        Self {
            title: site.title.clone(),
            description: site.description.clone(),
            base: site.base_url.clone(),
            language: site.language,
            sample: site.sample,
            organiser: site.organiser.clone(),
            pages: pages.iter().map(|page| (page.slug.clone(), page.title.clone())).collect(),
            assets,
        }
    }
}
