//! What an answer consists of.

use std::fs::{self, File};
use std::panic;
use std::sync::Arc;

use gongkai::serve::http::{Answer, Kind, Limits, Range, Request, Status};
use proptest::prelude::*;

use super::wire::{
    INDEX, all_bytes, eventually, exchange, exchange_all, get, many_bytes, parse, request, server, site,
};

#[test]
fn every_answer_has_the_headers_that_protect() {
    let server = site();
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; \
                  form-action 'self'; frame-ancestors 'none'";
    for bytes in [
        request("GET", "/", &[]),
        request("HEAD", "/", &[]),
        request("GET", "/", &["Origin: http://evil.example"]),
        request("GET", "/none", &[]),
        request("GET", "/folder", &[]),
        request("GET", "/digits", &["Range: bytes=0-1"]),
        request("GET", "/digits", &["Range: bytes=99-"]),
        request("GET", "/", &["If-None-Match: *"]),
        request("POST", "/", &[]),
        request("BREW", "/", &[]),
        b"nonsense\r\n\r\n".to_vec(),
    ] {
        let reply = exchange(server.address(), &bytes).expect("an answer");
        for (name, value) in [
            ("Connection", "close"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("Content-Security-Policy", policy),
        ] {
            assert_eq!(reply.header(name), Some(value), "{reply:?}");
        }
        let open =
            reply.headers.iter().find(|(name, _)| name.to_ascii_lowercase().starts_with("access-control"));
        assert_eq!(open, None);
        assert_eq!(reply.header("content-length").is_none(), reply.status == 304, "{reply:?}");
    }
}

#[test]
fn head_gives_the_headers_of_get_and_no_body() {
    let server = site();
    for target in ["/", "/digits", "/empty", "/none", "/folder?a", "/%", "/a+b.csv"] {
        let mut full = get(server.address(), target, &[]);
        let head = exchange(server.address(), &request("HEAD", target, &[])).expect("an answer");
        full.body.clear();
        assert_eq!(head, full, "{target}");
    }
    // A range is for GET only.
    let head =
        exchange(server.address(), &request("HEAD", "/digits", &["Range: bytes=0-0"])).expect("an answer");
    assert_eq!((head.status, head.header("content-length")), (200, Some("10")));
}

#[test]
fn a_range_gets_its_part() {
    let server = site();
    for (range, status, body, told) in [
        ("bytes=0-0", 206, "0", Some("bytes 0-0/10")),
        ("bytes=0-9", 206, "0123456789", Some("bytes 0-9/10")),
        ("bytes=5-", 206, "56789", Some("bytes 5-9/10")),
        ("bytes=-1", 206, "9", Some("bytes 9-9/10")),
        ("bytes=-99", 206, "0123456789", Some("bytes 0-9/10")),
        ("bytes=8-99", 206, "89", Some("bytes 8-9/10")),
        ("Bytes=8-99999999999999999999999", 206, "89", Some("bytes 8-9/10")),
        ("bytes=10-", 416, "416 Range Not Satisfiable\n", Some("bytes */10")),
        ("bytes=99999999999999999999999-", 416, "416 Range Not Satisfiable\n", Some("bytes */10")),
        ("bytes=-0", 416, "416 Range Not Satisfiable\n", Some("bytes */10")),
        ("bytes=5-2", 200, "0123456789", None),
        ("bytes=0-1,3-4", 200, "0123456789", None),
        ("bytes=abc", 200, "0123456789", None),
        ("bytes=-", 200, "0123456789", None),
        ("bytes=", 200, "0123456789", None),
        ("bytes", 200, "0123456789", None),
        ("bytes=+1-2", 200, "0123456789", None),
        ("bytes=1-2-3", 200, "0123456789", None),
        ("lines=0-0", 200, "0123456789", None),
    ] {
        let reply = get(server.address(), "/digits", &[&format!("Range: {range}")]);
        assert_eq!((reply.status, reply.body.as_slice()), (status, body.as_bytes()), "{range}");
        assert_eq!(reply.header("content-range"), told, "{range}");
        assert_eq!(reply.header("accept-ranges").is_some(), status < 300, "{range}");
    }
    let twice = get(server.address(), "/digits", &["Range: bytes=0-0", "Range: bytes=1-1"]);
    assert_eq!(twice.status, 200);
    for (tag, status) in [("\"ten\"", 206), ("\"old\"", 200), ("W/\"ten\"", 200)] {
        let reply = get(server.address(), "/digits", &["Range: bytes=0-0", &format!("If-Range: {tag}")]);
        assert_eq!(reply.status, status, "{tag}");
    }
    assert_eq!(
        get(server.address(), "/empty", &["Range: bytes=0-"]).header("content-range"),
        Some("bytes */0")
    );
    assert_eq!(get(server.address(), "/empty", &["Range: bytes=-5"]).status, 200);
    assert_eq!(get(server.address(), "/none", &["Range: bytes=0-0"]).status, 404);
}

#[test]
fn what_a_client_has_is_not_sent_again() {
    let server = site();
    for (tags, status) in [
        ("\"d1ge5t\"", 304),
        ("W/\"d1ge5t\"", 304),
        ("\"a\", W/\"b\" ,\"d1ge5t\"", 304),
        ("*", 304),
        ("\"a\"", 200),
        ("d1ge5t", 200),
        ("\"D1GE5T\"", 200),
        ("", 200),
    ] {
        let reply = get(server.address(), "/", &[&format!("If-None-Match: {tags}"), "Range: bytes=0-0"]);
        let status = if status == 200 { 206 } else { status };
        assert_eq!((reply.status, reply.header("etag")), (status, Some("\"d1ge5t\"")), "{tags}");
    }
    assert_eq!(get(server.address(), "/none", &["If-None-Match: *"]).status, 404);
}

#[test]
fn a_file_is_sent_as_if_it_were_in_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.pdf");
    let bytes: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    fs::write(&path, &bytes).expect("a file");
    let size = bytes.len() as u64;
    let server = server(Limits::default(), move |request: &Request| {
        let claimed = if request.path.as_deref() == Some("/shorter") { size + 1 } else { size };
        Answer::file(Kind::of("report.pdf"), File::open(&path).expect("a file"), claimed).with_tag("f")
    });
    let all = get(server.address(), "/report.pdf", &[]);
    assert_eq!(all.header("content-type"), Some("application/pdf"));
    assert!(all.body == bytes);
    let part = get(server.address(), "/report.pdf", &["Range: bytes=100000-1100000"]);
    assert_eq!(part.status, 206);
    assert!(part.body == bytes[100_000..=1_100_000]);
    assert_eq!(get(server.address(), "/report.pdf", &["If-None-Match: \"f\""]).status, 304);
    let head = exchange(server.address(), &request("HEAD", "/report.pdf", &[])).expect("an answer");
    assert_eq!(head.header("content-length"), Some("1200000"));
    // A file that has become shorter cannot be told in the middle of an answer, except by its end.
    let short = parse(&all_bytes(server.address(), &request("GET", "/shorter", &[])));
    assert_eq!((short.header("content-length"), short.body.len()), (Some("1200001"), 1_200_000));
}

#[test]
fn what_a_browser_is_to_make_of_it_is_told_by_the_name() {
    let server = server(Limits::default(), |request: &Request| {
        Answer::bytes(Kind::of(request.path.as_deref().unwrap_or_default()), [])
    });
    let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    for (target, kind, kept) in [
        ("/a.html", "text/html; charset=utf-8", None),
        ("/a.JSON", "application/json; charset=utf-8", None),
        ("/a.csv", "text/csv; charset=utf-8", None),
        ("/a.xlsx", sheet, None),
        ("/a.svg", "image/svg+xml; charset=utf-8", None),
        ("/a.woff2", "font/woff2", None),
        ("/a.atom", "application/atom+xml; charset=utf-8", None),
        ("/a.css", "text/css; charset=utf-8", None),
        ("/a.js", "text/javascript; charset=utf-8", None),
        ("/a.xml", "application/xml; charset=utf-8", None),
        ("/a.pdf", "application/pdf", None),
        ("/a.exe", "application/octet-stream", Some("attachment; filename*=UTF-8''a.exe")),
        (
            "/b/%E5%B9%B4%22.et",
            "application/octet-stream",
            Some("attachment; filename*=UTF-8''%E5%B9%B4%22.et"),
        ),
        ("/html", "application/octet-stream", Some("attachment; filename*=UTF-8''html")),
    ] {
        let reply = get(server.address(), target, &[]);
        assert_eq!(
            (reply.header("content-type"), reply.header("content-disposition")),
            (Some(kind), kept),
            "{target}"
        );
    }
}

#[test]
fn who_is_sent_on_stays_on_this_host() {
    let site = site();
    let moved = get(site.address(), "/folder?q=海&r=%20", &[]);
    assert_eq!((moved.status, moved.header("location")), (301, Some("/folder/?q=%E6%B5%B7&r=%20")));
    assert_eq!(get(site.address(), "/folder", &[]).header("location"), Some("/folder/"));
    let server = server(Limits::default(), |request: &Request| {
        Answer::moved(&request.query("to").unwrap_or_default(), None)
    });
    for (to, location) in [
        ("/海城镇/", "/%E6%B5%B7%E5%9F%8E%E9%95%87/"),
        ("//evil.example/..", "/evil.example/.."),
        ("/\\evil.example", "/evil.example"),
        ("\\\\evil.example", "/evil.example"),
        ("http://evil.example", "/http%3A//evil.example"),
        ("/a%0d%0aSet-Cookie: a", "/a%0D%0ASet-Cookie%3A%20a"),
        ("", "/"),
    ] {
        let to = to.replace(' ', "+");
        let reply = get(server.address(), &format!("/?to={to}"), &[]);
        assert_eq!(reply.header("location"), Some(location), "{to}");
    }
}

#[test]
fn what_cannot_be_an_address_gets_the_page_of_the_site_for_that() {
    let server = site();
    let reply = get(server.address(), "/../<script>", &[]);
    assert_eq!((reply.status, reply.body.as_slice()), (404, b"<title>404</title>".as_slice()));
}

#[test]
fn a_panic_is_one_answer_and_not_the_end() {
    let server = server(Limits::default(), |request: &Request| {
        if request.path.as_deref() == Some("/panic") {
            // Without a message, which would look like a failure of this test.
            panic::resume_unwind(Box::new("a bug"));
        }
        Answer::bytes(Kind::HTML, INDEX)
    });
    for _ in 0..200 {
        assert_eq!(get(server.address(), "/panic", &[]).status, 500);
    }
    assert_eq!(get(server.address(), "/", &[]).body, INDEX);
}

#[test]
fn a_client_that_has_said_all_still_gets_its_answer() {
    let server = site();
    assert_eq!(exchange_all(server.address(), &request("GET", "/", &[])).expect("an answer").body, INDEX);
}

#[test]
fn a_large_answer_arrives_whole() {
    let bytes = many_bytes();
    let shown = Arc::clone(&bytes);
    let server = server(Limits::default(), move |_: &Request| Answer::bytes(Kind::TEXT, Arc::clone(&shown)));
    assert!(get(server.address(), "/", &[]).body[..] == bytes[..]);
    drop(server);
    eventually("given back", || Arc::strong_count(&bytes) == 1);
}

#[test]
fn a_status_has_its_number_and_its_words() {
    assert_eq!((Status::NotFound.code(), Status::NotFound.reason()), (404, "Not Found"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ranges_are_read_as_counting_them_would(
        first in prop::option::of(0u64..14),
        last in prop::option::of(0u64..14),
        length in 0u64..12,
    ) {
        let text = |side: Option<u64>| side.map_or(String::new(), |side| side.to_string());
        let read = Range::read(&format!("bytes={}-{}", text(first), text(last)), length);
        // Which bytes are asked for, one by one.
        let asked: Option<Vec<u64>> = match (first, last) {
            (None, None) => None,
            (None, Some(count)) => Some((0..length).filter(|at| at + count >= length).collect()),
            (Some(first), Some(last)) if first > last => None,
            (Some(first), last) => Some((0..length).filter(|at| *at >= first && last.is_none_or(|last| *at <= last)).collect()),
        };
        match (read, asked) {
            (Range::Part(part), Some(asked)) => {
                prop_assert!(!asked.is_empty());
                prop_assert_eq!(part.collect::<Vec<_>>(), asked);
            }
            (Range::Unsatisfiable, Some(asked)) => prop_assert_eq!(asked, Vec::<u64>::new()),
            (Range::Whole, None) => {}
            (Range::Whole, Some(asked)) => prop_assert!(asked.is_empty() && length == 0 && first.is_none()),
            (read, asked) => prop_assert!(false, "{:?} for {:?}", read, asked),
        }
    }

    #[test]
    fn any_text_is_a_range_within_the_length_or_none(text in "(bytes=)?[0-9,=a-]{0,24}", length in 0u64..50) {
        if let Range::Part(part) = Range::read(&text, length) {
            prop_assert!(part.start < part.end && part.end <= length);
        }
    }
}
