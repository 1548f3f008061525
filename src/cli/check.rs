//! `gongkai check`: reads everything and tells the findings, in one of several formats.

use std::path::{Component, Path, PathBuf};
use std::time::Instant;

use clap::ArgMatches;

use super::print::Printer;
use super::{Exit, Site, fix, forms, slip};
use crate::build::{Engine, Goal, Outcome};
use crate::finding::{self, Finding, Level, Summary};
use crate::form::Forms;
use crate::language::Message;
use crate::rule;

pub(super) fn run(site: &Site, matches: &ArgMatches, printer: &Printer) -> Exit {
    let start = Instant::now();
    let strict = matches.get_flag("strict");
    // The whole pipeline, so that what `build` would find is found here too.
    let outcome = Engine::default().run(&site.snapshot, Goal::Build);
    let mut only = Vec::new();
    for path in matches.get_many::<PathBuf>("paths").into_iter().flatten() {
        match below(&site.root, path) {
            Some(prefix) => only.push(prefix),
            None => {
                printer.error(&Message::new("usage-path").arg("path", path.display().to_string()));
                return Exit::Failed;
            }
        }
    }
    let year = matches.get_one::<i32>("year").copied();
    let chosen = |finding: &&Finding| {
        (only.is_empty() || only.iter().any(|prefix| is_below(finding, prefix)))
            && (year.is_none() || finding.year == year)
    };
    let findings: Vec<Finding> = outcome.findings.iter().filter(chosen).cloned().collect();
    if matches.get_flag("fix") && outcome.is_usable() {
        let mode = if matches.get_flag("write") { fix::Mode::Write } else { fix::Mode::Show };
        return fix::run(site, &findings, &outcome.sources, mode, printer);
    }
    if let (Some(agency), Some(portal)) = (matches.get_one::<String>("slip"), &outcome.portal) {
        return slip::run(portal, &outcome, (agency, year), matches, printer);
    }
    let format = matches.get_one::<String>("format").map_or("text", String::as_str);
    let all = matches.get_flag("all");
    let shown: Vec<Finding> =
        findings.iter().filter(|finding| all || finding.accepted.is_none()).cloned().collect();
    let (sources, language) = (&outcome.sources, printer.language);
    let prefix = prefix(&site.root);
    match format {
        "json" => printer.out(&finding::json(&findings, outcome.reports, sources, language)),
        "sarif" => {
            let (forms, _) = Forms::read(&forms::sources(Some(&site.snapshot)));
            let rules = rule::all_explained(language, &forms);
            printer.out(&finding::sarif(&findings, sources, language, &rules, &prefix));
        }
        "github" => printer.out(&finding::github(&shown, sources, language, &prefix)),
        _ => {
            printer.grouped(&shown, &outcome);
            let blocked = findings.iter().any(|finding| finding.blocks(strict));
            printer.note(&closing("check-done", &Summary::of(&findings, outcome.reports), blocked, start));
            let fixable = findings
                .iter()
                .filter(|finding| finding.accepted.is_none() && !finding.fix.is_empty())
                .count();
            if fixable > 0 {
                printer.note(&Message::new("check-fixable").arg("count", fixable));
            }
        }
    }
    exit(&outcome, &findings, strict)
}

/// The way from the folder the program was run in, which services take for that of the repository, to the site; empty
/// if it leads upwards.
fn prefix(root: &Path) -> String {
    let parts: Option<Vec<&str>> = root
        .components()
        .filter(|part| *part != Component::CurDir)
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    match parts.unwrap_or_default().as_slice() {
        [] => String::new(),
        parts => parts.join("/") + "/",
    }
}

/// How findings end a command: not at all, by blocking, or because site.toml is of no use.
pub(super) fn exit(outcome: &Outcome, findings: &[Finding], strict: bool) -> Exit {
    if !outcome.is_usable() {
        Exit::Failed
    } else if findings.iter().any(|finding| finding.blocks(strict)) {
        Exit::Blocked
    } else {
        Exit::Done
    }
}

/// The closing line: counts and seconds.
pub(super) fn closing(id: &'static str, summary: &Summary, blocked: bool, start: Instant) -> Message {
    Message::new(id)
        .arg("mark", if blocked { "✗" } else { "✓" })
        .arg("reports", summary.reports)
        .arg(Level::Error.name(), summary.errors)
        .arg(Level::Warning.name(), summary.warnings)
        .arg(Level::Note.name(), summary.notes)
        .arg("accepted", summary.accepted)
        .arg("seconds", format!("{:.1}", start.elapsed().as_secs_f32()))
}

/// A path as findings name it, whether it was given from here, from the root of the site or in full; none if there is
/// no such file in the site.
pub(super) fn below(root: &Path, path: &Path) -> Option<String> {
    let root = root.canonicalize().ok()?;
    let real = path.canonicalize().or_else(|_| root.join(path).canonicalize()).ok()?;
    let inside = real.strip_prefix(&root).ok()?;
    let parts: Option<Vec<&str>> = inside
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    parts.map(|parts| parts.join("/"))
}

fn is_below(finding: &Finding, prefix: &str) -> bool {
    let path = &*finding.place().path;
    prefix.is_empty() || path == prefix || path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/'))
}
