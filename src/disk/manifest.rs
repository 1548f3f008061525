//! The record of what we wrote, `manifest.json` at the root of the output.
//!
//! It is part of the tree and takes its place together with it. A file of the output is ours exactly if it is listed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Name of the manifest, at the root of the output.
pub const MANIFEST: &str = "manifest.json";

/// Name of the signature of the manifest, beside it; in the format of minisign.
pub const SIGNATURE: &str = "manifest.json.minisig";

/// Name of the list of digests for `sha256sum -c`, in the root of an archive.
pub const SUMS: &str = "SHA256SUMS";

/// What stands beside the files of a release and is in no list.
pub const UNLISTED: [&str; 3] = [MANIFEST, SIGNATURE, SUMS];

/// What a manifest says wrote it.
pub const GENERATOR: &str = concat!("gongkai ", env!("CARGO_PKG_VERSION"));

/// The version of the format that we write and read.
pub const VERSION: u32 = 1;

/// All files of a publication but the manifest itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the format: 1.
    pub version: u32,
    /// Name and version of the program that wrote it.
    pub generator: String,
    /// What it was made of.
    #[serde(flatten)]
    pub origin: Origin,
    /// Files by path below the output, with `/`.
    pub files: BTreeMap<String, Record>,
    /// Files of earlier releases that pages still open in a browser may ask for: assets that the newest pages no longer name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub carried: BTreeMap<String, Record>,
}

/// What a publication was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Digest of the sources that went into it, in hexadecimal digits; none where a part of the program does not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<String>,
    /// The end of the ledger; none where there is no ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger: Option<Anchor>,
}

/// How far a ledger had grown: what it says up to there can no longer be changed unnoticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// How many lines it had.
    pub lines: usize,
    /// The digest in its last line, in hexadecimal digits.
    pub digest: String,
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
    pub fn new(origin: Origin, files: BTreeMap<String, Record>) -> Self {
        let generator = GENERATOR.to_owned();
        Self { version: VERSION, generator, origin, files, carried: BTreeMap::new() }
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
