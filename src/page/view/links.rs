//! Addresses as seen from one page, and labels in its language.

use super::{Link, YearRef};
use crate::language::{Label, Language};
use crate::page::Neighbour;
use crate::portal::{Agency, Route};

/// Makes what stands on one page.
#[derive(Clone, Copy)]
pub(super) struct Links<'a> {
    /// The page, in its folder.
    pub here: &'a Route,
    /// The base path, where addresses must not be relative.
    pub absolute: Option<&'a str>,
    /// Its language.
    pub language: Language,
    /// The folder of all pages in its language; empty for the main one.
    pub folder: &'static str,
}

impl Links<'_> {
    /// The address of a file that is the same in all languages.
    pub(super) fn file(&self, route: &Route) -> String {
        self.absolute.map_or_else(|| route.from(self.here), |base| route.below(base))
    }

    /// The address of a page in the same language.
    pub(super) fn page(&self, route: Route) -> String {
        self.file(&route.within(self.folder))
    }

    /// A link to a page in the same language.
    pub(super) fn link(&self, label: &str, route: Route) -> Link {
        let route = route.within(self.folder);
        Link { label: label.to_owned(), href: self.file(&route), current: route == *self.here }
    }

    /// A link to another agency, without an address where that has no page.
    pub(super) fn neighbour(&self, other: &Neighbour) -> Link {
        match &other.slug {
            Some(slug) => self.link(&other.name, Route::agency(slug)),
            None => Link { label: other.name.clone(), href: String::new(), current: false },
        }
    }

    /// The address of an agency's page; empty where it has none.
    pub(super) fn agency_page(&self, agency: &Agency, has_page: bool) -> String {
        if has_page { self.page(Route::agency(&agency.slug)) } else { String::new() }
    }

    /// A year with the address of one of its pages.
    pub(super) fn year(&self, year: Option<i32>, route: impl Fn(i32) -> Route) -> Option<YearRef> {
        year.map(|year| YearRef { year, href: self.page(route(year)) })
    }

    /// A label in the page's language.
    pub(super) fn say<'b>(&self, label: &'b Label) -> &'b str {
        label.get(self.language)
    }
}

/// The folder of an address that names a file: `../../index.html` lies in `../../`.
pub(super) fn folder_of(href: &str) -> String {
    href.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"))
}
