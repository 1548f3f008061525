//! How a portal reaches a server: as a release that is sent whole, then shown in one step.

pub mod archive;
mod audit;
mod expected;
mod fetch;
mod sign;
mod trouble;
mod verify;

pub use audit::{Audit, audit};
pub use expected::{Expected, sums};
pub use fetch::{Limits, Server};
pub use sign::{PublicKey, SecretKey, SignError, Signed, check};
pub use trouble::Trouble;
pub use verify::{Demand, Place, Question, Verdict, verify};
