//! The order of the stages, and the memo that makes a second turn cheap. Nothing else.
//!
//! [`Engine::run`] takes a [`Snapshot`] of all input to an [`Outcome`]: the findings and, if nothing blocks, every
//! output. Warm or cold, on any number of threads, the same snapshot gives the same outcome.

mod assemble;
mod check;
mod collisions;
mod compress;
mod links;
mod memo;
mod parse;
mod render;
mod snapshot;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(crate) use assemble::{Assembled, Assembler, Assembly, Themed, Themes};
pub(crate) use check::Checker;
pub(crate) use collisions::collisions;
pub use compress::compressed;
pub use memo::Memo;
pub(crate) use parse::{is_read, report_of};
pub(crate) use render::{Made, Rendered, key, render};
pub use snapshot::{Entry, Snapshot, Trouble};

use crate::finding::{self, Finding, Rule, Sources, Summary};
use crate::page::Plan;
use crate::portal::{self, Portal, Route};
use crate::report::Withheld;
use crate::text::Digest;

/// What one output file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// The bytes of the input file at this path.
    Copy(Arc<str>),
}

/// Everything that comes of a snapshot.
pub struct Outcome {
    /// Sorted by path, place and rule.
    pub findings: Vec<Finding>,
    /// The texts that the findings point into.
    pub sources: Sources,
    /// How many reports were read.
    pub reports: usize,
    /// Every output; empty where the portal could not be put together at all.
    pub outputs: BTreeMap<Route, Output>,
    /// The portal; none where site.toml could not be read. If so, nothing else was tried.
    pub portal: Option<Portal>,
    /// Reports that the public may not see yet, by year and agency.
    pub withheld: BTreeMap<(i32, String), Withheld>,
    /// Digest of the sources that the outputs are made of.
    pub digest: Digest,
}

impl Outcome {
    /// Whether site.toml could be read.
    pub fn is_usable(&self) -> bool {
        self.portal.is_some()
    }

    /// Counts of the findings.
    pub fn summary(&self) -> Summary {
        Summary::of(&self.findings, self.reports)
    }

    /// Whether the findings keep the portal from being written.
    pub fn blocks(&self, strict: bool) -> bool {
        self.findings.iter().any(|finding| finding.blocks(strict))
    }

    /// The reports without which nothing would block; none where something else blocks.
    pub fn culprits(&self, strict: bool) -> Option<BTreeSet<(i32, String)>> {
        let mut culprits = BTreeSet::new();
        for finding in self.findings.iter().filter(|finding| finding.blocks(strict)) {
            culprits.insert(report_of(&finding.place().path)?);
            // Of two files for one report nobody can tell which is right.
            culprits.extend(finding.year.zip(finding.agency.clone()));
        }
        Some(culprits)
    }

    /// How many outputs are pages.
    pub fn pages(&self) -> usize {
        self.outputs.keys().filter(|route| route.is_page()).count()
    }
}

/// How much of a turn's work was really done; the rest was remembered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// Files that had not been seen before.
    pub parsed: usize,
    /// Pages that were rendered.
    pub rendered: usize,
}

/// The pipeline with what it remembers between turns.
#[derive(Default)]
pub struct Engine {
    assembler: Assembler,
    checker: Checker,
    rendered: Memo<Rendered>,
}

/// Which stages are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// What can be found without pages: a quick look, for those who only edit content.
    Check,
    /// All findings and all outputs.
    Build,
}

impl Engine {
    /// Takes a snapshot through the pipeline.
    pub fn run(&mut self, snapshot: &Snapshot, goal: Goal) -> Outcome {
        self.rendered.turn();
        let Assembly { mut sources, mut findings, reports, site } = self.assembler.assemble(snapshot);
        let Some(Assembled { input, portal }) = site else {
            finding::sort(&mut findings);
            let withheld = BTreeMap::new();
            let (outputs, digest) = (BTreeMap::new(), snapshot.digest(|_| true));
            return Outcome { findings, sources, reports, outputs, portal: None, withheld, digest };
        };
        let mut findings = self.checker.check(&input);
        let mut outputs = BTreeMap::new();
        // What only shows on pages.
        let mut not_asked: &[Rule] = &[Rule::LINK_BROKEN];
        if goal == Goal::Build {
            let Themed { themes, findings: of_theme, sources: templates } =
                self.assembler.themes(snapshot, &portal, &sources);
            findings.extend(of_theme);
            sources.extend(templates);
            if let Some(theme) = themes.get(&portal.site.language) {
                // The status page shows what is known before there are pages.
                let known = if portal.site.status { findings.clone() } else { Vec::new() };
                let known = judged(&input, known, &[Rule::LINK_BROKEN]);
                let plan = Plan::new(&portal, &known, &theme.assets);
                let items = plan.items();
                findings.extend(collisions(&portal, &items));
                let pages = plan.pages(&items);
                let made = render::all(&pages, &themes, &mut self.rendered);
                findings.extend(links::check(&pages, &made, &portal, theme, &sources));
                (outputs, not_asked) = (made.outputs, &[]);
                findings.extend(made.findings);
            }
        }
        let findings = judged(&input, findings, not_asked);
        let digest = snapshot.digest(|key| !input.left_out.contains(key) && !input.hides(key));
        Outcome {
            findings,
            sources,
            reports,
            outputs,
            portal: Some(portal),
            withheld: input.withheld,
            digest,
        }
    }

    /// How much was really done in the last turn.
    pub fn ran(&self) -> Ran {
        Ran { parsed: self.assembler.parsed(), rendered: self.rendered.ran }
    }
}

/// Findings as the portal judges them, sorted; see [`portal::judge`].
pub(crate) fn judged(input: &portal::Input, findings: Vec<Finding>, not_asked: &[Rule]) -> Vec<Finding> {
    let accepts = portal::Accepts::of(&input.documents);
    let mut findings = portal::judge(&input.site, &accepts, findings, not_asked);
    finding::sort(&mut findings);
    findings
}
