//! `gongkai forms`: which forms there are, and one of them as text.

use std::collections::BTreeMap;
use std::sync::Arc;

use clap::ArgMatches;

use super::print::Printer;
use super::{Exit, Site};
use crate::build::{Entry, Snapshot};
use crate::form::{self, Forms};
use crate::language::Message;
use crate::text::{Source, decode};

pub(super) fn run(site: &Site, matches: &ArgMatches, printer: &Printer) -> Exit {
    let sources = sources(Some(&site.snapshot));
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

/// The program's forms, file by file replaced by those of a site.
pub(super) fn sources(snapshot: Option<&Snapshot>) -> Vec<Source> {
    let mut sources: BTreeMap<Arc<str>, Source> = BTreeMap::new();
    for (name, text) in form::embedded() {
        let source = Source::new(format!("forms/{name}"), text);
        sources.insert(Arc::clone(&source.path), source);
    }
    let files = snapshot.into_iter().flat_map(|snapshot| &snapshot.files);
    for (path, entry) in files.filter(|(path, _)| path.starts_with("forms/")) {
        sources.remove(path);
        if let Entry::Text { bytes, .. } = entry
            && let Ok(text) = decode(bytes)
        {
            sources.insert(Arc::clone(path), Source::new(Arc::clone(path), text));
        }
    }
    sources.into_values().collect()
}
