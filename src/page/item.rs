//! What an output is of: named before anything is gathered for it, and without reading a report.

use crate::language::Language;

/// What an output is of: enough to know that it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A page of HTML in a language.
    Html(Language, Html),
    /// Something beside the report of a year and agency.
    Beside(i32, String, Beside),
    /// The text of a report or plain page for the search.
    SearchText(Text),
    /// The search index.
    SearchIndex,
    /// The open data.
    Data,
    /// The feed of an agency, or of all. There is none where there is no news, which only the reports can tell.
    Feed(Option<String>),
    /// The map of all pages.
    Sitemap,
    /// What programs may read.
    Robots,
    /// The ledger.
    Ledger,
    /// An asset of the theme, by its place among them.
    Asset(usize),
}

/// The pages of HTML; [`super::Shown`] is what each shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Html {
    /// The home page.
    Home,
    /// A year.
    Year(i32),
    /// The sums of a year.
    Totals(i32),
    /// All agencies.
    Agencies,
    /// An agency.
    Agency(String),
    /// The report of a year and agency.
    Report(i32, String),
    /// The report of a year and agency beside that of the year before.
    YearOnYear(i32, String),
    /// Where any two reports are set side by side.
    Compare,
    /// All agencies by all years.
    Matrix,
    /// The search page.
    Search,
    /// The open data.
    Data,
    /// What everything in the open data means.
    Dictionary,
    /// What checking the portal has found.
    Status,
    /// A plain page, by its place among them.
    Plain(usize),
    /// The page for addresses that do not exist.
    NotFound,
}

/// The files beside a report's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// An attachment, by its place among them.
    Attachment(usize),
    /// Its figures as JSON.
    Json,
    /// Its figures as CSV.
    Csv,
    /// Its figures as a workbook.
    Xlsx,
}

/// What the search has a text of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// The report of a year and agency.
    Report(i32, String),
    /// A plain page, by its place among them.
    Plain(usize),
}

impl Item {
    /// What the routes begin with that rendering this item alone can tell: it is a folder of files, or one in parts.
    pub fn prefix(&self) -> Option<&'static str> {
        match self {
            Self::SearchIndex => Some("search/"),
            Self::Data => Some("data/"),
            Self::Sitemap => Some("sitemap-"),
            _ => None,
        }
    }
}
