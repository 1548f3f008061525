//! Wording and typography (catalogue L).

mod doubled_punctuation;
mod text_copied;

use super::Definition;

/// The rules of this group.
pub(super) const RULES: &[&Definition] = &[&doubled_punctuation::RULE, &text_copied::RULE];
