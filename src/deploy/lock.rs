//! One deploy of a site at a time on this machine. The system lets the lock go with the process, however it ends.

use std::path::{Path, PathBuf};

use super::error::DeployError;
use crate::disk::{Door, Lock};

/// The folder in a site in which the program keeps what belongs to this machine only.
const OWN: &str = ".gongkai";

/// The right to send a site, as long as it is held.
pub(super) struct SiteLock {
    _lock: Lock,
}

impl SiteLock {
    /// Takes the lock, or says who holds it.
    pub(super) fn take(door: &Door<'_>, site: &Path) -> Result<Self, DeployError> {
        let own = own(site);
        door.create_dirs(&own)?;
        Ok(Self { _lock: Lock::at(door, &own.join("deploy.lock"), site)? })
    }
}

/// The folder in a site in which the program keeps what belongs to this machine only.
pub(super) fn own(site: &Path) -> PathBuf {
    site.join(OWN)
}
