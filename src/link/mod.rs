//! The link check: whether every link within the portal, its fragment and every file that a page needs are there.
//!
//! In: the HTML of each page, once, as [`Links`]; the routes of all outputs as a [`Tree`]. Out: what is broken, and as
//! findings, told where somebody wrote it: in the text of a report or page, or else in a template. Nothing is fetched:
//! links to other sites are not looked at.

mod extract;
mod resolve;
mod told;
mod tree;

pub use extract::{Links, extract};
pub use resolve::{Target, resolve};
pub use told::{Origin, Told};
pub use tree::{Broken, Tree, Wrong};
