//! What the threads of a preview share: the state of the site that is shown, and what checking it has found.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};

use super::lock::lock;
use super::model::Turn;
use super::showing::{Showing, Shown};
use super::tabs::Tabs;
use crate::finding::Finding;
use crate::language::Language;
use crate::portal::Route;

/// What is shared.
pub(super) struct State {
    /// Root of the site, absolute.
    pub(super) root: PathBuf,
    /// The language of messages; none follows site.toml.
    language: Option<Language>,
    turn: RwLock<Arc<Turn>>,
    checked: Mutex<Checked>,
    changed: Condvar,
    stopping: AtomicBool,
    /// Held while a change is put and told, so that what it comes to is told after it.
    pub(super) telling: Mutex<()>,
    /// The pages that are open in browsers.
    pub(super) tabs: Tabs,
}

/// What checking has found.
#[derive(Clone, Default)]
pub(super) struct Checked {
    /// The state that was checked; none before the first was.
    pub(super) turn: Option<Arc<Turn>>,
    /// Everything that was found, judged and sorted.
    pub(super) findings: Arc<[Finding]>,
}

impl Checked {
    fn is_of(&self, number: u64) -> bool {
        self.turn.as_ref().is_some_and(|turn| turn.number >= number)
    }
}

impl State {
    /// The first state of a site.
    pub(super) fn new(root: PathBuf, language: Option<Language>, turn: Turn) -> Self {
        Self {
            root,
            language,
            turn: RwLock::new(Arc::new(turn)),
            checked: Mutex::default(),
            changed: Condvar::new(),
            stopping: AtomicBool::new(false),
            telling: Mutex::default(),
            tabs: Tabs::default(),
        }
    }

    /// The newest state.
    pub(super) fn turn(&self) -> Arc<Turn> {
        Arc::clone(&self.turn.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Another state takes the place of the newest.
    pub(super) fn put(&self, turn: Turn) -> Arc<Turn> {
        let turn = Arc::new(turn);
        *self.turn.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&turn);
        drop(lock(&self.checked));
        self.changed.notify_all();
        turn
    }

    /// The language of messages.
    pub(super) fn language(&self, turn: &Turn) -> Language {
        let of_site = || turn.showing.as_ref().map(|showing| showing.portal.site.language);
        self.language.or_else(of_site).unwrap_or_default()
    }

    /// What the last check found, if it was one of this state or a later one.
    pub(super) fn found(&self, number: u64) -> Option<Checked> {
        Some(lock(&self.checked).clone()).filter(|checked| checked.is_of(number))
    }

    /// The same, waiting until there is one; nothing when the preview ends.
    pub(super) fn wait_for(&self, number: u64) -> Checked {
        let waits = |checked: &mut Checked| !checked.is_of(number) && !self.is_stopping();
        let checked = self.changed.wait_while(lock(&self.checked), waits);
        checked.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A state that is still to be checked, waiting for one; none when the preview ends.
    pub(super) fn unchecked(&self) -> Option<Arc<Turn>> {
        let waits = |checked: &mut Checked| checked.is_of(self.turn().number) && !self.is_stopping();
        drop(self.changed.wait_while(lock(&self.checked), waits));
        (!self.is_stopping()).then(|| self.turn())
    }

    /// What was found in a state.
    pub(super) fn check(&self, turn: Arc<Turn>, findings: Arc<[Finding]>) {
        *lock(&self.checked) = Checked { turn: Some(turn), findings };
        self.changed.notify_all();
    }

    /// What stands at a route in a state.
    pub(super) fn file(&self, turn: &Turn, showing: &Showing, route: &Route) -> Option<Shown> {
        showing.file(route, &|| self.wait_for(turn.number).findings)
    }

    /// Whether a page waits for what checking finds.
    pub(super) fn waits_for_findings(&self, page: &Route) -> bool {
        self.turn().showing.as_ref().is_some_and(|showing| showing.needs_findings(page))
    }

    /// Waits until the preview ends.
    pub(super) fn wait_for_end(&self) {
        let waits = |_: &mut Checked| !self.is_stopping();
        drop(self.changed.wait_while(lock(&self.checked), waits));
    }

    /// Ends all waiting.
    pub(super) fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
        drop(lock(&self.checked));
        self.changed.notify_all();
    }

    /// Whether the preview ends.
    pub(super) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }
}
