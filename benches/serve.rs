//! How long a preview takes on a synthetic site: until it shows a page, and from a saved file to the page with the edit.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use divan::Bencher;
use gongkai::serve::{News, Options, Preview};

use crate::SIZES;

/// The pause between two edits.
const PAUSE: Duration = Duration::from_millis(400);

/// The report that is looked at and edited.
const FILE: &str = "content/2024/a00000.md";
const PAGE: &str = "/gk/2024/a00000/index.html";

/// From the program's start to the first page: a report's, which is read when it is asked for.
#[divan::bench(args = SIZES, sample_count = 5)]
fn serve_start_to_a_report(bencher: Bencher<'_, '_>, reports: usize) {
    let dir = tempfile::tempdir().expect("a folder");
    crate::write(dir.path(), reports).expect("a site");
    bencher.bench_local(|| Live::start(dir.path()).shows(PAGE));
}

/// From the program's start to the home page, which shows the sums of all reports.
#[divan::bench(args = SIZES, sample_count = 3)]
fn serve_start_to_home(bencher: Bencher<'_, '_>, reports: usize) {
    let dir = tempfile::tempdir().expect("a folder");
    crate::write(dir.path(), reports).expect("a site");
    bencher.bench_local(|| Live::start(dir.path()).shows("/gk/"));
}

/// From a file that is saved to the event in a connected browser and the new bytes of the page, all waiting included.
#[divan::bench(args = SIZES, sample_count = 25)]
fn serve_edit_to_page(bencher: Bencher<'_, '_>, reports: usize) {
    let dir = tempfile::tempdir().expect("a folder");
    crate::write(dir.path(), reports).expect("a site");
    let path = dir.path().join(FILE);
    let text = fs::read_to_string(&path).expect("a report");
    let mut live = Live::start(dir.path());
    let mut turn = 0;
    bencher
        .with_inputs(|| {
            // A person saves again when the last edit has been seen and checked, and not in the same moment: of edits that follow each
            // other faster than this, the preview shows some together.
            live.settle();
            std::thread::sleep(PAUSE);
            turn += 1;
            (live.listen(PAGE), format!("第{turn}次保存"))
        })
        .bench_local_values(|(mut events, mark)| {
            fs::write(&path, format!("{text}\n{mark}\n")).expect("a file");
            events.wait_for("event: reload");
            let page = Live::ask(events.address, PAGE);
            assert!(page.contains(&mark), "the page is an old one");
        });
}

/// A preview and what it tells.
struct Live {
    preview: Preview,
    news: Receiver<News>,
    settled: bool,
}

impl Live {
    fn start(root: &Path) -> Self {
        let options = Options::new(root, SocketAddr::from(([127, 0, 0, 1], 0)));
        let (tell, news) = channel();
        let preview = Preview::start(&options, move |news| {
            // At the end nobody listens any more.
            let _ = tell.send(news);
        });
        Self { preview: preview.expect("a preview"), news, settled: false }
    }

    /// Gets a page, and itself back: its end is not to be timed.
    fn shows(self, path: &str) -> Self {
        self.get(path);
        self
    }

    /// Waits until everything has been checked.
    fn settle(&mut self) {
        let mut is_owed = !self.settled;
        self.settled = true;
        loop {
            let news = if is_owed { self.news.recv().ok() } else { self.news.try_recv().ok() };
            match news {
                Some(News::Changed { .. }) => is_owed = true,
                Some(News::Checked { .. }) => is_owed = false,
                Some(News::Notice(_)) => {}
                None => return,
            }
        }
    }

    fn get(&self, path: &str) -> String {
        Self::ask(self.preview.address(), path)
    }

    fn ask(address: SocketAddr, path: &str) -> String {
        let mut stream = TcpStream::connect(address).expect("a connection");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200 "), "{path}: {answer}");
        answer
    }

    /// Connects as the script of a page does, and waits until the server has told all there is.
    fn listen(&self, path: &str) -> Events {
        let html = self.get(path);
        let value =
            |name: &str| html.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        let (page, version) = value("data-page").zip(value("data-version")).expect("a snippet");
        let address = self.preview.address();
        let mut stream = TcpStream::connect(address).expect("a connection");
        let query = format!("page={page}&version={version}");
        write!(stream, "GET /_gongkai/events?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .expect("a request");
        let mut events = Events { address, lines: BufReader::new(stream) };
        events.wait_for("event: findings");
        events
    }
}

/// The events of a page.
struct Events {
    address: SocketAddr,
    lines: BufReader<TcpStream>,
}

impl Events {
    fn wait_for(&mut self, line: &str) {
        let mut read = String::new();
        while read.trim_end() != line {
            read.clear();
            assert!(self.lines.read_line(&mut read).expect("an event") > 0, "the stream ended");
        }
    }
}
