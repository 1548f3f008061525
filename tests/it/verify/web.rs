//! A web server: what it gives, what it withholds, and what it tries.

use std::fs;
use std::path::Path;
use std::time::Duration;

use gongkai::deploy::{Demand, Limits, Published, Question, Verdict, verify};
use gongkai::disk::{self, Origin, allow};
use gongkai::language::Language;
use gongkai::portal::Base;

use super::server::{Reply, Server, file};
use super::{UNFIT, manifest_of, published, put, run, sample};

/// Asks a server with little patience, where something waits for what never comes.
fn ask(server: &Server) -> Verdict {
    let limits = Limits {
        connect: Duration::from_secs(5),
        silence: Duration::from_secs(3),
        longest: Duration::from_secs(10),
        ..Limits::default()
    };
    let place = Published::Server(Base::try_from(server.url()).expect("an address"));
    let question = Question { place, manifest: None, demand: Demand::None, limits };
    verify(&question, &|_, _| ()).expect("a manifest")
}

/// Answers one path.
type Answer = fn() -> Reply;

/// The files that could not be fetched, with why.
fn unread(verdict: &Verdict) -> Vec<(&str, String)> {
    verdict.unread.iter().map(|(path, why)| (path.as_str(), Language::English.say(why))).collect()
}

/// A server of a folder that answers one path otherwise.
fn but(dir: &Path, odd: &'static str, reply: impl Fn() -> Reply + Send + Sync + 'static) -> Server {
    let dir = dir.join("public");
    Server::start(move |path| if path == odd { reply() } else { file(&dir, path) })
}

#[test]
fn a_portal_on_a_server_is_told_to_be_as_it_was_published() {
    let dir = published();
    let server = Server::of(&dir.path().join("public"));
    for address in
        [server.url(), format!("{}manifest.json", server.url()), format!("{}index.html", server.url())]
    {
        let ran = run(dir.path(), &[&address]);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
        let last = format!("✓ All 6 files are as manifest.json says: {}\n", server.url());
        assert!(ran.err.ends_with(&last), "{}", ran.err);
    }
    let once = server.asked();
    assert_eq!(once.len(), 3 * 7);
    // Chinese names are asked for as pages link to them.
    assert!(once.contains(
        &"/2022/haicheng/%E9%99%84%E4%BB%B6%201%EF%BC%88%E6%A0%B7%E8%A1%A8%EF%BC%89.pdf".to_owned()
    ));
    assert!(once.contains(&"/data/year=2022/figures.csv".to_owned()));
    assert!(server.most() <= 8, "{}", server.most());
}

#[test]
fn one_changed_byte_and_one_missing_file_are_found_from_afar() {
    let dir = published();
    let public = dir.path().join("public");
    fs::remove_file(public.join("2022/haicheng/附件 1（样表）.pdf")).expect("a file");
    put(&public, "index.html", "<p>样例市</p>\n");
    put(&public, "extra.php", "cannot be seen from here");
    let ran = run(dir.path(), &[&Server::of(&public).url()]);
    let expected = "\
- missing  2022/haicheng/附件 1（样表）.pdf
~ changed  index.html
";
    assert_eq!((ran.code, ran.out.as_str()), (1, expected));
}

#[test]
fn a_defaced_page_of_the_sample_portal_is_found() {
    let dir = tempfile::TempDir::new().expect("a folder");
    let public = dir.path().join("public");
    let output = disk::Output {
        dir: public.clone(),
        site: dir.path().to_owned(),
        home: None,
        origin: Origin::default(),
    };
    disk::publish(&output, &sample(), &allow).expect("the sample portal");
    let server = Server::of(&public);
    let ran = run(dir.path(), &[&server.url()]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let page = public.join("index.html");
    let text = fs::read_to_string(&page).expect("the page");
    fs::write(&page, text.replacen("</main>", "<h1>HACKED</h1></main>", 1)).expect("the page");
    let ran = run(dir.path(), &[&server.url()]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "~ changed  index.html\n"));
}

#[test]
fn a_body_without_end_is_only_too_long() {
    let dir = published();
    let server = but(dir.path(), "/empty.txt", || Reply::Endless);
    let verdict = ask(&server);
    assert_eq!(verdict.audit.changed, ["empty.txt"]);
    assert!(verdict.audit.missing.is_empty() && verdict.unread.is_empty());
    let server = but(dir.path(), "/manifest.json", || Reply::Endless);
    let ran = run(dir.path(), &[&server.url()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("it is too long"), "{}", ran.err);
}

#[test]
fn what_cannot_be_fetched_is_told_with_the_reason() {
    fn whole(status: u16, more: &str) -> Reply {
        Reply::Whole(status, more.to_owned(), b"x".to_vec())
    }
    let dir = published();
    let page = "/index.html";
    let cases: [(&str, Answer); 5] = [
        ("the server answers 503", || whole(503, "")),
        ("the server answers 403", || whole(403, "")),
        ("the server sends it compressed although it was asked not to", || {
            whole(200, "Content-Encoding: gzip\r\n")
        }),
        ("no answer in time", || Reply::Silence),
        ("the server sends in a circle", || whole(302, "Location: /index.html\r\n")),
    ];
    for (why, reply) in cases {
        let verdict = ask(&but(dir.path(), page, reply));
        assert_eq!(unread(&verdict), [("index.html", why.to_owned())]);
        assert!(verdict.audit.is_clean() && !verdict.is_clean(), "{:?}", verdict.audit);
        assert_eq!(verdict.checked, 5);
    }
    // In the words of the system: what is told is that it broke off, not that it was changed.
    for reply in [|| Reply::Nothing, || Reply::Half(b"<p>".to_vec())] {
        let verdict = ask(&but(dir.path(), page, reply));
        assert_eq!(verdict.unread.keys().collect::<Vec<_>>(), ["index.html"]);
        assert!(verdict.audit.is_clean(), "{:?}", verdict.audit);
    }
}

#[test]
fn what_cannot_be_fetched_is_no_difference_but_no_success_either() {
    let dir = published();
    let server = but(dir.path(), "/index.html", || Reply::Whole(500, String::new(), Vec::new()));
    let ran = run(dir.path(), &[&server.url()]);
    assert_eq!((ran.code, ran.out.as_str()), (2, "? not read  index.html: the server answers 500\n"));
    assert!(ran.err.contains("0 missing, 0 changed, 0 extra, 1 not read; 5 files compared"), "{}", ran.err);
    fs::remove_file(dir.path().join("public/empty.txt")).expect("a file");
    let ran = run(dir.path(), &[&server.url(), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let unreachable = serde_json::json!([{ "path": "index.html", "cause": "the server answers 500" }]);
    assert_eq!(
        (ran.code, &json["missing"], &json["unreachable"]),
        (1, &serde_json::json!(["empty.txt"]), &unreachable)
    );
}

#[test]
fn a_redirect_is_followed_on_the_same_server_only() {
    let dir = published();
    let public = dir.path().join("public");
    let moved = public.clone();
    let server = Server::start(move |path| match path {
        "/index.html" => Reply::Whole(301, "Location: /moved\r\n".to_owned(), Vec::new()),
        "/moved" => file(&moved, "/index.html"),
        path => file(&moved, path),
    });
    assert_eq!(run(dir.path(), &[&server.url()]).code, 0);
    // The same bytes on another server prove nothing about this one.
    let other = Server::of(&public);
    let away = format!("Location: {}index.html\r\n", other.url());
    let server = Server::start(move |path| match path {
        "/index.html" => Reply::Whole(302, away.clone(), Vec::new()),
        path => file(&public, path),
    });
    let verdict = ask(&server);
    let why = format!("the server sends elsewhere: {}index.html", other.url());
    assert_eq!(unread(&verdict), [("index.html", why)]);
    assert!(other.asked().is_empty());
}

#[test]
fn a_server_that_is_gone_is_not_asked_for_every_file() {
    let dir = published();
    let mut text = String::from("{\"version\": 1, \"generator\": \"gongkai 9\", \"files\": {");
    let files: Vec<String> = (0..2000)
        .map(|number| format!("\"{number}.html\": {{\"size\": 1, \"sha256\": \"{}\"}}", "0".repeat(64)))
        .collect();
    text.push_str(&files.join(","));
    text.push_str("}}");
    let server = Server::start(move |path| match path {
        "/manifest.json" => Reply::Whole(200, String::new(), text.clone().into_bytes()),
        _ => Reply::Whole(502, String::new(), Vec::new()),
    });
    let ran = run(dir.path(), &[&server.url()]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.out.lines().count(), 2000);
    assert!(ran.out.contains("not asked for: so many before could not be fetched"));
    // As many as may fail, and those that were under way.
    assert!(server.asked().len() <= 1 + 24 + 8, "{}", server.asked().len());
}

#[test]
fn a_server_without_a_manifest_or_with_a_strangers_is_told_as_such() {
    let dir = published();
    let empty = Server::start(|_| Reply::Whole(404, String::new(), Vec::new()));
    let ran = run(dir.path(), &[&empty.url()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with(&format!("error: {} has no manifest.json", empty.url())), "{}", ran.err);
    let gone = {
        let server = Server::of(dir.path());
        server.url()
    };
    let ran = run(dir.path(), &[&gone]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with(&format!("error: {gone} cannot be read: ")), "{}", ran.err);
    for path in UNFIT {
        let text = manifest_of(path, 0);
        let server = Server::start(move |_| Reply::Whole(200, String::new(), text.clone().into_bytes()));
        let ran = run(dir.path(), &[&server.url()]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{path:?}");
        assert_eq!(server.asked(), ["/manifest.json"], "{path:?}");
    }
    // A size without measure is waited for no longer than the server is silent, and held in no memory.
    let text = manifest_of("a", u64::MAX);
    let server = Server::start(move |path| match path {
        "/manifest.json" => Reply::Whole(200, String::new(), text.clone().into_bytes()),
        _ => Reply::Whole(200, String::new(), b"short".to_vec()),
    });
    assert_eq!(ask(&server).audit.changed, ["a"]);
    let text = manifest_of("a", u64::MAX);
    let server = Server::start(move |path| match path {
        "/manifest.json" => Reply::Whole(200, String::new(), text.clone().into_bytes()),
        _ => Reply::Endless,
    });
    assert_eq!(unread(&ask(&server)), [("a", "no answer in time".to_owned())]);
}

#[test]
fn a_kept_manifest_finds_a_server_whose_own_was_forged() {
    let dir = published();
    let public = dir.path().join("public");
    put(dir.path(), "kept.json", fs::read(public.join("manifest.json")).expect("the manifest"));
    put(&public, "index.html", "<p>改</p>");
    let text = fs::read_to_string(public.join("manifest.json")).expect("the manifest");
    let forged = text.replacen("\"files\": {", "\"files\": { \"new\": {\"size\": 0, \"sha256\": \"", 1);
    put(&public, "manifest.json", forged);
    let ran = run(dir.path(), &[&Server::of(&public).url(), "--manifest", "kept.json"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "~ changed  index.html\n~ changed  manifest.json\n"));
}
