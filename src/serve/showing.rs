//! A site as it is shown: every page of it, made when somebody asks.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use super::lock::lock;
use crate::build::{Made, Output, Themes, collisions, key, render};
use crate::finding::Finding;
use crate::language::Language;
use crate::page::{Assets, Html, Item, Plan};
use crate::portal::{Portal, Route};
use crate::text::Digest;

/// One state of a site that can be shown. What was made of the state before is taken over where it is the same.
pub(super) struct Showing {
    /// The portal.
    pub(super) portal: Portal,
    themes: Themes,
    /// What decides which outputs there are, and these by route.
    items: (Digest, Arc<BTreeMap<Route, Item>>),
    /// Outputs that would be one file on many systems.
    collisions: Vec<Finding>,
    made: Mutex<Shelf>,
    before: Shelf,
}

/// What was made, by the route of its item: made once, by whoever asks first, while others wait.
type Shelf = BTreeMap<Route, Arc<OnceLock<Option<Arc<One>>>>>;

/// One item, made.
struct One {
    key: Digest,
    /// Its files; where it could not be made, those that it last had.
    outputs: BTreeMap<Route, Output>,
    /// Why it could not be made.
    wrong: Option<Arc<Finding>>,
}

/// A file of the site.
pub(super) enum Shown {
    /// The file, or the last that could be made.
    File(Output),
    /// Nothing that could be shown was ever made of it.
    Wrong,
}

impl Showing {
    /// A site that can be shown. `before` is the state before.
    pub(super) fn new(portal: Portal, themes: Themes, before: Option<&Self>) -> Self {
        let (items, collisions) = {
            let plan = Plan::new(&portal, &[], assets(&portal, &themes));
            let digest = plan.digest();
            match before {
                // Most edits change what a page shows, not which pages there are.
                Some(before) if before.items.0 == digest => (before.items.clone(), before.collisions.clone()),
                _ => {
                    let items = plan.items();
                    let collisions = collisions(&portal, &items);
                    ((digest, Arc::new(items.into_iter().collect())), collisions)
                }
            }
        };
        // Also what was not asked for in the state before: a page that nobody looks at now may be the last good one.
        let before = before.map(Self::shelf).unwrap_or_default();
        Self { portal, themes, items, collisions, made: Mutex::default(), before }
    }

    /// What was made in this state and those before it, as far as it still has a route.
    fn shelf(&self) -> Shelf {
        let mut all = self.before.clone();
        all.extend(lock(&self.made).iter().map(|(route, cell)| (route.clone(), Arc::clone(cell))));
        all.retain(|route, cell| cell.get().is_some() && self.items.1.contains_key(route));
        all
    }

    /// What is wrong that shows only on pages: outputs that collide, and templates that failed on pages made so far.
    pub(super) fn wrong(&self) -> Vec<Finding> {
        let mut wrong = self.collisions.clone();
        for one in lock(&self.made).values().filter_map(|cell| cell.get()?.clone()) {
            // One mistake of a template fails on every page of its kind; it is told once.
            if let Some(finding) = &one.wrong
                && wrong.iter().all(|other| other.marks != finding.marks)
            {
                wrong.push((**finding).clone());
            }
        }
        wrong
    }

    /// The theme in every language.
    pub(super) fn themes(&self) -> &Themes {
        &self.themes
    }

    /// The style sheets of the theme: plain and fingerprinted name.
    pub(super) fn styles(&self) -> impl Iterator<Item = (&str, &Route)> {
        let assets = assets(&self.portal, &self.themes).iter();
        assets
            .filter(|(name, ..)| Path::new(name).extension().is_some_and(|kind| kind == "css"))
            .map(|(name, route, _)| (name.as_str(), route))
    }

    /// Whether a page waits for what checking the site finds.
    pub(super) fn needs_findings(&self, route: &Route) -> bool {
        matches!(self.items.1.get(route), Some(Item::Html(_, Html::Status)))
    }

    /// The language of a page, by the folder it is in.
    pub(super) fn language(&self, route: &Route) -> Language {
        match self.items.1.get(route) {
            Some(Item::Html(language, _)) => *language,
            _ => self.portal.site.language,
        }
    }

    /// What stands at a route. `findings` is asked where a page needs them.
    pub(super) fn file(&self, route: &Route, findings: &dyn Fn() -> Arc<[Finding]>) -> Option<Shown> {
        let (owner, item) = self.item(route)?;
        let cell = Arc::clone(lock(&self.made).entry(owner.clone()).or_default());
        let one = cell.get_or_init(|| self.make(owner, item, findings)).clone()?;
        match (one.outputs.get(route), &one.wrong) {
            (Some(output), _) => Some(Shown::File(output.clone())),
            (None, Some(_)) => Some(Shown::Wrong),
            (None, None) => None,
        }
    }

    /// The item that a route belongs to.
    fn item(&self, route: &Route) -> Option<(&Route, &Item)> {
        let items = &self.items.1;
        items.get_key_value(route).or_else(|| {
            let within = |item: &Item| item.prefix().is_some_and(|prefix| route.as_str().starts_with(prefix));
            items.iter().find(|(_, item)| within(item))
        })
    }

    fn make(&self, owner: &Route, item: &Item, findings: &dyn Fn() -> Arc<[Finding]>) -> Option<Arc<One>> {
        let findings = if self.needs_findings(owner) { findings() } else { Arc::default() };
        let plan = Plan::new(&self.portal, &findings, assets(&self.portal, &self.themes));
        let page = plan.page(owner, item)?;
        let key = key(&page, &self.themes);
        let before = self.before.get(owner).and_then(|cell| cell.get()).and_then(Option::as_ref);
        if let Some(same) = before.filter(|before| before.key == key) {
            return Some(Arc::clone(same));
        }
        Some(Arc::new(match render(&page, &self.themes) {
            Ok(Made { outputs, .. }) => One { key, outputs: outputs.into_iter().collect(), wrong: None },
            Err(finding) => {
                let last = before.map(|before| before.outputs.clone()).unwrap_or_default();
                One { key, outputs: last, wrong: Some(finding) }
            }
        }))
    }
}

/// The assets are the same in every language.
fn assets<'a>(portal: &Portal, themes: &'a Themes) -> &'a Assets {
    themes.get(&portal.site.language).map(|theme| theme.assets.as_slice()).unwrap_or_default()
}
