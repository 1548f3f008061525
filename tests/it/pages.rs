//! The pages of a small site, whole: a change of a template or of a view shows here as a difference to read.

use gongkai::build::Outcome;

use crate::site::{Site, page, zeros};

fn outcome() -> Outcome {
    let mut site = Site::new();
    site.set(
        "site.toml",
        "title = \"样例县年报\"\ndescription = \"样例\"\nbase_url = \"https://www.example.gov.cn/gk\"\nsample = true\nstatus = true\n",
    );
    site.set(
        "content/agencies.yaml",
        "- { slug: county, name: 样例县人民政府, short: 样例县, kind: government }\n\
         - { slug: xianhe, name: 仙河镇人民政府, short: 仙河镇, kind: town, parent: county, aliases: [仙河乡人民政府], address: 样例路 1 号 }\n\
         - { slug: wuhe, name: 五河乡人民政府, kind: town, parent: county, active: { until: 2021 }, successor: xianhe }\n",
    );
    let head = "year: 2022\npublished: 2023-02-09\ncontact: { office: 综合办公室, address: 样例路 1 号, postcode: \"999900\", phone: 0999-5550100 }\n\
                corrections: [{ date: 2023-03-02, what: 更正表三, why: 笔误 }]\naccept: [{ rule: part-alias, because: 原件如此 }, { rule: published-late, because: 系统升级 }]\n";
    let report = zeros("xianhe", 2022)
        .replacen("published: 2023-01-15\n", "", 1)
        .replacen("contact: { office: 综合办公室, address: 样例县政通路1号, postcode: \"999900\", phone: 0999-5550100 }\n", "", 1)
        .replacen("year: 2022\n", head, 1)
        .replacen("## 五、存在的主要问题及改进情况", "## 五、存在问题及改进情况", 1)
        .replacen("licence: [0]", "licence: [12]", 1)
        .replacen("fee: [0]", "fee: [3.5]", 1)
        .replacen("    total:               [0, 0, 0, 0, 0, 0, 0] # （七）总计\n", "", 1)
        .replacen(
            "本年主动公开信息3条，",
            "本年主动公开**“三类”**信息3条，见[说明](https://www.example.gov.cn/)，",
            1,
        );
    site.set("content/2022/xianhe.md", &report);
    site.set("content/2021/xianhe.md", &zeros("xianhe", 2021));
    site.set("content/2021/wuhe.md", &zeros("wuhe", 2021));
    site.set(
        "content/pages/guide.md",
        "---\ntitle: 公开指南\nupdated: 2024-05-06\n---\n先说明。\n\n## 怎样申请\n\n1. 填表\n2. 提交\n",
    );
    let outcome = site.run();
    assert!(!outcome.blocks(true), "{:?}", crate::site::told(&outcome));
    outcome
}

fn main_of(outcome: &Outcome, route: &str) -> String {
    let html = page(outcome, route);
    let start = html.find("<main").expect("a main element");
    let end = html.find("</main>").expect("its end");
    html.get(start..end).expect("in order").to_owned()
}

#[test]
fn each_kind_of_page_shows_what_it_should() {
    let outcome = outcome();
    for (name, route) in [
        ("home", "index.html"),
        ("year", "2022/index.html"),
        ("totals", "totals/2022/index.html"),
        ("agencies", "agencies/index.html"),
        ("agency", "agencies/xianhe/index.html"),
        ("report", "2022/xianhe/index.html"),
        ("year-on-year", "compare/2022/xianhe/index.html"),
        ("compare", "compare/index.html"),
        ("matrix", "matrix/index.html"),
        ("status", "status/index.html"),
        ("search", "search/index.html"),
        ("data", "data/index.html"),
        ("dictionary", "data/dictionary/index.html"),
        ("plain", "pages/guide/index.html"),
        ("not-found", "404.html"),
    ] {
        insta::assert_snapshot!(name, main_of(&outcome, route));
    }
}

#[test]
fn the_data_of_a_report_and_the_search_index_have_their_shape() {
    let outcome = outcome();
    insta::assert_snapshot!("report-csv", page(&outcome, "2022/xianhe/report.csv"));
    insta::assert_snapshot!("search-index", page(&outcome, "search/index.json"));
    let json: serde_json::Value =
        serde_json::from_str(&page(&outcome, "2022/xianhe/report.json")).expect("JSON");
    assert_eq!(json["title"], "仙河镇人民政府2022年政府信息公开工作年度报告");
    assert_eq!(json["cells"].as_array().map(Vec::len), Some(200));
    let computed =
        json["cells"].as_array().expect("cells").iter().filter(|cell| cell["status"] == "computed").count();
    assert_eq!(computed, 7);
}

#[test]
fn every_page_is_a_whole_document_with_one_heading_and_no_code() {
    let outcome = outcome();
    let mut titles = std::collections::BTreeSet::new();
    let mut pages = 0;
    for route in outcome.outputs.keys().filter(|route| route.as_str().strip_suffix(".html").is_some()) {
        let html = page(&outcome, route.as_str());
        let count = |text: &str| html.matches(text).count();
        assert!(html.starts_with("<!DOCTYPE html>"), "{route}");
        assert_eq!((count("<h1"), count("<main"), count("<html lang=\"zh-CN\"")), (1, 1, 1), "{route}");
        // Data for machines is no script; all that runs comes from a file of the portal.
        let html = html.replace("<script type=\"application/ld+json\">", "");
        let scripts = html.split("<script").skip(1).filter_map(|rest| rest.split('>').next());
        for script in scripts {
            assert!(script.starts_with(" src=\"") && script.contains("assets/"), "{route}: {script}");
        }
        for forbidden in
            ["<style", " style=", " onclick", " onload", "src=\"http", "javascript:", " href=\"\""]
        {
            assert_eq!(count(forbidden), 0, "{route}: {forbidden}");
        }
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{route}: ids are unique");
        let headers = html.split(" headers=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for id in headers.flat_map(|ids| ids.split(' ')).filter(|id| !id.is_empty()) {
            assert!(ids.contains(&id), "{route}: headers=\"{id}\" leads nowhere");
        }
        let title =
            html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).expect("a title");
        assert!(titles.insert(title.to_owned()), "{route}: {title} is not unique");
        pages += 1;
    }
    assert_eq!(pages, 1 + 2 + 2 + 1 + 2 + 3 + 1 + 4 + 2 + 1 + 1);
}

#[test]
fn the_page_for_wrong_addresses_has_absolute_links_below_the_base() {
    let html = page(&outcome(), "404.html");
    let hrefs: Vec<&str> = html.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(hrefs.contains(&"/gk/") && hrefs.contains(&"/gk/agencies/"), "{hrefs:?}");
    assert!(hrefs.iter().all(|href| href.starts_with("/gk/") || href.starts_with('#')), "{hrefs:?}");
}

#[test]
fn a_site_overrides_one_file_of_the_theme_and_only_that_changes() {
    let mut site = Site::new();
    site.set("content/2022/haicheng.md", &zeros("haicheng", 2022));
    let before = site.run();
    site.set("themes/default/templates/404.html", "<p>{{ frame.title }}</p>\n");
    let after = site.run();
    let changed: Vec<&str> = after
        .outputs
        .iter()
        .filter(|(route, output)| before.outputs.get(route) != Some(output))
        .map(|(route, _)| route.as_str())
        .collect();
    assert_eq!(changed, ["404.html"]);
    assert_eq!(page(&after, "404.html"), "<p>样例</p>\n");
}

#[test]
fn a_mistake_in_a_template_is_a_finding_with_its_place_and_page() {
    for (text, expected) in [
        (
            "<p>\n{{ frame.titel }}</p>\n",
            "error[template-error--page] themes/default/templates/404.html:2:10",
        ),
        (
            "<p>\n{{ frame.title | nothing }}</p>\n",
            "error[template-error] themes/default/templates/404.html:2:18",
        ),
        ("{% if %}", "error[template-error] themes/default/templates/404.html:1:7"),
    ] {
        let mut site = Site::new();
        site.set("themes/default/templates/404.html", text);
        assert_eq!(crate::site::told(&site.run()), [expected], "{text}");
    }
    let mut site = Site::new();
    site.set("site.toml", "title = \"x\"\ntheme = \"nothing\"\n");
    assert_eq!(crate::site::told(&site.run()), ["error[theme-missing] site.toml:2:9"]);
}
