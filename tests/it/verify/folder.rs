//! A folder: what is missing, changed and extra in it.

use std::fs;

use super::{UNFIT, manifest_of, publish, published, put, run};

#[test]
fn a_portal_as_it_was_published_is_told_to_be_so() {
    let dir = published();
    let ran = run(dir.path(), &[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let expected = "\
manifest.json was written by gongkai 0.1.0, from sources 0123456789ab
✓ All 6 files are as manifest.json says: ./public
";
    assert_eq!(ran.err, expected);
}

#[test]
fn one_changed_byte_one_extra_and_one_missing_file_are_named() {
    let dir = published();
    let public = dir.path().join("public");
    fs::remove_file(public.join("data/year=2022/figures.csv")).expect("a file");
    put(&public, "2022/haicheng/index.html", "<p>海城镇 2023</p>\n");
    put(&public, "2022/haicheng/x.php", "<?php");
    let ran = run(dir.path(), &["public"]);
    assert_eq!(ran.code, 1);
    let expected = "\
- missing  data/year=2022/figures.csv
~ changed  2022/haicheng/index.html
+ extra  2022/haicheng/x.php
";
    assert_eq!(ran.out, expected);
    let expected = "\
manifest.json was written by gongkai 0.1.0, from sources 0123456789ab
✗ 1 missing, 1 changed, 1 extra, 0 not read; 6 files compared: public
";
    assert_eq!(ran.err, expected);
}

#[test]
fn the_readers_language_and_programs_are_told_the_same() {
    let dir = published();
    let public = dir.path().join("public");
    fs::remove_file(public.join("empty.txt")).expect("a file");
    put(&public, "新.html", "");
    let ran = crate::command::gongkai(&["verify", "public"], Some(dir.path()));
    assert_eq!((ran.code, ran.out.as_str()), (1, "- 缺少  empty.txt\n+ 多出  新.html\n"));
    let expected = "\
manifest.json 由 gongkai 0.1.0 写成，源文件摘要 0123456789ab
✗ 缺少 1  改动 0  多出 1  未读到 0；核对了 6 个文件：public
";
    assert_eq!(ran.err, expected);
    let ran = run(dir.path(), &["public", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let expected = serde_json::json!({
        "version": 1, "missing": ["empty.txt"], "changed": [], "extra": ["新.html"], "unreachable": [],
        "checked": 6, "signature": null,
    });
    assert_eq!((ran.code, json), (1, expected));
}

#[test]
fn a_manifest_that_was_forged_is_found_with_one_that_was_kept() {
    let dir = published();
    let public = dir.path().join("public");
    put(dir.path(), "kept.json", fs::read(public.join("manifest.json")).expect("the manifest"));
    assert_eq!(run(dir.path(), &["public", "--manifest", "kept.json"]).code, 0);
    // A page is changed, and the manifest is made to say so.
    let mut files = super::files();
    files.insert("index.html".to_owned(), "<p>改</p>\n".into());
    let (site, out) = (dir.path().to_owned(), public.clone());
    let output = gongkai::disk::Output { dir: out, site, home: None, origin: super::origin() };
    gongkai::disk::publish(&output, &files, &gongkai::disk::allow).expect("a portal");
    assert_eq!(run(dir.path(), &["public"]).code, 0, "by itself it fits");
    let ran = run(dir.path(), &["public", "--manifest", "kept.json"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "~ changed  index.html\n~ changed  manifest.json\n"));
    fs::remove_file(public.join("manifest.json")).expect("the manifest");
    let ran = run(dir.path(), &["public", "--manifest", "kept.json"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "- missing  manifest.json\n~ changed  index.html\n"));
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_named_and_not_followed() {
    use std::os::unix::fs::symlink;
    let dir = published();
    let public = dir.path().join("public");
    let page = public.join("index.html");
    put(dir.path(), "same.html", fs::read(&page).expect("the page"));
    fs::remove_file(&page).expect("the page");
    symlink(dir.path().join("same.html"), &page).expect("a link");
    symlink("/", public.join("all")).expect("a link");
    // Opening it would never end.
    rustix::fs::mknodat(
        rustix::fs::CWD,
        public.join("pipe"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR,
        0,
    )
    .expect("a pipe");
    let ran = run(dir.path(), &["public"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "~ changed  index.html\n+ extra  all\n+ extra  pipe\n"));
    // Nor is a link a manifest.
    fs::rename(public.join("manifest.json"), dir.path().join("real.json")).expect("moved");
    symlink(dir.path().join("real.json"), public.join("manifest.json")).expect("a link");
    let ran = run(dir.path(), &["public"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("error: public has no manifest.json\n  = help: "), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_name_cannot_steer_the_terminal_or_write_a_second_line() {
    let dir = published();
    put(&dir.path().join("public"), "x\u{1b}[2J\n- missing  y", "");
    let ran = run(dir.path(), &["public"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "+ extra  x\u{fffd}[2J\u{fffd}- missing  y\n"));
}

#[test]
fn the_list_of_an_archive_is_not_extra_but_must_fit() {
    let dir = published();
    let public = dir.path().join("public");
    let bytes = fs::read(public.join("manifest.json")).expect("the manifest");
    let manifest = gongkai::disk::Manifest::parse(&bytes).expect("ours");
    let sums = gongkai::deploy::sums(&manifest, &bytes);
    put(&public, "SHA256SUMS", &sums);
    assert_eq!(run(dir.path(), &["public"]).code, 0);
    put(&public, "SHA256SUMS", sums.replacen('0', "1", 1));
    let ran = run(dir.path(), &["public"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "~ changed  SHA256SUMS\n"));
}

#[test]
fn the_folder_of_a_target_is_verified_where_it_is_shown() {
    let dir = published();
    fs::create_dir_all(dir.path().join("www/releases")).expect("a folder");
    publish(dir.path(), &dir.path().join("www/current"));
    assert_eq!(run(dir.path(), &["www"]).code, 0);
    put(dir.path(), "site.toml", "title = \"样例\"\n[targets.office]\ndir = \"www\"\n");
    put(dir.path(), "www/current/new.html", "");
    for args in [&["www"][..], &["office"], &[]] {
        let ran = run(dir.path(), args);
        assert_eq!((ran.code, ran.out.as_str()), (1, "+ extra  new.html\n"), "{args:?}");
    }
    // Of two targets neither is meant.
    put(
        dir.path(),
        "site.toml",
        "title = \"样例\"\n[targets.office]\ndir = \"www\"\n[targets.web]\nssh = \"web:/srv/www\"\nurl = \"https://w.cn\"\n",
    );
    assert_eq!(run(dir.path(), &[]).code, 0);
}

#[test]
fn what_cannot_be_verified_says_why_and_what_to_do() {
    let dir = published();
    let manifest = fs::read_to_string(dir.path().join("public/manifest.json")).expect("the manifest");
    put(dir.path(), "bare/index.html", "");
    put(dir.path(), "theirs/manifest.json", "{\"name\": \"app\", \"icons\": []}");
    put(dir.path(), "cut/manifest.json", manifest.get(..200).expect("a part"));
    put(dir.path(), "newer/manifest.json", manifest.replacen("\"version\": 1", "\"version\": 2", 1));
    put(dir.path(), "digest/manifest.json", manifest_of("a", 1).replace(&"0".repeat(64), ""));
    fs::File::create(dir.path().join("bare/large.json"))
        .and_then(|file| file.set_len(65 << 20))
        .expect("a file");
    fs::create_dir(dir.path().join("large")).expect("a folder");
    fs::rename(dir.path().join("bare/large.json"), dir.path().join("large/manifest.json")).expect("moved");
    for (args, message) in [
        (&["nowhere"][..], "There is no nowhere"),
        (&["bare"], "bare has no manifest.json"),
        (&["theirs"], "The manifest.json of theirs is none of this program's, or is damaged"),
        (&["cut"], "The manifest.json of cut is none of this program's, or is damaged"),
        (&["newer"], "The manifest.json of newer is of version 2, which this program does not know"),
        (&["digest"], "The manifest.json of digest names what is no file of a portal: a"),
        (&["large"], "The manifest.json of large is larger than any of this program's (64 MB)"),
        (&["ftp://a.gov.cn/"], "ftp://a.gov.cn/ is no address of a portal"),
        (&["https://a.gov.cn/?x"], "https://a.gov.cn/?x is no address of a portal"),
        (&["public", "--manifest", "nowhere.json"], "There is no nowhere.json"),
        (&["public", "--key", "RWx"], "RWx is no public key"),
        (&["a.zip"], "There is no a.zip"),
    ] {
        let ran = run(dir.path(), args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.starts_with(&format!("error: {message}\n  = help: ")), "{args:?}: {}", ran.err);
    }
    put(dir.path(), "site.toml", "title = 1\n");
    let ran = run(dir.path(), &["public"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("error: The settings in ./site.toml cannot be read: "), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_server_that_cannot_be_reached_is_told_in_one_sentence() {
    use std::os::unix::fs::PermissionsExt;
    let dir = published();
    put(
        dir.path(),
        "site.toml",
        "title = \"样例\"\n[targets.web]\nssh = \"web@far:/srv/www\"\npublishes = false\n",
    );
    put(
        dir.path(),
        "bin/ssh",
        "#!/bin/sh\necho 'ssh: connect to host far port 22: No route to host' >&2\nexit 255\n",
    );
    fs::set_permissions(dir.path().join("bin/ssh"), fs::Permissions::from_mode(0o755)).expect("a mode");
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["--lang", "en", "verify", "web"])
        .current_dir(dir.path())
        .env_clear()
        .env("NO_COLOR", "1")
        .env("PATH", format!("{}:/usr/bin:/bin", dir.path().join("bin").display()))
        .output()
        .expect("the program runs");
    let expected = "\
error: web@far cannot be reached: ssh: connect to host far port 22: No route to host
  = help: Try: ssh web@far. What works there works here too.
";
    assert_eq!((ran.status.code(), String::from_utf8_lossy(&ran.stderr).as_ref()), (Some(2), expected));
}

#[test]
fn a_strangers_manifest_reaches_nothing_outside() {
    let dir = published();
    put(dir.path(), "secret", "");
    for path in UNFIT {
        put(dir.path(), "theirs/manifest.json", manifest_of(path, 0));
        let ran = run(dir.path(), &["theirs"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{path:?}");
        assert!(ran.err.contains("names what is no file of a portal"), "{path:?}: {}", ran.err);
    }
    // A size that no disk has is only a number.
    put(dir.path(), "theirs/manifest.json", manifest_of("a", u64::MAX));
    assert_eq!(run(dir.path(), &["theirs"]).out, "- missing  a\n");
}

#[test]
fn a_hundred_thousand_files_are_named_as_missing_one_by_one() {
    let dir = published();
    let digest = "0".repeat(64);
    let files: Vec<String> =
        (0..100_000).map(|number| format!("\"{number}\":{{\"size\":1,\"sha256\":\"{digest}\"}}")).collect();
    let text = format!("{{\"version\":1,\"generator\":\"gongkai 9\",\"files\":{{{}}}}}", files.join(","));
    put(dir.path(), "theirs/manifest.json", text);
    let ran = run(dir.path(), &["theirs"]);
    assert_eq!((ran.code, ran.out.lines().count()), (1, files.len()));
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told_as_such() {
    use std::os::unix::fs::PermissionsExt;
    let dir = published();
    let public = dir.path().join("public");
    put(&public, "theirs.html", "");
    for name in ["index.html", "theirs.html"] {
        fs::set_permissions(public.join(name), fs::Permissions::from_mode(0o000)).expect("a mode");
    }
    let ran = run(dir.path(), &["public"]);
    // Root reads everything.
    if fs::File::open(public.join("index.html")).is_ok() {
        assert_eq!((ran.code, ran.out.as_str()), (1, "+ extra  theirs.html\n"));
        return;
    }
    let expected = "+ extra  theirs.html\n? not read  index.html: Permission denied (os error 13)\n";
    assert_eq!((ran.code, ran.out.as_str()), (1, expected));
    fs::remove_file(public.join("theirs.html")).expect("a file");
    assert_eq!(run(dir.path(), &["public"]).code, 2, "nothing is wrong, but it could not be told");
}
