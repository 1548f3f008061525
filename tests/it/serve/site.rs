//! Raw requests against the whole preview: whatever is asked for, only what the portal publishes is answered, as what it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use gongkai::serve::watch::Means;

use super::live::{Events, Live, Reply, put};
use crate::site::{Site, zeros};

/// Stands in every file that is not published.
const MARKER: &str = "NOT-FOR-READERS";

/// What is in the folder of a site, and beside it, and never published.
const HIDDEN: [&str; 12] = [
    ".git/config",
    ".git/HEAD",
    ".env",
    "id_rsa",
    "keys/signing.key",
    "public/index.html",
    "public/.gongkai-manifest.json",
    "content/2022/.jiaoyu.md.swp",
    "content/2022/~$jiaoyu.docx",
    "content/2022/jiaoyu.md~",
    "content/notes.txt",
    "themes/default/notes.md",
];

/// A site in the folder `site` of another, in which `secret.md` lies. Its sources carry the marker where nobody reads it.
struct Kept {
    live: Live,
    around: tempfile::TempDir,
}

fn kept(base: &str) -> Kept {
    let around = tempfile::tempdir().expect("a folder");
    let root = around.path().join("site");
    put(around.path(), "secret.md", format!("# {MARKER}\n").as_bytes());
    put(around.path(), "site-other/index.html", MARKER.as_bytes());
    let toml = format!("# {MARKER}\ntitle = \"样例\"\nbase_url = \"https://www.example.gov.cn{base}\"\n");
    put(&root, "site.toml", toml.as_bytes());
    let register = format!("# {MARKER}\n- {{ slug: jiaoyu, name: 样例县教育局 }}\n");
    put(&root, "content/agencies.yaml", register.as_bytes());
    let report = zeros("jiaoyu", 2022).replacen("---\n", &format!("---\n# {MARKER}\n"), 1);
    put(&root, "content/2022/jiaoyu.md", report.as_bytes());
    put(&root, "content/2022/jiaoyu/附件 1.pdf", b"%PDF-1.4\n");
    let template = format!("{{# {MARKER} #}}<p>{{{{ frame.title }}}}</p>");
    put(&root, "themes/default/templates/404.html", template.as_bytes());
    for path in HIDDEN {
        put(&root, path, MARKER.as_bytes());
    }
    Kept { live: Live::of(&root), around }
}

/// That an answer gives nothing away: neither what a file says nor another host to go to.
fn keeps_to_itself(target: &str, reply: &Reply) {
    assert!(!reply.text().contains(MARKER), "{target}: {}", reply.text());
    if let Some(location) = reply.header("Location") {
        let second = location.chars().nth(1);
        assert!(location.starts_with('/') && !matches!(second, Some('/' | '\\')), "{target}: {location}");
    }
}

#[test]
fn no_spelling_of_a_path_leads_out_of_the_portal() {
    // What stands for "one folder up" to some program, and for the slash behind it.
    let ups = [
        "..",
        "%2e%2e",
        ".%2e",
        "%2E.",
        "%252e%252e",
        "....",
        "..;",
        "%c0%ae%c0%ae",
        "%uff0e%uff0e",
        "..%00",
        ".. ",
        "..%20",
        ".",
        "%2e",
    ];
    let slashes =
        ["/", "//", "%2f", "%2F", "%252f", "\\", "%5c", "%255c", "%c0%af", "/./", "/.//", "%e2%88%95"];
    let files = ["secret.md", "site.toml", "site/site.toml", ".git/config", "etc/passwd"];
    for base in ["/", "/xx/gk/"] {
        let Kept { live, .. } = &kept(base);
        let home = live.get(base);
        assert_eq!(home.status, 200);
        let mut asked = 0;
        for folder in ["", "2022/jiaoyu", "assets"] {
            for up in ups {
                for slash in slashes {
                    // A space ends the target: what follows makes it no request at all.
                    for file in files {
                        let target = format!("{base}{folder}{slash}{up}{slash}{up}{slash}{file}");
                        let reply = live.get(&target);
                        assert!(matches!(reply.status, 400 | 404), "{target}: {}", reply.status);
                        keeps_to_itself(&target, &reply);
                        asked += 1;
                    }
                }
            }
        }
        assert!(asked > 2000, "{asked}");
    }
}

#[test]
fn what_some_systems_take_for_the_name_of_a_file_is_the_name_of_none() {
    let Kept { live, .. } = kept("/");
    let root = live.get("/").status;
    assert_eq!(root, 200);
    let odd = [
        "//etc/passwd",
        "///etc/passwd",
        "/C:/Windows/win.ini",
        "/C%3A%5CWindows%5Cwin.ini",
        "/%5C%5Chost%5Cshare",
        "/a/..;/site.toml",
        "/site.toml",
        "/SITE.TOML",
        "/SITE~1.TOM",
        "/content/2022/jiaoyu.md::$DATA",
        "/content/2022/JIAOYU~1.MD",
        "/2022/jiaoyu/index.html::$DATA",
        "/2022/jiaoyu/index.html:alternate",
        "/2022/jiaoyu/index.html.",
        "/2022/jiaoyu/index.html%20",
        "/2022/jiaoyu/index.html%00",
        "/2022/jiaoyu/index.html%00.pdf",
        "/2022/jiaoyu/index.html/",
        "/2022/jiaoyu/INDEX.HTML",
        "/2022/jiaoyu./",
        "/2022/jiaoyu%20/",
        "/2022/JIAOYU/",
        "/2022//jiaoyu/",
        "/2022/jiaoyu//",
        "/./2022/jiaoyu/",
        "/2022/./jiaoyu/",
        "/2022/jiaoyu/.",
        "/2022/jiaoyu/..",
        "/2022/shuiwu/../jiaoyu/",
        "/CON",
        "/nul.html",
        "/..",
        "/.",
        "/%",
        "/%zz",
        "/%ff",
        "/~root/",
        "/proc/self/environ",
        "/%2Fetc%2Fpasswd",
        "/file:///etc/passwd",
        "/_gongkai/../site.toml",
        "/_gongkai/%2e%2e/site.toml",
        "/_gongkai/client/client.js",
        "/_gongkai/shell.html",
        "/_gongkai//client.js",
        "/_gongkai",
        "*",
        "site.toml",
        "../site.toml",
        "http://localhost/site.toml",
        "http://evil.example/",
        "file:///etc/passwd",
        "/#/../site.toml",
        "/../#",
    ];
    for target in odd {
        let reply = live.get(target);
        assert!(matches!(reply.status, 400 | 404), "{target}: {}", reply.status);
        keeps_to_itself(target, &reply);
    }
    // What follows the question mark names nothing at all.
    for target in ["/?../", "/?../../secret.md", "/?file=../secret.md", "/?%2e%2e%2fsecret.md"] {
        let reply = live.get(target);
        assert_eq!((reply.status, reply.body), (200, live.get("/").body), "{target}");
    }
}

#[test]
fn sources_settings_keys_and_what_editors_leave_are_not_there() {
    let Kept { live, around } = kept("/");
    let sources = [
        "site.toml",
        "content",
        "content/",
        "content/agencies.yaml",
        "content/2022/jiaoyu.md",
        "content/2022/jiaoyu/",
        "themes/default/templates/404.html",
        "forms/",
        "2022/jiaoyu.md",
        ".git/",
        "public/",
        "manifest.json",
        ".gongkai/",
        "",
    ];
    for path in sources.iter().chain(&HIDDEN).filter(|path| !path.is_empty()) {
        for target in [format!("/{path}"), format!("/{}", path.replace('~', "%7E").replace('$', "%24"))] {
            let reply = live.get(&target);
            assert_eq!(reply.status, 404, "{target}");
            keeps_to_itself(&target, &reply);
        }
    }
    // The marker is in the files themselves, or nothing of this would be worth anything.
    let folder = around.path().join("site");
    for path in ["site.toml", "content/2022/jiaoyu.md", "content/agencies.yaml"] {
        let source = fs::read_to_string(folder.join(path)).expect("a source");
        assert!(source.contains(MARKER), "{path}");
    }
    let page = live.get("/2022/jiaoyu/");
    assert_eq!(page.status, 200);
    keeps_to_itself("/2022/jiaoyu/", &page);
}

#[test]
fn an_address_without_its_slash_moves_on_this_host_and_keeps_its_query() {
    for base in ["/", "/xx/gk/"] {
        let Kept { live, .. } = &kept(base);
        for (target, location) in [
            ("2022/jiaoyu", "2022/jiaoyu/"),
            ("2022/jiaoyu?a=1&b=%2F..%2F", "2022/jiaoyu/?a=1&b=%2F..%2F"),
            ("2022/jiaoyu?//evil.example/", "2022/jiaoyu/?//evil.example/"),
            ("2022?", "2022/?"),
            ("%32022/jiaoyu", "2022/jiaoyu/"),
        ] {
            let reply = live.get(&format!("{base}{target}"));
            let wanted = format!("{base}{location}");
            assert_eq!((reply.status, reply.header("Location")), (301, Some(&*wanted)), "{target}");
            assert_eq!(live.get(&wanted).status, 200, "{wanted}");
        }
        for target in [
            "//evil.example/..",
            "//evil.example",
            "//evil.example/2022/jiaoyu",
            "/%2Fevil.example/2022/jiaoyu",
            "/\\evil.example/2022/jiaoyu",
            "/%5Cevil.example",
            "/2022/jiaoyu%0D%0ALocation:%20http://evil.example/",
            "/2022/jiaoyu/..//evil.example",
            "///2022/jiaoyu",
            "//2022/jiaoyu",
            "//xx/gk",
            "//xx/gk/2022/jiaoyu",
        ] {
            let reply = live.get(target);
            assert!(matches!(reply.status, 400 | 404), "{target}: {}", reply.status);
            assert_eq!(reply.header("Location"), None, "{target}");
        }
    }
}

#[test]
fn what_is_not_there_has_status_404_the_look_of_the_portal_and_no_word_of_the_address() {
    let live = Live::new(&three());
    let themed = live.get("/404.html").text();
    let heading = themed.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next()).expect("a heading");
    for target in [
        "/nowhere",
        "/nowhere/",
        "/2022/nobody/",
        "/2022/jiaoyu/report.xyz",
        "/<script>x</script>",
        "/%3Cscript%3Ex%3C/script%3E",
        "/2022/\"onload=\"x/",
        "/2022/%22%20onload=%22x/",
        "/'%3E%3Cscript%3Ex",
        "/nowhere?<script>x</script>",
    ] {
        let reply = live.get(target);
        assert_eq!(reply.status, 404, "{target}");
        let text = reply.text();
        assert!(text.contains(heading) && text.contains("<link rel=\"stylesheet\""), "{target}: {text}");
        assert!(
            !text.contains("<script>x") && !text.contains("\"onload") && !text.contains("'><"),
            "{target}: {text}"
        );
        assert_eq!(reply.header("Content-Type"), Some("text/html; charset=utf-8"), "{target}");
        assert_eq!(
            reply.header("ETag").is_some(),
            live.get("/404.html").header("ETag").is_some(),
            "{target}"
        );
    }
}

/// Three agencies with a report each, in a portal that has an address.
fn three() -> Site {
    let mut site = Site::new();
    site.set("site.toml", "title = \"样例\"\nbase_url = \"https://www.example.gov.cn/\"\nstatus = true\n");
    for agency in ["haicheng", "jiaoyu", "shuiwu"] {
        site.set(&format!("content/2022/{agency}.md"), &zeros(agency, 2022));
    }
    site
}

#[test]
fn head_has_the_headers_of_get_and_no_body() {
    let live = Live::new(&three());
    let targets = [
        ("/", 200),
        ("/2022/jiaoyu/", 200),
        ("/2022/jiaoyu", 301),
        ("/2022/jiaoyu/report.json", 200),
        ("/2022/jiaoyu/report.csv", 200),
        ("/2022/jiaoyu/report.xlsx", 200),
        ("/feed.xml", 200),
        ("/status/", 200),
        ("/nowhere", 404),
        ("/_gongkai/", 200),
        ("/_gongkai/client.js", 200),
        ("/_gongkai/client.css", 200),
        ("/_gongkai/nothing", 404),
    ];
    for (target, status) in targets {
        let get = live.get(target);
        let head = live.ask(&format!("HEAD {target} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assert_eq!((get.status, &get.head), (status, &head.head), "{target}");
        assert!(head.body.is_empty() && !get.body.is_empty(), "{target}");
        assert_eq!(get.header("Content-Length"), Some(&*get.body.len().to_string()), "{target}");
    }
    let head = live.ask("HEAD /_gongkai/events?page=index.html HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert_eq!((head.status, head.header("Content-Type")), (200, Some("text/event-stream; charset=utf-8")));
    assert!(head.body.is_empty());
}

/// The bytes of attachments, by their names.
fn attachments() -> BTreeMap<&'static str, (&'static str, Option<&'static str>)> {
    let download = Some("application/octet-stream");
    BTreeMap::from([
        ("附件 1.pdf", ("/%E9%99%84%E4%BB%B6%201.pdf", Some("application/pdf"))),
        ("a+b.csv", ("/a+b.csv", Some("text/csv; charset=utf-8"))),
        ("100%.txt", ("/100%25.txt", Some("text/plain; charset=utf-8"))),
        ("a%20b.png", ("/a%2520b.png", Some("image/png"))),
        (
            "表&'(1)#.xlsx",
            (
                "/%E8%A1%A8&'(1)%23.xlsx",
                Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ),
        ),
        ("表.et", ("/%E8%A1%A8.et", download)),
    ])
}

#[test]
fn an_attachment_is_found_by_its_name_however_the_name_is_written() {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), &three());
    for name in attachments().keys() {
        put(dir.path(), &format!("content/2022/jiaoyu/{name}"), name.as_bytes());
    }
    let live = Live::of(dir.path());
    let page = live.get("/2022/jiaoyu/").text();
    for (name, (encoded, kind)) in attachments() {
        // The page's own link, the encoded form and, where no sign of it means something else, the characters themselves.
        let href = page.split("href=\"").filter_map(|rest| rest.split('"').next());
        let meant = encoded.trim_start_matches('/').to_ascii_lowercase();
        let linked = |href: &&str| {
            let plain =
                href.replace("&amp;", "&").replace("&#39;", "'").replace("%27", "'").replace("%26", "&");
            let plain = plain.replace("%2B", "+").replace("%28", "(").replace("%29", ")");
            plain.to_ascii_lowercase() == meant
        };
        let link = href.into_iter().find(linked).unwrap_or_else(|| panic!("{name} in {page}"));
        let mut targets = vec![encoded.to_owned(), format!("/{}", link.replace("&amp;", "&"))];
        if !name.contains(['%', '#', ' ']) {
            targets.push(format!("/{name}"));
        }
        targets.push(encoded.replace("%E9", "%e9").replace("%E8", "%e8"));
        for target in targets {
            let reply = live.get(&format!("/2022/jiaoyu{target}"));
            assert_eq!((reply.status, reply.body.as_slice()), (200, name.as_bytes()), "{target}");
            assert_eq!(reply.header("Content-Type"), kind, "{target}");
            let unknown = kind == Some("application/octet-stream");
            let disposition = reply.header("Content-Disposition").unwrap_or_default();
            assert_eq!(disposition.starts_with("attachment"), unknown, "{target}: {disposition}");
        }
    }
    // A plus is a plus, a name that was encoded twice is another name, and a decomposed one is, too.
    for target in
        ["/a b.csv", "/a%20b.csv", "/a%20b.png", "/100%.txt", "/%25E9%2599%2584%25E4%25BB%25B6%201.pdf"]
    {
        let status = live.get(&format!("/2022/jiaoyu{target}")).status;
        assert!(matches!(status, 400 | 404), "{target}: {status}");
    }
}

/// Writes a site below a folder.
fn write(root: &Path, site: &Site) {
    for (path, entry) in &site.snapshot.files {
        let gongkai::build::Entry::Text { bytes, .. } = entry else { panic!("{path}") };
        put(root, path, bytes);
    }
}

#[test]
fn every_kind_of_file_is_told_as_what_it_is() {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), &three());
    for name in ["a.pdf", "a.zip", "a.docx", "a.ofd"] {
        put(dir.path(), &format!("content/2022/jiaoyu/{name}"), b"x");
    }
    for name in ["a.woff2", "a.bin", "licence", "a.avif"] {
        put(dir.path(), &format!("themes/default/assets/{name}"), b"x");
    }
    let live = Live::of(dir.path());
    let snapshot = gongkai::disk::read(dir.path()).expect("a site");
    let outcome = gongkai::build::Engine::default().run(&snapshot, gongkai::build::Goal::Build);
    let kinds = BTreeMap::from([
        ("html", "text/html; charset=utf-8"),
        ("json", "application/json; charset=utf-8"),
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("svg", "image/svg+xml; charset=utf-8"),
        ("css", "text/css; charset=utf-8"),
        ("js", "text/javascript; charset=utf-8"),
        ("xml", "application/xml; charset=utf-8"),
        ("txt", "text/plain; charset=utf-8"),
        ("pdf", "application/pdf"),
        ("zip", "application/zip"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("ofd", "application/ofd"),
        ("woff2", "font/woff2"),
        ("avif", "image/avif"),
        ("parquet", "application/vnd.apache.parquet"),
        ("geojson", "application/geo+json; charset=utf-8"),
    ]);
    let mut seen = BTreeMap::new();
    for route in outcome.outputs.keys() {
        let name = route.as_str().rsplit('/').next().expect("a name");
        let end = name.rsplit_once('.').map_or("", |(_, end)| end);
        let feed = name == "feed.xml";
        let reply = live.get(&route.below("/"));
        assert_eq!(reply.status, 200, "{route}");
        let wanted = match kinds.get(end) {
            _ if feed => "application/atom+xml; charset=utf-8",
            Some(kind) => kind,
            None => "application/octet-stream",
        };
        assert_eq!(reply.header("Content-Type"), Some(wanted), "{route}");
        let downloaded = reply.header("Content-Disposition").is_some_and(|how| how.starts_with("attachment"));
        assert_eq!(downloaded, wanted == "application/octet-stream", "{route}");
        assert_eq!(reply.header("X-Content-Type-Options"), Some("nosniff"), "{route}");
        assert_eq!(reply.header("Cache-Control"), Some("no-store"), "{route}");
        assert_eq!(reply.header("Access-Control-Allow-Origin"), None, "{route}");
        seen.insert(if feed { "feed" } else { end }.to_owned(), route.clone());
    }
    for kind in
        ["html", "json", "csv", "xlsx", "svg", "css", "js", "xml", "txt", "feed", "pdf", "woff2", "bin"]
    {
        assert!(seen.contains_key(kind), "none of {kind}: {seen:?}");
    }
}

/// Bytes that differ from place to place.
fn pattern(size: u32) -> Vec<u8> {
    (0..size).flat_map(u32::to_le_bytes).collect()
}

#[test]
fn a_large_attachment_is_sent_whole_and_in_parts() {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), &three());
    let bytes = pattern(5_000_003);
    put(dir.path(), "content/2022/jiaoyu/附件.pdf", &bytes);
    let live = Live::of(dir.path());
    let path = "/2022/jiaoyu/%E9%99%84%E4%BB%B6.pdf";
    let whole = live.get(path);
    assert!(whole.status == 200 && whole.body == bytes);
    let size = bytes.len();
    let part =
        |range: &str| live.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nRange: {range}\r\n\r\n"));
    for (range, from, to) in [
        ("bytes=0-0".to_owned(), 0, 1),
        ("bytes=65535-65536".to_owned(), 65535, 65537),
        ("bytes=9999999-12345678".to_owned(), 9_999_999, 12_345_679),
        (format!("bytes={}-", size - 3), size - 3, size),
        ("bytes=-70000".to_owned(), size - 70_000, size),
        (format!("bytes=5-{}", size * 2), 5, size),
    ] {
        let reply = part(&range);
        assert_eq!(reply.status, 206, "{range}");
        assert!(reply.body == bytes[from..to], "{range}: {} bytes", reply.body.len());
        let told = format!("bytes {from}-{}/{size}", to - 1);
        assert_eq!(reply.header("Content-Range"), Some(&*told), "{range}");
    }
    let beyond = part(&format!("bytes={size}-"));
    assert_eq!((beyond.status, beyond.header("Content-Range")), (416, Some(&*format!("bytes */{size}"))));
}

#[cfg(unix)]
#[test]
fn what_has_become_a_link_out_of_the_site_is_not_there() {
    use std::os::unix::fs::symlink;

    let dir = tempfile::tempdir().expect("a folder");
    let root = dir.path().join("site");
    put(dir.path(), "secret.pdf", MARKER.as_bytes());
    put(dir.path(), "folder/附件.pdf", MARKER.as_bytes());
    write(&root, &three());
    for agency in ["jiaoyu", "shuiwu", "haicheng"] {
        put(&root, &format!("content/2022/{agency}/附件.pdf"), b"open to all");
    }
    // Nobody looks at the files meanwhile: what is asked for is judged when it is asked for.
    let live = Live::watching(&root, Means::Polling(Duration::from_hours(24)));
    let get = |agency: &str| live.get(&format!("/2022/{agency}/%E9%99%84%E4%BB%B6.pdf"));
    for agency in ["jiaoyu", "shuiwu", "haicheng"] {
        assert_eq!((get(agency).status, get(agency).text()), (200, "open to all".to_owned()), "{agency}");
    }
    let of = |agency: &str| root.join(format!("content/2022/{agency}"));
    fs::remove_file(of("jiaoyu").join("附件.pdf")).expect("a file");
    symlink(dir.path().join("secret.pdf"), of("jiaoyu").join("附件.pdf")).expect("a link");
    fs::remove_dir_all(of("shuiwu")).expect("a folder");
    symlink(dir.path().join("folder"), of("shuiwu")).expect("a link");
    fs::remove_file(of("haicheng").join("附件.pdf")).expect("a file");
    fs::create_dir(of("haicheng").join("附件.pdf")).expect("a folder");
    for agency in ["jiaoyu", "shuiwu", "haicheng"] {
        let reply = get(agency);
        assert_eq!(reply.status, 404, "{agency}");
        keeps_to_itself(agency, &reply);
    }
}

/// The findings that a page is told next, whether or not it is to be loaded anew before.
fn findings(events: &mut Events) -> serde_json::Value {
    loop {
        let (name, data) = events.next();
        if name == "findings" {
            return data;
        }
        assert_eq!(name, "reload", "{data}");
    }
}

/// What a file may say that would be something else to a browser or a terminal.
const HOSTILE: &str = "<img src=x onerror=alert(1)></script><!--\u{7f}\u{202e}\"'&";

#[test]
fn what_a_file_says_stays_text_in_events_and_on_the_pages_of_the_preview() {
    let live = Live::new(&three());
    let path = "content/2022/jiaoyu.md";
    let long = "长".repeat(350_000);
    let texts = [
        ("values", format!("---\nagency: jiaoyu\nyear: '{}'\n---\n", HOSTILE.replace('\'', "''"))),
        ("keys", format!("---\nagency: jiaoyu\n\"{}\": 1\n---\n", HOSTILE.replace('"', "\\\""))),
        ("agency", format!("---\nagency: \"{}\"\n---\n", HOSTILE.replace('"', "\\\""))),
        ("escapes", "---\nagency: \"\\e[31m\\e]0;x\\a\"\nyear: \"\\e[2J\"\n---\n".to_owned()),
        ("raw escapes", "---\nagency: \u{1b}[31m\n---\n".to_owned()),
        ("a megabyte", format!("---\nagency: {long}\n---\n")),
        ("a megabyte of a key", format!("---\n{long}: 1\n---\n")),
        ("lines", "---\nagency: \"a\\nevent: reload\\ndata: {}\\n\\n\"\n---\n".to_owned()),
    ];
    for (what, text) in texts {
        let mut events = live.listen("/2022/jiaoyu/");
        events.findings();
        live.save(path, text.as_bytes());
        let told = findings(&mut events);
        let here = told["here"].as_array().expect("findings");
        assert!(here.iter().any(|one| one["path"] == path && one["level"] == "error"), "{what}: {told}");
        assert!(told.to_string().len() < 200_000, "{what}: {} bytes", told.to_string().len());
        let list = live.get("/_gongkai/");
        assert_eq!(list.status, 200);
        assert!(list.text().contains("jiaoyu.md"), "{what}");
        assert!(
            !list.text().contains("<img") && !list.text().contains("onerror=alert(1)></script>"),
            "{what}"
        );
        assert!(!list.text().contains('\u{1b}'), "{what}");
        live.save(path, zeros("jiaoyu", 2022).as_bytes());
        let mended = findings(&mut events);
        assert_eq!(mended["summary"]["errors"], 0, "{what}: {mended}");
    }
}

#[cfg(unix)]
#[test]
fn a_path_with_quotation_marks_and_tags_is_text_too() {
    let live = Live::new(&three());
    let name = "content/2022/a\"b'<img src=x onerror=x>\\.md";
    put(live.root(), name, zeros("jiaoyu", 2022).as_bytes());
    let mut events = live.listen("/_gongkai/");
    let told = loop {
        let told = events.findings();
        if told["here"].as_array().is_some_and(|here| here.iter().any(|one| one["path"] == name)) {
            break told;
        }
    };
    let one = told["here"].as_array().expect("findings").iter().find(|one| one["path"] == name).expect("it");
    let open = one["open"].as_str().expect("a link");
    assert!(open.starts_with("vscode://file/") && !open.contains(['"', '\'', '<', '>', ' ', '\\']), "{open}");
    let list = live.get("/_gongkai/").text();
    assert!(list.contains("&lt;img src=x") && !list.contains("<img"), "{list}");
}

#[test]
fn a_site_that_never_could_be_read_says_why_as_text() {
    let mut site = three();
    for toml in [
        format!("title = {HOSTILE}\n"),
        format!("'{}' = 1\ntitle = \"a\"\n", HOSTILE.replace('\'', "")),
        format!("title = \"a\"\nlanguage = \"{}\"\n", HOSTILE.replace('"', "")),
        format!("title = [{}]\n", "<img src=x onerror=x>,".repeat(50_000)),
    ] {
        site.set("site.toml", &toml);
        let live = Live::new(&site);
        let told = live.listen("/").findings();
        let Some(error) =
            told["here"].as_array().and_then(|here| here.iter().find(|one| one["path"] == "site.toml"))
        else {
            panic!("{told}")
        };
        assert_eq!(error["level"], "error");
        for target in ["/", "/2022/jiaoyu/", "/<img src=x>"] {
            let reply = live.get(&target.replace(' ', "%20"));
            assert_eq!(reply.status, 500, "{toml:.60}");
            let text = reply.text();
            assert!(
                text.contains("site.toml") && !text.contains("<img") && !text.contains('\u{1b}'),
                "{text:.2000}"
            );
            assert!(text.len() < 100_000, "{} bytes", text.len());
        }
    }
}
