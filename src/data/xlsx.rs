//! Workbooks: the official tables as they are printed, a sheet for each.

use crate::report::Report;

/// The figures of one report.
pub fn report(_report: &Report, _agency: &str) -> Vec<u8> {
    Vec::new()
}
