//! A web server for the time of a test, which may answer anything.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What a server answers.
pub(super) enum Reply {
    /// A status, further lines of the head, and a body.
    Whole(u16, String, Vec<u8>),
    /// A body that never ends.
    Endless,
    /// Half of what is announced.
    Half(Vec<u8>),
    /// Nothing, until the client goes away.
    Silence,
    /// The connection is closed.
    Nothing,
}

/// A server that ends when it is dropped.
pub(super) struct Server {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    /// The paths that were asked for, as they came.
    asked: Arc<Mutex<Vec<String>>>,
    /// The most connections there ever were at a time.
    most: Arc<AtomicUsize>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Answers every path as `reply` says.
    pub(super) fn start(reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = listener.local_addr().expect("its address");
        let stop = Arc::new(AtomicBool::new(false));
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let (open, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (stopped, told, peak, reply) =
            (Arc::clone(&stop), Arc::clone(&asked), Arc::clone(&most), Arc::new(reply));
        let serve = move || {
            for stream in listener.incoming().flatten() {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                let (reply, told) = (Arc::clone(&reply), Arc::clone(&told));
                let (open, stopped) = (Arc::clone(&open), Arc::clone(&stopped));
                peak.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                thread::spawn(move || {
                    // A client that goes away is no error.
                    let _ = answer(&stream, &*reply, &told, &stopped);
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        };
        Self { address, stop, asked, most, thread: Some(thread::spawn(serve)) }
    }

    /// Gives the files of a folder, and 404 for all else.
    pub(super) fn of(dir: &Path) -> Self {
        let dir = dir.to_owned();
        Self::start(move |path| file(&dir, path))
    }

    /// The address of the portal.
    pub(super) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The paths that were asked for, sorted.
    pub(super) fn asked(&self) -> Vec<String> {
        let mut asked = self.asked.lock().expect("the list").clone();
        asked.sort();
        asked
    }

    /// The most connections at a time.
    pub(super) fn most(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // Wakes the listener.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A file of a folder.
pub(super) fn file(dir: &Path, path: &str) -> Reply {
    let path = decoded(path.trim_start_matches('/'));
    match std::fs::read(dir.join(path)) {
        Ok(bytes) => Reply::Whole(200, String::new(), bytes),
        Err(_) => Reply::Whole(404, String::new(), b"<p>Nothing here</p>".to_vec()),
    }
}

fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next(), rest.next()].map(Option::unwrap_or_default);
            let digits = String::from_utf8_lossy(&digits).into_owned();
            bytes.push(u8::from_str_radix(&digits, 16).expect("two digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn answer(
    stream: &TcpStream,
    reply: &impl Fn(&str) -> Reply,
    asked: &Mutex<Vec<String>>,
    stopped: &AtomicBool,
) -> io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let mut identity = false;
    for line in lines.by_ref() {
        let line = line?;
        identity |= line.eq_ignore_ascii_case("accept-encoding: identity");
        if line.is_empty() {
            break;
        }
    }
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    asked.lock().expect("the list").push(path.clone());
    let mut out = stream;
    let head = |status: u16, more: &str, length: usize| {
        format!("HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n{more}\r\n")
    };
    if !identity {
        return out.write_all(head(500, "", 0).as_bytes());
    }
    match reply(&path) {
        Reply::Whole(status, more, body) => {
            out.write_all(head(status, &more, body.len()).as_bytes())?;
            out.write_all(&body)
        }
        Reply::Half(body) => {
            out.write_all(head(200, "", body.len() * 2).as_bytes())?;
            out.write_all(&body)
        }
        Reply::Endless => {
            out.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")?;
            let more = vec![b'x'; 64 * 1024];
            while !stopped.load(Ordering::SeqCst) {
                out.write_all(&more)?;
            }
            Ok(())
        }
        Reply::Silence => {
            stream.set_read_timeout(Some(Duration::from_mins(1)))?;
            // Ends when the client closes the connection.
            io::copy(&mut &*stream, &mut io::sink()).map(drop)
        }
        Reply::Nothing => Ok(()),
    }
}
