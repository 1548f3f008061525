//! Addresses as seen from one page, and labels in its language.

use super::{Link, YearRef};
use crate::language::{Label, Language};
use crate::page::Neighbour;
use crate::portal::{Agency, Route};

/// One page: where it lies and in which language it speaks. Whatever stands on it is made from here.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    /// The page, in its folder.
    pub route: &'a Route,
    /// The base path, where addresses must not be relative.
    pub absolute: Option<&'a str>,
    /// Its language.
    pub language: Language,
    /// The folder of all pages in its language; empty for the main one.
    pub folder: &'static str,
}

impl Here<'_> {
    /// The address of a file that is the same in all languages.
    pub(super) fn file(&self, route: &Route) -> String {
        self.absolute.map_or_else(|| route.from(self.route), |base| route.below(base))
    }

    /// The address of a page in the same language.
    pub(super) fn page(&self, route: Route) -> String {
        self.file(&route.within(self.folder))
    }

    /// The folder of all pages in the same language, from this page.
    pub(super) fn root(&self) -> String {
        Route::home().within(self.folder).folder_from(self.route)
    }

    /// A link to a page in the same language.
    pub(super) fn link(&self, label: &str, route: Route) -> Link {
        let route = route.within(self.folder);
        Link { label: label.to_owned(), href: self.file(&route), current: route == *self.route }
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

    /// HTML that an author wrote for a page, as it must stand in this language: pages are there in each, so links to
    /// them hold, but files lie only beside the page in the main language.
    pub(super) fn authored(&self, html: &str, page: &Route) -> String {
        if self.folder.is_empty() {
            return html.to_owned();
        }
        let beside = page.folder_from(self.route);
        let mut out = String::with_capacity(html.len());
        let mut rest = html;
        // Markdown gives `"` in texts as an entity: what looks like an attribute is one.
        while let Some(at) =
            [" href=\"", " src=\""].iter().filter_map(|mark| Some(rest.find(mark)? + mark.len())).min()
        {
            let (before, after) = rest.split_at(at);
            let address = after.split('"').next().unwrap_or_default();
            out.push_str(before);
            if names_file(address) {
                out.push_str(&beside);
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// A label in the page's language.
    pub(super) fn say<'b>(&self, label: &'b Label) -> &'b str {
        label.get(self.language)
    }
}

/// Whether an address is relative and names a file that is no page.
fn names_file(address: &str) -> bool {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let first = path.split('/').next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let relative = !path.is_empty() && !path.starts_with('/') && !first.contains(':');
    relative && !["", ".", ".."].contains(&last) && last.contains('.') && last.strip_suffix(".html").is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_lie_beside_the_page_in_the_main_language() {
        let route = Route::report(2022, "haicheng").within("en");
        let here = Here { route: &route, absolute: None, language: Language::English, folder: "en" };
        let html = "<a href=\"a.pdf\">&quot; href=&quot;b.pdf</a> <img src=\"../x/b.png\"> <a href=\"../bei/index.html#a.b\">\
                    <a href=\"#a.b\"> <a href=\"https://x/a.pdf\"> <a href=\"/a.pdf\"> <a href=\"../bei/\">";
        let expected = html
            .replace("\"a.pdf", "\"../../../2022/haicheng/a.pdf")
            .replace("\"../x", "\"../../../2022/haicheng/../x");
        assert_eq!(here.authored(html, &Route::report(2022, "haicheng")), expected);
        let main = Here { folder: "", ..here };
        assert_eq!(main.authored(html, &Route::report(2022, "haicheng")), html);
    }
}
