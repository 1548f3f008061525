//! How a portal reaches a server: as a release that is sent whole, then shown in one step.

mod audit;

pub use audit::{Audit, audit};
