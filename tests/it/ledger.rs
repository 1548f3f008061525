//! The ledger in a site: the dates that pages show, corrections, and figures that changed silently.

use gongkai::build::Outcome;
use gongkai::deploy::{Entered, enter, enter_rollback, unapproved};
use gongkai::ledger::{LEDGER, Ledger};
use roxmltree::Document;

use crate::site::{Site, page, told, zeros};

const REPORT: &str = "content/2022/haicheng.md";

fn site() -> Site {
    let mut site = Site::new();
    let settings = "title = \"样例\"\nbase_url = \"https://www.example.gov.cn/gk/\"\n[translations.en]\n";
    site.set("site.toml", settings);
    site.set(REPORT, &undated(""));
    site.set("content/2022/jiaoyu.md", &zeros("jiaoyu", 2022));
    site
}

/// A report without a date of its own, with more lines in its front matter.
fn undated(lines: &str) -> String {
    let text = zeros("haicheng", 2022).replacen("published: 2023-01-15\n", "", 1);
    text.replacen("---\n", &format!("---\nstatus: approved\n{lines}"), 1)
}

/// What publishing the site on a day does to its ledger.
fn publish(site: &mut Site, day: &str) -> Entered {
    let text = ledger_text(site);
    let ledger = Ledger::of(&text).expect("a ledger");
    let portal = site.check().portal.expect("a portal");
    let now = format!("{day}T09:30:00").parse().expect("a time");
    let entered = enter(&ledger, (&portal.register, &portal.documents), now, "web");
    site.set(LEDGER, &(text + &entered.text));
    entered
}

fn ledger_text(site: &Site) -> String {
    match site.snapshot.files.get(LEDGER) {
        Some(gongkai::build::Entry::Text { bytes, .. }) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    }
}

/// The report with a row of requests that reads 3 where it read 0, and more lines in its front matter.
fn changed(lines: &str) -> String {
    let text = undated(lines);
    let row = |text: String, row: &str| {
        let from = text.find(&format!("    {row}:")).expect("a row");
        let (before, after) = text.split_at(from);
        format!("{before}{}", after.replacen("[0, 0, 0, 0, 0, 0, 0]", "[3, 0, 0, 0, 0, 0, 3]", 1))
    };
    // Received, granted, and their total: the equations hold.
    ["new", "open", "total"].into_iter().fold(text, row)
}

fn errors(outcome: &Outcome) -> Vec<String> {
    told(outcome).into_iter().filter(|told| told.starts_with("error")).collect()
}

#[test]
fn pages_feeds_and_data_show_the_date_of_the_ledger() {
    let mut site = site();
    let before = page(&site.run(), "2022/haicheng/index.html");
    assert!(!before.contains("2023年1月20日"));
    let entered = publish(&mut site, "2023-01-20");
    assert_eq!((entered.published, entered.changed, entered.withdrawn.len()), (2, 0, 0));
    let outcome = site.run();
    let html = page(&outcome, "2022/haicheng/index.html");
    assert!(html.contains("<time datetime=\"2023-01-20\">2023年1月20日</time>"));
    assert!(html.contains("<meta name=\"PubDate\" content=\"2023-01-20 00:00\">"));
    assert!(!html.contains("收录日期"), "published here and nowhere before");
    assert!(page(&outcome, "2022/haicheng/report.json").contains("\"published\":\"2023-01-20\""));
    assert!(page(&outcome, "feed.xml").contains("2023-01-20T00:00:00+08:00"));
    assert!(page(&outcome, "data/reports.csv").contains("2023-01-20"));
    assert_eq!(page(&outcome, "data/ledger.jsonl"), ledger_text(&site));
    assert!(page(&outcome, "data/index.html").contains("href=\"ledger.jsonl\""));
    // What says that it had been published before keeps its date, and the page says when it came here.
    let html = page(&outcome, "2022/jiaoyu/index.html");
    assert!(html.contains("2023年1月15日") && html.contains("收录日期") && html.contains("2023年1月20日"));
}

#[test]
fn publishing_again_enters_only_what_is_new_and_the_first_date_stays() {
    let mut site = site();
    publish(&mut site, "2023-01-20");
    assert_eq!(publish(&mut site, "2023-01-21"), Entered::default());
    site.set(REPORT, &(undated("") + "\n又及。\n"));
    let entered = publish(&mut site, "2023-02-01");
    assert_eq!((entered.published, entered.changed), (0, 1));
    let report = site.snapshot.files.remove(REPORT).expect("a report");
    assert_eq!(publish(&mut site, "2023-02-02").withdrawn, ["2022/haicheng"]);
    assert_eq!(publish(&mut site, "2023-02-03"), Entered::default(), "withdrawn once");
    site.snapshot.files.insert(REPORT.into(), report);
    assert_eq!(publish(&mut site, "2023-02-04").changed, 1);
    assert!(page(&site.run(), "2022/haicheng/index.html").contains("2023年1月20日"));
    assert_eq!(errors(&site.run()), Vec::<String>::new());
}

#[test]
fn a_clock_that_is_behind_does_not_set_the_ledger_back() {
    let mut site = site();
    publish(&mut site, "2023-01-20");
    site.set("content/2022/shuiwu.md", &zeros("shuiwu", 2022).replacen("published: 2023-01-15\n", "", 1));
    let entered = publish(&mut site, "1970-01-01");
    assert!(
        entered.text.contains("\"at\":\"2023-01-20T09:30:00+08:00\"")
            && entered.text.contains("\"on\":\"2023-01-20\"")
    );
    assert_eq!(errors(&site.run()), Vec::<String>::new());
}

#[test]
fn a_date_that_is_not_the_ledgers_is_an_error() {
    let mut site = site();
    publish(&mut site, "2023-01-20");
    site.set(REPORT, &undated("published: 2023-01-05\n"));
    assert_eq!(errors(&site.check()), ["error[published-moved] content/2022/haicheng.md:3:12"]);
    assert!(
        page(&site.run(), "2022/haicheng/index.html").contains("2023年1月20日"),
        "the page is not fooled"
    );
    site.set(REPORT, &undated("published: 2023-01-20\n"));
    assert_eq!(errors(&site.check()), Vec::<String>::new());
}

#[test]
fn a_figure_that_changed_silently_is_an_error_at_its_cell() {
    let mut site = site();
    publish(&mut site, "2023-01-20");
    site.set(REPORT, &changed(""));
    let outcome = site.check();
    let found: Vec<_> =
        outcome.findings.iter().filter(|finding| finding.rule == "correction-missing").collect();
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert!(finding.blocks(false));
    assert_eq!(finding.cells.len(), 6);
    let line = outcome.sources[REPORT].line_column(finding.place().span.start).0;
    let text = changed("");
    let written = text.lines().nth(line - 1).expect("a line");
    assert!(written.contains("[3, 0, 0, 0, 0, 0, 3]"), "{written}");
    // Neither an entry from before nor one without a date mends it.
    for lines in
        ["corrections:\n  - { date: 2023-01-19, what: 更正 }\n", "corrections:\n  - { date: , what: 更正 }\n"]
    {
        site.set(REPORT, &changed(lines));
        assert!(errors(&site.check()).iter().any(|told| told.contains("correction-missing")), "{lines}");
    }
}

#[test]
fn a_correction_shows_what_the_figures_were_before_and_after_it_is_published() {
    let mut site = site();
    publish(&mut site, "2023-01-20");
    site.set(REPORT, &changed("corrections:\n  - { date: 2023-03-02, what: 更正表三, why: 漏登 }\n"));
    assert_eq!(errors(&site.check()), Vec::<String>::new());
    let before = site.run();
    let entered = publish(&mut site, "2023-03-02");
    assert_eq!((entered.lines(), entered.changed), (1, 1));
    let after = site.run();
    let html = page(&after, "2022/haicheng/index.html");
    assert_eq!(html, page(&before, "2022/haicheng/index.html"), "a preview shows what will be published");
    assert_eq!(html.matches("：原为 0，现为 3</li>").count(), 6, "{html}");
    let json: serde_json::Value =
        serde_json::from_str(&page(&after, "2022/haicheng/report.json")).expect("JSON");
    let figures = &json["corrections"][0]["figures"];
    assert_eq!(figures.as_array().map(Vec::len), Some(6));
    assert_eq!((figures[0]["before"].as_str(), figures[0]["after"].as_str()), (Some("0"), Some("3")));
    let feed = page(&after, "feed.xml");
    let feed = Document::parse(&feed).expect("XML");
    let summaries = feed.descendants().filter(|node| node.has_tag_name("summary"));
    let told = summaries.filter_map(|node| node.text()).filter(|text| text.contains("原为 0，现为 3"));
    assert_eq!(told.count(), 1);
    // A second correction is told apart from the first.
    let lines = "corrections:\n  - { date: 2023-03-02, what: 更正表三, why: 漏登 }\n  - { date: 2023-04-01, what: 改回, why: 误改 }\n";
    site.set(REPORT, &undated(lines));
    publish(&mut site, "2023-04-01");
    let html = page(&site.run(), "2022/haicheng/index.html");
    assert_eq!(html.matches("：原为 0，现为 3</li>").count(), 6);
    assert_eq!(html.matches("：原为 3，现为 0</li>").count(), 6);
}

#[test]
fn a_correction_that_was_published_stays() {
    let mut site = site();
    publish(&mut site, "2023-01-20");
    site.set(REPORT, &changed("corrections:\n  - { date: 2023-03-02, what: 更正表三 }\n"));
    publish(&mut site, "2023-03-02");
    site.set(REPORT, &changed(""));
    assert_eq!(errors(&site.check()), ["error[correction-missing--withdrawn] content/2022/haicheng.md:3:9"]);
}

#[test]
fn a_broken_ledger_is_told_with_its_line_and_blocks() {
    let mut site = site();
    publish(&mut site, "2023-01-20");
    let text = ledger_text(&site);
    let cases = [
        (text.replacen("2023-01-20", "2023-01-10", 1), "error[ledger-broken--seal] ledger.jsonl:1:1"),
        (text.split_inclusive('\n').skip(1).collect(), "error[ledger-broken--chain] ledger.jsonl:1:1"),
        (text.trim_end().to_owned(), "error[ledger-broken--cut] ledger.jsonl:2:1"),
        (text.clone() + "x\n", "error[ledger-broken--line] ledger.jsonl:3:1"),
    ];
    for (text, expected) in cases {
        site.set(LEDGER, &text);
        let outcome = site.check();
        assert!(outcome.blocks(false));
        assert!(told(&outcome).contains(&expected.to_owned()), "{expected}: {:?}", told(&outcome));
    }
}

#[test]
fn what_is_new_or_changed_must_be_approved_by_somebody_on_a_day_where_the_portal_asks_for_it() {
    let mut site = site();
    let open = |site: &Site| -> Vec<String> {
        let ledger = Ledger::of(&ledger_text(site)).expect("a ledger");
        let portal = site.check().portal.expect("a portal");
        unapproved(&ledger, &portal.documents)
            .into_iter()
            .map(|(year, slug)| format!("{year}/{slug}"))
            .collect()
    };
    assert_eq!(open(&site), ["2022/haicheng", "2022/jiaoyu"], "a status alone is not enough");
    site.set(REPORT, &undated("review: { approved: 丙, on: 2023-01-12 }\n"));
    assert_eq!(open(&site), ["2022/jiaoyu"]);
    publish(&mut site, "2023-01-20");
    assert_eq!(open(&site), Vec::<String>::new(), "what was published is not asked for again");
    site.set("content/2022/jiaoyu.md", &(zeros("jiaoyu", 2022) + "\n又及。\n"));
    assert_eq!(open(&site), ["2022/jiaoyu"]);
}

#[test]
fn an_earlier_release_that_is_shown_again_is_entered_and_the_next_deployment_goes_on() {
    let mut site = site();
    publish(&mut site, "2023-01-20");
    let text = ledger_text(&site);
    let ledger = Ledger::of(&text).expect("a ledger");
    let now = "2023-01-21T10:00:00".parse().expect("a time");
    let line = enter_rollback(&ledger, now, "web", "20230120T013000Z-1a2b3c4d");
    assert!(line.contains("\"event\":\"rolled-back\",\"release\":\"20230120T013000Z-1a2b3c4d\""), "{line}");
    site.set(LEDGER, &(text + &line));
    assert_eq!(errors(&site.check()), Vec::<String>::new());
    assert_eq!(publish(&mut site, "2023-01-22"), Entered::default());
    site.set(REPORT, &(undated("") + "\n又及。\n"));
    assert_eq!(publish(&mut site, "2023-01-23").changed, 1);
    assert_eq!(errors(&site.check()), Vec::<String>::new());
}

#[test]
fn a_correction_that_was_published_is_not_rewritten_and_a_new_one_is_a_change() {
    let mut site = site();
    publish(&mut site, "2023-01-20");
    let first = "corrections:\n  - { date: 2023-03-02, what: 更正表三, why: 漏登 }\n";
    site.set(REPORT, &changed(first));
    publish(&mut site, "2023-03-02");
    site.set(REPORT, &changed("corrections:\n  - { date: 2023-03-02, what: 文字润色, why: 漏登 }\n"));
    assert_eq!(errors(&site.check()), ["error[correction-missing--withdrawn] content/2022/haicheng.md:4:5"]);
    site.set(REPORT, &changed(&format!("{first}  - {{ date: 2023-04-01, what: 补充说明 }}\n")));
    assert_eq!(errors(&site.check()), Vec::<String>::new());
    assert_eq!(publish(&mut site, "2023-04-01").changed, 1);
}

#[test]
fn a_form_of_the_site_neither_hides_a_published_figure_nor_asks_for_a_correction_of_nothing() {
    let mut site = site();
    let form = include_str!("../../forms/2021.yaml");
    let text = undated("").replacen("penalty:  [0]", "penalty:  [5]", 1);
    assert_ne!(text, undated(""));
    site.set(REPORT, &text);
    publish(&mut site, "2023-01-20");
    // A row without a figure: nothing that was published has changed.
    let row = form.lines().find(|line| line.contains("{ id: coercion,")).expect("a row").to_owned();
    site.set(
        "forms/2021.yaml",
        &form.replacen(
            &row,
            &format!("{row}\n      - {{ id: seizure, label: {{ zh: 查封, en: Seizure }} }}"),
            1,
        ),
    );
    let told = errors(&site.check());
    assert!(!told.is_empty() && told.iter().all(|told| !told.contains("correction-missing")), "{told:?}");
    // The row of a figure that is gone.
    let row = form.lines().find(|line| line.contains("{ id: penalty,")).expect("a row").to_owned();
    site.set("forms/2021.yaml", &form.replacen(&format!("{row}\n"), "", 1));
    let row = text.lines().find(|line| line.contains("penalty:  [5]")).expect("a row").to_owned();
    site.set(REPORT, &text.replacen(&format!("{row}\n"), "", 1));
    assert!(errors(&site.check()).iter().any(|told| told.starts_with("error[correction-missing]")));
}

#[test]
fn an_agency_that_gets_another_slug_keeps_its_dates_and_its_figures() {
    let mut site = site();
    publish(&mut site, "2023-01-20");
    let register = "- { slug: haichengzhen, name: 海城镇人民政府, short: 海城镇, kind: town, aliases: [haicheng] }\n\
                    - { slug: jiaoyu, name: 样例县教育局 }\n";
    site.set("content/agencies.yaml", register);
    site.snapshot.files.remove(REPORT);
    let renamed = |text: String| text.replacen("agency: haicheng\n", "agency: haichengzhen\n", 1);
    let path = "content/2022/haichengzhen.md";
    site.set(path, &renamed(changed("")));
    assert!(
        errors(&site.check()).iter().any(|told| told.contains("correction-missing")),
        "a figure changed on the way"
    );
    site.set(path, &renamed(undated("")));
    assert_eq!(errors(&site.check()), Vec::<String>::new());
    let entered = publish(&mut site, "2023-05-01");
    assert_eq!((entered.renamed, entered.published, entered.changed, entered.withdrawn.len()), (1, 0, 0, 0));
    assert!(entered.text.contains("\"event\":\"renamed\",\"from\":\"2022/haicheng\""), "{}", entered.text);
    assert_eq!(errors(&site.check()), Vec::<String>::new());
    assert!(
        page(&site.run(), "2022/haichengzhen/index.html").contains("2023年1月20日"),
        "the first date stays"
    );
    assert_eq!(publish(&mut site, "2023-05-02"), Entered::default());
}
