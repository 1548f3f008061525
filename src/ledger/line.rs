//! A line of the ledger, and the digest that seals it.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::Figures;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its number, from 1.
    pub line: usize,
    /// When it was written: RFC 3339, by the clock of China.
    pub at: String,
    /// The report, as `2024/haicheng`; empty where a target shows an earlier release again.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub report: String,
    /// What happened.
    pub event: Event,
    /// The report as it was called before; only where it is called otherwise now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The release that is shown again; only where that happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
    /// The day of publication, as `2025-01-20`; only where a report is published for the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// SHA-256 of `report.csv`; empty where the report is withdrawn.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub figures_sha256: String,
    /// SHA-256 of the text as it was written, in UTF-8 with line feeds; empty where the report is withdrawn.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text_sha256: String,
    /// SHA-256 of each correction that the report has: of its date, of what was changed and why, a line feed after each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<String>,
    /// The figures; after a change, those of the rows that changed.
    #[serde(default, skip_serializing_if = "Figures::is_empty")]
    pub figures: Figures,
    /// The target that it was published on.
    pub target: String,
    /// The digest in the line before.
    pub before: String,
}

/// What happened to a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// It was published for the first time.
    Published,
    /// Its figures, its text or its corrections changed.
    Changed,
    /// It is no longer published.
    Withdrawn,
    /// It was published again after it had been withdrawn.
    Restored,
    /// Its agency has another slug now; what is known of it is known of the new one.
    Renamed,
    /// A target shows an earlier release again, whatever that has of all reports.
    RolledBack,
}

/// What stands between a line and its digest.
const SEAL: &str = ",\"digest\":\"";

impl Line {
    /// The text of the line with its seal and a line feed, and the digest in it.
    pub fn sealed(&self) -> (String, String) {
        let open = serde_json::to_string(self).expect("plain values serialise");
        let open = open.strip_suffix('}').expect("an object ends so");
        let digest = sha256(open);
        (format!("{open}{SEAL}{digest}\"}}\n"), digest)
    }

    /// A sealed line, read, whatever its seal says.
    pub fn parse(text: &str) -> Option<Self> {
        Self::open(text).ok().map(|(line, ..)| line)
    }

    /// A sealed line, read, with the digest that it carries and whether that is the digest of what stands before it.
    pub(super) fn open(text: &str) -> Result<(Self, String, bool), String> {
        let (open, rest) = text.rsplit_once(SEAL).ok_or("digest")?;
        let digest = rest.strip_suffix("\"}").ok_or("digest")?;
        let line = serde_json::from_str(&format!("{open}}}")).map_err(|error| error.to_string())?;
        Ok((line, digest.to_owned(), sha256(open) == digest))
    }
}

/// SHA-256 of a text in lower-case hexadecimal digits.
pub fn sha256(text: &str) -> String {
    use std::fmt::Write;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        write!(hex, "{byte:02x}").expect("a string takes all text");
    }
    hex
}
