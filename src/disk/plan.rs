//! What a publication does with every path: keep, write or let go. Reads and compares; changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::Published;
use super::content::Content;
use super::error::DiskError;
use super::manifest::{MANIFEST, Manifest, Origin, Record};
use super::tree::{Tree, above};

/// How the new tree is made from the present one.
pub(super) struct Plan<'a> {
    /// Directories of the new tree, the root among them; parents sort before children.
    pub(super) dirs: BTreeSet<OsString>,
    /// Present files that the new tree has too: ours with the same bytes, and all that is not ours.
    pub(super) keep: Vec<&'a OsStr>,
    /// Records of those of them that are ours.
    pub(super) kept: BTreeMap<String, Record>,
    /// New files, and changed ones.
    pub(super) write: Vec<(&'a str, &'a Content)>,
    /// What the new files were made of.
    pub(super) origin: &'a Origin,
    /// What it comes to.
    pub(super) published: Published,
}

/// What becomes of one file of the new site.
enum Fate {
    Same(Record),
    Changed,
    Added,
}

impl<'a> Plan<'a> {
    /// Compares the present tree with the new files, byte by byte. Somebody else's entry at the path of a new file is
    /// an error, unless it is a file with the same bytes.
    pub(super) fn new(
        out: &Path,
        present: &'a Tree,
        (manifest, origin): (&Manifest, &'a Origin),
        files: &'a BTreeMap<String, Content>,
    ) -> Result<Self, DiskError> {
        let is_ours = |path: &OsStr| path.to_str().is_some_and(|path| manifest.files.contains_key(path));
        let is_new = |path: &OsStr| path.to_str().is_some_and(|path| files.contains_key(path));

        let mut published = Published::default();
        let mut keep: Vec<&OsStr> = Vec::new();
        for path in present.files.keys() {
            if is_ours(path) && !is_new(path) {
                published.removed += 1;
            } else if !is_new(path) && path != MANIFEST {
                keep.push(path);
            }
        }
        let mut dirs = foreign_dirs(present, manifest);
        dirs.extend(keep.iter().flat_map(|path| above(path)).map(OsStr::to_owned));
        let in_the_way = |path: &str| -> Option<OsString> {
            let path = OsStr::new(path);
            let file = above(path).find(|dir| present.files.contains_key(*dir) && !is_ours(dir));
            file.or_else(|| dirs.contains(path).then_some(path)).map(OsStr::to_owned)
        };
        let fate = |path: &str, content: &Content| -> Result<Fate, DiskError> {
            let foreign = |path: &OsStr| DiskError::Foreign { path: out.join(path) };
            if let Some(path) = in_the_way(path) {
                return Err(foreign(&path));
            }
            let path = OsStr::new(path);
            let Some(kind) = present.files.get(path) else { return Ok(Fate::Added) };
            let same = if kind.is_file() { content.same(&out.join(path))? } else { None };
            match same {
                Some(record) => Ok(Fate::Same(record)),
                None if is_ours(path) => Ok(Fate::Changed),
                None => Err(foreign(path)),
            }
        };
        // All of them before the first error is looked at, so that it is the same one every time.
        let fates: Vec<_> = files.par_iter().map(|(path, content)| fate(path, content)).collect();

        let (mut kept, mut write) = (BTreeMap::new(), Vec::new());
        for ((path, content), fate) in files.iter().zip(fates) {
            match fate? {
                Fate::Same(record) => {
                    published.unchanged += 1;
                    keep.push(OsStr::new(path));
                    kept.insert(path.clone(), record);
                }
                Fate::Changed => {
                    published.changed += 1;
                    write.push((path.as_str(), content));
                }
                Fate::Added => {
                    published.added += 1;
                    write.push((path.as_str(), content));
                }
            }
        }
        dirs.extend(files.keys().flat_map(|path| above(OsStr::new(path))).map(OsStr::to_owned));
        dirs.insert(OsString::new());
        Ok(Self { dirs, keep, kept, write, origin, published })
    }

    /// Whether the present tree is anything but what it should be, the manifest included.
    pub(super) fn changes(&self, out: &Path, present: &Tree) -> Result<bool, DiskError> {
        if !self.write.is_empty() || self.published.removed > 0 || !self.dirs.iter().eq(present.dirs.keys()) {
            return Ok(true);
        }
        if !present.files.contains_key(OsStr::new(MANIFEST)) {
            return Ok(true);
        }
        let path = out.join(MANIFEST);
        let text = fs::read(&path).map_err(DiskError::at(&path))?;
        Ok(text != Manifest::new(self.origin.clone(), self.kept.clone()).text().as_bytes())
    }

    /// How many bytes are written.
    pub(super) fn bytes(&self) -> Result<u64, DiskError> {
        self.write.iter().map(|(_, content)| content.size()).sum()
    }
}

/// The directories that none of our files was ever in, and those above them.
fn foreign_dirs(present: &Tree, manifest: &Manifest) -> BTreeSet<OsString> {
    let ours: BTreeSet<&OsStr> = manifest.files.keys().flat_map(|path| above(OsStr::new(path))).collect();
    let foreign = present.dirs.keys().filter(|dir| !dir.is_empty() && !ours.contains(dir.as_os_str()));
    foreign.flat_map(|dir| above(dir).chain([dir.as_os_str()])).map(OsStr::to_owned).collect()
}
