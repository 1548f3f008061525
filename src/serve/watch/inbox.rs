//! Where events arrive, from the system's thread, and where the follower waits for them. However many there are, it
//! holds no more than one batch.

use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Instant;

use notify::Event;

use super::super::lock::lock;
use super::batch::{Batch, Pending};
use super::sign::{Inside, Meaning, Sign, What};

/// The meeting point of events and follower.
pub(super) struct Inbox {
    state: Mutex<State>,
    told: Condvar,
}

struct State {
    inside: Inside,
    pending: Pending,
    lost: bool,
    limit: bool,
    stopped: bool,
}

/// Why the waiting ended.
pub(super) enum Woken {
    /// The follower is to end.
    Stopped,
    /// There is a batch to look at.
    Look(Look),
    /// It is time for something else.
    Time,
}

/// A batch, and what happened besides.
pub(super) struct Look {
    /// What to look at.
    pub(super) batch: Batch,
    /// Events were lost.
    pub(super) lost: bool,
    /// The system watches no more folders.
    pub(super) limit: bool,
}

impl Inbox {
    /// An empty inbox for a root as it is watched.
    pub(super) fn new(root: &Path) -> Self {
        let inside = Inside { root: root.to_owned(), linked: Vec::new() };
        let state = State { inside, pending: Pending::new(), lost: false, limit: false, stopped: false };
        Self { state: Mutex::new(state), told: Condvar::new() }
    }

    /// Says where the inputs are.
    pub(super) fn set_inside(&self, inside: Inside) {
        lock(&self.state).inside = inside;
    }

    /// Takes an event, or an error in its place.
    pub(super) fn receive(&self, event: &notify::Result<Event>) {
        let mut state = lock(&self.state);
        let now = Instant::now();
        match state.inside.meaning(event) {
            Meaning::Signs(signs) if signs.is_empty() => return,
            Meaning::Signs(signs) => signs.into_iter().for_each(|sign| state.pending.add(sign, now)),
            Meaning::Replaced => state.pending.everything(now),
            Meaning::Lost => {
                state.lost = true;
                state.pending.everything(now);
            }
            Meaning::Limit => {
                state.limit = true;
                state.pending.everything(now);
            }
        }
        self.told.notify_all();
    }

    /// Takes paths that polling found.
    pub(super) fn found(&self, paths: impl IntoIterator<Item = String>) {
        let mut state = lock(&self.state);
        let now = Instant::now();
        for path in paths {
            // Perhaps it was met in the middle of being written.
            state.pending.add(Sign { path, what: What::Writing }, now);
        }
    }

    /// Asks for a look at everything.
    pub(super) fn everything(&self) {
        lock(&self.state).pending.everything(Instant::now());
    }

    /// Ends the waiting, now and always.
    pub(super) fn stop(&self) {
        lock(&self.state).stopped = true;
        self.told.notify_all();
    }

    /// Waits until a batch is due, or until an instant.
    pub(super) fn wait(&self, until: Option<Instant>) -> Woken {
        let mut state = lock(&self.state);
        loop {
            let now = Instant::now();
            if state.stopped {
                return Woken::Stopped;
            }
            let due = state.pending.due();
            if due.is_some_and(|due| due <= now)
                && let Some(batch) = state.pending.take(now)
            {
                let look = Look { batch, lost: state.lost, limit: state.limit };
                (state.lost, state.limit) = (false, false);
                return Woken::Look(look);
            }
            if until.is_some_and(|until| until <= now) {
                return Woken::Time;
            }
            state = match [due, until].into_iter().flatten().min() {
                Some(next) => {
                    let waited = self.told.wait_timeout(state, next.saturating_duration_since(now));
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.told.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}
