//! A target that is a file to be carried to its server by hand. It holds one release, and nobody reads it yet.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Access, Place, Sender};
use crate::deploy::archive;
use crate::deploy::audit::Audit;
use crate::deploy::error::DeployError;
use crate::deploy::lock::SiteLock;
use crate::deploy::plan::Plan;
use crate::deploy::release::Id;
use crate::deploy::state::{Shown, State};
use crate::disk::{self, Content, Door, Gate, MANIFEST, Manifest, Record, SIGNATURE, SUMS};

/// An archive that was opened, be it there or not.
pub(super) struct Archive<'a> {
    path: PathBuf,
    gate: &'a Gate<'a>,
    _lock: Option<SiteLock>,
}

/// The release that an archive holds.
struct Held {
    id: Id,
    manifest: Manifest,
    present: BTreeMap<String, Record>,
}

impl<'a> Archive<'a> {
    /// Opens an archive; see [`super::open`].
    pub(super) fn open(
        path: &Path,
        sender: &Sender,
        access: Access,
        gate: &'a Gate<'a>,
    ) -> Result<Self, DeployError> {
        let path = sender.site.join(path);
        disk::safe_file(&path, &sender.site)?;
        let door = Door::new(gate);
        let lock = match access {
            Access::Look => None,
            Access::Change | Access::Break => Some(SiteLock::take(&door, &sender.site)?),
        };
        Ok(Self { path, gate, _lock: lock })
    }

    /// The archive while it is not shown: beside its place, in the same format.
    fn next(&self) -> PathBuf {
        let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned());
        self.path.with_file_name(format!(".next-{}", name.unwrap_or_default()))
    }

    fn held(&self) -> Result<Option<Held>, DeployError> {
        if !self.path.exists() {
            return Ok(None);
        }
        let foreign = || DeployError::Foreign { path: self.path.display().to_string() };
        let held = archive::read(&self.path).map_err(DeployError::Unverified)?;
        let text = held.manifest.ok_or_else(foreign)?;
        let manifest = Manifest::parse(&text).ok_or_else(foreign)?;
        let id = Id::new(Timestamp::UNIX_EPOCH, None, &String::from_utf8_lossy(&text));
        let mut present = held.present.files;
        // What is no file has no digest, and is not as it was made.
        present.extend(
            held.present.odd.into_iter().map(|path| (path, Record { size: 0, sha256: String::new() })),
        );
        Ok(Some(Held { id, manifest, present }))
    }
}

impl Place for Archive<'_> {
    fn state(&self) -> Result<State, DeployError> {
        let Some(Held { id, manifest, present }) = self.held()? else { return Ok(State::default()) };
        let releases = [(id.clone(), Some(manifest))].into();
        Ok(State { releases, shown: Some(Shown { id, present }), is_archive: true })
    }

    fn read(&self, _: &Id, name: &str) -> Result<Option<String>, DeployError> {
        let held = archive::read(&self.path).map_err(DeployError::Unverified)?;
        let bytes = match name {
            MANIFEST => held.manifest,
            SIGNATURE => held.signature,
            _ => None,
        };
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn audit(&self, _: &Id, state: &State) -> Result<Audit, DeployError> {
        Ok(state.audit())
    }

    fn send(&self, plan: &Plan, files: &BTreeMap<String, Content>) -> Result<(), DeployError> {
        let next = self.next();
        disk::discard(&next, self.gate)?;
        archive::write(&next, files, &plan.unlisted, self.gate)?;
        let mut held = archive::read(&next).map_err(DeployError::Unverified)?.present.files;
        held.remove(SUMS);
        plan.arrived(&held)
    }

    fn switch(&self, _: &Id) -> Result<(), DeployError> {
        Ok(Door::new(self.gate).replace(&self.next(), &self.path)?)
    }

    fn tidy(&self, _: &[Id]) -> Result<(), DeployError> {
        Ok(disk::discard(&self.next(), self.gate)?)
    }
}
