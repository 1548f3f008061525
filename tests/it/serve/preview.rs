//! What a preview shows: the bytes of a build, whatever was edited; the last good page; and why.

use gongkai::build::Output;
use gongkai::serve::{BEGIN, END};

use super::live::Live;
use crate::site::{SAMPLE, Site, zeros};

/// A page without the snippet that the preview adds, which must be there once.
fn bare(html: &str) -> String {
    let (before, rest) = html.split_once(BEGIN).expect("a snippet");
    let (_, after) = rest.split_once(END).expect("its end");
    assert!(!after.contains(BEGIN) && !before.contains("_gongkai") && !after.contains("_gongkai"));
    format!("{before}{after}")
}

/// Asserts that a preview serves every output of a build at its address, byte by byte.
fn shows(live: &Live, base: &str, outcome: &gongkai::build::Outcome, root: &std::path::Path) {
    for (route, output) in &outcome.outputs {
        let reply = live.get(&route.below(base));
        assert_eq!(reply.status, 200, "{route}");
        let bytes = match output {
            Output::Bytes(bytes) => bytes.to_vec(),
            Output::Copy(path) => std::fs::read(root.join(&**path)).expect("an attachment"),
        };
        if route.is_page() {
            assert_eq!(bare(&reply.text()), String::from_utf8_lossy(&bytes), "{route}");
        } else {
            assert!(reply.body == bytes, "{route}");
        }
    }
}

fn three(year: i32) -> Site {
    let mut site = Site::new();
    for agency in ["haicheng", "jiaoyu", "shuiwu"] {
        site.set(&format!("content/{year}/{agency}.md"), &zeros(agency, year));
    }
    site
}

const PATH: &str = "content/2022/jiaoyu.md";

fn jiaoyu(licences: &str) -> String {
    zeros("jiaoyu", 2022).replacen("licence: [0]", &format!("licence: [{licences}]"), 1)
}

#[test]
fn the_bytes_of_every_route_are_those_of_build_but_for_the_snippet() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let live = Live::of(root);
    assert!(SAMPLE.outputs.len() > 800);
    shows(&live, "/", &SAMPLE, root);
}

#[test]
fn a_portal_lies_below_the_path_of_its_address_with_feeds_and_maps() {
    let mut site = three(2022);
    site.set("site.toml", "title = \"样例\"\nbase_url = \"https://www.example.gov.cn/xx/gk/\"\n");
    let live = Live::new(&site);
    let outcome = site.run();
    assert!(outcome.outputs.keys().any(|route| route.as_str() == "feed.xml"));
    shows(&live, "/xx/gk/", &outcome, live.root());
    for path in ["/", "/xx/gk"] {
        let reply = live.get(path);
        assert_eq!((reply.status, reply.header("Location")), (301, Some("/xx/gk/")), "{path}");
    }
    assert_eq!(live.get("/2022/jiaoyu/").status, 404);
}

#[test]
fn after_any_edit_the_preview_is_what_a_cold_build_is() {
    let mut site = three(2022);
    let live = Live::new(&site);
    let guide = "---\ntitle: 指南\n---\n正文\n";
    let two = "title = \"乙\"\nlanguage = \"en\"\n";
    let edits: [(&str, Option<&str>); 9] = [
        (PATH, Some(&jiaoyu("7"))),
        ("content/2021/jiaoyu.md", Some(&zeros("jiaoyu", 2021))),
        ("content/pages/guide.md", Some(guide)),
        (PATH, Some(&(jiaoyu("7") + "\n又及。\n"))),
        ("site.toml", Some(two)),
        ("themes/default/templates/404.html", Some("<p>{{ frame.title }}</p>")),
        ("content/2022/shuiwu.md", None),
        (
            "content/agencies.yaml",
            Some("- { slug: jiaoyu, name: 甲局 }\n- { slug: haicheng, name: 乙镇, kind: town }\n"),
        ),
        ("themes/default/templates/404.html", None),
    ];
    for (path, text) in edits {
        match text {
            Some(text) => {
                site.set(path, text);
                live.save(path, text.as_bytes());
            }
            None => {
                site.snapshot.files.remove(path);
                live.remove(path);
            }
        }
        let outcome = site.run();
        assert!(!outcome.blocks(false), "{:?}", crate::site::told(&outcome));
        shows(&live, "/", &outcome, live.root());
        for gone in ["2022/shuiwu/index.html", "pages/guide/index.html"] {
            let there = outcome.outputs.keys().any(|route| route.as_str() == gone);
            assert_eq!(
                live.get(&format!("/{gone}")).status,
                if there { 200 } else { 404 },
                "{gone} after {path}"
            );
        }
    }
}

#[test]
fn a_preview_starts_where_nothing_builds_says_why_and_recovers() {
    let mut site = three(2022);
    site.set("site.toml", "title = \n");
    let live = Live::new(&site);
    let reply = live.get("/2022/jiaoyu/");
    assert_eq!(reply.status, 500);
    assert!(reply.text().contains("site.toml"), "{}", reply.text());
    let mut events = live.listen("/");
    let told = events.findings();
    assert_eq!(told["here"][0]["path"], "site.toml");
    live.save("site.toml", "title = \"样例\"\n".as_bytes());
    assert_eq!(events.next().0, "reload");
    assert_eq!(live.get("/2022/jiaoyu/").status, 200);
}

#[test]
fn an_empty_folder_is_a_site_that_is_still_to_come() {
    let mut site = three(2022);
    let settings = site.snapshot.files.remove("site.toml");
    assert!(settings.is_some());
    let live = Live::new(&site);
    assert_eq!(live.get("/").status, 500);
    live.save("site.toml", "title = \"样例\"\n".as_bytes());
    assert_eq!(live.get("/").status, 200);
}

#[test]
fn the_last_good_page_stays_while_its_sources_are_broken() {
    let live = Live::new(&three(2022));
    live.save(PATH, jiaoyu("4711").as_bytes());
    let good = live.get("/2022/jiaoyu/").text();
    assert!(good.contains("4711"), "{good}");
    let gbk = [b"---\nagency: jiaoyu\n# ".as_slice(), &[0xd6, 0xd0, 0xce, 0xc4, b'\n']].concat();
    let broken: [(&str, &[u8]); 5] = [
        (PATH, b"---\nagency: [\n---\n"),
        (PATH, &gbk),
        ("site.toml", b"title = 1\n"),
        ("content/agencies.yaml", b"- { slug: [\n"),
        ("themes/default/templates/report.html", b"{{ x"),
    ];
    for (path, bytes) in broken {
        let mut events = live.listen("/2022/jiaoyu/");
        let whole = std::fs::read(live.root().join(path)).ok();
        events.findings();
        live.save(path, bytes);
        let told = events.findings();
        assert_eq!(
            (&told["here"][0]["path"], &told["here"][0]["level"]),
            (&path.into(), &"error".into()),
            "{told}"
        );
        assert_eq!(live.get("/2022/jiaoyu/").text(), good, "{path}");
        match whole {
            Some(whole) => live.save(path, &whole),
            None => live.remove(path),
        }
        let told = events.findings();
        assert_eq!(told["summary"]["errors"], 0, "{told}");
        assert_eq!(live.get("/2022/jiaoyu/").text(), good, "{path}");
    }
}

#[test]
fn a_template_that_fails_on_a_page_leaves_the_page_as_it_was_and_is_told_on_it() {
    let live = Live::new(&three(2022));
    let good = live.get("/2022/jiaoyu/").text();
    let mut events = live.listen("/2022/jiaoyu/");
    events.findings();
    let template = "themes/default/templates/report.html";
    live.save(template, b"{{ nothing.of.the.kind }}");
    let told = events.findings();
    assert_eq!(told["here"][0]["path"], template, "{told}");
    assert_eq!(live.get("/2022/jiaoyu/").text(), good);
    // A page that was never made has nothing to show but the reason.
    let reply = live.get("/2022/shuiwu/");
    assert_eq!(reply.status, 500);
    live.remove(template);
    assert_eq!(live.get("/2022/shuiwu/").status, 200);
    assert_eq!(live.get("/2022/jiaoyu/").text(), good);
}

#[test]
fn only_pages_that_have_changed_are_told_to_load_anew() {
    let live = Live::new(&three(2022));
    let mut of_jiaoyu = live.listen("/2022/jiaoyu/");
    let mut of_shuiwu = live.listen("/2022/shuiwu/");
    assert_eq!(of_jiaoyu.findings()["count"], 0);
    assert_eq!(of_shuiwu.findings()["count"], 0);
    // Neither the same once more nor a comment changes what a page shows.
    live.save(PATH, jiaoyu("0").replacen("---\n", "---\n# 一行注释\n", 1).as_bytes());
    live.save(PATH, jiaoyu("7").as_bytes());
    assert_eq!(of_jiaoyu.next().0, "reload");
    let shuiwu = zeros("shuiwu", 2022).replacen("licence: [0]", "licence: [8]", 1);
    live.save("content/2022/shuiwu.md", shuiwu.as_bytes());
    // The first that comes for this page is its own change: all that was found, nothing, it has been told.
    assert_eq!(of_shuiwu.next().0, "reload");
}

#[test]
fn a_page_that_connects_late_learns_what_it_has_missed() {
    let live = Live::new(&three(2022));
    let html = live.get("/2022/jiaoyu/").text();
    let version =
        html.split_once("data-version=\"").expect("a version").1.split('"').next().expect("its end");
    live.save(PATH, jiaoyu("7").as_bytes());
    let mut events = live.listen_as("2022/jiaoyu/index.html", version);
    assert_eq!(events.next().0, "reload");
    // And it does of another preview too, such as one that was started anew.
    let again = Live::of(live.root());
    let mut events = again.listen_as("2022/jiaoyu/index.html", version);
    assert_eq!(events.next().0, "reload");
    let mut events = again.listen("/2022/jiaoyu/");
    assert_eq!(events.findings()["count"], 0);
}

#[test]
fn a_page_that_is_not_there_yet_is_loaded_when_it_comes() {
    let live = Live::new(&three(2022));
    assert_eq!(live.get("/2023/jiaoyu/").status, 404);
    let mut events = live.listen("/2023/jiaoyu/");
    events.findings();
    live.save("content/2023/jiaoyu.md", zeros("jiaoyu", 2023).as_bytes());
    assert_eq!(events.next().0, "reload");
    assert_eq!(live.get("/2023/jiaoyu/").status, 200);
}

#[test]
fn a_style_sheet_is_swapped_where_nothing_else_has_changed() {
    let live = Live::new(&three(2022));
    let mut events = live.listen("/2022/jiaoyu/");
    events.findings();
    live.save("themes/default/assets/style.css/99-own.css", b"p { color: red }\n");
    let (name, data) = events.next();
    assert_eq!(name, "style");
    let file = data["styles"]["style.css"].as_str().expect("a file");
    let style = live.get(&format!("/assets/{file}"));
    assert!(style.text().ends_with("p { color: red }\n"));
    assert!(live.get("/2022/jiaoyu/").text().contains(file));
    // A page that missed the swap is told of it when it connects.
    let mut events = live.listen_as(
        "2022/jiaoyu/index.html",
        &format!("{}-old", data["version"].as_str().expect("a version").split('-').next().expect("a part")),
    );
    assert_eq!(events.next().0, "style");
}

#[test]
fn what_was_found_is_told_where_one_looks() {
    let live = Live::new(&three(2022));
    let wrong = jiaoyu("0").replacen("[0, 0, 0, 0, 0]", "[1, 0, 0, 0, 5]", 1);
    live.save(PATH, wrong.as_bytes());
    let path = "content/2022/jiaoyu.md:";
    for page in ["/2022/jiaoyu/", "/agencies/jiaoyu/", "/_gongkai/"] {
        let told = live.listen(page).findings();
        let one = &told["here"][0];
        assert!(one["place"].as_str().is_some_and(|place| place.starts_with(path)), "{page}: {told}");
        assert_eq!(one["level"], "error");
        assert!(one["cells"][0].as_str().is_some_and(|cell| cell.starts_with("review.")), "{told}");
        assert_eq!(one["page"], "/2022/jiaoyu/");
        let open = one["open"].as_str().expect("a link");
        let file = live.root().canonicalize().expect("a folder").join(PATH).display().to_string();
        assert!(open.starts_with(&format!("vscode://file/{}:", file.trim_start_matches('/'))), "{open}");
        assert!(one["file"].as_str().is_some_and(|place| place.starts_with(&file)));
        assert!(one["excerpt"].as_str().is_some_and(|text| text.contains("[1, 0, 0, 0, 5]")), "{told}");
    }
    let told = live.listen("/2022/shuiwu/").findings();
    assert_eq!((&told["count"], &told["summary"]["errors"]), (&0.into(), &1.into()));
    let list = live.get("/_gongkai/").text();
    assert!(list.contains(path), "{list}");
}

#[test]
fn the_status_page_waits_for_what_it_shows() {
    let mut site = three(2022);
    site.set("site.toml", "title = \"样例\"\nstatus = true\n");
    site.set(PATH, &(jiaoyu("0") + "\n公开民生保障、、疫情防控等信息。\n"));
    let live = Live::new(&site);
    shows(&live, "/", &site.run(), live.root());
    let mut events = live.listen("/status/");
    site.set(PATH, &jiaoyu("0"));
    live.save(PATH, jiaoyu("0").as_bytes());
    while events.next().0 != "reload" {}
    shows(&live, "/", &site.run(), live.root());
}

#[test]
fn no_other_site_may_listen() {
    let live = Live::new(&three(2022));
    let ask = |origin: &str| {
        let request = format!(
            "GET /_gongkai/events?page=index.html&version=1 HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\n\r\n"
        );
        live.ask(&request).status
    };
    for origin in ["http://evil.example", "null", "https://localhost", "http://localhost.evil.example"] {
        assert_eq!(ask(origin), 403, "{origin}");
    }
}

#[test]
fn of_many_windows_of_one_browser_the_first_is_let_go_so_that_pages_can_still_be_loaded() {
    let live = Live::new(&three(2022));
    let page = "2022/jiaoyu/index.html";
    let html = live.get("/2022/jiaoyu/").text();
    let version =
        html.split_once("data-version=\"").expect("a version").1.split('"').next().expect("its end");
    let listen = |browser: &str| {
        let mut events = live.listen_as(page, &format!("{version}&browser={browser}"));
        events.findings();
        events
    };
    let mut of_another = listen("b");
    let mut nameless: Vec<_> = (0..8).map(|_| listen("")).collect();
    let mut windows: Vec<_> = (0..6).map(|_| listen("a")).collect();
    for window in windows.drain(..2) {
        assert!(window.has_ended(), "let go");
    }
    live.save(PATH, jiaoyu("7").as_bytes());
    for events in windows.iter_mut().chain(&mut nameless).chain([&mut of_another]) {
        assert_eq!(events.next().0, "reload");
    }
}

#[test]
fn a_page_that_nobody_looks_at_keeps_its_last_good_state_too() {
    let live = Live::new(&three(2022));
    let good = live.get("/2022/jiaoyu/").text();
    for text in ["一", "二", "三"] {
        live.save("content/pages/guide.md", format!("---\ntitle: 指南\n---\n{text}\n").as_bytes());
    }
    let good_later = live.get("/pages/guide/").text();
    live.save("content/pages/other.md", b"---\ntitle: other\n---\n\n");
    live.save("content/pages/other.md", b"---\ntitle: another\n---\n\n");
    live.save("themes/default/templates/report.html", b"{{ nothing.of.the.kind }}");
    let now = live.get("/2022/jiaoyu/");
    assert_eq!(now.status, 200);
    // It is as it was before there were other pages.
    assert_eq!(now.text(), good);
    // A plain page that cannot be read stays as well.
    let gbk = [b"---\ntitle: ".as_slice(), &[0xd6, 0xd0, 0xce, 0xc4], b"\n---\n"].concat();
    for broken in [b"---\ntitle: [\n---\n".as_slice(), &gbk] {
        live.save("content/pages/guide.md", broken);
        let page = live.get("/pages/guide/");
        assert_eq!(page.status, 200);
        assert!(page.text().contains("<p>三</p>"), "{}", page.text());
    }
    assert!(good_later.contains("<p>三</p>"));
}

#[test]
fn a_mistake_in_the_register_that_leaves_it_readable_holds_nothing_up() {
    let live = Live::new(&three(2022));
    let register = std::fs::read_to_string(live.root().join("content/agencies.yaml")).expect("a register");
    let wrong = register.replace("slug: jiaoyu,", "slug: jiaoyu, parent: nobody,");
    assert_ne!(wrong, register);
    live.save("content/agencies.yaml", wrong.as_bytes());
    live.save(PATH, jiaoyu("4711").as_bytes());
    assert!(live.get("/2022/jiaoyu/").text().contains("4711"));
    assert_eq!(live.listen("/2022/jiaoyu/").findings()["here"][0]["path"], "content/agencies.yaml");
}

#[test]
fn what_shows_only_when_pages_are_made_is_in_the_list_too() {
    let mut site = three(2022);
    site.set("themes/default/templates/report.html", "{{ nothing.of.the.kind }}");
    let live = Live::new(&site);
    for name in ["a.pdf", "A.pdf"] {
        live.save(&format!("content/2022/jiaoyu/{name}"), b"%PDF-1.7\n");
    }
    let reply = live.get("/2022/jiaoyu/");
    assert_eq!(reply.status, 500);
    assert!(reply.text().contains("report.html"), "{}", reply.text());
    let told = live.listen("/_gongkai/").findings();
    let rules: Vec<&str> =
        told["here"].as_array().expect("a list").iter().filter_map(|one| one["rule"].as_str()).collect();
    assert!(rules.contains(&"template-error") && rules.contains(&"route-collision"), "{rules:?}");
    let outcome = gongkai::build::Engine::default()
        .run(&gongkai::disk::read(live.root()).expect("a site"), gongkai::build::Goal::Build);
    assert_eq!(told["summary"]["errors"], outcome.summary().errors);
}

#[cfg(unix)]
#[test]
fn a_report_that_cannot_be_opened_stays_as_it_was() {
    let live = Live::new(&three(2022));
    let good = live.get("/2022/jiaoyu/").text();
    let outside = tempfile::NamedTempFile::new().expect("a file");
    let path = live.root().join(PATH);
    std::fs::remove_file(&path).expect("a report");
    std::os::unix::fs::symlink(outside.path(), &path).expect("a link");
    live.wait_for(PATH);
    assert_eq!(live.get("/2022/jiaoyu/").text(), good);
}

#[test]
fn a_report_that_is_taken_back_is_gone_and_no_last_good_page_stands_in_for_it() {
    let live = Live::new(&three(2022));
    assert_eq!(live.get("/2022/jiaoyu/").status, 200);
    let returned = zeros("jiaoyu", 2022).replacen("---\n", "---\nstatus: returned\n", 1);
    live.save(PATH, returned.as_bytes());
    for path in ["/2022/jiaoyu/", "/2022/jiaoyu/report.json", "/agencies/jiaoyu/"] {
        assert_eq!(live.get(path).status, 404, "{path}");
    }
    live.save(PATH, zeros("jiaoyu", 2022).as_bytes());
    assert_eq!(live.get("/2022/jiaoyu/").status, 200);
    let broken = returned.replacen("tables:", "tables: [", 1);
    live.save(PATH, broken.as_bytes());
    assert_eq!(live.get("/2022/jiaoyu/").status, 404, "what cannot be read may say that it is withheld");
}
