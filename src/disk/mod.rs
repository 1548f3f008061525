//! How a built site gets onto the disk: all of it or nothing, at any moment that anything may fail.
//!
//! In: the files of the new site by path. Out: the output directory holds them, and a count of what changed. The new
//! tree is prepared beside the output, in `.gongkai-<name>/next`, and takes its place in one atomic step, so that a
//! reader, a full disk or a `kill -9` never meet a mixture of two sites.
//!
//! - A file whose bytes stay keeps its inode and its times: it is hard-linked into the new tree. Where nothing changes
//!   at all, nothing is written.
//! - What we wrote stands in `manifest.json`, a part of the tree. Only that is ever replaced or removed; files,
//!   directories and links that somebody else put into the output stay, whenever they arrive.
//! - What a killed run left behind is repaired by the next one; the lock goes with its process.
//! - Every change to the file system passes the `Door`, and with it the [`Gate`]; no other file of this module makes one.
//!
//! Beside the output there remains only `.gongkai-<name>/lock`.

mod amend;
mod content;
mod door;
mod error;
mod list;
mod lock;
mod manifest;
mod name;
mod open;
mod plan;
mod present;
mod put;
mod read;
mod share;
mod stage;
mod stamp;
mod switch;
mod target;
mod tree;

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;

pub use amend::{Amended, amend};
pub use content::Content;
pub(crate) use door::Door;
pub use door::{Gate, Step, allow};
pub use error::{Danger, DiskError, NameFault};
pub(crate) use lock::Lock;
pub use manifest::{
    Anchor, GENERATOR, MANIFEST, Manifest, Origin, Record, SIGNATURE, SUMS, UNLISTED, VERSION,
};
pub use name::{check as check_paths, is_fit};
pub use open::open;
pub use present::{Present, present, small};
pub use put::{discard, put, put_with};
pub use read::{Difference, FILES, FOLDERS, Inputs, SETTINGS, apply, is_ignored, is_input, read};
pub use share::is_shared;
pub use stamp::{Stamp, stamps};
pub(crate) use switch::remove;
pub(crate) use target::{safe, safe_file};
pub(crate) use tree::{Tree, above};

use plan::Plan;
use target::Target;

/// Where a site goes, and what must not be overwritten by it.
#[derive(Clone, Debug)]
pub struct Output {
    /// The output directory, as given.
    pub dir: PathBuf,
    /// Root of the site, whose inputs must not be overwritten.
    pub site: PathBuf,
    /// Home directory of the person who runs the program, which must not be overwritten either.
    pub home: Option<PathBuf>,
    /// What the files were made of, for the manifest.
    pub origin: Origin,
}

/// How many files a publication changed; the manifest is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that were not there before.
    pub added: usize,
    /// Files with other bytes than before.
    pub changed: usize,
    /// Files of an earlier publication that are no longer part of the site.
    pub removed: usize,
    /// Files with the same bytes as before.
    pub unchanged: usize,
}

/// Size and digest of every file, all read at once.
pub fn records(files: &BTreeMap<String, Content>) -> Result<BTreeMap<String, Record>, DiskError> {
    name::check(files.keys().map(String::as_str))?;
    files.par_iter().map(|(path, content)| Ok((path.clone(), content.record()?))).collect()
}

/// Makes the output directory hold `files`, by path below it with `/`.
///
/// After an error the output is what it was, except after [`DiskError::Leftover`], where it is the new site, and after
/// [`DiskError::Aside`], where it is missing until the next publication.
pub fn publish(
    output: &Output,
    files: &BTreeMap<String, Content>,
    gate: &Gate<'_>,
) -> Result<Published, DiskError> {
    name::check(files.keys().map(String::as_str))?;
    let target = Target::find(output)?;
    let door = Door::new(gate);
    let _lock = Lock::take(&door, &target)?;
    switch::repair(&door, &target)?;

    let manifest = target.manifest()?;
    let present = Tree::scan(&target.out)?;
    let plan = Plan::new(&target.out, &present, (&manifest, &output.origin), files)?;
    if !plan.changes(&target.out, &present)? {
        return Ok(plan.published);
    }
    let switched =
        stage::stage(&door, &target, &present, &plan).and_then(|()| switch::switch(&door, &target));
    if let Err(error) = switched {
        // The first error is the one to tell. What cannot be removed now is removed by the next run.
        let _ = remove(&door, &target.next());
        return Err(error);
    }
    switch::retire(&door, &target, &present)?;
    Ok(plan.published)
}
