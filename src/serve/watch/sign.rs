//! What an event of the file system means for a site. Paths in, paths out; the disk is not asked.

use std::path::{Component, Path, PathBuf};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RenameMode};
use notify::{ErrorKind, Event, EventKind};

use crate::disk::{FILES, FOLDERS, is_input};

/// What one event says about one input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sign {
    /// The path below the root, with `/`.
    pub(super) path: String,
    /// What happened to it.
    pub(super) what: What,
}

/// What happened to an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// It may be another.
    Changed,
    /// It came as a whole, perhaps with more below it.
    Came,
    /// Somebody is writing it, and will be told to have finished.
    Writing,
    /// Whoever wrote it has finished.
    Written,
}

/// What an event means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// These inputs; none where it is about something else.
    Signs(Vec<Sign>),
    /// A folder of input, or the root, came or went: what is watched there is no longer what stands there.
    Replaced,
    /// Events were lost.
    Lost,
    /// The system watches no more folders.
    Limit,
}

/// Where the inputs of a site are.
#[derive(Clone, Debug)]
pub(super) struct Inside {
    /// The root, as it is watched.
    pub(super) root: PathBuf,
    /// Folders of input that are links, where they lead to.
    pub(super) linked: Vec<(PathBuf, &'static str)>,
}

impl Inside {
    /// What an event, or an error in its place, means.
    pub(super) fn meaning(&self, event: &notify::Result<Event>) -> Meaning {
        let event = match event {
            Ok(event) if event.need_rescan() => return Meaning::Lost,
            Ok(event) => event,
            Err(error) if is_limit(error) => return Meaning::Limit,
            Err(_) => return Meaning::Lost,
        };
        let Some(what) = what(event.kind) else { return Meaning::Signs(Vec::new()) };
        let paths: Vec<String> = event.paths.iter().flat_map(|path| self.below(path)).collect();
        let replaces = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        );
        let at_top = |path: &String| path.is_empty() || FOLDERS.contains(&path.as_str());
        if replaces && paths.iter().any(at_top) {
            return Meaning::Replaced;
        }
        let paths = paths.into_iter().filter(|path| is_input(path));
        Meaning::Signs(paths.map(|path| Sign { path, what }).collect())
    }

    /// The path below the root that a path is, up to a name that is not UTF-8. More than one where folders of input
    /// are links to each other; empty for the root.
    fn below(&self, path: &Path) -> Vec<String> {
        let within = |(folder, name): &(PathBuf, &'static str)| {
            Some(joined(Some((*name).to_owned()), path.strip_prefix(folder).ok()?))
        };
        let own = path.strip_prefix(&self.root).ok().map(|rest| joined(None, rest));
        self.linked.iter().filter_map(within).chain(own).collect()
    }
}

/// The parts of a path below another, with `/`.
fn joined(first: Option<String>, rest: &Path) -> String {
    let mut path = first.unwrap_or_default();
    for part in rest.components() {
        let Component::Normal(name) = part else { continue };
        let Some(name) = name.to_str() else { break };
        if path.is_empty() {
            path.push_str(top(name));
        } else {
            path.push('/');
            path.push_str(name);
        }
    }
    path
}

/// The first name of a path as inputs are named: where the system knows no case, `Content` is `content`.
fn top(name: &str) -> &str {
    let same = |input: &&'static str| input.eq_ignore_ascii_case(name);
    let known = FOLDERS.iter().copied().chain(FILES).find(same);
    if cfg!(any(windows, target_os = "macos")) { known.unwrap_or(name) } else { name }
}

/// What a kind of event says about its paths; nothing where no content can have changed by it.
fn what(kind: EventKind) -> Option<What> {
    // Only here is the end of writing told.
    let writing = if cfg!(target_os = "linux") { What::Writing } else { What::Changed };
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(What::Written),
        EventKind::Access(_) => None,
        EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_)) => Some(writing),
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) => Some(What::Changed),
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)) => Some(What::Came),
        EventKind::Any | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => {
            Some(What::Changed)
        }
    }
}

/// Whether an error says that the system has no more to watch with.
pub(super) fn is_limit(error: &notify::Error) -> bool {
    /// No more watches; no more watchers; no more files in the process, in the system.
    const NONE_LEFT: [i32; 3] = [28, 24, 23];
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        ErrorKind::Io(error) => {
            cfg!(unix) && error.raw_os_error().is_some_and(|code| NONE_LEFT.contains(&code))
        }
        _ => false,
    }
}
