//! One at a time: the lock beside an output, in a site, on a target.
//!
//! The operating system holds the lock for the process and lets it go when the process ends, however it ends; the file
//! stays. It says the process id, for the message that the second one gets.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use super::door::Door;
use super::error::DiskError;
use super::target::Target;

/// The right to publish, as long as it is held.
pub(crate) struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock of an output, or says who holds it. Makes the directories above the output and the one beside.
    pub(super) fn take(door: &Door<'_>, target: &Target) -> Result<Self, DiskError> {
        let hold = target.hold();
        door.create_dirs(&hold)?;
        if !fs::symlink_metadata(&hold).map_err(DiskError::at(&hold))?.is_dir() {
            return Err(DiskError::at(&hold)(io::ErrorKind::NotADirectory.into()));
        }
        Self::at(door, &target.lock(), &target.out)
    }

    /// Takes the lock whose file is at `path`, in a directory that is there; `of` is what is locked, for the message.
    pub(crate) fn at(door: &Door<'_>, path: &Path, of: &Path) -> Result<Self, DiskError> {
        let mut file = door.open_lock(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(DiskError::Locked { dir: of.to_owned(), pid: pid(&mut file) });
            }
            Err(TryLockError::Error(error)) => return Err(DiskError::at(path)(error)),
        }
        sign(&mut file).map_err(DiskError::at(path))?;
        Ok(Self { file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough: a child process that another thread is just starting shares the open file until it
        // runs its program. Should this fail, the lock goes when the last of them has closed it.
        let _ = self.file.unlock();
    }
}

/// Writes over the old text before it cuts the rest off, so that a full disk has nothing to refuse.
fn sign(file: &mut File) -> io::Result<()> {
    let text = format!("{}\n", std::process::id());
    file.write_all(text.as_bytes())?;
    file.set_len(text.len() as u64)
}

/// Who holds the lock; unknown on systems where a locked file cannot be read.
fn pid(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
