//! Figures of the tables (catalogue T, Y).

use super::Definition;

/// The rules of this group.
pub(super) const RULES: &[&Definition] = &[];
