//! Reports together: years compared through renamings and mergers, the register, attachments, addresses.

use gongkai::build::Entry;

use crate::site::{Site, page, told, zeros};

const REGISTER: &str = "\
- { slug: old, name: 样例县扶贫办, active: { until: 2021 }, successor: new }
- { slug: new, name: 样例县乡村振兴局, active: { from: 2022 } }
- { slug: small, name: 小河乡人民政府, kind: town, active: { until: 2021 }, successor: big }
- { slug: big, name: 大河镇人民政府, kind: town }
";

fn carried(slug: &str, year: i32, row: &str, count: usize) -> String {
    // One request of a natural person: received or carried in, and carried out again, so that the year balances.
    let cells = format!("[{count}, 0, 0, 0, 0, 0, {count}]");
    let mut text = zeros(slug, year);
    for row in [row, "carried_out"] {
        let from = text
            .lines()
            .find(|line| line.trim_start().starts_with(&format!("{row}:")))
            .expect(row)
            .to_owned();
        text = text.replacen(&from, &format!("    {row}: {cells}"), 1);
    }
    text
}

fn site(reports: &[(&str, i32, &str, usize)]) -> Site {
    let mut site = Site::new();
    site.set("content/agencies.yaml", REGISTER);
    for (slug, year, row, count) in reports {
        site.set(&format!("content/{year}/{slug}.md"), &carried(slug, *year, row, *count));
    }
    site
}

#[test]
fn what_was_carried_out_is_carried_in_also_by_a_renamed_agency() {
    assert_eq!(
        site(&[("old", 2021, "new", 2), ("new", 2022, "carried_in", 2)]).findings(),
        Vec::<String>::new()
    );
    let outcome = site(&[("old", 2021, "new", 2), ("new", 2022, "carried_in", 3)]).check();
    assert_eq!(told(&outcome), ["error[equation] content/2022/new.md:17:18"]);
    let finding = &outcome.findings[0];
    assert_eq!(finding.rule, "requests.carry_over");
    assert_eq!(finding.sides, Some(("3".to_owned(), "2".to_owned())));
    assert_eq!(&*finding.marks[1].place.path, "content/2021/old.md");
}

#[test]
fn a_merged_agency_carries_in_what_all_before_it_carried_out() {
    let before = [("small", 2021, "new", 1), ("big", 2021, "new", 2)];
    let with = |count| [before[0], before[1], ("big", 2022, "carried_in", count)];
    assert_eq!(site(&with(3)).findings(), Vec::<String>::new());
    assert_eq!(site(&with(2)).findings().len(), 1);
    // One of the two is missing: nobody can tell.
    assert_eq!(site(&[before[1], ("big", 2022, "carried_in", 9)]).findings(), Vec::<String>::new());
}

#[test]
fn a_cell_under_suspicion_in_its_own_year_is_not_told_again() {
    let good = carried("big", 2022, "carried_in", 2);
    let bad = good.replacen("carried_in: [2,", "carried_in: [5,", 1);
    let mut site = site(&[("small", 2021, "new", 0), ("big", 2021, "new", 2)]);
    site.set("content/2022/big.md", &bad);
    let outcome = site.check();
    assert_eq!(told(&outcome).len(), 1, "{:?}", told(&outcome));
    assert_eq!(outcome.findings[0].suspect.as_deref(), Some("requests.carried_in.natural"));
}

#[test]
fn series_run_on_from_form_to_form() {
    let good = site(&[("old", 2020, "new", 2), ("old", 2021, "carried_in", 2)]);
    assert_eq!(good.findings(), Vec::<String>::new());
    let bad = site(&[("old", 2020, "new", 2), ("old", 2021, "carried_in", 1)]);
    assert_eq!(bad.findings(), ["error[equation] content/2021/old.md:17:18"]);
}

#[test]
fn the_register_is_checked_as_a_whole() {
    for (register, expected) in [
        (
            "- { slug: a, name: 甲 }\n- { slug: a, name: 乙 }\n",
            "error[duplicate-agency] content/agencies.yaml:2:3",
        ),
        (
            "- { slug: a, name: 甲（局） }\n- { slug: b, name: 甲(局) }\n",
            "error[duplicate-agency] content/agencies.yaml:2:3",
        ),
        (
            "- { slug: a, name: 甲 }\n- { slug: b, name: 乙, aliases: [甲] }\n",
            "error[duplicate-agency] content/agencies.yaml:2:3",
        ),
        ("- { slug: a, name: 甲, parent: b }\n", "error[agency-unknown] content/agencies.yaml:1:3"),
        ("- { slug: a, name: 甲, parent: a }\n", "error[agency-cycle] content/agencies.yaml:1:3"),
        ("- { slug: A, name: 甲 }\n", "error[bad-slug] content/agencies.yaml:1:11"),
        ("- { slug: a }\n", "error[missing-key] content/agencies.yaml:1:5"),
        ("- { slug: a, name: 甲, kind: office }\n", "error[unknown-value] content/agencies.yaml:1:29"),
        ("- { slug: a, name: 甲, due: 13-01 }\n", "error[bad-date] content/agencies.yaml:1:28"),
        ("slug: a\n", "error[wrong-type--list] content/agencies.yaml:1:1"),
        ("- { slug: a, name: 甲, covers: all }\n", "error[unknown-value] content/agencies.yaml:1:31"),
        (
            "- { slug: a, name: 甲, absent: [{ year: 2022 }] }\n",
            "error[missing-key] content/agencies.yaml:1:34",
        ),
        (
            "- { slug: a, name: 甲, absent: [{ year: 今年, because: 无 }] }\n",
            "error[wrong-type--integer] content/agencies.yaml:1:40",
        ),
    ] {
        let mut site = Site::new();
        site.set("content/agencies.yaml", register);
        assert_eq!(site.findings(), [expected], "{register}");
    }
}

#[test]
fn site_toml_is_checked_and_without_it_nothing_is_tried() {
    for (text, expected) in [
        ("titel = \"x\"\n", "error[site-syntax] site.toml:1:1"),
        ("title = \"x\"\nbase_url = \"file:///srv\"\n", "error[site-syntax] site.toml:2:12"),
        ("title = \"x\"\n[due]\ntown = \"31\"\n", "error[site-syntax] site.toml:3:9"),
        ("title = \"x\"\n[similarity]\nsister = 0\n", "error[site-syntax] site.toml:3:1"),
        ("title = \"x\"\n[similarity]\nsisters = 90\n", "error[site-syntax] site.toml:3:1"),
        ("title = \"x\"\n[swing]\nfaktor = 3\n", "error[site-syntax] site.toml:3:1"),
        ("title = \"x\"\n[swing]\nfactor = 0\n", "error[site-syntax] site.toml:3:10"),
    ] {
        let mut site = Site::new();
        site.set("site.toml", text);
        let outcome = site.check();
        assert_eq!((told(&outcome), outcome.is_usable()), (vec![expected.to_owned()], false), "{text}");
    }
}

#[test]
fn levels_may_be_changed_by_the_site() {
    let mut site = Site::new();
    site.set("site.toml", "title = \"x\"\n[levels]\nblank-cell = \"warning\"\n");
    site.set(
        "content/2022/haicheng.md",
        &zeros("haicheng", 2022).replacen("licence: [0]", "licence: [~]", 1),
    );
    let outcome = site.check();
    assert_eq!(told(&outcome), ["warning[blank-cell] content/2022/haicheng.md:9:15"]);
    let mut wrong = site.clone();
    wrong.set("site.toml", "title = \"x\"\n[levels]\nblank-cel = \"note\"\n\"review.total\" = \"note\"\n");
    assert!(told(&wrong.check()).contains(&"warning[unknown-rule--meant] site.toml:1:1".to_owned()));
    assert!(!outcome.blocks(false) && outcome.blocks(true));
}

#[test]
fn attachments_are_published_beside_their_report_if_they_are_safe() {
    let mut site = Site::new();
    site.set("content/2022/haicheng.md", &zeros("haicheng", 2022));
    let mut attach = |name: &str| {
        site.snapshot.files.insert(format!("content/2022/{name}").into(), Entry::Attachment { size: 5 });
    };
    attach("haicheng/附件.pdf");
    attach("haicheng/bad.html");
    attach("haicheng/x.svg");
    attach("haicheng/report.csv");
    attach("jiaoyu/stray.pdf");
    assert_eq!(
        site.findings(),
        [
            "error[attachment-type] content/2022/haicheng/bad.html:1:1",
            "error[route-collision] content/2022/haicheng/report.csv:1:1",
            "error[attachment-type] content/2022/haicheng/x.svg:1:1",
            "warning[unexpected-file] content/2022/jiaoyu/stray.pdf:1:1",
        ]
    );
    let outcome = site.run();
    assert!(page(&outcome, "2022/haicheng/index.html").contains("href=\"%E9%99%84%E4%BB%B6.pdf\""));
}

#[test]
fn text_of_the_authors_is_never_code_on_a_page() {
    let mut site = Site::new();
    let evil = "\\\"><script>alert(1)</script>{{7*7}}{% raw %}</title>]]>";
    site.set("content/agencies.yaml", &format!("- {{ slug: haicheng, name: \"甲{evil}\", kind: town }}\n"));
    site.set("site.toml", &format!("title = \"乙{evil}\"\n"));
    site.set(
        "content/2022/haicheng.md",
        &zeros("haicheng", 2022).replacen(
            "本年主动公开",
            "[甲](javascript:alert) <b>本年</b>\n\n<script>x</script>\n\n本年",
            1,
        ),
    );
    let outcome = site.run();
    let ids: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert!(ids.contains(&"raw-html") && ids.contains(&"unsafe-link"), "{ids:?}");
    for (route, output) in
        outcome.outputs.iter().filter(|(route, _)| route.as_str().strip_suffix(".html").is_some())
    {
        let gongkai::build::Output::Bytes(bytes) = output else { continue };
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("<script>") && !html.contains("javascript:"), "{route}");
        assert!(!html.contains("甲49"), "{route}");
    }
}

#[test]
fn every_link_between_pages_leads_to_a_page() {
    let mut site = Site::new();
    for agency in ["haicheng", "jiaoyu"] {
        for year in [2018, 2020, 2021, 2022] {
            let text = if year < 2019 {
                format!("---\nagency: {agency}\nyear: {year}\n---\n# 概述\n\n正文\n")
            } else {
                zeros(agency, year)
            };
            site.set(&format!("content/{year}/{agency}.md"), &text);
        }
    }
    site.set("content/pages/guide.md", "---\ntitle: 指南\n---\n正文\n");
    let outcome = site.run();
    assert_eq!(told(&outcome), Vec::<String>::new());
    let routes: Vec<&str> = outcome.outputs.keys().map(gongkai::portal::Route::as_str).collect();
    let mut links = 0;
    for route in routes.iter().filter(|route| route.strip_suffix(".html").is_some() && **route != "404.html")
    {
        let html = page(&outcome, route);
        let parts = html.split(" href=\"").skip(1).chain(html.split(" src=\"").skip(1));
        for href in parts.filter_map(|rest| rest.split('"').next()) {
            let path = href.split('#').next().unwrap_or_default();
            if path.is_empty() || path.starts_with("http") || path.starts_with("tel:") {
                continue;
            }
            let mut at: Vec<&str> = route.split('/').collect();
            at.pop();
            for part in path.split('/') {
                if part == ".." {
                    at.pop().expect("inside the site");
                } else {
                    at.push(part);
                }
            }
            let target = at.join("/");
            assert!(routes.contains(&target.as_str()), "{route}: {href}");
            links += 1;
        }
    }
    assert!(links > 100, "{links}");
}

#[test]
fn a_reason_for_a_missing_report_accepts_the_finding_at_the_entry_of_the_agency() {
    let mut site = Site::new();
    site.set(
        "content/agencies.yaml",
        "- { slug: haicheng, name: 海城镇人民政府, kind: town }\n\
         - { slug: jiaoyu, name: 样例县教育局, absent: [{ year: 2022, because: 机构改革期间未编制 }] }\n",
    );
    site.set("content/2022/haicheng.md", &zeros("haicheng", 2022));
    assert_eq!(site.findings(), Vec::<String>::new(), "nobody knows the day");
    site.snapshot.today = Some(jiff::civil::date(2023, 2, 1));
    let outcome = site.check();
    assert_eq!(told(&outcome), ["warning[report-missing] content/agencies.yaml:2:11"]);
    let finding = &outcome.findings[0];
    assert_eq!(finding.accepted.as_deref(), Some("机构改革期间未编制"));
    assert_eq!((finding.agency.as_deref(), finding.year), (Some("jiaoyu"), Some(2022)));
    assert!(!outcome.blocks(true));
}

#[test]
fn sums_of_bodies_name_both_sides_and_what_keeps_one_from_telling() {
    let register = "- { slug: xian, name: 样例县人民政府, kind: government }\n\
                    - { slug: ju, name: 样例县教育局, short: 教育局, parent: xian }\n\
                    - { slug: zhen, name: 海城镇人民政府, short: 海城镇, kind: town, parent: xian }\n";
    let licences = |slug: &str, count: &str| {
        zeros(slug, 2022).replacen("licence: [0]", &format!("licence: [{count}]"), 1)
    };
    let mut site = Site::new();
    site.set("content/agencies.yaml", register);
    site.set("content/2022/xian.md", &licences("xian", "11"));
    site.set("content/2022/ju.md", &licences("ju", "5"));
    let of = |site: &Site| site.check().findings[0].message(gongkai::language::Language::Chinese);
    assert_eq!(of(&site), "无法核对汇总数：1 个机关没有可用的报告（海城镇）");
    site.set("content/2022/zhen.md", &licences("zhen", "7"));
    let outcome = site.check();
    assert_eq!(told(&outcome), ["warning[county-sum] content/2022/xian.md:9:15"]);
    assert_eq!(outcome.findings[0].sides, Some(("11".to_owned(), "12".to_owned())));
    assert_eq!(outcome.findings[0].cells, ["licensing.licence.decisions"]);
}
