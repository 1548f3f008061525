//! `gongkai forms`: which forms there are, and one of them as text.

use clap::ArgMatches;

use super::print::Printer;
use super::{Exit, Site};
use crate::build::Entry;
use crate::form::{self, Forms};
use crate::language::Message;
use crate::text::{Source, decode};

pub(super) fn run(site: &Site, matches: &ArgMatches, printer: &Printer) -> Exit {
    let sources = sources(site);
    match matches.subcommand() {
        Some(("show", of)) => {
            let id = of.get_one::<String>("id").map(String::as_str).unwrap_or_default();
            let path = format!("forms/{id}.yaml");
            match sources.iter().find(|source| *source.path == *path) {
                Some(source) => {
                    printer.out(&source.text);
                    Exit::Done
                }
                None => {
                    printer.error(&Message::new("usage-form").arg("id", id));
                    Exit::Failed
                }
            }
        }
        _ => list(&sources, printer),
    }
}

fn list(sources: &[Source], printer: &Printer) -> Exit {
    let (forms, findings) = Forms::read(sources);
    for form in forms.all() {
        let until = forms.until(form).map(|year| year.to_string()).unwrap_or_default();
        let name = form.name.get(printer.language);
        printer.out(&format!("{}\t{}–{until}\t{}\t{name}\n", form.id, form.from, form.basis));
    }
    let texts = sources.iter().map(|source| (source.path.clone(), source.clone())).collect();
    printer.findings(&findings, &texts);
    if findings.is_empty() { Exit::Done } else { Exit::Blocked }
}

/// The program's forms, file by file replaced by the site's.
pub(super) fn sources(site: &Site) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for (name, text) in form::embedded() {
        let path = format!("forms/{name}");
        if !site.snapshot.files.contains_key(path.as_str()) {
            sources.push(Source::new(path, text));
        }
    }
    for (path, entry) in site.snapshot.files.iter().filter(|(path, _)| path.starts_with("forms/")) {
        if let Entry::Text { bytes, .. } = entry
            && let Ok(text) = decode(bytes)
        {
            sources.push(Source::new(path.clone(), text));
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}
