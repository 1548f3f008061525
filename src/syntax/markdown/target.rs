//! Where a text links to: the addresses of its links and images, and where in the file they are written.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::address::{Address, address};
use super::clean::Clean;
use crate::text::{Span, slice};

/// The address of each link and image of the Markdown at `body`, as [`parse`](super::parse) writes it into the HTML, with
/// the place where it is written: in the link itself, or in the definition that the link refers to.
pub fn targets(path: &Arc<str>, text: &str, body: Span) -> Vec<(String, Span)> {
    let (clean, _) = Clean::new(path, slice(text, body), body.start);
    let mut events = super::events(&clean.text);
    // Links and images around with their address, and its place where that is known already.
    let mut open: Vec<(Option<String>, Option<Range<usize>>)> = Vec::new();
    let mut behind = 0;
    let mut targets = Vec::new();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(
                Tag::Link { link_type, dest_url, id, .. } | Tag::Image { link_type, dest_url, id, .. },
            ) => {
                let place = match link_type {
                    LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => events
                        .reference_definitions()
                        .get(&id)
                        .and_then(|definition| destination(&clean.text, definition.span.clone(), "]:")),
                    LinkType::Autolink | LinkType::Email => Some(range.start + 1..range.end - 1),
                    _ => None,
                };
                let written = match address(&dest_url) {
                    Some(Address::Relative(written) | Address::External(written)) => Some(written),
                    _ => None,
                };
                open.push((written, place));
                behind = range.start + 1;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let (written, place) = open.pop().unwrap_or_default();
                let place = place.or_else(|| destination(&clean.text, behind..range.end, "]("));
                if let (Some(written), Some(place)) = (written, place) {
                    targets.push((written, clean.span(&place)));
                }
                behind = range.end;
            }
            _ => behind = range.end,
        }
    }
    targets.sort_by_key(|(_, span)| *span);
    targets.dedup();
    targets
}

/// The destination behind a mark: `](` in what ends a link, `]:` in a definition.
fn destination(text: &str, range: Range<usize>, mark: &str) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let (_, rest) = part.split_once(mark)?;
    let rest = rest.trim_start();
    let start = range.end - rest.len();
    let (start, len) = match rest.strip_prefix('<') {
        Some(inner) => (start + 1, inner.find('>')?),
        // Without a title it ends with the bracket of the link.
        None => (
            start,
            rest.find(char::is_whitespace)
                .unwrap_or(rest.trim_end_matches('\n').len() - usize::from(mark == "](")),
        ),
    };
    Some(start..start + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_where_they_are_written() {
        let path: Arc<str> = "a.md".into();
        for (text, expected) in [
            ("见[附件](附件.pdf)。", vec![("%E9%99%84%E4%BB%B6.pdf", "附件.pdf")]),
            (
                "[](a.pdf \"题\") ![图](<图 1.png>)",
                vec![("a.pdf", "a.pdf"), ("%E5%9B%BE%201.png", "图 1.png")],
            ),
            ("[![图](a.png)](a(1).pdf)", vec![("a.png", "a.png"), ("a(1).pdf", "a(1).pdf")]),
            ("[一][x]、[X]、[x][]\n\n[x]:\n  b.pdf '题'\n", vec![("b.pdf", "b.pdf")]),
            ("<https://a.gov.cn/x>", vec![("https://a.gov.cn/x", "https://a.gov.cn/x")]),
            ("[`](x`](b&amp;c.pdf)", vec![("b&c.pdf", "b&amp;c.pdf")]),
            ("零\u{200B}宽[一](a\u{200B}b.pdf)", vec![("ab.pdf", "a\u{200B}b.pdf")]),
            ("`[a](b)` [电话](tel:1) [无]() \\[a](b)", vec![]),
        ] {
            let whole = format!("---\n---\n{text}");
            let found = targets(&path, &whole, Span::new(8, whole.len()));
            let found: Vec<(&str, &str)> =
                found.iter().map(|(address, span)| (address.as_str(), slice(&whole, *span))).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
