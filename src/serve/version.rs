//! The version of a page: what tells whether a browser shows what the files say now. And the snippet that carries it.
//!
//! A version is made of the page's bytes, not of a count: a tab that connects late, or to a preview that was started anew,
//! still learns whether its page has changed. Style sheets have a part of their own, since they can be swapped in place.

use std::sync::Arc;

use super::showing::{Showing, Shown};
use crate::build::Output;
use crate::portal::Route;
use crate::text::Digest;

/// The version of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// Of everything but the style sheets.
    pub(super) page: String,
    /// Of the style sheets.
    pub(super) styles: String,
}

impl Version {
    /// The version as a page carries it.
    pub(super) fn told(&self) -> String {
        format!("{}-{}", self.page, self.styles)
    }

    /// The version that a page carries; what is no version is that of no page.
    pub(super) fn read(text: &str) -> Self {
        let (page, styles) = text.split_once('-').unwrap_or((text, ""));
        Self { page: page.to_owned(), styles: styles.to_owned() }
    }

    /// The version of what is no page of the site, such as the word that nothing can be shown.
    pub(super) fn of(what: &str) -> Self {
        Self::read(what)
    }

    /// The version of a page of a site.
    pub(super) fn of_page(html: &[u8], showing: &Showing) -> Self {
        let mut text = String::from_utf8_lossy(html).into_owned();
        for (name, route) in showing.styles() {
            let file = route.as_str().rsplit('/').next().unwrap_or_default();
            text = text.replace(file, name);
        }
        let styles: Vec<_> = showing.styles().collect();
        Self { page: Digest::of_bytes(text.as_bytes()).short(16), styles: Digest::of(&styles).short(8) }
    }

    /// The version of what is shown at a route.
    pub(super) fn of_shown(shown: Option<&Shown>, showing: &Showing) -> Self {
        match shown {
            Some(Shown::File(Output::Bytes(bytes))) => Self::of_page(bytes, showing),
            Some(Shown::File(Output::Copy(path))) => Self::of(&Digest::of(path).short(16)),
            Some(Shown::Wrong) => Self::of("wrong"),
            None => Self::of("missing"),
        }
    }
}

/// What stands in front of the snippet, and nowhere in what `build` writes.
pub const BEGIN: &str = "<!--gongkai serve-->";

/// What stands behind it.
pub const END: &str = "<!--/gongkai serve-->";

/// A page with the script that reloads it: at the end of its body, or of its text where it has none.
pub(super) fn with_snippet(html: &[u8], page: &Route, version: &Version) -> Arc<[u8]> {
    let script = format!(
        "{BEGIN}<script src=\"/_gongkai/client.js\" data-page=\"{}\" data-version=\"{}\" defer></script>{END}",
        escaped(page.as_str()),
        version.told(),
    );
    let body = b"</body>";
    let at = html.windows(body.len()).rposition(|window| window == body).unwrap_or(html.len());
    let (head, tail) = html.split_at(at);
    [head, script.as_bytes(), tail].concat().into()
}

/// Text as it may stand in HTML, also between quotation marks. Characters that steer a terminal have no place in it.
pub(super) fn escaped(text: &str) -> String {
    let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    text.replace(odd, "\u{fffd}")
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
