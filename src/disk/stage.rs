//! The new tree, prepared beside the output; nobody sees it before it is whole.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::path::Path;

use rayon::prelude::*;

use super::content::Content;
use super::door::Door;
use super::error::DiskError;
use super::manifest::{MANIFEST, Manifest, Record};
use super::plan::Plan;
use super::target::Target;
use super::tree::Tree;

/// Makes the new tree: directories, then files, then the manifest, and all of it on the disk.
pub(super) fn stage(
    door: &Door<'_>,
    target: &Target,
    present: &Tree,
    plan: &Plan<'_>,
) -> Result<(), DiskError> {
    let bytes = plan.bytes()?;
    fill(door, target, present, plan).map_err(|error| error.needing(bytes))
}

fn fill(door: &Door<'_>, target: &Target, present: &Tree, plan: &Plan<'_>) -> Result<(), DiskError> {
    let next = target.next();
    // Directories keep their owner and mode; those that take no files wait until they have them.
    let mut later = Vec::new();
    let mut usual = None;
    for dir in &plan.dirs {
        let path = next.join(dir);
        door.create_dir(&path)?;
        if usual.is_none() {
            usual = Some(fs::symlink_metadata(&path).map_err(DiskError::at(&path))?);
        }
        match present.dirs.get(dir) {
            Some(meta) if usual.as_ref().is_some_and(|usual| dress(usual) == dress(meta)) => {}
            Some(meta) if takes_files(meta) => door.dress(&path, meta)?,
            Some(meta) => later.push((path, meta)),
            None => {}
        }
    }

    plan.keep.par_iter().try_for_each(|path| {
        let kind = present.files[*path];
        door.link(&target.out.join(path), &next.join(path), kind)
    })?;
    let written = plan.write.par_iter().map(|&(path, content)| write(door, &next, path, content));
    let written: BTreeMap<String, Record> = written.collect::<Result<_, _>>()?;

    let files = plan.kept.clone().into_iter().chain(written).collect();
    door.write(&next.join(MANIFEST), &Content::from(Manifest::new(plan.origin.clone(), files).text()))?;
    // Children first: what is in a closed directory cannot be reached any more.
    for (path, meta) in later.iter().rev() {
        door.dress(path, meta)?;
    }
    door.sync(&next)
}

fn write(door: &Door<'_>, next: &Path, path: &str, content: &Content) -> Result<(String, Record), DiskError> {
    Ok((path.to_owned(), door.write(&next.join(OsStr::new(path)), content)?))
}

/// What [`Door::dress`] would set.
#[cfg(unix)]
fn dress(meta: &Metadata) -> (u32, u32, u32) {
    use std::os::unix::fs::MetadataExt;
    (meta.mode(), meta.uid(), meta.gid())
}

#[cfg(not(unix))]
fn dress(_: &Metadata) -> u32 {
    0
}

#[cfg(unix)]
fn takes_files(meta: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    meta.mode() & 0o700 == 0o700
}

#[cfg(not(unix))]
fn takes_files(_: &Metadata) -> bool {
    true
}
