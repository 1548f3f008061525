//! What a visitor has to load, compressed as servers do: a page may not grow past its budget unseen.

use std::collections::BTreeSet;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::browser::portals::sample;

const KB: usize = 1024;

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory").len()
}

/// The compressed sizes of all files whose route begins and ends so.
fn sizes(start: &str, end: &str) -> Vec<usize> {
    let files = sample().files.iter().filter(|(route, _)| route.starts_with(start) && route.ends_with(end));
    files.map(|(_, (_, bytes))| gzip(bytes)).collect()
}

#[test]
fn a_page_of_a_report_is_at_most_30_kb() {
    let sizes = sizes("20", "/index.html");
    assert!(sizes.len() > 90, "{}", sizes.len());
    let largest = sizes.into_iter().max().expect("a page");
    assert!((2 * KB..=30 * KB).contains(&largest), "{largest} bytes");
}

/// The names of the scripts that a page loads.
fn scripts_of(html: &str) -> Vec<&str> {
    let sources = html.split("<script src=\"").skip(1).filter_map(|rest| rest.split('"').next());
    sources.filter_map(|source| source.rsplit('/').next()).collect()
}

#[test]
fn all_styles_together_are_at_most_12_kb_and_the_scripts_of_any_page_8_kb() {
    let styles: usize = sizes("assets/", ".css").iter().sum();
    assert!((KB..=12 * KB).contains(&styles), "{styles} bytes");
    let loaded: BTreeSet<Vec<&str>> =
        sample().pages().iter().map(|route| scripts_of(sample().text(route))).collect();
    assert_eq!(
        loaded.len(),
        3,
        "one for all pages, and one more for the comparison and for the search: {loaded:?}"
    );
    for names in loaded {
        let size: usize = names.iter().flat_map(|name| sizes(&format!("assets/{name}"), "")).sum();
        assert!((KB / 2..=8 * KB).contains(&size), "{names:?}: {size} bytes");
    }
}
