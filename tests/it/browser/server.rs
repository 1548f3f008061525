//! A web server for the time of a test: it answers from the outputs of a portal, below a path, with the strict policy.
//!
//! It reads nothing from the disk and knows no address beside those of the outputs.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use gongkai::webserver::POLICY;

use super::portals::Portal;

/// What stands at one address: its type and its bytes.
type Shelf = BTreeMap<String, (&'static str, Arc<[u8]>)>;

/// A server that ends when it is dropped.
pub(super) struct Server {
    address: SocketAddr,
    path: String,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves a portal below a path that begins and ends with `/`.
    pub(super) fn start(portal: &Portal, path: &str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = listener.local_addr().expect("its address");
        let stop = Arc::new(AtomicBool::new(false));
        let shelf = Arc::new(shelf(portal, path));
        let missing = portal.files.get("404.html").map(|(_, bytes)| Arc::clone(bytes)).unwrap_or_default();
        let stopped = Arc::clone(&stop);
        let serve = move || {
            for stream in listener.incoming().flatten() {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                let (shelf, missing) = (Arc::clone(&shelf), Arc::clone(&missing));
                // A browser opens connections ahead of need and goes away from others: neither is an error.
                thread::spawn(move || answer(&stream, &shelf, &missing).ok());
            }
        };
        Self { address, path: path.to_owned(), stop, thread: Some(thread::spawn(serve)) }
    }

    /// The address of the portal, with `/` at its end.
    pub(super) fn base(&self) -> String {
        format!("http://{}{}", self.address, self.path)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // Wakes the loop out of its wait for a connection.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn shelf(portal: &Portal, path: &str) -> Shelf {
    let mut shelf = Shelf::new();
    for (route, (address, bytes)) in &portal.files {
        let kind = kind(route);
        let address = format!("{path}{address}");
        if route.ends_with("index.html") {
            shelf.insert(format!("{address}index.html"), (kind, Arc::clone(bytes)));
        }
        shelf.insert(address, (kind, Arc::clone(bytes)));
    }
    shelf
}

fn kind(route: &str) -> &'static str {
    match route.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("xml") => "application/xml; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    }
}

fn answer(mut stream: &TcpStream, shelf: &Shelf, missing: &[u8]) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let address = target.split('?').next().unwrap_or_default();
    let (status, kind, bytes) = match (method, shelf.get(address)) {
        ("GET" | "HEAD", Some((kind, bytes))) => ("200 OK", *kind, &**bytes),
        ("GET" | "HEAD", None) => ("404 Not Found", "text/html; charset=utf-8", missing),
        _ => ("405 Method Not Allowed", "text/plain; charset=utf-8", &b""[..]),
    };
    let length = bytes.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nContent-Security-Policy: {POLICY}\r\n\
         X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )?;
    if method == "GET" {
        stream.write_all(bytes)?;
    }
    stream.flush()
}
