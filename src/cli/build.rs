//! `gongkai build`: the whole pipeline; writes only if nothing blocks, or if it is told to keep going without the reports
//! that do.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use clap::ArgMatches;

use super::check::{closing, exit};
use super::print::Printer;
use super::{Exit, Site};
use crate::build::{Engine, Goal, Outcome, Output, Snapshot};
use crate::disk::{self, Content};
use crate::finding::{Finding, Summary};
use crate::language::{Arg, Message};
use crate::portal::Base;

pub(super) fn run(site: &Site, matches: &ArgMatches, printer: &Printer) -> Exit {
    let start = Instant::now();
    let mut snapshot = site.snapshot.clone();
    if let Some(url) = matches.get_one::<String>("base-url") {
        match Base::try_from(url.clone()) {
            Ok(base) => snapshot.base_url = Some(base),
            Err(_) => {
                printer.error(&Message::new("usage-base-url").arg("url", url.as_str()));
                return Exit::Failed;
            }
        }
    }
    let bounds = Bounds { strict: matches.get_flag("strict"), keep_going: matches.get_flag("keep-going") };
    let made = match make(site, snapshot, bounds, printer) {
        Ok(made) => made,
        Err(exit) => return exit,
    };
    let dir = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| PathBuf::from("public"));
    // The default lies in the site, wherever the command was called; a given one is taken as given.
    let given = matches.value_source("out") == Some(clap::parser::ValueSource::CommandLine);
    let dir = if given { dir } else { site.root.join(dir) };
    let origin = made.origin();
    let output = disk::Output { dir: dir.clone(), site: site.root.clone(), home: site.home.clone(), origin };
    match disk::publish(&output, &made.files, &disk::allow) {
        Ok(published) => {
            let message = closing("build-done", &made.counts, !made.left_out.is_empty(), start)
                .arg("pages", made.outcome.pages())
                .arg("added", published.added)
                .arg("changed", published.changed)
                .arg("removed", published.removed)
                .arg("path", dir.display().to_string());
            printer.note(&message);
            made.tell_left_out(printer);
            Exit::Done
        }
        Err(error) => {
            printer.error(&error.message());
            Exit::Failed
        }
    }
}

/// What keeps a portal from being made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Whether warnings do too.
    pub(super) strict: bool,
    /// Whether reports with errors are left out instead.
    pub(super) keep_going: bool,
}

/// A portal that was made and has yet to be put somewhere.
pub(super) struct Made {
    /// What came of the pipeline.
    pub(super) outcome: Outcome,
    /// Every file by its path.
    pub(super) files: BTreeMap<String, Content>,
    /// Counts of the findings, those of reports that are left out among them.
    pub(super) counts: Summary,
    left_out: Vec<String>,
}

impl Made {
    /// What the files were made of.
    pub(super) fn origin(&self) -> disk::Origin {
        disk::Origin { sources: Some(self.outcome.digest.to_string()), ledger: None }
    }

    /// Says which reports are not in it.
    pub(super) fn tell_left_out(&self, printer: &Printer) {
        if !self.left_out.is_empty() {
            let message = Message::new("build-left-out").arg("count", self.left_out.len());
            printer.note(&message.arg("reports", self.left_out.iter().cloned().collect::<Arg>()));
        }
    }
}

/// Takes a snapshot through the pipeline and tells the findings; how to end where they block.
pub(super) fn make(
    site: &Site,
    mut snapshot: Snapshot,
    bounds: Bounds,
    printer: &Printer,
) -> Result<Made, Exit> {
    let start = Instant::now();
    let Bounds { strict, keep_going } = bounds;
    let mut engine = Engine::default();
    let mut outcome = engine.run(&snapshot, Goal::Build);
    let open: Vec<Finding> =
        outcome.findings.iter().filter(|finding| finding.accepted.is_none()).cloned().collect();
    printer.grouped(&open, &outcome);
    let counts = outcome.summary();
    let blocked = outcome.is_usable() && outcome.blocks(strict);
    let culprits = outcome.culprits(strict).filter(|_| blocked && keep_going);
    let mut left_out = Vec::new();
    if let Some(culprits) = culprits {
        left_out = culprits.iter().map(|(year, agency)| format!("{year}/{agency}")).collect();
        snapshot.left_out = culprits;
        outcome = engine.run(&snapshot, Goal::Build);
    }
    if !outcome.is_usable() || outcome.blocks(strict) {
        printer.note(&closing("build-blocked", &counts, true, start));
        return Err(exit(&outcome, &outcome.findings, strict));
    }
    let content = |output: &Output| match output {
        Output::Bytes(bytes) => Content::Bytes(bytes.clone()),
        Output::Copy(path) => Content::File(site.root.join(&**path)),
    };
    let files: BTreeMap<String, Content> =
        outcome.outputs.iter().map(|(route, output)| (route.as_str().to_owned(), content(output))).collect();
    Ok(Made { outcome, files, counts, left_out })
}
