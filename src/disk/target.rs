//! Where the output really is, and whether it may be written there at all.
//!
//! Reads only. A directory is refused that is, holds or lies in something the site or its owner needs, or that
//! somebody else filled.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::Output;
use super::error::{Danger, DiskError};
use super::manifest::{MANIFEST, Manifest, Origin};

/// Directories of a site, and of a program's source tree that holds one, into which no output goes; the last is where
/// the program keeps what belongs to this machine only.
const INPUTS: [&str; 10] =
    ["content", "forms", "themes", "src", "tests", "docs", "benches", ".git", ".ci", ".gongkai"];

const HOLD: &str = ".gongkai-";

/// An output directory that may be written.
pub(super) struct Target {
    /// The output: absolute, and free of symbolic links.
    pub(super) out: PathBuf,
    /// The directory that it is in, which may have to be made.
    parent: PathBuf,
    name: OsString,
}

impl Target {
    /// Finds the output and refuses it where it is dangerous.
    pub(super) fn find(output: &Output) -> Result<Self, DiskError> {
        let out = safe(&output.dir, &output.site, output.home.as_deref())?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(DiskError::Danger { dir: out, danger: Danger::Root });
        };
        let target = Self { parent: parent.to_owned(), name: name.to_owned(), out };
        target.manifest()?;
        Ok(target)
    }

    /// What we wrote there before: nothing where nothing is. A directory that somebody else filled is refused.
    pub(super) fn manifest(&self) -> Result<Manifest, DiskError> {
        let none = || Ok(Manifest::new(Origin::default(), [].into()));
        let mut entries = match fs::read_dir(&self.out) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return none(),
            Err(error) => return Err(DiskError::at(&self.out)(error)),
        };
        if entries.next().is_none() {
            return none();
        }
        let path = self.out.join(MANIFEST);
        let manifest = match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_file() => Manifest::parse(&fs::read(&path).map_err(DiskError::at(&path))?),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(DiskError::at(&path)(error)),
            Ok(_) | Err(_) => None,
        };
        manifest.ok_or_else(|| DiskError::Danger { dir: self.out.clone(), danger: Danger::Foreign })
    }

    /// The directory beside the output in which everything is prepared.
    pub(super) fn hold(&self) -> PathBuf {
        let mut name = OsString::from(HOLD);
        name.push(&self.name);
        self.parent.join(name)
    }

    /// The new tree while it is prepared, the old one when it is on its way out.
    pub(super) fn next(&self) -> PathBuf {
        self.hold().join("next")
    }

    /// The old tree, where the two cannot be exchanged in one step.
    pub(super) fn old(&self) -> PathBuf {
        self.hold().join("old")
    }

    /// The lock file.
    pub(super) fn lock(&self) -> PathBuf {
        self.hold().join("lock")
    }
}

/// The absolute path of a directory that may be written; one that is, holds or lies in something that the site or its
/// owner needs is refused.
pub(crate) fn safe(dir: &Path, site: &Path, home: Option<&Path>) -> Result<PathBuf, DiskError> {
    let refuse = |danger| Err(DiskError::Danger { dir: dir.to_owned(), danger });
    let mut out = resolve(dir)?;
    match fs::symlink_metadata(&out) {
        Ok(meta) if meta.is_symlink() => return refuse(Danger::Symlink),
        Ok(meta) if !meta.is_dir() => return refuse(Danger::File),
        // On a file system that knows no case, the name as it is stored.
        Ok(_) => out = out.canonicalize().map_err(DiskError::at(&out))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(DiskError::at(&out)(error)),
    }
    if out.parent().is_none() || out.file_name().is_none() {
        return refuse(Danger::Root);
    }
    let site = site.canonicalize().map_err(DiskError::at(site))?;
    if site.starts_with(&out) {
        return refuse(Danger::Site);
    }
    let home = home.and_then(|home| home.canonicalize().ok());
    if home.is_some_and(|home| home.starts_with(&out)) {
        return refuse(Danger::Home);
    }
    within(&site, &out).map_or(Ok(out), refuse)
}

/// Refuses a file that lies in something that the site needs; what it is itself does not matter.
pub(crate) fn safe_file(path: &Path, site: &Path) -> Result<(), DiskError> {
    let site = site.canonicalize().map_err(DiskError::at(site))?;
    match within(&site, &resolve(path)?) {
        Some(danger) => Err(DiskError::Danger { dir: path.to_owned(), danger }),
        None => Ok(()),
    }
}

/// The absolute path without `.`, `..` and symbolic links; only the last name is left as it is, be it a link.
fn resolve(dir: &Path) -> Result<PathBuf, DiskError> {
    let absolute = std::path::absolute(dir).map_err(DiskError::at(dir))?;
    let mut path = PathBuf::new();
    let mut parts = absolute.components().peekable();
    while let Some(part) = parts.next() {
        match part {
            Component::ParentDir => _ = path.pop(),
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir => path.push(part),
            Component::Normal(name) => {
                if path.parent().is_none() {
                    // The root in the same form as all else: on Windows, canonical paths have a prefix of their own.
                    path = path.canonicalize().map_err(DiskError::at(&path))?;
                }
                path.push(name);
                if parts.peek().is_some() && fs::symlink_metadata(&path).is_ok() {
                    path = path.canonicalize().map_err(DiskError::at(&path))?;
                }
            }
        }
    }
    Ok(path)
}

/// What `out` lies in that holds sources of the site or belongs to the program.
fn within(site: &Path, out: &Path) -> Option<Danger> {
    let is_hold = |part: Component<'_>| part.as_os_str().to_string_lossy().starts_with(HOLD);
    input(site, out).map(Danger::Input).or_else(|| out.components().any(is_hold).then_some(Danger::Hold))
}

/// The input directory of the site that `out` is or lies in.
fn input(site: &Path, out: &Path) -> Option<String> {
    let first = out.strip_prefix(site).ok()?.components().next()?.as_os_str().to_string_lossy().into_owned();
    INPUTS.iter().any(|input| first.eq_ignore_ascii_case(input)).then_some(first)
}
