//! The preview in a real browser: pages that follow the files, and what is wrong told where one looks.

use std::collections::BTreeMap;

use gongkai::build::Entry;
use serde_json::json;

use super::kinds::all_kinds;
use super::node::script;
use super::portals::sample;
use crate::site::{Site, zeros};

#[test]
fn a_preview_follows_every_edit_and_tells_what_is_wrong_on_the_page() {
    let mut site = Site::new();
    for agency in ["haicheng", "jiaoyu", "shuiwu"] {
        site.set(&format!("content/2022/{agency}.md"), &zeros(agency, 2022));
    }
    let text = |entry: &Entry| match entry {
        Entry::Text { bytes, .. } => String::from_utf8(bytes.to_vec()).expect("UTF-8"),
        other => panic!("{other:?}"),
    };
    let files: BTreeMap<&str, String> =
        site.snapshot.files.iter().map(|(path, entry)| (&**path, text(entry))).collect();
    // What a program is told of a folder is where it really is.
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().canonicalize().expect("a folder");
    let pages: Vec<&str> = all_kinds(&sample().pages());
    let job = json!({
        "program": env!("CARGO_BIN_EXE_gongkai"), "folder": folder, "files": files,
        "sample": env!("CARGO_MANIFEST_DIR"), "pages": pages,
    });
    script("serve.mjs", job).expect_nothing(153);
}
