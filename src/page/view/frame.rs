//! What all pages have around them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::Here;
use crate::page::{CONTRACT, FrameData, Section, Shown};
use crate::portal::{Footer, Route};
use crate::report::Report;

/// What all pages have around them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Frame {
    /// Version of this interface.
    pub contract: u32,
    /// Name of the portal.
    pub title: String,
    /// A sentence on it; may be empty.
    pub description: String,
    /// Language tag of the page.
    pub language: &'static str,
    /// The page in every language in which there is one, the main one first; empty where there is only one.
    pub languages: Vec<Translation>,
    /// Whether all content is invented.
    pub sample: bool,
    /// Who runs it; may be empty.
    pub organiser: String,
    /// Host name of the portal; empty where no `base_url` is set.
    pub domain: String,
    /// Address of this page on the web; empty where no `base_url` is set.
    pub canonical: String,
    /// What this page is about, as JSON-LD for `<script type="application/ld+json">`; safe to put in as it is.
    pub json_ld: String,
    /// The home page.
    pub home: Link,
    /// The list of agencies; null where there are none.
    pub agencies: Option<Link>,
    /// All agencies by all years; null where there is no report.
    pub matrix: Option<Link>,
    /// Where two reports are compared; null where there are no two.
    pub compare: Option<Link>,
    /// The search page; null where there is no report.
    pub search: Option<Link>,
    /// The status page; null where site.toml does not ask for it.
    pub status: Option<Link>,
    /// The open data; null where no report has figures.
    pub data: Option<Link>,
    /// What to subscribe to: on the pages of an agency and of its dated reports its own news, elsewhere those of all;
    /// `label` is whose they are. Null where there is no news, or no `base_url` is set.
    pub feed: Option<Link>,
    /// The plain pages.
    pub pages: Vec<Link>,
    /// What must stand at the foot.
    pub footer: Footer,
    /// Addresses of the theme's assets by their plain names.
    pub assets: BTreeMap<String, String>,
}

/// A link.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Link {
    /// Its words; empty where the template knows them.
    pub label: String,
    /// Its address; empty where there is no such page.
    pub href: String,
    /// Whether it leads to the page it stands on.
    pub current: bool,
}

/// The same page in a language.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Translation {
    /// Language tag.
    pub language: &'static str,
    /// The language's own name.
    pub label: &'static str,
    /// Address, as seen from this page.
    pub href: String,
    /// Address on the web; empty where no `base_url` is set.
    pub canonical: String,
    /// Whether it is the language of this page.
    pub current: bool,
}

impl Here<'_> {
    /// The frame of the page; `json_ld` is what the page says of itself to machines.
    pub(super) fn frame(&self, frame: &FrameData, shown: &Shown, json_ld: String) -> Frame {
        let base = frame.base.url();
        let web = |route: &Route| if base.is_empty() { String::new() } else { route.below(base) };
        let some =
            |section: Section, route: Route| frame.sections.contains(&section).then(|| self.link("", route));
        Frame {
            contract: CONTRACT,
            title: frame.title.clone(),
            description: frame.description.clone(),
            language: self.language.tag(),
            languages: self.languages(frame, shown, web),
            sample: frame.sample,
            organiser: frame.organiser.clone(),
            domain: frame.base.host().to_owned(),
            canonical: web(self.route),
            json_ld,
            home: self.link("", Route::home()),
            agencies: some(Section::Agencies, Route::agencies()),
            matrix: some(Section::Reports, Route::matrix()),
            compare: some(Section::Compare, Route::compare()),
            search: some(Section::Reports, Route::search()),
            status: some(Section::Status, Route::status()),
            data: some(Section::Data, Route::data()),
            feed: frame.sections.contains(&Section::Feeds).then(|| self.feed(frame, shown)),
            pages: frame.pages.iter().map(|(slug, title)| self.link(title, Route::plain(slug))).collect(),
            footer: frame.footer.clone(),
            assets: frame.assets.iter().map(|(name, route)| (name.clone(), self.file(route))).collect(),
        }
    }

    /// The feed that a reader of the page may want.
    fn feed(&self, frame: &FrameData, shown: &Shown) -> Link {
        let reported = |report: &Report| report.dates().next().is_some();
        let agency = match shown {
            Shown::Agency(page) => {
                let mut reports = page.years.iter().filter_map(|(_, _, report)| report.as_ref());
                reports.any(|report| reported(report)).then_some(&page.agency)
            }
            Shown::Report(page) => reported(&page.report).then_some(&page.agency),
            _ => None,
        };
        let (label, route) = match agency {
            Some(agency) => (&agency.name, Route::agency_feed(&agency.slug)),
            None => (&frame.title, Route::feed()),
        };
        Link { label: label.clone(), href: self.file(&route), current: false }
    }

    fn languages(
        &self,
        frame: &FrameData,
        shown: &Shown,
        web: impl Fn(&Route) -> String,
    ) -> Vec<Translation> {
        if frame.languages.len() < 2 {
            return Vec::new();
        }
        // The page for wrong addresses exists once; from there one goes home.
        let plain = match shown {
            Shown::NotFound => Route::home(),
            _ => self.route.without(self.folder),
        };
        let all = frame.languages.iter().enumerate();
        all.map(|(index, language)| {
            let route = plain.clone().within(if index == 0 { "" } else { language.folder() });
            Translation {
                language: language.tag(),
                label: language.name(),
                href: self.file(&route),
                canonical: web(&route),
                current: *language == self.language,
            }
        })
        .collect()
    }
}
