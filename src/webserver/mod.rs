//! Configurations of web servers for a portal, as text: strict headers, compressed files, caching, kinds of files, the page for addresses
//! that do not exist, and redirects for agencies that were renamed.
//!
//! The texts are templates beside this file, each with its comments in both languages: a comment that begins with `[en]` or `[zh-CN]` is
//! kept in that language only. Nothing is read or written here.

mod facts;
mod headers;
mod media;

use serde::Serialize;
use tera::{Context, Tera};

pub use facts::{Facts, Moved, Unfit};
pub use headers::{ASKED, HEADERS, KEPT, POLICY};
pub use media::{MEDIA, TEXTS, UNKNOWN, media};

use crate::language::Language;

/// A web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// nginx.
    Nginx,
    /// Apache HTTP Server.
    Apache,
    /// Internet Information Services.
    Iis,
    /// Caddy.
    Caddy,
}

impl Server {
    /// All of them with their names on the command line.
    pub const ALL: [(&'static str, Self); 4] =
        [("nginx", Self::Nginx), ("apache", Self::Apache), ("iis", Self::Iis), ("caddy", Self::Caddy)];

    /// The text of its configuration, with blanks.
    fn template(self) -> &'static str {
        match self {
            Self::Nginx => include_str!("nginx.conf"),
            Self::Apache => include_str!("apache.conf"),
            Self::Iis => include_str!("web.config"),
            Self::Caddy => include_str!("Caddyfile"),
        }
    }
}

/// All that a template can name.
#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    facts: &'a Facts,
    headers: Vec<Header>,
    kinds: Vec<Kind>,
    unknown: &'static str,
    texts: &'static [&'static str],
    kept: &'static str,
    asked: &'static str,
}

#[derive(Serialize)]
struct Header {
    name: &'static str,
    value: &'static str,
}

#[derive(Serialize)]
struct Kind {
    media: &'static str,
    ends: &'static [&'static str],
}

/// The configuration of a server for a portal, with comments in a language.
pub fn configuration(server: Server, facts: &Facts, language: Language) -> String {
    let view = View {
        facts,
        headers: HEADERS.iter().map(|&(name, value)| Header { name, value }).collect(),
        kinds: MEDIA.iter().map(|&(media, ends)| Kind { media, ends }).collect(),
        unknown: UNKNOWN,
        texts: TEXTS,
        kept: KEPT,
        asked: ASKED,
    };
    let mut tera = Tera::new();
    let text = tera
        .add_raw_template("configuration", server.template())
        .and_then(|()| Context::from_serialize(&view))
        .and_then(|context| tera.render("configuration", &context))
        .expect("the templates are tested with all facts");
    let lines = text.lines().filter_map(|line| spoken(line, language));
    lines.map(|line| line + "\n").collect()
}

/// A line in a language: comments in others are left out.
fn spoken(line: &str, language: Language) -> Option<String> {
    for open in ["# [", "<!-- ["] {
        let Some((indent, comment)) = line.split_once(open).filter(|(indent, _)| indent.trim().is_empty())
        else {
            continue;
        };
        let (tag, text) = comment.split_once("] ")?;
        let open = open.trim_end_matches('[');
        return (tag == language.tag()).then(|| format!("{indent}{open}{text}"));
    }
    Some(line.to_owned())
}
