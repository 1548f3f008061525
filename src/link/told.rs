//! What is broken, as findings: each told once, at the place where a person can mend it.
//!
//! An address that the text of a report or page has is told there, wherever it stands. Any other came from a template:
//! that is told once, however many pages it spoils.

use std::collections::{BTreeMap, BTreeSet};

use super::resolve::decoded;
use super::{Broken, Wrong};
use crate::finding::{Finding, Place, Rule};
use crate::language::{Arg, Message};
use crate::portal::Route;
use crate::syntax::{markdown, split};
use crate::text::{Source, Span};

/// Who wrote what stands on a page.
pub struct Origin<'a> {
    /// The file whose text the page shows, if there is one.
    pub text: Option<&'a Source>,
    /// Year and agency of the report that it is.
    pub report: Option<(i32, &'a str)>,
    /// Name of the page's template.
    pub template: &'static str,
}

/// Collects the findings of one page after the other.
pub struct Told<'a> {
    /// The templates by name.
    templates: &'a BTreeMap<String, Source>,
    /// Where in texts something was told.
    texts: BTreeSet<Place>,
    /// What was told of templates.
    seen: BTreeSet<(Place, String, String)>,
    findings: Vec<Finding>,
}

impl<'a> Told<'a> {
    /// Nothing yet.
    pub fn new(templates: &'a BTreeMap<String, Source>) -> Self {
        Self { templates, texts: BTreeSet::new(), seen: BTreeSet::new(), findings: Vec::new() }
    }

    /// Adds what is broken on a page.
    pub fn add(mut self, page: &Route, broken: &[Broken], origin: &Origin<'_>) -> Self {
        let targets = origin.text.filter(|_| !broken.is_empty()).map(written).unwrap_or_default();
        for one in broken {
            let is_link = !matches!(one.wrong, Wrong::NoId | Wrong::IdTwice);
            let places = targets.iter().filter(|(address, _)| is_link && *address == one.address);
            let mut places = places.map(|(_, place)| place.clone());
            if let Some(first) = places.next() {
                // The page in another language shows the same text.
                if !self.texts.insert(first.clone()) {
                    continue;
                }
                let finding = finding(one, first).arg("on", "");
                let mut finding = places.fold(finding, |finding, place| finding.also(place, None));
                finding.year = origin.report.map(|(year, _)| year);
                finding.agency = origin.report.map(|(_, agency)| agency.to_owned());
                self.findings.push(finding);
            } else {
                self.template(page, one, origin.template);
            }
        }
        self
    }

    /// Adds what a template spoils, unless that is known.
    fn template(&mut self, page: &Route, broken: &Broken, name: &str) {
        // It may stand in a template that the page's own one extends or includes.
        let own = self.templates.get(name);
        let mut all = own.into_iter().chain(self.templates.values());
        let found = all.find_map(|source| Some(Place::new(&source.path, occurrence(source, broken)?)));
        let at_head = || own.map(|source| Place::new(&source.path, Span::default()));
        let place = found.or_else(at_head).unwrap_or_else(|| Place::new(&"themes".into(), Span::default()));
        let on = Message::new("link-on-page").arg("page", page.as_str());
        let finding = finding(broken, place.clone()).arg("on", Arg::Message(on));
        let finding = if broken.wrong == Wrong::Missing { finding.variant("template") } else { finding };
        if self.seen.insert((place, finding.message.id.to_string(), broken.address.clone())) {
            self.findings.push(finding);
        }
    }

    /// The findings.
    pub fn findings(self) -> Vec<Finding> {
        self.findings
    }
}

/// The addresses that a text links to, with their places.
fn written(source: &Source) -> Vec<(String, Place)> {
    let Ok(front) = split(source) else { return Vec::new() };
    let targets = markdown::targets(&source.path, &source.text, front.body);
    targets.into_iter().map(|(address, span)| (address, Place::new(&source.path, span))).collect()
}

/// Where a template has an address or id: as the whole of its attribute, or else as a word in some attribute.
fn occurrence(source: &Source, broken: &Broken) -> Option<Span> {
    let text: &str = &source.text;
    let (attribute, address) = (broken.attribute, broken.address.as_str());
    if address.is_empty() {
        return None;
    }
    let before = |at: usize| text.get(..at).unwrap_or_default();
    let is_whole = |at: &usize| {
        let before = before(*at).trim_end_matches(['"', '\'']);
        before.strip_suffix('=').is_some_and(|before| before.ends_with(attribute))
    };
    let is_edge = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "\"'=,>".contains(c));
    let is_word = |at: &usize| {
        let behind = text.get(at + address.len()..).unwrap_or_default();
        is_edge(before(*at).chars().next_back()) && is_edge(behind.chars().next())
    };
    let words = || text.match_indices(address).map(|(at, _)| at).filter(is_word);
    let at = words().find(is_whole).or_else(|| words().next())?;
    Some(Span::new(at, at + address.len()))
}

fn finding(broken: &Broken, place: Place) -> Finding {
    let finding = Finding::new(Rule::LINK_BROKEN, place).arg("address", decoded(&broken.address));
    match &broken.wrong {
        Wrong::Missing => finding,
        Wrong::Case(right) => finding.variant("case").arg("right", right.as_str()),
        Wrong::Anchor(page, anchor) => {
            finding.variant("anchor").arg("target", page.as_str()).arg("anchor", anchor.as_str())
        }
        Wrong::Above(folders) => finding.variant("above").arg("count", *folders),
        Wrong::Rootless => finding.variant("rootless"),
        Wrong::Adrift => finding.variant("adrift"),
        Wrong::NoId => finding.variant("no-id").arg("attribute", broken.attribute),
        Wrong::IdTwice => finding.variant("id-twice"),
    }
}
