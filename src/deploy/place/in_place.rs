//! Brings a folder up to date with a release, for shares and systems where no link can be switched.
//!
//! File by file, each whole at any moment. What pages need comes before the pages, and what old pages need goes after
//! them: a page that a reader has just got finds all that it names.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;

use super::dir::survey;
use crate::deploy::error::DeployError;
use crate::disk::{self, DiskError, Door, MANIFEST, Tree};

/// Begins the name of a file that is about to take another's place.
const NEW: &str = ".new-";

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

/// Makes `current` hold what `release` holds, and nothing else.
pub(super) fn update(door: &Door<'_>, release: &Path, current: &Path) -> Result<(), DeployError> {
    let wanted = survey(release)?;
    door.create_dirs(current)?;
    let present = survey(current)?;
    let mut fresh: Vec<&String> = wanted
        .iter()
        .filter(|(path, record)| present.get(*path) != Some(*record))
        .map(|(path, _)| path)
        .collect();
    fresh.sort_by_key(|path| turn(path));
    for path in fresh {
        put(door, release, current, path)?;
    }
    let tree = Tree::scan(current)?;
    let is_wanted = |path: &OsStr| path.to_str().is_some_and(|path| wanted.contains_key(path));
    for path in tree.files.keys().filter(|path| !is_wanted(path)) {
        door.remove_file(&current.join(path))?;
    }
    let dirs: BTreeSet<&OsStr> = wanted.keys().flat_map(|path| disk::above(OsStr::new(path))).collect();
    for dir in tree.dirs.keys().rev().filter(|dir| !dirs.contains(dir.as_os_str())) {
        door.remove_dir(&current.join(dir))?;
    }
    Ok(door.sync(current)?)
}

/// Puts one file in its place.
fn put(door: &Door<'_>, release: &Path, current: &Path, path: &str) -> Result<(), DeployError> {
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
    door.create_dirs(&folder)?;
    let (from, to) = (release.join(path), folder.join(name));
    if fs::symlink_metadata(&to).is_ok_and(|meta| meta.is_dir()) {
        disk::remove(door, &to)?;
    }
    let mut new = OsString::from(NEW);
    new.push(name);
    let new = folder.join(new);
    disk::remove(door, &new)?;
    let kind = fs::symlink_metadata(&from).map_err(DiskError::at(&from))?.file_type();
    door.link(&from, &new, kind)?;
    Ok(door.replace(&new, &to)?)
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
