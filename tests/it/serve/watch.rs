//! Watching: what `serve::watch` and `disk::Inputs` make of changes on a disk.
//!
//! Files are written as editors, archives and build tools write them. Nothing is proved by waiting: where nothing may
//! come, a further edit is made, and it must be the first to come.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, sleep};
use std::time::{Duration, Instant, SystemTime};

use gongkai::build::{Entry, Snapshot, Trouble};
use gongkai::disk::{self, Inputs};
use gongkai::serve::watch::{Change, Follower, Means, Stop};
use proptest::prelude::*;

const REPORT: &str = "content/2022/haicheng.md";

const LIMIT: Duration = Duration::from_secs(20);

/// A site in a folder whose name begins with a dot, as temporary folders do.
struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        let site = Self { folder: tempfile::Builder::new().prefix(".").tempdir().expect("a folder") };
        site.put("site.toml", "title = \"公开\"\n");
        site.put("content/agencies.yaml", "- { slug: haicheng, name: 海城镇 }\n");
        site.put(REPORT, "the first text\n");
        site
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).expect("a new name");
    }

    fn read(&self) -> Snapshot {
        disk::read(self.root()).expect("the site")
    }

    fn follow(&self) -> Following {
        self.follow_by(Means::System)
    }

    fn follow_by(&self, means: Means) -> Following {
        Following::of(Follower::start(self.root(), means).expect("the site"))
    }
}

/// A follower in a thread of its own: tests wait for it with a deadline.
struct Following {
    told: Receiver<(Change, Snapshot)>,
    _stop: Stop,
}

impl Following {
    fn of(mut follower: Follower) -> Self {
        let stop = follower.stop();
        let (tell, told) = channel();
        thread::spawn(move || {
            while let Some(change) = follower.next() {
                if tell.send((change, follower.snapshot().clone())).is_err() {
                    break;
                }
            }
        });
        Self { told, _stop: stop }
    }

    /// The next change of the snapshot.
    fn next(&self) -> (Vec<String>, Snapshot) {
        self.next_before(Instant::now() + LIMIT).expect("a change")
    }

    fn next_before(&self, deadline: Instant) -> Option<(Vec<String>, Snapshot)> {
        loop {
            match self.told.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                // Where the temporary folder is on a share, there is a notice first.
                Ok((change, _)) if change.paths.is_empty() => {}
                Ok((change, snapshot)) => {
                    let paths = change.paths.iter().map(ToString::to_string).collect();
                    return Some((paths, snapshot));
                }
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => panic!("the follower ended"),
            }
        }
    }

    /// That nothing but the next edit comes.
    fn is_quiet(&self, site: &Site) {
        site.put("content/pages/mark.md", &format!("{:?}", Instant::now()));
        assert_eq!(self.next().0, ["content/pages/mark.md"]);
    }

    /// Waits until the snapshot is what is read anew.
    fn settles(&self, site: &Site, after: &str) {
        let fresh = site.read();
        let deadline = Instant::now() + LIMIT;
        while let Some((_, snapshot)) = self.next_before(deadline) {
            if snapshot == fresh {
                return;
            }
        }
        panic!("not what a fresh read finds: {after}");
    }
}

fn text<'a>(snapshot: &'a Snapshot, path: &str) -> Option<&'a str> {
    match snapshot.files.get(path)? {
        Entry::Text { bytes, .. } => std::str::from_utf8(bytes).ok(),
        Entry::Attachment { .. } | Entry::Unusable(_) => None,
    }
}

const POLLING: Means = Means::Polling(Duration::from_millis(50));

#[test]
fn a_saved_file_is_one_change_with_its_path() {
    let site = Site::new();
    for means in [Means::System, POLLING] {
        let following = site.follow_by(means);
        let words = format!("{means:?}");
        site.put(REPORT, &words);
        let (paths, snapshot) = following.next();
        assert_eq!(paths, [REPORT]);
        assert_eq!(text(&snapshot, REPORT), Some(&*words));
        assert_eq!(snapshot, site.read());
        following.is_quiet(&site);
    }
}

/// A way to save a text.
type Save = fn(&Site, &str);

const IN_PARTS: &str = "write in two parts";

/// How editors save.
const SAVES: [(&str, Save); 5] = [
    ("truncate, then write", |site, text| {
        let mut file = File::create(site.path(REPORT)).expect("a file");
        sleep(Duration::from_millis(80));
        file.write_all(text.as_bytes()).expect("a text");
    }),
    (IN_PARTS, |site, text| {
        let mut file = File::create(site.path(REPORT)).expect("a file");
        let (first, second) = text.as_bytes().split_at(3);
        file.write_all(first).expect("a text");
        sleep(Duration::from_millis(60));
        file.write_all(second).expect("a text");
    }),
    ("backup, then write, as vim does", |site, text| {
        site.put("content/2022/4913", "");
        fs::remove_file(site.path("content/2022/4913")).expect("no file");
        site.rename(REPORT, &format!("{REPORT}~"));
        sleep(Duration::from_millis(50));
        site.put(REPORT, text);
        fs::remove_file(site.path(&format!("{REPORT}~"))).expect("no file");
    }),
    ("write beside, then rename", |site, text| {
        site.put("content/2022/.~haicheng.tmp", text);
        site.rename("content/2022/.~haicheng.tmp", REPORT);
    }),
    ("remove, then write", |site, text| {
        fs::remove_file(site.path(REPORT)).expect("no file");
        sleep(Duration::from_millis(80));
        site.put(REPORT, text);
    }),
];

#[test]
fn however_a_file_is_saved_it_is_one_change_and_never_missing_or_half() {
    for (name, save) in SAVES {
        if name == IN_PARTS && cfg!(not(target_os = "linux")) {
            // No other system tells when a file is written to its end.
            continue;
        }
        let site = Site::new();
        let following = site.follow();
        for words in ["the second text", "the third text"] {
            save(&site, words);
            let (paths, snapshot) = following.next();
            assert_eq!(paths, [REPORT], "{name}");
            assert_eq!(text(&snapshot, REPORT), Some(words), "{name}");
            following.is_quiet(&site);
        }
    }
}

#[test]
fn with_polling_too_a_file_is_never_missing_or_half() {
    for (name, save) in SAVES {
        let site = Site::new();
        let following = site.follow_by(POLLING);
        save(&site, "the second text");
        let (paths, snapshot) = following.next();
        assert_eq!(paths, [REPORT], "{name}");
        assert_eq!(text(&snapshot, REPORT), Some("the second text"), "{name}");
        following.is_quiet(&site);
    }
}

#[test]
fn polling_sees_a_file_of_the_same_size_that_is_older() {
    let site = Site::new();
    let following = site.follow_by(POLLING);
    site.put("content/2022/new.tmp", "the older text\n");
    let old = SystemTime::now() - Duration::from_hours(24);
    let file = File::options().write(true).open(site.path("content/2022/new.tmp")).expect("a file");
    file.set_modified(old).expect("a time");
    drop(file);
    site.rename("content/2022/new.tmp", REPORT);
    let (paths, snapshot) = following.next();
    assert_eq!(paths, [REPORT]);
    assert_eq!(text(&snapshot, REPORT), Some("the older text\n"));
}

#[test]
fn what_is_saved_again_or_only_touched_is_no_change() {
    let site = Site::new();
    for number in 0..10_000 {
        site.put(&format!("content/2021/agency{number}.md"), "a report\n");
    }
    let following = site.follow();
    site.put(REPORT, "the first text\n");
    let now = SystemTime::now();
    for number in 0..10_000 {
        let path = site.path(&format!("content/2021/agency{number}.md"));
        let file = File::options().write(true).open(path).expect("a file");
        file.set_modified(now).expect("a time");
    }
    following.is_quiet(&site);
}

#[test]
fn lock_files_backups_and_the_output_are_no_change() {
    let site = Site::new();
    site.put("content/2022/haicheng/年报.docx", "a document");
    let following = site.follow();
    for name in
        ["~$年报.docx", ".年报.docx.swp", "#年报.docx#", ".DS_Store", "Thumbs.db", "年报.docx~", "4913"]
    {
        site.put(&format!("content/2022/haicheng/{name}"), "nothing of ours");
    }
    site.put("content/.git/index", "nothing of ours");
    site.put("notes.md", "nothing of ours");
    for number in 0..200 {
        site.put(&format!("public/2022/agency{number}/index.html"), "a page");
        site.put(&format!(".gongkai-public/next/{number}.html"), "a page");
    }
    site.rename("public", "public.old");
    fs::remove_dir_all(site.path("public.old")).expect("no folder");
    following.is_quiet(&site);
}

#[test]
fn a_storm_of_files_is_three_changes_at_most() {
    let site = Site::new();
    let following = site.follow();
    for number in 0..3_000 {
        site.put(&format!("content/{}/agency{number}.md", 2015 + number % 8), "a report\n");
    }
    let fresh = site.read();
    let mut changes = 0;
    loop {
        changes += 1;
        if following.next().1 == fresh {
            break;
        }
    }
    assert!(changes <= 3, "{changes} changes");
    following.is_quiet(&site);
}

#[test]
fn a_file_that_goes_while_a_new_folder_is_looked_at_again_is_gone() {
    let site = Site::new();
    for (round, pause) in [0, 60, 120, 150, 180, 220, 280].into_iter().enumerate() {
        let path = format!("content/2022/going{round}.md");
        site.put(&path, "a report\n");
        let following = site.follow();
        fs::create_dir(site.path(&format!("content/2022/new{round}"))).expect("a folder");
        sleep(Duration::from_millis(pause));
        fs::remove_file(site.path(&path)).expect("a file");
        assert_eq!(following.next().0, [path], "{pause} ms after the folder");
    }
}

#[test]
fn files_that_are_written_without_end_are_seen_all_the_same() {
    let site = Site::new();
    let following = site.follow();
    let mut seen = Vec::new();
    let mut last = String::new();
    // Half a minute of writing, and more where the machine has no time.
    for number in 0..600 {
        last = format!("text {number}");
        site.put(REPORT, &last);
        let change = following.next_before(Instant::now() + Duration::from_millis(50));
        seen.extend(change.and_then(|(_, snapshot)| text(&snapshot, REPORT).map(str::to_owned)));
    }
    assert!(!seen.is_empty());
    while seen.last() != Some(&last) {
        seen.extend(text(&following.next().1, REPORT).map(str::to_owned));
    }
    following.is_quiet(&site);
}

/// Something that is done to a site.
type Step = fn(&Site);

#[test]
fn folders_that_go_come_back_or_are_something_else_leave_what_a_fresh_read_finds() {
    let steps: [(&str, Step); 10] = [
        ("a folder gets a new name", |site| site.rename("content/2022", "content/2023")),
        ("it is moved back", |site| site.rename("content/2023", "content/2022")),
        ("only the case of a name changes", |site| site.rename(REPORT, "content/2022/Haicheng.md")),
        ("and back", |site| site.rename("content/2022/Haicheng.md", REPORT)),
        ("a folder is removed", |site| {
            fs::remove_dir_all(site.path("content/2022/haicheng")).expect("no folder");
        }),
        ("a file stands in its place", |site| site.put("content/2022/haicheng", "no folder")),
        ("a folder comes as a whole", |site| {
            fs::create_dir_all(site.path("elsewhere/2021/haicheng/deep")).expect("a folder");
            site.put("elsewhere/2021/haicheng.md", "a report");
            site.put("elsewhere/2021/haicheng/deep/table.pdf", "a table");
            site.rename("elsewhere/2021", "content/2021");
        }),
        ("the content is moved away", |site| site.rename("content", "elsewhere/content")),
        ("the content is moved back", |site| site.rename("elsewhere/content", "content")),
        ("themes come to be", |site| site.put("themes/ours/theme.toml", "extends = \"default\"\n")),
    ];
    for means in [Means::System, POLLING] {
        let site = Site::new();
        site.put("content/2022/haicheng/table.pdf", "a table");
        let following = site.follow_by(means);
        for (name, step) in steps {
            step(&site);
            following.settles(&site, &format!("{means:?}: {name}"));
        }
        // What came is watched too, at every depth.
        for path in ["content/2021/haicheng/deep/more.pdf", "themes/ours/templates/page.html", REPORT] {
            site.put(path, "more");
            following.settles(&site, path);
        }
        following.is_quiet(&site);
    }
}

#[test]
fn a_site_that_is_moved_away_stays_as_it_was_until_it_is_back() {
    let site = Site::new();
    for folder in ["site/content/2022", "site/forms"] {
        fs::create_dir_all(site.path(folder)).expect("a folder");
    }
    site.put("site/content/2022/haicheng.md", "one");
    let following = Following::of(Follower::start(&site.path("site"), Means::System).expect("the site"));
    site.rename("site", "away");
    site.put("away/content/2022/haicheng.md", "two");
    site.rename("away", "site");
    let (paths, snapshot) = following.next();
    assert_eq!(paths, [REPORT]);
    assert_eq!(text(&snapshot, REPORT), Some("two"));
    site.put("site/content/2022/haicheng.md", "three");
    assert_eq!(text(&following.next().1, REPORT), Some("three"));
}

#[test]
fn what_is_edited_while_a_change_is_handled_is_told_next_in_its_last_state() {
    let site = Site::new();
    let mut follower = Follower::start(site.root(), Means::System).expect("the site");
    site.put(REPORT, "while starting");
    let deadline = thread::spawn({
        let stop = follower.stop();
        move || {
            thread::park_timeout(LIMIT);
            drop(stop);
        }
    });
    let mut next = || loop {
        let change = follower.next().expect("a change in time");
        if !change.paths.is_empty() {
            return text(follower.snapshot(), REPORT).map(str::to_owned);
        }
    };
    assert_eq!(next().as_deref(), Some("while starting"));
    // The caller is building now, and calls again when it has done.
    site.put(REPORT, "while building");
    site.put(REPORT, "while still building");
    assert_eq!(next().as_deref(), Some("while still building"));
    deadline.thread().unpark();
    deadline.join().expect("the deadline");
    assert_eq!(follower.next(), None);
}

#[test]
fn a_follower_that_is_stopped_tells_nothing_more() {
    let site = Site::new();
    let mut follower = Follower::start(site.root(), Means::System).expect("the site");
    let stop = follower.stop();
    let ending = thread::spawn(move || while follower.next().is_some() {});
    drop(stop);
    ending.join().expect("the end");
}

#[test]
fn a_root_may_be_given_from_where_one_stands() {
    let site = Site::new();
    let here = std::env::current_dir().expect("a folder").canonicalize().expect("a folder");
    let up: PathBuf = here.components().skip(1).map(|_| "..").collect();
    let root = site.root().canonicalize().expect("the site");
    let relative = up.join(root.components().skip(1).collect::<PathBuf>());
    assert!(relative.is_relative() || cfg!(windows));
    let following = Following::of(Follower::start(&relative, Means::System).expect("the site"));
    site.put(REPORT, "another text");
    assert_eq!(following.next().0, [REPORT]);
}

#[test]
fn a_root_that_is_not_there_is_an_error() {
    let site = Site::new();
    assert!(Follower::start(&site.path("nowhere"), Means::System).is_err());
}

#[cfg(unix)]
#[test]
fn a_link_changes_with_the_file_that_it_leads_to() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    symlink(site.path(REPORT), site.path("content/2022/link.md")).expect("a link");
    let following = site.follow();
    site.put(REPORT, "another text");
    let (paths, snapshot) = following.next();
    assert_eq!(paths, [REPORT, "content/2022/link.md"]);
    assert_eq!(snapshot, site.read());
}

#[cfg(unix)]
#[test]
fn a_folder_of_content_that_is_a_link_is_watched_where_it_leads() {
    let site = Site::new();
    site.rename("content", "texts");
    std::os::unix::fs::symlink(site.path("texts"), site.path("content")).expect("a link");
    let following = site.follow();
    site.put("texts/2022/haicheng.md", "another text");
    assert_eq!(following.next().0, [REPORT]);
    following.is_quiet(&site);
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf_8_is_seen_like_all_others() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let site = Site::new();
    let following = site.follow();
    let path = site.path("content/2022").join(OsStr::from_bytes(b"\xba\xa3.md"));
    if fs::write(&path, "a report").is_err() {
        // The file system itself insists on UTF-8.
        return;
    }
    following.settles(&site, "a name");
    fs::remove_file(&path).expect("no file");
    following.settles(&site, "no name");
}

#[test]
fn a_folder_in_the_place_of_the_settings_is_told_and_not_read() {
    let site = Site::new();
    let mut inputs = Inputs::open(site.root()).expect("the site");
    let mut snapshot = inputs.read();
    fs::remove_file(site.path("site.toml")).expect("no file");
    site.put("site.toml/agencies.yaml", "no settings");
    assert_eq!(inputs.refresh(&mut snapshot, ["site.toml"]), ["site.toml".into()]);
    assert_eq!(snapshot.files.get("site.toml"), Some(&Entry::Unusable(Trouble::Kind)));
    assert_eq!(snapshot, site.read());
}

/// Something that is done to the files of a site.
#[derive(Clone, Debug)]
enum Deed {
    Write(usize, u8),
    Folder(usize),
    Remove(usize),
    Rename(usize, usize),
    Link(usize, usize),
}

const PATHS: [&str; 18] = [
    "site.toml",
    "content",
    "content/agencies.yaml",
    "content/2022",
    "content/2022/a.md",
    "content/2022/A.md",
    "content/2022/a",
    "content/2022/A",
    "content/2022/a/x.pdf",
    "content/2022/a/deep/y.pdf",
    "content/2022/.a.md.swp",
    "content/2023/a.md",
    "content/.hidden/b.md",
    "content/pages/p.md",
    "themes/t/theme.toml",
    "forms/2021.yaml",
    "public/index.html",
    "shared/a.md",
];

impl Deed {
    /// Does it, where it can be done; gives the paths that the system would tell of.
    fn perform(&self, root: &Path) -> Vec<String> {
        let at = |index: &usize| root.join(PATHS[*index]);
        let remove = |path: &Path| {
            let _ = fs::remove_file(path).or_else(|_| fs::remove_dir_all(path));
        };
        let parents = |path: &Path| {
            let _ = path.parent().map(fs::create_dir_all);
        };
        // Through a link, a folder is told of where it really is.
        let real = |index: &usize| {
            let path = at(index);
            let folder = path.parent().and_then(|folder| folder.canonicalize().ok())?;
            let below = folder.strip_prefix(root).ok()?.join(path.file_name()?);
            below.to_str().map(str::to_owned)
        };
        let touched: Vec<usize> = match self {
            Self::Write(path, _) | Self::Folder(path) | Self::Remove(path) | Self::Link(path, _) => {
                vec![*path]
            }
            Self::Rename(from, to) => vec![*from, *to],
        };
        let mut told: Vec<String> = touched.iter().filter_map(real).collect();
        match self {
            Self::Write(path, text) => {
                parents(&at(path));
                let _ = fs::write(at(path), [*text]);
                // It may have been written through a link.
                let real = at(path).canonicalize().ok();
                told.extend(
                    real.iter().filter_map(|real| Some(real.strip_prefix(root).ok()?.to_str()?.to_owned())),
                );
            }
            Self::Folder(path) => {
                remove(&at(path));
                let _ = fs::create_dir_all(at(path));
            }
            Self::Remove(path) => remove(&at(path)),
            Self::Rename(from, to) => {
                parents(&at(to));
                if fs::symlink_metadata(at(from)).is_ok() && !at(to).starts_with(at(from)) {
                    if from != to && !at(from).starts_with(at(to)) {
                        remove(&at(to));
                    }
                    let _ = fs::rename(at(from), at(to));
                }
            }
            Self::Link(path, to) => {
                #[cfg(unix)]
                // The folders at the top are told of where they lead to by the watch, not here.
                if PATHS[*path] != "content" && fs::symlink_metadata(at(path)).is_err() {
                    parents(&at(path));
                    let _ = std::os::unix::fs::symlink(at(to), at(path));
                }
                #[cfg(not(unix))]
                let _ = to;
            }
        }
        told.extend(touched.iter().filter_map(real));
        told.extend(touched.iter().map(|index| PATHS[*index].to_owned()));
        told
    }
}

fn deed() -> impl Strategy<Value = Deed> {
    let path = || 0..PATHS.len();
    prop_oneof![
        6 => (path(), any::<u8>()).prop_map(|(path, text)| Deed::Write(path, text)),
        1 => path().prop_map(Deed::Folder),
        2 => path().prop_map(Deed::Remove),
        4 => (path(), path()).prop_map(|(from, to)| Deed::Rename(from, to)),
        2 => (path(), path()).prop_map(|(path, to)| Deed::Link(path, to)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_refreshed_snapshot_is_the_one_that_is_read_anew(
        rounds in prop::collection::vec(prop::collection::vec(deed(), 1..5), 1..12),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a folder");
        let mut inputs = Inputs::open(&root).expect("a site");
        let mut snapshot = inputs.read();
        for deeds in rounds {
            let told: BTreeSet<String> = deeds.iter().flat_map(|deed| deed.perform(&root)).collect();
            let before = snapshot.clone();
            let changed = inputs.refresh(&mut snapshot, told.iter().map(String::as_str));
            let fresh = disk::read(&root).expect("a site");
            prop_assert_eq!(&snapshot.files, &fresh.files, "{:?}", deeds);
            let keys: BTreeSet<_> = before.files.keys().chain(fresh.files.keys()).collect();
            let other: Vec<_> = keys.into_iter().filter(|key| before.files.get(*key) != fresh.files.get(*key)).collect();
            prop_assert_eq!(changed.iter().collect::<Vec<_>>(), other);
        }
    }
}
