//! From snapshots to states of the site: what is shown, and what is to be checked.
//!
//! Whoever edits a file breaks it now and then. What was last readable stays in view meanwhile: a report whose front matter
//! cannot be read keeps the figures it had, and a site whose settings, register, forms or theme are broken stays as it was.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::showing::Showing;
use crate::build::{self, Assembled, Assembler, Assembly, Checker, Entry, Snapshot, Themed};
use crate::finding::{self, Finding, Level, Rule, Sources};
use crate::portal::{Input, Portal};

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
        if !is_broken(&input) || self.last.is_none() {
            let last = self.last.as_deref();
            let portal = with_last_good(portal, last.map(|last| &last.portal), snapshot);
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
    /// Reads every report, side by side: those who look at sums wait for it, so it comes before all checking.
    pub(super) fn read(&self) {
        use rayon::prelude::*;
        let documents = self.input.as_ref().map(|input| &input.documents);
        documents.into_par_iter().flatten().for_each(|(_, document)| {
            LazyLock::force(document);
        });
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

/// Whether something is wrong that all pages depend on.
fn is_broken(input: &Input) -> bool {
    let of_all = |path: &str| path == "content/agencies.yaml" || path.starts_with("forms/");
    input.findings.iter().any(|finding| finding.level == Level::Error && of_all(&finding.place().path))
}

/// The portal with those reports as they last were that can no longer be read, though their files are there.
fn with_last_good(mut portal: Portal, last: Option<&Portal>, snapshot: &Snapshot) -> Portal {
    let Some(last) = last else { return portal };
    let mut kept = BTreeMap::new();
    for (key, before) in &last.documents {
        let readable = match portal.documents.get(key) {
            Some(now) => Arc::ptr_eq(now, before) || now.readable,
            None => false,
        };
        let is_there = || {
            let path = format!("content/{}/{}.md", key.0, key.1);
            matches!(snapshot.files.get(path.as_str()), Some(Entry::Text { .. }))
        };
        if !readable && is_there() && portal.register.get(&key.1).is_some() {
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
    portal
}
