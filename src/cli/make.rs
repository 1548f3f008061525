//! From a site to the files of its portal, told to the person who asked: what `build` and `deploy` share.

use std::collections::BTreeMap;
use std::time::Instant;

use super::check::{closing, exit};
use super::print::Printer;
use super::{Exit, Site};
use crate::build::{Engine, Goal, Outcome, Output, Snapshot, compressed};
use crate::disk::{Anchor, Content, Origin};
use crate::finding::{Finding, Summary};
use crate::language::{Arg, Language, Message};
use crate::report::Withheld;

/// What keeps a portal from being made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Whether warnings do too.
    pub(super) strict: bool,
    /// Whether reports with errors are left out instead.
    pub(super) keep_going: bool,
}

/// Makes the portal of a site; a second time costs little.
pub(super) struct Maker<'a> {
    site: &'a Site,
    bounds: Bounds,
    printer: &'a Printer,
    engine: Engine,
}

/// A portal that was made and has yet to be put somewhere.
pub(super) struct Made {
    /// What it was made of.
    pub(super) snapshot: Snapshot,
    /// What came of the pipeline.
    pub(super) outcome: Outcome,
    /// Every file by its path.
    pub(super) files: BTreeMap<String, Content>,
    /// Counts of the findings, those of reports that are left out among them.
    pub(super) counts: Summary,
}

impl<'a> Maker<'a> {
    /// Makes portals of a site.
    pub(super) fn new(site: &'a Site, bounds: Bounds, printer: &'a Printer) -> Self {
        Self { site, bounds, printer, engine: Engine::default() }
    }

    /// Takes a snapshot through the pipeline and tells the findings; how to end where they block.
    pub(super) fn make(&mut self, mut snapshot: Snapshot) -> Result<Made, Exit> {
        let start = Instant::now();
        let Bounds { strict, keep_going } = self.bounds;
        let mut outcome = self.engine.run(&snapshot, Goal::Build);
        let open: Vec<Finding> =
            outcome.findings.iter().filter(|finding| finding.accepted.is_none()).cloned().collect();
        self.printer.grouped(&open, &outcome);
        let counts = outcome.summary();
        if let Some(culprits) = outcome.culprits(strict).filter(|_| {
            let blocks = outcome.is_usable() && outcome.blocks(strict);
            blocks && keep_going
        }) {
            snapshot.left_out = culprits;
            outcome = self.engine.run(&snapshot, Goal::Build);
        }
        if !outcome.is_usable() || outcome.blocks(strict) {
            self.printer.note(&closing("build-blocked", &counts, true, start));
            return Err(exit(&outcome, &outcome.findings, strict));
        }
        Ok(self.made(snapshot, outcome, counts))
    }

    /// The same portal with another ledger. What was told is not told again, unless it is new.
    pub(super) fn make_with_ledger(&mut self, made: Made, ledger: &str) -> Result<Made, Exit> {
        let Made { mut snapshot, counts, .. } = made;
        snapshot.set(crate::ledger::LEDGER, ledger);
        let outcome = self.engine.run(&snapshot, Goal::Build);
        if outcome.blocks(self.bounds.strict) {
            self.printer.grouped(&outcome.findings, &outcome);
            return Err(exit(&outcome, &outcome.findings, self.bounds.strict));
        }
        Ok(self.made(snapshot, outcome, counts))
    }

    fn made(&self, snapshot: Snapshot, outcome: Outcome, counts: Summary) -> Made {
        let content = |output: &Output| match output {
            Output::Bytes(bytes) => Content::Bytes(bytes.clone()),
            Output::Copy(path) => Content::File(self.site.root.join(&**path)),
        };
        let publication =
            outcome.portal.as_ref().map(|portal| portal.site.publication.clone()).unwrap_or_default();
        let outputs = compressed(&outcome.outputs, &publication);
        let files =
            outputs.iter().map(|(route, output)| (route.as_str().to_owned(), content(output))).collect();
        Made { snapshot, outcome, files, counts }
    }
}

impl Made {
    /// What the files were made of.
    pub(super) fn origin(&self) -> Origin {
        let entered = self.outcome.portal.as_ref().map(|portal| &portal.entered);
        let ledger = entered.filter(|ledger| !ledger.digests.is_empty());
        let anchor =
            ledger.map(|ledger| Anchor { lines: ledger.digests.len(), digest: ledger.digest().to_owned() });
        Origin { sources: Some(self.outcome.digest.to_string()), ledger: anchor }
    }

    /// Whether reports with errors are left out.
    pub(super) fn leaves_out(&self) -> bool {
        !self.snapshot.left_out.is_empty()
    }

    /// Says which reports are not in it.
    pub(super) fn tell_left_out(&self, printer: &Printer) {
        if let Some(message) = withheld(&self.outcome.withheld, self.snapshot.drafts, printer.language) {
            printer.note(&message);
        }
        if self.leaves_out() {
            let reports = self.snapshot.left_out.iter().map(|(year, agency)| format!("{year}/{agency}"));
            let message = Message::new("build-left-out").arg("count", self.snapshot.left_out.len());
            printer.note(&message.arg("reports", reports.collect::<Arg>()));
        }
    }
}

/// What to say of the reports that the public may not see yet; nothing where there are none.
fn withheld(
    reports: &BTreeMap<(i32, String), Withheld>,
    drafts: bool,
    language: Language,
) -> Option<Message> {
    let told = |((year, agency), why): (&(i32, String), &Withheld)| {
        format!("{year}/{agency} ({})", language.say(&because(*why)))
    };
    let id = if drafts { "build-drafts" } else { "build-withheld" };
    let message = Message::new(id).arg("count", reports.len());
    (!reports.is_empty()).then(|| message.arg("reports", reports.iter().map(told).collect::<Arg>()))
}

/// Why the public may not see a report yet.
pub(super) fn because(why: Withheld) -> Message {
    match why {
        Withheld::Status(status) => Message::new(format!("status-{}", status.word())),
        Withheld::Until(day) => Message::new("status-embargoed").arg("day", day.to_string()),
        Withheld::Unclear => Message::new("status-unclear"),
    }
}
