//! What is a request, and what is not.

use std::fs;

use gongkai::serve::http::{Answer, Kind, Limits, Request, Status};
use proptest::prelude::*;

use super::wire::{INDEX, exchange, exchange_all, get, request, server, site};

/// One request after another: what it is, its bytes, and the status that it is to have.
fn all(cases: &[(&str, Vec<u8>, u16)]) {
    let server = site();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(what, bytes, status)| {
            let reply = exchange(server.address(), bytes).map(|reply| reply.status);
            (reply != Some(*status)).then(|| format!("{what}: {reply:?} and not {status}"))
        })
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(get(server.address(), "/", &[]).body, INDEX, "and the server lives");
}

/// A request with this path.
fn path(path: impl AsRef<[u8]>) -> Vec<u8> {
    [b"GET ", path.as_ref(), b" HTTP/1.1\r\nHost: localhost\r\n\r\n"].concat()
}

/// A request for `/` with these further headers, as bytes.
fn headers(headers: impl AsRef<[u8]>) -> Vec<u8> {
    [b"GET / HTTP/1.1\r\nHost: localhost\r\n", headers.as_ref(), b"\r\n"].concat()
}

#[test]
fn a_path_is_decoded_once_and_means_the_same_however_it_is_written() {
    all(&[
        ("the index", path("/"), 200),
        ("with a query", path("/?a=b/../c&%zz"), 200),
        ("raw UTF-8", path("/海城镇/"), 200),
        ("its encoded form", path("/%E6%B5%B7%E5%9F%8E%E9%95%87/"), 200),
        ("in small letters", path("/%e6%b5%b7%e5%9f%8e%e9%95%87/"), 200),
        ("a plus is a plus", path("/a+b.csv"), 200),
        ("also encoded", path("/a%2Bb.csv"), 200),
        ("a space is no plus", path("/a%20b.csv"), 404),
        ("letters encoded without need", path("/%64igits"), 200),
        ("encoded twice", path("/%2564igits"), 404),
        ("capitals", path("/DIGITS"), 404),
        ("nothing there", path("/none"), 404),
        ("a percent sign", path("/%"), 400),
        ("one digit", path("/%2"), 400),
        ("no digits", path("/%zz"), 400),
        ("a sign for a digit", path("/%+2"), 400),
        ("a digit beyond ASCII", path("/%2２"), 400),
        ("no UTF-8", path("/%ff"), 404),
        ("no UTF-8, raw", path(b"/\xff"), 404),
        ("half a character", path("/%E6%B5"), 404),
        ("NUL", path("/%00"), 404),
        ("a line feed", path("/%0a"), 404),
        ("a C1 control", path("/%C2%85"), 404),
    ]);
}

#[test]
fn a_path_that_can_lead_nowhere_is_none() {
    let server = server(Limits::default(), |request: &Request| {
        Answer::bytes(Kind::TEXT, request.path.clone().unwrap_or_else(|| "none".to_owned()).into_bytes())
    });
    for (target, path) in [
        ("/", "/"),
        ("/a/b", "/a/b"),
        ("/a/", "/a/"),
        ("/.a/..b", "/.a/..b"),
        ("/a%20b", "/a b"),
        ("/a%3Fb%23", "/a?b#"),
        ("/a%252Fb", "/a%2Fb"),
        ("/e%CC%81", "/e\u{301}"),
        ("/..", "none"),
        ("/%2E./a", "none"),
        ("/a/.", "none"),
        ("/./a", "none"),
        ("//", "none"),
        ("//a", "none"),
        ("/a//", "none"),
        ("/a%2Fb", "none"),
        ("/a%5Cb", "none"),
        ("/a\\b", "none"),
        ("/a::$DATA", "none"),
        ("/c%3A/a", "none"),
        ("/a.", "none"),
        ("/a%20", "none"),
        ("/a%00", "none"),
        ("/a%7F", "none"),
        ("/%C0%AE", "none"),
    ] {
        let reply = get(server.address(), target, &[]);
        assert_eq!(String::from_utf8(reply.body).as_deref(), Ok(path), "{target}");
    }
}

#[test]
fn a_query_is_decoded_when_it_is_asked_for() {
    let server = site();
    for (target, body) in [
        ("/query?q=%E6%B5%B7+b", "海 b"),
        ("/query?p=1&q=a%26b&q=c", "a&b"),
        ("/query?q=", ""),
        ("/query?q", ""),
        ("/query?q=%zz", ""),
        ("/query?%zz=1&r=2", ""),
        ("/query", ""),
    ] {
        let reply = get(server.address(), target, &[]);
        assert_eq!((reply.status, reply.body.as_slice()), (200, body.as_bytes()), "{target}");
    }
}

#[test]
fn methods_are_answered_refused_or_unknown() {
    let server = site();
    for method in ["OPTIONS", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH"] {
        let reply = exchange(server.address(), &request(method, "/", &[])).expect("an answer");
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    assert_eq!(get(server.address(), "/", &[]).header("allow"), None);
    all(&[
        ("OPTIONS of all", request("OPTIONS", "*", &[]), 405),
        ("CONNECT as it is written", request("CONNECT", "localhost:80", &[]), 405),
        (
            "POST with a body",
            b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na=b".to_vec(),
            405,
        ),
        ("unknown", request("BREW", "/", &[]), 501),
        ("in small letters", request("get", "/", &[]), 501),
        ("no token", request("G@T", "/", &[]), 400),
        ("none", request("", "/", &[]), 400),
    ]);
}

#[test]
fn a_first_line_has_three_words_of_this_protocol() {
    let raw = |text: &str| text.as_bytes().to_vec();
    let host = "Host: localhost\r\n\r\n";
    all(&[
        ("1.0", raw(&format!("GET / HTTP/1.0\r\n{host}")), 200),
        ("empty lines before", raw(&format!("\r\n\r\nGET / HTTP/1.1\r\n{host}")), 200),
        ("two words", raw(&format!("GET /\r\n{host}")), 400),
        ("0.9", raw("GET /\r\n"), 400),
        ("0.9 with a line feed alone", raw("GET /\n"), 400),
        ("four words", raw(&format!("GET / / HTTP/1.1\r\n{host}")), 400),
        ("two spaces", raw(&format!("GET  / HTTP/1.1\r\n{host}")), 400),
        ("a tab", raw(&format!("GET\t/ HTTP/1.1\r\n{host}")), 400),
        ("1.2", raw(&format!("GET / HTTP/1.2\r\n{host}")), 505),
        ("HTTP/2 from the start", raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505),
        ("version in small letters", raw(&format!("GET / http/1.1\r\n{host}")), 400),
        ("another protocol", raw("SSH-2.0-OpenSSH_9.9\r\n"), 400),
        ("a client that encrypts", b"\x16\x03\x01\x02\x00\x01\x00".to_vec(), 400),
        ("absolute form", raw(&format!("GET http://localhost/ HTTP/1.1\r\n{host}")), 400),
        ("absolute form of another host", raw(&format!("GET http://evil.example/ HTTP/1.1\r\n{host}")), 400),
        ("asterisk form", raw(&format!("GET * HTTP/1.1\r\n{host}")), 400),
        ("a path without a slash", raw(&format!("GET index HTTP/1.1\r\n{host}")), 400),
        ("a fragment", raw(&format!("GET /#top HTTP/1.1\r\n{host}")), 400),
    ]);
}

#[test]
fn headers_are_written_in_one_way_only() {
    all(&[
        ("any headers", headers("Accept: */*\r\nX-Empty:\r\nX-Wide: \t a \r\n"), 200),
        ("UTF-8 in a value", headers("X-Name: 海城镇\r\n"), 200),
        ("no colon", headers("Accept\r\n"), 400),
        ("no name", headers(": a\r\n"), 400),
        ("a space before the colon", headers("Accept : a\r\n"), 400),
        ("a folded line", headers("Accept: a\r\n b\r\n"), 400),
        ("a folded line at the start", b"GET / HTTP/1.1\r\n Host: localhost\r\n\r\n".to_vec(), 400),
        ("a line feed alone", headers("Accept: a\nX: b\r\n"), 400),
        ("a line feed at the end of a head", b"GET / HTTP/1.1\r\nHost: localhost\n\n".to_vec(), 400),
        ("a carriage return alone", headers("Accept: a\rX: b\r\n"), 400),
        ("NUL", headers("Accept: a\0b\r\n"), 400),
        ("DEL", headers("Accept: a\x7fb\r\n"), 400),
    ]);
}

#[test]
fn a_request_has_limits_and_is_told_so() {
    let many = |count: usize| headers("X: a\r\n".repeat(count));
    let long = |length: usize| headers(format!("X: {}\r\n", "a".repeat(length)));
    let target = |length: usize| path(format!("/?{}", "a".repeat(length)));
    all(&[
        ("a long address", target(8000), 200),
        ("a longer one", target(8192), 414),
        ("64 KB of it", target(64 * 1024), 414),
        ("a line without an end", vec![b'A'; 9000], 414),
        ("99 more headers", many(99), 200),
        ("100 more headers", many(100), 431),
        ("10,000 more headers", many(10_000), 431),
        ("a long header", long(30_000), 200),
        ("a longer one", long(33_000), 431),
        ("100 KB of it", long(100_000), 431),
        ("900 KB of it", long(900_000), 431),
    ]);
}

#[test]
fn a_body_is_small_and_its_end_is_certain() {
    let with = |lines: &str, body: &str| [headers(lines), body.as_bytes().to_vec()].concat();
    all(&[
        ("a length of nothing", with("Content-Length: 0\r\n", ""), 200),
        ("a small body", with("Content-Length: 5\r\n", "a=b&c"), 200),
        ("64 KB", with("Content-Length: 65536\r\n", &"a".repeat(65536)), 200),
        ("a body of which nothing comes", with("Content-Length: 5\r\n", ""), 200),
        ("a request in place of a body", with("Content-Length: 5\r\n", "GET /none HTTP/1.1\r\n\r\n"), 200),
        ("more", with("Content-Length: 65537\r\n", ""), 413),
        ("much more", with("Content-Length: 99999999999999999999999\r\n", ""), 413),
        ("less than nothing", with("Content-Length: -1\r\n", ""), 400),
        ("a sign", with("Content-Length: +1\r\n", "a"), 400),
        ("no number", with("Content-Length: a\r\n", ""), 400),
        ("an empty one", with("Content-Length:\r\n", ""), 400),
        ("two in one", with("Content-Length: 1, 1\r\n", "a"), 400),
        ("two", with("Content-Length: 1\r\nContent-Length: 1\r\n", "a"), 400),
        ("chunks", with("Transfer-Encoding: chunked\r\n", "0\r\n\r\n"), 501),
        ("bad chunks", with("Transfer-Encoding: chunked\r\n", "zz\r\n"), 501),
        ("another encoding", with("Transfer-Encoding: identity\r\n", ""), 501),
        ("both", with("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400),
        ("both, the other way", with("Transfer-Encoding: x\r\nContent-Length: 4\r\n", "abcd"), 400),
    ]);
}

#[test]
fn half_a_request_is_none() {
    let server = site();
    for half in ["G", "GET / HTTP/1.1", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\n"] {
        let reply = exchange_all(server.address(), half.as_bytes()).expect("an answer");
        assert_eq!(reply.status, 400, "{half}");
    }
    assert_eq!(exchange_all(server.address(), b""), None);
}

/// What a client may write to get out, or to get at a file under another name.
const TARGETS: &str = r"
    /../secret /a/../../secret /%2e%2e/secret /.%2e/secret /%2E./secret /..%2fsecret /..%2Fsecret
    /%2e%2e%2fsecret /%252e%252e/secret /%252e%252e%252fsecret /..\secret /..%5csecret /%5c..%5csecret
    /\..\secret /....//secret /..../secret /.../secret /./index /a/./page /a/%2e/page /a/../index /a/..
    /a/. /.. /. /../.git/config /a//page //index //etc/passwd ///etc/passwd /a/ /index/
    /C:/Windows/win.ini /c%3a/ /a/..;/../../secret /..;/secret /%c0%ae%c0%ae/secret
    /%c0%ae%c0%ae%c0%afsecret /%e0%80%ae%e0%80%ae/secret /..%c0%afsecret /%00 /index%00 /index%00.csv
    /..%00/secret ?../secret #/../secret /#/../secret http://localhost/../secret http://localhost/index
    file:///etc/passwd * ../secret index /index::$DATA /INDEX~1 /index. /index%20 /index%2e /index%2f
    /a%2fpage /%2findex /~root/ /..%0a/secret /%u002e%u002e/secret /％2e％2e/secret
    /%ef%bc%8e%ef%bc%8e/secret
";

#[test]
fn no_address_leads_to_a_file_outside_even_if_the_handler_would_follow_it() {
    let outside = tempfile::tempdir().expect("a folder");
    let root = outside.path().join("site");
    for folder in ["a", "%2e%2e", "..;"] {
        fs::create_dir_all(root.join(folder)).expect("a folder");
    }
    fs::create_dir(outside.path().join(".git")).expect("a folder");
    for (file, text) in
        [("secret", "MARKER"), (".git/config", "MARKER"), ("site/index", "in"), ("site/a/page", "in")]
    {
        fs::write(outside.path().join(file), text).expect("a file");
    }
    // As careless as a handler can be.
    let server = server(Limits::default(), move |request| {
        let file =
            request.path.as_deref().and_then(|path| path.strip_prefix('/')).map(|path| root.join(path));
        match file.and_then(|file| fs::read(file).ok()) {
            Some(bytes) => Answer::bytes(Kind::TEXT, bytes),
            None => Answer::error(Status::NotFound),
        }
    });
    for known in ["/index", "/a/page", "/a/%70age"] {
        assert_eq!(get(server.address(), known, &[]).body, b"in", "{known}");
    }
    let secret = outside.path().join("secret");
    let absolute = format!("/{}", secret.display());
    let encoded = absolute.replacen('/', "/%2f", 1).replacen("%2f/", "%2F", 1);
    let mut wrong = Vec::new();
    for target in TARGETS.split_whitespace().chain([absolute.as_str(), &encoded]) {
        let reply = get(server.address(), target, &[]);
        let leaked = reply.body.windows(6).any(|six| six == b"MARKER");
        if leaked || ![400, 404].contains(&reply.status) || reply.header("location").is_some() {
            wrong.push((target, reply.status));
        }
    }
    assert_eq!(wrong, []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 1..400)) {
        let server = site();
        // That the answer is complete is asserted where it is read.
        let status = exchange_all(server.address(), &bytes).map(|reply| reply.status);
        // Empty lines before a request are none of it.
        let empty = bytes.chunks(2).all(|pair| pair == b"\r\n");
        prop_assert!(if empty { status.is_none() } else { status == Some(400) }, "{:?}", status);
        prop_assert_eq!(get(server.address(), "/", &[]).status, 200);
    }

    #[test]
    fn a_request_with_something_odd_in_it_is_answered(
        odd in prop::sample::select(vec!["\r", "\n", "\0", " ", "\t", ":", "%", "/", "..", "\\", "?", "\r\n", "\r\n\r\n", "é", "HTTP/1.1"]),
        at in 0usize..62,
    ) {
        let server = site();
        let mut bytes = b"GET /digits?q=1 HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-4\r\n\r\n".to_vec();
        bytes.splice(at..at, odd.bytes());
        let reply = exchange_all(server.address(), &bytes);
        let status = reply.map(|reply| reply.status);
        prop_assert!(matches!(status, Some(200 | 206 | 400 | 403 | 404 | 501 | 505)), "{:?}", status);
    }
}
