//! A portal as a web server gives it: the files that a manifest names, fetched with limits.
//!
//! A server that is verified is not trusted. Nothing that it sends is kept but the manifest and the signature, both of
//! bounded size; every file is read no further than one byte beyond what it should be; a redirect is followed only
//! on the same server; and every wait has an end.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ureq::http::{HeaderMap, Uri};
use ureq::{Agent, Body};

use crate::disk::{Present, Record};
use crate::language::Message;
use crate::portal::{Base, Route};

/// How many redirects in a row are followed.
const REDIRECTS: usize = 5;

/// How patient a verification is with a server.
#[derive(Clone, Debug)]
pub struct Limits {
    /// How long it may take to reach the server.
    pub connect: Duration,
    /// How long the server may be silent.
    pub silence: Duration,
    /// How long a file may take, however slowly it comes; larger ones have longer.
    pub file: Duration,
    /// How long the largest may take: what its size is, a stranger may have written.
    pub longest: Duration,
    /// How many files are fetched at a time.
    pub connections: usize,
    /// After how many files in a row that could not be fetched no more is asked for.
    pub failures: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(30),
            file: Duration::from_mins(2),
            longest: Duration::from_hours(1),
            connections: 8,
            failures: 24,
        }
    }
}

/// The slowest transfer that is waited for, in bytes a second, beyond [`Limits::file`].
const SLOWEST: u64 = 16 * 1024;

/// A web server with a portal.
pub struct Server {
    agent: Agent,
    base: String,
    limits: Limits,
}

impl Server {
    /// A server with a portal at this address.
    pub fn new(base: &Base, limits: Limits) -> Self {
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .accept_encoding("identity")
            .user_agent(concat!("gongkai/", env!("CARGO_PKG_VERSION")))
            .timeout_resolve(Some(limits.connect))
            .timeout_connect(Some(limits.connect))
            .timeout_per_read(Some(limits.silence))
            .timeout_recv_response(Some(limits.silence))
            .max_idle_connections_per_host(limits.connections);
        let host = base.host();
        if host == "localhost" || ["localhost:", "127.", "[::1]"].iter().any(|own| host.starts_with(own)) {
            // A proxy of the office cannot reach this machine.
            config = config.proxy(None);
        }
        Self { agent: config.build().into(), base: ascii(base.url()), limits }
    }

    /// The bytes of a file of at most `most` bytes; nothing where the server has none.
    pub fn small(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Message> {
        let Some(body) = self.open(path, most)? else { return Ok(None) };
        let mut bytes = Vec::new();
        let mut reader = body.into_with_config().limit(u64::MAX).reader().take(most.saturating_add(1));
        reader.read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        if bytes.len() as u64 > most {
            return Err(Message::new("verify-cause--long"));
        }
        Ok(Some(bytes))
    }

    /// Fetches the files that a manifest names. What a server has beyond that cannot be seen. `progress` is told how many
    /// files are done.
    pub fn present<'a>(
        &self,
        named: impl Iterator<Item = (&'a String, &'a Record)>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Present {
        let waiting: Mutex<VecDeque<(&String, &Record)>> = Mutex::new(named.collect());
        let present: Mutex<Present> = Mutex::default();
        let (done, failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = || {
            loop {
                let next = waiting.lock().ok().and_then(|mut waiting| waiting.pop_front());
                let Some((path, record)) = next else { return };
                let fetched = if failed.load(Ordering::Relaxed) < self.limits.failures {
                    self.fetch(path, record.size)
                } else {
                    Err(Message::new("verify-cause--given-up"))
                };
                match &fetched {
                    Ok(_) => failed.store(0, Ordering::Relaxed),
                    Err(_) => _ = failed.fetch_add(1, Ordering::Relaxed),
                }
                if let Ok(mut present) = present.lock() {
                    match fetched {
                        Ok(Some(record)) => _ = present.files.insert(path.clone(), record),
                        Ok(None) => {}
                        Err(why) => _ = present.unread.insert(path.clone(), why),
                    }
                }
                progress(done.fetch_add(1, Ordering::Relaxed) + 1);
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..self.limits.connections.max(1) {
                scope.spawn(work);
            }
        });
        present.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The record of a file that should have `size` bytes: one that is longer is not read to its end.
    fn fetch(&self, path: &str, size: u64) -> Result<Option<Record>, Message> {
        let Some(body) = self.open(path, size)? else { return Ok(None) };
        let reader = body.into_with_config().limit(u64::MAX).reader().take(size.saturating_add(1));
        Record::of(reader).map(Some).map_err(|error| broken(&error))
    }

    /// Asks for a file; nothing where the server says that there is none.
    fn open(&self, path: &str, size: u64) -> Result<Option<Body>, Message> {
        let mut address = format!("{}{}", self.base, Route::asked(path).from(&Route::home()));
        let patience = self.limits.file.saturating_add(Duration::from_secs(size / SLOWEST));
        let patience = patience.min(self.limits.longest);
        for _ in 0..=REDIRECTS {
            let request = self.agent.get(&address).config().timeout_recv_body(Some(patience)).build();
            let response = request.call().map_err(|error| refused(&error))?;
            let status = response.status().as_u16();
            match status {
                200 => {
                    let encoding = header(response.headers(), "content-encoding");
                    if encoding.is_some_and(|encoding| !encoding.eq_ignore_ascii_case("identity")) {
                        return Err(Message::new("verify-cause--encoded"));
                    }
                    return Ok(Some(response.into_body()));
                }
                404 | 410 => return Ok(None),
                301 | 302 | 303 | 307 | 308 => {
                    let to = header(response.headers(), "location").unwrap_or_default();
                    let away = || Message::new("verify-cause--away").arg("to", super::trouble::shown(to));
                    address = redirected(&address, to).ok_or_else(away)?;
                }
                _ => return Err(Message::new("verify-cause--status").arg("status", status.to_string())),
            }
        }
        Err(Message::new("verify-cause--circle"))
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Where a redirect leads, if that is the same server; that it changes to https is no other server.
fn redirected(from: &str, to: &str) -> Option<String> {
    let at: Uri = from.parse().ok()?;
    let (scheme, authority) = (at.scheme_str()?, at.authority()?.as_str());
    let leads = if let Some(rest) = to.strip_prefix("//") {
        format!("{scheme}://{rest}")
    } else if to.starts_with('/') {
        format!("{scheme}://{authority}{to}")
    } else if to.split(['/', '?']).next().is_some_and(|first| first.contains(':')) {
        to.to_owned()
    } else {
        let folder = at.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{scheme}://{authority}{folder}/{to}")
    };
    let leads: Uri = leads.split('#').next()?.parse().ok()?;
    let is_same = leads.scheme_str() == Some(scheme) && leads.authority()?.as_str() == authority;
    let port = |uri: &Uri| uri.port_u16();
    let is_upgrade = scheme == "http"
        && leads.scheme_str() == Some("https")
        && leads.host() == at.host()
        && matches!((port(&at), port(&leads)), (None | Some(80), None | Some(443)));
    (is_same || is_upgrade).then(|| leads.to_string())
}

/// An address with what is not ASCII encoded, as it is copied from a browser.
fn ascii(url: &str) -> String {
    url.chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { crate::text::encoded(&c.to_string()) })
        .collect()
}

/// Why a server did not answer.
fn refused(error: &ureq::Error) -> Message {
    match error {
        ureq::Error::Timeout(_) => Message::new("verify-cause--slow"),
        ureq::Error::HostNotFound => Message::new("verify-cause--host"),
        ureq::Error::Io(error) => broken(error),
        other => Message::new("verify-cause").arg("cause", other.to_string()),
    }
}

/// Why an answer broke off.
fn broken(error: &std::io::Error) -> Message {
    let own = error.get_ref().and_then(|own| own.downcast_ref::<ureq::Error>());
    match own {
        Some(ureq::Error::Io(_)) | None if error.kind() == std::io::ErrorKind::TimedOut => {
            Message::new("verify-cause--slow")
        }
        Some(own) if !matches!(own, ureq::Error::Io(_)) => refused(own),
        _ => Message::new("verify-cause").arg("cause", error.to_string()),
    }
}

/// What was fetched, with the files that are not named by the manifest but belong to it.
pub(super) fn with(mut present: Present, own: BTreeMap<&str, &[u8]>) -> Present {
    for (path, bytes) in own {
        if let Ok(record) = Record::of(bytes) {
            present.files.insert(path.to_owned(), record);
        }
    }
    present
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_stays_on_its_server() {
        let from = "http://a.gov.cn/x/2022/";
        let stays = |to: &str| redirected(from, to);
        assert_eq!(stays("index.html").as_deref(), Some("http://a.gov.cn/x/2022/index.html"));
        assert_eq!(stays("/y?z#f").as_deref(), Some("http://a.gov.cn/y?z"));
        assert_eq!(stays("//a.gov.cn/y").as_deref(), Some("http://a.gov.cn/y"));
        assert_eq!(stays("https://a.gov.cn/y").as_deref(), Some("https://a.gov.cn/y"));
        for away in [
            "http://b.gov.cn/y",
            "//b.gov.cn/y",
            "http://a.gov.cn:8080/y",
            "https://a.gov.cn:8443/y",
            "http://a.gov.cn@b.gov.cn/y",
            "file:///etc/passwd",
            "ftp://a.gov.cn/y",
            "javascript:1",
        ] {
            assert_eq!(stays(away), None, "{away}");
        }
        assert_eq!(redirected("https://a.gov.cn/", "http://a.gov.cn/"), None, "never back to plain http");
    }

    #[test]
    fn an_address_may_be_written_as_browsers_show_it() {
        assert_eq!(ascii("https://a.gov.cn/公开/%E5/"), "https://a.gov.cn/%E5%85%AC%E5%BC%80/%E5/");
    }
}
