//! What a file is to a browser, by the end of its name.

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
    pub const UNKNOWN: Self = Self { media: "application/octet-stream" };

    /// The kind of a file, by what follows the last dot of its name.
    pub fn of(name: &str) -> Self {
        let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
        let media = match end.as_deref().unwrap_or_default() {
            "html" | "htm" => return Self::HTML,
            "txt" | "md" => return Self::TEXT,
            "js" | "mjs" => return Self::SCRIPT,
            "css" => return Self::STYLE,
            "json" | "map" => return Self::JSON,
            "geojson" => "application/geo+json; charset=utf-8",
            "webmanifest" => "application/manifest+json; charset=utf-8",
            "csv" => "text/csv; charset=utf-8",
            "tsv" => "text/tab-separated-values; charset=utf-8",
            "xml" => "application/xml; charset=utf-8",
            "atom" => "application/atom+xml; charset=utf-8",
            "rss" => "application/rss+xml; charset=utf-8",
            "svg" => "image/svg+xml; charset=utf-8",
            "png" => "image/png",
            "jpg" | "jpeg" => "image/jpeg",
            "gif" => "image/gif",
            "webp" => "image/webp",
            "avif" => "image/avif",
            "ico" => "image/x-icon",
            "woff2" => "font/woff2",
            "woff" => "font/woff",
            "ttf" => "font/ttf",
            "otf" => "font/otf",
            "mp3" => "audio/mpeg",
            "mp4" => "video/mp4",
            "pdf" => "application/pdf",
            "ofd" => "application/ofd",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "xls" => "application/vnd.ms-excel",
            "doc" => "application/msword",
            "wps" => "application/vnd.ms-works",
            "parquet" => "application/vnd.apache.parquet",
            "zip" => "application/zip",
            "gz" => "application/gzip",
            "wasm" => "application/wasm",
            _ => return Self::UNKNOWN,
        };
        Self { media }
    }

    /// The value of `Content-Type`; what is text says that it is UTF-8.
    pub fn media(self) -> &'static str {
        self.media
    }
}
