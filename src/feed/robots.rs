//! robots.txt (RFC 9309): everything may be read, and where the map is. Programs ask for it at the root of a host only.

use crate::portal::{Base, Route};

/// The file. It names the map where there is one.
pub fn robots(base: &Base) -> Vec<u8> {
    let map = match base.url() {
        "" => String::new(),
        url => format!("\nSitemap: {}\n", Route::sitemap().below(url)),
    };
    format!("User-agent: *\nAllow: /\n{map}").into_bytes()
}
