//! What tells other programs of the portal: Atom feeds held to RFC 4287, the map for search engines, robots.txt.

use std::collections::{BTreeMap, BTreeSet};

use gongkai::build::Outcome;
use roxmltree::{Document, Node};

use crate::site::{Site, page, report, told, zeros};

const ATOM: &str = "http://www.w3.org/2005/Atom";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const BASE: &str = "https://www.example.gov.cn/gk/";

/// A portal with an address, in two languages: reports with and without a date, two corrections on one day, a plain page.
fn site() -> Site {
    let mut site = Site::new();
    site.set(
        "site.toml",
        &format!(
            "title = \"样例县年报\"\nbase_url = \"{BASE}\"\norganiser = \"样例县人民政府办公室\"\nsample = true\n\
             [translations.en]\ntitle = \"Sample\"\n"
        ),
    );
    let corrections = "corrections:\n  - { date: 2023-03-02, what: 更正表三, why: 笔误 }\n  - { date: 2023-03-02, what: 更正表二, why: 漏填 }\n";
    let corrected = zeros("haicheng", 2022).replacen("---\nagency", &format!("---\n{corrections}agency"), 1);
    site.set("content/2022/haicheng.md", &corrected);
    site.set("content/2021/haicheng.md", &zeros("haicheng", 2021));
    site.set("content/2022/jiaoyu.md", &zeros("jiaoyu", 2022));
    site.set("content/2022/shuiwu.md", &zeros("shuiwu", 2022).replacen("published: 2023-01-15\n", "", 1));
    site.set("content/2009/shuiwu.md", "---\nagency: shuiwu\nyear: 2009\n---\n正文\n");
    site.set("content/pages/guide.md", "---\ntitle: 指南\nupdated: 2024-05-06\n---\n正文\n");
    site
}

/// The one child of that name, if there is one; several are a mistake.
fn only<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    let mut children = node.children().filter(|child| child.has_tag_name((ATOM, name)));
    let first = children.next();
    assert!(children.next().is_none(), "more than one {name}");
    first
}

/// The text of the one child of that name, which must be there and not be empty.
fn text<'a>(node: Node<'a, 'a>, name: &str) -> &'a str {
    let text = only(node, name).unwrap_or_else(|| panic!("no {name}")).text().unwrap_or_default();
    assert!(!text.trim().is_empty(), "{name} is empty");
    text
}

/// Where the one link of a kind leads.
fn link<'a>(node: Node<'a, 'a>, rel: &str) -> &'a str {
    let links = node.children().filter(|child| child.has_tag_name((ATOM, "link")));
    let found: Vec<&str> = links
        .filter(|link| link.attribute("rel") == Some(rel))
        .map(|link| link.attribute("href").expect("an address"))
        .collect();
    let [address] = found.as_slice() else { panic!("{rel}: {found:?}") };
    address
}

/// A moment as RFC 3339 writes it: the beginning of a day in China.
fn is_moment(text: &str) -> bool {
    let date = text.strip_suffix("T00:00:00+08:00").unwrap_or_default();
    date.parse::<jiff::civil::Date>().is_ok_and(|parsed| parsed.to_string() == date)
}

/// The output that an address of the portal leads to, with the anchor.
fn output(outcome: &Outcome, address: &str) -> (String, String) {
    let inside = address.strip_prefix(BASE).unwrap_or_else(|| panic!("{address} is not of the portal"));
    let (path, anchor) = inside.split_once('#').unwrap_or((inside, ""));
    let route =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    assert!(outcome.outputs.keys().any(|other| other.as_str() == route), "{address} leads nowhere");
    (route, anchor.to_owned())
}

/// Holds a feed to RFC 4287 and to the outputs; its entries as id, title, date and summary.
fn entries(outcome: &Outcome, route: &str) -> Vec<[String; 4]> {
    let xml = page(outcome, route);
    let tree = Document::parse(&xml).unwrap_or_else(|error| panic!("{route}: {error}"));
    let feed = tree.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")), "{route}");
    assert!(feed.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).is_some(), "{route}");
    assert_eq!(text(feed, "id"), format!("{BASE}{route}"));
    assert_eq!(link(feed, "self"), format!("{BASE}{route}"));
    assert_eq!(output(outcome, link(feed, "self")).0, route);
    output(outcome, link(feed, "alternate"));
    text(feed, "title");
    let mut ids = BTreeSet::new();
    let mut all = Vec::new();
    for entry in feed.children().filter(|child| child.has_tag_name((ATOM, "entry"))) {
        let (id, updated) = (text(entry, "id"), text(entry, "updated"));
        assert!(ids.insert(id.to_owned()), "{id} stands twice");
        assert!(is_moment(updated) && is_moment(text(entry, "published")), "{updated}");
        let address = link(entry, "alternate");
        let (page_route, anchor) = output(outcome, address);
        let html = page(outcome, &page_route);
        assert!(
            anchor.is_empty() || html.contains(&format!(" id=\"{anchor}\"")),
            "{address}: no such anchor"
        );
        text(only(entry, "author").expect("an author"), "name");
        let category = only(entry, "category").and_then(|category| category.attribute("term"));
        assert!(category.is_some_and(|term| term.len() == 4), "{id}: {category:?}");
        let summary = only(entry, "summary").map_or("", |_| text(entry, "summary"));
        all.push([id, text(entry, "title"), updated, summary].map(str::to_owned));
    }
    let newest = all.iter().map(|[_, _, updated, _]| updated.as_str()).max();
    assert_eq!(Some(text(feed, "updated")), newest, "{route}");
    assert!(all.iter().rev().is_sorted_by_key(|[_, _, updated, _]| updated), "{route}: the newest first");
    all
}

/// Every feed of a portal.
fn feeds(outcome: &Outcome) -> Vec<&str> {
    outcome
        .outputs
        .keys()
        .map(gongkai::portal::Route::as_str)
        .filter(|route| route.ends_with("feed.xml"))
        .collect()
}

#[test]
fn reports_and_corrections_are_entries_and_a_report_without_a_date_is_none() {
    let outcome = site().run();
    assert_eq!(feeds(&outcome), ["agencies/haicheng/feed.xml", "agencies/jiaoyu/feed.xml", "feed.xml"]);
    let title = |year: i32| format!("海城镇人民政府{year}年政府信息公开工作年度报告");
    let figures = "主要数据：新收申请 0 件、办结申请 0 件、行政复议 0 件、行政诉讼 0 件";
    let own = [
        [
            format!("{BASE}2022/haicheng/#correction-2023-03-02"),
            format!("更正：{}", title(2022)),
            "2023-03-02T00:00:00+08:00".to_owned(),
            "更正表三\n原因：笔误".to_owned(),
        ],
        [
            format!("{BASE}2022/haicheng/#correction-2023-03-02-2"),
            format!("更正：{}", title(2022)),
            "2023-03-02T00:00:00+08:00".to_owned(),
            "更正表二\n原因：漏填".to_owned(),
        ],
        [
            format!("{BASE}2022/haicheng/"),
            title(2022),
            "2023-01-15T00:00:00+08:00".to_owned(),
            figures.to_owned(),
        ],
        [
            format!("{BASE}2021/haicheng/"),
            title(2021),
            "2022-01-15T00:00:00+08:00".to_owned(),
            figures.to_owned(),
        ],
    ];
    assert_eq!(entries(&outcome, "agencies/haicheng/feed.xml"), own);
    let ids = |route: &str| entries(&outcome, route).into_iter().map(|[id, ..]| id).collect::<BTreeSet<_>>();
    let of_agencies = ids("agencies/haicheng/feed.xml").into_iter().chain(ids("agencies/jiaoyu/feed.xml"));
    assert_eq!(ids("feed.xml"), of_agencies.collect());
    let xml = page(&outcome, "feed.xml");
    assert!(xml.contains("<subtitle>样例数据，机构、人员、数字均为虚构</subtitle>"), "{xml}");
    assert!(xml.contains("<name>样例县人民政府办公室</name>"), "{xml}");
}

#[test]
fn the_feed_of_all_has_the_newest_hundred_entries_and_that_of_an_agency_has_all() {
    let mut site = Site::new();
    site.set("site.toml", &format!("title = \"样例县年报\"\nbase_url = \"{BASE}\"\n"));
    // The year before that of the first form with tables: two reports, each corrected sixty times.
    for (agency, month) in [("haicheng", 3), ("jiaoyu", 5)] {
        let mut corrections = String::new();
        for number in 0..60 {
            let (month, day) = (month + number / 30, number % 30 + 1);
            corrections += &format!("  - {{ date: 2010-{month:02}-{day:02}, what: 更正, why: 笔误 }}\n");
        }
        let head =
            format!("agency: {agency}\nyear: 2009\npublished: 2010-02-01\ncorrections:\n{corrections}");
        site.set(&format!("content/2009/{agency}.md"), &format!("---\n{head}---\n正文\n"));
    }
    let outcome = site.run();
    let all = entries(&outcome, "feed.xml");
    let of = |agency: &str| all.iter().filter(|[id, ..]| id.contains(agency)).count();
    assert_eq!((all.len(), of("jiaoyu"), of("haicheng")), (100, 60, 40));
    let oldest = all.iter().map(|[_, _, updated, _]| updated.as_str()).min();
    assert_eq!(oldest, Some("2010-03-21T00:00:00+08:00"));
    assert_eq!(entries(&outcome, "agencies/haicheng/feed.xml").len(), 61);
}

#[test]
fn pages_lead_to_the_feed_that_their_reader_may_want() {
    let outcome = site().run();
    let named = |route: &str| {
        let html = page(&outcome, route);
        let mark = "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"";
        let rest = html.split_once(mark).map(|(_, rest)| rest.to_owned()).unwrap_or_default();
        let mut parts = rest.split('"');
        (parts.next().unwrap_or_default().to_owned(), parts.nth(1).unwrap_or_default().to_owned())
    };
    let pair = |title: &str, href: &str| (title.to_owned(), href.to_owned());
    assert_eq!(named("index.html"), pair("样例县年报", "feed.xml"));
    assert_eq!(named("en/index.html"), pair("Sample", "../feed.xml"));
    assert_eq!(named("agencies/haicheng/index.html"), pair("海城镇人民政府", "feed.xml"));
    assert_eq!(
        named("en/2022/haicheng/index.html"),
        pair("海城镇人民政府", "../../../agencies/haicheng/feed.xml")
    );
    // This agency has no feed: none of its reports has a date.
    assert_eq!(named("agencies/shuiwu/index.html"), pair("样例县年报", "../../feed.xml"));
    assert_eq!(named("2022/shuiwu/index.html"), pair("样例县年报", "../../feed.xml"));
    assert_eq!(named("404.html"), pair("样例县年报", "/gk/feed.xml"));
    for route in ["index.html", "agencies/haicheng/index.html", "en/agencies/jiaoyu/index.html"] {
        let html = page(&outcome, route);
        let (_, body) = html.split_once("<main").expect("a main element");
        assert!(body.contains("feed.xml\""), "{route} has a link that can be seen");
    }
    assert_eq!(told(&outcome).iter().filter(|line| line.contains("link-broken")).count(), 0);
}

#[test]
fn a_portal_without_an_address_has_neither_feeds_nor_a_map_and_robots_name_none() {
    let mut site = site();
    site.set("site.toml", "title = \"样例县年报\"\n");
    let outcome = site.run();
    assert_eq!(feeds(&outcome), Vec::<&str>::new());
    assert!(!outcome.outputs.keys().any(|route| route.as_str().contains("sitemap")));
    assert_eq!(page(&outcome, "robots.txt"), "User-agent: *\nAllow: /\n");
    assert!(!page(&outcome, "index.html").contains("atom+xml"));
    assert!(!page(&outcome, "index.html").contains("feed.xml"));
}

#[test]
fn the_map_names_every_page_of_every_language_once_and_robots_name_the_map() {
    let outcome = site().run();
    let xml = page(&outcome, "sitemap.xml");
    let tree = Document::parse(&xml).expect("XML");
    assert!(tree.root_element().has_tag_name((SITEMAP, "urlset")));
    let mut dates = BTreeMap::new();
    for url in tree.root_element().children().filter(Node::is_element) {
        let of = |name| url.children().find(|child| child.has_tag_name((SITEMAP, name)))?.text();
        let (route, anchor) = output(&outcome, of("loc").expect("an address"));
        assert_eq!(anchor, "");
        assert!(
            dates.insert(route.clone(), of("lastmod").map(str::to_owned)).is_none(),
            "{route} stands twice"
        );
    }
    let pages = outcome.outputs.keys().filter(|route| route.is_page()).map(|route| route.as_str().to_owned());
    let pages: BTreeSet<String> = pages.filter(|route| route != "404.html").collect();
    assert_eq!(dates.keys().cloned().collect::<BTreeSet<_>>(), pages);
    for (route, date) in [
        ("2022/haicheng/index.html", Some("2023-03-02")),
        ("en/2022/haicheng/index.html", Some("2023-03-02")),
        ("2022/shuiwu/index.html", None),
        ("pages/guide/index.html", Some("2024-05-06")),
        ("index.html", None),
    ] {
        assert_eq!(dates[route].as_deref(), date, "{route}");
    }
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n");
    assert_eq!(page(&outcome, "robots.txt"), robots);
}

#[test]
fn hostile_names_stay_texts_in_feeds_and_pages() {
    let hostile = "甲\\\"><script>alert(1)</script>]]>{{7*7}}{% raw %}</title><!--\\u0007&amp;";
    let read = "甲\"><script>alert(1)</script>]]>{{7*7}}{% raw %}</title><!--\u{FFFD}&amp;";
    let mut site = site();
    site.set("site.toml", &format!("title = \"{hostile}\"\nbase_url = \"{BASE}\"\n"));
    site.set("content/agencies.yaml", &format!("- {{ slug: haicheng, name: \"{hostile}\" }}\n"));
    let text = report("haicheng", 2022, |_, _, _| Some(gongkai::text::Decimal::ZERO));
    let corrections =
        format!("corrections: [{{ date: 2023-03-02, what: \"{hostile}\", why: \"{hostile}\" }}]\n");
    site.snapshot.files.retain(|path, _| !path.starts_with("content/20"));
    site.set(
        "content/2022/haicheng.md",
        &text.replacen("---\nagency", &format!("---\n{corrections}agency"), 1),
    );
    let outcome = site.run();
    let [correction, entry] =
        <[_; 2]>::try_from(entries(&outcome, "agencies/haicheng/feed.xml")).expect("two");
    let title = format!("{read}2022年政府信息公开工作年度报告");
    assert_eq!((&entry[1], &correction[1]), (&title, &format!("更正：{title}")));
    assert_eq!(correction[3], format!("{read}\n原因：{read}"));
    assert_eq!(entries(&outcome, "feed.xml").len(), 2);
    for (route, _) in outcome.outputs.iter().filter(|(route, _)| route.is_page()) {
        let html = page(&outcome, route.as_str());
        assert!(!html.contains("<script>alert"), "{route}");
        assert!(!html.contains(">49") && !html.contains("{{ "), "{route}");
        let title = html.split("</title>").next().unwrap_or_default();
        assert!(title.contains("&lt;script&gt;"), "{route}");
    }
}
