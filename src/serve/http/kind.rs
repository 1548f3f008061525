//! What a file is to a browser, by the end of its name.

use crate::webserver;

/// A media type; files of an unknown one are downloaded, never shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    media: &'static str,
}

impl Kind {
    /// A page.
    pub const HTML: Self = Self { media: "text/html; charset=utf-8" };
    /// A plain text.
    pub const TEXT: Self = Self { media: "text/plain; charset=utf-8" };
    /// A script.
    pub const SCRIPT: Self = Self { media: "text/javascript; charset=utf-8" };
    /// A style sheet.
    pub const STYLE: Self = Self { media: "text/css; charset=utf-8" };
    /// Data for programs.
    pub const JSON: Self = Self { media: "application/json; charset=utf-8" };
    /// Server-sent events.
    pub const EVENTS: Self = Self { media: "text/event-stream; charset=utf-8" };
    /// What no browser is to guess about.
    pub const UNKNOWN: Self = Self { media: webserver::UNKNOWN };

    /// The kind of a file, by what follows the last dot of its name.
    pub fn of(name: &str) -> Self {
        Self { media: webserver::media(name) }
    }

    /// The value of `Content-Type`; what is text says that it is UTF-8.
    pub fn media(self) -> &'static str {
        self.media
    }
}
