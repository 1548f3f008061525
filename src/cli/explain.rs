//! `gongkai explain`: what a rule says, why, and how to mend what it finds; or all rules in a list.

use std::fmt::Write as _;

use clap::ArgMatches;

use super::print::Printer;
use super::{Exit, forms};
use crate::build::{Entry, Snapshot};
use crate::finding::{Explained, Level};
use crate::form::Forms;
use crate::language::{Language, Message};
use crate::portal::Site;
use crate::rule;
use crate::text::{Source, decode};

pub(super) fn run(snapshot: Option<&Snapshot>, matches: &ArgMatches, printer: &Printer) -> Exit {
    let language = printer.language;
    let (forms, _) = Forms::read(&forms::sources(snapshot));
    let site = snapshot.and_then(settings);
    let level = |rule: &Explained| site.as_ref().and_then(|site| site.levels.get(&rule.id)).copied();
    if matches.get_flag("markdown") {
        printer.out(&rule::markdown(language, &forms));
        return Exit::Done;
    }
    let Some(id) = matches.get_one::<String>("rule") else {
        let rules = rule::all_explained(language, &forms);
        printer.out(&rules.iter().map(|rule| line(rule, level(rule), language)).collect::<String>());
        return Exit::Done;
    };
    match rule::explain(id, language, &forms) {
        Ok(rule) => {
            printer.out(&docs(&rule, level(&rule), language));
            Exit::Done
        }
        Err(meant) => {
            let message = match meant {
                Some(meant) => Message::new("usage-rule--meant").arg("meant", meant),
                None => Message::new("usage-rule"),
            };
            printer.error(&message.arg("id", id.as_str()));
            Exit::Failed
        }
    }
}

/// The settings of the site, if they can be read.
fn settings(snapshot: &Snapshot) -> Option<Site> {
    match snapshot.files.get("site.toml")? {
        Entry::Text { bytes, .. } => Site::read(&Source::new("site.toml", decode(bytes).ok()?)).ok(),
        _ => None,
    }
}

fn name(level: Level, language: Language) -> String {
    language.say(&Message::new(format!("level-{}", level.name())))
}

/// A rule in one line: id, level, code, and the first sentence of what it says.
fn line(rule: &Explained, level: Option<Level>, language: Language) -> String {
    let end = match language {
        Language::Chinese => "。",
        Language::English => ". ",
    };
    let what = rule.what.split_once(end).map_or(rule.what.as_str(), |(first, _)| first).trim_end_matches('.');
    format!("{:<26}  {}  {:<4}{what}\n", rule.id, padded(level.unwrap_or(rule.level), language), rule.code)
}

/// A level's name with spaces up to the longest one.
fn padded(level: Level, language: Language) -> String {
    match language {
        Language::Chinese => name(level, language),
        Language::English => format!("{:<7}", name(level, language)),
    }
}

/// All that is known of a rule.
fn docs(rule: &Explained, level: Option<Level>, language: Language) -> String {
    let head = Message::new(if rule.code.is_empty() { "explain-head" } else { "explain-head--code" })
        .arg("id", rule.id.as_str())
        .arg("level", name(level.unwrap_or(rule.level), language))
        .arg("code", &*rule.code);
    let mut out = format!("{}\n\n{}\n", language.say(&head), rule.what);
    for (id, text) in [("explain-why", &rule.why), ("explain-mend", &rule.mend)] {
        let _ = write!(out, "\n{}\n", language.say(&Message::new(id).arg("text", text.as_str())));
    }
    if !rule.forms.is_empty() {
        let _ = write!(out, "\n{}\n", rule::years(rule, language));
    }
    if level.is_some_and(|level| level != rule.level) {
        let before = Message::new("explain-changed").arg("level", name(rule.level, language));
        let _ = write!(out, "\n{}\n", language.say(&before));
    }
    out
}
