//! Structure: the form, its parts and its fixed wording (catalogue F).

mod heading_numbers;
mod notice_outdated;
mod old_regulation;
mod parts_announced;
mod period_wrong;
mod template_left;
mod title_wording;

use super::Definition;

/// The rules of this group.
pub(super) const RULES: &[&Definition] = &[
    &notice_outdated::RULE,
    &old_regulation::RULE,
    &title_wording::RULE,
    &period_wrong::RULE,
    &template_left::RULE,
    &parts_announced::RULE,
    &heading_numbers::RULE,
];
