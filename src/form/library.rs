//! All forms together: which one governs a report year.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::{Form, read};
use crate::finding::{Finding, Place, Rule};
use crate::language::Message;
use crate::text::{Hashed, Source, Span};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/forms");

/// The form files that the program carries: name and text.
pub fn embedded() -> impl Iterator<Item = (String, &'static str)> {
    FILES.files().filter_map(|file| Some((file.path().to_str()?.replace('\\', "/"), file.contents_utf8()?)))
}

/// The forms of a site by the year from which they govern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Forms {
    by_year: BTreeMap<i32, Hashed<Form>>,
}

impl Forms {
    /// Reads form files. Two forms that begin in one year are a finding at the second; since a form governs until the
    /// next begins, years can neither overlap nor leave a gap.
    pub fn read<'a>(sources: impl IntoIterator<Item = &'a Source>) -> (Self, Vec<Finding>) {
        let mut by_year: BTreeMap<i32, (Hashed<Form>, Arc<str>)> = BTreeMap::new();
        let mut findings = Vec::new();
        for source in sources {
            let (form, of_file) = read(source);
            findings.extend(of_file);
            let Some(form) = form else { continue };
            match by_year.get(&form.from) {
                Some((_, first)) => {
                    let (rule, place) = (Rule::FORM_INVALID, Place::new(&source.path, Span::default()));
                    let message = Message::new("form-invalid--year").arg("other", &**first);
                    findings.push(Finding::with_message(rule.id, rule.level, message, place));
                }
                None => {
                    by_year.insert(form.from, (Hashed::new(form), Arc::clone(&source.path)));
                }
            }
        }
        for ((form, path), (older, _)) in by_year.values().skip(1).zip(by_year.values()) {
            let strangers = form.strangers(older).into_iter().map(|word| ("form-invalid--was", word));
            let namesakes = form.namesakes(older).into_iter().map(|word| ("form-invalid--figure", word));
            for (message, word) in strangers.chain(namesakes) {
                let (rule, place) = (Rule::FORM_INVALID, Place::new(path, Span::default()));
                let message = Message::new(message).arg("word", word).arg("other", older.id.as_str());
                findings.push(Finding::with_message(rule.id, rule.level, message, place));
            }
        }
        (Self { by_year: by_year.into_iter().map(|(year, (form, _))| (year, form)).collect() }, findings)
    }

    /// The form that governs a report year; none before the first.
    pub fn governing(&self, year: i32) -> Option<&Hashed<Form>> {
        self.by_year.range(..=year).next_back().map(|(_, form)| form)
    }

    /// All forms, oldest first.
    pub fn all(&self) -> impl Iterator<Item = &Hashed<Form>> {
        self.by_year.values()
    }

    /// The rules that the equations of all forms make: `<table>.<equation>`.
    pub fn rules(&self) -> impl Iterator<Item = String> {
        let tables = self.all().flat_map(|form| form.tables.iter());
        tables
            .flat_map(|table| table.equations.iter().map(|equation| format!("{}.{}", table.id, equation.id)))
    }

    /// The last year that a form governs; none for the newest.
    pub fn until(&self, form: &Form) -> Option<i32> {
        self.by_year.range(form.from + 1..).next().map(|(year, _)| year - 1)
    }
}
