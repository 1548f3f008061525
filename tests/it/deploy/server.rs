//! A target that is a server: a real one, which ssh reaches on this machine.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use gongkai::disk::{Content, Manifest};

use super::command::{Home, added};
use super::{assert_same, texts};
use crate::command::{Ran, gongkai};
use crate::programs::sshd::Sshd;

/// A folder on the server whose name means something to a shell.
const FOLDER: &str = "公开 it's \"$HOME\" `id` & *";

const ATTACHMENT: &str = "2022/haicheng/附件 '一' (1).pdf";

const PATIENCE: Duration = Duration::from_mins(2);

/// A site whose target is a folder of the server.
fn home(options: &str) -> Home {
    let home = Home::new("");
    let root = home.path("www").join(FOLDER);
    let ssh = format!("web:{}", root.display());
    // The host is the user of the tests, whatever the name is.
    home.put(
        "site/site.toml",
        &format!("title = \"样例\"\n[targets.server]\nssh = {ssh:?}\npublishes = false\n{options}"),
    );
    let attachment = home.path("site/content").join(ATTACHMENT);
    fs::create_dir_all(attachment.parent().expect("a parent")).expect("a folder");
    fs::write(&attachment, noise(400_000)).expect("an attachment");
    // Only its owner may read it; on the server everybody must.
    fs::set_permissions(&attachment, fs::Permissions::from_mode(0o600)).expect("its rights");
    home
}

/// Bytes that cannot be compressed, the same each time.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 7_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[1]
    };
    (0..length).map(|_| next()).collect()
}

fn command(home: &Home, site: &str, path: &OsStr, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(["--root", site, "--lang", "en", "deploy", "--now", "2023-01-20"]).args(args);
    command
        .current_dir(home.dir.path())
        .env_clear()
        .env("NO_COLOR", "1")
        .env("PATH", path)
        .env("USER", "clerk");
    command.stdin(Stdio::null());
    command
}

fn run(home: &Home, path: &OsStr, args: &[&str]) -> Ran {
    let output = command(home, "site", path, args).output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

#[track_caller]
fn done(ran: &Ran) {
    assert_eq!(ran.code, 0, "{}", ran.err);
}

fn current(home: &Home) -> BTreeMap<String, String> {
    texts(&home.path("www").join(FOLDER).join("current/"))
}

/// What a build of the site makes.
fn built(home: &Home) -> BTreeMap<String, String> {
    let ran = gongkai(&["--root", "site", "build", "--out", "out"], Some(home.dir.path()));
    assert_eq!(ran.code, 0, "{}", ran.err);
    texts(&home.path("out"))
}

fn deployed_changed_and_taken_back(path: &OsStr) {
    let home = home("");
    let dry = run(&home, path, &["--dry-run"]);
    done(&dry);
    assert!(!home.path("www").exists(), "a dry run writes nothing");
    done(&run(&home, path, &[]));
    let first = built(&home);
    assert_same(&current(&home), &first);
    assert_eq!(dry.out, added(&first));
    let root = home.path("www").join(FOLDER);
    for (file, mode) in [("index.html", 0o644), (ATTACHMENT, 0o644), ("2022/haicheng", 0o755)] {
        let meta = fs::metadata(root.join("current").join(file)).expect("a file");
        assert_eq!(meta.permissions().mode() & 0o777, mode, "{file}");
    }
    assert!(!root.join("deploy.lock").exists());
    assert!(!home.path("site/.gongkai/send").exists());

    let again = run(&home, path, &[]);
    assert_eq!((again.code, again.err.as_str()), (0, "Nothing to do: server shows this portal already.\n"));

    home.entitle("另一个");
    fs::remove_file(home.path("site/content").join(ATTACHMENT)).expect("the attachment");
    let dry = run(&home, path, &["--dry-run", "--allow-delete", "9"]);
    done(&run(&home, path, &["--allow-delete", "9"]));
    let second = built(&home);
    assert_same(&current(&home), &second);
    let changes: Vec<&str> = dry.out.lines().collect();
    assert!(
        changes.contains(&format!("- {ATTACHMENT}").as_str()) && changes.contains(&"~ index.html"),
        "{}",
        dry.out
    );

    done(&run(&home, path, &["--rollback"]));
    assert_same(&current(&home), &first);
    done(&run(&home, path, &["--allow-delete", "9"]));
    assert_same(&current(&home), &second);
    assert_eq!(fs::read_dir(root.join("releases")).expect("releases").count(), 2);
}

#[test]
fn with_rsync_a_site_is_deployed_changed_deployed_and_taken_back() {
    let sshd = Sshd::start();
    deployed_changed_and_taken_back(&sshd.path());
}

#[test]
fn without_rsync_a_site_is_deployed_changed_deployed_and_taken_back() {
    let sshd = Sshd::start();
    deployed_changed_and_taken_back(&sshd.alone());
}

#[test]
fn what_was_changed_by_hand_on_a_server_is_told_and_put_right_with_leave() {
    let (sshd, home) = (Sshd::start(), home(""));
    done(&run(&home, &sshd.path(), &[]));
    let good = current(&home);
    let shown = home.path("www").join(FOLDER).join("current");
    fs::write(shown.join("index.html"), "defaced").expect("a file");
    fs::remove_file(shown.join("404.html")).expect("a file");
    std::os::unix::fs::symlink("/etc", shown.join("2022/a link")).expect("a link");
    fs::write(shown.join("shell\\.php"), "<?php").expect("a file");
    // A name that would be a request of its own.
    let kept = home.path("kept");
    fs::write(&kept, "kept").expect("a file");
    let below = home.dir.path().strip_prefix("/").expect("a full path");
    let folder = shown.join("a\n\ndrop\nx\n").join(below);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("kept"), "waste").expect("a file");
    let ran = run(&home, &sshd.path(), &[]);
    let said = "1 changed, 1 missing, 3 extra (index.html, 404.html, 2022/a link, a\u{fffd}\u{fffd}drop\u{fffd}x\u{fffd}";
    assert!(ran.code == 2 && ran.err.contains(said), "{}", ran.err);
    for path in [sshd.path(), sshd.alone()] {
        fs::write(shown.join("index.html"), "defaced").expect("a file");
        done(&run(&home, &path, &["--overwrite"]));
        assert_same(&current(&home), &good);
        assert!(kept.exists());
    }
}

#[test]
fn on_a_server_a_page_that_was_changed_with_its_entry_in_the_manifest_is_not_verified() {
    let (sshd, home) = (Sshd::start(), home(""));
    done(&run(&home, &sshd.path(), &[]));
    let verify = || {
        let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(["--root", "site", "--lang", "en", "verify", "server"])
            .current_dir(home.dir.path())
            .env_clear()
            .env("PATH", sshd.path())
            .output()
            .expect("the program runs");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    assert_eq!(verify(), (Some(0), String::new()));
    let shown = home.path("www").join(FOLDER).join("current");
    let path = shown.join("manifest.json");
    let mut manifest = Manifest::parse(&fs::read(&path).expect("a manifest")).expect("ours");
    let defaced = Content::from("defaced").record().expect("a record");
    manifest.files.insert("index.html".to_owned(), defaced);
    fs::write(shown.join("index.html"), "defaced").expect("a file");
    fs::write(path, manifest.text()).expect("a file");
    assert_eq!(verify(), (Some(1), "~ changed  manifest.json\n".to_owned()));
}

#[test]
fn a_folder_of_a_server_with_anything_else_in_it_is_not_touched() {
    let (sshd, home) = (Sshd::start(), home(""));
    let root = home.path("www").join(FOLDER);
    fs::create_dir_all(&root).expect("a folder");
    fs::write(root.join("index.html"), "somebody else's").expect("a file");
    let ran = run(&home, &sshd.path(), &[]);
    assert!(ran.code == 2 && ran.err.contains("no release in it is one of this program"), "{}", ran.err);
    assert_eq!(fs::read_dir(&root).expect("the folder").count(), 1);
}

#[test]
fn a_server_that_cannot_be_reached_is_told_with_what_ssh_says() {
    let (sshd, home) = (Sshd::start(), home("port = 1\n"));
    let ran = run(&home, &sshd.path(), &[]);
    assert_eq!(ran.code, 2);
    let first = ran.err.lines().next().unwrap_or_default();
    assert!(first.starts_with("error: web cannot be reached; it shows what it showed: "), "{first}");
    assert!(first.contains("port 1: Connection refused"), "{first}");
    let ran = run(&home, OsStr::new("/nowhere"), &[]);
    assert_eq!(ran.err.lines().next(), Some("error: The program ssh was not found"));
}

#[test]
fn a_folder_in_which_nothing_can_be_written_is_told() {
    let (sshd, home) = (Sshd::start(), home(""));
    // A file in the place of the folder above: nobody can make a folder there, not even root.
    fs::write(home.path("www"), "").expect("a file");
    let ran = run(&home, &sshd.path(), &[]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("error: Something failed on web; it shows what it showed: mkdir: "),
        "{}",
        ran.err
    );
}

#[test]
fn the_lock_of_another_is_respected_until_it_is_broken() {
    let (sshd, home) = (Sshd::start(), home(""));
    done(&run(&home, &sshd.path(), &[]));
    home.entitle("另一个");
    let lock = home.path("www").join(FOLDER).join("deploy.lock");
    fs::write(&lock, "li@office-2\n/home/li/site\n17\n2023-01-19T01:30:00Z\n").expect("a lock");
    let ran = run(&home, &sshd.path(), &[]);
    let said =
        "error: li@office-2 is sending to this server since 2023-01-19T01:30:00Z (UTC), from /home/li/site";
    assert_eq!((ran.code, ran.err.lines().last().map(|_| ran.err.lines().next())), (2, Some(Some(said))));
    assert!(lock.exists());
    done(&run(&home, &sshd.path(), &["--dry-run"]));
    done(&run(&home, &sshd.path(), &["--break-lock"]));
    assert!(!lock.exists());
    assert_same(&current(&home), &built(&home));
}

#[test]
fn a_connection_that_is_lost_after_any_request_shows_the_old_release_or_the_new_one() {
    let (sshd, home) = (Sshd::start(), home(""));
    done(&run(&home, &sshd.path(), &[]));
    let mut old = current(&home);
    let mut seen = [0, 0];
    for requests in 1.. {
        home.entitle(&format!("第 {requests} 个"));
        let ran = run(&home, &sshd.cut(requests), &[]);
        let shown = current(&home);
        done(&run(&home, &sshd.path(), &[]));
        let new = current(&home);
        assert!(new["index.html"].contains(&format!("第 {requests} 个")), "after {requests} requests");
        assert!(shown == old || shown == new, "after {requests} requests");
        seen[usize::from(shown == new)] += 1;
        let names = fs::read_dir(home.path("www").join(FOLDER).join("releases")).expect("releases");
        let left =
            names.filter(|name| name.as_ref().expect("a name").file_name().to_string_lossy().contains('.'));
        assert_eq!(left.count(), 0, "after {requests} requests");
        if ran.code == 0 {
            break;
        }
        let first = ran.err.lines().find(|line| line.starts_with("error: ")).unwrap_or_default();
        // Before the new release is shown all is as it was; afterwards only the old ones could not be removed.
        assert_eq!(
            first.contains("The new release is shown"),
            shown == new,
            "after {requests} requests: {first}"
        );
        old = new;
    }
    assert!(seen[0] > 8 && seen[1] > 1, "{seen:?}");
}

#[test]
fn without_rsync_a_stream_that_breaks_off_is_told_and_what_arrived_is_kept() {
    let (sshd, home) = (Sshd::start(), home(""));
    let ran = run(&home, &sshd.torn(200_000), &[]);
    assert!(ran.code == 2 && ran.err.contains("error: "), "{}", ran.err);
    let root = home.path("www").join(FOLDER);
    assert!(!root.join("current").exists());
    assert!(!texts(&root.join("releases")).is_empty());
    done(&run(&home, &sshd.alone(), &[]));
    assert_same(&current(&home), &built(&home));
}

#[cfg(target_os = "linux")]
#[test]
fn a_server_whose_disk_is_full_or_read_only_shows_the_old_release_and_the_next_deploy_goes_on() {
    let (sshd, home) = (Sshd::start(), home(""));
    // Where no such disk can be made, the lost connections above stand for it.
    let Some(disk) = super::command::Small::mount(&home.path("www"), "6m") else { return };
    done(&run(&home, &sshd.path(), &[]));
    for (path, title) in [(sshd.path(), "二"), (sshd.alone(), "三")] {
        let old = current(&home);
        home.entitle(title);
        let filler = disk.fill();
        let ran = run(&home, &path, &[]);
        let told = "error: Something failed on web; it shows what it showed: ";
        assert!(ran.code == 2 && ran.err.contains(told), "{}", ran.err);
        assert!(ran.err.contains("No space left on device"), "{}", ran.err);
        assert_same(&current(&home), &old);
        disk.again("ro");
        let ran = run(&home, &path, &[]);
        assert!(
            ran.code == 2 && ran.err.contains(told) && ran.err.contains("Read-only file system"),
            "{}",
            ran.err
        );
        disk.again("rw");
        fs::remove_file(filler).expect("the file");
        done(&run(&home, &path, &[]));
        assert_same(&current(&home), &built(&home));
    }
}

/// A child that is killed when the test ends, however it ends.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_deploy_that_is_killed_while_it_sends_locks_others_out_and_is_mended_by_the_next() {
    let (sshd, home) = (Sshd::start(), home(""));
    let root = home.path("www").join(FOLDER);
    let mut slow = command(&home, "site", &sshd.slow(15), &[]);
    let mut child =
        Started(slow.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs"));
    let end = Instant::now() + PATIENCE;
    // It sends as soon as there is a file in the new release.
    while !holds_a_file(&root.join("releases")) {
        assert!(Instant::now() < end && child.0.try_wait().expect("a child").is_none(), "nothing was sent");
        thread::sleep(Duration::from_millis(20));
    }
    let lock = fs::read_to_string(root.join("deploy.lock")).expect("the lock");
    assert!(lock.starts_with("clerk@"), "{lock}");

    let same = run(&home, &sshd.path(), &[]);
    let said = format!("error: Process {} is sending this site, or sending to this target", child.0.id());
    assert_eq!((same.code, same.err.lines().next()), (2, Some(said.as_str())));
    copy(&home.path("site/content"), &home.path("other/content"));
    fs::copy(home.path("site/site.toml"), home.path("other/site.toml")).expect("settings");
    let other = command(&home, "other", &sshd.path(), &[]).output().expect("the program runs");
    let told = String::from_utf8_lossy(&other.stderr).into_owned();
    assert!(told.contains("error: clerk@") && told.contains(" is sending to this server since "), "{told}");

    child.0.kill().expect("a kill");
    child.0.wait().expect("an end");
    assert!(!root.join("current").exists());
    // As a lost connection leaves it; the deploy that it is of is no more.
    fs::write(root.join("deploy.lock"), lock).expect("a lock");
    done(&run(&home, &sshd.path(), &[]));
    assert_same(&current(&home), &built(&home));
    assert_eq!(fs::read_dir(root.join("releases")).expect("releases").count(), 1);
    assert!(!root.join("deploy.lock").exists());
}

/// Whether there is a file below a folder, in which files come and go meanwhile.
fn holds_a_file(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).any(|path| !path.is_dir() || holds_a_file(&path))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a file");
        }
    }
}
