//! What is in a directory tree: every directory and every other entry by path. Symbolic links are not followed.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType, Metadata};
use std::path::Path;

use super::error::DiskError;

/// A directory tree. Paths are below its root, with `/` on every system; the root is the empty path.
#[derive(Default)]
pub(crate) struct Tree {
    /// Directories, the root among them; none where the root does not exist.
    pub(crate) dirs: BTreeMap<OsString, Metadata>,
    /// All else: files, symbolic links, pipes.
    pub(crate) files: BTreeMap<OsString, FileType>,
}

impl Tree {
    /// Reads a tree; empty where there is none. Another file system mounted in it is an error, for what is there can
    /// neither be linked nor moved.
    pub(crate) fn scan(root: &Path) -> Result<Self, DiskError> {
        let mut tree = Self::default();
        let Ok(root_meta) = fs::symlink_metadata(root) else { return Ok(tree) };
        let mut waiting = vec![(OsString::new(), root_meta.clone())];
        while let Some((dir, meta)) = waiting.pop() {
            let path = root.join(&dir);
            if !on_same_device(&meta, &root_meta) {
                return Err(DiskError::Mount { path });
            }
            for entry in fs::read_dir(&path).map_err(DiskError::at(&path))? {
                let entry = entry.map_err(DiskError::at(&path))?;
                let below = join(&dir, &entry.file_name());
                let kind = entry.file_type().map_err(DiskError::at(&path))?;
                if kind.is_dir() {
                    let meta = entry.metadata().map_err(DiskError::at(&path))?;
                    waiting.push((below, meta));
                } else {
                    tree.files.insert(below, kind);
                }
            }
            tree.dirs.insert(dir, meta);
        }
        Ok(tree)
    }
}

/// The directories above a path, the root last.
pub(crate) fn above(path: &OsStr) -> impl Iterator<Item = &OsStr> {
    Path::new(path).ancestors().skip(1).map(Path::as_os_str)
}

fn join(dir: &OsStr, name: &OsStr) -> OsString {
    let mut path = dir.to_owned();
    if !path.is_empty() {
        path.push("/");
    }
    path.push(name);
    path
}

#[cfg(unix)]
fn on_same_device(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    one.dev() == other.dev()
}

#[cfg(not(unix))]
fn on_same_device(_: &Metadata, _: &Metadata) -> bool {
    true
}
