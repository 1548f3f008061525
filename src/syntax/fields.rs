//! The fields of a map, read by name: each is asked for once; what nobody asked for is an unknown key.

use std::sync::Arc;

use jiff::civil::Date;

use super::words::suggest;
use super::yaml::{Entry, Node, Value};
use crate::finding::{Finding, Place, Rule};
use crate::text::Span;

/// A map being read. Findings gather inside and come out of [`Fields::finish`].
pub struct Fields<'a> {
    path: Arc<str>,
    /// The whole map, or the value that should have been one.
    pub span: Span,
    entries: &'a [Entry],
    asked: Vec<&'static str>,
    findings: Vec<Finding>,
}

impl<'a> Fields<'a> {
    /// The fields of a map; any other value is a finding and reads as an empty map.
    pub fn of(path: &Arc<str>, node: &'a Node) -> Self {
        let entries = node.map();
        let mut fields = Self {
            path: Arc::clone(path),
            span: node.span,
            entries: entries.unwrap_or_default(),
            asked: Vec::new(),
            findings: Vec::new(),
        };
        if entries.is_none() && node.value != Value::Null {
            let finding = fields.wrong(node, "map");
            fields.findings.push(finding);
        }
        fields
    }

    /// The entry under `key`, unless it is absent or null.
    pub fn entry(&mut self, key: &'static str) -> Option<&'a Entry> {
        self.asked.push(key);
        self.entries.iter().find(|entry| entry.key == key && entry.node.value != Value::Null)
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<(&'a str, Span)> {
        let entry = self.entry(key)?;
        if entry.node.scalar().is_none() {
            let finding = self.wrong(&entry.node, "text");
            self.findings.push(finding);
        }
        entry.node.scalar().map(|text| (text.trim(), entry.node.span))
    }

    /// A text that must be there.
    pub fn required(&mut self, key: &'static str) -> Option<(&'a str, Span)> {
        let present = self.entries.iter().any(|entry| entry.key == key && entry.node.value != Value::Null);
        if !present {
            let span = self
                .entries
                .iter()
                .find(|entry| entry.key == key)
                .map_or(self.head(), |entry| entry.key_span);
            self.findings.push(Finding::new(Rule::MISSING_KEY, Place::new(&self.path, span)).arg("key", key));
        }
        self.text(key).filter(|(text, _)| !text.is_empty())
    }

    /// An owned text, empty where there is none.
    pub fn string(&mut self, key: &'static str) -> String {
        self.text(key).map(|(text, _)| text.to_owned()).unwrap_or_default()
    }

    /// A whole number that fits `i32`.
    pub fn integer(&mut self, key: &'static str) -> Option<(i32, Span)> {
        let (text, span) = self.text(key)?;
        let number = text.parse();
        if number.is_err() {
            let finding = Finding::new(Rule::WRONG_TYPE, Place::new(&self.path, span));
            self.findings.push(finding.variant("integer").arg("found", text));
        }
        number.ok().map(|number| (number, span))
    }

    /// A date as `2022-01-31`.
    pub fn date(&mut self, key: &'static str) -> Option<(Date, Span)> {
        let (text, span) = self.text(key)?;
        // jiff also reads week dates and times; a register should have one way of writing a date.
        let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let date = text.parse().ok().filter(|_| plain);
        if date.is_none() {
            self.findings.push(Finding::new(Rule::BAD_DATE, Place::new(&self.path, span)).arg("found", text));
        }
        date.map(|date| (date, span))
    }

    /// One of a fixed choice of words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let (text, span) = self.text(key)?;
        let chosen = choices.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if chosen.is_none() {
            let all = choices.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" | ");
            let finding = Finding::new(Rule::UNKNOWN_VALUE, Place::new(&self.path, span));
            self.findings.push(finding.arg("found", text).arg("choices", all));
        }
        chosen
    }

    /// A list; empty where there is none.
    pub fn list(&mut self, key: &'static str) -> &'a [Node] {
        let Some(entry) = self.entry(key) else { return &[] };
        if entry.node.list().is_none() {
            let finding = self.wrong(&entry.node, "list");
            self.findings.push(finding);
        }
        entry.node.list().unwrap_or_default()
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &'static str) -> Vec<(&'a str, Span)> {
        let list = self.list(key);
        for node in list.iter().filter(|node| node.scalar().is_none()) {
            let finding = self.wrong(node, "text");
            self.findings.push(finding);
        }
        list.iter().filter_map(|node| Some((node.scalar()?.trim(), node.span))).collect()
    }

    /// Adds a finding that the caller made of a value of this map.
    pub fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds the findings of a map inside this one.
    pub fn absorb(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
    }

    /// All findings, with one for each key that was never asked for.
    pub fn finish(mut self) -> Vec<Finding> {
        for entry in self.entries.iter().filter(|entry| !self.asked.contains(&entry.key.as_str())) {
            let finding = Finding::new(Rule::UNKNOWN_KEY, Place::new(&self.path, entry.key_span));
            let finding = match suggest(&entry.key, self.asked.iter().copied()) {
                Some(meant) => finding.variant("meant").arg("meant", meant),
                None => finding.arg("known", self.asked.iter().copied().collect::<crate::language::Arg>()),
            };
            self.findings.push(finding.arg("key", entry.key.as_str()));
        }
        self.findings
    }

    /// Where a map is pointed at as a whole: its first key.
    fn head(&self) -> Span {
        self.entries.first().map_or(Span::new(self.span.start, self.span.start), |entry| entry.key_span)
    }

    fn wrong(&self, node: &Node, wanted: &str) -> Finding {
        Finding::new(Rule::WRONG_TYPE, Place::new(&self.path, node.span)).variant(wanted)
    }
}
