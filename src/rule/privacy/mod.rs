//! Privacy and contact: what must not be published, and whom to ask (catalogue P).

mod applicant_name;
mod bank_card;
mod contact;
mod contact_incomplete;
mod contact_phone;
mod draft_mark;
mod identity_number;
mod mobile_number;
mod published;

use super::Definition;

/// The rules of this group.
pub(super) const RULES: &[&Definition] = &[
    &identity_number::RULE,
    &bank_card::RULE,
    &mobile_number::RULE,
    &contact_phone::RULE,
    &applicant_name::RULE,
    &draft_mark::RULE,
    &contact_incomplete::RULE,
];
