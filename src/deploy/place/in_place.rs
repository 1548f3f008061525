//! Brings a folder up to date with a release, for shares and systems where no link can be switched.
//!
//! File by file, each whole at any moment. What pages need comes before the pages, and what old pages need goes after
//! them: a page that a reader has just got finds all that it names.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::dir::{make_dirs, survey};
use crate::deploy::error::DeployError;
use crate::disk::{self, DiskError, Door, MANIFEST, Tree};

/// When a file takes its place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// Style sheets, scripts, figures, data, attachments.
    Needed,
    /// Pages, and what they are compressed to.
    Page,
    /// What says that all is there.
    Manifest,
}

/// What is to be done with `current`. What it gets is copied before it is touched, and never a second name of a file of
/// the release: who edits a file in `current` by hand leaves the releases as they are.
pub(super) struct Update {
    /// Where the copies are.
    next: PathBuf,
    /// All that `current` is to hold.
    wanted: BTreeSet<String>,
    /// What is new in it, in the order in which it takes its place; each is copied under its number.
    fresh: Vec<String>,
}

impl Update {
    /// Copies into `next` what `release` holds and `current` does not.
    pub(super) fn prepare(
        door: &Door<'_>,
        release: &Path,
        current: &Path,
        next: &Path,
    ) -> Result<Self, DeployError> {
        disk::remove(door, next)?;
        let wanted = survey(release)?;
        let present = survey(current)?;
        let is_new = |path: &String| present.get(path) != wanted.get(path);
        let mut fresh: Vec<String> = wanted.keys().filter(|path| is_new(path)).cloned().collect();
        fresh.sort_by_key(|path| turn(path));
        door.create_dir(next)?;
        for (number, path) in fresh.iter().enumerate() {
            let (from, to) = (release.join(path), next.join(number.to_string()));
            let kind = fs::symlink_metadata(&from).map_err(DiskError::at(&from))?.file_type();
            door.copy(&from, &to, kind)?;
            door.let_read(&to)?;
        }
        door.sync(next)?;
        Ok(Self { next: next.to_owned(), wanted: wanted.into_keys().collect(), fresh })
    }

    /// Makes `current` hold what the release holds, and nothing else.
    pub(super) fn carry_out(&self, door: &Door<'_>, current: &Path) -> Result<(), DeployError> {
        make_dirs(door, current)?;
        for (number, path) in self.fresh.iter().enumerate() {
            put(door, &self.next.join(number.to_string()), current, path)?;
        }
        let tree = Tree::scan(current)?;
        let is_wanted = |path: &OsStr| path.to_str().is_some_and(|path| self.wanted.contains(path));
        for path in tree.files.keys().filter(|path| !is_wanted(path)) {
            door.remove_file(&current.join(path))?;
        }
        let dirs: BTreeSet<&OsStr> =
            self.wanted.iter().flat_map(|path| disk::above(OsStr::new(path))).collect();
        for dir in tree.dirs.keys().rev().filter(|dir| !dirs.contains(dir.as_os_str())) {
            door.remove_dir(&current.join(dir))?;
        }
        disk::remove(door, &self.next)?;
        Ok(door.sync(current)?)
    }
}

/// Puts one file in its place.
fn put(door: &Door<'_>, copy: &Path, current: &Path, path: &str) -> Result<(), DeployError> {
    let mut folder = current.to_owned();
    let mut parts: Vec<&OsStr> = Path::new(path).iter().collect();
    let name = parts.pop().unwrap_or_default();
    for part in parts {
        folder.push(part);
        // What was a file, or leads away from here, gives way to a folder.
        if fs::symlink_metadata(&folder).is_ok_and(|meta| !meta.is_dir()) {
            door.remove_file(&folder)?;
        }
    }
    make_dirs(door, &folder)?;
    let to = folder.join(name);
    if fs::symlink_metadata(&to).is_ok_and(|meta| meta.is_dir()) {
        disk::remove(door, &to)?;
    }
    Ok(door.replace(copy, &to)?)
}

fn turn(path: &str) -> Turn {
    let plain = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".br")).unwrap_or(path);
    if path == MANIFEST {
        Turn::Manifest
    } else if Path::new(plain).extension().is_some_and(|kind| kind == "html") {
        Turn::Page
    } else {
        Turn::Needed
    }
}
