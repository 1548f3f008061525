//! Publishing to the disk: all of the old site or all of the new one, whatever fails and whenever.
//!
//! Failures are made by the gate: it kills the process or refuses a step, for every step that there is.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use gongkai::disk::{
    Content, Danger, DiskError, MANIFEST, Manifest, NameFault, Origin, Output, Published, Step, allow,
    publish,
};
use gongkai::language::Language;

type Files = BTreeMap<String, Content>;

/// A site in a directory of its own, with an output directory.
struct Portal {
    root: tempfile::TempDir,
}

impl Portal {
    fn new() -> Self {
        let portal = Self { root: tempfile::tempdir().expect("a temporary directory") };
        for dir in ["site/content", "site/forms", "site/themes/default", "home/clerk"] {
            fs::create_dir_all(portal.path(dir)).expect("a directory");
        }
        portal.put("site/site.toml", "title = \"公开\"\n");
        portal
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    fn out(&self, path: &str) -> PathBuf {
        self.path("site/public").join(path)
    }

    fn output(&self) -> Output {
        output_at(self.root.path(), &self.out(""))
    }

    fn publish(&self, files: &Files) -> Result<Published, DiskError> {
        publish(&self.output(), files, &unsynced)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a directory")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.out(path)).expect("a text")
    }

    /// Names of what is beside the output.
    fn beside(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path("site/.gongkai-public")) else { return Vec::new() };
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

/// Everything but forcing the data to the disk: that is slow on a busy one, and no test cuts the power.
fn unsynced(step: &Step<'_>) -> io::Result<()> {
    match step {
        Step::Sync(_) => Err(ErrorKind::Unsupported.into()),
        _ => Ok(()),
    }
}

fn output_at(root: &Path, dir: &Path) -> Output {
    Output {
        dir: dir.to_owned(),
        site: root.join("site"),
        home: Some(root.join("home/clerk")),
        origin: Origin::default(),
    }
}

fn files(texts: &[(&str, &str)]) -> Files {
    texts.iter().map(|&(path, text)| (path.to_owned(), Content::from(text))).collect()
}

/// What a tree holds, by path.
#[derive(Debug, PartialEq, Eq)]
enum Entry {
    Dir,
    File(String),
    Link(PathBuf),
}

fn tree(root: &Path) -> BTreeMap<PathBuf, Entry> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(path) = waiting.pop() {
        let Ok(meta) = fs::symlink_metadata(&path) else { continue };
        let entry = if meta.is_symlink() {
            Entry::Link(fs::read_link(&path).expect("a link"))
        } else if meta.is_dir() {
            waiting.extend(
                fs::read_dir(&path).expect("a directory").map(|entry| entry.expect("an entry").path()),
            );
            Entry::Dir
        } else {
            Entry::File(fs::read_to_string(&path).expect("a text"))
        };
        found.insert(path.strip_prefix(root).expect("below the root").to_owned(), entry);
    }
    found
}

/// Which file it is and when it was written.
fn identity(path: &Path) -> (u64, SystemTime) {
    let meta = fs::symlink_metadata(path).expect("a file");
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(&meta);
    #[cfg(not(unix))]
    let inode = 0;
    (inode, meta.modified().expect("a time"))
}

fn identities(root: &Path) -> BTreeMap<PathBuf, (u64, SystemTime)> {
    tree(root).into_keys().map(|path| (path.clone(), identity(&root.join(path)))).collect()
}

/// Makes all files and directories look old, so that a new time shows without waiting for it.
fn age(root: &Path) {
    for (path, entry) in tree(root) {
        if !matches!(entry, Entry::Link(_)) {
            let file = fs::File::open(root.join(path)).expect("a file");
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)).expect("a time");
        }
    }
}

/// Runs on one thread, so that the steps come in the same order every time.
fn in_order<T: Send>(f: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread").install(f)
}

/// A site that was published, with things in it that somebody else put there.
fn published() -> Portal {
    let portal = Portal::new();
    portal.put("site/content/old.pdf", "an attachment");
    portal.put("site/content/new.pdf", "another attachment");
    portal.publish(&old_files(portal.root.path())).expect("a publication");
    portal.put("site/public/notes.txt", "somebody else's");
    portal.put("site/public/2022/notes.txt", "somebody else's, too");
    portal.put("site/public/stale/notes.txt", "in a directory that is no longer ours");
    portal.put("site/public/elsewhere/deep/notes.txt", "a directory of somebody else");
    fs::create_dir(portal.out("empty")).expect("a directory");
    #[cfg(unix)]
    std::os::unix::fs::symlink("notes.txt", portal.out("link")).expect("a link");
    portal
}

fn old_files(root: &Path) -> Files {
    let mut files = files(&[
        ("index.html", "the old page"),
        ("2022/same.html", "a page that stays"),
        ("2022/stale.html", "a page that goes"),
        ("stale/index.html", "a page that goes"),
        ("stale/deep/index.html", "a page that goes with its directory"),
    ]);
    files.insert("2022/a.pdf".to_owned(), Content::File(root.join("site/content/old.pdf")));
    files.insert("2022/b.pdf".to_owned(), Content::File(root.join("site/content/old.pdf")));
    files
}

fn new_files(root: &Path) -> Files {
    let mut files = files(&[
        ("index.html", "the new page"),
        ("2022/same.html", "a page that stays"),
        ("2023/index.html", "a page that comes"),
    ]);
    files.insert("2022/a.pdf".to_owned(), Content::File(root.join("site/content/old.pdf")));
    files.insert("2022/b.pdf".to_owned(), Content::File(root.join("site/content/new.pdf")));
    files
}

/// How the old tree and the new one change places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Switch {
    Exchange,
    /// As on a system without exchange: that step is refused as unsupported.
    Renames,
}

impl Switch {
    fn gate(self, step: &Step<'_>) -> io::Result<()> {
        match step {
            Step::Exchange(..) if self == Self::Renames => Err(ErrorKind::Unsupported.into()),
            _ => unsynced(step),
        }
    }
}

const CHILD: &str = "GONGKAI_TEST_DISK_CHILD";

/// The process that the kill tests kill, not a test: it publishes and aborts before a step. As the test binary is what
/// runs as the child, it has to look like a test; without the variable that those tests set, it does nothing.
#[test]
fn child_process_of_the_kill_tests() {
    let Ok(order) = std::env::var(CHILD) else { return };
    let (root, order) = order.split_once('\n').expect("a directory");
    let (switch, at) = order.split_once('\n').expect("a switch and a step");
    let switch = if switch == "renames" { Switch::Renames } else { Switch::Exchange };
    let (at, count) = (at.parse::<usize>().expect("a number"), AtomicUsize::new(0));
    let gate = |step: &Step<'_>| {
        if count.fetch_add(1, Ordering::SeqCst) == at {
            std::process::abort();
        }
        switch.gate(step)
    };
    let root = Path::new(root);
    let output = output_at(root, &root.join("site/public"));
    in_order(|| publish(&output, &new_files(root), &gate)).expect("a publication");
}

/// Kills a publication before its step `at`; whether there was such a step.
fn kill(portal: &Portal, switch: Switch, at: usize) -> bool {
    let name = if switch == Switch::Renames { "renames" } else { "exchange" };
    let child = Command::new(std::env::current_exe().expect("this program"))
        .args(["disk::child_process_of_the_kill_tests", "--exact", "--nocapture"])
        .env(CHILD, format!("{}\n{name}\n{at}", portal.root.path().display()))
        .output()
        .expect("a child process");
    // 101 is what a failed test ends with.
    assert_ne!(child.status.code(), Some(101), "step {at}: {}", String::from_utf8_lossy(&child.stderr));
    !child.status.success()
}

fn trees() -> [BTreeMap<PathBuf, Entry>; 2] {
    let portal = published();
    let old = tree(&portal.out(""));
    portal.publish(&new_files(portal.root.path())).expect("a publication");
    [old, tree(&portal.out(""))]
}

fn kill_at_every_step(switch: Switch) {
    let [old, new] = trees();
    let mut seen = [0, 0, 0];
    for at in 0.. {
        let portal = published();
        let killed = kill(&portal, switch, at);
        let found = tree(&portal.out(""));
        if found.is_empty() && switch == Switch::Renames {
            assert_eq!(tree(&portal.path("site/.gongkai-public/old")), old, "before step {at}");
            seen[2] += 1;
        } else if found == old {
            seen[0] += 1;
        } else {
            assert_eq!(found, new, "before step {at}");
            seen[1] += 1;
        }
        portal.publish(&new_files(portal.root.path())).expect("a publication after the killed one");
        assert_eq!(tree(&portal.out("")), new, "after step {at}");
        assert_eq!(portal.beside(), ["lock"], "after step {at}");
        if !killed {
            break;
        }
    }
    assert!(seen[0] > 20 && seen[1] > 10, "{seen:?}");
    assert_eq!(seen[2], usize::from(switch == Switch::Renames));
}

#[test]
fn a_publication_killed_at_any_step_leaves_the_old_site_or_the_new_one() {
    kill_at_every_step(Switch::Exchange);
}

#[test]
fn without_exchange_a_killed_publication_is_repaired_by_the_next() {
    kill_at_every_step(Switch::Renames);
}

/// Which steps fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failing {
    One,
    AllFrom,
}

fn fail_at_every_step(switch: Switch, failing: Failing) {
    let [old, new] = trees();
    for at in 0.. {
        let portal = published();
        let count = AtomicUsize::new(0);
        let gate = |step: &Step<'_>| {
            let n = count.fetch_add(1, Ordering::SeqCst);
            if n == at || n > at && failing == Failing::AllFrom {
                return Err(ErrorKind::StorageFull.into());
            }
            switch.gate(step)
        };
        let result = in_order(|| publish(&portal.output(), &new_files(portal.root.path()), &gate));
        let what = format!("{switch:?}, {failing:?}, step {at}: {result:?}");
        let found = tree(&portal.out(""));
        let beside = portal.beside();
        match &result {
            Ok(_) => assert!(count.into_inner() <= at, "{what}"),
            Err(DiskError::Leftover { .. }) => assert_eq!(found, new, "{what}"),
            Err(DiskError::Aside { dir, .. }) => assert!(found.is_empty() && tree(dir) == old, "{what}"),
            Err(_) => assert_eq!(found, old, "{what}"),
        }
        if failing == Failing::One && !matches!(result, Err(DiskError::Leftover { .. })) {
            assert!(beside.iter().all(|name| name == "lock"), "{what}: {beside:?}");
        }
        portal.publish(&new_files(portal.root.path())).expect("a publication with room on the disk");
        assert_eq!(tree(&portal.out("")), new, "{what}");
        assert_eq!(portal.beside(), ["lock"], "{what}");
        if result.is_ok() {
            assert!(at > 20, "{at} steps");
            break;
        }
    }
}

#[test]
fn a_disk_that_is_full_at_any_step_keeps_the_old_site() {
    fail_at_every_step(Switch::Exchange, Failing::One);
    fail_at_every_step(Switch::Exchange, Failing::AllFrom);
}

#[test]
fn without_exchange_a_disk_that_is_full_at_any_step_keeps_the_old_site() {
    fail_at_every_step(Switch::Renames, Failing::One);
    fail_at_every_step(Switch::Renames, Failing::AllFrom);
}

#[test]
fn a_full_disk_is_told_with_the_file_and_the_bytes_that_are_needed() {
    let portal = Portal::new();
    let full = |step: &Step<'_>| match step {
        Step::Write(path) if path.ends_with("2022/index.html") => Err(ErrorKind::StorageFull.into()),
        _ => Ok(()),
    };
    let pages = files(&[("2022/index.html", "twelve bytes"), ("index.html", "and thirteen.")]);
    let error = publish(&portal.output(), &pages, &full).expect_err("a full disk");
    assert!(
        matches!(&error, DiskError::Full { path, bytes: 25, .. } if path.ends_with("next/2022/index.html"))
    );
}

#[test]
fn a_second_publication_of_the_same_site_writes_nothing() {
    let portal = published();
    age(&portal.out(""));
    let before = identities(&portal.out(""));
    let steps = Mutex::new(Vec::new());
    let gate = |step: &Step<'_>| {
        steps.lock().expect("one thread").push(format!("{step:?}"));
        Ok(())
    };
    let done = publish(&portal.output(), &old_files(portal.root.path()), &gate).expect("a publication");
    assert_eq!(done, Published { unchanged: 7, ..Published::default() });
    assert_eq!(identities(&portal.out("")), before);
    let lock = portal.path("site").canonicalize().expect("a directory").join(".gongkai-public/lock");
    assert_eq!(steps.into_inner().expect("one thread"), [format!("{:?}", Step::Write(&lock))]);
}

#[test]
fn a_publication_counts_what_it_does_and_keeps_what_does_not_change() {
    let portal = published();
    age(&portal.out(""));
    let before = identities(&portal.out(""));
    let done = portal.publish(&new_files(portal.root.path())).expect("a publication");
    assert_eq!(done, Published { added: 1, changed: 2, removed: 3, unchanged: 2 });
    for path in ["2022/same.html", "2022/a.pdf", "notes.txt", "elsewhere/deep/notes.txt", "stale/notes.txt"] {
        assert_eq!(identity(&portal.out(path)), before[Path::new(path)], "{path}");
    }
    assert_ne!(identity(&portal.out("index.html")), before[Path::new("index.html")]);
    let paths: Vec<_> = tree(&portal.out("")).into_keys().map(|path| path.display().to_string()).collect();
    #[cfg(unix)]
    assert_eq!(
        paths.join("\n").replace('\\', "/"),
        "\n2022\n2022/a.pdf\n2022/b.pdf\n2022/notes.txt\n2022/same.html\n2023\n2023/index.html\nelsewhere\n\
         elsewhere/deep\nelsewhere/deep/notes.txt\nempty\nindex.html\nlink\nmanifest.json\nnotes.txt\nstale\n\
         stale/notes.txt"
    );
    assert_eq!(portal.read("2022/b.pdf"), "another attachment");
}

#[test]
fn where_files_cannot_be_linked_they_are_copied_with_their_times() {
    let portal = published();
    age(&portal.out(""));
    let before = identities(&portal.out(""));
    let no_links = |step: &Step<'_>| match step {
        Step::Link(..) => Err(ErrorKind::Unsupported.into()),
        _ => Ok(()),
    };
    publish(&portal.output(), &new_files(portal.root.path()), &no_links).expect("a publication");
    let [_, new] = trees();
    assert_eq!(tree(&portal.out("")), new);
    for path in ["2022/same.html", "notes.txt"] {
        assert_eq!(identity(&portal.out(path)).1, before[Path::new(path)].1, "{path}");
    }
}

#[test]
fn the_manifest_lists_every_file_but_itself() {
    let portal = Portal::new();
    portal.publish(&files(&[("b/你好.html", "hello\n"), ("a.html", "")])).expect("a publication");
    assert_eq!(
        portal.read(MANIFEST),
        r#"{
  "version": 1,
  "generator": "gongkai 0.1.0",
  "files": {
    "a.html": {
      "size": 0,
      "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    },
    "b/你好.html": {
      "size": 6,
      "sha256": "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
    }
  }
}
"#
    );
    assert_eq!(Manifest::parse(br#"{"version": 2, "generator": "gongkai 9.0.0", "files": {}}"#), None);
    assert_eq!(Manifest::parse(br#"{"name": "an app", "start_url": "/"}"#), None);
}

#[test]
fn what_was_tampered_with_is_restored() {
    let portal = published();
    let old = tree(&portal.out(""));
    portal.put("site/public/index.html", "the OLD page");
    fs::remove_file(portal.out("2022/a.pdf")).expect("a file");
    let manifest = portal.read(MANIFEST).replace("sha256\": \"", "sha256\": \"0");
    portal.put("site/public/manifest.json", &manifest);
    let done = portal.publish(&old_files(portal.root.path())).expect("a publication");
    assert_eq!(done, Published { added: 1, changed: 1, removed: 0, unchanged: 5 });
    assert_eq!(tree(&portal.out("")), old);
}

#[test]
fn somebody_elses_file_is_never_overwritten() {
    for (theirs, ours, named) in [
        ("2023/index.html", "2023/index.html", "2023/index.html"),
        ("2023", "2023/index.html", "2023"),
        ("page/notes.txt", "page", "page"),
        ("empty/notes.txt", "empty", "empty"),
    ] {
        let portal = published();
        portal.put(&format!("site/public/{theirs}"), "theirs");
        let before = identities(&portal.out(""));
        let error = portal.publish(&files(&[(ours, "ours")])).expect_err("a conflict");
        assert!(
            matches!(&error, DiskError::Foreign { path } if path.ends_with(Path::new("public").join(named))),
            "{error}"
        );
        assert_eq!(identities(&portal.out("")), before);
        assert_eq!(portal.beside(), ["lock"]);
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_somebody_elses_symbolic_link() {
    let portal = published();
    portal.put("outside/index.html", "outside");
    std::os::unix::fs::symlink(portal.path("outside"), portal.out("2023")).expect("a link");
    let error = portal.publish(&files(&[("2023/index.html", "ours")])).expect_err("a conflict");
    assert!(matches!(&error, DiskError::Foreign { path } if path.ends_with("public/2023")), "{error}");
    // Nor through one that took the place of a file of ours.
    fs::remove_file(portal.out("2023")).expect("a link");
    fs::remove_file(portal.out("index.html")).expect("a file");
    std::os::unix::fs::symlink(portal.path("outside/index.html"), portal.out("index.html")).expect("a link");
    portal.publish(&files(&[("index.html", "ours")])).expect("a publication");
    assert_eq!(portal.read("index.html"), "ours");
    assert_eq!(fs::read_to_string(portal.path("outside/index.html")).expect("a text"), "outside");
}

#[test]
fn somebody_elses_file_with_the_same_bytes_becomes_ours() {
    let portal = published();
    portal.put("site/public/2023/index.html", "a page that comes");
    let done = portal.publish(&new_files(portal.root.path())).expect("a publication");
    assert_eq!(done, Published { added: 0, changed: 2, removed: 3, unchanged: 3 });
    let done = portal.publish(&files(&[])).expect("a publication");
    assert_eq!(done.removed, 5);
}

#[test]
fn a_file_may_take_the_place_of_our_directory_and_the_other_way_round() {
    let portal = Portal::new();
    portal.publish(&files(&[("a/b/c", "1"), ("d", "2")])).expect("a publication");
    let done = portal.publish(&files(&[("a", "3"), ("d/e/f", "4")])).expect("a publication");
    assert_eq!(done, Published { added: 2, changed: 0, removed: 2, unchanged: 0 });
    assert_eq!((portal.read("a"), portal.read("d/e/f")), ("3".to_owned(), "4".to_owned()));
}

#[test]
fn what_somebody_puts_into_the_output_during_a_publication_stays() {
    for switch in [Switch::Exchange, Switch::Renames] {
        let portal = published();
        let gate = |step: &Step<'_>| {
            if let Step::Exchange(..) = step {
                portal.put("site/public/late.txt", "just in time");
                portal.put("site/public/stale/deep/late.txt", "in a directory that goes");
                fs::create_dir(portal.out("late")).expect("a directory");
            }
            switch.gate(step)
        };
        publish(&portal.output(), &new_files(portal.root.path()), &gate).expect("a publication");
        assert_eq!(portal.read("late.txt"), "just in time");
        assert_eq!(portal.read("stale/deep/late.txt"), "in a directory that goes");
        assert!(portal.out("late").is_dir());
        assert_eq!(portal.read("index.html"), "the new page");
        assert_eq!(portal.beside(), ["lock"]);
    }
}

#[cfg(unix)]
#[test]
fn directories_keep_their_modes() {
    use std::os::unix::fs::PermissionsExt;
    let portal = published();
    let modes = [("", 0o2750), ("elsewhere", 0o555), ("elsewhere/deep", 0o700), ("2022", 0o711)];
    for (dir, mode) in modes {
        fs::set_permissions(portal.out(dir), fs::Permissions::from_mode(mode)).expect("a mode");
    }
    portal.publish(&new_files(portal.root.path())).expect("a publication");
    for (dir, mode) in modes {
        assert_eq!(fs::metadata(portal.out(dir)).expect("a directory").permissions().mode() & 0o7777, mode);
    }
    assert_eq!(portal.beside(), ["lock"]);
    fs::set_permissions(portal.out("elsewhere"), fs::Permissions::from_mode(0o755)).expect("a mode");
}

#[test]
fn a_dangerous_output_directory_is_refused_and_untouched() {
    let portal = Portal::new();
    portal.put("site/full/page.html", "somebody else's");
    portal.put("site/app/manifest.json", r#"{"name": "an app", "start_url": "/"}"#);
    portal.put("site/file", "a file");
    fs::create_dir(portal.path("site/bare")).expect("a directory");
    let input = |name: &str| Danger::Input(name.to_owned());
    let mut cases = vec![
        ("/", Danger::Root),
        ("home/clerk", Danger::Home),
        ("home", Danger::Home),
        ("site", Danger::Site),
        ("site/", Danger::Site),
        ("site/.", Danger::Site),
        ("site/content/..", Danger::Site),
        ("site/new/../../site", Danger::Site),
        ("", Danger::Site),
        ("site/content", input("content")),
        ("site/content/2022/new", input("content")),
        ("site/Content", input("Content")),
        ("site/new/../content/2022", input("content")),
        ("site/forms", input("forms")),
        ("site/themes/default/", input("themes")),
        ("site/src", input("src")),
        ("site/.git/new", input(".git")),
        ("site/.gongkai-public/next", Danger::Hold),
        ("site/file", Danger::File),
        ("site/site.toml", Danger::File),
        ("site/full", Danger::Foreign),
        ("site/app", Danger::Foreign),
    ];
    #[cfg(unix)]
    for (link, target) in [("site/link", "bare"), ("site/dangling", "nowhere")] {
        std::os::unix::fs::symlink(target, portal.path(link)).expect("a link");
        cases.push((link, Danger::Symlink));
    }
    #[cfg(unix)]
    {
        cases.push(("site/link/", Danger::Symlink));
        std::os::unix::fs::symlink("site/content", portal.path("way")).expect("a link");
        cases.push(("way/2022", input("content")));
    }
    let before = identities(portal.root.path());
    let never = |step: &Step<'_>| Err(io::Error::other(format!("{step:?}")));
    for (dir, danger) in cases {
        let output = output_at(portal.root.path(), &portal.path(dir));
        let error = publish(&output, &files(&[("index.html", "ours")]), &never).expect_err("a danger");
        assert!(
            matches!(&error, DiskError::Danger { danger: found, .. } if *found == danger),
            "{dir}: {error}"
        );
    }
    assert_eq!(identities(portal.root.path()), before);
}

#[test]
fn an_output_that_does_not_exist_or_is_empty_is_filled() {
    let portal = Portal::new();
    fs::create_dir(portal.path("site/bare")).expect("a directory");
    for dir in ["site/bare", "site/a/b/c", "site/x/../y/.", "elsewhere"] {
        let output = output_at(portal.root.path(), &portal.path(dir));
        publish(&output, &files(&[("index.html", "ours")]), &allow).expect("a publication");
    }
    for file in ["site/bare/index.html", "site/a/b/c/index.html", "site/y/index.html", "elsewhere/index.html"]
    {
        assert_eq!(fs::read_to_string(portal.path(file)).expect("a text"), "ours", "{file}");
    }
    assert!(!portal.path("site/x").exists());
}

#[test]
fn of_two_publications_at_once_the_second_names_the_process_of_the_first() {
    let portal = published();
    let second = Mutex::new(None);
    let gate = |step: &Step<'_>| {
        if let Step::Exchange(..) = step {
            *second.lock().expect("one thread") = Some(portal.publish(&new_files(portal.root.path())));
        }
        Ok(())
    };
    publish(&portal.output(), &new_files(portal.root.path()), &gate).expect("the first publication");
    let error = second.into_inner().expect("one thread").expect("a second one").expect_err("a lock");
    let us = std::process::id();
    assert!(matches!(&error, DiskError::Locked { pid: Some(pid), .. } if *pid == us), "{error}");
    assert!(Language::Chinese.say(&error.message()).starts_with(&format!("进程 {us} 正在发布到 ")));
    portal.publish(&new_files(portal.root.path())).expect("a publication after both");
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn a_reader_never_meets_a_mixture_or_a_missing_file() {
    let portal = Portal::new();
    let version = |n: usize| {
        let text = n.to_string().repeat(5000);
        files(&[("index.html", &text), ("assets/style.css", &text), ("steady.html", "the same")])
    };
    portal.publish(&version(1)).expect("a publication");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::SeqCst) {
                let (page, style, again) =
                    (portal.read("index.html"), portal.read("assets/style.css"), portal.read("index.html"));
                assert_eq!((page.len() % 5000, style.len() % 5000), (0, 0));
                // The site only moves on: if the page is the same before and after, all between is of its version.
                assert!(page != again || page == style, "a page of one version with a style of another");
                assert_eq!(portal.read("steady.html"), "the same");
            }
        });
        // Nothing may panic before the reader is told to stop, for it is waited for.
        let results: Vec<_> = (2..=50).map(|n| portal.publish(&version(n))).collect();
        done.store(true, Ordering::SeqCst);
        results.into_iter().collect::<Result<Vec<_>, _>>().expect("all publications");
    });
}

#[test]
fn paths_that_do_not_work_everywhere_are_refused() {
    for (path, fault) in [
        ("", NameFault::Segment),
        ("/etc/passwd", NameFault::Segment),
        ("a//b", NameFault::Segment),
        ("a/", NameFault::Segment),
        ("./a", NameFault::Segment),
        ("a/../b", NameFault::Segment),
        ("..", NameFault::Segment),
        (r"a\b", NameFault::Character('\\')),
        ("c:/windows", NameFault::Character(':')),
        ("a.html::$DATA", NameFault::Character(':')),
        ("a?b", NameFault::Character('?')),
        ("a\0b", NameFault::Character('\0')),
        ("a\nb", NameFault::Character('\n')),
        ("附件./a", NameFault::End),
        ("附件 ", NameFault::End),
        ("CON", NameFault::Device),
        ("a/nul.html", NameFault::Device),
        ("aux .txt", NameFault::Device),
        ("Com1.pdf", NameFault::Device),
        ("lpt³", NameFault::Device),
        ("manifest.json", NameFault::Manifest),
        ("Manifest.JSON", NameFault::Manifest),
    ] {
        let error = Portal::new().publish(&files(&[(path, "")])).expect_err(path);
        assert!(
            matches!(&error, DiskError::Name { fault: found, .. } if *found == fault),
            "{path:?}: {error}"
        );
    }
    let long = "长".repeat(86);
    let error = Portal::new().publish(&files(&[(&long, "")])).expect_err("a long name");
    assert!(matches!(error, DiskError::Name { fault: NameFault::Long, .. }));
    let fine =
        ["console", "com10.html", "com", "a.b/.well-known/c", "2022/附件 1（公开）.pdf", "a/manifest.json"];
    Portal::new().publish(&files(&fine.map(|path| (path, "")))).expect("fine names");
}

#[test]
fn paths_that_are_the_same_on_some_systems_are_refused() {
    for (one, other) in [
        ("A.html", "a.html"),
        ("a/b.html", "A/c.html"),
        ("É.html", "e\u{301}.html"),
        ("2022/caf\u{e9}", "2022/cafe\u{301}"),
        ("a", "a/b"),
        ("a", "A/b"),
    ] {
        let error = Portal::new().publish(&files(&[(one, ""), (other, "")])).expect_err(one);
        assert!(matches!(error, DiskError::Clash { .. }), "{one}, {other}: {error}");
    }
    Portal::new().publish(&files(&[("a/b", ""), ("a/c", ""), ("ab", "")])).expect("three paths");
}

#[test]
fn an_attachment_that_is_gone_is_named() {
    let portal = published();
    let before = identities(&portal.out(""));
    fs::remove_file(portal.path("site/content/new.pdf")).expect("a file");
    let error = portal.publish(&new_files(portal.root.path())).expect_err("a file that is gone");
    assert!(matches!(&error, DiskError::Io { path, .. } if path.ends_with("content/new.pdf")), "{error}");
    assert_eq!(identities(&portal.out("")), before);
}

#[test]
fn every_error_says_in_both_languages_what_is_wrong_and_how_to_mend_it() {
    let path = PathBuf::from("某处");
    let io = |kind: ErrorKind| DiskError::Io { path: path.clone(), source: kind.into() };
    let danger = |danger| DiskError::Danger { dir: path.clone(), danger };
    let name = |fault| DiskError::Name { path: "某处".to_owned(), fault };
    let errors = [
        name(NameFault::Segment),
        name(NameFault::Character('?')),
        name(NameFault::End),
        name(NameFault::Device),
        name(NameFault::Long),
        name(NameFault::Manifest),
        DiskError::Clash { first: "某处".to_owned(), second: "b".to_owned() },
        danger(Danger::Root),
        danger(Danger::Home),
        danger(Danger::Site),
        danger(Danger::Input("content".to_owned())),
        danger(Danger::Hold),
        danger(Danger::Symlink),
        danger(Danger::File),
        danger(Danger::Foreign),
        DiskError::Foreign { path: path.clone() },
        DiskError::Mount { path: path.clone() },
        DiskError::Locked { dir: path.clone(), pid: Some(7) },
        DiskError::Locked { dir: path.clone(), pid: None },
        DiskError::Full { path: path.clone(), bytes: 1, source: ErrorKind::StorageFull.into() },
        DiskError::Leftover { dir: path.clone(), source: Box::new(io(ErrorKind::PermissionDenied)) },
        DiskError::Aside { dir: path.clone(), source: Box::new(io(ErrorKind::PermissionDenied)) },
        io(ErrorKind::PermissionDenied),
        io(ErrorKind::ReadOnlyFilesystem),
        io(ErrorKind::NotFound),
        io(ErrorKind::Other),
    ];
    for error in &errors {
        let message = error.message();
        for language in Language::ALL {
            let said = language.say(&message);
            assert!(said.contains("某处") && !said.contains('{') && said != message.id, "{said}");
            let help = language.say_attribute(&message, "help").expect("a help");
            assert!(!help.contains('{') && !help.is_empty(), "{help}");
        }
    }
}
