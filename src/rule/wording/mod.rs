//! Wording and typography (catalogue L).

mod doubled_punctuation;

use super::Definition;

/// The rules of this group.
pub(super) const RULES: &[&Definition] = &[&doubled_punctuation::RULE];
