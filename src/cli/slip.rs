//! `gongkai check --slip`: what is sent back to an agency, as text and, with `--out`, as files too.

use std::fs;
use std::path::PathBuf;

use clap::ArgMatches;
use jiff::civil::Date;

use super::Exit;
use super::check::exit;
use super::print::Printer;
use crate::build::Outcome;
use crate::finding::Finding;
use crate::language::Message;
use crate::portal::Portal;
use crate::slip::{self, Slip};

pub(super) fn run(
    portal: &Portal,
    outcome: &Outcome,
    (agency, year): (&str, Option<i32>),
    matches: &ArgMatches,
    printer: &Printer,
) -> Exit {
    let year = year.or_else(|| portal.years_of(agency).first().copied());
    // The date is written only where it was asked for: a slip is often sent on another day.
    let date = matches.get_one::<Date>("now").copied();
    let made =
        year.and_then(|year| Slip::of(portal, &outcome.findings, &outcome.sources, (year, agency), date));
    let (Some(slip), Some(year)) = (made, year) else {
        let message = match year {
            Some(year) => Message::new("usage-slip").arg("year", year.to_string()),
            None => Message::new("usage-slip--never"),
        };
        printer.error(&message.arg("agency", agency));
        return Exit::Failed;
    };
    let text = slip::text(&slip);
    if let Some(dir) = matches.get_one::<PathBuf>("out") {
        let written = fs::create_dir_all(dir).and_then(|()| {
            let file = |kind: &str| dir.join(format!("{agency}-{year}.{kind}"));
            fs::write(file("txt"), &text)?;
            fs::write(file("html"), slip::html(&slip))
        });
        if let Err(error) = written {
            let path = dir.display().to_string();
            printer.error(&Message::new("new-failed").arg("path", path).arg("cause", error.to_string()));
            return Exit::Failed;
        }
    }
    printer.out(&text);
    let own = |finding: &&Finding| finding.agency.as_deref() == Some(agency) && finding.year == Some(year);
    let own: Vec<Finding> = outcome.findings.iter().filter(own).cloned().collect();
    exit(outcome, &own, matches.get_flag("strict"))
}
