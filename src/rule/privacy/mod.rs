//! Personal data and contact (catalogue P).

use super::Definition;

/// The rules of this group.
pub(super) const RULES: &[&Definition] = &[];
