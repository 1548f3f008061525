//! The life cycle of a report: what the public may not see yet is in no output, as if its file were not there.

use gongkai::build::{Engine, Goal, Outcome, Snapshot};
use gongkai::report::{Status, Withheld};
use gongkai::text::Decimal;

use crate::site::{Site, page, report, told, zeros};

/// A sentence and a figure that stand in the report that is withheld, and nowhere else.
const SENTENCE: &str = "本机关另行说明甲乙丙丁事项";
const FIGURE: i64 = 73_911;

/// A portal with an address, a status page and a second language; two agencies have reports on two years.
fn site() -> Site {
    let mut site = Site::new();
    let settings =
        "title = \"样例\"\nbase_url = \"https://www.example.gov.cn/gk/\"\nstatus = true\n[translations.en]\n";
    site.set("site.toml", settings);
    for (agency, year) in [("haicheng", 2021), ("haicheng", 2022), ("jiaoyu", 2021)] {
        site.set(&format!("content/{year}/{agency}.md"), &zeros(agency, year));
    }
    site.snapshot.today = "2023-01-20".parse().ok();
    site
}

/// The same with a report whose front matter has these lines too, and an attachment of it.
fn with(lines: &str) -> Site {
    let mut site = site();
    let text = report("jiaoyu", 2022, |_, _, _| Some(Decimal::from(FIGURE)));
    let text = text.replacen("---\n", &format!("---\n{lines}\n"), 1).replacen(
        "## 六",
        &format!("{SENTENCE}。\n\n## 六"),
        1,
    );
    site.set("content/2022/jiaoyu.md", &text);
    let attachment = gongkai::build::Entry::Attachment { size: 5 };
    site.snapshot.files.insert("content/2022/jiaoyu/附件.pdf".into(), attachment);
    site
}

fn drafts(site: &Site) -> Outcome {
    Engine::default().run(&Snapshot { drafts: true, ..site.snapshot.clone() }, Goal::Build)
}

#[test]
fn what_is_withheld_leaves_no_trace_in_any_output() {
    let without = site().run();
    let lines = [
        "status: draft",
        "status: submitted",
        "status: returned",
        "publish_at: 2023-01-21",
        "status: published\npublish_at: 2023-01-21",
        "status: publishd",
        "publish_at: soon",
        "\"st\\x61tus\": draft",
        "status: 'draft'",
        "status: draft\ncontact: [",
        "publish_at: 2023-01-01\ncontact: [",
    ];
    for lines in lines {
        let outcome = with(lines).run();
        assert_eq!(outcome.outputs, without.outputs, "{lines}");
        assert_eq!(outcome.digest, without.digest, "{lines}");
        assert_eq!(
            told(&outcome),
            told(&without),
            "what is found in a draft is not told of the portal: {lines}"
        );
        let key = (2022, "jiaoyu".to_owned());
        assert!(outcome.withheld.contains_key(&key), "{lines}");
    }
}

#[test]
fn what_the_public_may_see_is_there_whatever_it_is_called() {
    let plain = with("").run();
    assert!(page(&plain, "2022/jiaoyu/index.html").contains(SENTENCE));
    let lines = [
        "status: approved",
        "status: published",
        "publish_at: 2023-01-20",
        "status: approved\npublish_at: 2023-01-01",
    ];
    for lines in lines {
        assert_eq!(with(lines).run().outputs, plain.outputs, "{lines}");
    }
}

#[test]
fn where_the_day_is_not_known_no_embargo_is_over() {
    let mut site = with("publish_at: 2001-01-01");
    site.snapshot.today = None;
    let day = "2001-01-01".parse().expect("a day");
    assert_eq!(site.run().withheld.into_values().collect::<Vec<_>>(), [Withheld::Until(day)]);
}

#[test]
fn a_look_at_drafts_shows_them_and_says_so_on_their_pages() {
    let said = [
        ("status: draft", "这份报告还是草稿"),
        ("status: submitted", "这份报告已报送"),
        ("status: returned", "这份报告已退回修改"),
        ("publish_at: 2023-01-21", "这份报告在 2023年1月21日 之前不发布"),
    ];
    for (lines, words) in said {
        let site = with(lines);
        let outcome = drafts(&site);
        let html = page(&outcome, "2022/jiaoyu/index.html");
        assert!(html.contains(words) && html.contains(SENTENCE), "{lines}: {html}");
        assert!(!page(&outcome, "2022/haicheng/index.html").contains("预览："), "{lines}");
    }
    let public = with("status: approved");
    assert_eq!(drafts(&public).outputs, public.run().outputs, "nothing is said where nothing is withheld");
}

#[test]
fn a_draft_with_errors_keeps_nobody_from_publishing_the_others() {
    let mut site = with("status: draft");
    site.set("content/2022/jiaoyu.md", "---\nagency: jiaoyu\nyear: 2022\nstatus: draft\n---\n");
    assert!(!site.run().blocks(false));
    assert!(drafts(&site).blocks(false), "those who work on it see them");
}

#[test]
fn every_status_has_a_word_that_is_read() {
    for (word, status) in Status::WORDS {
        assert_eq!(status.word(), word);
        let outcome = with(&format!("status: {word}")).run();
        assert_eq!(outcome.withheld.is_empty(), status.is_public(), "{word}");
    }
}
