//! The pipeline: what it remembers never shows, and it does no more than it must.

use gongkai::build::{Engine, Goal, Outcome, Ran, Snapshot};
use gongkai::portal::Route;

use crate::site::{Site, told, zeros};

/// A small generator of numbers: the same seed, the same edits.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }
}

const AGENCIES: [&str; 4] = ["haicheng", "jiaoyu", "shuiwu", "nobody"];

/// One edit of any kind: reports added, changed, broken, renamed, deleted; pages, register, settings, forms, theme.
fn edit(snapshot: &mut Snapshot, random: &mut Random) {
    let year = 2018 + i32::try_from(random.below(6)).expect("small");
    let agency = AGENCIES[random.below(4)];
    let path = format!("content/{year}/{agency}.md");
    match random.below(14) {
        0..=3 => snapshot.set(
            &path,
            &zeros(agency, year.max(2019)).replace("信息 3 条", &format!("信息 {} 条", random.below(9))),
        ),
        4 => snapshot
            .set(&path, &zeros(agency, year.max(2019)).replacen("[0, 0, 0, 0, 0]", "[1, 0, ~, 0, 0]", 1)),
        5 => snapshot.set(&path, "---\nagency: [\n---\n"),
        6 | 7 => {
            snapshot.files.remove(path.as_str());
        }
        8 => {
            if let Some(entry) = snapshot.files.remove(path.as_str()) {
                snapshot.files.insert(format!("content/{}/{agency}.md", year + 1).into(), entry);
            }
        }
        9 => snapshot
            .set("content/pages/guide.md", &format!("---\ntitle: 指南 {}\n---\n正文\n", random.below(3))),
        10 => snapshot.set(
            "site.toml",
            ["title = \"甲\"\n", "title = \"乙\"\nlanguage = \"en\"\n", "title = 1\n"][random.below(3)],
        ),
        11 => snapshot.set(
            "themes/default/templates/404.html",
            ["<p>一</p>", "<p>{{ frame.title }}</p>", "{{ x"][random.below(3)],
        ),
        12 => {
            let text = include_str!("../../forms/2021.yaml");
            let changed = text.replacen("id: \"2021\"\nfrom: 2021", "id: \"2023\"\nfrom: 2023", 1);
            snapshot.set("forms/2023.yaml", [&changed, "id: 1\n"][random.below(2)]);
        }
        _ => {
            snapshot.files.remove("forms/2023.yaml");
            snapshot.files.remove("themes/default/templates/404.html");
        }
    }
}

fn same(warm: &Outcome, cold: &Outcome, step: usize) {
    assert_eq!(told(warm), told(cold), "findings after edit {step}");
    let routes = |outcome: &Outcome| outcome.outputs.keys().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(routes(warm), routes(cold), "routes after edit {step}");
    assert!(warm.outputs == cold.outputs, "bytes after edit {step}");
}

#[test]
fn after_any_edits_the_warm_result_is_that_of_a_cold_build() {
    for seed in 1..=4 {
        let mut random = Random(seed);
        let mut site = Site::new();
        let mut engine = Engine::default();
        for step in 0..40 {
            for _ in 0..=random.below(3) {
                edit(&mut site.snapshot, &mut random);
            }
            let goal = if random.below(5) == 0 { Goal::Check } else { Goal::Build };
            let warm = engine.run(&site.snapshot, goal);
            let cold = Engine::default().run(&site.snapshot, goal);
            same(&warm, &cold, step);
        }
    }
}

#[test]
fn the_number_of_threads_does_not_show() {
    let mut site = Site::new();
    for agency in &AGENCIES[..3] {
        for year in 2019..2024 {
            site.set(&format!("content/{year}/{agency}.md"), &zeros(agency, year));
        }
    }
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| site.run())
    };
    same(&on(1), &on(7), 0);
}

#[test]
fn a_comment_at_the_top_of_a_report_renders_nothing() {
    let mut site = Site::new();
    for agency in &AGENCIES[..3] {
        site.set(&format!("content/2022/{agency}.md"), &zeros(agency, 2022));
    }
    let mut engine = Engine::default();
    let first = engine.run(&site.snapshot, Goal::Build);
    assert_eq!(engine.ran().parsed, 3);
    // The search index and the open data are rendered once, each to many files.
    let is_of_many = |route: &&Route| {
        let (route, is_page) = (route.as_str(), route.is_page());
        let index = route.starts_with("search/") && !route.starts_with("search/text/");
        !is_page && (index || route.starts_with("data/"))
    };
    let of_many = first.outputs.keys().filter(is_of_many).count();
    assert!(of_many > 10, "{of_many}");
    assert_eq!(engine.ran().rendered, first.outputs.len() - of_many + 2);
    site.set(
        "content/2022/jiaoyu.md",
        &zeros("jiaoyu", 2022).replacen("---\n", "---\n# 一行注释\n# 又一行\n", 1),
    );
    engine.run(&site.snapshot, Goal::Build);
    assert_eq!(engine.ran(), Ran { parsed: 1, rendered: 0 });
}

#[test]
fn a_changed_figure_renders_the_report_and_what_shows_it() {
    let mut site = Site::new();
    for agency in &AGENCIES[..3] {
        site.set(&format!("content/2022/{agency}.md"), &zeros(agency, 2022));
    }
    let mut engine = Engine::default();
    engine.run(&site.snapshot, Goal::Build);
    site.set("content/2022/jiaoyu.md", &zeros("jiaoyu", 2022).replacen("licence: [0]", "licence: [7]", 1));
    engine.run(&site.snapshot, Goal::Build);
    // The report's page, JSON, CSV, workbook and text for the search; home, year, sums and agency, which are given the
    // report; the search index; the open data.
    assert_eq!(engine.ran(), Ran { parsed: 1, rendered: 11 });
}

#[test]
fn a_change_of_an_old_report_leaves_other_years_and_agencies_alone() {
    let mut site = Site::new();
    for year in 2020..=2023 {
        for agency in &AGENCIES[..3] {
            site.set(&format!("content/{year}/{agency}.md"), &zeros(agency, year));
        }
    }
    let mut engine = Engine::default();
    engine.run(&site.snapshot, Goal::Build);
    // The report's page, JSON, CSV, workbook and text for the search, its year, sums and agency, the search index, the open
    // data; the report after it and the comparison of the two, which are given the report.
    site.set("content/2020/jiaoyu.md", &(zeros("jiaoyu", 2020) + "\n又及。\n"));
    engine.run(&site.snapshot, Goal::Build);
    assert_eq!(engine.ran(), Ran { parsed: 1, rendered: 12 });
}

#[test]
fn plans_with_one_digest_have_one_list_of_routes() {
    use gongkai::build::Entry;
    use gongkai::page::Plan;
    use std::collections::{BTreeMap, BTreeSet};

    let mut seen = BTreeMap::new();
    let (mut again, mut lists) = (0, BTreeSet::new());
    for seed in 1..=12 {
        let mut random = Random(seed);
        let mut site = Site::new();
        for step in 0..25 {
            edit(&mut site.snapshot, &mut random);
            // What no other test edits: the address, the languages and the pages of sections, dates, attachments.
            let pdf = format!("content/2022/haicheng/{}.pdf", random.below(2));
            match random.below(8) {
                0 => site.set("site.toml", "title = \"甲\"\nbase_url = \"https://a.example/b/\"\n"),
                1 => site.set("site.toml", "title = \"甲\"\nstatus = true\n"),
                2 => site.set("site.toml", "title = \"甲\"\n[translations.en]\ntitle = \"A\"\n"),
                3 => _ = site.snapshot.files.insert(pdf.as_str().into(), Entry::Attachment { size: 1 }),
                4 => _ = site.snapshot.files.remove(pdf.as_str()),
                5 => site.set(
                    "content/2022/haicheng.md",
                    &zeros("haicheng", 2022).replacen("tables:", "published: 2023-01-15\ntables:", 1),
                ),
                _ => {}
            }
            let outcome = Engine::default().run(&site.snapshot, Goal::Check);
            let Some(portal) = &outcome.portal else { continue };
            let asset =
                (format!("{}.css", random.below(2)), Route::asset(&format!("{}.css", step % 2)), [].into());
            let assets = [asset];
            let plan = Plan::new(portal, &[], &assets);
            let items: Vec<String> = plan.items().iter().map(|item| format!("{item:?}")).collect();
            lists.insert(items.clone());
            let digest = plan.digest().short(64);
            if let Some(before) = seen.insert(digest, items.clone()) {
                again += 1;
                assert_eq!(before, items, "seed {seed}, step {step}");
            }
        }
    }
    assert!(again > 20 && lists.len() > 50, "{again} of {} lists", lists.len());
}
