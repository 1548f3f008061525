//! Structure, title and period (catalogue F).

use super::Definition;

/// The rules of this group.
pub(super) const RULES: &[&Definition] = &[];
