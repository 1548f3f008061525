//! `gongkai build`: the whole pipeline; writes only if nothing blocks, or if it is told to keep going without the reports
//! that do.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use clap::ArgMatches;

use super::check::{closing, exit};
use super::print::Printer;
use super::{Exit, Site};
use crate::build::{Engine, Goal, Output, compressed};
use crate::disk::{self, Content};
use crate::finding::Finding;
use crate::language::{Arg, Message};
use crate::portal::Base;

pub(super) fn run(site: &Site, matches: &ArgMatches, printer: &Printer) -> Exit {
    let start = Instant::now();
    let strict = matches.get_flag("strict");
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
    let mut engine = Engine::default();
    let mut outcome = engine.run(&snapshot, Goal::Build);
    let open: Vec<Finding> =
        outcome.findings.iter().filter(|finding| finding.accepted.is_none()).cloned().collect();
    printer.grouped(&open, &outcome);
    let counts = outcome.summary();
    let blocked = outcome.is_usable() && outcome.blocks(strict);
    let culprits = outcome.culprits(strict).filter(|_| blocked && matches.get_flag("keep-going"));
    let mut left_out = Vec::new();
    if let Some(culprits) = culprits {
        left_out = culprits.iter().map(|(year, agency)| format!("{year}/{agency}")).collect();
        snapshot.left_out = culprits;
        outcome = engine.run(&snapshot, Goal::Build);
    }
    if !outcome.is_usable() || outcome.blocks(strict) {
        printer.note(&closing("build-blocked", &counts, true, start));
        return exit(&outcome, &outcome.findings, strict);
    }
    let dir = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| PathBuf::from("public"));
    // The default lies in the site, wherever the command was called; a given one is taken as given.
    let given = matches.value_source("out") == Some(clap::parser::ValueSource::CommandLine);
    let dir = if given { dir } else { site.root.join(dir) };
    let content = |output: &Output| match output {
        Output::Bytes(bytes) => Content::Bytes(bytes.clone()),
        Output::Copy(path) => Content::File(site.root.join(&**path)),
    };
    let publication = outcome.portal.as_ref().map(|portal| portal.site.publication).unwrap_or_default();
    let outputs = compressed(&outcome.outputs, publication);
    let files: BTreeMap<String, Content> =
        outputs.iter().map(|(route, output)| (route.as_str().to_owned(), content(output))).collect();
    let origin = disk::Origin { sources: Some(outcome.digest.to_string()), ledger: None };
    let output = disk::Output { dir: dir.clone(), site: site.root.clone(), home: site.home.clone(), origin };
    match disk::publish(&output, &files, &disk::allow) {
        Ok(published) => {
            let message = closing("build-done", &counts, blocked, start)
                .arg("pages", outcome.pages())
                .arg("added", published.added)
                .arg("changed", published.changed)
                .arg("removed", published.removed)
                .arg("path", dir.display().to_string());
            printer.note(&message);
            if !left_out.is_empty() {
                let message = Message::new("build-left-out").arg("count", left_out.len());
                printer.note(&message.arg("reports", left_out.into_iter().collect::<Arg>()));
            }
            Exit::Done
        }
        Err(error) => {
            printer.error(&error.message());
            Exit::Failed
        }
    }
}
