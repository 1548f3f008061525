//! The kinds of pages, told by their routes: a few pages stand for all.

use std::collections::BTreeMap;

/// Every kind of page: its name and the shape of its route. `*` is a slug, `#` a year. A page of a new kind needs a line
/// here, and is then looked at like all others.
const KINDS: [(&str, &str); 15] = [
    ("home", "index.html"),
    ("not found", "404.html"),
    ("year", "#/index.html"),
    ("totals", "totals/#/index.html"),
    ("report", "#/*/index.html"),
    ("agencies", "agencies/index.html"),
    ("agency", "agencies/*/index.html"),
    ("year on year", "compare/#/*/index.html"),
    ("compare", "compare/index.html"),
    ("matrix", "matrix/index.html"),
    ("status", "status/index.html"),
    ("search", "search/index.html"),
    ("data", "data/index.html"),
    ("dictionary", "data/dictionary/index.html"),
    ("plain page", "pages/*/index.html"),
];

/// The folder of the pages in the other language.
const TRANSLATION: &str = "en/";

fn fits(route: &str, shape: &str) -> bool {
    let (route, shape): (Vec<&str>, Vec<&str>) = (route.split('/').collect(), shape.split('/').collect());
    let year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let part = |(part, shape): (&&str, &&str)| match *shape {
        "#" => year(part),
        "*" => !part.is_empty() && *part != "index.html",
        other => *part == other,
    };
    route.len() == shape.len() && route.iter().zip(&shape).all(part)
}

/// The first and the last page of each kind (of reports these follow different forms), the first of each in the other
/// language, and the names of the kinds. A route of no known kind is an error, so that none is forgotten.
pub(super) fn kinds<'a>(routes: &[&'a str]) -> Result<(Vec<&'a str>, Vec<&'static str>), String> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut translated: BTreeMap<&str, &str> = BTreeMap::new();
    for route in routes {
        let plain = route.strip_prefix(TRANSLATION);
        let kind = KINDS.iter().find(|(_, shape)| fits(plain.unwrap_or(route), shape));
        let (name, _) = kind.ok_or_else(|| format!("{route}: of no kind in tests/it/browser/kinds.rs"))?;
        if plain.is_some() {
            translated.entry(name).or_insert(route);
        } else {
            found.entry(name).or_default().push(route);
        }
    }
    let ends = |routes: &Vec<&'a str>| {
        let last = routes.last().filter(|_| routes.len() > 1);
        routes.first().into_iter().chain(last).copied().collect::<Vec<_>>()
    };
    let chosen = found.values().flat_map(ends).chain(translated.values().copied());
    Ok((chosen.collect(), found.keys().copied().collect()))
}

/// As [`kinds`], of a portal that has every kind.
pub(super) fn all_kinds<'a>(routes: &[&'a str]) -> Vec<&'a str> {
    let (chosen, mut found) = kinds(routes).unwrap_or_else(|problem| panic!("{problem}"));
    let mut names = KINDS.map(|(name, _)| name).to_vec();
    names.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, names, "the sample portal has a page of every kind");
    chosen
}

#[test]
fn the_first_and_the_last_page_of_each_kind_are_chosen() {
    let routes = [
        "2019/a/index.html",
        "2020/a/index.html",
        "2021/a/index.html",
        "404.html",
        "en/2020/a/index.html",
        "en/2021/a/index.html",
        "index.html",
    ];
    let chosen = ["index.html", "404.html", "2019/a/index.html", "2021/a/index.html", "en/2020/a/index.html"];
    assert_eq!(kinds(&routes), Ok((chosen.to_vec(), vec!["home", "not found", "report"])));
}

#[test]
fn a_page_of_a_new_kind_is_not_forgotten() {
    for route in
        ["2019/a/b/index.html", "agencies/a/b.html", "20190/index.html", "other/index.html", "a.html"]
    {
        let problem = format!("{route}: of no kind in tests/it/browser/kinds.rs");
        assert_eq!(kinds(&["index.html", route]), Err(problem));
    }
}
