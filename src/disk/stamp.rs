//! What tells a changed file without opening it: for file systems that do not say themselves what changes.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::Path;

use rayon::prelude::*;

use super::list::{Kind, list};
use super::read::{FILES, FOLDERS};

/// Size and times of a file, and which file it is. Times are only compared for being the same: the clock of a share
/// is not ours, and a file that is put back may be older than what it replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp(Option<Marks>);

/// The stamps of all inputs of a site by path below its root, with `/`. What cannot be looked at has an empty one.
pub fn stamps(root: &Path) -> BTreeMap<String, Stamp> {
    let inputs = FOLDERS.into_iter().chain(FILES);
    let places: Vec<_> = inputs.flat_map(|input| list(root, input)).collect();
    let stamp = |place: super::list::Place| {
        let marks = match place.kind {
            Kind::Trouble(_) => None,
            Kind::Folder | Kind::Link | Kind::File => {
                fs::metadata(root.join(&place.path)).ok().map(|m| marks(&m))
            }
        };
        (place.path, Stamp(marks))
    };
    places.into_par_iter().map(stamp).collect()
}

#[cfg(unix)]
type Marks = (u64, u64, i64, i64, i64, i64, u32);

#[cfg(unix)]
fn marks(metadata: &Metadata) -> Marks {
    use std::os::unix::fs::MetadataExt;
    let (ino, mode) = (metadata.ino(), metadata.mode());
    let (mtime, ctime) = (metadata.mtime(), metadata.ctime());
    (metadata.len(), ino, mtime, metadata.mtime_nsec(), ctime, metadata.ctime_nsec(), mode)
}

#[cfg(not(unix))]
type Marks = (u64, Option<std::time::SystemTime>, Option<std::time::SystemTime>);

#[cfg(not(unix))]
fn marks(metadata: &Metadata) -> Marks {
    (metadata.len(), metadata.modified().ok(), metadata.created().ok())
}
