//! Event streams.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};

use gongkai::serve::http::{Answer, EventStream, Limits, Request, Server};

use super::wire::{PATIENCE, eventually, exchange, parse, request, server};

/// A server whose every answer is an event stream, and the program's ends of them.
fn streams() -> (Server, Receiver<EventStream>) {
    let (sender, receiver) = mpsc::channel();
    let sender = Mutex::new(sender);
    let server = server(Limits::default(), move |_: &Request| {
        let sender = sender.lock().expect("the channel").clone();
        Answer::events(move |stream| sender.send(stream).expect("a test that listens"))
    });
    (server, receiver)
}

/// Asks for a stream, and reads the head of the answer.
fn listen(address: SocketAddr) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
    stream.write_all(&request("GET", "/events", &[])).expect("a request");
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(reader.read_line(&mut head).expect("a line"), 0, "{head}");
    }
    let head = parse(head.as_bytes());
    assert_eq!((head.status, head.header("content-type")), (200, Some("text/event-stream; charset=utf-8")));
    assert_eq!((head.header("content-length"), head.header("cache-control")), (None, Some("no-store")));
    reader
}

#[test]
fn the_head_comes_before_any_event_and_events_come_as_they_are_sent() {
    let (server, streams) = streams();
    let mut client = listen(server.address());
    let mut stream = streams.recv_timeout(PATIENCE).expect("a stream");
    let mut expect = |sent: std::io::Result<()>, wanted: &str| {
        sent.expect("a client");
        let mut bytes = vec![0; wanted.len()];
        client.read_exact(&mut bytes).expect("an event");
        assert_eq!(str::from_utf8(&bytes), Ok(wanted));
    };
    expect(stream.send(None, None, "a"), "data: a\n\n");
    expect(stream.send(Some("reload"), Some(7), "海"), "event: reload\nid: 7\ndata: 海\n\n");
    expect(stream.send(None, None, "a\nb\r\nc\rd\n"), "data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n");
    expect(stream.send(Some("a\ndata: b"), None, ""), "event: a data: b\ndata: \n\n");
    expect(stream.ping(), ": ping\n\n");
    assert!(!stream.is_gone());
    drop(stream);
    assert_eq!(client.read(&mut [0; 1]).expect("an end"), 0);
}

#[test]
fn a_client_that_leaves_is_noticed_without_sending() {
    let (server, streams) = streams();
    let client = listen(server.address());
    let stream = Mutex::new(streams.recv_timeout(PATIENCE).expect("a stream"));
    assert!(!stream.lock().expect("it").is_gone());
    // What it says meanwhile is nothing to a stream.
    client.get_ref().write_all(b"hello").expect("a connection");
    assert!(!stream.lock().expect("it").is_gone());
    client.get_ref().shutdown(Shutdown::Write).expect("a connection");
    eventually("noticed", || stream.lock().expect("it").is_gone());
    assert!(stream.lock().expect("it").send(None, None, "a").is_err());
}

#[test]
fn a_client_that_does_not_read_is_dropped() {
    let (server, streams) = streams();
    let mut client = listen(server.address());
    let mut stream = streams.recv_timeout(PATIENCE).expect("a stream");
    let event = "x".repeat(1024 * 1024);
    let sent = (0..64).take_while(|_| stream.send(None, None, &event).is_ok()).count();
    assert!(sent < 64);
    assert!(stream.is_gone() && stream.ping().is_err());
    // It gets what was on its way, and the end.
    let mut rest = Vec::new();
    let _ = client.read_to_end(&mut rest);
    assert!(rest.len() < 65 * event.len());
}

#[test]
fn a_head_request_opens_no_stream() {
    let (server, streams) = streams();
    let reply = exchange(server.address(), &request("HEAD", "/events", &[])).expect("an answer");
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/event-stream; charset=utf-8")));
    drop(server);
    assert!(streams.try_recv().is_err());
}

#[test]
fn streams_take_no_place_of_requests() {
    let (sender, receiver) = mpsc::channel();
    let sender = Mutex::new(sender);
    let limits = Limits { waiting: 2, answering: 2, ..Limits::default() };
    let server = server(limits, move |request: &Request| match request.path.as_deref() {
        Some("/events") => {
            let sender = sender.lock().expect("the channel").clone();
            Answer::events(move |stream| sender.send(stream).expect("a test that listens"))
        }
        _ => super::wire::pages(request),
    });
    let clients: Vec<_> = (0..20).map(|_| listen(server.address())).collect();
    let mut open: Vec<_> = (0..20).map(|_| receiver.recv_timeout(PATIENCE).expect("a stream")).collect();
    assert_eq!(super::wire::get(server.address(), "/", &[]).status, 200);
    for stream in &mut open {
        stream.send(None, None, "a").expect("a client");
    }
    for mut client in clients {
        let mut line = String::new();
        client.read_line(&mut line).expect("an event");
        assert_eq!(line, "data: a\n");
    }
}
