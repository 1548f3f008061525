//! What cannot be made to happen from outside: events that are lost, limits that are reached, and instants.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use notify::event::{
    AccessKind, AccessMode, CreateKind, DataChange, Flag, MetadataKind, ModifyKind, RemoveKind, RenameMode,
};
use notify::{Config, Error, ErrorKind, Event, EventHandler, EventKind, RecursiveMode, Watcher, WatcherKind};

use super::batch::{Pending, Scope};
use super::doubt::Doubts;
use super::inbox::Inbox;
use super::sign::{Inside, Meaning, Sign, What, is_limit};
use super::system::Watch;
use super::{Change, Follower, Means, Notice};
use crate::build::{Entry, Snapshot};
use crate::disk::{Inputs, read};

const WRITE: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

fn inside() -> Inside {
    Inside { root: "/home/.portal".into(), linked: vec![("/srv/texts".into(), "content")] }
}

fn meaning(kind: EventKind, path: &str) -> Meaning {
    inside().meaning(&Ok(Event::new(kind).add_path(path.into())))
}

fn sign(path: &str, what: What) -> Sign {
    Sign { path: path.to_owned(), what }
}

#[test]
fn an_event_means_the_input_that_it_names_and_no_other_file() {
    let changed = |path: &str| Meaning::Signs(vec![sign(path, What::Changed)]);
    let touch = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
    let nothing = Meaning::Signs(Vec::new());
    for (path, expected) in [
        ("/home/.portal/content/2022/海城镇.md", changed("content/2022/海城镇.md")),
        ("/home/.portal/site.toml", changed("site.toml")),
        ("/srv/texts/2022/a.md", changed("content/2022/a.md")),
        ("/home/.portal/public/index.html", nothing.clone()),
        ("/home/.portal/.gongkai-public/next/index.html", nothing.clone()),
        ("/home/.portal/content/.git/index", nothing.clone()),
        ("/home/.portal/content/2022/~$报告.docx", nothing.clone()),
        ("/home/.portal/content/2022/a/Thumbs.db", nothing.clone()),
        ("/home/.portal/site.toml.bak", nothing.clone()),
        ("/home/.portal", nothing.clone()),
        ("/home/other/content/2022/a.md", nothing.clone()),
    ] {
        assert_eq!(meaning(touch, path), expected, "{path}");
    }
}

#[test]
fn reading_a_file_means_nothing_and_writing_it_has_an_end() {
    let path = "/home/.portal/content/2022/a.md";
    let what = |kind| match meaning(kind, path) {
        Meaning::Signs(signs) => signs.into_iter().next().map(|sign| sign.what),
        other => panic!("{other:?}"),
    };
    assert_eq!(what(EventKind::Access(AccessKind::Open(AccessMode::Any))), None);
    assert_eq!(what(EventKind::Access(AccessKind::Close(AccessMode::Read))), None);
    assert_eq!(what(EventKind::Access(AccessKind::Close(AccessMode::Write))), Some(What::Written));
    let writing = if cfg!(target_os = "linux") { What::Writing } else { What::Changed };
    assert_eq!(what(WRITE), Some(writing));
    assert_eq!(what(EventKind::Remove(RemoveKind::File)), Some(What::Changed));
    assert_eq!(what(EventKind::Create(CreateKind::Folder)), Some(What::Came));
    assert_eq!(what(EventKind::Modify(ModifyKind::Name(RenameMode::From))), Some(What::Changed));
    assert_eq!(what(EventKind::Modify(ModifyKind::Name(RenameMode::To))), Some(What::Came));
}

#[test]
fn a_folder_of_input_that_comes_or_goes_is_watched_anew() {
    for path in ["/home/.portal/content", "/home/.portal/forms", "/home/.portal"] {
        assert_eq!(meaning(EventKind::Create(CreateKind::Folder), path), Meaning::Replaced);
        assert_eq!(meaning(EventKind::Remove(RemoveKind::Folder), path), Meaning::Replaced);
    }
    let other = meaning(EventKind::Create(CreateKind::Folder), "/home/.portal/public");
    assert_eq!(other, Meaning::Signs(Vec::new()));
}

#[test]
fn lost_events_and_limits_are_told_apart() {
    let rescan = Event::new(EventKind::Other).set_flag(Flag::Rescan);
    assert_eq!(inside().meaning(&Ok(rescan)), Meaning::Lost);
    assert_eq!(inside().meaning(&Err(Error::generic("something"))), Meaning::Lost);
    assert_eq!(inside().meaning(&Err(Error::new(ErrorKind::MaxFilesWatch))), Meaning::Limit);
    if cfg!(unix) {
        assert!(is_limit(&Error::io(io::Error::from_raw_os_error(28))));
        assert!(!is_limit(&Error::io(io::Error::from_raw_os_error(2))));
    }
}

/// Adds signs at milliseconds after a start; gives when the batch is due, in milliseconds.
fn due(pending: &mut Pending, start: Instant, signs: &[(u64, &str, What)]) -> u128 {
    for (at, path, what) in signs {
        pending.add(sign(path, *what), start + Duration::from_millis(*at));
    }
    pending.due().expect("a batch").duration_since(start).as_millis()
}

#[test]
fn a_saved_file_is_due_at_once_and_a_file_that_is_being_written_when_it_is_done() {
    let start = Instant::now();
    let mut pending = Pending::new();
    assert_eq!(pending.due(), None);
    assert_eq!(due(&mut pending, start, &[(0, "a", What::Writing), (1, "a", What::Writing)]), 151);
    assert_eq!(due(&mut pending, start, &[(80, "a", What::Writing)]), 230);
    assert_eq!(due(&mut pending, start, &[(90, "a", What::Written)]), 105);
    // What was only opened is no batch.
    let mut pending = Pending::new();
    pending.add(sign("a", What::Written), start);
    assert_eq!(pending.due(), None);
}

#[test]
fn silence_is_longer_where_much_happens_and_never_for_ever() {
    let start = Instant::now();
    let at = |milliseconds| start + Duration::from_millis(milliseconds);
    let mut pending = Pending::new();
    // Two edits in a row are quick, the third waits a little; after a while they are quick again.
    for (edit, expected) in [(0, 15), (50, 65), (100, 350), (1000, 1015)] {
        assert_eq!(due(&mut pending, start, &[(edit, "a", What::Changed)]), expected);
        pending.take(at(u64::try_from(expected).expect("a short time"))).expect("a batch");
    }
    // Some files at once.
    let mut pending = Pending::new();
    for number in 0..10 {
        pending.add(sign(&format!("{number}"), What::Changed), at(number));
    }
    assert_eq!(pending.due(), Some(at(9 + 250)));
    for moment in 0..100 {
        pending.add(sign("0", What::Changed), at(moment * 50));
    }
    assert_eq!(pending.due(), Some(at(2_000)));
    let batch = pending.take(at(2_000)).expect("a batch");
    assert!(matches!(batch.scope, Scope::Paths(paths) if paths.len() == 10));
    assert_eq!(pending.take(at(2_000)), None);
}

#[test]
fn a_storm_is_one_look_at_everything_when_it_is_over() {
    let start = Instant::now();
    let at = |milliseconds| start + Duration::from_millis(milliseconds);
    let mut pending = Pending::new();
    for number in 0..3_000 {
        pending.add(sign(&format!("content/{number}.md"), What::Writing), at(number));
        assert!(number == 0 || pending.due().is_some_and(|due| due > at(number)));
    }
    assert_eq!(pending.due(), Some(at(2_999 + 500)));
    assert_eq!(pending.take(at(3_499)).expect("a batch").scope, Scope::Everything);
}

#[test]
fn a_file_that_is_gone_is_believed_when_it_still_is_a_moment_later() {
    let start = Instant::now();
    let at = |milliseconds| start + Duration::from_millis(milliseconds);
    let mut snapshot = Snapshot::default();
    snapshot.set("a", "text");
    let (a, b): (Arc<str>, Arc<str>) = ("a".into(), "b".into());
    let gone = || vec![(Arc::clone(&a), None), (Arc::clone(&b), Some(Entry::text(*b"text")))];
    let scope = || Scope::Paths(BTreeSet::from(["a".to_owned(), "b".to_owned()]));
    let mut doubts = Doubts::new();
    // With its new name it would be there twice.
    assert_eq!(doubts.judge(&snapshot, scope(), gone(), at(0), at(15)), Vec::new());
    assert_eq!(doubts.look_at(), Some(at(200)));
    assert_eq!(doubts.take(), scope());
    assert_eq!(doubts.judge(&snapshot, scope(), gone(), at(200), at(200)), gone());
    assert_eq!(doubts.look_at(), None);
    // An empty file is no better; what is back is no longer in doubt.
    let empty = || vec![(Arc::clone(&a), Some(Entry::text(*b"")))];
    assert_eq!(doubts.judge(&snapshot, scope(), empty(), at(300), at(315)), Vec::new());
    let back = || vec![(Arc::clone(&a), Some(Entry::text(*b"other")))];
    assert_eq!(doubts.judge(&snapshot, scope(), back(), at(350), at(365)), back());
    assert_eq!(doubts.look_at(), None);
    // After a storm there was silence enough.
    assert_eq!(doubts.judge(&snapshot, scope(), gone(), at(400), at(900)), gone());
}

#[test]
fn what_is_in_doubt_again_and_again_holds_up_others_for_a_second_at_most() {
    let start = Instant::now();
    let at = |milliseconds| start + Duration::from_millis(milliseconds);
    let mut snapshot = Snapshot::default();
    snapshot.set("a", "text");
    snapshot.set("c", "text");
    let new: (Arc<str>, Option<Entry>) = ("b".into(), Some(Entry::text(*b"text")));
    let mut doubts = Doubts::new();
    let mut believed = Vec::new();
    let mut now = 0;
    while believed.is_empty() {
        // In turns, so that neither is ever gone for long.
        let gone: Arc<str> = if now % 300 == 0 { "a".into() } else { "c".into() };
        let differences = vec![(gone, None), new.clone()];
        believed = doubts.judge(&snapshot, Scope::none(), differences, at(now), at(now));
        now += 150;
        assert!(now < 2_000);
    }
    assert_eq!(believed, [new]);
}

/// A watcher that watches so many folders and no more.
#[derive(Debug)]
struct Limited(usize);

impl Watcher for Limited {
    fn new<F: EventHandler>(_: F, _: Config) -> notify::Result<Self> {
        Ok(Self(0))
    }

    fn watch(&mut self, _: &Path, _: RecursiveMode) -> notify::Result<()> {
        self.0 = self.0.checked_sub(1).ok_or_else(|| Error::new(ErrorKind::MaxFilesWatch))?;
        Ok(())
    }

    fn unwatch(&mut self, _: &Path) -> notify::Result<()> {
        Ok(())
    }

    fn kind() -> WatcherKind {
        WatcherKind::NullWatcher
    }
}

struct Site(tempfile::TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir_all(site.path("content/2022")).expect("a folder");
        site.put("content/2022/a.md", "one");
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).expect("a file");
    }

    /// A follower over a watcher that tells nothing of itself.
    fn follow(&self, watcher: notify::Result<Limited>) -> Follower {
        let inputs = Inputs::open(self.0.path()).expect("the site");
        let inbox = Arc::new(Inbox::new(inputs.root()));
        let (watch, notice) =
            Watch::over(inputs.root(), &inbox, watcher.map(|watcher| Box::new(watcher) as _));
        Follower::over(inputs, inbox, watch, notice)
    }
}

fn change(paths: &[&str], notices: &[Notice]) -> Change {
    Change { paths: paths.iter().map(|&path| path.into()).collect(), notices: notices.to_vec() }
}

#[test]
fn where_events_were_lost_everything_is_read_anew_and_it_is_said() {
    let site = Site::new();
    let mut follower = site.follow(Ok(Limited(100)));
    site.put("content/2022/a.md", "two");
    site.put("content/2022/b.md", "new");
    follower.inbox.receive(&Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)));
    let expected = change(&["content/2022/a.md", "content/2022/b.md"], &[Notice::Overflowed]);
    assert_eq!(follower.next(), Some(expected));
    assert_eq!(follower.snapshot(), &read(site.0.path()).expect("the site"));
    // It is also said where nothing changed.
    follower.inbox.receive(&Err(Error::generic("something")));
    assert_eq!(follower.next(), Some(change(&[], &[Notice::Overflowed])));
}

#[test]
fn where_no_more_can_be_watched_it_is_polled_and_said() {
    for (watcher, notice) in [
        (Ok(Limited(0)), Notice::LimitReached),
        (Ok(Limited(1)), Notice::LimitReached),
        (Err(Error::new(ErrorKind::MaxFilesWatch)), Notice::LimitReached),
        (Err(Error::generic("no such thing here")), Notice::Refused),
    ] {
        let site = Site::new();
        let mut follower = site.follow(watcher);
        assert_eq!(follower.next(), Some(change(&[], &[notice])));
        site.put("content/2022/a.md", "three");
        assert_eq!(follower.next(), Some(change(&["content/2022/a.md"], &[])));
    }
}

#[test]
fn a_limit_that_is_reached_later_is_told_once() {
    let site = Site::new();
    let mut follower = site.follow(Ok(Limited(100)));
    site.put("content/2022/a.md", "while nobody told");
    for _ in 0..3 {
        follower.inbox.receive(&Err(Error::new(ErrorKind::MaxFilesWatch)));
    }
    let expected = change(&["content/2022/a.md"], &[Notice::LimitReached]);
    assert_eq!(follower.next(), Some(expected));
    follower.inbox.receive(&Err(Error::new(ErrorKind::MaxFilesWatch)));
    site.put("content/2022/a.md", "by polling");
    assert_eq!(follower.next(), Some(change(&["content/2022/a.md"], &[])));
}

#[test]
fn however_many_events_there_are_one_batch_is_kept() {
    let site = Site::new();
    let mut follower = site.follow(Ok(Limited(100)));
    let root = site.0.path().canonicalize().expect("the site");
    for number in 0..100_000 {
        let path = root.join(format!("content/2022/{number}.md"));
        follower.inbox.receive(&Ok(Event::new(WRITE).add_path(path)));
    }
    site.put("content/2022/a.md", "the last state");
    assert_eq!(follower.next(), Some(change(&["content/2022/a.md"], &[])));
}

#[test]
fn a_site_on_this_machine_is_not_polled_without_need() {
    let site = Site::new();
    let inbox = Arc::new(Inbox::new(site.0.path()));
    let (watch, notice) = Watch::start(site.0.path(), Means::System, &inbox);
    assert_eq!(watch.poll_at().is_some(), notice.is_some());
}
