//! `gongkai serve` as a person uses it: the program itself, its terminal, and what it leaves behind.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::live::put;
use crate::site::zeros;

/// How long anything may take on a machine that is very busy.
const PATIENCE: Duration = Duration::from_mins(2);

const REPORT: &str = "content/2022/jiaoyu.md";

/// The program, running, and what it prints.
struct Program {
    child: Child,
    lines: Receiver<String>,
    /// What was printed so far.
    seen: Vec<String>,
}

impl Program {
    /// Starts a preview of a folder at an address.
    fn start(root: &Path, language: &str, address: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .arg("--root")
            .arg(root)
            .args(["--lang", language, "serve", "--addr", address, "--now", "2023-01-20"])
            .env_clear()
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let (tell, lines) = channel();
        let printed = BufReader::new(child.stderr.take().expect("a pipe"));
        std::thread::spawn(move || {
            // A test that is done listens no more.
            printed.lines().map_while(Result::ok).try_for_each(|line| tell.send(line))
        });
        Self { child, lines, seen: Vec::new() }
    }

    /// Starts one at any free port, and gives its address.
    fn started(root: &Path, language: &str) -> (Self, SocketAddr) {
        let mut program = Self::start(root, language, "127.0.0.1:0");
        let address = program.address();
        (program, address)
    }

    /// The address in the line with which it starts.
    fn address(&mut self) -> SocketAddr {
        let line = self.line("http://");
        let url = line.split(' ').find_map(|word| word.strip_prefix("http://")).expect("an address");
        url.split('/').next().expect("a host").parse().unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    /// Waits for the next line with these words in it.
    fn line(&mut self, words: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    self.seen.push(line.clone());
                    if line.contains(words) {
                        return line;
                    }
                }
                Err(error) => panic!("never {words:?}: {error}, but {:#?}", self.seen),
            }
        }
    }

    /// Waits until it has ended by itself.
    fn end(&mut self, patience: Duration) -> ExitStatus {
        let end = Instant::now() + patience;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status;
            }
            assert!(Instant::now() < end, "still there: {:#?}", self.seen);
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Everything that it still prints until it has ended.
    fn rest(&mut self) -> Vec<String> {
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => self.seen.push(line),
                Err(RecvTimeoutError::Disconnected) => return self.seen.clone(),
                Err(error) => panic!("{error}: {:#?}", self.seen),
            }
        }
    }

    /// Sends a signal, as Ctrl-C does.
    #[cfg(unix)]
    fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(name).arg(self.child.id().to_string()).status();
        assert!(sent.expect("kill runs").success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The status and the text of an answer; the host as it is given.
fn ask(address: SocketAddr, host: &str, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()).expect("a request");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let status = text.split(' ').nth(1).and_then(|word| word.parse().ok()).expect("a status");
    (status, text)
}

fn get(address: SocketAddr, path: &str) -> (u16, String) {
    ask(address, "localhost", path)
}

/// Waits until something is so.
fn eventually(what: &str, so: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !so() {
        assert!(Instant::now() < end, "never {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A site with two reports.
fn site() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let register =
        "- { slug: haicheng, name: 海城镇人民政府, kind: town }\n- { slug: jiaoyu, name: 样例县教育局 }\n";
    put(dir.path(), "site.toml", "title = \"样例\"\n".as_bytes());
    put(dir.path(), "content/agencies.yaml", register.as_bytes());
    put(dir.path(), "content/2022/haicheng.md", zeros("haicheng", 2022).as_bytes());
    put(dir.path(), REPORT, zeros("jiaoyu", 2022).as_bytes());
    dir
}

/// All that is below a folder: paths with bytes, and when they were last written.
fn tree(root: &Path) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let written = fs::metadata(&path).and_then(|meta| meta.modified()).expect("a time");
            let bytes = if path.is_dir() { Vec::new() } else { fs::read(&path).expect("a file") };
            if path.is_dir() {
                folders.push(path.clone());
            }
            found.insert(path.to_string_lossy().into_owned(), (bytes, written));
        }
    }
    found
}

#[test]
fn the_first_line_names_the_address_and_the_count_in_either_language() {
    let site = site();
    for (language, count) in [("en", "  2 reports  "), ("zh-CN", "  2 份报告  ")] {
        let (program, address) = Program::started(site.path(), language);
        let line = program.seen.last().expect("a line");
        assert!(line.starts_with(&format!("http://{address}/  ")) && line.contains(count), "{line}");
        assert!(line.contains("Ctrl-C"), "{line}");
        assert_eq!(program.seen.len(), 1, "{:?}", program.seen);
        assert!(address.ip().is_loopback() && address.port() != 0);
        assert_eq!(get(address, "/2022/jiaoyu/").0, 200);
    }
}

#[test]
fn a_portal_in_a_folder_of_its_host_is_named_with_that_folder() {
    let site = site();
    let toml = "title = \"样例\"\nbase_url = \"https://www.example.gov.cn/xx/gk/\"\n";
    put(site.path(), "site.toml", toml.as_bytes());
    let (program, address) = Program::started(site.path(), "en");
    let line = program.seen.last().expect("a line");
    assert!(line.starts_with(&format!("http://{address}/xx/gk/ ")), "{line}");
    assert_eq!(get(address, "/xx/gk/2022/jiaoyu/").0, 200);
}

#[test]
fn a_busy_port_is_told_and_the_next_one_taken() {
    let site = site();
    for (language, busy) in [("en", "is in use"), ("zh-CN", "已被占用")] {
        let (_first, address) = Program::started(site.path(), language);
        let mut second = Program::start(site.path(), language, &address.to_string());
        let line = second.line(busy);
        let other = second.address();
        assert!(
            line.contains(&address.port().to_string()) && line.contains(&other.port().to_string()),
            "{line}"
        );
        assert!(other.port() > address.port(), "{other} {address}");
        assert_eq!((get(address, "/").0, get(other, "/").0), (200, 200));
    }
}

#[test]
fn where_nothing_can_be_shown_or_heard_the_program_says_so_and_ends() {
    let site = site();
    let nowhere = site.path().join("nowhere");
    let file = site.path().join("site.toml");
    for language in ["en", "zh-CN"] {
        // An address for examples, which no machine has.
        let told = refused(site.path(), language, "192.0.2.1:0");
        assert!(told.contains("192.0.2.1:0") && told.contains("= help: "), "{told}");
        assert!(told.contains("127.0.0.1:8081"), "{told}");
        for root in [&nowhere, &file] {
            let told = refused(root, language, "127.0.0.1:0");
            assert!(told.contains(&*root.to_string_lossy()), "{told}");
        }
        for address in ["localhost", "127.0.0", "127.0.0.1:99999", "", "evil.example:8080", "localhost:"] {
            let told = refused(site.path(), language, address);
            assert!(told.contains("--addr"), "{address}: {told}");
        }
    }
    // There is no port after the last.
    let _last = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 65535)));
    let told = refused(site.path(), "en", "127.0.0.1:65535");
    assert!(told.contains("127.0.0.1:65535") && told.contains("= help: "), "{told}");
}

/// What a program says that cannot start; its code is 2.
fn refused(root: &Path, language: &str, address: &str) -> String {
    let mut program = Program::start(root, language, address);
    let status = program.end(PATIENCE);
    let told = program.rest().join("\n");
    assert_eq!(status.code(), Some(2), "{address}: {told}");
    told
}

#[test]
fn an_address_of_this_machine_can_be_written_short() {
    let site = site();
    for address in ["localhost:0", ":0", "0"] {
        let mut program = Program::start(site.path(), "en", address);
        let taken = program.address();
        assert!(taken.ip().is_loopback(), "{address}: {taken}");
        assert_eq!(get(taken, "/").0, 200, "{address}");
    }
}

#[test]
fn an_empty_folder_is_shown_as_one_and_becomes_a_site_when_files_come() {
    let dir = tempfile::tempdir().expect("a folder");
    let (mut program, address) = Program::started(dir.path(), "en");
    let (status, text) = get(address, "/");
    assert_eq!(status, 500);
    assert!(text.contains("site.toml"), "{text}");
    assert!(program.line("error[").contains("site.toml"));
    put(dir.path(), "content/agencies.yaml", "- { slug: jiaoyu, name: 样例县教育局 }\n".as_bytes());
    put(dir.path(), REPORT, zeros("jiaoyu", 2022).as_bytes());
    put(dir.path(), "site.toml", "title = \"样例\"\n".as_bytes());
    program.line("✓");
    let (status, text) = get(address, "/2022/jiaoyu/");
    assert_eq!(status, 200);
    assert!(text.contains("样例县教育局"), "{text}");
}

#[test]
fn after_each_save_the_terminal_says_what_is_wrong_and_where() {
    let site = site();
    for (language, good, bad) in [("en", "✓ no errors", "✗ 1 error"), ("zh-CN", "✓ 没有错误", "✗ 1 个错误")]
    {
        let (mut program, address) = Program::started(site.path(), language);
        program.line(good);
        let wrong = zeros("jiaoyu", 2022).replacen("[0, 0, 0, 0, 0]", "[1, 0, 0, 0, 5]", 1);
        put(site.path(), REPORT, wrong.as_bytes());
        let changed = program.line(REPORT);
        assert!(
            changed.starts_with(REPORT) && (changed.ends_with(" ms") || changed.ends_with(" 毫秒")),
            "{changed}"
        );
        let told = program.line("error[");
        let (rule, rest) = told.split_once("] ").expect("a rule");
        let (place, message) = rest.split_once(' ').expect("a place");
        assert_eq!(rule, "error[review.total", "{told}");
        let position = wrong.find("[1, 0, 0, 0, 5]").expect("the row");
        let line = wrong.split_at(position).0.lines().count();
        let (path, rest) = place.split_once(':').expect("a path");
        assert_eq!((path, rest.split(':').next()), (REPORT, Some(&*line.to_string())), "{told}");
        assert!(rest.split(':').nth(1).is_some_and(|column| column.parse::<usize>().is_ok()), "{told}");
        assert!(message.contains('5') && message.contains('1'), "{told}");
        program.line(bad);
        assert!(get(address, "/_gongkai/").1.contains(REPORT));
        put(site.path(), REPORT, zeros("jiaoyu", 2022).as_bytes());
        program.line(good);
    }
}

#[test]
fn what_a_file_says_does_not_steer_the_terminal() {
    let site = site();
    let (mut program, _) = Program::started(site.path(), "en");
    program.line("✓");
    let hostile = "---\nagency: \"\\e[31m\\e]0;title\\a\\r\\nerror: none\"\nyear: 2022\n---\n";
    put(site.path(), REPORT, hostile.as_bytes());
    program.line("✗");
    put(site.path(), REPORT, format!("---\nagency: {}\n---\n", "长".repeat(350_000)).as_bytes());
    program.line("✗");
    for line in &program.seen {
        assert!(line.chars().count() < 1000, "{line:.1000}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
        assert!(!line.starts_with("error: none"), "{line:?}");
    }
}

#[test]
fn a_preview_for_others_is_warned_of_and_has_no_name_but_its_addresses() {
    let site = site();
    for (language, warning) in [("en", "Careful: 0.0.0.0:"), ("zh-CN", "注意：0.0.0.0:")] {
        let mut program = Program::start(site.path(), language, "0.0.0.0:0");
        program.line(warning);
        // The line is there to be opened: no browser on every system opens the address that stands for all.
        let address = program.address();
        assert!(address.ip().is_loopback(), "{address}");
        for (host, status) in [
            ("localhost", 200),
            ("127.0.0.1", 200),
            ("192.0.2.7", 200),
            ("192.0.2.7:8080", 200),
            ("[::1]", 200),
            ("evil.example", 403),
            ("localhost.evil.example", 403),
            ("192.0.2.7.evil.example", 403),
            ("", 400),
        ] {
            assert_eq!(ask(address, host, "/").0, status, "{host}");
        }
    }
    let (program, address) = Program::started(site.path(), "en");
    assert!(!program.seen.iter().any(|line| line.contains("Careful")), "{:?}", program.seen);
    assert_eq!(ask(address, "192.0.2.7", "/").0, 403);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_program_at_once_with_connections_open_and_nothing_written() {
    use std::os::unix::process::ExitStatusExt as _;

    for name in ["-INT", "-TERM"] {
        let site = site();
        let before = tree(site.path());
        let (mut program, address) = Program::started(site.path(), "en");
        program.line("✓");
        let _listening: Vec<Listener> = (0..20).map(|_| Listener::open(address)).collect();
        let _silent = TcpStream::connect(address).expect("a connection");
        for path in ["/", "/2022/jiaoyu/", "/2022/jiaoyu/report.xlsx", "/nowhere", "/data/", "/_gongkai/"] {
            get(address, path);
        }
        program.signal(name);
        let status = program.end(Duration::from_secs(10));
        assert!(status.signal().is_some() || status.code().is_some_and(|code| code >= 128), "{status}");
        assert!(!program.rest().iter().any(|line| line.contains("panicked")), "{:?}", program.seen);
        let after = tree(site.path());
        assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        assert!(before == after);
    }
}

#[test]
fn a_terminal_that_nobody_reads_does_not_end_the_preview() {
    let site = site();
    let mut child = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("--root")
        .arg(site.path())
        .args(["--lang", "en", "serve", "--addr", "127.0.0.1:0"])
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut printed = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut line = String::new();
    printed.read_line(&mut line).expect("a line");
    drop(printed);
    let url = line.split_once("http://").expect("an address").1;
    let address: SocketAddr = url.split('/').next().expect("a host").parse().expect("an address");
    let mut program = Program { child, lines: channel().1, seen: Vec::new() };
    let text = zeros("jiaoyu", 2022).replacen("licence: [0]", "licence: [4711]", 1);
    put(site.path(), REPORT, text.as_bytes());
    eventually("the new figure", || get(address, "/2022/jiaoyu/").1.contains("4711"));
    assert_eq!(program.child.try_wait().expect("a child"), None);
}

/// A page that listens for changes.
struct Listener {
    stream: BufReader<TcpStream>,
}

impl Listener {
    /// Opens the event stream of the report.
    fn open(address: SocketAddr) -> Self {
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        let request =
            "GET /_gongkai/events?page=2022/jiaoyu/index.html&version=x HTTP/1.1\r\nHost: localhost\r\n\r\n";
        stream.write_all(request.as_bytes()).expect("a request");
        Self { stream: BufReader::new(stream) }
    }

    /// Waits for the next event of this name.
    fn event(&mut self, name: &str) {
        let mut line = String::new();
        while line.trim_end() != format!("event: {name}") {
            line.clear();
            assert!(self.stream.read_line(&mut line).expect("an event") > 0, "the stream ended");
        }
    }
}

/// How many threads and descriptors a process has.
#[cfg(target_os = "linux")]
fn used(child: &Child) -> (usize, usize) {
    let count = |of: &str| fs::read_dir(format!("/proc/{}/{of}", child.id())).expect("a process").count();
    (count("task"), count("fd"))
}

#[cfg(target_os = "linux")]
#[test]
fn however_many_pages_are_opened_at_once_threads_are_bounded() {
    const PAGES: usize = 600;
    // Those who wait, those who are answered, and those of the program itself.
    const MOST: usize = 256 + 64 + 30;
    let site = site();
    let name = |number: usize| format!("a{number:04}");
    let mut register = fs::read_to_string(site.path().join("content/agencies.yaml")).expect("a register");
    for number in 0..PAGES {
        writeln!(register, "- {{ slug: {}, name: 样例{number}局 }}", name(number)).expect("memory");
        put(site.path(), &format!("content/2022/{}.md", name(number)), zeros(&name(number), 2022).as_bytes());
    }
    put(site.path(), "content/agencies.yaml", register.as_bytes());
    let (mut program, address) = Program::started(site.path(), "en");
    program.line("✓");
    let done = std::sync::atomic::AtomicBool::new(false);
    let most = std::thread::scope(|scope| {
        let counting = scope.spawn(|| {
            let mut most = 0;
            while !done.load(std::sync::atomic::Ordering::SeqCst) {
                most = most.max(used(&program.child).0);
            }
            most
        });
        // Each is on a page of its own, which is made to see whether it has changed.
        let open = |number: usize| {
            let mut stream = TcpStream::connect(address).expect("a connection");
            let query = format!("page=2022/{}/index.html&version=x", name(number));
            let request = format!("GET /_gongkai/events?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n");
            stream.write_all(request.as_bytes()).expect("a request");
            stream
        };
        let streams: Vec<TcpStream> = (0..PAGES).map(open).collect();
        eventually("an answer", || get(address, "/").0 == 200);
        done.store(true, std::sync::atomic::Ordering::SeqCst);
        drop(streams);
        counting.join().expect("a count")
    });
    assert!(most <= MOST, "{most} threads");
}

#[cfg(target_os = "linux")]
#[test]
fn ten_thousand_requests_and_two_hundred_listeners_leave_nothing_behind() {
    const REQUESTS: usize = 10_000;
    const LISTENERS: usize = 200;
    const SLACK: usize = 5;
    let site = site();
    let (mut program, address) = Program::started(site.path(), "en");
    program.line("✓");
    // What is made once, such as the pages themselves, is there before.
    let paths = ["/", "/2022/jiaoyu/", "/2022/jiaoyu/report.json", "/nowhere", "/_gongkai/client.js"];
    for path in paths {
        get(address, path);
    }
    Listener::open(address).event("reload");
    let close = |(now, then): (usize, usize)| now.abs_diff(then) <= SLACK;
    let before = used(&program.child);
    let listening: Vec<Listener> = (0..LISTENERS)
        .map(|_| {
            let mut listener = Listener::open(address);
            listener.event("reload");
            listener
        })
        .collect();
    let during = used(&program.child);
    assert!(during.1 + SLACK >= before.1 + LISTENERS, "{before:?} {during:?}");
    assert!(during.0 < before.0 + 80, "a listener has no thread of its own: {before:?} {during:?}");
    std::thread::scope(|scope| {
        for part in 0..4 {
            scope.spawn(move || {
                for number in 0..REQUESTS / 4 {
                    let path = paths[(part + number) % paths.len()];
                    assert_eq!(get(address, path).0, if path == "/nowhere" { 404 } else { 200 }, "{path}");
                }
            });
        }
    });
    drop(listening);
    // Half of them again, which go away while something is told.
    let again: Vec<Listener> = (0..LISTENERS / 2).map(|_| Listener::open(address)).collect();
    let text = zeros("jiaoyu", 2022).replacen("licence: [0]", "licence: [4711]", 1);
    put(site.path(), REPORT, text.as_bytes());
    drop(again);
    program.line(REPORT);
    let mut last = (0, 0);
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        last = used(&program.child);
        if close((last.0, before.0)) && close((last.1, before.1)) {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(
        close((last.0, before.0)) && close((last.1, before.1)),
        "threads, descriptors: {before:?} {last:?}"
    );
    assert!(get(address, "/2022/jiaoyu/").1.contains("4711"));
}

#[test]
fn a_storm_of_three_thousand_reports_is_three_changes_at_most_and_then_all_is_there() {
    const AGENCIES: usize = 1000;
    const YEARS: [i32; 3] = [2021, 2022, 2023];
    let site = site();
    let name = |number: usize| format!("a{number:04}");
    let mut register = fs::read_to_string(site.path().join("content/agencies.yaml")).expect("a register");
    for number in 0..AGENCIES {
        writeln!(register, "- {{ slug: {}, name: 样例{number}局 }}", name(number)).expect("memory");
    }
    put(site.path(), "content/agencies.yaml", register.as_bytes());
    let (mut program, address) = Program::started(site.path(), "en");
    program.line("✓");
    let mut listener = Listener::open(address);
    listener.event("reload");
    let texts: Vec<(i32, String)> = YEARS.iter().map(|year| (*year, zeros("jiaoyu", *year))).collect();
    for (year, text) in &texts {
        for number in 0..AGENCIES {
            let text = text.replacen("agency: jiaoyu", &format!("agency: {}", name(number)), 1);
            put(site.path(), &format!("content/{year}/{}.md", name(number)), text.as_bytes());
        }
    }
    // What is saved after the storm is seen after it.
    let last = zeros("jiaoyu", 2022).replacen("licence: [0]", "licence: [4711]", 1);
    put(site.path(), REPORT, last.as_bytes());
    listener.event("reload");
    let is_change = |line: &&String| line.ends_with(" ms");
    eventually("the last figure", || get(address, "/2022/jiaoyu/").1.contains("4711"));
    for year in YEARS {
        let (status, page) = get(address, &format!("/{year}/"));
        assert_eq!(status, 200, "{year}");
        for number in [0, 1, 500, AGENCIES - 1] {
            assert!(page.contains(&name(number)), "{number} in {year}");
            assert_eq!(get(address, &format!("/{year}/{}/", name(number))).0, 200, "{number} in {year}");
        }
    }
    // One more, so that all that was told of the storm has been told.
    put(site.path(), "content/pages/last.md", "---\ntitle: 最后\n---\n文\n".as_bytes());
    program.line("content/pages/last.md");
    let changes: Vec<&String> = program.seen.iter().filter(is_change).collect();
    assert!((2..=4).contains(&changes.len()), "three at most, and that of the page: {changes:#?}");
}
