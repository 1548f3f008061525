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
    /// An asset of the theme, by its place among them.
    Asset(usize),
}

/// The pages of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Html {
    /// See [`Shown`].
    Home,
    /// Of a year.
    Year(i32),
    /// Of a year.
    Totals(i32),
    /// See [`Shown`].
    Agencies,
    /// Of an agency.
    Agency(String),
    /// Of a year and agency.
    Report(i32, String),
    /// Of a year and agency.
    YearOnYear(i32, String),
    /// See [`Shown`].
    Compare,
    /// See [`Shown`].
    Matrix,
    /// See [`Shown`].
    Search,
    /// See [`Shown`].
    Data,
    /// See [`Shown`].
    Dictionary,
    /// See [`Shown`].
    Status,
    /// A plain page, by its place among them.
    Plain(usize),
    /// See [`Shown`].
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
