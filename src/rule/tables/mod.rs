//! Figures of the tables (catalogue T, Y).

mod count_swing;
mod rules_not_competent;

use super::Definition;

/// The rules of this group.
pub(super) const RULES: &[&Definition] = &[&rules_not_competent::RULE, &count_swing::RULE];
