//! How a portal reaches a server: as a release that is sent whole, then shown in one step.
//!
//! The steps are [`open()`] → [`Place::state`] → [`Plan::new`] → [`Place::send`] → [`Place::switch`] → [`Place::tidy`]. A
//! deploy may end after any of them, in whatever way: readers see the old release or the new one, and the next deploy
//! goes on from there. Nothing is shown before every byte of it was read again where it arrived.

mod approval;
pub mod archive;
mod audit;
mod book;
mod enter;
mod error;
mod expected;
mod fetch;
mod lock;
mod place;
mod plan;
mod release;
mod sign;
mod state;
mod trouble;
mod verify;

pub use approval::unapproved;
pub use audit::{Audit, audit};
pub use book::{Book, BookError};
pub use enter::{Entered, enter, enter_rollback};
pub use error::DeployError;
pub use expected::{Expected, sums};
pub use fetch::{Limits, Server};
pub use place::{Access, Place, Sender, open};
use place::{CURRENT, RELEASES, SHOWN};
pub use plan::{Change, Plan, changes};
pub use release::Id;
pub use sign::{PublicKey, SecretKey, SignError, Signed, check};
pub use state::{Shown, State, audited};
pub use trouble::Trouble;
pub use verify::{Demand, Published, Question, Sent, Verdict, verify};
