//! What tells other programs of the portal: Atom feeds, the map for search engines, robots.txt.
//!
//! In: what [`crate::page`] has planned. Out: bytes. All addresses in them are absolute, so the plan asks for none of
//! them, robots.txt aside, where the portal has no address on the web. Dates are those of the data, never of the clock.

mod atom;
mod robots;
mod sitemap;
mod xml;

pub use atom::atom;
pub use robots::robots;
pub use sitemap::sitemap;
