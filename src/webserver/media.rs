//! What a file is to a browser, by the end of its name: one table for the preview and for the configurations of web servers.

/// Files of an unknown kind are downloaded, never shown.
pub const UNKNOWN: &str = "application/octet-stream";

/// Ends of the names of outputs that are text, which compressed files are made of; all else is compressed already, or is no larger for it.
pub const TEXTS: &[&str] = &["html", "css", "js", "json", "csv", "xml", "svg", "txt", "webmanifest"];

/// Kinds of files with the ends of their names; what is text says that it is UTF-8.
pub const MEDIA: &[(&str, &[&str])] = &[
    ("text/html; charset=utf-8", &["html", "htm"]),
    ("text/plain; charset=utf-8", &["txt", "md"]),
    ("text/javascript; charset=utf-8", &["js", "mjs"]),
    ("text/css; charset=utf-8", &["css"]),
    ("application/json; charset=utf-8", &["json", "map"]),
    ("application/geo+json; charset=utf-8", &["geojson"]),
    ("application/manifest+json; charset=utf-8", &["webmanifest"]),
    ("text/csv; charset=utf-8", &["csv"]),
    ("text/tab-separated-values; charset=utf-8", &["tsv"]),
    ("application/xml; charset=utf-8", &["xml"]),
    ("application/atom+xml; charset=utf-8", &["atom"]),
    ("application/rss+xml; charset=utf-8", &["rss"]),
    ("image/svg+xml; charset=utf-8", &["svg"]),
    ("image/png", &["png"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("image/gif", &["gif"]),
    ("image/webp", &["webp"]),
    ("image/avif", &["avif"]),
    ("image/x-icon", &["ico"]),
    ("font/woff2", &["woff2"]),
    ("font/woff", &["woff"]),
    ("font/ttf", &["ttf"]),
    ("font/otf", &["otf"]),
    ("audio/mpeg", &["mp3"]),
    ("video/mp4", &["mp4"]),
    ("application/pdf", &["pdf"]),
    ("application/ofd", &["ofd"]),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
    ("application/vnd.ms-excel", &["xls"]),
    ("application/msword", &["doc"]),
    ("application/vnd.ms-works", &["wps"]),
    ("application/vnd.apache.parquet", &["parquet"]),
    ("application/zip", &["zip"]),
    ("application/gzip", &["gz"]),
    ("application/wasm", &["wasm"]),
];

/// The kind of a file, by what follows the last dot of its name.
pub fn media(name: &str) -> &'static str {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    let found = MEDIA.iter().find(|(_, ends)| ends.contains(&end.as_str()));
    found.map_or(UNKNOWN, |(media, _)| media)
}
