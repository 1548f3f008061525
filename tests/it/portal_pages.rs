//! Which pages a portal has and what they say of one another where it is not as it should be: years with gaps, reports that
//! are left out, numbers that lack, governments above governments, years without figures.

use std::collections::{BTreeMap, BTreeSet};

use gongkai::build::Outcome;
use gongkai::form::Form;
use gongkai::portal;
use gongkai::text::Decimal;

use crate::site::{Site, linked_figures, page, report, told, zeros};

/// A report of zeros but for the cells named here: a number, or `~` for none.
fn with(agency: &str, year: i32, cells: &[(&str, &str)]) -> String {
    report(agency, year, |form: &Form, table, cell| {
        let id = form.tables[table].cell_id(cell);
        match cells.iter().find(|(of, _)| *of == id) {
            Some((_, text)) => Decimal::parse(text).ok(),
            None => Some(Decimal::ZERO),
        }
    })
}

/// A report of a year whose form has no tables.
fn document(agency: &str, year: i32) -> String {
    format!("---\nagency: {agency}\nyear: {year}\npublished: {}-01-15\n---\n正文\n", year + 1)
}

/// The pages of the main language that are about years and reports.
fn pages(outcome: &Outcome) -> Vec<&str> {
    let about = |route: &&str| {
        ["19", "20", "agencies/", "compare", "totals"].iter().any(|start| route.starts_with(start))
    };
    let pages = outcome.outputs.keys().filter(|route| route.is_page()).map(portal::Route::as_str);
    pages.filter(about).collect()
}

/// The first text between two marks.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start).map_or("", |(_, rest)| rest);
    rest.split_once(end).map_or("", |(inner, _)| inner)
}

/// What is wrong with the links of an outcome.
fn broken(outcome: &Outcome) -> Vec<String> {
    told(outcome).into_iter().filter(|line| line.contains("link-broken")).collect()
}

#[test]
fn a_new_form_shows_in_a_chart_also_behind_a_year_without_a_report() {
    let mut site = Site::new();
    for (year, count) in [(2019, "2"), (2020, "3"), (2022, "5")] {
        let cells = [("requests.new.natural", count), ("requests.new.total", count)];
        site.set(&format!("content/{year}/jiaoyu.md"), &with("jiaoyu", year, &cells));
    }
    let html = page(&site.run(), "agencies/jiaoyu/index.html");
    assert_eq!(
        between(&html, "<desc id=\"chart-received-received-desc\">", "</desc>"),
        "2019：2、2020：3、2021：无数据、2022：5。2022 起使用新表。"
    );
}

#[test]
fn a_year_whose_reports_are_all_left_out_says_so_and_gives_no_figures_of_another() {
    let mut site = Site::new();
    site.set("content/2021/jiaoyu.md", &with("jiaoyu", 2021, &[("licensing.licence.decisions", "7")]));
    site.set("content/2022/jiaoyu.md", &zeros("jiaoyu", 2022));
    site.snapshot.left_out.insert((2022, "jiaoyu".to_owned()));
    let outcome = site.run();
    let expected = [
        "2021/index.html",
        "2021/jiaoyu/index.html",
        "2022/index.html",
        "agencies/index.html",
        "agencies/jiaoyu/index.html",
        "totals/2021/index.html",
    ];
    assert_eq!(pages(&outcome), expected);
    assert_eq!(linked_figures(&page(&outcome, "2022/index.html")), BTreeMap::new());
    assert_eq!(linked_figures(&page(&outcome, "2021/index.html"))["licences"], "7");
    assert_eq!(broken(&outcome), Vec::<String>::new());
}

#[test]
fn links_to_pages_of_reports_that_are_left_out_are_not_told_in_any_language() {
    let mut site = Site::new();
    site.set("site.toml", "title = \"样例\"\n[translations.en]\ntitle = \"Sample\"\n");
    let links = "[一](../../2021/jiaoyu/)、[二](../../2021/jiaoyu/report.csv)、[三](../../compare/2022/jiaoyu/index.html)、\
                 [四](../../compare/2021/jiaoyu/)、[五](../../agencies/shuiwu/)、[六](../../totals/2021/)";
    site.set("content/2022/jiaoyu.md", &(zeros("jiaoyu", 2022) + "\n" + links + "\n"));
    assert_eq!(broken(&site.run()).len(), 6);
    for agency in ["jiaoyu", "shuiwu"] {
        site.set(&format!("content/2021/{agency}.md"), &zeros(agency, 2021));
        site.snapshot.left_out.insert((2021, agency.to_owned()));
    }
    assert_eq!(broken(&site.run()), Vec::<String>::new());
}

#[test]
fn a_sum_is_the_same_in_tables_figures_and_their_parts_where_numbers_lack() {
    let mut site = Site::new();
    let first = [
        ("requests.deny1_secret.natural", "~"),
        ("requests.deny1_secret.total", "4"),
        ("requests.deny2_law.total", "~"),
    ];
    site.set("content/2022/jiaoyu.md", &with("jiaoyu", 2022, &first));
    site.set("content/2022/shuiwu.md", &with("shuiwu", 2022, &[("requests.deny2_law.total", "5")]));
    let outcome = site.run();
    let numbers = |part: &str| -> Vec<String> {
        part.split("<td").skip(1).map(|cell| between(cell, ">", "<").to_owned()).collect()
    };
    let year = page(&outcome, "2022/index.html");
    let cell = |id: &str| {
        let mark = format!("<td id=\"{id}\"");
        let mut texts = between(&year, &mark, "</td>").split('>').skip(1).filter_map(|p| p.split('<').next());
        texts.find(|text| !text.is_empty()).unwrap_or_default().to_owned()
    };
    assert_eq!(cell("requests.deny1_secret.total"), "4");
    assert_eq!(cell("requests.deny2_law.total"), "5");
    assert_eq!(linked_figures(&year)["denied"], "9");
    let totals = page(&outcome, "totals/2022/index.html");
    let row = between(&totals, "<caption id=\"requests.deny1_secret\">", "</table>");
    assert_eq!(numbers(between(row, "<tbody>", "</tbody>")), ["—", "0", "0", "0", "0", "0", "4"]);
    assert_eq!(numbers(between(row, "<tfoot>", "</tfoot>")), ["0", "0", "0", "0", "0", "0", "4"]);
}

#[test]
fn a_government_is_no_part_of_the_sums_as_soon_as_anybody_below_it_has_reported() {
    let register = "- { slug: city, name: 样例市人民政府, kind: government }\n\
                    - { slug: county, name: 样例县人民政府, kind: government, parent: city }\n\
                    - { slug: other, name: 另一县人民政府, kind: government, parent: city, covers: itself }\n\
                    - { slug: office, name: 样例县教育局, parent: county }\n\
                    - { slug: school, name: 样例县学校, kind: institution, parent: office }\n\
                    - { slug: town, name: 另一县某镇, kind: town, parent: other }\n";
    let counted = |reports: &[&'static str]| {
        let mut site = Site::new();
        site.set("content/agencies.yaml", register);
        for slug in reports {
            site.set(&format!("content/2022/{slug}.md"), &zeros(slug, 2022));
        }
        let outcome = site.check();
        let portal = outcome.portal.expect("a portal");
        let counted: Vec<String> = portal::counted(&portal, 2022).into_iter().map(str::to_owned).collect();
        counted.join(" ")
    };
    assert_eq!(counted(&["city"]), "city");
    assert_eq!(counted(&["city", "county"]), "county");
    assert_eq!(counted(&["city", "county", "office"]), "office");
    assert_eq!(counted(&["city", "office"]), "office", "the level between has not reported");
    assert_eq!(counted(&["city", "school"]), "school");
    assert_eq!(counted(&["county", "office", "school"]), "office school", "a department is no sum");
    assert_eq!(counted(&["other", "town"]), "other town", "it covers itself alone");
    assert_eq!(counted(&["city", "other", "county"]), "county other");
}

#[test]
fn reports_without_figures_are_not_offered_for_comparison() {
    let mut site = Site::new();
    for year in [2006, 2016, 2017, 2018] {
        site.set(&format!("content/{year}/jiaoyu.md"), &document("jiaoyu", year));
        site.set(&format!("content/{year}/haicheng.md"), &document("haicheng", year));
    }
    assert!(
        !pages(&site.run()).iter().any(|route| route.starts_with("compare") || route.starts_with("totals"))
    );
    site.set("content/2019/jiaoyu.md", &zeros("jiaoyu", 2019));
    site.set("content/2020/jiaoyu.md", &zeros("jiaoyu", 2020));
    let outcome = site.run();
    assert_eq!(broken(&outcome), Vec::<String>::new());
    let html = page(&outcome, "compare/index.html");
    let main = between(&html, "<main", "</main>");
    let years: BTreeSet<&str> =
        main.split("<option value=\"20").skip(1).filter_map(|rest| rest.get(..2)).collect();
    assert_eq!(years, BTreeSet::from(["19", "20"]));
    assert!(!main.contains("haicheng"), "it has nothing to compare");
    let links: Vec<&str> = main.split("href=\"").skip(1).map(|rest| between(rest, "", "\"")).collect();
    assert_eq!(
        links.iter().filter(|link| link.ends_with("jiaoyu/index.html")).collect::<Vec<_>>(),
        [&"2020/jiaoyu/index.html"]
    );
    let agency = page(&outcome, "agencies/haicheng/index.html");
    assert!(!agency.contains("<svg") && !agency.contains("id=\"trend\""), "{agency}");
}

#[test]
fn a_report_that_continues_nothing_has_no_comparison() {
    let mut site = Site::new();
    let label = |zh: &str| format!("{{ zh: {zh}, en: {zh} }}");
    let form = format!(
        "id: \"2023\"\nfrom: 2023\nname: {}\nbasis: 样例\ntitle: {}\nparts:\n  - {{ id: all, number: 一, heading: {}, tables: [works] }}\n\
         tables:\n  - id: works\n    label: {}\n    corner: {}\n    rows: [{{ id: sum, label: {} }}]\n    columns: [{{ id: count, label: {} }}]\n",
        label("新格式"),
        label("年度报告"),
        label("情况"),
        label("工作"),
        label("项目"),
        label("合计"),
        label("件数")
    );
    site.set("forms/2023.yaml", &form);
    site.set("content/2022/jiaoyu.md", &zeros("jiaoyu", 2022));
    let new = |year: i32| {
        document("jiaoyu", year).replacen("published", "tables: { works: { sum: [5] } }\npublished", 1)
    };
    site.set("content/2023/jiaoyu.md", &new(2023));
    site.set("content/2024/jiaoyu.md", &new(2024));
    let outcome = site.run();
    let compared: Vec<&str> =
        pages(&outcome).into_iter().filter(|route| route.starts_with("compare")).collect();
    assert_eq!(compared, ["compare/2024/jiaoyu/index.html", "compare/index.html"], "{:?}", told(&outcome));
    assert_eq!(broken(&outcome), Vec::<String>::new());
}

#[test]
fn a_report_of_nobody_changes_nothing() {
    let mut site = Site::new();
    site.set("content/2021/jiaoyu.md", &zeros("jiaoyu", 2021));
    let without = site.run().outputs;
    site.set("content/2022/nobody.md", &zeros("nobody", 2022));
    assert_eq!(site.run().outputs, without);
    site.snapshot.left_out.insert((2022, "nobody".to_owned()));
    assert_eq!(site.run().outputs, without);
}
