//! How a portal reaches a server: as a release that is sent whole, then shown in one step.

mod approval;
mod audit;
mod enter;

pub use approval::unapproved;
pub use audit::{Audit, audit};
pub use enter::{Entered, enter, enter_rollback};
