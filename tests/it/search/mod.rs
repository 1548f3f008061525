//! The search index: nothing that stands in a portal is lost in it. The browser's half is in `browser/scripts.rs`.

mod reader;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use gongkai::form::Form;
use gongkai::search::{Gram, Variants, decode, encode, fold, grams, lookup};
use gongkai::text::Decimal;
use proptest::prelude::*;
use reader::Reader;
use serde_json::Value;

use crate::site::{SAMPLE, Site, page, report, zeros};

static SAMPLE_INDEX: LazyLock<Reader> = LazyLock::new(|| Reader::new(&SAMPLE));

fn vectors() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/vectors.json");
    serde_json::from_str(&fs::read_to_string(path).expect("the vectors")).expect("JSON")
}

fn told(grams: impl IntoIterator<Item = Gram>) -> Vec<String> {
    grams.into_iter().map(|gram| gram.to_string()).collect()
}

#[test]
fn folding_grams_and_numbers_are_as_the_vectors_say_that_the_browser_is_held_to_too() {
    let vectors = vectors();
    let word = |value: &Value| value.as_str().expect("a text").to_owned();
    let all = |key: &str| vectors[key].as_array().expect("a list").clone();
    let variants = Variants::from_pairs(&word(&vectors["variants"]));
    for case in all("fold") {
        let folded = fold(&word(&case["text"]), &variants);
        assert_eq!(
            (folded.text(), serde_json::json!(folded.origins)),
            (word(&case["folded"]), case["origins"].clone())
        );
    }
    for case in all("grams") {
        let folded = fold(&word(&case["text"]), &variants);
        assert_eq!(serde_json::json!(told(grams(&folded.characters))), case["grams"]);
    }
    for case in all("query") {
        let query = word(&case["query"]);
        let terms: Vec<_> = query.split_whitespace().map(|term| fold(term, &variants)).collect();
        let terms: Vec<_> = terms.iter().filter(|term| !term.characters.is_empty()).collect();
        let texts: Vec<String> = terms.iter().map(|term| term.text()).collect();
        assert_eq!(serde_json::json!(texts), case["terms"], "{query}");
        let grams: Vec<_> = terms.iter().map(|term| told(lookup(&term.characters))).collect();
        assert_eq!(serde_json::json!(grams), case["grams"], "{query}");
    }
    for case in all("numbers") {
        let ids: Vec<u32> = serde_json::from_value(case["ids"].clone()).expect("numbers");
        assert_eq!(encode(ids.iter().copied()), word(&case["coded"]));
        assert_eq!(decode(&word(&case["coded"])), ids);
    }
}

/// Every part of 2, 3 and 4 characters that begins at one of these places of a text.
fn parts(text: &str, places: impl Iterator<Item = usize>) -> BTreeSet<String> {
    let characters: Vec<char> = text.chars().collect();
    let of = |at: usize| (2..=4).map(move |length| at..at + length);
    let parts = places.flat_map(of).filter_map(|range| characters.get(range));
    parts.map(|part| part.iter().collect()).collect()
}

/// Asserts that a query finds a page; nothing is asked where the query holds signs only.
#[track_caller]
fn finds(index: &Reader, query: &str, url: &str) -> usize {
    if index.terms(query).is_empty() {
        return 0;
    }
    assert!(index.found(query).contains(&url), "{query:?} does not find {url}");
    1
}

#[test]
fn every_part_of_every_title_finds_its_page() {
    let mut asked = 0;
    for text in &SAMPLE_INDEX.texts {
        let (title, url) = (text["title"].as_str().expect("a title"), text["url"].as_str().expect("a url"));
        for part in parts(title, 0..title.chars().count()) {
            asked += finds(&SAMPLE_INDEX, &part, url);
        }
    }
    assert!(asked > 98 * 60, "{asked}");
}

#[test]
fn every_part_at_a_thousand_places_of_the_texts_finds_its_page() {
    // The texts as the pages show them, not as the index has them.
    let portal = SAMPLE.portal.as_ref().expect("a portal");
    let of_reports = portal.reports().flat_map(|((year, slug), report)| {
        let narrative = &report.narrative;
        let sections =
            narrative.opening.iter().chain(narrative.parts.iter().flatten()).chain(&narrative.others);
        sections.map(move |section| (format!("{year}/{slug}/index.html"), section))
    });
    let of_pages = portal.pages.iter().flat_map(|page| {
        page.text.sections.iter().map(|section| (format!("pages/{}/index.html", page.slug), section))
    });
    let sections: Vec<_> = of_reports.chain(of_pages).collect();
    let length: usize = sections.iter().map(|(_, section)| section.text.chars().count()).sum();
    let step = length / 1_000;
    let (mut asked, mut before) = (0, 0_usize);
    for (url, section) in sections {
        let own = section.text.chars().count();
        // Places that lie a step apart in all texts together.
        let first = before.div_ceil(step) * step - before;
        for part in parts(&section.text, (first..own).step_by(step)) {
            asked += finds(&SAMPLE_INDEX, &part, &url);
        }
        before += own;
    }
    assert!(asked > 2_800, "{asked}");
}

#[test]
fn the_index_lists_exactly_the_documents_that_hold_a_gram() {
    let index = &SAMPLE_INDEX;
    let counted = index.counted();
    assert!(counted.len() > 3_000, "{}", counted.len());
    assert_eq!(index.grams(), counted.keys().cloned().collect());
    let documents = index.texts.len();
    let mut everywhere = 0;
    for (text, holding) in counted {
        let mut characters = text.chars();
        let gram = Gram::new(characters.next().expect("one"), characters.next());
        let listed = index.holding(gram);
        if holding.len() * 4 >= documents * 3 {
            // What nearly every document holds excludes none.
            everywhere += 1;
            assert_eq!(listed.len(), documents, "{text}");
        } else {
            assert_eq!(listed, holding, "{text}");
        }
    }
    assert!(everywhere > 100, "{everywhere}");
}

#[test]
fn every_section_has_an_anchor_on_its_page_in_both_languages() {
    let mut looked = 0;
    for text in &SAMPLE_INDEX.texts {
        let url = text["url"].as_str().expect("a url");
        for folder in ["", "en/"] {
            let html = page(&SAMPLE, &format!("{folder}{url}"));
            for section in text["sections"].as_array().expect("sections") {
                let id = section[0].as_str().expect("an id");
                assert!(id.is_empty() || html.contains(&format!(" id=\"{id}\"")), "{folder}{url}#{id}");
                looked += 1;
            }
        }
    }
    assert!(looked > 98 * 2 * 15, "{looked}");
}

#[test]
fn rows_are_found_by_their_labels_with_the_figures_that_the_tables_show() {
    let mut rows = 0;
    for text in &SAMPLE_INDEX.texts {
        let url = text["url"].as_str().expect("a url");
        let Some(folder) = url.strip_suffix("index.html").filter(|url| url.starts_with('2')) else {
            continue;
        };
        let csv = page(&SAMPLE, &format!("{folder}report.csv"));
        let mut figures: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for record in
            csv::Reader::from_reader(csv.as_bytes()).records().map(|record| record.expect("a record"))
        {
            if Decimal::parse(&record[6]).is_ok_and(|value| !value.is_zero()) {
                figures
                    .entry(format!("{}.{}", &record[3], &record[4]))
                    .or_default()
                    .push(record[6].to_owned());
            }
        }
        let sections = text["sections"].as_array().expect("sections").iter();
        let mut told = BTreeMap::new();
        for section in sections.filter(|section| section[0].as_str().is_some_and(|id| id.contains('.'))) {
            let id = section[0].as_str().expect("an id");
            let (_, words) = section[2].as_str().and_then(|text| text.rsplit_once('：')).expect("a row");
            let numbers = words
                .split('，')
                .filter_map(|word| word.split(' ').find(|word| Decimal::parse(word).is_ok()));
            let numbers: Vec<String> = numbers.map(str::to_owned).collect();
            told.insert(id.rsplit_once('.').expect("a cell").0.to_owned(), numbers);
        }
        rows += told.len();
        assert_eq!(told, figures, "{url}");
    }
    assert!(rows > 98 * 5, "{rows}");
}

/// Reports of three agencies of which one has a short and a former name.
fn renamed() -> Site {
    let mut site = Site::new();
    site.set(
        "content/agencies.yaml",
        "- { slug: haicheng, name: 海城镇人民政府, short: 海城镇, kind: town, aliases: [原海城乡公所] }\n\
         - { slug: jiaoyu, name: 样例县教育局 }\n",
    );
    site.set("content/2022/haicheng.md", &zeros("haicheng", 2022));
    let spaced = zeros("jiaoyu", 2022)
        .replace("按月更新。", "按月更新。2022 年 6 月处理涉农补贴ＡＢＣ問題，後續跟進。");
    site.set("content/2022/jiaoyu.md", &spaced);
    site.set("content/pages/about.md", "---\ntitle: 关于本站\n---\n## 说明\n\n检索说明。\n");
    site
}

#[test]
fn reports_are_found_however_their_words_are_typed() {
    let index = Reader::new(&renamed().run());
    let (haicheng, jiaoyu) = ("2022/haicheng/index.html", "2022/jiaoyu/index.html");
    for query in [
        "2022年6月",
        "2022 年 6 月",
        "２０２２年６月",
        "涉农补贴 2022",
        "涉農補貼",
        "abc",
        "问题，后续",
        "問題，後續",
        "《后续》",
        "贴A",
    ] {
        assert_eq!(index.found(query), [jiaoyu], "{query}");
    }
    for query in ["海城镇 2022", "海城鎮", "原海城乡", "乡公所"] {
        assert_eq!(index.found(query), [haicheng], "{query}");
    }
    assert_eq!(index.found("关于本站"), ["pages/about/index.html"]);
    assert_eq!(index.found("政府信息公开"), [haicheng, jiaoyu]);
    for query in ["年2022", "涉农 海城镇", "<img src=x onerror=alert(1)>", "问题跟进"] {
        assert!(index.found(query).is_empty(), "{query}");
    }
    // Signs alone ask for nothing.
    assert!(index.terms("。 《》").is_empty());
}

#[test]
fn what_is_asked_stays_what_it_is() {
    let mut site = renamed();
    let hostile = "\"><script>{{7*7}}</script>]]>\u{2028}";
    let text = zeros("haicheng", 2022).replace("按月更新。", &format!("按月更新。`{hostile}`"));
    site.set("content/2022/haicheng.md", &text);
    let outcome = site.run();
    let index = Reader::new(&outcome);
    assert_eq!(index.found("<script>{{7*7}}"), ["2022/haicheng/index.html"]);
    let sections = index.texts.iter().map(|text| text["sections"].to_string()).collect::<String>();
    assert!(sections.contains("<script>{{7*7}}</script>]]>"), "{sections}");
    // The script for pages opened from a disk is one call with data in it.
    let disk = page(&outcome, "search/disk.js");
    let data = disk.strip_prefix("gongkaiSearch.disk(").and_then(|rest| rest.strip_suffix(");\n"));
    let data: Value = serde_json::from_str(data.expect("one call")).expect("JSON");
    assert_eq!(data["index"], index.manifest);
    assert_eq!(data["texts"], Value::Array(index.texts.clone()));
}

#[test]
fn a_text_belongs_to_the_heading_it_stands_under() {
    let mut site = renamed();
    let text = "前文\n\n## 总\n\n- 甲部分\n- 乙部分\n\n### 甲部分\n\n甲文\n\n###\n\n无题\n\n### 乙部分\n\n乙部分\n乙文\n\n### 末\n";
    site.set("content/pages/about.md", &format!("---\ntitle: 关于本站\n---\n{text}"));
    let outcome = site.run();
    let text: Value = serde_json::from_str(&page(&outcome, "search/text/pages/about.json")).expect("JSON");
    let sections = serde_json::json!([
        ["", "", "前文"],
        ["s1", "总", "甲部分\n乙部分"],
        ["s1-1", "甲部分", "甲文"],
        ["s1-2", "", "无题"],
        ["s1-3", "乙部分", "乙部分乙文"],
        ["s1-4", "末", ""],
    ]);
    assert_eq!(text["sections"], sections);
}

#[test]
fn an_agency_that_stands_twice_in_the_register_is_a_finding_and_no_crash() {
    let mut site = renamed();
    let twice = "- { slug: jiaoyu, name: 样例县教育局 }\n".repeat(2);
    site.set(
        "content/agencies.yaml",
        &format!("- {{ slug: haicheng, name: 海城镇人民政府, kind: town }}\n{twice}"),
    );
    let outcome = site.run();
    assert!(crate::site::told(&outcome).iter().any(|told| told.contains("duplicate-agency")));
}

#[test]
fn the_digest_changes_with_any_text_and_with_nothing_else() {
    let digest = |site: &Site| Reader::new(&site.run()).manifest["digest"].clone();
    let site = renamed();
    let mut other = site.clone();
    // The same grams in another order.
    other.set("content/pages/about.md", "---\ntitle: 关于本站\n---\n## 说明\n\n检索说明。检索说明。\n");
    assert_ne!(digest(&site), digest(&other));
    other = site.clone();
    other.set("site.toml", "title = \"别的名称\"\n");
    assert_eq!(digest(&site), digest(&other));
}

#[test]
fn a_blank_portal_has_no_index() {
    let outcome = Site::new().run();
    assert!(!outcome.outputs.keys().any(|route| route.as_str().starts_with("search/")));
}

#[test]
fn figures_and_their_units_stand_in_the_texts_and_zeros_do_not() {
    let mut site = Site::new();
    let text = report("jiaoyu", 2022, |form: &Form, table, cell| {
        let cell = form.tables[table].cell_id(cell);
        Decimal::parse(match cell.as_str() {
            "fees.fee.amount" => "0.50",
            "licensing.licence.decisions" => "12",
            _ => "0",
        })
        .ok()
    });
    site.set("content/2022/jiaoyu.md", &text);
    let index = Reader::new(&site.run());
    let rows = index.texts[0]["sections"].as_array().expect("sections").iter();
    let rows = rows.filter(|section| section[0].as_str().is_some_and(|id| id.contains('.')));
    let rows: Vec<String> = rows.map(ToString::to_string).collect();
    insta::assert_snapshot!(rows.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Texts of few characters, so that they share grams; signs, spaces, digits, rare and variant characters among them.
    #[test]
    fn whatever_stands_in_a_text_finds_it(
        texts in prop::collection::vec("[公开信息後后12a é𠮷，。 　\\-]{1,60}", 1..4),
        at in 0..60_usize,
        length in 1..8_usize,
    ) {
        let mut site = Site::new();
        for (number, text) in texts.iter().enumerate() {
            site.set(&format!("content/pages/p{number}.md"), &format!("---\ntitle: 页{number}\n---\n`{text}`\n"));
        }
        site.set("content/2022/jiaoyu.md", &zeros("jiaoyu", 2022));
        let index = Reader::new(&site.run());
        for (number, text) in texts.iter().enumerate() {
            let part: String = text.chars().skip(at % text.chars().count()).take(length).collect();
            let url = format!("pages/p{number}/index.html");
            if !index.terms(&part).is_empty() {
                prop_assert!(index.found(&part).contains(&url.as_str()), "{part:?} of {text:?}");
            }
        }
    }
}
