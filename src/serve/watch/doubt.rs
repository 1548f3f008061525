//! What is not believed at first sight: that a file is gone, or has nothing in it any more. Whoever saves a file may
//! remove or empty it first. Instants are given; no clock is read.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::batch::Scope;
use crate::build::{Entry, Snapshot};
use crate::disk::Difference;

/// How long something has to be so to be believed.
const SECOND: Duration = Duration::from_millis(200);

/// How long other changes wait for what is in doubt. They wait at all because a file that was renamed would else be
/// there twice for a moment.
const LONGEST: Duration = Duration::from_secs(1);

/// What is in doubt, and what waits for it.
#[derive(Debug)]
pub(super) struct Doubts {
    /// Since when each path has been like this.
    since: BTreeMap<Arc<str>, Instant>,
    /// What to look at again.
    scope: Scope,
    /// Since when there is something that waits, and when to look at it.
    held: Option<(Instant, Instant)>,
}

impl Doubts {
    /// None.
    pub(super) fn new() -> Self {
        Self { since: BTreeMap::new(), scope: Scope::none(), held: None }
    }

    /// When to look again.
    pub(super) fn look_at(&self) -> Option<Instant> {
        self.held.map(|(_, look)| look)
    }

    /// What to look at again.
    pub(super) fn take(&mut self) -> Scope {
        std::mem::replace(&mut self.scope, Scope::none())
    }

    /// The differences that are believed, of those that a look at `scope` gave. `seen` is when the last of them was
    /// touched.
    pub(super) fn judge(
        &mut self,
        snapshot: &Snapshot,
        scope: Scope,
        differences: Vec<Difference>,
        seen: Instant,
        now: Instant,
    ) -> Vec<Difference> {
        let doubtful = differences.iter().filter(|difference| is_doubtful(snapshot, difference));
        self.since = doubtful
            .map(|(path, _)| (Arc::clone(path), self.since.get(path).copied().unwrap_or(seen)))
            .collect();
        let Some(until) = self.since.values().max().map(|&at| at + SECOND).filter(|&until| until > now)
        else {
            *self = Self::new();
            return differences;
        };
        let first = self.held.map_or(now, |(first, _)| first);
        if now < first + LONGEST {
            self.scope = scope;
            self.held = Some((first, until.min(first + LONGEST)));
            return Vec::new();
        }
        let fresh = |path: &str| self.since.get(path).is_some_and(|&at| at + SECOND > now);
        let (held, believed): (Vec<_>, Vec<_>) = differences.into_iter().partition(|(path, _)| fresh(path));
        self.scope = Scope::Paths(held.iter().map(|(path, _)| path.to_string()).collect());
        self.held = Some((now, until));
        believed
    }
}

/// Whether something was there, and now it is not, or not to be read, or empty.
fn is_doubtful(snapshot: &Snapshot, (path, entry): &Difference) -> bool {
    let full = |entry: &Entry| match entry {
        Entry::Text { bytes, .. } => !bytes.is_empty(),
        Entry::Attachment { size } => *size > 0,
        Entry::Unusable(_) => false,
    };
    snapshot.files.get(path).is_some_and(full) && !entry.as_ref().is_some_and(full)
}
