//! What every web server has to answer, as one table; where a server differs, the table of exceptions says how and why.

use gongkai::webserver::{ASKED, HEADERS, KEPT, Server};

use super::client::{Reply, ask};
use super::release::{AGENCY, BESIDE, KINDS, Release};
use crate::programs::nginx;

/// A request and what has to come of it.
struct Expected {
    /// Method and path below the portal.
    ask: String,
    /// A further line of the head of the request.
    with: &'static str,
    status: u16,
    /// Headers with their values; an empty one is not there.
    heads: Vec<(&'static str, String)>,
    body: Body,
}

/// What the body has to be.
enum Body {
    /// The bytes of this file.
    File(String),
    /// What becomes the bytes of this file when it is taken out of gzip.
    Gzip(String),
    /// The same of Brotli.
    Brotli(String),
    /// Ten bytes of this file from the second on.
    Part(String),
    /// Nothing.
    Nothing,
    /// Anything but what is not to be served.
    Any,
}

/// Where a server differs from the table.
struct Exception {
    server: Server,
    /// The beginning of what is asked.
    ask: &'static str,
    status: u16,
    heads: &'static [(&'static str, &'static str)],
    /// Why that is right, or cannot be helped.
    #[expect(dead_code, reason = "it is for those who read the table")]
    because: &'static str,
}

const EXCEPTIONS: [Exception; 4] = [
    Exception {
        server: Server::Caddy,
        ask: "GET /2022?",
        status: 308,
        heads: &[],
        because: "Caddy's permanent redirects to a folder have status 308, which browsers follow alike",
    },
    Exception {
        server: Server::Apache,
        ask: "GET /index.html.gz",
        status: 200,
        heads: &[("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")],
        because: "Apache tells kind and encoding by the ends of a name; the bytes are the same",
    },
    Exception {
        server: Server::Apache,
        ask: "GET /link.txt",
        status: 403,
        heads: &[],
        because: "Apache refuses a link before it knows of any page for errors",
    },
    Exception {
        server: Server::Caddy,
        ask: "GET /link.txt",
        status: 200,
        heads: &[],
        because: "Caddy follows every link; the handbook says so",
    },
];

/// Asks a server for everything in the table; gives how many answers were held to it.
pub(super) fn hold(server: Server, address: std::net::SocketAddr, release: &Release) -> usize {
    let table = table(release);
    for row in &table {
        let (method, target) = row.ask.split_once(' ').expect("a method and a path");
        // What stands before a `?` alone is asked for; the mark is for telling rows apart.
        let target = format!("{}{}", release.path.trim_end_matches('/'), target.trim_end_matches('?'));
        let reply = ask(
            address,
            method,
            &target,
            &[row.with].map(|line| if line.is_empty() { "X: x" } else { line }),
        );
        let exception = EXCEPTIONS.iter().find(|one| one.server == server && row.ask.starts_with(one.ask));
        let told = format!("{server:?}: {} {}: {} {:?}", row.ask, row.with, reply.status, head(&reply));
        assert_eq!(reply.status, exception.map_or(row.status, |one| one.status), "{told}");
        if row.ask.ends_with("/link.txt") {
            continue;
        }
        let other = |name: &str| exception.and_then(|one| one.heads.iter().find(|(other, _)| *other == name));
        for (name, value) in &row.heads {
            let value = other(name).map_or(value.as_str(), |(_, value)| value);
            let found = match *name {
                "Location" => reply.header(name).map(|found| here(server, address, found)),
                // Apache adds one of its own, which is empty, or knows of the method TRACE that the site around may allow.
                "Allow" => reply.all(name).first().map(|found| (*found).to_owned()),
                _ => reply.header(name).map(str::to_owned),
            };
            assert_eq!(found.unwrap_or_default(), value, "{name} of {told}");
        }
        for (name, value) in HEADERS {
            assert_eq!(reply.header(name), Some(value), "{name} of {told}");
        }
        assert!(reply.all("X-Site").len() <= 1, "{told}");
        assert!(reply.header("server").is_none_or(|name| !name.contains('/')), "{told}");
        body(&row.body, &reply.body, release, &told);
    }
    table.len()
}

fn body(wanted: &Body, found: &[u8], release: &Release, told: &str) {
    let file = |name: &str| release.files.get(name).unwrap_or_else(|| panic!("{name}")).as_slice();
    match wanted {
        Body::File(name) => assert!(found == file(name), "{told}"),
        Body::Gzip(name) => {
            let mut text = Vec::new();
            std::io::copy(&mut flate2::read::GzDecoder::new(found), &mut text).expect(told);
            assert!(text == file(name), "{told}");
        }
        Body::Brotli(name) => {
            let mut text = Vec::new();
            brotli::BrotliDecompress(&mut &*found, &mut text).expect(told);
            assert!(text == file(name), "{told}");
        }
        Body::Part(name) => assert!(Some(found) == file(name).get(1..11), "{told}"),
        Body::Nothing => assert_eq!(found, b"", "{told}"),
        Body::Any => {
            let text = String::from_utf8_lossy(found);
            assert!(!text.contains("not to be served") && !text.contains("Index of"), "{told}");
        }
    }
}

/// An address as a path, decoded. Apache gives the host with it: the one that was asked.
fn here(server: Server, address: std::net::SocketAddr, location: &str) -> String {
    let origin = format!("http://{address}");
    let path = if server == Server::Apache {
        location.strip_prefix(&origin).unwrap_or_else(|| panic!("{location}"))
    } else {
        location
    };
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = (*first == b'%').then(|| after.split_at_checked(2)).flatten();
        let byte = digits.and_then(|(digits, after)| {
            Some((u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?, after))
        });
        let (byte, after) = byte.unwrap_or((*first, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn head(reply: &Reply) -> Vec<(&'static str, Vec<&str>)> {
    let names = ["Content-Type", "Content-Encoding", "Cache-Control", "Location", "Vary"];
    names.map(|name| (name, reply.all(name))).to_vec()
}

/// The media types of files, written out: the table of the program is held to it.
fn media(end: &str) -> &'static str {
    match end {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "pdf" => "application/pdf",
        "ofd" => "application/ofd",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "wps" => "application/vnd.ms-works",
        "parquet" => "application/vnd.apache.parquet",
        "zip" => "application/zip",
        "gz" => "application/gzip",
        _ => "application/octet-stream",
    }
}

#[expect(clippy::too_many_lines, reason = "it is a table")]
fn table(release: &Release) -> Vec<Expected> {
    const GZIP: &str = "Accept-Encoding: gzip, deflate";
    const BOTH: &str = "Accept-Encoding: gzip, deflate, br, zstd";
    let text = |value: &str| value.to_owned();
    let row = |ask: &str, with, status, heads: &[(&'static str, &str)], body| {
        let heads = heads.iter().map(|(name, value)| (*name, text(value))).collect();
        Expected { ask: text(ask), with, status, heads, body }
    };
    let page = |ask: &str, file: &str| {
        let heads = [("Content-Type", media("html")), ("Cache-Control", ASKED), ("Content-Encoding", "")];
        row(ask, "", 200, &heads, Body::File(text(file)))
    };
    let missing = |ask: &str| {
        let heads = [("Content-Type", media("html")), ("Cache-Control", ASKED), ("Content-Encoding", "")];
        row(ask, "", 404, &heads, Body::File(text("404.html")))
    };
    let refused = |ask: &str| row(ask, "", 405, &[("Allow", "GET, HEAD")], Body::Any);
    let moved = |ask: &str, to: &str| {
        let to = format!("{}{to}", release.path);
        row(ask, "", 301, &[("Location", &to), ("Cache-Control", ASKED)], Body::Any)
    };
    let find = |end: &str| {
        let is_it = |path: &&String| path.starts_with("assets/") && path.ends_with(end);
        release.files.keys().find(is_it).expect(end).clone()
    };
    let report = format!("{BESIDE}/report.csv");
    let mut table = vec![
        page("GET /", "index.html"),
        page("GET /index.html", "index.html"),
        page("GET /2022/", "2022/index.html"),
        page("GET /en/2022/ziran/", "en/2022/ziran/index.html"),
        page("GET /2022/ziran/?a=b", "2022/ziran/index.html"),
        page("GET /404.html", "404.html"),
        row("HEAD /", "", 200, &[("Content-Type", media("html"))], Body::Nothing),
        // Compressed where the client knows how, and only there.
        row(
            "GET /",
            GZIP,
            200,
            &[
                ("Content-Type", media("html")),
                ("Content-Encoding", "gzip"),
                ("Vary", "Accept-Encoding"),
                ("Cache-Control", ASKED),
            ],
            Body::Gzip(text("index.html")),
        ),
        row("GET /", "", 200, &[("Vary", "Accept-Encoding")], Body::File(text("index.html"))),
        row(
            "GET /",
            "Accept-Encoding: gzip;q=0",
            200,
            &[("Content-Encoding", "")],
            Body::File(text("index.html")),
        ),
        row(
            &format!("GET /{report}"),
            GZIP,
            200,
            &[("Content-Type", media("csv")), ("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")],
            Body::Gzip(report.clone()),
        ),
        row("GET /nothing.csv", GZIP, 404, &[("Content-Encoding", "gzip")], Body::Gzip(text("404.html"))),
        row(
            &format!("GET /{BESIDE}/report.xlsx"),
            BOTH,
            200,
            &[("Content-Type", media("xlsx")), ("Content-Encoding", "")],
            Body::File(format!("{BESIDE}/report.xlsx")),
        ),
        // At their own addresses they are files like others: what is published can be fetched and compared.
        row(
            "GET /index.html.gz",
            "",
            200,
            &[("Content-Type", media("gz")), ("Content-Encoding", "")],
            Body::File(text("index.html.gz")),
        ),
        row(
            "GET /manifest.json",
            "",
            200,
            &[("Content-Type", media("json"))],
            Body::File(text("manifest.json")),
        ),
        row(
            &format!("GET /{report}"),
            "Range: bytes=1-10",
            206,
            &[("Content-Type", media("csv")), ("Content-Encoding", "")],
            Body::Part(report.clone()),
        ),
        // A folder is redirected to, on the same host; one without a page is none.
        moved("GET /2022?", "2022/"),
        missing("GET /assets/"),
        missing("GET /2022/ziran/%E5%9B%BE%E8%A1%A8/"),
        missing("GET /nothing"),
        missing("GET /nothing/"),
        missing("GET /assets/nothing.js"),
        missing("GET /2022/nothing/%E6%8A%A5%E5%91%8A.pdf"),
        missing("GET /2022/ziran/index.html/"),
        missing("GET /.gongkai-current/lock"),
        missing("GET /2022/.htaccess"),
        missing("GET /2022/%2ehtaccess"),
        missing("GET /assets/../.git/config"),
        missing("GET /link.txt"),
        // To be read only.
        refused("POST /"),
        refused("POST /nothing"),
        refused("PUT /2022/x.html"),
        refused("DELETE /index.html"),
        refused("OPTIONS /"),
        refused("PROPFIND /2022/"),
        // An agency that had another slug.
        moved("GET /agencies/guotu/", "agencies/ziran/"),
        moved("GET /agencies/guotu/feed.xml", "agencies/ziran/feed.xml"),
        moved("GET /2022/guotu/report.csv", "2022/ziran/report.csv"),
        moved("GET /compare/2022/guotu/", "compare/2022/ziran/"),
        moved("GET /en/agencies/guotu/", "en/agencies/ziran/"),
        moved("GET /en/2022/guotu/?a=b", "en/2022/ziran/?a=b"),
        moved("GET /en/compare/2022/guotu/index.html", "en/compare/2022/ziran/index.html"),
        moved("GET /2022/guotu/%E9%99%84%E4%BB%B6%201.pdf", "2022/ziran/附件 1.pdf"),
        missing("GET /pages/guotu/"),
        missing("GET /agencies/guotus/"),
        missing("GET /x/agencies/guotu/"),
        page(&format!("GET /agencies/{AGENCY}/"), &format!("agencies/{AGENCY}/index.html")),
        row(
            "GET /2022/ziran/%E5%9B%BE%E8%A1%A8/%E8%AF%B4%E6%98%8E",
            "",
            200,
            &[("Content-Type", media(""))],
            Body::File(format!("{BESIDE}/图表/说明")),
        ),
    ];
    for end in [".css", ".js", ".svg"] {
        let asset = find(end);
        let kind = media(end.trim_start_matches('.'));
        let heads = [("Content-Type", kind), ("Cache-Control", KEPT), ("Content-Encoding", "")];
        table.push(row(&format!("GET /{asset}"), "", 200, &heads, Body::File(asset.clone())));
        if release.files.contains_key(&format!("{asset}.gz")) {
            let heads = [("Content-Type", kind), ("Cache-Control", KEPT), ("Content-Encoding", "gzip")];
            table.push(row(&format!("GET /{asset}"), GZIP, 200, &heads, Body::Gzip(asset)));
        }
    }
    for kind in KINDS {
        let heads = [("Content-Type", media(kind)), ("Cache-Control", ASKED)];
        let file = format!("{BESIDE}/附件 1+{kind}.{kind}");
        table.push(row(
            &format!("GET /{BESIDE}/%E9%99%84%E4%BB%B6%201+{kind}.{kind}"),
            "",
            200,
            &heads,
            Body::File(file),
        ));
    }
    // A portal without an address has no feed.
    if release.files.contains_key("feed.xml") {
        let heads = [("Content-Type", media("xml"))];
        table.push(row("GET /feed.xml", "", 200, &heads, Body::File(text("feed.xml"))));
    }
    table.push(row(
        "GET /robots.txt",
        "",
        200,
        &[("Content-Type", media("txt"))],
        Body::File(text("robots.txt")),
    ));
    table
}

/// What a client that knows Brotli gets; nginx has it only where its module is installed.
pub(super) fn hold_brotli(server: Server, address: std::net::SocketAddr, release: &Release) {
    let reply =
        ask(address, "GET", &format!("{}2022/", release.path), &["Accept-Encoding: gzip, deflate, br"]);
    let told = format!("{server:?}: {:?}", head(&reply));
    let is_served = server != Server::Nginx || nginx::knows_brotli();
    let (encoding, wanted) = if is_served {
        ("br", Body::Brotli("2022/index.html".to_owned()))
    } else {
        ("gzip", Body::Gzip("2022/index.html".to_owned()))
    };
    assert_eq!(reply.header("Content-Encoding"), Some(encoding), "{told}");
    assert_eq!(reply.header("Content-Type"), Some(media("html")), "{told}");
    body(&wanted, &reply.body, release, &told);
}
