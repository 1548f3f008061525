//! A preview of a site on a disk, and a client that speaks HTTP by hand.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use gongkai::build::Entry;
use gongkai::serve::watch::Means;
use gongkai::serve::{News, Options, Preview};

use crate::site::Site;

/// How long anything may take before a test gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A preview that runs, and what it tells.
pub(crate) struct Live {
    pub(crate) preview: Preview,
    news: Receiver<News>,
    dir: Option<tempfile::TempDir>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Live {
    /// Previews a site that is written to a folder of its own.
    pub(crate) fn new(site: &Site) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        for (path, entry) in &site.snapshot.files {
            let Entry::Text { bytes, .. } = entry else { panic!("{path}") };
            put(dir.path(), path, bytes);
        }
        let live = Self::of(dir.path());
        Self { dir: Some(dir), ..live }
    }

    /// Previews the site in a folder.
    pub(crate) fn of(root: &Path) -> Self {
        Self::watching(root, Means::System)
    }

    /// The same, with the files watched in a way of its own.
    pub(crate) fn watching(root: &Path, means: Means) -> Self {
        let options = Options { means, ..Options::new(root, SocketAddr::from(([127, 0, 0, 1], 0))) };
        let (tell, news) = channel();
        let preview = Preview::start(&options, move |news| {
            // A test that is done listens no more.
            let _ = tell.send(news);
        });
        Self { preview: preview.expect("a preview"), news, dir: None }
    }

    /// The folder of the site.
    pub(crate) fn root(&self) -> &Path {
        self.dir.as_ref().expect("a site of its own").path()
    }

    /// Saves a file and waits until it is shown.
    pub(crate) fn save(&self, path: &str, bytes: &[u8]) {
        put(self.root(), path, bytes);
        self.wait_for(path);
    }

    /// Removes a file and waits until that is shown.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("a file");
        self.wait_for(path);
    }

    /// Waits until a change of a file is shown.
    pub(crate) fn wait_for(&self, path: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.news.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(News::Changed { paths, .. }) if paths.iter().any(|other| &**other == path) => return,
                Ok(_) => {}
                Err(error) => panic!("{path}: {error}"),
            }
        }
    }

    /// The answer to a request for a path.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"))
    }

    /// The answer to a request.
    pub(crate) fn ask(&self, request: &str) -> Reply {
        let mut stream = TcpStream::connect(self.preview.address()).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).expect("a status");
        Reply { status, head, body: bytes[end + 4..].to_vec() }
    }

    /// Opens the event stream of the page at a path, as its script does.
    pub(crate) fn listen(&self, path: &str) -> Events {
        let html = self.get(path).text();
        let value = |name: &str| {
            let rest = html.split_once(&format!("{name}=\"")).unwrap_or_else(|| panic!("{path}: {html}")).1;
            rest.split('"').next().expect("a value").to_owned()
        };
        self.listen_as(&value("data-page"), &value("data-version"))
    }

    /// Opens the event stream of a page of a version.
    pub(crate) fn listen_as(&self, page: &str, version: &str) -> Events {
        let mut stream = TcpStream::connect(self.preview.address()).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        let request =
            format!("GET /_gongkai/events?page={page}&version={version} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut lines = BufReader::new(stream);
        let mut line = String::new();
        lines.read_line(&mut line).expect("a status");
        assert!(line.contains(" 200 "), "{line}");
        while line.trim() != "" {
            line.clear();
            lines.read_line(&mut line).expect("a header");
        }
        Events { lines }
    }
}

/// Saves a file below a folder.
pub(crate) fn put(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// The events that a page gets.
pub(crate) struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// The next event: its name and data.
    pub(crate) fn next(&mut self) -> (String, serde_json::Value) {
        let (mut name, mut data) = (String::new(), String::new());
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).expect("an event") > 0, "the stream ended");
            match line.trim_end().split_once(": ") {
                Some(("event", value)) => value.clone_into(&mut name),
                Some(("data", value)) => data += value,
                None if line == "\n" && !name.is_empty() => {
                    return (name, serde_json::from_str(&data).expect("JSON"));
                }
                _ => {}
            }
        }
    }

    /// Whether nothing more comes, since the preview has ended the stream.
    pub(crate) fn has_ended(mut self) -> bool {
        let mut rest = String::new();
        self.lines.read_to_string(&mut rest).is_ok_and(|_| !rest.contains("event: "))
    }

    /// The findings that the page is told next. Nothing else may come before.
    pub(crate) fn findings(&mut self) -> serde_json::Value {
        let (name, data) = self.next();
        assert_eq!(name, "findings", "{data}");
        data
    }
}
