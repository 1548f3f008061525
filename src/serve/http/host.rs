//! The names under which the preview may be asked.
//!
//! A page of another site can make its own name point to this machine (DNS rebinding) and would then read the preview as if it were
//! its own. It cannot make the browser send another `Host` than that name, so only names that are nobody else's are answered.

use std::net::{IpAddr, Ipv6Addr};

/// What a `Host` header comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A name of this server.
    Ours,
    /// The name of another.
    Foreign,
    /// No name at all.
    Unreadable,
}

/// Judges the value of a `Host` header for a server that listens at `bound`. The port is not looked at: it may be forwarded.
pub(super) fn judge(host: &str, bound: IpAddr) -> Verdict {
    let Some(name) = without_port(host) else { return Verdict::Unreadable };
    let address = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(name) => match name.parse::<Ipv6Addr>() {
            Ok(address) => Some(IpAddr::V6(address)),
            Err(_) => return Verdict::Unreadable,
        },
        None => name.parse::<IpAddr>().ok(),
    };
    let ours = match address.map(|address| address.to_canonical()) {
        Some(address) => address.is_loopback() || bound.is_unspecified() || address == bound.to_canonical(),
        None => name.strip_suffix('.').unwrap_or(name).eq_ignore_ascii_case("localhost"),
    };
    if ours { Verdict::Ours } else { Verdict::Foreign }
}

/// The name before the port, if both can be read.
fn without_port(host: &str) -> Option<&str> {
    let (name, port) = match host.rsplit_once(':') {
        // A colon inside brackets belongs to the address.
        Some((name, port)) if !port.contains(']') => (name, port),
        _ => (host, ""),
    };
    let readable = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let bracketed = name.starts_with('[') && name.ends_with(']');
    let named = !name.is_empty() && (bracketed || name.chars().all(readable));
    let numbered =
        port.is_empty() || port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    (named && numbered).then_some(name)
}
