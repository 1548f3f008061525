//! For which names and which pages the preview answers.

use gongkai::serve::http::{Answer, Kind, Limits, Listener, Request, Status};

use super::wire::{HERE, exchange, get, pages, request, server, site};

/// The status that a request with these lines for headers has.
fn status(address: std::net::SocketAddr, lines: &str) -> u16 {
    exchange(address, format!("GET / HTTP/1.1\r\n{lines}\r\n").as_bytes()).expect("an answer").status
}

#[test]
fn only_names_of_this_machine_are_answered() {
    let server = site();
    for (host, wanted) in [
        ("localhost", 200),
        ("localhost:8000", 200),
        ("localhost:", 200),
        ("LocalHost", 200),
        ("localhost.", 200),
        ("localhost.:80", 200),
        ("127.0.0.1", 200),
        ("127.0.0.1:1", 200),
        ("127.9.9.9", 200),
        ("[::1]", 200),
        ("[::1]:65535", 200),
        ("[0:0:0:0:0:0:0:1]", 200),
        ("[::ffff:127.0.0.1]", 200),
        ("evil.example", 403),
        ("evil.example:8000", 403),
        ("localhost.evil.example", 403),
        ("evil.localhost", 403),
        ("localhost..", 403),
        ("127.0.0.1.evil.example", 403),
        ("127.1", 403),
        ("2130706433", 403),
        ("0x7f.0.0.1", 403),
        ("128.0.0.1", 403),
        ("0.0.0.0", 403),
        ("192.0.2.7", 403),
        ("[::]", 403),
        ("[2001:db8::1]", 403),
        ("", 400),
        (":80", 400),
        ("::1", 400),
        ("[::1", 400),
        ("[localhost]", 400),
        ("[::1%25eth0]", 400),
        ("localhost:65536", 400),
        ("localhost:-1", 400),
        ("localhost:80:80", 400),
        ("user@localhost", 400),
        ("localhost, localhost", 400),
        ("localhost/", 400),
        ("本机", 400),
    ] {
        assert_eq!(status(server.address(), &format!("Host: {host}\r\n")), wanted, "{host}");
    }
}

#[test]
fn there_is_exactly_one_host() {
    let server = site();
    assert_eq!(status(server.address(), ""), 400);
    assert_eq!(status(server.address(), "Host: localhost\r\nHost: localhost\r\n"), 400);
    assert_eq!(status(server.address(), "Host: localhost\r\nhOST: evil.example\r\n"), 400);
    let old = exchange(server.address(), b"GET / HTTP/1.0\r\n\r\n").expect("an answer");
    assert_eq!(old.status, 400);
}

#[test]
fn a_server_for_the_network_answers_for_addresses_and_not_for_names() {
    let listener = Listener::bind(([0, 0, 0, 0], 0).into(), 0).expect("a port");
    let here = (HERE.ip(), listener.address().port()).into();
    let _server = listener.serve(pages).expect("a thread");
    for (host, wanted) in [
        ("192.0.2.7:8000", 200),
        ("[2001:db8::1]", 200),
        ("localhost", 200),
        ("evil.example", 403),
        ("", 400),
    ] {
        assert_eq!(status(here, &format!("Host: {host}\r\n")), wanted, "{host}");
    }
}

#[test]
fn a_page_of_another_site_is_told_from_one_of_ours() {
    let server = server(Limits::default(), |request: &Request| {
        if request.same_origin() {
            Answer::bytes(Kind::TEXT, *b"ours")
        } else {
            Answer::error(Status::Forbidden)
        }
    });
    let all: [(&[&str], u16); 14] = [
        (&[], 200),
        (&["Origin: http://localhost"], 200),
        (&["Origin: HTTP://LocalHost"], 200),
        (&["Origin: http://localhost", "Sec-Fetch-Site: same-origin"], 200),
        (&["Sec-Fetch-Site: none"], 200),
        (&["Origin: null"], 403),
        (&["Origin:"], 403),
        (&["Origin: https://localhost"], 403),
        (&["Origin: http://localhost:1"], 403),
        (&["Origin: http://evil.example"], 403),
        (&["Origin: http://localhost", "Origin: http://evil.example"], 403),
        (&["Sec-Fetch-Site: cross-site"], 403),
        (&["Sec-Fetch-Site: same-site"], 403),
        (&["Origin: http://localhost", "Sec-Fetch-Site: cross-site"], 403),
    ];
    for (headers, wanted) in all {
        assert_eq!(get(server.address(), "/", headers).status, wanted, "{headers:?}");
    }
    let ported = "GET / HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nOrigin: http://127.0.0.1:8000\r\n\r\n";
    assert_eq!(exchange(server.address(), ported.as_bytes()).expect("an answer").status, 200);
}

#[test]
fn a_busy_port_gives_way_to_one_of_the_next() {
    let first = Listener::bind(HERE, 0).expect("a port");
    let second = Listener::bind(first.address(), 50).expect("another port");
    let further = second.address().port() - first.address().port();
    assert!((1..=50).contains(&further), "{further}");
    let refused = Listener::bind(first.address(), 0).expect_err("a busy port");
    assert_eq!(refused.kind(), std::io::ErrorKind::AddrInUse);
}

#[test]
fn the_head_of_a_refusal_is_all_that_a_head_request_gets() {
    let server = site();
    let reply =
        exchange(server.address(), b"HEAD / HTTP/1.1\r\nHost: evil.example\r\n\r\n").expect("an answer");
    assert_eq!((reply.status, reply.header("content-length"), reply.body.len()), (403, Some("14"), 0));
    assert_eq!(exchange(server.address(), &request("HEAD", "/%", &[])).expect("an answer").status, 400);
}
