//! A client that sends exactly the bytes it is told to, and a site to ask.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use gongkai::serve::http::{Answer, Kind, Limits, Listener, Request, Server, Status};

/// How long anything may take on a machine that is very busy. What takes longer hangs.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);

/// Any free port of this machine.
pub(super) const HERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// What stands at `/`.
pub(super) const INDEX: &[u8] = b"<!doctype html><title>portal</title>";

/// What came back: nothing at all, if the connection was only closed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Reply {
    /// The value of a header that is there at most once.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        let value = found.next().map(|(_, value)| value.as_str());
        assert_eq!(found.next(), None, "{name} twice");
        value
    }
}

/// A server with its limits, on a port of its own.
pub(super) fn server(limits: Limits, handler: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Server {
    let mut listener = Listener::bind(HERE, 0).expect("a port");
    listener.limits = limits;
    listener.serve(handler).expect("a thread")
}

/// A small site.
pub(super) fn site() -> Server {
    server(Limits::default(), pages)
}

/// What it answers.
pub(super) fn pages(request: &Request) -> Answer {
    match request.path.as_deref() {
        Some("/") => Answer::bytes(Kind::HTML, INDEX).with_tag("d1ge5t"),
        Some("/海城镇/") => Answer::bytes(Kind::HTML, "海城镇".as_bytes()),
        Some("/a+b.csv") => Answer::bytes(Kind::of("a+b.csv"), *b"a,b\r\n"),
        Some("/digits") => Answer::bytes(Kind::TEXT, *b"0123456789").with_tag("ten"),
        Some("/empty") => Answer::bytes(Kind::TEXT, []),
        Some("/query") => Answer::bytes(Kind::TEXT, request.query("q").unwrap_or_default().into_bytes()),
        Some("/folder") => Answer::moved("/folder/", request.raw_query()),
        _ => Answer::bytes(Kind::HTML, *b"<title>404</title>").with_status(Status::NotFound),
    }
}

/// Sends bytes as they are, and reads until the server closes the connection; `None` if it only closes it.
pub(super) fn exchange(address: SocketAddr, bytes: &[u8]) -> Option<Reply> {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
    // A server that refuses a request need not read all of it.
    let _ = stream.write_all(bytes);
    receive(&mut stream, bytes.starts_with(b"HEAD "))
}

/// The same, but nothing more can be sent, so that a server which waits for more knows that there is none.
pub(super) fn exchange_all(address: SocketAddr, bytes: &[u8]) -> Option<Reply> {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    receive(&mut stream, bytes.starts_with(b"HEAD "))
}

/// Reads an answer and holds it to what every answer has to be: complete, by its own account.
fn receive(stream: &mut TcpStream, head_only: bool) -> Option<Reply> {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset && bytes.is_empty() => {}
        Err(error) => panic!("after {} bytes: {error}", bytes.len()),
    }
    if bytes.is_empty() {
        return None;
    }
    let reply = parse(&bytes);
    match reply.header("content-length").map(|length| length.parse::<usize>().expect("a length")) {
        Some(length) if !head_only => assert_eq!(length, reply.body.len()),
        _ => assert_eq!(reply.body, b"", "{}", reply.status),
    }
    Some(reply)
}

/// Everything that comes back, whatever it is.
pub(super) fn all_bytes(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
    stream.write_all(bytes).expect("a request");
    let mut all = Vec::new();
    stream.read_to_end(&mut all).expect("an end");
    all
}

/// Takes an answer apart.
pub(super) fn parse(bytes: &[u8]) -> Reply {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
    let head = str::from_utf8(&bytes[..end]).expect("a head of text");
    let mut lines = head.split("\r\n");
    let first = lines.next().expect("a first line");
    let status = first.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.split(' ').next()).expect("a status");
    let header = |line: &str| {
        let (name, value) = line.split_once(": ").expect("a header");
        (name.to_owned(), value.to_owned())
    };
    Reply {
        status: status.parse().expect("a number"),
        headers: lines.map(header).collect(),
        body: bytes[end + 4..].to_vec(),
    }
}

/// A request for a target, with the headers that are needed and others.
pub(super) fn request(method: &str, target: &str, headers: &[&str]) -> Vec<u8> {
    let mut text = format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\n");
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    text.into_bytes()
}

/// What is answered to a GET.
pub(super) fn get(address: SocketAddr, target: &str, headers: &[&str]) -> Reply {
    exchange(address, &request("GET", target, headers)).expect("an answer")
}

/// Waits until something is so.
pub(super) fn eventually(what: &str, so: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !so() {
        assert!(Instant::now() < end, "never {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Bytes that no buffer of a system holds all of.
pub(super) fn many_bytes() -> Arc<[u8]> {
    vec![b'x'; 64 * 1024 * 1024].into()
}
