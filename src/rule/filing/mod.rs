//! Filing, publication and the bodies below (catalogue D, H).

use super::Definition;

/// The rules of this group.
pub(super) const RULES: &[&Definition] = &[];
