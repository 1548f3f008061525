//! What should be in a place: a manifest, read from wherever it comes, and what is there held against it.
//!
//! A manifest may come from a stranger. Every path in it is checked here, before anything joins it to a folder or to an
//! address; one that no portal has makes the whole manifest refused.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

use super::{Audit, Id, Trouble, audit};
use crate::disk::{MANIFEST, Manifest, Present, Record, SIGNATURE, SUMS, VERSION, is_fit};

/// The largest manifest that is read, in bytes.
pub(super) const LARGEST: u64 = 64 << 20;

/// A manifest with its text.
#[derive(Clone, Debug)]
pub struct Expected {
    /// What it says.
    pub manifest: Manifest,
    /// Its bytes, which a signature is about.
    pub bytes: Vec<u8>,
    /// The release that it must be the manifest of, where that is known.
    pub release: Option<Id>,
}

/// What every version of the manifest has.
#[derive(Deserialize)]
struct Head {
    version: u64,
    generator: String,
}

impl Expected {
    /// Reads a manifest; `place` is where it comes from, for the error.
    pub fn read(bytes: Vec<u8>, place: &str) -> Result<Self, Trouble> {
        let place = || place.to_owned();
        let head: Option<Head> = serde_json::from_slice(&bytes).ok();
        let Some(head) = head.filter(|head| head.generator.starts_with("gongkai ")) else {
            return Err(Trouble::Foreign { place: place() });
        };
        if head.version != u64::from(VERSION) {
            return Err(Trouble::Version { place: place(), version: head.version });
        }
        let Some(manifest) = Manifest::parse(&bytes) else {
            return Err(Trouble::Foreign { place: place() });
        };
        let expected = Self { manifest, bytes, release: None };
        let unfit = expected.named().find(|(path, record)| !is_fit(path) || !is_digest(&record.sha256));
        match unfit.map(|(path, _)| path.clone()) {
            Some(path) => Err(Trouble::Path { place: place(), path }),
            None => Ok(expected),
        }
    }

    /// All files that it names.
    pub fn named(&self) -> impl Iterator<Item = (&String, &Record)> {
        self.manifest.files.iter().chain(&self.manifest.carried)
    }

    /// Whether it names a file.
    pub fn names(&self, path: &str) -> bool {
        self.manifest.files.contains_key(path) || self.manifest.carried.contains_key(path)
    }

    /// How what is there differs. The manifest that is there must be this one; a list of digests may be missing, but not
    /// say anything else than this manifest.
    pub fn judge(&self, present: &Present) -> Audit {
        let mut audit = audit(&self.manifest, &present.files);
        for path in &present.odd {
            // No link stands for a file: what it leads to may change at any time.
            let list =
                if self.names(path) || path == MANIFEST { &mut audit.changed } else { &mut audit.extra };
            list.push(path.clone());
        }
        audit.missing.retain(|path| !present.odd.contains(path) && !present.unread.contains_key(path));
        let is_own = |path: &str| [MANIFEST, SIGNATURE, SUMS].contains(&path);
        audit.extra.extend(present.unread.keys().filter(|path| !self.names(path) && !is_own(path)).cloned());
        let is_same = |record: &Record| Record::of(&*self.bytes).is_ok_and(|own| own == *record);
        match present.files.get(MANIFEST) {
            Some(record) if !is_same(record) => audit.changed.push(MANIFEST.to_owned()),
            None if !present.odd.contains(MANIFEST) && !present.unread.contains_key(MANIFEST) => {
                audit.missing.push(MANIFEST.to_owned());
            }
            _ => {}
        }
        // A release is named after its manifest: who changes a page together with its entry has changed the manifest.
        let fits = |id: &Id| Record::of(&*self.bytes).is_ok_and(|own| id.fits(&own.sha256));
        if self.release.as_ref().is_some_and(|id| !fits(id)) {
            audit.changed.push(MANIFEST.to_owned());
        }
        if let Some(record) = present.files.get(SUMS).filter(|_| !self.names(SUMS)) {
            audit.extra.retain(|path| path != SUMS);
            let own = sums(&self.manifest, &self.bytes);
            if !Record::of(own.as_bytes()).is_ok_and(|own| own == *record) {
                audit.changed.push(SUMS.to_owned());
            }
        }
        for list in [&mut audit.missing, &mut audit.changed, &mut audit.extra] {
            list.sort();
            list.dedup();
        }
        audit
    }
}

/// The list of digests for `sha256sum -c`: every file that a manifest names, and the manifest itself, whose text is
/// `bytes`.
pub fn sums(manifest: &Manifest, bytes: &[u8]) -> String {
    let own = Record::of(bytes).map(|record| record.sha256).unwrap_or_default();
    let named = manifest.files.iter().chain(&manifest.carried);
    let mut lines: BTreeMap<&str, &str> =
        named.map(|(path, record)| (path.as_str(), record.sha256.as_str())).collect();
    lines.insert(MANIFEST, &own);
    lines.into_iter().fold(String::new(), |mut text, (path, sha256)| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{sha256}  {path}");
        text
    })
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
