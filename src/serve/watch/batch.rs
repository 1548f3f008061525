//! What was touched and not yet looked at, and when it is time to look. Instants are given; no clock is read.
//!
//! A saved file is looked at almost at once. Many files, or one that is saved again and again, wait for a longer
//! silence, but not for ever.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::sign::{Sign, What};

/// The silence after a saved file: an editor does more than one thing to it.
const SHORT: Duration = Duration::from_millis(15);

/// The silence where files were touched just before.
const LONG: Duration = Duration::from_millis(250);

/// The silence after very many files: somebody unpacks an archive, and machines pause.
const STORM: Duration = Duration::from_millis(500);

/// How long to wait at most while files are touched.
const LONGEST: Duration = Duration::from_secs(2);

/// The same for very many files: one look at all of them is dear.
const LONGEST_STORM: Duration = Duration::from_secs(10);

/// How long to wait for the end of writing.
const WRITING: Duration = Duration::from_millis(150);

/// How many paths are looked at after a short silence.
const FEW: usize = 4;

/// How many paths are looked at one by one; with more, everything is.
const MANY: usize = 64;

/// How many short silences there may be in a row, and how long it takes until there may be one more.
const QUICK: u32 = 2;
const AGAIN: Duration = Duration::from_millis(300);

/// Which inputs to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// These and what is below them.
    Paths(BTreeSet<String>),
    /// All.
    Everything,
}

impl Scope {
    /// No input.
    pub(super) fn none() -> Self {
        Self::Paths(BTreeSet::new())
    }

    /// This one and the other.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Paths(mut one), Self::Paths(other)) => {
                one.extend(other);
                Self::Paths(one)
            }
            _ => Self::Everything,
        }
    }
}

/// What is looked at together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Batch {
    /// The inputs.
    pub(super) scope: Scope,
    /// Those that came as a whole.
    pub(super) came: BTreeSet<String>,
    /// When the last of them was touched.
    pub(super) last: Instant,
}

/// Gathers a batch.
#[derive(Debug)]
pub(super) struct Pending {
    scope: Scope,
    came: BTreeSet<String>,
    /// The first and the last event.
    span: Option<(Instant, Instant)>,
    /// Files that are being written, and since when not a byte more.
    writing: BTreeMap<String, Instant>,
    /// How many short silences are left, as of an instant.
    quick: Option<(u32, Instant)>,
}

impl Pending {
    /// Nothing.
    pub(super) fn new() -> Self {
        Self {
            scope: Scope::none(),
            came: BTreeSet::new(),
            span: None,
            writing: BTreeMap::new(),
            quick: None,
        }
    }

    /// Adds what an event says.
    pub(super) fn add(&mut self, sign: Sign, now: Instant) {
        if sign.what == What::Written {
            if self.writing.remove(&sign.path).is_some() {
                self.touch(now);
            }
            return;
        }
        self.touch(now);
        let Scope::Paths(paths) = &mut self.scope else { return };
        match sign.what {
            What::Writing => _ = self.writing.insert(sign.path.clone(), now),
            What::Came => _ = self.came.insert(sign.path.clone()),
            What::Changed | What::Written => _ = self.writing.remove(&sign.path),
        }
        paths.insert(sign.path);
        if paths.len() >= MANY {
            self.everything(now);
        }
    }

    /// Everything may be another.
    pub(super) fn everything(&mut self, now: Instant) {
        self.touch(now);
        self.scope = Scope::Everything;
        self.came.clear();
        self.writing.clear();
    }

    /// When it is time to look; never, as long as nothing was touched.
    pub(super) fn due(&self) -> Option<Instant> {
        let (first, last) = self.span?;
        let (silence, longest) = match &self.scope {
            Scope::Everything => (last + STORM, LONGEST_STORM),
            Scope::Paths(paths) if paths.len() > FEW => (last + LONG, LONGEST),
            Scope::Paths(_) => {
                // A short silence counts from when there may be one.
                let next = self.quick.map_or(first, |(left, at)| if left > 0 { first } else { at + AGAIN });
                ((last + SHORT).max(next).min(last + LONG), LONGEST)
            }
        };
        let written = self.writing.values().map(|&since| since + WRITING).max();
        Some(silence.max(written.unwrap_or(silence)).min(first + longest))
    }

    /// Takes what there is and starts anew.
    pub(super) fn take(&mut self, now: Instant) -> Option<Batch> {
        let (_, last) = self.span.take()?;
        let (left, since) = self.quick.unwrap_or((QUICK, now));
        let more = now.saturating_duration_since(since).as_millis() / AGAIN.as_millis();
        let left = left.saturating_add(u32::try_from(more).unwrap_or(QUICK)).min(QUICK);
        self.quick = Some((left.saturating_sub(1), now));
        self.writing.clear();
        let scope = std::mem::replace(&mut self.scope, Scope::none());
        Some(Batch { scope, came: std::mem::take(&mut self.came), last })
    }

    fn touch(&mut self, now: Instant) {
        self.span = Some((self.span.map_or(now, |(first, _)| first), now));
    }
}
