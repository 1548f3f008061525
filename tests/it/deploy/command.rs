//! `gongkai deploy` as a person uses it, with targets that are folders.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{assert_same, texts};
use crate::command::{Ran, gongkai};
use crate::site::zeros;

/// A site with one report and one target.
pub(super) struct Home {
    pub(super) dir: TempDir,
}

impl Home {
    pub(super) fn new(targets: &str) -> Self {
        let home = Self { dir: TempDir::new().expect("a folder") };
        home.put("site/site.toml", &format!("title = \"样例\"\n{targets}"));
        home.put("site/content/agencies.yaml", "- { slug: haicheng, name: 海城镇人民政府, kind: town }\n");
        home.put("site/content/2022/haicheng.md", &zeros("haicheng", 2022));
        home
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub(super) fn run(&self, args: &[&str]) -> Ran {
        let all = [&["--root", "site", "--lang", "en", "deploy"], args].concat();
        let dated =
            if args.contains(&"--help") { all } else { [&all[..], &["--now", "2023-01-20"]].concat() };
        gongkai(&dated, Some(self.dir.path()))
    }

    /// Another title: every page changes.
    pub(super) fn entitle(&self, title: &str) {
        let path = self.path("site/site.toml");
        let text = fs::read_to_string(&path).expect("settings");
        let (_, rest) = text.split_once('\n').expect("a line");
        fs::write(path, format!("title = \"{title}\"\n{rest}")).expect("settings");
    }
}

/// Not published: the ledger, in which every publication is entered, has tests of its own.
const WWW: &str = "[targets.office]\ndir = \"../www\"\npublishes = false\n";

/// The last release that a run told of.
fn release(ran: &Ran) -> String {
    let mut words = ran.err.split_whitespace().filter(|word| word.starts_with("20") && word.contains("Z-"));
    words.next_back().expect("a release").trim_end_matches(',').to_owned()
}

/// What a dry run prints where all of these files come.
pub(super) fn added(files: &BTreeMap<String, String>) -> String {
    files.keys().flat_map(|path| ["+ ", path, "\n"]).collect()
}

#[test]
fn a_site_is_deployed_changed_deployed_and_taken_back() {
    let home = Home::new(WWW);
    let first = home.run(&[]);
    assert_eq!((first.code, first.out.as_str()), (0, ""), "{}", first.err);
    let old = texts(&home.path("www/current"));
    assert!(old.contains_key("2022/haicheng/index.html"));
    assert!(first.err.contains(&format!("+{} ~0 −0 → office", old.len())), "{}", first.err);

    let again = home.run(&[]);
    assert_eq!((again.code, again.err.as_str()), (0, "Nothing to do: office shows this portal already.\n"));

    home.entitle("另一个");
    let second = home.run(&["office"]);
    assert_eq!(second.code, 0, "{}", second.err);
    let new = texts(&home.path("www/current"));
    assert!(new["index.html"].contains("另一个"));

    let back = home.run(&["--rollback"]);
    assert_eq!(back.code, 0, "{}", back.err);
    let said = format!("✓ office shows {} again instead of {}", release(&first), release(&second));
    assert!(back.err.contains(&said), "{}", back.err);
    assert_same(&texts(&home.path("www/current")), &old);
    let further = home.run(&["--rollback"]);
    assert_eq!(
        (further.code, further.err.lines().next()),
        (2, Some("error: There is no earlier release on this target"))
    );

    assert_eq!(home.run(&[]).code, 0);
    assert_same(&texts(&home.path("www/current")), &new);
}

#[test]
fn a_dry_run_prints_what_the_real_one_does_and_writes_nothing() {
    let home = Home::new(WWW);
    let untouched = texts(home.dir.path());
    let dry = home.run(&["--dry-run"]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert_same(&texts(home.dir.path()), &untouched);
    home.run(&[]);
    let shown = texts(&home.path("www/current"));
    assert_eq!(dry.out, added(&shown));

    home.put("site/content/pages/guide.md", "---\ntitle: 指南\n---\n## 一\n\n正文。\n");
    home.entitle("另一个");
    let before = texts(home.dir.path());
    let dry = home.run(&["--dry-run"]);
    assert_same(&texts(home.dir.path()), &before);
    home.run(&[]);
    let after = texts(&home.path("www/current"));
    let paths: BTreeSet<&String> = shown.keys().chain(after.keys()).collect();
    let line = |path: &String| match (shown.get(path), after.get(path)) {
        (None, Some(_)) => format!("+ {path}\n"),
        (Some(_), None) => format!("- {path}\n"),
        (one, other) if one != other => format!("~ {path}\n"),
        _ => String::new(),
    };
    let lines: Vec<String> = paths.into_iter().map(line).collect();
    let lines = lines.concat();
    assert_eq!(dry.out, lines);
    assert!(lines.contains("+ pages/guide/index.html\n") && lines.contains("~ index.html\n"), "{lines}");

    let before = texts(home.dir.path());
    let dry = home.run(&["--rollback", "--dry-run"]);
    assert_same(&texts(home.dir.path()), &before);
    let back = dry.out.replace("- ", "* ").replace("+ ", "- ").replace("* ", "+ ");
    assert_eq!(back, lines);
}

#[test]
fn a_site_with_errors_is_not_sent() {
    let home = Home::new(WWW);
    let report = zeros("haicheng", 2022).replacen("open:                [0,", "open:                [1,", 1);
    home.put("site/content/2022/haicheng.md", &report);
    let ran = home.run(&[]);
    assert_eq!(ran.code, 1);
    assert!(!home.path("www").exists());
    let ran = home.run(&["--keep-going"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(home.path("www/current/index.html").is_file());
    assert!(ran.err.contains("left out; the pages say so: 2022/haicheng"), "{}", ran.err);
}

#[test]
fn the_target_is_named_or_the_only_one() {
    let none = Home::new("").run(&[]);
    assert_eq!((none.code, none.err.lines().next()), (2, Some("error: site.toml names no target")));
    let two = Home::new("[targets.a]\ndir = \"../a\"\n[targets.b]\ndir = \"../b\"\n");
    let which = two.run(&[]);
    assert_eq!(
        (which.code, which.err.lines().next()),
        (2, Some("error: There is more than one target: a, b"))
    );
    let unknown = two.run(&["c"]);
    assert_eq!((unknown.code, unknown.err.lines().next()), (2, Some("error: site.toml names no target c")));
    assert_eq!(two.run(&["b"]).code, 0);
    assert!(two.path("b/current").exists() && !two.path("a").exists());
}

#[test]
fn a_page_that_was_defaced_is_told_and_put_right_with_leave() {
    let home = Home::new(WWW);
    home.run(&[]);
    let good = texts(&home.path("www/current"));
    home.put("www/current/index.html", "defaced");
    let ran = home.run(&[]);
    let said = "error: What the server shows was changed by hand: 1 changed, 0 missing, 0 extra (index.html)";
    assert_eq!((ran.code, ran.err.lines().next()), (2, Some(said)));
    let dry = home.run(&["--overwrite", "--dry-run"]);
    assert_eq!((dry.code, dry.out.as_str()), (0, "~ index.html\n"), "{}", dry.err);
    assert_eq!(home.run(&["--overwrite"]).code, 0);
    assert_same(&texts(&home.path("www/current")), &good);
}

#[test]
fn a_release_that_was_changed_is_not_shown_again() {
    let home = Home::new(WWW);
    let first = home.run(&[]);
    home.entitle("另一个");
    home.run(&[]);
    home.put(&format!("www/releases/{}/2022/haicheng/index.html", release(&first)), "defaced");
    let ran = home.run(&["--rollback"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("1 changed, 0 missing, 0 extra (2022/haicheng/index.html); it is not shown"),
        "{}",
        ran.err
    );
    assert!(texts(&home.path("www/current"))["index.html"].contains("另一个"));
}

/// A file system in memory that is as small as a test wants it; only root may have one.
#[cfg(target_os = "linux")]
pub(super) struct Small {
    path: PathBuf,
}

#[cfg(target_os = "linux")]
impl Small {
    pub(super) fn mount(path: &Path, size: &str) -> Option<Self> {
        fs::create_dir_all(path).expect("a folder");
        let small = Self { path: path.to_owned() };
        small.run("mount", &["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).then_some(small)
    }

    pub(super) fn again(&self, options: &str) {
        assert!(self.run("mount", &["-o", &format!("remount,{options}")]), "{options}");
    }

    /// Fills what is free; removing the file makes room again.
    pub(super) fn fill(&self) -> PathBuf {
        let path = self.path.join("filler");
        let mut file = fs::File::create(&path).expect("a file");
        while std::io::Write::write_all(&mut file, &[1; 4096]).is_ok() {}
        path
    }

    fn run(&self, program: &str, args: &[&str]) -> bool {
        let status = std::process::Command::new(program)
            .args(args)
            .arg(&self.path)
            .stderr(std::process::Stdio::null())
            .status();
        status.is_ok_and(|status| status.success())
    }
}

#[cfg(target_os = "linux")]
impl Drop for Small {
    fn drop(&mut self) {
        self.run("umount", &[]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_or_read_only_shows_the_old_release_and_the_next_deploy_goes_on() {
    let home = Home::new(WWW);
    // Where no such disk can be made, the faults of `steps.rs` stand for it.
    let Some(disk) = Small::mount(&home.path("www"), "4m") else { return };
    assert_eq!(home.run(&[]).code, 0);
    let old = texts(&home.path("www/current"));
    home.entitle("另一个");
    let filler = disk.fill();
    let ran = home.run(&[]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("error: No room for "), "{}", ran.err);
    assert_same(&texts(&home.path("www/current")), &old);
    disk.again("ro");
    let ran = home.run(&[]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("is on a disk that cannot be written"), "{}", ran.err);
    assert_same(&texts(&home.path("www/current")), &old);
    disk.again("rw");
    fs::remove_file(filler).expect("the file");
    let ran = home.run(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(texts(&home.path("www/current"))["index.html"].contains("另一个"));
    drop(disk);
}
