//! All agencies by all years: every gap in sight.

use schemars::JsonSchema;
use serde::Serialize;

use super::Here;
use super::agencies::by_kind;
use crate::page::{self, AgencyEntry};
use crate::portal::{Kind, Route, Standing};

/// All agencies by all years.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Matrix {
    /// The years, newest first, with their pages.
    pub years: Vec<super::YearRef>,
    /// The agencies by kind.
    pub groups: Vec<MatrixGroup>,
    /// How many reports are missing.
    pub missing: usize,
}

/// The agencies of one kind.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MatrixGroup {
    /// Kind of body.
    pub kind: Kind,
    /// The agencies, in the order of the register.
    pub rows: Vec<MatrixRow>,
}

/// An agency.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MatrixRow {
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Its page; empty where it has none.
    pub href: String,
    /// How it stands in each year, in the order of `years`.
    pub cells: Vec<MatrixCell>,
}

/// An agency in a year.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MatrixCell {
    /// The year.
    pub year: i32,
    /// How it stands; null in a year in which it did not have to report.
    pub standing: Option<Standing>,
    /// Its report's page; empty where there is none.
    pub href: String,
    /// Whether the report was corrected.
    pub corrected: bool,
    /// Why there is no report; empty where there is one or the register gives no reason.
    pub because: String,
}

impl Here<'_> {
    pub(super) fn matrix(&self, matrix: &page::Matrix) -> Matrix {
        let row = |row: &page::MatrixRow| {
            let AgencyEntry { agency, years } = &row.entry;
            let cells = matrix.years.iter().zip(&row.cells).map(|(&year, cell)| {
                let absent = agency.absent.iter().find(|absent| absent.year == year);
                let there = years.contains(&year);
                MatrixCell {
                    year,
                    standing: cell.map(|(standing, _)| standing),
                    href: if there { self.page(Route::report(year, &agency.slug)) } else { String::new() },
                    corrected: cell.is_some_and(|(_, corrected)| corrected),
                    because: absent
                        .filter(|_| !there)
                        .map(|absent| absent.because.clone())
                        .unwrap_or_default(),
                }
            });
            MatrixRow {
                name: agency.name.clone(),
                short: agency.short.clone(),
                href: self.agency_page(agency, !years.is_empty()),
                cells: cells.collect(),
            }
        };
        let groups = by_kind(&matrix.rows, |row| row.entry.agency.kind, row);
        let missing = |cell: &&Option<(Standing, bool)>| matches!(cell, Some((Standing::Missing, _)));
        Matrix {
            years: matrix.years.iter().filter_map(|&year| self.year(Some(year), Route::year)).collect(),
            groups: groups.map(|(kind, rows)| MatrixGroup { kind, rows }).collect(),
            missing: matrix.rows.iter().flat_map(|row| &row.cells).filter(missing).count(),
        }
    }
}
