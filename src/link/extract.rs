//! What the HTML of a page links to, and what can be linked on it. Says nothing of whether it is there, except for ids,
//! which a page refers to within itself.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// Attributes that hold one address.
const ADDRESSES: [&str; 5] = ["href", "src", "action", "formaction", "poster"];
/// Attributes that hold several, each with a width or a density.
const CANDIDATES: [&str; 2] = ["srcset", "imagesrcset"];
/// Attributes that hold ids of the same page.
const REFERENCES: [&str; 4] = ["headers", "for", "aria-labelledby", "aria-describedby"];

/// The links of a page and its anchors. Each stands once, however often it is on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Ids, and names of anchors of the old kind: what a fragment may name.
    pub ids: BTreeSet<String>,
    /// Attributes with the addresses they hold.
    pub links: BTreeSet<(&'static str, String)>,
    /// Attributes that name an id which is not on the page, with that id.
    pub dangling: BTreeSet<(&'static str, String)>,
    /// Ids that stand on the page more than once.
    pub twice: BTreeSet<String>,
}

/// Reads a page.
pub fn extract(html: &[u8]) -> Links {
    let mut page = Reading::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        page.see(&event);
        None
    });
    // What looks like a tag within a script or a title is none.
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    let Reading { mut links, references, .. } = page;
    let named = references.into_iter().flat_map(|(name, ids)| ids.into_iter().map(move |id| (name, id)));
    links.dangling = named.filter(|(_, id)| !links.ids.contains(id)).collect();
    links
}

/// A page that is being read.
#[derive(Default)]
struct Reading {
    links: Links,
    /// The ids that each attribute names.
    references: BTreeMap<&'static str, BTreeSet<String>>,
    /// The start tag that is open; empty where none is.
    tag: Vec<u8>,
    attribute: Vec<u8>,
}

impl Reading {
    fn see(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => (*name).clone_into(&mut self.tag),
            CallbackEvent::CloseStartTag { .. } => self.tag.clear(),
            CallbackEvent::AttributeName { name } => (*name).clone_into(&mut self.attribute),
            CallbackEvent::AttributeValue { value } if !self.tag.is_empty() => {
                self.value(&String::from_utf8_lossy(value));
            }
            _ => {}
        }
    }

    fn value(&mut self, value: &str) {
        let among = |names: &[&'static str]| {
            names.iter().copied().find(|name| name.as_bytes() == self.attribute.as_slice())
        };
        if let Some(name) = among(&ADDRESSES) {
            self.links.links.insert((name, value.trim_matches(is_space).to_owned()));
        } else if let Some(name) = among(&CANDIDATES) {
            self.links.links.extend(candidates(value).map(|address| (name, address.to_owned())));
        } else if let Some(name) = among(&REFERENCES) {
            // The cells of a table name the same few heads over and over.
            let known = self.references.entry(name).or_default();
            for id in value.split_ascii_whitespace() {
                if !known.contains(id) {
                    known.insert(id.to_owned());
                }
            }
        } else if self.attribute == b"id" {
            if !self.links.ids.insert(value.to_owned()) {
                self.links.twice.insert(value.to_owned());
            }
        } else if self.attribute == b"name" && self.tag == b"a" {
            self.links.ids.insert(value.to_owned());
        }
    }
}

/// The white space of HTML.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

/// The addresses of a `srcset`. A comma ends a candidate, but only behind white space or at the end of an address: it may
/// stand within one.
fn candidates(value: &str) -> impl Iterator<Item = &str> {
    let mut rest = value;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c| is_space(c) || c == ',');
        let end = rest.find(is_space).unwrap_or(rest.len());
        let (address, behind) = rest.split_at(end);
        let alone = address.trim_end_matches(',');
        rest = if alone.len() < address.len() {
            behind
        } else {
            behind.split_once(',').map_or("", |(_, next)| next)
        };
        (!alone.is_empty()).then_some(alone)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set<const N: usize>(links: [(&'static str, &str); N]) -> BTreeSet<(&'static str, String)> {
        links.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
    }

    #[test]
    fn every_attribute_with_an_address_is_read_as_a_browser_reads_it() {
        let html = "<!DOCTYPE html><link rel=stylesheet href=a.css><A HREF='b.html?x=1&amp;y=2#一'>\
            <img src=\" c.png \" srcset=\"d.png 1x, e,f.png 2x,g.png\" alt=''><form action=h></form>\
            <a>无</a><a href>空</a><script>document.write('<a href=\"no\">')</script><title><a href=no></title>\
            <!-- <a href=no> --></p href=no><a href='b.html?x=1&y=2#一'>";
        let expected = set([
            ("href", "a.css"),
            ("href", "b.html?x=1&y=2#一"),
            ("src", "c.png"),
            ("srcset", "d.png"),
            ("srcset", "e,f.png"),
            ("srcset", "g.png"),
            ("action", "h"),
        ]);
        assert_eq!(extract(html.as_bytes()).links, expected);
    }

    #[test]
    fn ids_are_compared_with_what_refers_to_them() {
        let html = "<h2 id=a>一</h2><p id=b aria-labelledby='a x' aria-describedby=a></p><a name=d></a>\
            <td headers='a b y'></td><label for=z></label><i id=A></i><i id=b></i>";
        let links = extract(html.as_bytes());
        assert_eq!(links.ids, ["A", "a", "b", "d"].map(str::to_owned).into());
        assert_eq!(links.twice, ["b".to_owned()].into());
        assert_eq!(links.dangling, set([("aria-labelledby", "x"), ("for", "z"), ("headers", "y")]));
    }
}
