//! Outputs that differ only in case would be one file on many systems.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, Place, Rule};
use crate::page::{Beside, Item};
use crate::portal::{Portal, Route};
use crate::text::Span;

/// A finding for each of these outputs that has the name of one before it. Attachments alone can bring that about.
pub(crate) fn collisions(portal: &Portal, items: &[(Route, Item)]) -> Vec<Finding> {
    let mut seen: BTreeMap<String, &Item> = BTreeMap::new();
    let mut findings = Vec::new();
    for (route, item) in items {
        if let Some(first) = seen.insert(route.as_str().to_lowercase(), item) {
            let attachment = copied(portal, item).or_else(|| copied(portal, first));
            let place = Place::new(&attachment.unwrap_or_else(|| "content".into()), Span::default());
            findings.push(Finding::new(Rule::ROUTE_COLLISION, place).arg("route", route.as_str()));
        }
    }
    findings
}

/// The input that an output is a copy of.
fn copied(portal: &Portal, item: &Item) -> Option<Arc<str>> {
    let Item::Beside(year, slug, Beside::Attachment(index)) = item else { return None };
    Some(Arc::clone(&portal.attachments.get(&(*year, slug.clone()))?.get(*index)?.path))
}
