//! The record of what we wrote, `manifest.json` at the root of the output.
//!
//! It is part of the tree and takes its place together with it. A file of the output is ours exactly if it is listed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Name of the manifest, at the root of the output.
pub const MANIFEST: &str = "manifest.json";

/// What a manifest says wrote it.
pub const GENERATOR: &str = concat!("gongkai ", env!("CARGO_PKG_VERSION"));

const VERSION: u32 = 1;

/// All files of a publication but the manifest itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the format: 1.
    pub version: u32,
    /// Name and version of the program that wrote it.
    pub generator: String,
    /// Files by path below the output, with `/`.
    pub files: BTreeMap<String, Record>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Bytes.
    pub size: u64,
    /// SHA-256 in lower-case hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// A manifest of these files.
    pub fn new(files: BTreeMap<String, Record>) -> Self {
        Self { version: VERSION, generator: GENERATOR.to_owned(), files }
    }

    /// Reads a manifest; none where it is not one of ours or of a version we do not know.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        (manifest.version == VERSION && manifest.generator.starts_with("gongkai ")).then_some(manifest)
    }

    /// The text of the file: sorted, the same for the same files.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("plain values serialise");
        text.push('\n');
        text
    }
}
