//! Wording and typography (catalogue L, and the practice of evaluators).

mod digit_spacing;
mod digits_lost;
mod document_number_brackets;
mod doubled_characters;
mod doubled_punctuation;
mod emphasis_uneven;
mod foreign_field;
mod half_width_punctuation;
mod listed_word;
mod markup_left;
mod mixed_brackets;
mod notice_title;
mod office_name_mixed;
mod other_part_general;
mod overview_long;
mod overview_without_number;
mod paragraph_broken;
mod plain_http;
mod problems_thin;
mod self_name_mixed;
mod self_names_many;
mod self_praise;
mod stale_year;
mod text_copied;
mod topics_missing;

use super::Definition;

/// The rules of this group.
pub(super) const RULES: &[&Definition] = &[
    &doubled_punctuation::RULE,
    &half_width_punctuation::RULE,
    &mixed_brackets::RULE,
    &document_number_brackets::RULE,
    &digit_spacing::RULE,
    &doubled_characters::RULE,
    &digits_lost::RULE,
    &markup_left::RULE,
    &stale_year::RULE,
    &overview_without_number::RULE,
    &overview_long::RULE,
    &topics_missing::RULE,
    &problems_thin::RULE,
    &other_part_general::RULE,
    &self_name_mixed::RULE,
    &self_names_many::RULE,
    &office_name_mixed::RULE,
    &foreign_field::RULE,
    &listed_word::RULE,
    &emphasis_uneven::RULE,
    &paragraph_broken::RULE,
    &self_praise::RULE,
    &notice_title::RULE,
    &plain_http::RULE,
    &text_copied::RULE,
];
