//! What every page shows: the inputs of the templates, and the plan of all outputs.
//!
//! A [`Page`] holds shared values and is digested cheaply; [`view`] turns it into the plain data that a template sees,
//! when it is rendered and not before. The types of [`view`] are the theme interface (docs/en/theme-data.md): the only
//! ones that templates see. They hold finished texts and relative addresses and no way to anything else.

mod gather;
mod item;
mod plan;
pub mod view;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use gather::search;
pub use item::{Beside, Html, Item, Text};
use jiff::civil::Date;
pub use plan::{Assets, Plan};

use crate::data::{self, Dataset, Selected};
use crate::finding::Level;
use crate::form::{Form, Table};
use crate::language::{Label, Language};
use crate::portal::{Agency, Attachment, Base, Footer, PlainPage, Route, Standing};
use crate::report::{Report, Sheet, Withheld};
use crate::text::{Decimal, Hashed};

/// Version of the theme interface: raised when a field is removed or changes its meaning.
pub const CONTRACT: u32 = 2;

/// One output: where it goes and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// The output file.
    pub route: Route,
    /// What it holds.
    pub kind: Kind,
}

/// The kinds of output with all that each depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A page of HTML.
    Html(Frame, Box<Shown>),
    /// The figures of a report as JSON.
    ReportJson(Hashed<Report>, Box<Agency>),
    /// The figures of a report as CSV.
    ReportCsv(Hashed<Report>),
    /// The figures of a report as a workbook.
    ReportXlsx(Hashed<Report>, Box<Agency>),
    /// The search index over these reports and pages: a folder of files.
    SearchIndex(Hashed<Search>),
    /// The text of a report or page as the search shows it.
    SearchText(Box<Searched>, Language),
    /// The open data: a folder of files.
    Data(Hashed<Dataset>),
    /// The news of all agencies, or of one.
    Feed(Box<Feed>),
    /// The map of all pages, one file or several.
    Sitemap(Base, Hashed<Vec<Address>>),
    /// What programs may read.
    Robots(Base),
    /// Bytes as they are: an asset.
    Bytes(Arc<[u8]>),
    /// A file copied as it is: an attachment.
    Copy(Attachment),
}

/// What a page of HTML shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    /// The home page.
    Home(Home),
    /// A year.
    Year(Hashed<Year>, Trend),
    /// The sums of a year with what they are made of.
    Totals(Hashed<Year>),
    /// All agencies.
    Agencies(Hashed<Vec<AgencyEntry>>),
    /// An agency.
    Agency(AgencyPage),
    /// A report.
    Report(ReportPage),
    /// A report beside that of the year before.
    YearOnYear(YearOnYear),
    /// Where any two reports are set side by side.
    Compare(Hashed<Vec<Choice>>),
    /// All agencies by all years.
    Matrix(Matrix),
    /// What checking the portal has found.
    Status(Status),
    /// The search page.
    Search,
    /// The open data.
    Data(DataPage),
    /// What everything in the open data means.
    Dictionary(Hashed<Vec<Hashed<Form>>>),
    /// A plain page.
    Plain(Hashed<PlainPage>),
    /// The page for addresses that do not exist.
    NotFound,
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
    /// All languages in which there are pages, the main one first.
    pub languages: Vec<Language>,
    /// Whether all content is invented.
    pub sample: bool,
    /// Who runs it.
    pub organiser: String,
    /// What must stand at the foot.
    pub footer: Footer,
    /// Slugs and titles of the plain pages.
    pub pages: Vec<(String, String)>,
    /// Which of the pages that not every portal has are there.
    pub sections: BTreeSet<Section>,
    /// Assets of the theme: plain name, and route of the fingerprinted file.
    pub assets: Vec<(String, Route)>,
}

/// Pages that not every portal has: one with nothing on it is never made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The list of agencies: there are some.
    Agencies,
    /// The matrix and the search page: there are reports.
    Reports,
    /// The page that compares: there are two reports with figures.
    Compare,
    /// The open data: there is a report with figures.
    Data,
    /// Feeds: there are reports with a date, and the portal has an address on the web.
    Feeds,
    /// The status page: site.toml asks for it.
    Status,
}

/// The home page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Home {
    /// Years with how many agencies should have reported and how many did, newest first.
    pub years: Vec<(i32, usize, usize)>,
    /// The newest year.
    pub latest: Option<Hashed<Year>>,
    /// The key figures of all years.
    pub trend: Trend,
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
    /// The form of its reports.
    pub form: Option<Hashed<Form>>,
    /// Agencies that should report, in order.
    pub agencies: Vec<YearEntry>,
}

impl Year {
    /// The reports that make up the sums, with their agencies.
    pub fn counted(&self) -> impl Iterator<Item = (&Agency, &Report)> {
        let counted = self.agencies.iter().filter(|entry| entry.counted);
        counted.filter_map(|entry| Some((&entry.agency, &**entry.report.as_ref()?)))
    }

    /// Their figures.
    pub fn sheets(&self) -> Vec<&Sheet> {
        self.counted().map(|(_, report)| &report.sheet).collect()
    }
}

/// An agency in a year.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct YearEntry {
    /// The agency.
    pub agency: Agency,
    /// Whether it has a page.
    pub page: bool,
    /// How it stands.
    pub standing: Standing,
    /// Its report.
    pub report: Option<Hashed<Report>>,
    /// Whether its report is part of the sums of the year.
    pub counted: bool,
}

/// The key figures of a body, or the sums of all, over the years, oldest first. Years before any form are not among
/// them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Trend {
    /// The years.
    pub years: Vec<TrendYear>,
}

/// One year of a [`Trend`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TrendYear {
    /// The year.
    pub year: i32,
    /// Its form.
    pub form: Hashed<Form>,
    /// The figures in the order of the form's; none where there is no number. In a sum, reports without one are left
    /// out.
    pub values: Vec<Option<Decimal>>,
}

/// An agency in a list of all.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AgencyEntry {
    /// The agency.
    pub agency: Agency,
    /// Years of which it has a report, newest first.
    pub years: Vec<i32>,
}

/// An agency whose reports can be chosen to be compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    /// The agency.
    pub agency: Agency,
    /// Years of which it has a report with figures, newest first.
    pub years: Vec<i32>,
    /// Those of them whose reports have a page that compares them with the year before.
    pub compared: Vec<i32>,
}

/// An agency's page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AgencyPage {
    /// The agency.
    pub agency: Agency,
    /// The body it belongs to.
    pub parent: Option<Neighbour>,
    /// Bodies it took over.
    pub predecessors: Vec<Neighbour>,
    /// The body that took it over.
    pub successor: Option<Neighbour>,
    /// Every year in which it should have reported, newest first.
    pub years: Vec<(i32, Standing, Option<Hashed<Report>>)>,
}

/// Another agency that a page leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Neighbour {
    /// Its slug; none where it has no page.
    pub slug: Option<String>,
    /// Its name.
    pub name: String,
}

/// A report's page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReportPage {
    /// The report.
    pub report: Hashed<Report>,
    /// The report of the year before, if its figures can be compared.
    pub before: Option<Hashed<Report>>,
    /// Its agency.
    pub agency: Agency,
    /// How it stands.
    pub standing: Standing,
    /// Why the public may not see it yet: in a preview of drafts, nowhere else.
    pub draft: Option<Withheld>,
    /// The same agency's next older and newer report.
    pub older: Option<i32>,
    /// See `older`.
    pub newer: Option<i32>,
    /// Files beside it.
    pub attachments: Vec<Attachment>,
}

/// A report beside that of the year before.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct YearOnYear {
    /// The agency.
    pub agency: Agency,
    /// The later report.
    pub this: Hashed<Report>,
    /// The earlier one.
    pub before: Hashed<Report>,
}

/// All agencies by all years.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Matrix {
    /// The years, newest first.
    pub years: Vec<i32>,
    /// The agencies in order.
    pub rows: Vec<MatrixRow>,
}

/// An agency in all years.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MatrixRow {
    /// The agency.
    pub entry: AgencyEntry,
    /// How it stands in every year and whether its report was corrected; none in years in which it did not have to
    /// report.
    pub cells: Vec<Option<(Standing, bool)>>,
}

/// What checking the portal has found about its reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Status {
    /// The open findings, by path and place.
    pub open: Vec<StatusEntry>,
    /// How many findings a person has looked at and kept.
    pub accepted: usize,
    /// How many reports were checked.
    pub reports: usize,
}

/// One open finding about a report.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StatusEntry {
    /// Rule.
    pub rule: String,
    /// Level.
    pub level: Level,
    /// What is wrong, without the digits of private numbers.
    pub message: Label,
    /// The agency.
    pub agency: Agency,
    /// The year.
    pub year: i32,
    /// The cell it begins with, as `table.row.column`; empty where it is about none.
    pub cell: String,
}

/// What the search index covers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Search {
    /// The agencies that have reports, in order.
    pub agencies: Vec<Agency>,
    /// Reports, newest year first, in the order of their agencies, then plain pages.
    pub documents: Vec<Searched>,
    /// Language of the portal.
    pub language: Language,
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Searched {
    /// A report.
    Report(Box<Agency>, Hashed<Report>),
    /// A plain page.
    Page(Hashed<PlainPage>),
}

impl Searched {
    /// Its page, in the main language.
    pub fn route(&self) -> Route {
        match self {
            Self::Report(agency, report) => Route::report(report.year, &agency.slug),
            Self::Page(page) => Route::plain(&page.slug),
        }
    }
}

/// The page of the open data.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DataPage {
    /// The years with figures, newest first.
    pub years: Vec<DataYear>,
    /// Whether there is a workbook of all years.
    pub workbook: bool,
    /// Whether there is a ledger.
    pub ledger: bool,
}

/// A year on the page of the open data.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DataYear {
    /// The year.
    pub year: i32,
    /// How many reports have figures.
    pub reports: usize,
    /// How many cells they have.
    pub cells: usize,
    /// Whether there is a workbook of the year.
    pub workbook: bool,
}

impl DataYear {
    /// The year of reports with figures; none where there is no report.
    pub fn of(reports: &[Selected<'_>]) -> Option<Self> {
        let forms = reports.iter().filter_map(Selected::form);
        Some(Self {
            year: reports.first()?.report.year,
            reports: reports.len(),
            cells: forms.map(|form| form.tables.iter().map(Table::len).sum::<usize>()).sum(),
            workbook: data::fits_a_workbook(reports),
        })
    }
}

/// News to subscribe to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Feed {
    /// Name of the portal, or of the agency with that of the portal.
    pub title: String,
    /// Name of the portal's organiser, or of the agency; may be empty.
    pub author: String,
    /// Where the portal is served.
    pub base: Base,
    /// Main language of the portal.
    pub language: Language,
    /// Whether all content is invented.
    pub sample: bool,
    /// The feed itself.
    pub route: Route,
    /// The page that it belongs to.
    pub about: Route,
    /// What is new, newest first.
    pub entries: Vec<News>,
}

/// A report, or a correction of one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct News {
    /// The agency.
    pub agency: Agency,
    /// The report.
    pub report: Hashed<Report>,
    /// When it was published or corrected.
    pub date: Date,
    /// Which of the corrections; none where it is the report itself.
    pub correction: Option<usize>,
}

/// A page in the map for search engines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// The page.
    pub route: Route,
    /// When it last changed, as its data say; none where they do not.
    pub changed: Option<Date>,
}
