//! A target that is a folder of this machine, or of a share that is mounted in it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::in_place::Update;
use super::{
    Access, CURRENT, LOCK, Listing, NEXT, PART, Place, RELEASES, SHOWN, SHOWN_NEXT, Sender, WASTE, is_left,
    newest_part,
};
use crate::deploy::audit::Audit;
use crate::deploy::error::DeployError;
use crate::deploy::expected::LARGEST;
use crate::deploy::lock::SiteLock;
use crate::deploy::plan::Plan;
use crate::deploy::release::Id;
use crate::deploy::state::{Shown, State, audited};
use crate::disk::{self, Content, DiskError, Door, Gate, Lock, MANIFEST, Manifest, Record, Tree};
use crate::portal::Layout;

/// The second line of the file that says which release a folder `current` holds, while it does not hold it yet.
const SWITCHING: &str = "switching";

/// A folder that was opened.
pub(super) struct Dir<'a> {
    root: PathBuf,
    layout: Layout,
    door: Door<'a>,
    /// The lock of the folder goes before that of the site.
    _locks: Option<(Lock, SiteLock)>,
}

impl<'a> Dir<'a> {
    /// Opens a folder; see [`super::open`].
    pub(super) fn open(
        root: PathBuf,
        layout: Layout,
        sender: &Sender,
        access: Access,
        gate: &'a Gate<'a>,
    ) -> Result<Self, DeployError> {
        let dir = Self { root, layout, door: Door::new(gate), _locks: None };
        if !dir.listing()?.is_ours() {
            return Err(DeployError::Foreign { path: dir.root.display().to_string() });
        }
        if access == Access::Look {
            return Ok(dir);
        }
        let of_site = SiteLock::take(&dir.door, &sender.site)?;
        make_dirs(&dir.door, &dir.root)?;
        let lock = Lock::at(&dir.door, &dir.root.join(LOCK), &dir.root)?;
        let dir = Self { _locks: Some((lock, of_site)), ..dir };
        if let Some((id, Progress::Begun)) = dir.said()? {
            dir.switch(&id)?;
        }
        Ok(dir)
    }

    fn releases(&self) -> PathBuf {
        self.root.join(RELEASES)
    }

    fn release(&self, id: &Id) -> PathBuf {
        self.releases().join(id.as_str())
    }

    fn listing(&self) -> Result<Listing, DeployError> {
        let releases = names(&self.releases())?;
        let text = |name: &String| fs::read(self.releases().join(name).join(MANIFEST));
        let is_ours = |name: &&String| text(name).is_ok_and(|text| Manifest::parse(&text).is_some());
        let ours = releases.iter().filter(is_ours).cloned().collect();
        Ok(Listing { top: names(&self.root)?, releases, ours })
    }

    /// The manifest of a release, if it is the one that the release was made with.
    fn manifest(&self, id: &Id) -> Result<Option<Manifest>, DeployError> {
        let path = self.release(id).join(MANIFEST);
        match fs::read(&path) {
            Ok(text) => {
                let record = Content::from(text.clone()).record()?;
                Ok(Manifest::parse(&text).filter(|_| id.fits(&record.sha256)))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(DiskError::at(&path)(error).into()),
        }
    }

    /// The release that `current` is, and whether it is so already; none before the first deploy.
    fn said(&self) -> Result<Option<(Id, Progress)>, DeployError> {
        let current = self.root.join(CURRENT);
        let elsewhere = || DeployError::Elsewhere { path: current.display().to_string() };
        let other_layout = || DeployError::Layout { path: current.display().to_string() };
        let kind = match fs::symlink_metadata(&current) {
            Ok(meta) => Some(meta.file_type()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(DiskError::at(&current)(error).into()),
        };
        match self.layout {
            Layout::Link => match kind {
                None => Ok(None),
                Some(kind) if !kind.is_symlink() => Err(other_layout()),
                Some(_) => {
                    let says = fs::read_link(&current).map_err(DiskError::at(&current))?;
                    let name = says.strip_prefix(RELEASES).ok().and_then(Path::to_str);
                    let id = name.and_then(Id::parse).filter(|id| self.release(id).is_dir());
                    Ok(Some((id.ok_or_else(elsewhere)?, Progress::Done)))
                }
            },
            Layout::InPlace => {
                if kind.is_some_and(|kind| !kind.is_dir()) {
                    return Err(other_layout());
                }
                let path = self.root.join(SHOWN);
                let text = match fs::read_to_string(&path) {
                    Ok(text) => text,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
                    Err(error) => return Err(DiskError::at(&path)(error).into()),
                };
                let mut lines = text.lines();
                let id = lines.next().and_then(Id::parse).filter(|id| self.release(id).is_dir());
                let progress = if lines.next().is_some() { Progress::Begun } else { Progress::Done };
                match (id, kind, progress) {
                    // Where there is no folder, what was once in it does not matter.
                    (None, None, _) | (_, None, Progress::Done) => Ok(None),
                    (None, Some(_), _) => Err(elsewhere()),
                    (Some(id), ..) => Ok(Some((id, progress))),
                }
            }
        }
    }

    /// Writes down which release `current` is.
    fn say(&self, text: String) -> Result<(), DeployError> {
        let next = self.root.join(SHOWN_NEXT);
        disk::remove(&self.door, &next)?;
        self.door.write(&next, &Content::from(text))?;
        self.door.let_read(&next)?;
        Ok(self.door.replace(&next, &self.root.join(SHOWN))?)
    }

    /// Removes a release. As it first gets another name, there is never a part of one under its own.
    fn retire(&self, id: &Id) -> Result<(), DeployError> {
        let [_, gone] = WASTE.map(|end| self.releases().join(format!("{id}{end}")));
        disk::remove(&self.door, &gone)?;
        self.door.rename(&self.release(id), &gone)?;
        Ok(disk::remove(&self.door, &gone)?)
    }

    /// Makes the folder of a new release hold what the plan says, with what is there already.
    fn fill(&self, part: &Path, plan: &Plan, files: &BTreeMap<String, Content>) -> Result<(), DeployError> {
        let door = &self.door;
        let is_wanted = |path: &str, there: &Record| plan.files.get(path) == Some(there);
        let mut there = survey(part)?;
        for (path, _) in there.extract_if(.., |path, record| !is_wanted(path, record)) {
            door.remove_file(&part.join(path))?;
        }
        let wanted = plan.files.keys().chain(plan.unlisted.keys()).map(OsStr::new);
        let dirs: BTreeSet<&OsStr> = wanted.flat_map(disk::above).collect();
        for dir in Tree::scan(part)?.dirs.keys().rev().filter(|dir| !dirs.contains(dir.as_os_str())) {
            door.remove_dir(&part.join(dir))?;
        }
        for dir in dirs {
            door.create_dirs(&part.join(dir))?;
        }
        let base = plan.base.as_ref().map(|base| self.release(base));
        let missing: Vec<_> = plan.files.iter().filter(|(path, _)| !there.contains_key(*path)).collect();
        missing.par_iter().try_for_each(|(path, record)| {
            let to = part.join(path);
            let from = base.as_ref().map(|base| base.join(path));
            if let Some(from) = from.filter(|from| is(from, record)) {
                let kind = fs::symlink_metadata(&from).map_err(DiskError::at(&from))?.file_type();
                return Ok(door.link(&from, &to, kind)?);
            }
            let content = files.get(*path).ok_or_else(|| DeployError::Arrived { path: (*path).clone() })?;
            let written = door.write(&to, content)?;
            if written == **record { Ok(()) } else { Err(DeployError::Source { path: (*path).clone() }) }
        })?;
        for (path, content) in &plan.unlisted {
            door.write(&part.join(path), content)?;
        }
        // Also what an earlier deploy left, or had made for itself alone.
        let tree = Tree::scan(part)?;
        for path in tree.dirs.keys().chain(tree.files.keys()) {
            door.let_read(&part.join(path))?;
        }
        Ok(())
    }
}

impl Place for Dir<'_> {
    fn state(&self) -> Result<State, DeployError> {
        let mut releases = BTreeMap::new();
        for id in names(&self.releases())?.iter().filter_map(|name| Id::parse(name)) {
            let manifest = self.manifest(&id)?;
            releases.insert(id, manifest);
        }
        let shown = match self.said()? {
            None => None,
            Some((id, progress)) => {
                let is_folder = self.layout == Layout::InPlace && progress == Progress::Done;
                let folder = if is_folder { self.root.join(CURRENT) } else { self.release(&id) };
                Some(Shown { present: survey(&folder)?, id })
            }
        };
        Ok(State { releases, shown, is_archive: false })
    }

    fn read(&self, id: &Id, name: &str) -> Result<Option<String>, DeployError> {
        let path = self.release(id).join(name);
        let bytes = disk::small(&path, LARGEST).map_err(DiskError::at(&path))?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn audit(&self, id: &Id, state: &State) -> Result<Audit, DeployError> {
        Ok(audited(id, state.manifest_of(id), &survey(&self.release(id))?))
    }

    fn send(&self, plan: &Plan, files: &BTreeMap<String, Content>) -> Result<(), DeployError> {
        let releases = self.releases();
        make_dirs(&self.door, &releases)?;
        for id in &plan.withdrawn {
            self.door.rename(&self.release(id), &releases.join(format!("{id}{PART}")))?;
        }
        let part = releases.join(format!("{}{PART}", plan.id));
        let names = names(&releases)?;
        match newest_part(&names).map(|name| releases.join(name)) {
            Some(left) if left == part => {}
            Some(left) => self.door.rename(&left, &part)?,
            None => self.door.create_dir(&part)?,
        }
        self.fill(&part, plan, files)?;
        plan.arrived(&survey(&part)?)?;
        self.door.sync(&part)?;
        Ok(self.door.rename(&part, &self.release(&plan.id))?)
    }

    fn switch(&self, id: &Id) -> Result<(), DeployError> {
        let current = self.root.join(CURRENT);
        match self.layout {
            Layout::Link => {
                let next = self.root.join(NEXT);
                disk::remove(&self.door, &next)?;
                self.door.symlink(&Path::new(RELEASES).join(id.as_str()), &next)?;
                self.door.replace(&next, &current)?;
            }
            Layout::InPlace => {
                let update = Update::prepare(&self.door, &self.release(id), &current, &self.root.join(NEXT))?;
                self.say(format!("{id}\n{SWITCHING}\n"))?;
                update.carry_out(&self.door, &current)?;
                self.say(format!("{id}\n"))?;
            }
        }
        Ok(())
    }

    fn tidy(&self, outdated: &[Id]) -> Result<(), DeployError> {
        for id in outdated {
            self.retire(id)?;
        }
        for name in names(&self.releases())?.iter().filter(|name| is_left(name)) {
            disk::remove(&self.door, &self.releases().join(name))?;
        }
        Ok(())
    }
}

/// How far the folder `current` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// It holds the release.
    Done,
    /// It may hold files of the one before.
    Begun,
}

/// Makes a folder, and those above it, as far as they are not there; everybody may look into what is made.
pub(super) fn make_dirs(door: &Door<'_>, path: &Path) -> Result<(), DeployError> {
    let is_missing = |dir: &&Path| !dir.as_os_str().is_empty() && fs::symlink_metadata(dir).is_err();
    let missing: Vec<&Path> = path.ancestors().take_while(is_missing).collect();
    door.create_dirs(path)?;
    for dir in missing {
        door.let_read(dir)?;
    }
    Ok(())
}

/// Size and digest of every file in a folder; an entry that is no plain file has no digest.
pub(super) fn survey(root: &Path) -> Result<BTreeMap<String, Record>, DeployError> {
    let tree = Tree::scan(root)?;
    let read = |path: &OsStr, kind: &fs::FileType| {
        let name = path.to_string_lossy().into_owned();
        if !kind.is_file() {
            return Ok((name, Record { size: 0, sha256: String::new() }));
        }
        Ok((name, Content::File(root.join(path)).record()?))
    };
    tree.files.par_iter().map(|(path, kind)| read(path, kind)).collect()
}

/// Whether there is a plain file with these bytes.
fn is(path: &Path, record: &Record) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() == record.size)
        && Content::File(path.to_owned()).record().is_ok_and(|there| there == *record)
}

/// The names in a folder, in order; none where there is no folder.
fn names(dir: &Path) -> Result<Vec<String>, DeployError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(DiskError::at(dir)(error).into()),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(DiskError::at(dir))?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
