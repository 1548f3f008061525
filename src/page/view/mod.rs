//! The theme interface: the plain data that templates see, all of it and nothing else.
//!
//! Every template is given `frame` (a [`Frame`]) and `page` (the type named like the page). Addresses are relative to
//! the page, except on the 404 page, which a server may show at any address. Texts that are not known are empty, never
//! null.

mod agencies;
mod agency;
mod compare;
mod data;
mod dictionary;
mod figures;
mod frame;
mod here;
mod home;
mod json_ld;
mod matrix;
mod plain;
mod report;
mod schema;
mod status;
mod table;
mod totals;
mod year;
mod year_on_year;

use schemars::JsonSchema;
use serde::Serialize;

pub use agencies::{Agencies, AgencyGroup, AgencyLink};
pub use agency::{Agency, AgencyYear};
pub use compare::{ChoiceAgency, ChoiceGroup, Compare};
pub use data::{Data, DataYear};
pub use dictionary::{
    Dictionary, DictionaryColumn, DictionaryFile, DictionaryForm, DictionaryLeaf, DictionaryTable,
};
pub use figures::{Chart, Drawing, FigureRow, KeyFigure, Trend};
pub use frame::{Frame, Link, Translation};
use here::Here;
pub use home::{Home, YearLink};
pub use matrix::{Matrix, MatrixCell, MatrixGroup, MatrixRow};
pub use plain::{NotFound, Plain, Search};
pub use report::{Accepted, CorrectedFigure, Correction, Download, Index, Part, Report};
pub use schema::schema;
pub use status::{Status, StatusFinding, StatusGroup};
pub use table::{BodyCell, BodyLine, HeadCell, Table};
pub use totals::{Totals, TotalsAgency, TotalsRow, TotalsTable};
pub use year::{Year, YearAgency, YearGlance, YearGroup};
pub use year_on_year::{CompareCell, CompareRow, CompareTable, YearOnYear};

use super::{Frame as PageFrame, Shown};
use crate::portal::Route;

/// What a template is rendered with.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(inline)]
pub struct View<T> {
    /// What all pages have around them.
    pub frame: Frame,
    /// What this page shows.
    pub page: T,
}

/// A year and the address of a page on it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct YearRef {
    /// The year.
    pub year: i32,
    /// Address of the page.
    pub href: String,
}

/// A view of any kind of page, as its template sees it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum AnyView {
    /// See [`Home`].
    Home(View<Home>),
    /// See [`Year`].
    Year(View<Year>),
    /// See [`Totals`].
    Totals(View<Totals>),
    /// See [`Agencies`].
    Agencies(View<Agencies>),
    /// See [`Agency`].
    Agency(View<Agency>),
    /// See [`Report`].
    Report(View<Box<Report>>),
    /// See [`YearOnYear`].
    YearOnYear(View<YearOnYear>),
    /// See [`Compare`].
    Compare(View<Compare>),
    /// See [`Matrix`].
    Matrix(View<Matrix>),
    /// See [`Status`].
    Status(View<Status>),
    /// See [`Search`].
    Search(View<Search>),
    /// See [`Data`].
    Data(View<Data>),
    /// See [`Dictionary`].
    Dictionary(View<Dictionary>),
    /// See [`Plain`].
    Plain(View<Plain>),
    /// See [`NotFound`].
    NotFound(View<NotFound>),
}

impl AnyView {
    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Year(_) => "year.html",
            Self::Totals(_) => "totals.html",
            Self::Agencies(_) => "agencies.html",
            Self::Agency(_) => "agency.html",
            Self::Report(_) => "report.html",
            Self::YearOnYear(_) => "year-on-year.html",
            Self::Compare(_) => "compare.html",
            Self::Matrix(_) => "matrix.html",
            Self::Status(_) => "status.html",
            Self::Search(_) => "search.html",
            Self::Data(_) => "data.html",
            Self::Dictionary(_) => "dictionary.html",
            Self::Plain(_) => "plain.html",
            Self::NotFound(_) => "404.html",
        }
    }
}

/// What the template of a page sees.
pub fn view(route: &Route, frame: &PageFrame, shown: &Shown) -> AnyView {
    let data = &frame.0;
    // A server may show the 404 page at any address: its links cannot be relative.
    let absolute = matches!(shown, Shown::NotFound).then(|| data.base.path());
    let language = data.language;
    let folder = if data.languages.first() == Some(&language) { "" } else { language.folder() };
    let here = Here { route, absolute, language, folder };
    let frame = here.frame(data, shown, here.json_ld(data, shown));
    match shown {
        Shown::Home(home) => AnyView::Home(View { frame, page: here.home(home) }),
        Shown::Year(year, trend) => AnyView::Year(View { frame, page: here.year_page(year, trend) }),
        Shown::Totals(year) => AnyView::Totals(View { frame, page: here.totals(year) }),
        Shown::Agencies(all) => AnyView::Agencies(View { frame, page: here.agencies(all) }),
        Shown::Agency(page) => AnyView::Agency(View { frame, page: here.agency(page) }),
        Shown::Report(page) => AnyView::Report(View { frame, page: Box::new(here.report(page)) }),
        Shown::YearOnYear(page) => AnyView::YearOnYear(View { frame, page: here.year_on_year(page) }),
        Shown::Compare(all) => AnyView::Compare(View { frame, page: here.compare(all) }),
        Shown::Matrix(matrix) => AnyView::Matrix(View { frame, page: here.matrix(matrix) }),
        Shown::Status(status) => AnyView::Status(View { frame, page: here.status(status) }),
        Shown::Search => AnyView::Search(View { frame, page: here.search() }),
        Shown::Data(page) => AnyView::Data(View { frame, page: here.data(page) }),
        Shown::Dictionary(forms) => AnyView::Dictionary(View { frame, page: here.dictionary(forms) }),
        Shown::Plain(page) => AnyView::Plain(View { frame, page: here.plain(page) }),
        Shown::NotFound => AnyView::NotFound(View { frame, page: NotFound {} }),
    }
}

/// A date as `2023-01-05`; empty where there is none.
fn date(date: Option<jiff::civil::Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}
