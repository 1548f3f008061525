//! Watching a site: its snapshot, kept as its files are.
//!
//! In: what the system tells of the folders of input, or what polling finds. Out: one [`Change`] for what was done at
//! once, and only where an entry of the snapshot is another. Three things keep it quiet: events gather until there is
//! a silence (`batch`), what is read is compared with what was there ([`Inputs`]), and a file that vanished or is
//! empty all of a sudden is believed only when it still is a moment later (`doubt`). Where the system cannot watch,
//! or loses events, everything is read anew and a [`Notice`] says so.

mod batch;
mod doubt;
mod inbox;
mod sign;
mod system;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::Date;

use batch::Scope;
use doubt::Doubts;
use inbox::{Inbox, Look, Woken};
use system::Watch;

use crate::build::Snapshot;
use crate::disk::{Inputs, apply};

/// What came as a whole is looked at once more after this time: files may have followed before it was watched.
const FOLLOWED: Duration = Duration::from_millis(300);

/// How often to look whether a root that is gone is there again.
const ABSENT: Duration = Duration::from_secs(1);

/// How to know that files change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The system tells; where it cannot, polling.
    System,
    /// Looking at all files again and again, with this pause.
    Polling(Duration),
}

/// What is not as it should be with the watching itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There was more to tell than the system keeps; everything was read anew.
    Overflowed,
    /// The system watches no more folders; changes are found by polling, a little later.
    LimitReached,
    /// The system does not watch these folders for another reason; changes are found by polling.
    Refused,
    /// The site is on a network share, whose changes the system does not tell; they are found by polling.
    NetworkShare,
}

/// What changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The entries of the snapshot that are others now, in order.
    pub paths: Vec<Arc<str>>,
    /// What there is to say about the watching, each thing once.
    pub notices: Vec<Notice>,
}

/// A snapshot that follows the files of a site.
pub struct Follower {
    inputs: Inputs,
    snapshot: Snapshot,
    watch: Watch,
    inbox: Arc<Inbox>,
    notices: Vec<Notice>,
    doubts: Doubts,
    /// What came as a whole, and when to look at it once more.
    followed: Vec<(Instant, Scope)>,
}

/// Ends [`Follower::next`], from any thread, when it is dropped.
pub struct Stop(Arc<Inbox>);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Follower {
    /// Watches a site and reads it; the error is for a root that is not there.
    pub fn start(root: &Path, means: Means) -> io::Result<Self> {
        let inputs = Inputs::open(root)?;
        let inbox = Arc::new(Inbox::new(inputs.root()));
        let (watch, notice) = Watch::start(inputs.root(), means, &inbox);
        Ok(Self::over(inputs, inbox, watch, notice))
    }

    /// Reads what is watched already, so that nothing is missed in between.
    fn over(mut inputs: Inputs, inbox: Arc<Inbox>, watch: Watch, notice: Option<Notice>) -> Self {
        let snapshot = inputs.read();
        let notices = notice.into_iter().collect();
        Self { inputs, snapshot, watch, inbox, notices, doubts: Doubts::new(), followed: Vec::new() }
    }

    /// The same on a day, with or without the reports that the public may not see yet.
    #[must_use]
    pub fn on(mut self, today: Option<Date>, drafts: bool) -> Self {
        (self.snapshot.today, self.snapshot.drafts) = (today, drafts);
        self
    }

    /// The files as they are now, as far as [`Follower::next`] told.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// What ends [`Follower::next`] when it is dropped.
    #[must_use = "dropping it ends the following"]
    pub fn stop(&self) -> Stop {
        Stop(Arc::clone(&self.inbox))
    }

    /// Waits until the snapshot is another or there is something to say, and tells what; nothing after a [`Stop`].
    ///
    /// What happens between two calls is not lost: the next call tells the last state of it.
    #[expect(clippy::should_implement_trait, reason = "an iterator that is stopped would be done for ever")]
    pub fn next(&mut self) -> Option<Change> {
        loop {
            if !self.notices.is_empty() {
                return Some(Change { paths: Vec::new(), notices: std::mem::take(&mut self.notices) });
            }
            let followed = self.followed.iter().map(|(at, _)| *at).min();
            let until = [self.watch.poll_at(), self.doubts.look_at(), followed].into_iter().flatten().min();
            let look = match self.inbox.wait(until) {
                Woken::Stopped => return None,
                Woken::Look(look) => Some(look),
                Woken::Time => None,
            };
            self.watch.poll(Instant::now());
            let paths = self.look(look, Instant::now());
            if !paths.is_empty() {
                return Some(Change { paths, notices: std::mem::take(&mut self.notices) });
            }
        }
    }

    /// Looks at what was touched and at what is to be looked at again; changes the snapshot.
    fn look(&mut self, look: Option<Look>, now: Instant) -> Vec<Arc<str>> {
        let seen = look.as_ref().map_or(now, |look| look.batch.last);
        let mut scope = self.due(look.is_some(), now);
        if let Some(look) = look {
            self.answer(&look);
            let root = self.inputs.root();
            let came: BTreeSet<String> =
                look.batch.came.into_iter().filter(|path| root.join(path).is_dir()).collect();
            scope = scope.and(match look.batch.scope {
                // Windows tells of a folder whenever something in it changes, and of that too.
                Scope::Paths(mut paths) if cfg!(windows) => {
                    paths.retain(|path| came.contains(path) || !root.join(path).is_dir());
                    Scope::Paths(paths)
                }
                scope => scope,
            });
            if !came.is_empty() {
                self.followed.push((now + FOLLOWED, Scope::Paths(came)));
            }
        }
        let differences = match &scope {
            Scope::Paths(paths) if paths.is_empty() => return Vec::new(),
            Scope::Paths(paths) => self.inputs.differences(&self.snapshot, paths.iter().map(String::as_str)),
            Scope::Everything if !self.inputs.root().is_dir() => {
                // The site as it was is worth more than none: somebody moved the folder, and will move it back.
                self.followed.push((now + ABSENT, Scope::Everything));
                self.doubts = Doubts::new();
                return Vec::new();
            }
            Scope::Everything => {
                // Folders that came meanwhile may not be watched yet.
                let notice = self.watch.renew();
                self.say(notice);
                self.inputs.all_differences(&self.snapshot)
            }
        };
        let differences = self.doubts.judge(&self.snapshot, scope, differences, seen, Instant::now());
        apply(&mut self.snapshot, differences)
    }

    /// What is to be looked at again: at its time, or together with something else.
    fn due(&mut self, together: bool, now: Instant) -> Scope {
        let due = |at: Instant| at <= now;
        let (now, later): (Vec<_>, Vec<_>) = self.followed.drain(..).partition(|(at, _)| due(*at));
        self.followed = later;
        let scope = now.into_iter().fold(Scope::none(), |scope, (_, more)| scope.and(more));
        // What is in doubt belongs to every look: one that left it out would pass for the answer to it.
        let together = together || scope != Scope::none() || self.doubts.look_at().is_some_and(due);
        if together { scope.and(self.doubts.take()) } else { scope }
    }

    /// Does what is to be done about the watching itself.
    fn answer(&mut self, look: &Look) {
        if look.limit {
            let notice = self.watch.fall_back(Notice::LimitReached);
            self.say(notice);
        }
        if look.lost {
            self.say(Some(Notice::Overflowed));
        }
    }

    fn say(&mut self, notice: Option<Notice>) {
        self.notices.extend(notice.filter(|notice| !self.notices.contains(notice)));
    }
}
