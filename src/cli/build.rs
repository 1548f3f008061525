//! `gongkai build`: the whole pipeline; writes only if nothing blocks, or if it is told to keep going without the reports
//! that do.

use std::path::PathBuf;
use std::time::Instant;

use clap::ArgMatches;

use super::check::closing;
use super::make::{Bounds, Maker};
use super::print::Printer;
use super::{Exit, Site};
use crate::build::Snapshot;
use crate::disk;
use crate::language::Message;
use crate::portal::Base;

pub(super) fn run(site: &Site, matches: &ArgMatches, printer: &Printer) -> Exit {
    let start = Instant::now();
    let mut snapshot = Snapshot { drafts: matches.get_flag("drafts"), ..site.snapshot.clone() };
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
    let made = match Maker::new(site, bounds, printer).make(snapshot) {
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
            let message = closing("build-done", &made.counts, made.leaves_out(), start)
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
