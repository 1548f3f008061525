//! The pages that are open in browsers, and what each of them has been told.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::json;

use super::http::EventStream;
use super::lock::lock;
use super::model::Turn;
use super::state::{Checked, State};
use super::told::{LIST, told};
use super::version::Version;
use crate::finding::Finding;
use crate::portal::Route;

/// The most pages that are told of changes; of more, the one that came first is let go, and asks again when it is looked at.
const MOST: usize = 256;

/// The most pages of one browser that are told. Browsers allow six connections to a server, for all windows together, and some must
/// be left to load pages with. Here too the first is let go; it asks again by itself, so many windows take turns.
const MOST_OF_ONE: usize = 4;

/// How often to look whether a page is still open, and how often to send something, so that a connection that died
/// without a word is noticed.
pub(super) const LOOK: Duration = Duration::from_secs(1);
const PING: Duration = Duration::from_secs(15);

/// The open pages.
#[derive(Default)]
pub(super) struct Tabs {
    open: Mutex<Vec<Tab>>,
}

/// What a page says of itself when it asks to be told.
pub(super) struct Caller {
    /// Its route.
    pub(super) page: Route,
    /// The version that it shows.
    pub(super) version: Version,
    /// What all pages of one browser have in common; empty where that is not known.
    pub(super) browser: String,
}

struct Tab {
    stream: EventStream,
    page: Route,
    version: Version,
    browser: String,
    told: Option<String>,
    spoken: Instant,
}

impl Tabs {
    /// A page has been opened. It is told at once what it has missed.
    pub(super) fn open(&self, stream: EventStream, caller: Caller, state: &State) {
        let Caller { page, version, browser } = caller;
        // The page is made before others have to wait for it.
        if !state.waits_for_findings(&page) {
            self::version(state, &state.turn(), &page);
        }
        let mut tab = Tab { stream, page, version, browser, told: None, spoken: Instant::now() };
        // Under the lock, so that no change slips between this look and the next.
        let mut open = lock(&self.open);
        let turn = state.turn();
        if tab.show(&Telling::of(state, &turn, Which::All, [&tab.page.clone()])).is_err() {
            return;
        }
        open.retain_mut(|other| !other.stream.is_gone());
        if open.len() >= MOST {
            open.remove(0);
        }
        let is_of_same = |other: &Tab| !tab.browser.is_empty() && other.browser == tab.browser;
        if open.iter().filter(|other| is_of_same(other)).count() >= MOST_OF_ONE
            && let Some(first) = open.iter().position(is_of_same)
        {
            open.remove(first);
        }
        open.push(tab);
    }

    /// Tells every page that has changed to load itself anew, and each what was found about it.
    pub(super) fn show(&self, state: &State, which: Which) {
        let mut open = lock(&self.open);
        // The newest state, known only now: an older one must not be shown after it.
        let turn = state.turn();
        let telling = Telling::of(state, &turn, which, open.iter().map(|tab| &tab.page));
        open.retain_mut(|tab| tab.show(&telling).is_ok());
    }

    /// Lets go of pages that were closed.
    pub(super) fn sweep(&self) {
        lock(&self.open).retain_mut(|tab| {
            let is_due = tab.spoken.elapsed() >= PING;
            if is_due {
                tab.spoken = Instant::now();
            }
            !tab.stream.is_gone() && (!is_due || tab.stream.ping().is_ok())
        });
    }

    /// Lets go of all.
    pub(super) fn close(&self) {
        lock(&self.open).clear();
    }
}

/// Which pages are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Those that do not depend on what checking finds.
    AtOnce,
    /// All that can be told without waiting.
    All,
}

/// What pages are told of.
struct Telling<'a> {
    state: &'a State,
    turn: &'a Turn,
    checked: Option<Checked>,
    /// The versions of all pages that can be told.
    versions: BTreeMap<Route, Version>,
    /// What shows only when pages are made.
    wrong: Vec<Finding>,
}

impl<'a> Telling<'a> {
    fn of<'b>(
        state: &'a State,
        turn: &'a Turn,
        which: Which,
        pages: impl IntoIterator<Item = &'b Route>,
    ) -> Self {
        let checked = state.found(turn.number);
        let mut versions = BTreeMap::new();
        for page in pages {
            let waits = turn.showing.as_ref().is_some_and(|showing| showing.needs_findings(page));
            let is_known = versions.contains_key(page);
            if !is_known && !(waits && (which == Which::AtOnce || checked.is_none())) {
                versions.insert(page.clone(), version(state, turn, page));
            }
        }
        let wrong = turn.showing.as_ref().map(|showing| showing.wrong()).unwrap_or_default();
        Self { state, turn, checked, versions, wrong }
    }
}

impl Tab {
    fn show(&mut self, telling: &Telling<'_>) -> std::io::Result<()> {
        let Telling { state, turn, checked, versions, wrong } = telling;
        let Some(now) = versions.get(&self.page) else { return Ok(()) };
        if *now != self.version {
            let (event, data) = if now.page == self.version.page {
                ("style", json!({ "version": now.told(), "styles": styles(turn) }))
            } else {
                ("reload", json!({ "version": now.told() }))
            };
            self.version = now.clone();
            self.send(turn, event, &data.to_string())?;
        }
        let around = (state.root.as_path(), state.language(turn));
        let findings = checked.as_ref().and_then(|checked| told(checked, wrong, &self.page, around));
        if let Some(findings) = findings.filter(|findings| self.told.as_ref() != Some(findings)) {
            self.send(turn, "findings", &findings)?;
            self.told = Some(findings);
        }
        Ok(())
    }

    fn send(&mut self, turn: &Turn, event: &str, data: &str) -> std::io::Result<()> {
        self.spoken = Instant::now();
        self.stream.send(Some(event), Some(turn.number), data)
    }
}

/// The style sheets: names of the files by plain name.
fn styles(turn: &Turn) -> BTreeMap<&str, &str> {
    let styles = turn.showing.iter().flat_map(|showing| showing.styles());
    styles.map(|(name, route)| (name, route.as_str().rsplit('/').next().unwrap_or_default())).collect()
}

/// The version of a page.
pub(super) fn version(state: &State, turn: &Turn, page: &Route) -> Version {
    if page.as_str() == LIST {
        return Version::of("list");
    }
    let Some(showing) = &turn.showing else { return Version::of("nothing") };
    match state.file(turn, showing, page) {
        None => {
            let missing = state.file(turn, showing, &Route::not_found());
            let version = Version::of_shown(missing.as_ref(), showing);
            Version { page: format!("missing{}", version.page), ..version }
        }
        shown => Version::of_shown(shown.as_ref(), showing),
    }
}
