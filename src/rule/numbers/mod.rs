//! Numbers in the text against the tables and against each other (catalogue X).

mod count_missing;
mod documents_in_text;
mod fee_statement_missing;
mod fee_unexplained;
mod figure_repeated;
mod list_total;
mod outcome_in_text;
mod part_exceeds_whole;
mod pending_in_text;
mod pending_overdue;
mod percentage;
mod requests_in_text;
mod review_in_text;

use super::Definition;

/// The rules of this group.
pub(super) const RULES: &[&Definition] = &[
    &requests_in_text::RULE,
    &pending_in_text::RULE,
    &count_missing::RULE,
    &review_in_text::RULE,
    &outcome_in_text::RULE,
    &documents_in_text::RULE,
    &list_total::RULE,
    &part_exceeds_whole::RULE,
    &percentage::RULE,
    &figure_repeated::RULE,
    &fee_statement_missing::RULE,
    &fee_unexplained::RULE,
    &pending_overdue::RULE,
];
