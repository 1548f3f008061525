//! What is wrong in what was read: rules and the reports set beside each other. No page is needed for it.

use std::sync::Arc;

use super::memo::Memo;
use crate::finding::Finding;
use crate::portal::{self, Input};
use crate::rule::{self, Reports};
use crate::text::Digest;

/// Checks, and remembers what it found in each report.
#[derive(Default)]
pub(crate) struct Checker {
    checked: Memo<Arc<[Finding]>>,
}

impl Checker {
    /// Everything that is found before there are pages, still to be judged. Reads every report, side by side.
    pub(crate) fn check(&mut self, input: &Input) -> Vec<Finding> {
        self.checked.turn();
        let of_rules = self.rules(input);
        portal::check(input, of_rules)
    }

    /// What the rules find, in each report and in all together.
    fn rules(&mut self, input: &Input) -> Vec<Finding> {
        let reports = Reports::of(input);
        let key = |key: &&(i32, String)| {
            let document = &input.documents[*key];
            let around = (&input.site, &input.register, &input.forms);
            Digest::of(&(*key, &document.marks.path, document.digest, around))
        };
        let keys: Vec<&(i32, String)> = input.documents.keys().collect();
        let of_each = self.checked.all(&keys, key, |key| {
            reports.subject(key).map(|subject| rule::of_report(&subject)).unwrap_or_default().into()
        });
        let of_each = of_each.iter().flat_map(|findings| findings.iter().cloned());
        of_each.chain(rule::of_portal(&reports)).collect()
    }
}
