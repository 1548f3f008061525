//! The moment at which the new tree takes the place of the old one, and what comes before and after it.
//!
//! Whatever is in `next` outside of a publication is waste: a tree half made, or one that was replaced. A tree in `old`
//! is whole: it is there only between the two renames that stand for an exchange.

use std::fs::{self, FileType};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::door::Door;
use super::error::DiskError;
use super::target::Target;
use super::tree::Tree;

/// Cleans up after a run that was killed, and puts the old tree back if there is no other.
pub(super) fn repair(door: &Door<'_>, target: &Target) -> Result<(), DiskError> {
    let old = target.old();
    if exists(&old) && !exists(&target.out) {
        door.rename(&old, &target.out)?;
    }
    remove(door, &old)?;
    remove(door, &target.next())
}

/// Puts the new tree in the place of the output; what was there is in `next` or `old` afterwards.
pub(super) fn switch(door: &Door<'_>, target: &Target) -> Result<(), DiskError> {
    let (next, out) = (target.next(), &target.out);
    if !exists(out) {
        return door.rename(&next, out);
    }
    match door.exchange(&next, out) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
        done => return done.map_err(DiskError::at(out)),
    }
    // Two renames, and for a moment no site; a run that is killed between them is mended by the next.
    let old = target.old();
    door.rename(out, &old)?;
    let Err(error) = door.rename(&next, out) else { return Ok(()) };
    Err(match door.rename(&old, out) {
        Ok(()) => error,
        Err(_) => DiskError::Aside { dir: old, source: Box::new(error) },
    })
}

/// Removes the tree that was replaced, and takes over what somebody put into it while the new one was made.
pub(super) fn retire(door: &Door<'_>, target: &Target, known: &Tree) -> Result<(), DiskError> {
    let (next, old) = (target.next(), target.old());
    let retire = || {
        if exists(&old) {
            door.rename(&old, &next)?;
        }
        let replaced = Tree::scan(&next)?;
        for dir in replaced.dirs.keys().filter(|dir| !known.dirs.contains_key(*dir)) {
            door.create_dirs(&target.out.join(dir))?;
        }
        for file in replaced.files.keys().filter(|file| !known.files.contains_key(*file)) {
            let path = target.out.join(file);
            if !exists(&path) {
                path.parent().map_or(Ok(()), |dir| door.create_dirs(dir))?;
                door.rename(&next.join(file), &path)?;
            }
        }
        remove(door, &next)
    };
    retire().map_err(|error| DiskError::Leftover { dir: target.hold(), source: Box::new(error) })
}

/// Removes a tree, if it is there; symbolic links are not followed.
pub(crate) fn remove(door: &Door<'_>, path: &Path) -> Result<(), DiskError> {
    match fs::symlink_metadata(path) {
        Ok(meta) => remove_entry(door, path, meta.file_type()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(DiskError::at(path)(error)),
    }
}

fn remove_entry(door: &Door<'_>, path: &Path, kind: FileType) -> Result<(), DiskError> {
    if !kind.is_dir() {
        return door.remove_file(path);
    }
    door.open_up(path)?;
    let entries: Vec<_> =
        fs::read_dir(path).and_then(Iterator::collect::<Result<_, _>>).map_err(DiskError::at(path))?;
    entries.par_iter().try_for_each(|entry| {
        remove_entry(door, &entry.path(), entry.file_type().map_err(DiskError::at(path))?)
    })?;
    door.remove_dir(path)
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
