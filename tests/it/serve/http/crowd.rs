//! Many clients at once, and those that take their time. Where threads and descriptors are counted, the test runs itself once more
//! in a process that has nothing else to do.

use std::env;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use gongkai::serve::http::{Answer, EventStream, Kind, Limits, Listener, Request};

use super::wire::{HERE, INDEX, PATIENCE, eventually, get, many_bytes, pages, request, server, site};

/// Set in a process that runs one test alone.
const ALONE: &str = "GONGKAI_TEST_ALONE";

/// Runs a test of this file by itself, where so many files can be open.
fn alone(name: &str, files: u32, test: impl FnOnce()) {
    if env::var_os(ALONE).is_some() {
        return test();
    }
    let binary = env::current_exe().expect("this program");
    let mut command = if cfg!(unix) {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -n {files} && exec \"$0\" \"$@\"")]).arg(binary);
        shell
    } else {
        Command::new(binary)
    };
    let name = format!("serve::http::crowd::{name}");
    let output = command.args([&name, "--exact", "--nocapture"]).env(ALONE, "1").output().expect("a process");
    let told =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}

/// Reads until the server closes the connection.
fn closed(stream: &mut TcpStream) -> bool {
    stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
    match stream.read_to_end(&mut Vec::new()) {
        Ok(_) => true,
        Err(error) => matches!(error.kind(), ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted),
    }
}

/// Threads of this process, and its open descriptors.
#[cfg(target_os = "linux")]
fn held() -> (usize, usize) {
    let count = |folder: &str| std::fs::read_dir(folder).expect("a folder").count();
    (count("/proc/self/task"), count("/proc/self/fd"))
}

/// Elsewhere only that all are answered is tested.
#[cfg(not(target_os = "linux"))]
fn held() -> (usize, usize) {
    (0, 0)
}

#[test]
fn slow_clients_keep_nobody_waiting_and_are_closed() {
    alone("slow_clients_keep_nobody_waiting_and_are_closed", 4096, || {
        let limits = Limits { head: Duration::from_secs(3), ..Limits::default() };
        let server = server(limits, pages);
        let before = held();
        let mut slow: Vec<TcpStream> = (0..1000)
            .map(|_| {
                let mut stream = TcpStream::connect(server.address()).expect("a connection");
                // One that had to go already is one that is closed.
                let _ = stream.write_all(b"G");
                stream
            })
            .collect();
        let (hurry, done) = mpsc::channel::<()>();
        let clones: Vec<TcpStream> = slow.iter().map(|stream| stream.try_clone().expect("a clone")).collect();
        let dripping = thread::spawn(move || {
            // A byte of a header that never ends to each of them, again and again.
            let mut rest = b"ET / HTTP/1.1\r\nX: ".iter().copied().chain(std::iter::repeat(b'a'));
            while done.recv_timeout(Duration::from_millis(100)) == Err(mpsc::RecvTimeoutError::Timeout) {
                let byte = [rest.next().expect("a byte")];
                for mut stream in &clones {
                    let _ = stream.write(&byte);
                }
            }
        });
        let asked = Instant::now();
        for _ in 0..20 {
            assert_eq!(get(server.address(), "/", &[]).body, INDEX);
        }
        // In practice a few milliseconds. What has to wait until others are closed would take twenty times three seconds.
        assert!(asked.elapsed() < Duration::from_secs(30));
        let (threads, _) = held();
        // The client's own and a few of the server's are among them.
        assert!(threads < 3 + limits.waiting + limits.answering + before.0, "{threads}");
        assert!(slow.iter_mut().all(closed));
        drop((hurry, slow));
        dripping.join().expect("a client");
        eventually("as before", || held() <= before);
    });
}

#[test]
fn ten_thousand_requests_and_two_hundred_streams_leave_nothing_behind() {
    alone("ten_thousand_requests_and_two_hundred_streams_leave_nothing_behind", 4096, || {
        let open: Arc<Mutex<Vec<EventStream>>> = Arc::default();
        let kept = Arc::clone(&open);
        let server = server(Limits::default(), move |request: &Request| {
            let kept = Arc::clone(&kept);
            match request.path.as_deref() {
                Some("/events") => Answer::events(move |stream| kept.lock().expect("a list").push(stream)),
                _ => pages(request),
            }
        });
        let address = server.address();
        assert_eq!(get(address, "/", &[]).status, 200);
        let quiet = held();
        eventually("quiet", || held() <= quiet);
        let before = held();
        let clients: Vec<_> = (0..8)
            .map(|_| {
                thread::spawn(move || (0..1250).filter(|_| get(address, "/", &[]).body == INDEX).count())
            })
            .collect();
        let answered: usize = clients.into_iter().map(|client| client.join().expect("a client")).sum();
        assert_eq!(answered, 10_000);
        let listeners: Vec<TcpStream> = (0..200)
            .map(|_| {
                let mut stream = TcpStream::connect(address).expect("a connection");
                stream.write_all(&request("GET", "/events", &[])).expect("a request");
                stream
            })
            .collect();
        eventually("listened to", || open.lock().expect("a list").len() == 200);
        eventually("without threads", || held().0 <= before.0);
        drop(listeners);
        eventually("gone", || {
            let mut open = open.lock().expect("a list");
            open.retain_mut(|stream| !stream.is_gone());
            open.is_empty()
        });
        eventually("as before", || held() <= before);
    });
}

#[test]
fn too_many_open_files_are_not_the_end() {
    alone("too_many_open_files_are_not_the_end", 96, || {
        let server = site();
        let mut open = Vec::new();
        // Each takes two of this process, until there are none for what waits to be accepted.
        let full = loop {
            match TcpStream::connect(server.address()) {
                Ok(stream) => open.push(stream),
                Err(error) => break error,
            }
            assert!(open.len() < 4096, "no limit");
        };
        assert!(cfg!(not(unix)) || !open.is_empty(), "{full}");
        drop(open);
        eventually("answered", || TcpStream::connect(server.address()).is_ok());
        assert_eq!(get(server.address(), "/", &[]).body, INDEX);
    });
}

#[test]
fn the_longest_wait_makes_place_for_the_next() {
    let limits = Limits { waiting: 1, head: PATIENCE * 2, ..Limits::default() };
    let server = server(limits, pages);
    let mut silent = TcpStream::connect(server.address()).expect("a connection");
    assert_eq!(get(server.address(), "/", &[]).body, INDEX);
    // Its own time was not over.
    assert!(closed(&mut silent));
}

#[test]
fn a_head_that_does_not_come_is_told_so() {
    let server = server(Limits { head: Duration::from_millis(300), ..Limits::default() }, pages);
    let mut stream = TcpStream::connect(server.address()).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
    stream.write_all(b"GET / HTTP/1.1\r\n").expect("a part");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("an answer");
    assert!(text.starts_with("HTTP/1.1 408 "), "{text}");
    // Nothing is said to one that has said nothing.
    let mut silent = TcpStream::connect(server.address()).expect("a connection");
    silent.set_read_timeout(Some(PATIENCE)).expect("a limit");
    assert_eq!(silent.read(&mut [0; 1]).expect("an end"), 0);
}

/// Asks for something large and does not read it.
fn stall(address: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.write_all(&request("GET", "/large", &[])).expect("a request");
    stream
}

/// A server that has something large; the bytes show by their count how many answers hold them.
fn large(limits: Limits) -> (gongkai::serve::http::Server, Arc<[u8]>) {
    let bytes = many_bytes();
    let shown = Arc::clone(&bytes);
    let server = server(limits, move |request: &Request| match request.path.as_deref() {
        Some("/large") => Answer::bytes(Kind::TEXT, Arc::clone(&shown)),
        _ => pages(request),
    });
    (server, bytes)
}

#[test]
fn an_answer_that_nobody_reads_is_given_up() {
    let (server, bytes) = large(Limits { stall: Duration::from_millis(300), ..Limits::default() });
    let idle = Arc::strong_count(&bytes);
    let _stalled = stall(server.address());
    eventually("begun", || Arc::strong_count(&bytes) > idle);
    eventually("given up", || Arc::strong_count(&bytes) == idle);
}

#[test]
fn answers_that_nobody_reads_make_place_for_others() {
    let (server, bytes) = large(Limits { stall: PATIENCE * 2, answering: 2, ..Limits::default() });
    let idle = Arc::strong_count(&bytes);
    let _stalled = [stall(server.address()), stall(server.address())];
    eventually("begun", || Arc::strong_count(&bytes) == idle + 2);
    assert_eq!(get(server.address(), "/", &[]).body, INDEX);
    assert_eq!(Arc::strong_count(&bytes), idle + 1);
}

#[test]
fn a_client_that_has_its_answer_and_does_not_close_takes_no_place_of_another() {
    let server = server(Limits { answering: 1, ..Limits::default() }, pages);
    let begun = Instant::now();
    let _open: Vec<TcpStream> = (0..60)
        .map(|_| {
            let mut stream = TcpStream::connect(server.address()).expect("a connection");
            stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
            stream.write_all(&request("GET", "/", &[])).expect("a request");
            stream.read_exact(&mut [0; 64]).expect("an answer");
            stream
        })
        .collect();
    // Each could stay for a second.
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_server_that_is_stopped_lets_go_of_everything() {
    let mut listener = Listener::bind(HERE, 0).expect("a port");
    listener.limits.head = PATIENCE * 2;
    let marker = Arc::new(());
    let held = Arc::clone(&marker);
    let mut server = listener
        .serve(move |request: &Request| {
            let _ = &held;
            pages(request)
        })
        .expect("a thread");
    let address = server.address();
    let mut waiting: Vec<TcpStream> =
        (0..20).map(|_| TcpStream::connect(address).expect("a connection")).collect();
    assert_eq!(get(address, "/", &[]).body, INDEX);
    server.stop();
    server.stop();
    assert!(waiting.iter_mut().all(closed));
    eventually("let go", || Arc::strong_count(&marker) == 1);
    let refused = TcpStream::connect(address).expect_err("nobody there");
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
}

#[test]
fn a_crowd_of_sixty_is_answered_all() {
    let server = site();
    let address = server.address();
    for _ in 0..5 {
        let clients: Vec<_> = (0..60).map(|_| thread::spawn(move || get(address, "/", &[]).body)).collect();
        for client in clients {
            assert_eq!(client.join().expect("a client"), INDEX);
        }
    }
}
