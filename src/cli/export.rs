//! `gongkai export`: the figures of chosen reports as the portal would have them, without building it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::check::below;
use super::print::Printer;
use super::{Exit, Site};
use crate::build::{Engine, Goal, Outcome, Snapshot, report_of};
use crate::data::{Format, Selected, Wanted};
use crate::disk::{self, DiskError};
use crate::finding::Finding;
use crate::language::{Arg, Message};
use crate::portal::Portal;

/// The formats that can be asked for, the default first.
pub(super) const FORMATS: &[&str] =
    if cfg!(feature = "parquet") { &["csv", "json", "xlsx", "parquet"] } else { &["csv", "json", "xlsx"] };

pub(super) fn run(site: &Site, matches: &ArgMatches, printer: &Printer) -> Exit {
    let agency = matches.get_one::<String>("agency");
    let choice = Wanted { year: matches.get_one::<i32>("year").copied(), agency: agency.map(String::as_str) };
    let word = matches.get_one::<String>("format").map_or("csv", String::as_str);
    let out = matches.get_one::<PathBuf>("out");
    if let Err(message) = fits(word, out, site) {
        printer.error(&message);
        return Exit::Failed;
    }
    // The figures as the public sees them.
    let snapshot = Snapshot { drafts: false, ..site.snapshot.clone() };
    let outcome = Engine::default().run(&snapshot, Goal::Check);
    let Some(portal) = &outcome.portal else {
        printer.findings(&outcome.findings, &outcome.sources);
        return Exit::Failed;
    };
    let reports = choice.of(portal);
    let blocking = blocking(&outcome, &choice);
    // Where a report could not be read, that is what to tell, not that there is none.
    if !blocking.is_empty() {
        printer.grouped(&blocking, &outcome);
        printer.note(&Message::new("export-blocked").arg("count", blocking.len()));
        return Exit::Blocked;
    }
    if reports.is_empty() {
        printer.error(&nothing(portal, &choice));
        return Exit::Failed;
    }
    let written = match (word, out) {
        #[cfg(feature = "parquet")]
        ("parquet", Some(folder)) => parquet(&reports, folder),
        (word, out) => one(&choice, &reports, word, out.map(PathBuf::as_path)),
    };
    match (written, out) {
        (Ok(()), None) => Exit::Done,
        (Ok(()), Some(out)) => {
            let done = Message::new("export-done").arg("reports", reports.len());
            printer.note(&done.arg("path", out.display().to_string()));
            Exit::Done
        }
        (Err(message), _) => {
            printer.error(&message);
            Exit::Failed
        }
    }
}

/// Whether the format can go where it is to go.
fn fits(word: &str, out: Option<&PathBuf>, site: &Site) -> Result<(), Message> {
    let Some(out) = out else {
        return match word {
            "xlsx" => Err(Message::new("usage-export-out")),
            "parquet" => Err(Message::new("usage-export-out--folder")),
            _ => Ok(()),
        };
    };
    // A slip of the hand must not cost a report.
    match below(&site.root, out).filter(|path| site.snapshot.files.contains_key(path.as_str())) {
        Some(path) => Err(Message::new("usage-export-input").arg("path", path)),
        None => Ok(()),
    }
}

/// What keeps the chosen reports from being written: errors in them, or where no report is to blame.
fn blocking(outcome: &Outcome, choice: &Wanted<'_>) -> Vec<Finding> {
    let is_chosen = |finding: &&Finding| {
        let of_file = report_of(&finding.place().path);
        let told = finding.year.zip(finding.agency.clone());
        let mut reports = of_file.into_iter().chain(told).peekable();
        reports.peek().is_none() || reports.any(|(year, agency)| choice.takes(year, &agency))
    };
    outcome.findings.iter().filter(|finding| finding.blocks(false)).filter(is_chosen).cloned().collect()
}

/// Why there is nothing to export, with what there is instead.
fn nothing(portal: &Portal, choice: &Wanted<'_>) -> Message {
    let years = |agency: Option<&str>| {
        let all = Wanted { year: None, agency }.of(portal);
        let years: BTreeSet<i32> = all.iter().map(|selected| selected.report.year).collect();
        years.into_iter().map(|year| year.to_string()).collect::<Vec<_>>()
    };
    let message = match (choice.agency, choice.year) {
        (Some(slug), _) if portal.register.get(slug).is_none() => {
            return match portal.register.meant(slug) {
                Some(meant) => Message::new("agency-unknown--meant").arg("meant", meant),
                None => Message::new("agency-unknown"),
            }
            .arg("slug", slug);
        }
        (Some(slug), Some(year)) if !years(Some(slug)).is_empty() => {
            Message::new("usage-export--both").arg("agency", slug).arg("year", year.to_string())
        }
        (Some(slug), _) => return Message::new("usage-export--agency").arg("agency", slug),
        (None, Some(year)) if !years(None).is_empty() => {
            Message::new("usage-export").arg("year", year.to_string())
        }
        (None, _) => return Message::new("usage-no-reports"),
    };
    message.arg("years", years(choice.agency).into_iter().collect::<Arg>())
}

/// Writes one file, or prints it.
fn one(choice: &Wanted<'_>, reports: &[Selected<'_>], word: &str, out: Option<&Path>) -> Result<(), Message> {
    let format = match word {
        "json" => Format::Json,
        "xlsx" => Format::Xlsx,
        _ => Format::Csv,
    };
    let bytes = choice.file(reports, format).ok_or_else(|| Message::new("export-too-long"))?;
    match out {
        Some(path) => put(path, &bytes),
        None => Printer::bytes(&bytes)
            .map_err(|error| Message::new("export-failed").arg("cause", error.to_string())),
    }
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Message> {
    disk::put(path, bytes, &disk::allow).map_err(|error| {
        let cause = match &error {
            DiskError::Io { source, .. } => source.to_string(),
            other => other.to_string(),
        };
        Message::new("new-failed").arg("path", path.display().to_string()).arg("cause", cause)
    })
}

/// Writes a file for each year below a folder, as `data/parquet/` of the portal has them.
#[cfg(feature = "parquet")]
fn parquet(reports: &[Selected<'_>], folder: &Path) -> Result<(), Message> {
    use crate::data::parquet;
    for of_year in reports.chunk_by(|one, next| one.report.year == next.report.year) {
        let Some(first) = of_year.first() else { continue };
        let path = folder.join(parquet::path(first.report.year));
        put(&path, &parquet::figures(of_year))?;
    }
    Ok(())
}
