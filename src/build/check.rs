//! What is wrong in what was read: rules and the reports set beside each other. No page is needed for it.

use std::sync::Arc;

use super::memo::Memo;
use crate::finding::Finding;
use crate::portal::{self, Input};
use crate::rule::{self, Reports};
use crate::text::Digest;

/// How many reports are checked between two questions whether to go on.
const SOME: usize = 256;

/// Checks, and remembers what it found in each report.
#[derive(Default)]
pub(crate) struct Checker {
    checked: Memo<Arc<[Finding]>>,
}

impl Checker {
    /// Everything that is found before there are pages, still to be judged. Reads every report, side by side.
    pub(crate) fn check(&mut self, input: &Input) -> Vec<Finding> {
        self.check_while(input, || true).expect("nothing keeps it from going on")
    }

    /// The same, given up between some reports and the next once `goes_on` says no. What was found so far is remembered.
    pub(crate) fn check_while(&mut self, input: &Input, goes_on: impl Fn() -> bool) -> Option<Vec<Finding>> {
        let of_rules = self.rules(input, goes_on)?;
        // A turn ends when it is whole: one that was given up forgets nothing.
        self.checked.turn();
        Some(portal::check(input, of_rules))
    }

    /// What the rules find, in each report and in all together.
    fn rules(&mut self, input: &Input, goes_on: impl Fn() -> bool) -> Option<Vec<Finding>> {
        let reports = Reports::of(input);
        let key = |key: &&(i32, String)| {
            let document = &input.documents[*key];
            let around = (&input.site, &input.register, &input.forms);
            Digest::of(&(*key, &document.marks.path, document.digest, around))
        };
        let keys: Vec<&(i32, String)> = input.documents.keys().collect();
        let mut findings = Vec::new();
        for some in keys.chunks(SOME) {
            if !goes_on() {
                return None;
            }
            let of_each = self.checked.all(some, &key, |key| {
                reports.subject(key).map(|subject| rule::of_report(&subject)).unwrap_or_default().into()
            });
            findings.extend(of_each.iter().flat_map(|findings| findings.iter().cloned()));
        }
        findings.extend(rule::of_portal(&reports));
        Some(findings)
    }
}
