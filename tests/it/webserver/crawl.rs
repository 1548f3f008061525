//! Follows every link of a portal through a server, as a browser would.

use std::collections::{BTreeSet, VecDeque};
use std::net::SocketAddr;

use super::client::ask;

/// How many addresses were asked for, and those that were not answered with status 200.
pub(super) fn crawl(address: SocketAddr, path: &str) -> (usize, Vec<String>) {
    let (mut seen, mut broken) = (BTreeSet::from([path.to_owned()]), Vec::new());
    let mut open = VecDeque::from([path.to_owned()]);
    while let Some(target) = open.pop_front() {
        let reply = ask(address, "GET", &target, &[]);
        if reply.status != 200 {
            broken.push(format!("{target}: {}", reply.status));
        }
        if reply.header("Content-Type").is_some_and(|kind| kind.starts_with("text/html")) {
            let html = String::from_utf8(reply.body).expect("UTF-8");
            for link in links(&html) {
                let Some(found) = resolve(&target, &link).filter(|found| found.starts_with(path)) else {
                    continue;
                };
                if seen.insert(found.clone()) {
                    open.push_back(found);
                }
            }
        }
    }
    (seen.len(), broken)
}

/// What a page names in `href` and `src`, outside of scripts.
fn links(html: &str) -> Vec<String> {
    let quoted = |name: &'static str| {
        html.split(name)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(|link| link.replace("&amp;", "&"))
    };
    quoted(" href=\"").chain(quoted(" src=\"")).collect()
}

/// A link as a path on the same host.
fn resolve(page: &str, link: &str) -> Option<String> {
    let link = link.split(['#', '?']).next().unwrap_or_default();
    let has_scheme = link.split('/').next().is_some_and(|first| first.contains(':'));
    if link.is_empty() || has_scheme || link.starts_with("//") {
        return None;
    }
    if link.starts_with('/') {
        return Some(link.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}
