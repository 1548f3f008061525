//! `gongkai verify`: what was changed after publication is found, wherever the portal is, and nothing that a stranger
//! puts there does harm.

mod archive;
mod folder;
mod server;
mod sign;
mod web;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use gongkai::build::Output;
use gongkai::disk::{self, Anchor, Content, Origin, allow};
use tempfile::TempDir;

use crate::command::{Ran, gongkai};
use crate::site::SAMPLE;

/// The files of a small portal.
fn files() -> BTreeMap<String, Content> {
    [
        ("2022/haicheng/index.html", "<p>海城镇 2022</p>\n"),
        ("2022/haicheng/附件 1（样表）.pdf", "%PDF"),
        ("assets/style-0123.css", "p { margin: 0 }\n"),
        ("data/year=2022/figures.csv", "a,b\n1,2\n"),
        ("empty.txt", ""),
        ("index.html", "<p>样例县</p>\n"),
    ]
    .map(|(path, text)| (path.to_owned(), Content::from(text)))
    .into()
}

/// The files of the sample portal.
fn sample() -> BTreeMap<String, Content> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let content = |output: &Output| match output {
        Output::Bytes(bytes) => Content::Bytes(Arc::clone(bytes)),
        Output::Copy(path) => Content::File(root.join(&**path)),
    };
    SAMPLE.outputs.iter().map(|(route, output)| (route.as_str().to_owned(), content(output))).collect()
}

/// What they were made of.
fn origin() -> Origin {
    let ledger = Anchor { lines: 3, digest: "ab".repeat(32) };
    Origin { sources: Some("0123456789abcdef".repeat(4)), ledger: Some(ledger) }
}

/// A folder with a folder `public` that has the small portal.
fn published() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    publish(dir.path(), &dir.path().join("public"));
    dir
}

fn publish(site: &Path, out: &Path) {
    let output = disk::Output { dir: out.to_owned(), site: site.to_owned(), home: None, origin: origin() };
    disk::publish(&output, &files(), &allow).expect("a portal");
}

/// Runs the command, in English.
fn run(dir: &Path, args: &[&str]) -> Ran {
    let args: Vec<&str> = ["--lang", "en", "verify"].iter().chain(args).copied().collect();
    gongkai(&args, Some(dir))
}

/// Writes a file into a folder.
fn put(dir: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = dir.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// A manifest with one file.
fn manifest_of(path: &str, size: u64) -> String {
    let file = serde_json::json!({ "size": size, "sha256": "0".repeat(64) });
    serde_json::json!({ "version": 1, "generator": "gongkai 0.1.0", "files": { path: file } }).to_string()
}

/// Paths that no portal has, and that must never be joined to anything.
const UNFIT: [&str; 12] = [
    "../secret",
    "a/../../secret",
    "/etc/passwd",
    "//host/share",
    "C:/Windows/win.ini",
    "a\\..\\..\\secret",
    "./a",
    "a//b",
    "a/",
    "",
    "manifest.json",
    "a\u{0}b",
];
