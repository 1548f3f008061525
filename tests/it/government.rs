//! What a government's web site must have: the prescribed tags, the foot, the index entry, machine-readable data.

use gongkai::portal::Route;

use crate::site::{Site, page, zeros};

const FULL: &str = "title = \"样例县年报\"\ndescription = \"样例\"\norganiser = \"样例县人民政府办公室\"\nbase_url = \"https://www.example.gov.cn/gk/\"\n\
    [footer]\nsite_code = \"9999000001\"\nicp = \"样ICP备00000000号\"\npolice = \"样公网安备 00000000000000号\"\n\
    contact = \"0999-5550100\"\nbadge = \"https://bszs.example/9\"\nreport_error = \"https://zfwzgl.example/9\"\nsitemap = \"/sitemap.html\"\n";

fn site(toml: &str) -> Site {
    let mut site = Site::new();
    site.set("site.toml", toml);
    let entry =
        "year: 2022\nindex: { number: 999900-102/2023-00012, publisher: 海城镇人民政府, source: 海城镇 }\n";
    site.set("content/2022/haicheng.md", &zeros("haicheng", 2022).replacen("year: 2022\n", entry, 1));
    site
}

/// The prescribed tags of a page in order: name and content.
fn tags(html: &str) -> Vec<(String, String)> {
    const NAMES: [&str; 10] = [
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
        "ArticleTitle",
        "PubDate",
        "ContentSource",
    ];
    let tags = html.split("<meta name=\"").skip(1).filter_map(|rest| {
        let (name, rest) = rest.split_once("\" content=\"")?;
        Some((name.to_owned(), rest.split('"').next()?.to_owned()))
    });
    tags.filter(|(name, _)| NAMES.contains(&name.as_str())).collect()
}

#[test]
fn pages_have_the_three_seven_and_ten_prescribed_tags_once_each() {
    let outcome = site(FULL).run();
    assert!(!outcome.blocks(true), "{:?}", crate::site::told(&outcome));
    let count = |route: &str| {
        let tags = tags(&page(&outcome, route));
        assert!(
            tags.iter().all(|(_, content)| !content.is_empty() && content != "null"),
            "{route}: {tags:?}"
        );
        tags.len()
    };
    assert_eq!(count("index.html"), 3);
    for list in
        ["2022/index.html", "agencies/index.html", "agencies/haicheng/index.html", "matrix/index.html"]
    {
        assert_eq!(count(list), 7, "{list}");
    }
    assert_eq!(count("2022/haicheng/index.html"), 10);
    let article = tags(&page(&outcome, "2022/haicheng/index.html"));
    let of =
        |name: &str| article.iter().find(|(other, _)| other == name).map(|(_, content)| content.as_str());
    assert_eq!(of("SiteDomain"), Some("www.example.gov.cn"));
    assert_eq!(of("SiteIDCode"), Some("9999000001"));
    assert_eq!(of("ArticleTitle"), Some("海城镇人民政府2022年政府信息公开工作年度报告"));
    assert_eq!(of("PubDate"), Some("2023-01-15 00:00"));
    assert_eq!(of("ContentSource"), Some("海城镇"));
}

#[test]
fn what_is_not_configured_is_absent_and_not_invented() {
    let outcome = site("title = \"样例\"\n").run();
    let html = page(&outcome, "2022/haicheng/index.html");
    assert!(tags(&html).iter().all(|(name, _)| name != "SiteDomain" && name != "SiteIDCode"));
    for word in ["canonical", "og:url", "标识码", "备案", "找错", "党政机关", "网站地图", "主办单位"]
    {
        assert!(!html.contains(word), "{word}");
    }
}

#[test]
fn the_foot_shows_all_that_is_configured() {
    let html = page(&site(FULL).run(), "index.html");
    let foot = html.split("<footer").nth(1).expect("a foot");
    insta::assert_snapshot!("foot", foot.split("</footer>").next().expect("its end"));
}

#[test]
fn a_report_shows_its_entry_in_the_index() {
    let html = page(&site(FULL).run(), "2022/haicheng/index.html");
    for line in [
        "<div><dt>索引号</dt><dd>999900-102/2023-00012</dd></div>",
        "<div><dt>发布机构</dt><dd>海城镇人民政府</dd></div>",
        "<div><dt>来源</dt><dd>海城镇</dd></div>",
    ] {
        assert!(html.contains(line), "{line}");
    }
}

#[test]
fn a_shared_page_has_title_address_and_description() {
    let html = page(&site(FULL).run(), "2022/haicheng/index.html");
    for line in [
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"og:title\" content=\"海城镇人民政府2022年政府信息公开工作年度报告\">",
        "<meta property=\"og:site_name\" content=\"样例县年报\">",
        "<meta property=\"og:locale\" content=\"zh_CN\">",
        "<meta property=\"og:url\" content=\"https://www.example.gov.cn/gk/2022/haicheng/\">",
        "<link rel=\"canonical\" href=\"https://www.example.gov.cn/gk/2022/haicheng/\">",
    ] {
        assert_eq!(html.matches(line).count(), 1, "{line}");
    }
}

#[test]
fn machines_read_report_data_and_agency() {
    let outcome = site(FULL).run();
    let graph = |route: &str| {
        let html = page(&outcome, route);
        let json = html.split("<script type=\"application/ld+json\">").nth(1).expect("JSON-LD");
        let json = json.split("</script>").next().expect("its end");
        let json: serde_json::Value = serde_json::from_str(json).expect("JSON");
        assert_eq!(json["@context"], "https://schema.org");
        json["@graph"].clone()
    };
    let report = graph("2022/haicheng/index.html");
    assert_eq!(report[0]["@type"], "Report");
    assert_eq!(report[0]["reportNumber"], "999900-102/2023-00012");
    assert_eq!(report[0]["datePublished"], "2023-01-15");
    assert_eq!(report[1]["@type"], "Dataset");
    assert_eq!(
        report[1]["distribution"][0]["contentUrl"],
        "https://www.example.gov.cn/gk/2022/haicheng/report.csv"
    );
    let agency = graph("agencies/haicheng/index.html");
    assert_eq!(agency[0]["@type"], "GovernmentOrganization");
    assert_eq!(agency[0]["name"], "海城镇人民政府");
    assert_eq!(graph("index.html")[0]["@type"], "WebSite");
}

#[test]
fn names_cannot_break_out_of_their_place_on_any_page() {
    let mut site = Site::new();
    let hostile =
        "</title></script><script>alert(1)</script>\"><img src=x onerror=alert(1)>{{ 1234*4321 }}]]>";
    site.set("site.toml", &format!("title = '{hostile}'\ndescription = '{hostile}'\norganiser = '{hostile}'\nstatus = true\nbase_url = \"https://x.example/\"\n[footer]\nicp = '{hostile}'\ncontact = '{hostile}'\n"));
    site.set("content/agencies.yaml", &format!("- {{ slug: a, name: '{hostile}', short: '{hostile}', aliases: ['old {hostile}'], address: '{hostile}' }}\n"));
    site.set("content/2022/a.md", &zeros("a", 2022));
    site.set("content/2021/a.md", &zeros("a", 2021));
    let outcome = site.run();
    let mut pages = 0;
    for route in outcome.outputs.keys().filter(|route| route.is_page()).map(Route::as_str) {
        let html = page(&outcome, route);
        assert!(!html.contains("<script>") && !html.contains("<img") && !html.contains("5332114"), "{route}");
        pages += 1;
    }
    assert!(pages > 10, "{pages}");
}

#[test]
fn a_wrong_site_code_or_address_is_told_at_its_place() {
    for (line, at) in [("site_code = \"12\"", "3:14"), ("badge = \"javascript:alert(1)\"", "3:10")] {
        let mut site = Site::new();
        site.set("site.toml", &format!("title = \"x\"\n[footer]\n{line}\n"));
        assert_eq!(site.findings(), [format!("error[site-syntax] site.toml:{at}")], "{line}");
    }
}
