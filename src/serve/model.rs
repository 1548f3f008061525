//! From snapshots to states of the site: what is shown, and what is to be checked.
//!
//! Whoever edits a file breaks it now and then. What was last readable stays in view meanwhile: a report whose front matter
//! cannot be read keeps the figures it had, and a site whose settings, register, form or theme cannot be read stays as it was.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::showing::Showing;
use crate::build::{self, Assembled, Assembler, Assembly, Checker, Entry, Snapshot, Themed};
use crate::finding::{self, Finding, Rule, Sources};
use crate::form::Form;
use crate::portal::{Input, Portal};
use crate::report::OnDemand;

/// One state of the files.
pub(super) struct Turn {
    /// How many states there were before it.
    pub(super) number: u64,
    /// What is shown; none where nothing could be shown yet.
    pub(super) showing: Option<Arc<Showing>>,
    /// The texts that findings point into.
    pub(super) sources: Arc<Sources>,
    /// How many reports there are.
    pub(super) reports: usize,
    /// What was found while the files were put together, when that failed, or while the theme was read.
    found: Vec<Finding>,
    /// What is to be checked; none where site.toml cannot be read.
    input: Option<Input>,
}

/// Makes states out of snapshots.
#[derive(Default)]
pub(super) struct Model {
    assembler: Assembler,
    turns: u64,
    last: Option<Arc<Showing>>,
}

impl Model {
    /// The next state.
    pub(super) fn turn(&mut self, snapshot: &Snapshot) -> Turn {
        let number = self.turns;
        self.turns += 1;
        let Assembly { mut sources, findings, reports, site } = self.assembler.assemble(snapshot);
        let Some(Assembled { input, portal }) = site else {
            let (showing, sources) = (self.last.clone(), Arc::new(sources));
            return Turn { number, showing, sources, reports, found: findings, input: None };
        };
        let Themed { themes, findings: found, sources: templates } =
            self.assembler.themes(snapshot, &portal, &sources);
        sources.extend(templates);
        let last = self.last.as_deref();
        if !last.is_some_and(|last| is_unreadable(&portal, &last.portal, snapshot)) {
            let portal = with_last_good(portal, last.map(|last| &last.portal), (&input, snapshot));
            // A broken theme leaves the one before it, as long as the portal's languages are the same.
            let themes = match last {
                Some(last) if themes.is_empty() => last.themes().clone(),
                _ => themes,
            };
            if portal.site.languages().all(|language| themes.contains_key(&language)) {
                self.last = Some(Arc::new(Showing::new(portal, themes, last)));
            }
        }
        let (showing, sources) = (self.last.clone(), Arc::new(sources));
        Turn { number, showing, sources, reports, found, input: Some(input) }
    }
}

impl Turn {
    /// Reads every report, side by side: those who look at sums wait for it, so it comes before all checking. Given up when
    /// `goes_on` says no.
    pub(super) fn read(&self, goes_on: impl Fn() -> bool) {
        let documents: Vec<&OnDemand> =
            self.input.iter().flat_map(|input| input.documents.values()).collect();
        // In pieces, between which others get at the cores.
        for some in documents.chunks(SOME).take_while(|_| goes_on()) {
            read(some);
        }
    }

    /// Everything that is wrong with this state, as the portal judges it, sorted. Links are not among it: whether one is
    /// broken shows only when all pages are made. Given up when `goes_on` says no.
    pub(super) fn check(&self, checker: &mut Checker, goes_on: impl Fn() -> bool) -> Option<Vec<Finding>> {
        let Some(input) = &self.input else {
            let mut findings = self.found.clone();
            finding::sort(&mut findings);
            return Some(findings);
        };
        let mut findings = checker.check_while(input, goes_on)?;
        findings.extend(self.found.iter().cloned());
        Some(build::judged(input, findings, &[Rule::LINK_BROKEN]))
    }
}

/// How many reports are read between two questions whether to go on.
const SOME: usize = 64;

/// Reads documents side by side.
fn read(documents: &[&OnDemand]) {
    use rayon::prelude::*;
    documents.par_iter().for_each(|document| {
        LazyLock::force(document);
    });
}

/// Whether the register or a form can no longer be read, though the files are there. Other mistakes in them are shown.
fn is_unreadable(now: &Portal, last: &Portal, snapshot: &Snapshot) -> bool {
    let is_there = |path: &str| snapshot.files.contains_key(path);
    let register = now.register.agencies.is_empty() && !last.register.agencies.is_empty();
    let is_gone = |form: &Form| now.forms.all().all(|other| other.id != form.id);
    let form = last.forms.all().any(|form| is_gone(form) && is_there(&format!("forms/{}.yaml", form.id)));
    register && is_there("content/agencies.yaml") || form
}

/// The portal with those reports and plain pages as they last were that can no longer be read, though their files are there.
fn with_last_good(
    mut portal: Portal,
    last: Option<&Portal>,
    (input, snapshot): (&Input, &Snapshot),
) -> Portal {
    let Some(last) = last else { return portal };
    let is_there = |path: &str| {
        let entry = snapshot.files.get(path);
        matches!(entry, Some(Entry::Text { .. } | Entry::Unusable(_)))
    };
    let others: Vec<&OnDemand> = portal
        .documents
        .iter()
        .filter(|(key, now)| last.documents.get(*key).is_some_and(|before| !Arc::ptr_eq(now, before)))
        .map(|(_, now)| now)
        .collect();
    read(&others);
    let mut kept = BTreeMap::new();
    for (key, before) in &last.documents {
        let readable = match portal.documents.get(key) {
            Some(now) => Arc::ptr_eq(now, before) || now.readable,
            None => false,
        };
        if !readable
            && !input.hides(key)
            && is_there(&format!("content/{}/{}.md", key.0, key.1))
            && portal.register.get(&key.1).is_some()
        {
            kept.insert(key.clone(), Arc::clone(before));
        }
    }
    for (key, document) in kept {
        if portal.documents.insert(key.clone(), document).is_none() {
            let years = portal.years_of.entry(key.1).or_default();
            years.push(key.0);
            years.sort_unstable_by(|one, other| other.cmp(one));
        }
    }
    for before in &last.pages {
        let path = format!("content/pages/{}.md", before.slug);
        let now = input.pages.iter().find(|page| *page.path == *path);
        let readable = now.is_some_and(|page| page.findings.iter().all(|finding| !is_syntax(finding)));
        if !readable && is_there(&path) {
            portal.pages.retain(|page| page.slug != before.slug);
            portal.pages.push(before.clone());
        }
    }
    portal.pages.sort_by(|one, other| (one.order, &one.slug).cmp(&(other.order, &other.slug)));
    portal
}

/// Whether a finding says that a front matter cannot be read.
fn is_syntax(finding: &Finding) -> bool {
    let rules =
        [Rule::YAML_SYNTAX, Rule::YAML_LIMIT, Rule::FRONT_MATTER_MISSING, Rule::FRONT_MATTER_UNCLOSED];
    rules.iter().any(|rule| rule.id == finding.rule)
}
