//! Reading a site from disk: what is input, what is left alone, and what is refused without blocking.

use std::fs;
use std::path::Path;

use gongkai::build::{Engine, Entry, Goal};
use gongkai::disk::{is_ignored, read};
use tempfile::TempDir;

use crate::site::{told, zeros};

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn site() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    write(dir.path(), "site.toml", "title = \"样例\"\n");
    write(dir.path(), "content/agencies.yaml", "- { slug: haicheng, name: 海城镇人民政府, kind: town }\n");
    write(dir.path(), "content/2022/haicheng.md", &zeros("haicheng", 2022));
    dir
}

fn findings(root: &Path) -> Vec<String> {
    told(&Engine::default().run(&read(root).expect("a site"), Goal::Check))
}

#[test]
fn only_input_is_read_and_attachments_only_by_their_size() {
    let dir = site();
    for path in [
        "README.md",
        "public/index.html",
        ".git/config",
        "content/.hidden",
        "content/2022/~$haicheng.docx",
        "content/2022/haicheng.md~",
    ] {
        write(dir.path(), path, "x");
    }
    write(dir.path(), "content/2022/haicheng/附件.pdf", "12345");
    let snapshot = read(dir.path()).expect("a site");
    let paths: Vec<&str> = snapshot.files.keys().map(|path| &**path).collect();
    assert_eq!(
        paths,
        ["content/2022/haicheng.md", "content/2022/haicheng/附件.pdf", "content/agencies.yaml", "site.toml"]
    );
    assert_eq!(snapshot.files["content/2022/haicheng/附件.pdf"], Entry::Attachment { size: 5 });
    assert_eq!(findings(dir.path()), Vec::<String>::new());
}

#[test]
fn a_file_in_the_wrong_place_is_told() {
    let dir = site();
    write(dir.path(), "content/2022/报告.docx", "x");
    write(dir.path(), "content/notes.txt", "x");
    assert_eq!(
        findings(dir.path()),
        [
            "warning[unexpected-file] content/2022/报告.docx:1:1",
            "warning[unexpected-file] content/notes.txt:1:1"
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_out_of_the_site_folders_behind_links_and_pipes_are_refused() {
    let dir = site();
    let outside = TempDir::new().expect("a folder");
    write(outside.path(), "secret.md", "secret");
    let at = |path: &str| dir.path().join(path);
    let link = |from: &Path, to: &str| std::os::unix::fs::symlink(from, at(to)).expect("a link");
    link(&outside.path().join("secret.md"), "content/2022/a.md");
    link(&at("content"), "content/2022/b.md");
    link(Path::new("nowhere"), "content/2022/c.md");
    fs::create_dir(at("content/2022/haicheng")).expect("a folder");
    rustix::fs::mkfifoat(rustix::fs::CWD, at("content/2022/haicheng/d.pdf"), rustix::fs::Mode::RUSR)
        .expect("a pipe");
    assert_eq!(
        findings(dir.path()),
        [
            "error[unreadable-file--link] content/2022/a.md:1:1",
            "error[unreadable-file--kind] content/2022/b.md:1:1",
            "error[unreadable-file] content/2022/c.md:1:1",
            "error[unreadable-file--kind] content/2022/haicheng/d.pdf:1:1",
        ]
    );
}

#[test]
fn leftovers_of_editors_and_systems_are_ignored() {
    for name in [".DS_Store", "~$报告.docx", "a.md~", "#a#", "a.swp", "4913", "Thumbs.db", ".gitkeep"] {
        assert!(is_ignored(name), "{name}");
    }
    for name in ["haicheng.md", "附件 1.pdf", "a#b.md"] {
        assert!(!is_ignored(name), "{name}");
    }
}
