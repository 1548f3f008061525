//! One request: what is asked for, by whom it says it is asked. What is wrong with it is told by a status; nothing is guessed.

use std::net::IpAddr;

use super::head::is_token;
use super::host::{self, Verdict};
use super::path;
use super::status::Status;

/// The most headers.
const HEADERS: usize = 100;

/// The largest body, which nobody reads.
const BODY: u64 = 64 * 1024;

/// Methods that are known and not answered.
const OTHER_METHODS: [&[u8]; 7] = [b"OPTIONS", b"POST", b"PUT", b"DELETE", b"TRACE", b"CONNECT", b"PATCH"];

/// A request that can be answered: GET or HEAD, for a host of this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The path, decoded; it begins with `/`. `None` if nothing can be there, whatever the site: it is not UTF-8, or one of its names
    /// is empty (the last may be), ends with a dot (so it is not `.` or `..`) or a space, or has a control character, a backslash, a
    /// colon or an encoded slash. The answer to that is the same page as for any other address where nothing is.
    pub path: Option<String>,
    pub(super) method: Method,
    query: Option<String>,
    headers: Vec<(String, String)>,
}

/// What is wanted of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// All of it.
    Get,
    /// Its head.
    Head,
}

impl Request {
    /// Reads a complete head for a server that listens at `bound`.
    pub(super) fn read(head: &[u8], bound: IpAddr) -> Result<Self, Status> {
        let end = head.windows(2).position(|pair| pair == b"\r\n").ok_or(Status::BadRequest)?;
        let (line, rest) = head.split_at(end);
        let mut words = line.split(|byte| *byte == b' ');
        let (Some(method), Some(target), Some(_), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(Status::BadRequest);
        };
        if method.is_empty() || target.is_empty() || !method.iter().copied().all(is_token) {
            return Err(Status::BadRequest);
        }
        let headers = headers(rest.get(2..).unwrap_or_default())?;
        let named = |name: &str| -> Vec<&str> {
            headers.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect()
        };
        body(&named("transfer-encoding"), &named("content-length"))?;
        let [host] = named("host")[..] else { return Err(Status::BadRequest) };
        match host::judge(host, bound) {
            Verdict::Ours => {}
            Verdict::Foreign => return Err(Status::Forbidden),
            Verdict::Unreadable => return Err(Status::BadRequest),
        }
        let method = match method {
            b"GET" => Method::Get,
            b"HEAD" => Method::Head,
            method if OTHER_METHODS.contains(&method) => return Err(Status::MethodNotAllowed),
            _ => return Err(Status::NotImplemented),
        };
        let (path, query) = target_of(target)?;
        Ok(Self { path, method, query, headers })
    }

    /// What follows the `?`, as it was written.
    pub fn raw_query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// The first value of this name in the query, decoded as forms encode it; `None` too if it cannot be decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        let text = |text: &str| {
            path::decoded(&text.replace('+', " ")).and_then(|bytes| String::from_utf8(bytes).ok())
        };
        self.query.as_deref()?.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (text(key)? == name).then(|| text(value))?
        })
    }

    /// Whether a page of this server asks, or no page at all. What tells something about the files of the user to whoever asks, and
    /// is no page itself, is only for those.
    pub fn same_origin(&self) -> bool {
        let own = self.values("host").map(|host| format!("http://{host}")).next().unwrap_or_default();
        self.values("origin").all(|origin| origin.eq_ignore_ascii_case(&own))
            && self.values("sec-fetch-site").all(|site| site == "same-origin" || site == "none")
    }

    /// The values of a header, by its name in small letters.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// All headers, with their names in small letters.
fn headers(text: &[u8]) -> Result<Vec<(String, String)>, Status> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    match httparse::parse_headers(text, &mut headers) {
        Ok(httparse::Status::Complete((_, headers))) => Ok(headers
            .iter()
            .map(|header| {
                (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).into_owned())
            })
            .collect()),
        Err(httparse::Error::TooManyHeaders) => Err(Status::HeadTooLarge),
        Ok(httparse::Status::Partial) | Err(_) => Err(Status::BadRequest),
    }
}

/// Refuses a body whose end cannot be known for certain, or is far away.
fn body(encodings: &[&str], lengths: &[&str]) -> Result<(), Status> {
    match (encodings, lengths) {
        ([], []) => Ok(()),
        ([_, ..], []) => Err(Status::NotImplemented),
        ([], [length]) if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => {
            let fits = length.parse::<u64>().is_ok_and(|length| length <= BODY);
            if fits { Ok(()) } else { Err(Status::ContentTooLarge) }
        }
        _ => Err(Status::BadRequest),
    }
}

/// The path and the query of a target that begins with a slash.
fn target_of(target: &[u8]) -> Result<(Option<String>, Option<String>), Status> {
    if target.first() != Some(&b'/') || target.contains(&b'#') {
        return Err(Status::BadRequest);
    }
    let Ok(target) = str::from_utf8(target) else { return Ok((None, None)) };
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (target, None),
    };
    if path::decoded(path).is_none() {
        return Err(Status::BadRequest);
    }
    Ok((path::address(path), query))
}
