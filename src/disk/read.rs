//! Reads the input files of a site, and nothing else that lies in its folder: all of them, or those that may have
//! changed since they were read.
//!
//! Both go the same way, so that a snapshot brought up to date is the one that would be read anew.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::list::{Kind, Place, list, stands};
use crate::build::{Entry, Snapshot, Trouble, is_read};
use crate::ledger::LEDGER;

/// The file of settings, which stands in the root.
pub const SETTINGS: &str = "site.toml";

/// The input files that lie in the root itself.
pub const FILES: [&str; 2] = [SETTINGS, LEDGER];

/// Folders below the root that are input.
pub const FOLDERS: [&str; 3] = ["content", "forms", "themes"];

/// Everything that is input.
const INPUTS: [&str; 5] = [SETTINGS, LEDGER, "content", "forms", "themes"];

/// Reads site.toml and the folders of input. What cannot be read is part of the snapshot and becomes a finding; the
/// error is only for a root that is not there.
pub fn read(root: &Path) -> io::Result<Snapshot> {
    Ok(Inputs::open(root)?.read())
}

/// The input files of a site that are read more than once.
#[derive(Clone, Debug)]
pub struct Inputs {
    root: PathBuf,
    /// Entries that are links. Where a link leads to may change without a change at the link.
    links: BTreeSet<String>,
}

/// What stands on the disk where a snapshot has something else: nothing, where the entry is gone.
pub type Difference = (Arc<str>, Option<Entry>);

impl Inputs {
    /// Names the root of a site; the error is for one that is not there.
    pub fn open(root: &Path) -> io::Result<Self> {
        Ok(Self { root: fs::canonicalize(root)?, links: BTreeSet::new() })
    }

    /// The root: absolute, and free of symbolic links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads everything.
    pub fn read(&mut self) -> Snapshot {
        let mut snapshot = Snapshot::default();
        self.refresh(&mut snapshot, INPUTS);
        snapshot
    }

    /// Brings a snapshot up to date at these paths (below the root, with `/`) and all that is below them. Gives the
    /// paths of the entries that are others now.
    pub fn refresh<'a>(
        &mut self,
        snapshot: &mut Snapshot,
        paths: impl IntoIterator<Item = &'a str>,
    ) -> Vec<Arc<str>> {
        let differences = self.differences(snapshot, paths);
        apply(snapshot, differences)
    }

    /// What [`Inputs::refresh`] would change everywhere.
    pub fn all_differences(&mut self, snapshot: &Snapshot) -> Vec<Difference> {
        self.differences(snapshot, INPUTS)
    }

    /// What [`Inputs::refresh`] would change; in the order of the paths.
    pub fn differences<'a>(
        &mut self,
        snapshot: &Snapshot,
        paths: impl IntoIterator<Item = &'a str>,
    ) -> Vec<Difference> {
        let points = self.points(snapshot, paths);
        let below = |path: &str| ancestors(path).any(|above| points.contains(above));
        let places: Vec<Place> = points.iter().flat_map(|point| list(&self.root, point)).collect();
        self.links.retain(|link| !below(link));
        let again = self.links.iter().map(|link| Place { path: link.clone(), kind: Kind::Link });
        let looked: Vec<Place> = places.iter().cloned().chain(again).collect();
        self.links
            .extend(places.into_iter().filter(|place| place.kind == Kind::Link).map(|place| place.path));

        let root = &self.root;
        let found: BTreeMap<String, Option<Entry>> = looked
            .into_par_iter()
            .map(|place| (entry(root, &place), place.path))
            // An entry that stayed is dropped here, so that never two of all are in memory.
            .filter_map(|(entry, path)| {
                let same = entry.is_some() && entry.as_ref() == snapshot.files.get(path.as_str());
                entry.map(|entry| (path, (!same).then_some(entry)))
            })
            .collect();
        let links = &self.links;
        let known = points.iter().flat_map(|point| {
            let from: Arc<str> = (*point).into();
            let within = |path: &str| {
                path == *point || path.strip_prefix(*point).is_some_and(|rest| rest.starts_with('/'))
            };
            // Names such as `a-b.md` stand between `a` and `a/b.md`.
            let alike = snapshot
                .files
                .range(from..)
                .map(|(path, _)| path)
                .take_while(|path| path.starts_with(*point));
            alike.filter(move |path| within(path))
        });
        let linked =
            links.iter().filter_map(|link| snapshot.files.get_key_value(link.as_str())).map(|(path, _)| path);
        let gone: BTreeSet<&Arc<str>> =
            known.chain(linked).filter(|path| !found.contains_key(&***path)).collect();
        let mut differences: Vec<Difference> =
            gone.into_iter().map(|path| (Arc::clone(path), None)).collect();
        differences.extend(
            found.into_iter().filter_map(|(path, entry)| entry.map(|entry| (path.into(), Some(entry)))),
        );
        differences.sort_by(|(one, _), (other, _)| one.cmp(other));
        differences
    }

    /// Where to look for the sake of these paths: at none that is not input, at none below another, and at a folder
    /// where it is not the one that the snapshot knows.
    fn points<'a>(&self, snapshot: &Snapshot, paths: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
        let mut folders: BTreeMap<&str, bool> = BTreeMap::new();
        let mut is_folder = |folder| {
            *folders.entry(folder).or_insert_with(|| {
                !snapshot.files.contains_key(folder) && stands(&self.root, folder) == Some(Kind::Folder)
            })
        };
        let paths = paths.into_iter().filter(|path| is_input(path));
        let points: BTreeSet<&str> = paths
            .map(|path| {
                let mut above: Vec<&str> = ancestors(path).skip(1).collect();
                above.reverse();
                above.into_iter().find(|folder| !is_folder(*folder)).unwrap_or(path)
            })
            .collect();
        let outermost = |point: &&str| !ancestors(point).skip(1).any(|above| points.contains(above));
        points.iter().copied().filter(outermost).collect()
    }
}

/// Changes a snapshot to what the disk has; gives the paths.
pub fn apply(snapshot: &mut Snapshot, differences: Vec<Difference>) -> Vec<Arc<str>> {
    let apply = |(path, entry): Difference| {
        match entry {
            Some(entry) => _ = snapshot.files.insert(Arc::clone(&path), entry),
            None => _ = snapshot.files.remove(&path),
        }
        path
    };
    differences.into_iter().map(apply).collect()
}

/// Whether a path below the root, with `/`, is one that is read.
pub fn is_input(path: &str) -> bool {
    let mut parts = path.split('/');
    let first = parts.next().unwrap_or_default();
    if FOLDERS.contains(&first) {
        parts.all(|part| !part.is_empty() && !is_ignored(part))
    } else {
        FILES.contains(&path)
    }
}

/// A path and the folders that it is in, innermost first.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(above, _)| above))
}

/// Reads what stands at a place; nothing where it went since it was listed.
fn entry(root: &Path, place: &Place) -> Option<Entry> {
    let path = root.join(&place.path);
    let size = match &place.kind {
        Kind::Trouble(trouble) => return Some(Entry::Unusable(trouble.clone())),
        Kind::Folder => return None,
        Kind::File | Kind::Link => match size(root, &path) {
            Ok(size) => size,
            Err(None) => return None,
            Err(Some(trouble)) => return Some(Entry::Unusable(trouble)),
        },
    };
    if !is_read(&place.path) {
        return Some(Entry::Attachment { size });
    }
    match fs::read(&path) {
        Ok(bytes) => Some(Entry::text(bytes)),
        Err(error) if is_gone(&path, &error) => None,
        Err(error) => Some(Entry::Unusable(Trouble::Unreadable(error.to_string()))),
    }
}

/// The size of a file. A link may lead to a file inside the site, but not out of it and not to a folder: a folder
/// inside itself has no end. No trouble where nothing is there.
fn size(root: &Path, path: &Path) -> Result<u64, Option<Trouble>> {
    let trouble = |error: &io::Error| (!is_gone(path, error)).then(|| Trouble::Unreadable(error.to_string()));
    let real = fs::canonicalize(path).map_err(|error| trouble(&error))?;
    if !real.starts_with(root) {
        return Err(Some(Trouble::LeadsOut));
    }
    match fs::metadata(&real) {
        Ok(metadata) if metadata.is_file() => Ok(metadata.len()),
        Ok(_) => Err(Some(Trouble::Kind)),
        Err(error) => Err(trouble(&error)),
    }
}

/// Whether an error is because nothing is there any more; a link that leads nowhere is there.
fn is_gone(path: &Path, error: &io::Error) -> bool {
    let gone = |error: &io::Error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
    gone(error) && fs::symlink_metadata(path).is_err_and(|error| gone(&error))
}

/// Files that editors, office programs and systems leave behind, and everything that is hidden.
pub fn is_ignored(name: &str) -> bool {
    let backup = Path::new(name).extension().and_then(OsStr::to_str);
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || matches!(backup, Some("swp" | "swx" | "tmp" | "bak"))
        || matches!(name, "4913" | "Thumbs.db" | "desktop.ini")
}
