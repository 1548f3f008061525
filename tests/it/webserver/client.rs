//! A plain client: one request, one answer, nothing done to it but putting chunks together.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// What came back.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Reply {
    /// The values of all headers of a name.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let of_name = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        of_name.map(|(_, value)| value.as_str()).collect()
    }

    /// The value of a header that is there at most once.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let all = self.all(name);
        assert!(all.len() < 2, "{name}: {all:?}");
        all.first().copied()
    }
}

/// Asks for something, with further lines of the head.
pub(super) fn ask(address: SocketAddr, method: &str, target: &str, lines: &[&str]) -> Reply {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
    let lines: String = lines.iter().flat_map(|line| [line, "\r\n"]).collect();
    let head = format!("{method} {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{lines}\r\n");
    stream.write_all(head.as_bytes()).expect("a request");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
    let (head, body) = bytes.split_at(at + 4);
    let head = std::str::from_utf8(head).expect("a head in ASCII");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status");
    let field =
        |line: &str| line.split_once(':').map(|(name, value)| (name.to_owned(), value.trim().to_owned()));
    let mut reply = Reply {
        status: status.parse().expect("a number"),
        headers: lines.filter_map(field).collect(),
        body: body.to_vec(),
    };
    if reply.header("transfer-encoding") == Some("chunked") && method != "HEAD" {
        reply.body = whole(&reply.body);
    }
    reply
}

/// The bytes of all chunks.
fn whole(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let at = chunks.windows(2).position(|two| two == b"\r\n").expect("a length");
        let (length, rest) = chunks.split_at(at);
        let length = std::str::from_utf8(length).expect("digits");
        let length = usize::from_str_radix(length, 16).expect("a length");
        if length == 0 {
            return body;
        }
        let (chunk, rest) = rest.split_at(2).1.split_at(length);
        body.extend_from_slice(chunk);
        chunks = rest.strip_prefix(b"\r\n").expect("the end of a chunk");
    }
}
