//! A reader who fetches pages and all that they name through a real web server while one deploy follows another.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use gongkai::build::Output;
use gongkai::disk::Content;
use gongkai::portal::Layout;

use super::{Files, Leave, Office, unsynced};
use crate::site::{Site, zeros};

const MISSING: &str = "nginx was not found.\n\
     Debian, Ubuntu: sudo apt-get install nginx\n\
     Fedora: sudo dnf install nginx";

const PATIENCE: Duration = Duration::from_secs(30);

/// nginx that shows a folder; it ends when this goes.
struct Nginx {
    child: Child,
    address: SocketAddr,
}

impl Nginx {
    fn start(office: &Office) -> Self {
        let folder = office.root.path().join("nginx");
        fs::create_dir(&folder).expect("a folder");
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = listener.local_addr().expect("its address");
        drop(listener);
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("    {kind}_temp_path {kind};\n"))
            .concat();
        let configuration = format!(
            "daemon off;\nmaster_process off;\npid pid;\nerror_log error.log;\nevents {{}}\nhttp {{\n    access_log off;\n\
             {temporary}    server {{\n        listen {address};\n        root \"{}\";\n    }}\n}}\n",
            office.www("current").display()
        );
        fs::write(folder.join("nginx.conf"), configuration).expect("a configuration");
        let places =
            ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx"];
        let program = places.into_iter().find(|path| Path::new(path).is_file()).expect(MISSING);
        let child = Command::new(program)
            .arg("-p")
            .arg(&folder)
            .args(["-e", "error.log", "-c", "nginx.conf"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("nginx");
        let mut nginx = Self { child, address };
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(address).is_err() {
            let told = fs::read_to_string(folder.join("error.log")).unwrap_or_default();
            assert!(nginx.child.try_wait().expect("a child").is_none() && Instant::now() < end, "{told}");
            thread::sleep(Duration::from_millis(10));
        }
        nginx
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Fetches a file: the status, and the body, which must be as long as its header says.
fn get(address: SocketAddr, path: &str) -> (u16, Vec<u8>) {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
    write!(stream, "GET /{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .expect("a request");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
    let body = bytes.split_off(end + 4);
    let head = String::from_utf8(bytes).expect("a head");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).expect("a length");
    assert_eq!(length.parse(), Ok(body.len()), "{path} was cut");
    (status, body)
}

/// A small portal as the pipeline makes it.
fn portal(settings: &str, count: usize) -> Files {
    let mut site = Site::new();
    site.set("site.toml", settings);
    for (agency, year) in [("haicheng", 2021), ("haicheng", 2022), ("jiaoyu", 2022)].into_iter().take(count) {
        site.set(&format!("content/{year}/{agency}.md"), &zeros(agency, year));
    }
    let outcome = site.run();
    assert!(!outcome.blocks(false), "{:?}", crate::site::told(&outcome));
    let content = |output: &Output| match output {
        Output::Bytes(bytes) => Content::Bytes(bytes.clone()),
        Output::Copy(path) => panic!("{path}"),
    };
    outcome.outputs.iter().map(|(route, output)| (route.as_str().to_owned(), content(output))).collect()
}

fn bytes<'a>(files: &'a Files, path: &str) -> &'a [u8] {
    match files.get(path) {
        Some(Content::Bytes(bytes)) => bytes,
        other => panic!("{path}: {other:?}"),
    }
}

/// The assets that a page names.
fn assets(page: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(page);
    let named = text.split(['"', '\'']).filter_map(|word| word.split_once("assets/"));
    let plain = named.filter(|(before, _)| before.chars().all(|c| "./".contains(c)));
    plain.map(|(_, name)| format!("assets/{}", name.split(['#', '?']).next().unwrap_or_default())).collect()
}

/// Fetches until it is told to stop; how many pages of each version were seen.
fn read(address: SocketAddr, versions: &[Files; 2], stop: &AtomicBool) -> BTreeMap<usize, usize> {
    let is_page = |path: &&String| {
        path.ends_with("/index.html") && versions.iter().all(|files| files.contains_key(*path))
    };
    let pages: Vec<&String> = versions[0].keys().filter(is_page).collect();
    assert!(pages.len() > 8, "{pages:?}");
    let mut seen = BTreeMap::new();
    for page in pages.iter().cycle() {
        if stop.load(Ordering::SeqCst) {
            break;
        }
        let (status, body) = get(address, page);
        assert_eq!(status, 200, "{page}");
        let version = versions.iter().position(|files| bytes(files, page) == body);
        let version = version.unwrap_or_else(|| panic!("{page} is that of neither version"));
        *seen.entry(version).or_default() += 1;
        let assets = assets(&body);
        assert!(assets.len() > 1, "{page}: {assets:?}");
        for asset in assets {
            let (status, body) = get(address, &asset);
            assert_eq!(status, 200, "{page} names {asset}");
            assert!(body == bytes(&versions[version], &asset), "{page} names {asset}, which is another");
        }
    }
    seen
}

fn nobody_sees_anything_but_a_whole_version(layout: Layout, deploys: usize) {
    let office = Office::new(layout);
    fs::set_permissions(office.root.path(), fs::Permissions::from_mode(0o755)).expect("rights");
    let versions = [portal("title = \"一\"\n", 2), portal("title = \"二\"\ntheme = \"red\"\n", 3)];
    let style = |files: &Files| assets(bytes(files, "index.html"));
    assert_ne!(style(&versions[0]), style(&versions[1]), "the versions have style sheets of their own");
    let leave = Leave { overwrite: false, vanish: Some(1000) };
    office.deploy_with(&versions[0], leave, &unsynced).expect("a deploy");
    let nginx = Nginx::start(&office);
    let stop = AtomicBool::new(false);
    let seen = thread::scope(|scope| {
        let readers: Vec<_> = (0..2).map(|_| scope.spawn(|| read(nginx.address, &versions, &stop))).collect();
        for n in 1..=deploys {
            let deployed = office.deploy_with(&versions[n % 2], leave, &unsynced);
            if readers.iter().any(thread::ScopedJoinHandle::is_finished) {
                break;
            }
            deployed.expect("a deploy");
        }
        stop.store(true, Ordering::SeqCst);
        readers.into_iter().map(|reader| reader.join().expect("a reader")).collect::<Vec<_>>()
    });
    for seen in &seen {
        assert!(seen.len() == 2 && seen.values().all(|count| *count > 20), "{seen:?}");
    }
}

#[test]
fn during_fifty_deploys_a_reader_sees_only_whole_pages_with_their_own_assets() {
    nobody_sees_anything_but_a_whole_version(Layout::Link, 50);
}

#[test]
fn in_place_too_a_reader_sees_only_whole_pages_with_their_own_assets() {
    nobody_sees_anything_but_a_whole_version(Layout::InPlace, 20);
}
