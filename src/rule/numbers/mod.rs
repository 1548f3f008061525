//! Numbers in the text against the tables and against each other (catalogue X).

use super::Definition;

/// The rules of this group.
pub(super) const RULES: &[&Definition] = &[];
