//! What a deploy will do, as a value: nothing is read and nothing is written here.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::error::DeployError;
use super::release::Id;
use super::sign::{PublicKey, SecretKey, SignError, Signed, check};
use super::state::{State, is_unlisted};
use crate::disk::{Content, MANIFEST, Manifest, Origin, Record, SIGNATURE};

/// The folder whose files have a digest in their names: a page names exactly the one that it was made for.
const ASSETS: &str = "assets/";

/// More files than this vanish only with leave.
const MOST: usize = 256;

/// More than this part of the files vanish only with leave: a tenth.
const PART: usize = 10;

/// The fewest releases that stay: the one that is shown and the one to go back to.
const FEWEST: usize = 2;

/// What happens to one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A file comes.
    Added(String),
    /// A file gets other bytes.
    Changed(String),
    /// A file goes.
    Removed(String),
}

impl Change {
    /// The sign that stands before the path where changes are listed.
    pub fn sign(&self) -> char {
        match self {
            Self::Added(_) => '+',
            Self::Changed(_) => '~',
            Self::Removed(_) => '-',
        }
    }

    /// The path.
    pub fn path(&self) -> &str {
        match self {
            Self::Added(path) | Self::Changed(path) | Self::Removed(path) => path,
        }
    }
}

/// A release that is to be sent, and what that changes.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its name.
    pub id: Id,
    /// All files that it has, with those that are carried on from earlier releases.
    pub files: BTreeMap<String, Record>,
    /// What stands beside them and is in no list: the manifest.
    pub unlisted: BTreeMap<String, Content>,
    /// The release from which files are taken over: the one that is shown; where none is, the newest.
    pub base: Option<Id>,
    /// What a reader will see change, in the order of the paths.
    pub changes: Vec<Change>,
    /// How many files of the release that is shown are in the new one no more.
    pub vanishing: usize,
    /// How many it has.
    pub of: usize,
    /// Releases newer than the one that is shown: they were taken back, or never shown. What they have in common with the
    /// new one is used; they go before it is shown.
    pub withdrawn: Vec<Id>,
    /// Old releases that go at the end.
    pub outdated: Vec<Id>,
}

impl Plan {
    /// Compares what is there with what is to be there. `now` names the release.
    pub fn new(
        state: &State,
        files: &BTreeMap<String, Record>,
        origin: &Origin,
        (keep, now): (usize, Timestamp),
    ) -> Self {
        let shown = state.shown.as_ref();
        let newest = state.releases.last_key_value().map(|(id, _)| id);
        let base = shown.map(|shown| &shown.id).or(newest).cloned();
        let is_withdrawn = |id: &&Id| Some(*id) > base.as_ref();
        let withdrawn: Vec<Id> = state.releases.keys().filter(is_withdrawn).cloned().collect();
        let older: Vec<Id> = state.releases.keys().filter(|id| !is_withdrawn(id)).cloned().collect();
        // The new release is one of those that stay.
        let outdated = older.len().saturating_sub(keep.max(FEWEST) - 1);
        let (outdated, kept) = older.split_at(outdated);

        let present = shown.map(|shown| &shown.present);
        let is_present = |path: &str, record: &Record| {
            present.and_then(|present| present.get(path)).is_some_and(|there| there.sha256 == record.sha256)
        };
        let of_kept =
            kept.iter().filter(|_| !state.is_archive).filter_map(|id| state.releases.get(id)?.as_ref());
        let assets = of_kept.flat_map(|manifest| &manifest.files);
        let carried: BTreeMap<String, Record> = assets
            .filter(|(path, record)| path.starts_with(ASSETS) && is_present(path, record))
            .filter(|(path, _)| !files.contains_key(*path) && !is_in_the_way(path, files))
            .map(|(path, record)| (path.clone(), record.clone()))
            .collect();

        let mut manifest = Manifest::new(origin.clone(), files.clone());
        manifest.carried = carried;
        let text = manifest.text();
        let id = Id::new(now, newest, &text);
        let mut all = files.clone();
        all.append(&mut manifest.carried);

        let before = state.manifest();
        let named: Vec<&String> = match (before, present) {
            (Some(manifest), _) => manifest.files.keys().collect(),
            (None, Some(present)) => present.keys().filter(|path| !is_unlisted(path)).collect(),
            (None, None) => Vec::new(),
        };
        let vanishing = named.iter().filter(|path| !all.contains_key(**path)).count();
        let nothing = BTreeMap::new();
        let mut changes = changes(present.unwrap_or(&nothing), &all);
        // That a file is no longer carried on is no reason for a release.
        let is_carried = |path: &str| before.is_some_and(|manifest| manifest.carried.contains_key(path));
        let is_reason = |change: &Change| !matches!(change, Change::Removed(path) if is_carried(path));
        if !changes.iter().any(is_reason) {
            changes.clear();
            // A manifest that was changed by hand is made anew, and what the ledger has become must be on the server too,
            // even where no page shows it.
            let anchor = before.and_then(|manifest| manifest.origin.ledger.as_ref());
            let is_tampered = !state.audit().is_clean();
            if is_tampered || shown.is_some() && anchor != origin.ledger.as_ref() {
                changes.push(Change::Changed(MANIFEST.to_owned()));
            }
        }
        let of = named.len();
        let outdated = outdated.to_vec();
        let unlisted = [(MANIFEST.to_owned(), Content::from(text))].into();
        Self { id, files: all, unlisted, base, changes, vanishing, of, withdrawn, outdated }
    }

    /// Signs the manifest; says whether that is the signature of a public key, where there is one.
    pub fn sign(&mut self, key: &SecretKey, public: Option<&PublicKey>) -> Result<Option<Signed>, SignError> {
        let Some(Content::Bytes(text)) = self.unlisted.get(MANIFEST) else { return Ok(None) };
        let signature = key.sign(text)?;
        let signed = public.map(|public| check(text, &signature, public));
        self.unlisted.insert(SIGNATURE.to_owned(), signature.into());
        Ok(signed)
    }

    /// Whether what arrived is what the plan says, byte for byte, and nothing else.
    pub fn arrived(&self, there: &BTreeMap<String, Record>) -> Result<(), DeployError> {
        let mut wanted = self.files.clone();
        for (path, content) in &self.unlisted {
            wanted.insert(path.clone(), content.record()?);
        }
        let differs = |path: &&String| {
            let digest =
                |files: &BTreeMap<String, Record>| files.get(*path).map(|record| record.sha256.clone());
            digest(there) != digest(&wanted)
        };
        match wanted.keys().chain(there.keys()).find(differs) {
            Some(path) => Err(DeployError::Arrived { path: path.clone() }),
            None => Ok(()),
        }
    }

    /// Refuses to let too many files vanish without leave; `allowed` is how many may.
    pub fn check(&self, allowed: Option<usize>) -> Result<(), DeployError> {
        let Self { vanishing, of, .. } = *self;
        let is_much = vanishing > MOST || vanishing * PART > of;
        if is_much && allowed.is_none_or(|allowed| allowed < vanishing) {
            return Err(DeployError::Vanishing { count: vanishing, of });
        }
        Ok(())
    }
}

/// How the files that are there differ from those that are to be there, in the order of the paths.
pub fn changes(present: &BTreeMap<String, Record>, wanted: &BTreeMap<String, Record>) -> Vec<Change> {
    let mut changes = BTreeMap::new();
    for path in present.keys().filter(|path| !is_unlisted(path) && !wanted.contains_key(*path)) {
        changes.insert(path, Change::Removed(path.clone()));
    }
    for (path, record) in wanted {
        match present.get(path) {
            None => _ = changes.insert(path, Change::Added(path.clone())),
            // The size of a file on a server is not always told; the digest is enough.
            Some(there) if there.sha256 != record.sha256 => {
                changes.insert(path, Change::Changed(path.clone()));
            }
            Some(_) => {}
        }
    }
    changes.into_values().collect()
}

/// Whether a path could not be beside these files: one of them is a folder of it, or it is one of theirs.
fn is_in_the_way(path: &str, files: &BTreeMap<String, Record>) -> bool {
    let below = format!("{path}/");
    let is_folder = files.range(below.clone()..).next().is_some_and(|(next, _)| next.starts_with(&below));
    let is_below =
        path.match_indices('/').any(|(end, _)| path.get(..end).is_some_and(|dir| files.contains_key(dir)));
    is_folder || is_below
}
