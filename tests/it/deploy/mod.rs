//! `gongkai deploy`: releases in folders and on servers, and what a reader sees of them meanwhile.

mod command;
mod folder;
mod ledger;
#[cfg(unix)]
mod reader;
#[cfg(unix)]
mod server;
mod steps;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};

use gongkai::deploy::{Access, DeployError, Place, Plan, Sender, State, open};
use gongkai::disk::{Content, Gate, Manifest, Origin, Step, records};
use gongkai::portal::{self, Base, Layout, Target};

type Files = BTreeMap<String, Content>;

/// A site without anything in it, and a folder beside it that is a target.
struct Office {
    root: tempfile::TempDir,
    target: Target,
    /// Every deploy is a minute later than the one before.
    minutes: AtomicI64,
}

impl Office {
    fn new(layout: Layout) -> Self {
        let root = tempfile::tempdir().expect("a folder");
        for dir in ["site", "home"] {
            fs::create_dir(root.path().join(dir)).expect("a folder");
        }
        let path = root.path().join("www").display().to_string();
        let target = Target {
            place: portal::Place::Dir { path, layout },
            keep: NonZeroU32::new(3).expect("not zero"),
            url: Base::default(),
            publishes: true,
        };
        Self { root, target, minutes: AtomicI64::new(0) }
    }

    /// The path of something on the target.
    fn www(&self, path: &str) -> PathBuf {
        self.root.path().join("www").join(path)
    }

    fn current(&self) -> BTreeMap<String, String> {
        texts(&self.www("current"))
    }

    fn releases(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.www("releases"))
            .into_iter()
            .flatten()
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn manifest(&self) -> Manifest {
        Manifest::parse(&fs::read(self.www("current/manifest.json")).expect("a manifest")).expect("ours")
    }

    fn sender(&self) -> Sender {
        let start: jiff::Timestamp = "2025-01-20T01:30:00Z".parse().expect("a time");
        let minute = self.minutes.fetch_add(1, Ordering::SeqCst);
        Sender {
            site: self.root.path().join("site"),
            home: Some(self.root.path().join("home")),
            who: "clerk@office".to_owned(),
            now: start + jiff::SignedDuration::from_mins(minute),
        }
    }

    fn deploy(&self, files: &Files) -> Result<Plan, DeployError> {
        self.deploy_with(files, Leave::default(), &unsynced)
    }

    fn deploy_with(&self, files: &Files, leave: Leave, gate: &Gate<'_>) -> Result<Plan, DeployError> {
        let sender = self.sender();
        let place = open(&self.target, &sender, Access::Change, gate)?;
        let state = place.state()?;
        if !leave.overwrite {
            state.check()?;
        }
        let plan = self.plan(&state, files, &sender);
        if plan.changes.is_empty() {
            place.tidy(&[])?;
            return Ok(plan);
        }
        plan.check(leave.vanish)?;
        place.send(&plan, files)?;
        place.switch(&plan.id)?;
        place.tidy(&plan.outdated)?;
        Ok(plan)
    }

    fn plan(&self, state: &State, files: &Files, sender: &Sender) -> Plan {
        let keep = usize::try_from(self.target.keep.get()).expect("a small number");
        Plan::new(state, &records(files).expect("files"), &Origin::default(), (keep, sender.now))
    }

    fn state(&self) -> State {
        let sender = self.sender();
        open(&self.target, &sender, Access::Look, &unsynced).and_then(|place| place.state()).expect("a state")
    }

    /// Back to the release before; which one that is.
    fn rollback(&self) -> Result<String, DeployError> {
        let sender = self.sender();
        let place: Box<dyn Place> = open(&self.target, &sender, Access::Change, &unsynced)?;
        let state = place.state()?;
        let id = state.earlier()?;
        place.switch(id)?;
        Ok(id.to_string())
    }
}

/// What a deploy is allowed.
#[derive(Clone, Copy, Default)]
struct Leave {
    overwrite: bool,
    vanish: Option<usize>,
}

/// Everything but forcing the data to the disk: that is slow on a busy one, and no test cuts the power.
fn unsynced(step: &Step<'_>) -> io::Result<()> {
    match step {
        Step::Sync(_) => Err(ErrorKind::Unsupported.into()),
        _ => Ok(()),
    }
}

fn files(texts: &[(&str, &str)]) -> Files {
    texts.iter().map(|&(path, text)| (path.to_owned(), Content::from(text))).collect()
}

/// A portal of a few pages in a version: each page names the style sheet of its version.
fn version(name: &str) -> Files {
    let page = format!("<link href=assets/style.{name}.css> {name}");
    let mut files = files(&[("2022/same.html", "a page that stays"), ("data/same.csv", "1,2")]);
    for path in ["index.html", "2022/index.html", "404.html"] {
        files.insert(path.to_owned(), Content::from(page.as_str()));
    }
    files.insert(format!("assets/style.{name}.css"), Content::from(format!("/* {name} */")));
    files.insert(format!("2022/only-{name}.html"), Content::from(page.as_str()));
    files.insert("data/all.csv".to_owned(), Content::from(name));
    files
}

/// The texts of all files in a folder, without the manifest; other entries say what they are.
fn texts(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(dir) = waiting.pop() {
        for entry in fs::read_dir(&dir).into_iter().flatten().map(|entry| entry.expect("an entry")) {
            let (path, kind) = (entry.path(), entry.file_type().expect("a kind"));
            let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            if kind.is_dir() {
                waiting.push(path);
            } else if kind.is_symlink() {
                found.insert(name, "a link".to_owned());
            } else if name != "manifest.json" {
                found.insert(name, String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned());
            }
        }
    }
    found
}

/// Compares what two folders hold; names the files that differ.
#[track_caller]
fn assert_same(found: &BTreeMap<String, String>, expected: &BTreeMap<String, String>) {
    let paths: BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
    let differ: Vec<_> = paths.into_iter().filter(|path| found.get(*path) != expected.get(*path)).collect();
    assert!(differ.is_empty(), "{differ:?}");
}

/// The texts of files as they are to be.
fn expected(files: &Files) -> BTreeMap<String, String> {
    let text = |content: &Content| match content {
        Content::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Content::File(path) => fs::read_to_string(path).expect("a text"),
    };
    files.iter().map(|(path, content)| (path.clone(), text(content))).collect()
}

/// The same with what is carried on from earlier versions.
fn with_styles(files: &Files, versions: &[&str]) -> BTreeMap<String, String> {
    let mut texts = expected(files);
    for name in versions {
        texts.insert(format!("assets/style.{name}.css"), format!("/* {name} */"));
    }
    texts
}
