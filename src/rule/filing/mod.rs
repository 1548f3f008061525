//! Filing, publication and the bodies below (catalogue D, H).

mod bodies;
mod county_sum;
mod county_sum_unknown;
mod index_number;
mod index_publisher;
mod index_source;
mod published_ahead;
mod published_early;
mod published_late;
mod report_missing;
mod sign_off_missing;

use super::Definition;

/// The rules of this group.
pub(super) const RULES: &[&Definition] = &[
    &sign_off_missing::RULE,
    &published_late::RULE,
    &published_early::RULE,
    &published_ahead::RULE,
    &report_missing::RULE,
    &index_number::RULE,
    &index_publisher::RULE,
    &index_source::RULE,
    &county_sum::RULE,
    &county_sum_unknown::RULE,
];
