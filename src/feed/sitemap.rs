//! The map of all pages for search engines (sitemaps.org, version 0.9): one file, or several of them with an index.

use std::fmt::Write as _;

use jiff::civil::Date;
use quick_xml::escape::escape;

use crate::page::Address;
use crate::portal::{Base, Route};

/// What one file of the map may hold.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Pages.
    pages: usize,
    /// Bytes, not compressed.
    bytes: usize,
}

/// What search engines read of one file.
const LIMITS: Limits = Limits { pages: 50_000, bytes: 50 * 1024 * 1024 };

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The map with the files it has.
pub fn sitemap(base: &Base, addresses: &[Address]) -> Vec<(Route, Vec<u8>)> {
    within(LIMITS, base, addresses)
}

/// The same within other limits.
fn within(limits: Limits, base: &Base, addresses: &[Address]) -> Vec<(Route, Vec<u8>)> {
    let mut parts = vec![Part::default()];
    for address in addresses {
        let entry = entry("url", &address.route.below(base.url()), address.changed);
        let part = parts.last().filter(|part| part.has_room(limits, &entry));
        if part.is_none() {
            parts.push(Part::default());
        }
        if let Some(part) = parts.last_mut() {
            part.pages += 1;
            part.entries += &entry;
            part.changed = part.changed.max(address.changed);
        }
    }
    if let [part] = parts.as_slice() {
        return vec![(Route::sitemap(), document("urlset", &part.entries))];
    }
    let mut files = Vec::new();
    let mut index = String::new();
    for (number, part) in (1..).zip(&parts) {
        let route = Route::sitemap_part(number);
        index += &entry("sitemap", &route.below(base.url()), part.changed);
        files.push((route, document("urlset", &part.entries)));
    }
    files.push((Route::sitemap(), document("sitemapindex", &index)));
    files
}

/// One file of the map.
#[derive(Default)]
struct Part {
    /// How many pages it names.
    pages: usize,
    /// An element for each.
    entries: String,
    /// When the newest of them changed.
    changed: Option<Date>,
}

impl Part {
    /// Whether one more page fits. The first does, however long its address is.
    fn has_room(&self, limits: Limits, entry: &str) -> bool {
        let bytes = document("urlset", "").len() + self.entries.len() + entry.len();
        self.pages == 0 || (self.pages < limits.pages && bytes <= limits.bytes)
    }
}

/// An element for a page, or for a file of the map.
fn entry(name: &str, address: &str, changed: Option<Date>) -> String {
    let mut entry = format!("<{name}><loc>{}</loc>", escape(address));
    if let Some(date) = changed {
        let _ = write!(entry, "<lastmod>{date}</lastmod>");
    }
    entry + &format!("</{name}>\n")
}

fn document(root: &str, entries: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{root} xmlns=\"{NAMESPACE}\">\n{entries}</{root}>\n"
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn base() -> Base {
        Base::try_from("https://www.example.gov.cn/xx&gk/".to_owned()).expect("an address")
    }

    fn addresses(count: usize) -> Vec<Address> {
        let year = |index: usize| i16::try_from(2000 + index % 20).expect("a year");
        let address = |index: usize| Address {
            route: Route::agency(&format!("a{index}")),
            changed: (index % 3 > 0).then(|| jiff::civil::date(year(index), 2, 9)),
        };
        (0..count).map(address).collect()
    }

    /// The addresses that a file names, each with its date.
    fn named(bytes: &[u8], root: &str) -> Vec<(String, Option<String>)> {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let tree = roxmltree::Document::parse(text).expect("XML");
        assert!(tree.root_element().has_tag_name((NAMESPACE, root)), "{root}");
        let child = |node: roxmltree::Node<'_, '_>, name: &str| {
            node.children().find(|child| child.has_tag_name((NAMESPACE, name)))?.text().map(str::to_owned)
        };
        let entries = tree.root_element().children().filter(roxmltree::Node::is_element);
        entries.map(|node| (child(node, "loc").expect("an address"), child(node, "lastmod"))).collect()
    }

    /// Puts the files of a map together and holds them to the limits.
    fn joined(limits: Limits, count: usize) -> (usize, Vec<String>) {
        let all = addresses(count);
        let files = within(limits, &base(), &all);
        let (last, parts) = files.split_last().expect("a file");
        assert_eq!(last.0, Route::sitemap());
        if parts.is_empty() {
            return (1, named(&last.1, "urlset").into_iter().map(|(address, _)| address).collect());
        }
        let mut pages = Vec::new();
        let mut index = Vec::new();
        for (route, bytes) in parts {
            let of_part = named(bytes, "urlset");
            assert!(of_part.len() <= limits.pages && bytes.len() <= limits.bytes, "{route}");
            let newest = of_part.iter().filter_map(|(_, date)| date.clone()).max();
            index.push((route.below(base().url()), newest));
            pages.extend(of_part.into_iter().map(|(address, _)| address));
        }
        assert_eq!(named(&last.1, "sitemapindex"), index);
        (parts.len(), pages)
    }

    #[test]
    fn a_small_map_is_one_file_with_the_dates_that_are_known() {
        let files = sitemap(&base(), &addresses(2));
        let text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
            <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
            <url><loc>https://www.example.gov.cn/xx&amp;gk/agencies/a0/</loc></url>\n\
            <url><loc>https://www.example.gov.cn/xx&amp;gk/agencies/a1/</loc><lastmod>2001-02-09</lastmod></url>\n\
            </urlset>\n";
        assert_eq!(files, [(Route::sitemap(), text.as_bytes().to_vec())]);
    }

    #[test]
    fn a_map_is_divided_at_its_limits_and_names_every_page_once() {
        let many = Limits { pages: 10, ..LIMITS };
        let wide = |bytes| Limits { bytes, ..LIMITS };
        for (limits, count, parts) in [
            (many, 9, 1),
            (many, 10, 1),
            (many, 11, 2),
            (many, 35, 4),
            (wide(1000), 30, 4),
            (LIMITS, 50_000, 1),
            (LIMITS, 50_001, 2),
        ] {
            let (found, pages) = joined(limits, count);
            assert_eq!(found, parts, "{limits:?} {count}");
            let expected: Vec<String> =
                addresses(count).iter().map(|address| address.route.below(base().url())).collect();
            assert_eq!(pages, expected);
            assert_eq!(pages.iter().collect::<BTreeSet<_>>().len(), count);
        }
    }
}
