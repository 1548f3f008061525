//! What is on a target: its releases, and the one that is shown as it really is.

use std::collections::BTreeMap;

use super::audit::{Audit, audit};
use super::error::DeployError;
use super::release::Id;
use crate::disk::{Anchor, MANIFEST, Manifest, Record, UNLISTED};

/// What was found on a target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The whole releases, oldest first, with their manifests; none where one cannot be read or does not fit its release.
    pub releases: BTreeMap<Id, Option<Manifest>>,
    /// The one that readers see; none before the first deploy.
    pub shown: Option<Shown>,
    /// Whether it is an archive: nobody has a page of it open that would ask for assets of earlier releases.
    pub is_archive: bool,
}

/// The release that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its name.
    pub id: Id,
    /// What is really there, the manifest too. What is no plain file has no digest.
    pub present: BTreeMap<String, Record>,
}

impl State {
    /// The manifest of the release that is shown.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.manifest_of(&self.shown.as_ref()?.id)
    }

    /// The manifest of a release, if it is the one that the release was made with.
    pub fn manifest_of(&self, id: &Id) -> Option<&Manifest> {
        self.releases.get(id)?.as_ref()
    }

    /// What was done by hand to the release that is shown. A manifest that is gone or was changed is all that can be
    /// said of it.
    pub fn audit(&self) -> Audit {
        let Some(shown) = &self.shown else { return Audit::default() };
        audited(&shown.id, self.manifest(), &shown.present)
    }

    /// Refuses to write over what was done by hand.
    pub fn check(&self) -> Result<(), DeployError> {
        let audit = self.audit();
        if audit.is_clean() { Ok(()) } else { Err(DeployError::ByHand { audit }) }
    }

    /// How far the ledger had grown with each release that was shown: those up to the one that is, or all where none is.
    pub fn anchors(&self) -> Vec<&Anchor> {
        let shown = self.shown.as_ref().map(|shown| &shown.id);
        let were_shown = self.releases.iter().filter(|(id, _)| shown.is_none_or(|shown| *id <= shown));
        were_shown.filter_map(|(_, manifest)| manifest.as_ref()?.origin.ledger.as_ref()).collect()
    }

    /// The release before the one that is shown.
    pub fn earlier(&self) -> Result<&Id, DeployError> {
        let shown = self.shown.as_ref().ok_or(DeployError::NoEarlier)?;
        let earlier = self.releases.range(..&shown.id).next_back();
        earlier.map(|(id, _)| id).ok_or(DeployError::NoEarlier)
    }
}

/// What has become of a release, its manifest among what is looked at.
pub fn audited(id: &Id, manifest: Option<&Manifest>, present: &BTreeMap<String, Record>) -> Audit {
    let found = present.get(MANIFEST);
    let mut audit = manifest.map(|manifest| audit(manifest, present)).unwrap_or_default();
    match found {
        None => audit.missing.push(MANIFEST.to_owned()),
        Some(record) if manifest.is_none() || !id.fits(&record.sha256) => {
            audit.changed.push(MANIFEST.to_owned());
        }
        Some(_) => {}
    }
    audit
}

/// Whether no manifest can name a file of this path: the manifest itself, and what speaks of it.
pub(super) fn is_unlisted(path: &str) -> bool {
    UNLISTED.contains(&path)
}
