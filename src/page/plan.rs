//! The plan: every output of a portal, with all it depends on.
//!
//! Two steps, so that one page of a large portal costs one page: [`Plan::items`] lists what there is, by route, without
//! reading a report; [`Plan::page`] gathers what one of them shows, and reads the reports it shows.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::gather::{
    agencies, agency_page, before, choices, data_page, dataset, feed, forms, home, matrix, report_page,
    search, searched, status, sums, year_data,
};
use super::item::{Beside, Html, Item, Text};
use super::{Address, Frame, FrameData, Kind, Page, Section, Shown, Trend, Year, YearOnYear};
use crate::finding::Finding;
use crate::language::Language;
use crate::portal::{Agency, Portal, Route, Texts};
use crate::report::Report;
use crate::text::{Digest, Hashed};

/// The fingerprinted files of a theme: plain name, route and bytes.
pub type Assets = [(String, Route, Arc<[u8]>)];

/// The plan of one portal. What several pages show is gathered once.
pub struct Plan<'a> {
    portal: &'a Portal,
    findings: &'a [Finding],
    assets: &'a Assets,
    years: Vec<i32>,
    sections: OnceCell<BTreeSet<Section>>,
    frames: RefCell<BTreeMap<Language, Frame>>,
    of_years: RefCell<BTreeMap<i32, Hashed<Year>>>,
    trend: OnceCell<Trend>,
}

impl<'a> Plan<'a> {
    /// The plan of a portal. Of the findings those about reports stand on the status page.
    pub fn new(portal: &'a Portal, findings: &'a [Finding], assets: &'a Assets) -> Self {
        Self {
            portal,
            findings,
            assets,
            years: portal.years(),
            sections: OnceCell::new(),
            frames: RefCell::default(),
            of_years: RefCell::default(),
            trend: OnceCell::new(),
        }
    }

    /// The digest of everything that [`Plan::items`] depends on.
    pub fn digest(&self) -> Digest {
        let portal = self.portal;
        let pages: Vec<&str> = portal.pages.iter().map(|page| page.slug.as_str()).collect();
        let assets: Vec<&Route> = self.assets.iter().map(|(_, route, _)| route).collect();
        let reports: Vec<&(i32, String)> = portal.documents.keys().collect();
        let sections = (self.has(Section::Feeds), portal.ledger.is_some());
        let beside = (&portal.left_out, &portal.attachments, pages, assets, sections);
        Digest::of(&(&portal.site, &portal.register, &portal.forms, reports, beside))
    }

    /// Every output there may be, with its route.
    pub fn items(&self) -> Vec<(Route, Item)> {
        let site = &self.portal.site;
        let mut items = Vec::new();
        let pages = self.html();
        for language in site.languages() {
            let folder = site.folder(language);
            for (route, page) in &pages {
                // A server shows one page for all addresses that do not exist.
                if language == site.language || *page != Html::NotFound {
                    items.push((route.clone().within(folder), Item::Html(language, page.clone())));
                }
            }
        }
        items.extend(self.files());
        items.push((Route::robots(), Item::Robots));
        if self.portal.ledger.is_some() {
            items.push((Route::ledger(), Item::Ledger));
        }
        if self.has(Section::Feeds) {
            items.push((Route::feed(), Item::Feed(None)));
            let agencies = self.registered().filter(|agency| self.portal.has_page(&agency.slug));
            items.extend(
                agencies
                    .map(|agency| (Route::agency_feed(&agency.slug), Item::Feed(Some(agency.slug.clone())))),
            );
        }
        if !site.base_url.url().is_empty() {
            items.push((Route::sitemap(), Item::Sitemap));
        }
        let assets = self.assets.iter().enumerate();
        items.extend(assets.map(|(index, (_, route, _))| (route.clone(), Item::Asset(index))));
        items
    }

    /// The pages in any language.
    fn html(&self) -> Vec<(Route, Html)> {
        let portal = self.portal;
        let mut pages = vec![(Route::home(), Html::Home)];
        let mut add = |route, page| pages.push((route, page));
        for &year in &self.years {
            if self.has_totals(year) {
                add(Route::totals(year), Html::Totals(year));
            }
            add(Route::year(year), Html::Year(year));
        }
        if self.has(Section::Agencies) {
            add(Route::agencies(), Html::Agencies);
        }
        for agency in self.registered().filter(|agency| portal.has_page(&agency.slug)) {
            add(Route::agency(&agency.slug), Html::Agency(agency.slug.clone()));
        }
        for (year, slug) in portal.documents.keys() {
            if portal.is_compared(*year, slug) {
                add(Route::year_on_year(*year, slug), Html::YearOnYear(*year, slug.clone()));
            }
            add(Route::report(*year, slug), Html::Report(*year, slug.clone()));
        }
        let of_sections = [
            (Section::Compare, Route::compare(), Html::Compare),
            (Section::Reports, Route::matrix(), Html::Matrix),
            (Section::Reports, Route::search(), Html::Search),
            (Section::Data, Route::data(), Html::Data),
            (Section::Data, Route::dictionary(), Html::Dictionary),
            (Section::Status, Route::status(), Html::Status),
        ];
        for (section, route, page) in of_sections {
            if self.has(section) {
                add(route, page);
            }
        }
        for (index, page) in portal.pages.iter().enumerate() {
            add(Route::plain(&page.slug), Html::Plain(index));
        }
        add(Route::not_found(), Html::NotFound);
        pages
    }

    /// What there is besides pages: the same whatever the language.
    fn files(&self) -> Vec<(Route, Item)> {
        let portal = self.portal;
        let mut files = Vec::new();
        for key in portal.documents.keys() {
            let (year, slug) = key;
            let mut add = |name: &str, beside| {
                let item = Item::Beside(*year, slug.clone(), beside);
                files.push((Route::beside_report(*year, slug, name), item));
            };
            for (index, file) in portal.attachments.get(key).into_iter().flatten().enumerate() {
                add(&file.name, Beside::Attachment(index));
            }
            if portal.form(*year).is_some() {
                add("report.json", Beside::Json);
                add("report.csv", Beside::Csv);
                add("report.xlsx", Beside::Xlsx);
            }
        }
        if self.has(Section::Reports) {
            for &year in &self.years {
                let agencies = portal.agencies_of(year).map(|agency| &agency.slug);
                for slug in agencies.filter(|slug| portal.has_report(year, slug)) {
                    let route = Route::report(year, slug).search_text();
                    files.push((route, Item::SearchText(Text::Report(year, slug.clone()))));
                }
            }
            for (index, page) in portal.pages.iter().enumerate() {
                files.push((Route::plain(&page.slug).search_text(), Item::SearchText(Text::Plain(index))));
            }
            files.push((Route::search_file("index.json"), Item::SearchIndex));
        }
        if self.has(Section::Data) {
            files.push((Route::data_file("datapackage.json"), Item::Data));
        }
        files
    }

    /// All outputs of a list of items.
    pub fn pages(&self, items: &[(Route, Item)]) -> Vec<Page> {
        items.iter().filter_map(|(route, item)| self.page(route, item)).collect()
    }

    /// An output with all it depends on; none where it turns out that there is nothing in it.
    pub fn page(&self, route: &Route, item: &Item) -> Option<Page> {
        let portal = self.portal;
        let kind = match item {
            Item::Html(language, page) => Kind::Html(self.frame(*language), Box::new(self.shown(page)?)),
            Item::Beside(year, slug, beside) => {
                let (agency, report) = self.report(*year, slug)?;
                let agency = || Box::new(agency.clone());
                match beside {
                    Beside::Attachment(index) => {
                        let of_report = portal.attachments.get(&(*year, slug.clone()))?;
                        Kind::Copy(of_report.get(*index)?.clone())
                    }
                    Beside::Json => Kind::ReportJson(report.clone(), agency()),
                    Beside::Csv => Kind::ReportCsv(report.clone()),
                    Beside::Xlsx => Kind::ReportXlsx(report.clone(), agency()),
                }
            }
            Item::SearchText(text) => {
                Kind::SearchText(Box::new(searched(portal, text)?), portal.site.language)
            }
            Item::SearchIndex => Kind::SearchIndex(Hashed::new(search(portal))),
            Item::Data => Kind::Data(Hashed::new(dataset(portal, &self.years))),
            Item::Feed(agency) => {
                let agency = match agency {
                    Some(slug) => Some(portal.register.get(slug)?),
                    None => None,
                };
                Kind::Feed(Box::new(feed(portal, agency)?))
            }
            Item::Sitemap => Kind::Sitemap(portal.site.base_url.clone(), Hashed::new(self.addresses())),
            Item::Ledger => Kind::Bytes(portal.ledger.clone()?),
            Item::Robots => Kind::Robots(portal.site.base_url.clone()),
            Item::Asset(index) => Kind::Bytes(Arc::clone(&self.assets.get(*index)?.2)),
        };
        Some(Page { route: route.clone(), kind })
    }

    /// What a page of HTML shows.
    fn shown(&self, page: &Html) -> Option<Shown> {
        let portal = self.portal;
        Some(match page {
            Html::Home => {
                let years: Vec<Hashed<Year>> = self.years.iter().map(|year| self.year(*year)).collect();
                Shown::Home(home(&years, self.trend()))
            }
            Html::Year(year) => {
                let recent = [year - 1, *year].into_iter().filter(|year| self.years.contains(year));
                let recent = recent.filter_map(|year| sums(&self.year(year))).collect();
                Shown::Year(self.year(*year), Trend { years: recent })
            }
            Html::Totals(year) => Shown::Totals(self.year(*year)),
            Html::Agencies => Shown::Agencies(Hashed::new(agencies(portal))),
            Html::Agency(slug) => Shown::Agency(agency_page(portal, &self.years, portal.register.get(slug)?)),
            Html::Report(year, slug) => {
                let (agency, report) = self.report(*year, slug)?;
                let before = before(portal, report).cloned();
                Shown::Report(report_page(portal, agency, report, before))
            }
            Html::YearOnYear(year, slug) => {
                let (agency, report) = self.report(*year, slug)?;
                let (this, before) = (report.clone(), before(portal, report)?.clone());
                Shown::YearOnYear(YearOnYear { agency: agency.clone(), this, before })
            }
            Html::Compare => Shown::Compare(Hashed::new(choices(portal))),
            Html::Matrix => Shown::Matrix(matrix(portal, &self.years)),
            Html::Search => Shown::Search,
            Html::Data => Shown::Data(data_page(portal, &dataset(portal, &self.years))),
            Html::Dictionary => Shown::Dictionary(Hashed::new(forms(portal))),
            Html::Status => Shown::Status(status(portal, self.findings)),
            Html::Plain(index) => Shown::Plain(portal.pages.get(*index)?.clone()),
            Html::NotFound => Shown::NotFound,
        })
    }

    /// The pages as search engines should know them.
    fn addresses(&self) -> Vec<Address> {
        let changed = |page: &Html| match page {
            Html::Report(year, slug) => self.report(*year, slug)?.1.dates().max(),
            Html::Plain(index) => self.portal.pages.get(*index)?.updated,
            _ => None,
        };
        let items = self.items().into_iter().filter_map(|(route, item)| match item {
            Item::Html(_, Html::NotFound) => None,
            Item::Html(_, page) => Some(Address { changed: changed(&page), route }),
            _ => None,
        });
        items.collect()
    }

    fn registered(&self) -> impl Iterator<Item = &'a Agency> {
        self.portal.register.agencies.iter()
    }

    fn report(&self, year: i32, slug: &str) -> Option<(&'a Agency, &'a Hashed<Report>)> {
        Some((self.portal.register.get(slug)?, self.portal.report(year, slug)?))
    }

    fn year(&self, year: i32) -> Hashed<Year> {
        if let Some(known) = self.of_years.borrow().get(&year) {
            return known.clone();
        }
        let gathered = Hashed::new(year_data(self.portal, &self.years, year));
        self.of_years.borrow_mut().insert(year, gathered.clone());
        gathered
    }

    fn trend(&self) -> &Trend {
        let years = || self.years.iter().rev().filter_map(|year| sums(&self.year(*year))).collect();
        self.trend.get_or_init(|| Trend { years: years() })
    }

    /// Whether the reports of a year can be summed up.
    fn has_totals(&self, year: i32) -> bool {
        self.portal.has_reports(year) && self.portal.form(year).is_some()
    }

    fn has(&self, section: Section) -> bool {
        self.sections.get_or_init(|| sections(self.portal)).contains(&section)
    }

    fn frame(&self, language: Language) -> Frame {
        let mut frames = self.frames.borrow_mut();
        frames.entry(language).or_insert_with(|| Frame(Hashed::new(self.frame_data(language)))).clone()
    }

    /// What all pages of a language have around them.
    fn frame_data(&self, language: Language) -> FrameData {
        let (portal, site) = (self.portal, &self.portal.site);
        let texts = if language == site.language { None } else { site.translations.get(&language) };
        let text =
            |own: &String, of: fn(&Texts) -> Option<&String>| texts.and_then(of).unwrap_or(own).clone();
        FrameData {
            title: text(&site.title, |texts| texts.title.as_ref()),
            description: text(&site.description, |texts| texts.description.as_ref()),
            organiser: text(&site.organiser, |texts| texts.organiser.as_ref()),
            base: site.base_url.clone(),
            language,
            languages: site.languages().collect(),
            sample: site.sample,
            footer: site.footer.clone(),
            pages: portal.pages.iter().map(|page| (page.slug.clone(), page.title.clone())).collect(),
            sections: self.sections.get_or_init(|| sections(portal)).clone(),
            assets: self.assets.iter().map(|(name, route, _)| (name.clone(), route.clone())).collect(),
        }
    }
}

/// Which of the pages that not every portal has are there. Reports are read only until one has a date.
fn sections(portal: &Portal) -> BTreeSet<Section> {
    let mut dated = portal.reports().flat_map(|(_, report)| report.dates());
    let with_figures =
        portal.documents.keys().filter(|(year, _)| portal.form(*year).is_some()).take(2).count();
    let all = [
        (Section::Agencies, !portal.register.agencies.is_empty()),
        (Section::Reports, !portal.documents.is_empty()),
        (Section::Compare, with_figures > 1),
        (Section::Data, with_figures > 0),
        (Section::Feeds, !portal.site.base_url.url().is_empty() && dated.next().is_some()),
        (Section::Status, portal.site.status),
    ];
    all.into_iter().filter(|(_, there)| *there).map(|(section, _)| section).collect()
}
