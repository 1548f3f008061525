//! How a portal reaches a server: as a release that is sent whole, then shown in one step.
//!
//! The steps are [`open`] → [`Place::state`] → [`Plan::new`] → [`Place::send`] → [`Place::switch`] → [`Place::tidy`]. A
//! deploy may end after any of them, in whatever way: readers see the old release or the new one, and the next deploy
//! goes on from there. Nothing is shown before every byte of it was read again where it arrived.

mod approval;
mod audit;
mod enter;
mod error;
mod lock;
mod place;
mod plan;
mod release;
mod state;

pub use approval::unapproved;
pub use audit::{Audit, audit};
pub use enter::{Entered, enter, enter_rollback};
pub use error::DeployError;
pub use place::{Access, Place, Sender, open};
pub use plan::{Change, Plan, changes};
pub use release::Id;
pub use state::{Shown, State, audited};
