//! A portal in two languages: every page in both, files once, and a way from each page to its like.

use std::collections::BTreeSet;

use gongkai::portal::Route;

use crate::site::{SAMPLE, Site, page, zeros};

fn site(toml: &str) -> Site {
    let mut site = Site::new();
    site.set("site.toml", toml);
    site.set("content/2022/haicheng.md", &zeros("haicheng", 2022));
    site.set("content/2021/haicheng.md", &zeros("haicheng", 2021));
    site
}

const BOTH: &str = "title = \"样例\"\norganiser = \"样例办公室\"\nbase_url = \"https://www.example.gov.cn/gk/\"\n\
                    [translations.en]\ntitle = \"Sample\"\n";

#[test]
fn every_page_but_that_for_wrong_addresses_is_there_in_both_languages() {
    let pages: BTreeSet<&str> =
        SAMPLE.outputs.keys().filter(|route| route.is_page()).map(Route::as_str).collect();
    let (english, chinese): (BTreeSet<&str>, BTreeSet<&str>) =
        pages.iter().partition(|route| route.starts_with("en/"));
    let stripped: BTreeSet<&str> = english.iter().filter_map(|route| route.strip_prefix("en/")).collect();
    let lacking: Vec<&&str> = chinese.difference(&stripped).collect();
    assert_eq!(lacking, [&"404.html"]);
    assert_eq!(stripped.difference(&chinese).count(), 0);
    let files = SAMPLE.outputs.keys().filter(|route| !route.is_page());
    assert_eq!(files.filter(|route| route.as_str().starts_with("en/")).count(), 0, "files are there once");
}

#[test]
fn each_page_leads_to_its_like_and_says_its_language() {
    let outcome = site(BOTH).run();
    assert!(!outcome.blocks(true), "{:?}", crate::site::told(&outcome));
    let chinese = page(&outcome, "2022/haicheng/index.html");
    let english = page(&outcome, "en/2022/haicheng/index.html");
    assert!(chinese.contains("<html lang=\"zh-CN\">") && english.contains("<html lang=\"en\">"));
    assert!(
        chinese
            .contains("href=\"../../en/2022/haicheng/index.html\" hreflang=\"en\" lang=\"en\">English</a>")
    );
    assert!(
        english.contains(
            "href=\"../../../2022/haicheng/index.html\" hreflang=\"zh-CN\" lang=\"zh-CN\">中文</a>"
        )
    );
    for (html, own) in [(&chinese, ""), (&english, "en/")] {
        let canonical =
            format!("<link rel=\"canonical\" href=\"https://www.example.gov.cn/gk/{own}2022/haicheng/\">");
        assert!(html.contains(&canonical), "{own}");
        for (tag, folder) in [("zh-CN", ""), ("en", "en/")] {
            let other = format!(
                "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"https://www.example.gov.cn/gk/{folder}2022/haicheng/\">"
            );
            assert!(html.contains(&other), "{own} {tag}");
        }
    }
    // Files lie beside the main language's page.
    assert!(english.contains("href=\"../../../2022/haicheng/report.csv\""));
    assert!(page(&outcome, "404.html").contains("href=\"/gk/en/\" hreflang=\"en\""));
}

#[test]
fn texts_of_site_toml_are_translated_and_those_left_out_stay() {
    let outcome = site(BOTH).run();
    let home = page(&outcome, "en/index.html");
    assert!(home.contains("<title>Sample</title>") && home.contains("<h1>Sample</h1>"));
    assert!(home.contains("Published by 样例办公室"));
}

#[test]
fn a_portal_in_one_language_has_no_switch_and_either_may_be_the_main_one() {
    let outcome = site("title = \"Sample\"\nlanguage = \"en\"\n").run();
    assert!(outcome.outputs.keys().all(|route| !route.as_str().starts_with("en/")));
    let html = page(&outcome, "2022/haicheng/index.html");
    assert!(html.contains("<html lang=\"en\">") && !html.contains("hreflang"));
    let turned =
        site("title = \"Sample\"\nlanguage = \"en\"\n[translations.zh-CN]\ntitle = \"样例\"\n").run();
    assert!(page(&turned, "zh/index.html").contains("<title>样例</title>"));
    assert!(page(&turned, "index.html").contains("<title>Sample</title>"));
}

#[test]
fn a_page_in_english_has_no_chinese_word_of_the_interface() {
    // What an author wrote is Chinese in every language, and so is official wording that says so; everything else is not.
    let mut site = Site::new();
    site.set("site.toml", "title = \"Sample\"\nlanguage = \"en\"\nstatus = true\n");
    site.set("content/agencies.yaml", "- { slug: a, name: Office, contact: { office: Room, address: Street } }\n- { slug: b, name: Bureau, aliases: [Old], contact: { office: Room, address: Street }, successor: a, active: { until: 2021 } }\n");
    for (slug, year) in [("a", 2022), ("a", 2021), ("a", 2020), ("b", 2021), ("b", 2020)] {
        site.set(&format!("content/{year}/{slug}.md"), &zeros(slug, year));
    }
    let outcome = site.run();
    for route in outcome.outputs.keys().filter(|route| route.is_page()).map(Route::as_str) {
        let html = page(&outcome, route);
        let marked = " lang=\"zh-CN\">";
        let own = html.split(marked).enumerate();
        let own = own
            .map(|(at, part)| if at == 0 { part } else { part.split_once('<').map_or("", |(_, rest)| rest) });
        let html = own.collect::<Vec<_>>().join(marked);
        // The words of the report, its title, and where it is from stand in Chinese.
        let is_report = route.starts_with("202") && route.matches('/').count() == 2;
        let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let lines: Vec<&str> = html
            .lines()
            .filter(|line| line.contains(han))
            .filter(|line| !line.contains("gongkai (公开)") && !line.contains("国办"))
            .filter(|line| !line.contains("application/ld+json") && !line.contains("href=\"https://beian"))
            .collect();
        assert!(is_report || route == "status/index.html" || lines.is_empty(), "{route}: {lines:#?}");
    }
}
