//! What is watched, and by which means.
//!
//! The root is watched without what is below it: it may hold the output, and much that is none of our business. The
//! folders of input are watched with all that is below them, without following links.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::inbox::Inbox;
use super::sign::{Inside, is_limit};
use super::{Means, Notice};
use crate::disk::{FOLDERS, Stamp, is_shared, stamps};

/// The pause of polling where nobody chose one.
const PAUSE: Duration = Duration::from_secs(1);

/// How much longer than a poll its pause is at least, so that a slow share is not kept busy.
const REST: u32 = 4;

/// How often to try to watch a folder in which other folders vanish meanwhile.
const TRIES: usize = 3;

/// Whether the site or a folder of its input, which may be a link or a mount, lies on a share.
fn is_on_a_share(root: &Path) -> bool {
    let folders = FOLDERS.iter().map(|folder| root.join(folder)).filter_map(|path| path.canonicalize().ok());
    std::iter::once(root.to_owned()).chain(folders).any(|folder| is_shared(&folder))
}

/// A site that is watched.
pub(super) struct Watch {
    root: PathBuf,
    inbox: Arc<Inbox>,
    running: Running,
}

enum Running {
    System { watcher: Box<dyn Watcher + Send>, folders: Vec<PathBuf> },
    Polling(Poll),
}

/// Polling, by sizes and times alone.
struct Poll {
    pause: Duration,
    at: Instant,
    stamps: BTreeMap<String, Stamp>,
    /// What the last poll found. It is looked at once more: times are coarse, and a second change may have the same.
    found: BTreeSet<String>,
}

impl Watch {
    /// Starts watching; with a notice where it is not as was asked.
    pub(super) fn start(root: &Path, means: Means, inbox: &Arc<Inbox>) -> (Self, Option<Notice>) {
        match means {
            Means::Polling(pause) => (Self::polling(root, inbox, pause), None),
            Means::System if is_on_a_share(root) => {
                (Self::polling(root, inbox, PAUSE), Some(Notice::NetworkShare))
            }
            Means::System => {
                let to = Arc::clone(inbox);
                let config = Config::default().with_follow_symlinks(false);
                let watcher = RecommendedWatcher::new(move |event| to.receive(&event), config);
                Self::over(root, inbox, watcher.map(|watcher| Box::new(watcher) as _))
            }
        }
    }

    /// Starts watching with a watcher, or falls back where there is none.
    pub(super) fn over(
        root: &Path,
        inbox: &Arc<Inbox>,
        watcher: notify::Result<Box<dyn Watcher + Send>>,
    ) -> (Self, Option<Notice>) {
        match watcher {
            Ok(watcher) => {
                let running = Running::System { watcher, folders: Vec::new() };
                let mut watch = Self { root: root.to_owned(), inbox: Arc::clone(inbox), running };
                let notice = watch.renew();
                (watch, notice)
            }
            Err(error) => (Self::polling(root, inbox, PAUSE), Some(notice(&error))),
        }
    }

    fn polling(root: &Path, inbox: &Arc<Inbox>, pause: Duration) -> Self {
        let running = Running::Polling(Poll::start(root, pause));
        Self { root: root.to_owned(), inbox: Arc::clone(inbox), running }
    }

    /// Watches what stands there now. A notice, where that is no longer possible: then everything is to be read.
    pub(super) fn renew(&mut self) -> Option<Notice> {
        let Running::System { watcher, folders } = &mut self.running else { return None };
        for folder in folders.drain(..) {
            // It may be gone, and its watch with it.
            let _ = watcher.unwatch(&folder);
        }
        let (inside, inputs) = inputs(&self.root);
        self.inbox.set_inside(inside);
        let modes = inputs.into_iter().map(|input| (input, RecursiveMode::Recursive));
        for (folder, mode) in [(self.root.clone(), RecursiveMode::NonRecursive)].into_iter().chain(modes) {
            match watch(&mut **watcher, &folder, mode) {
                Ok(()) => folders.push(folder),
                Err(error) if is_gone(&error) => {
                    // Something vanishes there all the time; when it is quiet, once more.
                    if folder.is_dir() {
                        self.inbox.everything();
                    }
                }
                Err(error) => return self.fall_back(notice(&error)),
            }
        }
        None
    }

    /// Goes on by polling, if it does not yet, and says why.
    pub(super) fn fall_back(&mut self, why: Notice) -> Option<Notice> {
        let Running::System { .. } = self.running else { return None };
        self.running = Running::Polling(Poll::start(&self.root, PAUSE));
        Some(why)
    }

    /// When to poll.
    pub(super) fn poll_at(&self) -> Option<Instant> {
        match &self.running {
            Running::System { .. } => None,
            Running::Polling(poll) => Some(poll.at),
        }
    }

    /// Polls, if it is time.
    pub(super) fn poll(&mut self, now: Instant) {
        if let Running::Polling(poll) = &mut self.running
            && poll.at <= now
        {
            self.inbox.found(poll.look(&self.root));
            let end = Instant::now();
            poll.at = end + poll.pause.max((end - now) * REST);
        }
    }
}

impl Poll {
    fn start(root: &Path, pause: Duration) -> Self {
        Self { pause, at: Instant::now() + pause, stamps: stamps(root), found: BTreeSet::new() }
    }

    /// What changed since the last time, and what changed then.
    fn look(&mut self, root: &Path) -> BTreeSet<String> {
        let stamps = stamps(root);
        // Without the root, nothing can be said about what is in it.
        if !root.is_dir() {
            return BTreeSet::new();
        }
        let other = |path: &&String| self.stamps.get(*path) != stamps.get(*path);
        let found: BTreeSet<String> =
            self.stamps.keys().chain(stamps.keys()).filter(other).cloned().collect();
        self.stamps = stamps;
        let before = std::mem::replace(&mut self.found, found);
        self.found.union(&before).cloned().collect()
    }
}

/// The folders of input that there are, and where they are if they are links.
fn inputs(root: &Path) -> (Inside, Vec<PathBuf>) {
    let mut inside = Inside { root: root.to_owned(), linked: Vec::new() };
    let mut folders = Vec::new();
    for name in FOLDERS {
        let folder = root.join(name);
        if !folder.is_dir() {
            continue;
        }
        let is_link = fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_symlink());
        match fs::canonicalize(&folder) {
            Ok(real) if is_link => {
                inside.linked.push((real.clone(), name));
                folders.push(real);
            }
            _ => folders.push(folder),
        }
    }
    (inside, folders)
}

/// Watches a folder. A folder inside that vanishes meanwhile ends it too early.
fn watch(watcher: &mut (dyn Watcher + Send), folder: &Path, mode: RecursiveMode) -> notify::Result<()> {
    let mut result = watcher.watch(folder, mode);
    for _ in 1..TRIES {
        match &result {
            Err(error) if is_gone(error) && folder.is_dir() => result = watcher.watch(folder, mode),
            _ => break,
        }
    }
    result
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn notice(error: &notify::Error) -> Notice {
    if is_limit(error) { Notice::LimitReached } else { Notice::Refused }
}
