//! The connections that are open: how many there may be, and who has to go when another comes.
//!
//! Each has a thread of its own, so their number is bounded. When all places are taken, the one that has kept its place longest
//! without getting on goes: first come is not first served to those who send a byte a second. It is shut down from outside, which
//! ends the read or write that its thread is in; the place is free when the thread is.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::super::lock::lock;
use super::Limits;

/// What a connection is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Its head is still to come.
    Asking,
    /// The program makes its answer. Nobody goes at this stage, since the client cannot hasten it.
    Thinking,
    /// Its answer is being written.
    Telling,
    /// Its answer is written, and the client has still to close it.
    Leaving,
}

impl Stage {
    /// Whether nothing is done for the client: such connections have places of their own, so that those who only wait, however many,
    /// take none from those who are answered.
    fn is_idle(self) -> bool {
        matches!(self, Self::Asking | Self::Leaving)
    }

    /// How long a connection may keep its place against another that has none: clients send a head at once, and take some part of
    /// an answer at once.
    fn grace(self) -> Duration {
        match self {
            Self::Asking | Self::Leaving => Duration::from_millis(20),
            Self::Thinking | Self::Telling => Duration::from_secs(1),
        }
    }
}

/// All connections of a server.
#[derive(Debug)]
pub(super) struct Room {
    limits: Limits,
    inside: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    next: u64,
    places: BTreeMap<u64, Place>,
    closed: bool,
}

#[derive(Debug)]
struct Place {
    stream: Arc<TcpStream>,
    stage: Stage,
    /// When it last got on.
    since: Instant,
    gone: bool,
}

/// The place of one connection, which is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    room: Arc<Room>,
    number: u64,
    stream: Arc<TcpStream>,
}

impl Room {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, inside: Mutex::default(), changed: Condvar::new() }
    }

    /// A place for a new connection, as soon as there is one; `None` once the room is closed.
    pub(super) fn admit(self: &Arc<Self>, stream: TcpStream) -> Option<Seat> {
        let mut inside = self.wait_for(Stage::Asking, lock(&self.inside), |_| false)?;
        let stream = Arc::new(stream);
        let number = inside.next;
        inside.next += 1;
        let place =
            Place { stream: Arc::clone(&stream), stage: Stage::Asking, since: Instant::now(), gone: false };
        inside.places.insert(number, place);
        Some(Seat { room: Arc::clone(self), number, stream })
    }

    /// Waits until there is a place at a stage, and makes one where it may; `None` once the room is closed or `lost` says that
    /// there is no more use in waiting.
    fn wait_for<'a>(
        &self,
        stage: Stage,
        mut inside: MutexGuard<'a, State>,
        lost: impl Fn(&State) -> bool,
    ) -> Option<MutexGuard<'a, State>> {
        loop {
            if inside.closed || lost(&inside) {
                return None;
            }
            if inside.taken(stage) < self.limits.places(stage) {
                return Some(inside);
            }
            let wait = inside.make_places(stage, self.limits.at_once(stage));
            if wait.is_none() {
                // Who has to go may be waiting too.
                self.changed.notify_all();
            }
            let wait = wait.unwrap_or(stage.grace());
            inside = self.changed.wait_timeout(inside, wait).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Closes the connection whose head has been awaited longest, for its descriptor.
    pub(super) fn shed(&self) {
        let mut inside = lock(&self.inside);
        if let Some(place) = inside.places.values_mut().find(|place| place.stage.is_idle() && !place.gone) {
            place.go();
        }
    }

    /// Waits, but not past the end of the room.
    pub(super) fn rest(&self, time: Duration) {
        let inside = lock(&self.inside);
        drop(self.changed.wait_timeout_while(inside, time, |inside| !inside.closed));
    }

    /// Whether no more connections are taken.
    pub(super) fn is_closed(&self) -> bool {
        lock(&self.inside).closed
    }

    /// Takes no more connections, ends those that are open, and waits for their threads, though not for ever: one may be in a
    /// handler that does not come back.
    pub(super) fn close(&self, patience: Duration) {
        let mut inside = lock(&self.inside);
        inside.closed = true;
        inside.places.values_mut().for_each(Place::go);
        self.changed.notify_all();
        drop(self.changed.wait_timeout_while(inside, patience, |inside| !inside.places.is_empty()));
    }
}

impl Limits {
    /// How many connections may be at a stage and those that share its places.
    fn places(&self, stage: Stage) -> usize {
        if stage.is_idle() { self.waiting } else { self.answering }
    }

    /// How many make place at once. Of those that wait several, since each costs two turns of the scheduler, and a queue of
    /// connections that fills up meanwhile makes clients wait for seconds; an answer is worth more.
    fn at_once(&self, stage: Stage) -> usize {
        if stage.is_idle() { (self.waiting / 8).max(1) } else { 1 }
    }
}

impl State {
    fn taken(&self, stage: Stage) -> usize {
        self.places.values().filter(|place| place.stage.is_idle() == stage.is_idle()).count()
    }

    /// Lets those go that have not got on for longest, at most so many, unless some are going already. If it is too early for all of
    /// them, tells how long to wait.
    fn make_places(&mut self, stage: Stage, most: usize) -> Option<Duration> {
        let shares =
            |place: &Place| place.stage.is_idle() == stage.is_idle() && place.stage != Stage::Thinking;
        let mut here: Vec<&mut Place> = self.places.values_mut().filter(|place| shares(place)).collect();
        if here.iter().any(|place| place.gone) {
            return Some(stage.grace());
        }
        here.sort_by_key(|place| place.since);
        let early = here.first().map(|place| stage.grace().saturating_sub(place.since.elapsed()))?;
        if !early.is_zero() {
            return Some(early);
        }
        let late = here.into_iter().take_while(|place| place.since.elapsed() >= stage.grace());
        late.take(most).for_each(Place::go);
        None
    }
}

impl Place {
    fn go(&mut self) {
        self.gone = true;
        // Fails only if the client was first; either way its thread is about to end.
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

impl Seat {
    /// The connection itself.
    pub(super) fn stream(&self) -> &Arc<TcpStream> {
        &self.stream
    }

    /// Whether it had to go.
    pub(super) fn is_gone(&self) -> bool {
        lock(&self.room.inside).places.get(&self.number).is_none_or(|place| place.gone)
    }

    /// Moves on to making the answer when there is a place for that; `false` if it had to go instead.
    pub(super) fn think(&self) -> bool {
        let lost = |inside: &State| inside.places.get(&self.number).is_none_or(|place| place.gone);
        match self.room.wait_for(Stage::Telling, lock(&self.room.inside), lost) {
            Some(inside) => {
                self.move_to(inside, Stage::Thinking);
                true
            }
            None => false,
        }
    }

    /// Moves on from making the answer to writing it.
    pub(super) fn tell(&self) {
        self.move_to(lock(&self.room.inside), Stage::Telling);
    }

    /// Moves on to waiting for the client to close.
    pub(super) fn part(&self) {
        self.move_to(lock(&self.room.inside), Stage::Leaving);
    }

    /// The client has taken some of its answer. A refusal is so short that it is no stage of its own.
    pub(super) fn get_on(&self) {
        if let Some(place) = lock(&self.room.inside).places.get_mut(&self.number)
            && place.stage == Stage::Telling
        {
            place.since = Instant::now();
        }
    }

    fn move_to(&self, mut inside: MutexGuard<'_, State>, stage: Stage) {
        if let Some(place) = inside.places.get_mut(&self.number) {
            let shared = place.stage.is_idle() == stage.is_idle();
            (place.stage, place.since) = (stage, Instant::now());
            if !shared {
                drop(inside);
                self.room.changed.notify_all();
            }
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        lock(&self.room.inside).places.remove(&self.number);
        self.room.changed.notify_all();
    }
}
