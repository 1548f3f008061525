//! What tells other programs of the portal: Atom feeds, the map for search engines, robots.txt.

use crate::page::{Address, Feed};
use crate::portal::{Base, Route};

/// A feed (RFC 4287).
pub fn atom(_feed: &Feed) -> Vec<u8> {
    Vec::new()
}

/// The map of all pages (sitemaps.org), in one file or, past the limits, in several with an index.
pub fn sitemap(_base: &Base, _addresses: &[Address]) -> Vec<(Route, Vec<u8>)> {
    vec![(Route::sitemap(), Vec::new())]
}

/// The file robots.txt (RFC 9309).
pub fn robots(_base: &Base) -> Vec<u8> {
    Vec::new()
}
