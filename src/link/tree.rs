//! All outputs of a portal, and what is broken among the links of a page.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::resolve::decoded;
use super::{Links, Target, resolve};
use crate::portal::{Base, Route};

/// Every output by its path.
pub struct Tree<'a> {
    base: &'a Base,
    /// Beside the route, what can be linked on it; none where it is no page, or one that could not be made.
    outputs: BTreeMap<&'a str, (&'a Route, Option<&'a Links>)>,
    /// Folders that are there some other time: of pages that only lack reports which are left out.
    withheld: Vec<String>,
    /// Paths by what they are where case does not count; made when something is missing.
    folded: OnceLock<BTreeMap<String, &'a Route>>,
}

/// A link that leads nowhere, or an id that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The attribute.
    pub attribute: &'static str,
    /// The address as the page has it, or the id.
    pub address: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What is wrong with a link or an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no such file.
    Missing,
    /// There is one of that name but for its case: how it should be linked.
    Case(String),
    /// The page that it leads to does not have the anchor: path of the page, and anchor.
    Anchor(String, String),
    /// It leads out of the portal; as many folders there are above the page.
    Above(usize),
    /// It is absolute, and no address of the portal is known.
    Rootless,
    /// It is relative, on a page that a server may show at any address.
    Adrift,
    /// No element of the page has this id.
    NoId,
    /// Several elements of the page have this id.
    IdTwice,
}

impl<'a> Tree<'a> {
    /// The tree of a portal. `withheld` are pages that are not there now and will be another time.
    pub fn new(
        base: &'a Base,
        outputs: impl Iterator<Item = (&'a Route, Option<&'a Links>)>,
        withheld: impl Iterator<Item = Route>,
    ) -> Self {
        let folder = |page: Route| page.as_str().trim_end_matches("index.html").to_owned();
        Self {
            base,
            outputs: outputs.map(|(route, links)| (route.as_str(), (route, links))).collect(),
            withheld: withheld.map(folder).collect(),
            folded: OnceLock::new(),
        }
    }

    /// What is broken on a page.
    pub fn broken(&self, page: &Route, links: &Links) -> Vec<Broken> {
        let of_links = links.links.iter().filter_map(|(attribute, address)| {
            self.wrong(page, address).map(|wrong| Broken { attribute, address: address.clone(), wrong })
        });
        let id = |attribute, id: &String, wrong| Broken { attribute, address: id.clone(), wrong };
        let dangling = links.dangling.iter().map(|(attribute, of)| id(*attribute, of, Wrong::NoId));
        let twice = links.twice.iter().map(|of| id("id", of, Wrong::IdTwice));
        of_links.chain(dangling).chain(twice).collect()
    }

    fn wrong(&self, page: &Route, address: &str) -> Option<Wrong> {
        let (path, fragment) = match resolve(address, page, self.base) {
            Target::Elsewhere => return None,
            Target::Above => return Some(Wrong::Above(page.as_str().matches('/').count())),
            Target::Rootless => return Some(Wrong::Rootless),
            Target::Adrift => return Some(Wrong::Adrift),
            Target::Inside { path, fragment } => (path, fragment),
        };
        let found = files(&path).into_iter().find_map(|file| self.outputs.get(file.as_str()));
        let Some((route, links)) = found else {
            return if self.withheld.iter().any(|folder| format!("{path}/").starts_with(folder)) {
                None
            } else if let Some(route) = self.but_for_case(&path) {
                Some(Wrong::Case(self.link(route, page)))
            } else {
                Some(Wrong::Missing)
            };
        };
        let is_there = |links: &Links| links.ids.contains(&fragment);
        // Every page has a top, whether or not it says so.
        if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || links.is_none_or(is_there) {
            return None;
        }
        Some(Wrong::Anchor(route.as_str().to_owned(), fragment))
    }

    fn but_for_case(&self, path: &str) -> Option<&'a Route> {
        let fold = || self.outputs.iter().map(|(path, (route, _))| (path.to_lowercase(), *route)).collect();
        let folded = self.folded.get_or_init(fold);
        files(&path.to_lowercase()).iter().find_map(|file| folded.get(file)).copied()
    }

    /// The link from a page to an output, as people write it: Chinese as such, but no blanks.
    fn link(&self, route: &Route, page: &Route) -> String {
        let is_anywhere = *page == Route::not_found();
        let encoded = if is_anywhere { route.below(self.base.path()) } else { route.from(page) };
        decoded(&encoded).replace(' ', "%20")
    }
}

/// The files that a server may answer a path with. It sends those who ask for a folder without `/` to the folder.
fn files(path: &str) -> Vec<String> {
    if path.is_empty() || path.ends_with('/') {
        vec![format!("{path}index.html")]
    } else {
        vec![path.to_owned(), format!("{path}/index.html")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::extract;

    /// What is wrong with a link on the report of 2022, with an attachment beside it and a report of another year.
    fn wrong(address: &str) -> Option<Wrong> {
        let routes = [
            Route::home(),
            Route::year(2022),
            Route::report(2022, "haicheng"),
            Route::beside_report(2022, "haicheng", "附件 1.PDF"),
            Route::plain("guide"),
        ];
        let links = extract(b"<h2 id=s1></h2><a name=old></a>");
        let outputs = routes.iter().map(|route| {
            let is_page = route.as_str().strip_suffix(".html").is_some();
            (route, is_page.then_some(&links))
        });
        let base = Base::default();
        let tree = Tree::new(&base, outputs, std::iter::once(Route::report(2021, "haicheng")));
        tree.wrong(&routes[2], address)
    }

    #[test]
    fn what_is_there_is_not_told() {
        for address in [
            "",
            "#",
            "#top",
            "#s1",
            "#old",
            "index.html#s1",
            "../",
            "../../2022",
            "../../2022/#s1",
            "../../pages/guide",
            "附件 1.PDF",
            "%E9%99%84%E4%BB%B6%201.PDF#page=2",
            "https://www.gov.cn/#x",
            // The report of 2021 is left out; it will be there.
            "../../2021/haicheng/index.html#x",
            "../../2021/haicheng/a.pdf",
            "../../2021/haicheng",
        ] {
            assert_eq!(wrong(address), None, "{address}");
        }
    }

    #[test]
    fn what_is_not_there_is_told_with_what_may_have_been_meant() {
        let case = |right: &str| Some(Wrong::Case(right.to_owned()));
        let anchor = |page: &str, id: &str| Some(Wrong::Anchor(page.to_owned(), id.to_owned()));
        for (address, expected) in [
            ("附件 1.pdf", case("附件%201.PDF")),
            ("../../Pages/Guide/", case("../../pages/guide/index.html")),
            ("附件 2.pdf", Some(Wrong::Missing)),
            ("../../2021/", Some(Wrong::Missing)),
            ("../../2021/haicheng2/", Some(Wrong::Missing)),
            ("附件 1.PDF/", Some(Wrong::Missing)),
            ("#S1", anchor("2022/haicheng/index.html", "S1")),
            ("../../pages/guide/#%E4%B8%80", anchor("pages/guide/index.html", "一")),
            ("../../../", Some(Wrong::Above(2))),
            ("/pages/guide/", Some(Wrong::Rootless)),
        ] {
            assert_eq!(wrong(address), expected, "{address}");
        }
    }
}
