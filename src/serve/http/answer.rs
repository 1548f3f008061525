//! What a request is answered with. A handler says what there is; which part of it is sent, and with which headers, is decided
//! here, in one place, for every answer.

use std::fmt::{self, Write as _};
use std::fs::File;
use std::ops;
use std::sync::Arc;

use super::event::EventStream;
use super::kind::Kind;
use super::range::Range;
use super::request::{Method, Request};
use super::status::Status;
use super::tag;
use crate::text::encoded;
use crate::webserver::POLICY;

/// Headers of every answer. What a page may load is what a built portal may; nothing is kept, since the next edit changes it; no other
/// site may use it, and none is told where it was linked from.
const ALWAYS: &str = "Connection: close\r\n\
    X-Content-Type-Options: nosniff\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    Cache-Control: no-store\r\n\
    Referrer-Policy: no-referrer\r\n";

/// An answer to be sent.
#[derive(Debug)]
pub struct Answer {
    status: Status,
    kind: Kind,
    tag: Option<String>,
    location: Option<String>,
    body: Body,
}

/// Where the bytes come from.
pub(super) enum Body {
    /// From memory.
    Bytes(Arc<[u8]>),
    /// From a disk, piece by piece.
    File { file: File, size: u64 },
    /// From whoever gets the open connection.
    Events(Box<dyn FnOnce(EventStream) + Send>),
}

/// An answer as it is sent.
pub(super) struct Reply {
    pub(super) head: String,
    pub(super) body: Body,
    /// Which bytes of the body; none for HEAD.
    pub(super) part: ops::Range<u64>,
}

impl Answer {
    /// Something in memory, with status 200.
    pub fn bytes(kind: Kind, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { status: Status::Ok, kind, tag: None, location: None, body: Body::Bytes(bytes.into()) }
    }

    /// An open file of which the first `size` bytes are sent. It is never whole in memory; if it has become shorter meanwhile,
    /// the connection ends early, which the client sees.
    pub fn file(kind: Kind, file: File, size: u64) -> Self {
        Self { body: Body::File { file, size }, ..Self::bytes(kind, []) }
    }

    /// The address of what was asked for, on this server: a decoded path, and the query as the request had it
    /// ([`Request::raw_query`]). Whatever `path` begins with, the client goes to no other host.
    pub fn moved(path: &str, query: Option<&str>) -> Self {
        let mut location = format!("/{}", encoded(path.trim_start_matches(['/', '\\'])));
        if let Some(query) = query {
            location.push('?');
            location.extend(
                query.chars().map(
                    |c| {
                        if c.is_ascii_graphic() { c.to_string() } else { encoded(&c.to_string()) }
                    },
                ),
            );
        }
        Self { location: Some(location), ..Self::error(Status::MovedPermanently) }
    }

    /// A short plain text that says what the status means.
    pub fn error(status: Status) -> Self {
        let text = format!("{} {}\n", status.code(), status.reason());
        Self::bytes(Kind::TEXT, text.into_bytes()).with_status(status)
    }

    /// An event stream: `open` gets the connection once the client knows that there will be events. It runs on the thread of the
    /// request and should only put the stream where it is kept. A HEAD request gets the head, and `open` is not called.
    pub fn events(open: impl FnOnce(EventStream) + Send + 'static) -> Self {
        Self { kind: Kind::EVENTS, body: Body::Events(Box::new(open)), ..Self::bytes(Kind::EVENTS, []) }
    }

    /// The same with another status. Ranges and tags are only for 200.
    pub fn with_status(self, status: Status) -> Self {
        Self { status, ..self }
    }

    /// The same with an entity tag: a digest of the bytes, in letters and digits.
    pub fn with_tag(self, digest: &str) -> Self {
        Self { tag: Some(tag::quoted(digest)), ..self }
    }

    /// What is sent to a request; without one, it could not be read, and `method` is what it seemed to be.
    pub(super) fn reply(mut self, method: Method, request: Option<&Request>) -> Reply {
        let events = matches!(self.body, Body::Events(_));
        let mut size = self.body.size();
        let mut part = 0..size;
        let mut content_range = None;
        if let Some(request) = request.filter(|_| self.status == Status::Ok && !events) {
            if self.is_known(request) {
                self.status = Status::NotModified;
            } else {
                match self.range(request, size) {
                    Range::Whole => {}
                    Range::Part(asked) => {
                        self.status = Status::PartialContent;
                        content_range = Some(format!("bytes {}-{}/{size}", asked.start, asked.end - 1));
                        part = asked;
                    }
                    Range::Unsatisfiable => {
                        self = Self { tag: None, ..Self::error(Status::RangeNotSatisfiable) };
                        content_range = Some(format!("bytes */{size}"));
                        size = self.body.size();
                        part = 0..size;
                    }
                }
            }
        }
        let mut head = format!("HTTP/1.1 {} {}\r\n{ALWAYS}", self.status.code(), self.status.reason());
        // Writing to a string cannot fail.
        let mut line = |name: &str, value: &str| {
            let _ = write!(head, "{name}: {value}\r\n");
        };
        line("Content-Security-Policy", POLICY);
        if let Some(tag) = &self.tag {
            line("ETag", tag);
        }
        if self.status != Status::NotModified {
            line("Content-Type", self.kind.media());
            if !events {
                line("Content-Length", &(part.end - part.start).to_string());
            }
            if self.kind == Kind::UNKNOWN {
                let name = request.and_then(|request| request.path.as_deref()?.rsplit('/').next());
                let name = encoded(name.unwrap_or_default());
                line("Content-Disposition", &format!("attachment; filename*=UTF-8''{name}"));
            }
        }
        if !events && matches!(self.status, Status::Ok | Status::PartialContent) {
            line("Accept-Ranges", "bytes");
        }
        if let Some(range) = &content_range {
            line("Content-Range", range);
        }
        if let Some(location) = &self.location {
            line("Location", location);
        }
        if self.status == Status::MethodNotAllowed {
            line("Allow", "GET, HEAD");
        }
        head.push_str("\r\n");
        if self.status == Status::NotModified || method == Method::Head {
            return Reply { head, body: Body::Bytes(Arc::new([])), part: 0..0 };
        }
        Reply { head, body: self.body, part }
    }

    /// Whether the client has it already.
    fn is_known(&self, request: &Request) -> bool {
        request.values("if-none-match").any(|tags| tag::none_match(tags, self.tag.as_deref()))
    }

    /// The part that is asked for. Only GET has parts, and a part of something else than the client has is no use to it.
    fn range(&self, request: &Request, size: u64) -> Range {
        let mut ranges = request.values("range");
        let fresh = request.values("if-range").all(|tag| Some(tag) == self.tag.as_deref());
        match (ranges.next(), ranges.next()) {
            (Some(range), None) if fresh && request.method == Method::Get => Range::read(range, size),
            _ => Range::Whole,
        }
    }
}

impl Body {
    fn size(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File { size, .. } => *size,
            Self::Events(_) => 0,
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(_) => write!(f, "Bytes({})", self.size()),
            Self::File { size, .. } => write!(f, "File({size})"),
            Self::Events(_) => f.write_str("Events"),
        }
    }
}
