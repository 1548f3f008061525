//! The home page.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Here, KeyFigure, Trend, YearGlance};
use crate::page;
use crate::portal::Route;

/// The home page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Home {
    /// All years that have reports, newest first.
    pub years: Vec<YearLink>,
    /// The newest year in short; null where there is no report at all.
    pub latest: Option<YearGlance>,
    /// The key figures of the newest year, summed up over all reports.
    pub figures: Vec<KeyFigure>,
    /// The sums over all years.
    pub trend: Trend,
}

/// A year with its count.
#[derive(Debug, Serialize, JsonSchema)]
pub struct YearLink {
    /// The year.
    pub year: i32,
    /// Its page.
    pub href: String,
    /// How many agencies should report.
    pub expected: usize,
    /// How many of them did.
    pub received: usize,
}

impl Here<'_> {
    pub(super) fn home(&self, home: &page::Home) -> Home {
        let years = home.years.iter().map(|&(year, expected, received)| YearLink {
            year,
            href: self.page(Route::year(year)),
            expected,
            received,
        });
        Home {
            years: years.collect(),
            latest: home.latest.as_ref().map(|year| self.glance(year)),
            figures: home.latest.as_ref().map_or(Vec::new(), |year| self.key_figures(&home.trend, year.year)),
            trend: self.trend(&home.trend),
        }
    }
}
