//! The statuses that the preview answers with.

/// A status of HTTP: its number and the words that go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 200: here it is.
    Ok,
    /// 206: the part of it that was asked for.
    PartialContent,
    /// 301: it is at another address.
    MovedPermanently,
    /// 304: what the client has is still right.
    NotModified,
    /// 400: this is no request.
    BadRequest,
    /// 403: not for who asks, or not by this name.
    Forbidden,
    /// 404: nothing is at this address.
    NotFound,
    /// 405: known, but nothing that a preview does.
    MethodNotAllowed,
    /// 408: the request took too long to arrive.
    RequestTimeout,
    /// 413: a request with so much after its head is none for a preview.
    ContentTooLarge,
    /// 414: the first line is too long.
    UriTooLong,
    /// 416: there is no such part.
    RangeNotSatisfiable,
    /// 431: the head of the request is too large.
    HeadTooLarge,
    /// 500: the program failed.
    InternalError,
    /// 501: not known here.
    NotImplemented,
    /// 505: not HTTP/1.
    VersionNotSupported,
}

impl Status {
    /// The number, as in the first line of an answer.
    pub fn code(self) -> u16 {
        self.both().0
    }

    /// The English words of RFC 9110 and RFC 6585.
    pub fn reason(self) -> &'static str {
        self.both().1
    }

    fn both(self) -> (u16, &'static str) {
        match self {
            Self::Ok => (200, "OK"),
            Self::PartialContent => (206, "Partial Content"),
            Self::MovedPermanently => (301, "Moved Permanently"),
            Self::NotModified => (304, "Not Modified"),
            Self::BadRequest => (400, "Bad Request"),
            Self::Forbidden => (403, "Forbidden"),
            Self::NotFound => (404, "Not Found"),
            Self::MethodNotAllowed => (405, "Method Not Allowed"),
            Self::RequestTimeout => (408, "Request Timeout"),
            Self::ContentTooLarge => (413, "Content Too Large"),
            Self::UriTooLong => (414, "URI Too Long"),
            Self::RangeNotSatisfiable => (416, "Range Not Satisfiable"),
            Self::HeadTooLarge => (431, "Request Header Fields Too Large"),
            Self::InternalError => (500, "Internal Server Error"),
            Self::NotImplemented => (501, "Not Implemented"),
            Self::VersionNotSupported => (505, "HTTP Version Not Supported"),
        }
    }
}
