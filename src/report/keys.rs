//! The keys of `tables:` as words: which name the form knows each by, and whether another year's form is meant.

use std::sync::Arc;

use crate::finding::{Finding, Place, Rule};
use crate::form::{Axis, Form, Forms, Known};
use crate::language::Label;
use crate::syntax::{Entry, Node, Value};
use crate::text::Span;

/// A key with what it is the key of.
pub(super) struct Key<'a> {
    entry: &'a Entry,
    /// The key of the table it stands in, or its own where it is that of a table.
    table: &'a str,
    of: Of,
    /// How the form knows it, with the official wording.
    known: Option<(Known, &'a Label)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Table,
    Row,
    Column,
}

/// All keys of all tables. What stands below a key that the form does not know is not looked at.
pub(super) fn keys<'a>(form: &'a Form, entries: &'a [Entry]) -> Vec<Key<'a>> {
    let below = |node: &'a Node| node.map().unwrap_or_default();
    let mut keys = Vec::new();
    for entry in entries {
        let name = entry.key.as_str();
        let found = form.find(name).map(|(index, known)| (&form.tables[index], known));
        let known = found.map(|(table, known)| (known, &table.label));
        keys.push(Key { entry, table: name, of: Of::Table, known });
        let Some((table, _)) = found else { continue };
        let on = |axis: &'a Axis, key: &str| {
            axis.find(key).map(|(index, known)| (known, &axis.leaves[index].label))
        };
        for row in below(&entry.node) {
            let known = on(&table.rows, &row.key);
            keys.push(Key { entry: row, table: name, of: Of::Row, known });
            for field in below(&row.node).iter().filter(|_| known.is_some()) {
                let known = on(&table.columns, &field.key);
                keys.push(Key { entry: field, table: name, of: Of::Column, known });
            }
        }
    }
    keys
}

/// The one finding that all tables are those of another form: every key that the form does not know is known to that
/// one, and it knows more of them than the form does.
pub(super) fn mismatch(
    path: &Arc<str>,
    form: &Form,
    forms: &Forms,
    year: i32,
    keys: &[Key<'_>],
) -> Option<Finding> {
    let strange: Vec<&Key<'_>> = keys.iter().filter(|key| key.known.is_none()).collect();
    let (first, rest) = strange.split_first()?;
    let fits = |other: &&Form| {
        other.id != form.id
            && strange.iter().all(|key| key.is_known_to(other))
            && keys.iter().filter(|key| !key.is_known_to(other)).count() < strange.len()
    };
    let other = forms.all().map(|other| &**other).find(fits)?;
    let finding = Finding::new(Rule::FORM_MISMATCH, Place::new(path, first.entry.key_span));
    let finding = match forms.until(other) {
        Some(until) => finding.arg("until", until.to_string()),
        None => finding.variant("newest"),
    };
    let finding = finding.arg("from", other.from.to_string()).arg("other", other.basis.as_str());
    let finding = finding.arg("year", year.to_string()).arg("basis", form.basis.as_str());
    Some(rest.iter().fold(finding, |finding, key| finding.also(Place::new(path, key.entry.key_span), None)))
}

/// Wordings that are understood and yet are not the official ones: one finding for each alias, one for all brackets.
pub(super) fn wordings(path: &Arc<str>, keys: &[Key<'_>]) -> Vec<Finding> {
    let mut aliases: Vec<(&Key<'_>, Finding)> = Vec::new();
    let mut brackets: Option<Finding> = None;
    for key in keys {
        let place = Place::new(path, key.entry.key_span);
        match key.known {
            Some((Known::Alias, official)) => {
                let same = |other: &&mut (&Key<'_>, Finding)| {
                    (other.0.table, other.0.of, &other.0.entry.key) == (key.table, key.of, &key.entry.key)
                };
                if let Some((_, finding)) = aliases.iter_mut().find(same) {
                    finding.marks.push(crate::finding::Mark { place, label: None });
                    continue;
                }
                let finding = Finding::new(Rule::LABEL_ALIAS, place).arg("key", key.entry.key.as_str());
                aliases.push((key, finding.arg("official", official.zh.as_str())));
            }
            Some((Known::Label, _)) if key.entry.key.contains(['(', ')']) => {
                let finding = match brackets.take() {
                    Some(finding) => finding.also(place, None),
                    None => Finding::new(Rule::HALF_WIDTH_LABEL, place).arg("key", key.entry.key.as_str()),
                };
                brackets = Some(widened(path, key.entry, finding));
            }
            _ => {}
        }
    }
    aliases.into_iter().map(|(_, finding)| finding).chain(brackets).collect()
}

/// The finding with the full-width brackets that would mend a key.
fn widened(path: &Arc<str>, entry: &Entry, finding: Finding) -> Finding {
    // A key in quotes begins one byte later; one with escapes is left to its author.
    let start = match (entry.key_span.end - entry.key_span.start).checked_sub(entry.key.len()) {
        Some(quotes @ (0 | 2)) => entry.key_span.start + quotes / 2,
        _ => return finding,
    };
    let brackets = entry.key.char_indices().filter(|(_, c)| "()".contains(*c));
    brackets.fold(finding, |finding, (at, c)| {
        let place = Place::new(path, Span::new(start + at, start + at + 1));
        finding.fixed_by(place, if c == '(' { "（" } else { "）" })
    })
}

impl Key<'_> {
    fn is_known_to(&self, form: &Form) -> bool {
        let table = form.find(self.table).map(|(index, _)| &form.tables[index]);
        table.is_some_and(|table| match self.of {
            Of::Table => true,
            Of::Row => table.rows.find(&self.entry.key).is_some(),
            Of::Column => table.columns.find(&self.entry.key).is_some(),
        })
    }
}

/// The entries of `tables:`, if it is a map.
pub(super) fn entries(tables: Option<&Entry>) -> &[Entry] {
    match tables.map(|entry| &entry.node.value) {
        Some(Value::Map(entries)) => entries,
        _ => &[],
    }
}
