//! Archives: the same bytes from the same files, unpacked by the system's programs, and read with care when they come from
//! elsewhere.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongkai::deploy::{SecretKey, archive};
use gongkai::disk::{Content, DiskError, Gate, Manifest, Step, allow, records};
use tempfile::TempDir;

use super::{UNFIT, files, origin, put, run, sample};
use crate::programs::minisign::keys;
use crate::tool;

/// Both formats.
const NAMES: [&str; 2] = ["portal.zip", "portal.tar.gz"];

/// Writes an archive of these files with their manifest, signed where there is a key.
fn written(
    path: &Path,
    files: &BTreeMap<String, Content>,
    gate: &Gate<'_>,
    key: Option<&SecretKey>,
) -> Result<Manifest, DiskError> {
    let manifest = Manifest::new(origin(), records(files)?);
    let text = manifest.text();
    let signature = key.map(|key| key.sign(text.as_bytes()).expect("a signature"));
    let mut beside = BTreeMap::from([("manifest.json".to_owned(), Content::from(text))]);
    beside.extend(signature.map(|text| ("manifest.json.minisig".to_owned(), Content::from(text))));
    archive::write(path, files, &beside, gate).map(|()| manifest)
}

/// The manifest in an archive.
fn manifest_in(path: &Path) -> Manifest {
    let bytes = archive::read(path).expect("an archive").manifest.expect("a manifest");
    Manifest::parse(&bytes).expect("a manifest of ours")
}

/// Writes an archive of these files.
fn pack(path: &Path, files: &BTreeMap<String, Content>) -> Manifest {
    written(path, files, &allow, None).expect("an archive")
}

/// The files of the small portal, one of which is a file on the disk.
fn with_attachment(dir: &Path) -> BTreeMap<String, Content> {
    let mut files = files();
    let path = dir.join("attachment.bin");
    let bytes: Vec<u8> = (0..700_000_u32).flat_map(|number| (number % 251).to_le_bytes()).collect();
    fs::write(&path, bytes).expect("a file");
    files.insert(format!("2022/haicheng/{}.bin", "很长的名字".repeat(8)), Content::File(path));
    files
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let dir = TempDir::new().expect("a folder");
    let files = with_attachment(dir.path());
    for name in NAMES {
        let (one, other) = (dir.path().join(name), dir.path().join("other").join(name));
        let manifest = pack(&one, &files);
        // The attachment has another time now, and the other archive another folder.
        put(dir.path(), "attachment.bin", fs::read(dir.path().join("attachment.bin")).expect("a file"));
        let backwards: BTreeMap<_, _> = files.clone().into_iter().rev().collect();
        assert_eq!(pack(&other, &backwards), manifest);
        let bytes = fs::read(&one).expect("the archive");
        assert_eq!(bytes, fs::read(&other).expect("the archive"), "{name}");
        assert_eq!(manifest_in(&one), manifest);
        // And on every machine: no time of today, no system.
        if name == "portal.tar.gz" {
            assert_eq!(bytes[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
        }
    }
    assert!(archive::read(&dir.path().join("none.zip")).is_err());
}

#[test]
fn an_archive_is_written_whole_or_what_was_there_stays() {
    let dir = TempDir::new().expect("a folder");
    for name in NAMES {
        let path = dir.path().join(name);
        let manifest = pack(&path, &files());
        let refuse = |step: &Step<'_>| match step {
            Step::Rename(..) => Err(std::io::Error::other("no")),
            _ => Ok(()),
        };
        let more = with_attachment(dir.path());
        assert!(written(&path, &more, &refuse, None).is_err());
        let mut gone = files();
        gone.insert("x".to_owned(), Content::File(dir.path().join("nowhere")));
        assert!(written(&path, &gone, &allow, None).is_err());
        // Nor are there names that no other system takes, or that mean something else in an archive.
        for odd in ["SHA256SUMS", "manifest.json", "manifest.json.minisig", "../x", "a:b", "INDEX.html"] {
            let mut more = files();
            more.insert(odd.to_owned(), "".into());
            assert!(written(&path, &more, &allow, None).is_err(), "{odd}");
        }
        assert_eq!(manifest_in(&path), manifest);
    }
    let mut left: Vec<_> = fs::read_dir(dir.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["attachment.bin", "portal.tar.gz", "portal.zip"]);
}

/// Unpacks an archive with a program of the system.
fn unpack(command: &mut Command, to: &Path) -> PathBuf {
    fs::create_dir_all(to).expect("a folder");
    let ran = tool::run(command.current_dir(to), "");
    let told = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.success() && told.is_empty(), "{command:?}: {told}");
    to.to_owned()
}

#[cfg(unix)]
#[test]
fn programs_of_the_system_unpack_and_check_it() {
    use std::os::unix::fs::PermissionsExt;
    let dir = TempDir::new().expect("a folder");
    let files = with_attachment(dir.path());
    let (zip, tar) = (dir.path().join(NAMES[0]), dir.path().join(NAMES[1]));
    keys(dir.path());
    let key = fs::read_to_string(dir.path().join("key.sec")).expect("the key");
    let key = SecretKey::open(&key, None).expect("a key");
    for path in [&zip, &tar] {
        written(path, &files, &allow, Some(&key)).expect("an archive");
    }
    let mut unpacked = vec![
        unpack(Command::new("tar").arg("-xzf").arg(&tar), &dir.path().join("tar")),
        unpack(
            Command::new("python3").args(["-m", "zipfile", "-e"]).args([&zip, Path::new(".")]),
            &dir.path().join("zip"),
        ),
        unpack(Command::new("python3").args(["-m", "tarfile", "-e"]).arg(&tar), &dir.path().join("python")),
    ];
    if Command::new("unzip").arg("-v").output().is_ok() {
        let mut unzip = Command::new("unzip");
        unpacked.push(unpack(unzip.env("LC_ALL", "C.UTF-8").arg("-q").arg(&zip), &dir.path().join("unzip")));
    }
    for folder in unpacked {
        let checked = tool::run(
            Command::new("sha256sum").args(["--strict", "--quiet", "-c", "SHA256SUMS"]).current_dir(&folder),
            "",
        );
        assert!(checked.status.success(), "{folder:?}: {}", String::from_utf8_lossy(&checked.stdout));
        let listed = fs::read_to_string(folder.join("SHA256SUMS")).expect("the list");
        let paths: Vec<&str> = listed.lines().map(|line| line.get(66..).expect("a path")).collect();
        let mut expected: Vec<&str> = files.keys().map(String::as_str).chain(["manifest.json"]).collect();
        expected.sort_unstable();
        assert_eq!(paths, expected);
        // Nothing beyond it: what was unpacked is the portal.
        let ran = run(dir.path(), &[folder.to_str().expect("a path"), "--key", "key.pub"]);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
        let mode = fs::metadata(folder.join("index.html")).expect("the page").permissions().mode();
        assert_eq!(mode & 0o444, 0o444, "a web server may read it");
    }
}

#[test]
fn the_sample_portal_is_carried_in_an_archive() {
    let dir = TempDir::new().expect("a folder");
    for name in NAMES {
        let path = dir.path().join(name);
        let manifest = pack(&path, &sample());
        let ran = run(dir.path(), &[name]);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
        // What it holds is far from what would be taken for a bomb.
        let bytes: u64 = manifest.files.values().map(|record| record.size).sum();
        let packed = fs::metadata(&path).expect("the archive").len();
        assert!(bytes < packed * 60, "{name}: {bytes} in {packed}");
    }
}

/// A member of an archive made by hand.
enum Member<'a> {
    File(&'a str, &'a [u8]),
    Link(&'a str, &'a str),
}

/// Makes an archive by hand: what no program of good will makes.
fn made(path: &Path, members: &[Member<'_>]) {
    let file = File::create(path).expect("a file");
    if path.extension().is_some_and(|end| end == "zip") {
        let mut zip = zip::ZipWriter::new(file);
        let options = zip::write::SimpleFileOptions::default();
        for member in members {
            match member {
                Member::File(name, bytes) => {
                    zip.start_file(*name, options).expect("a member");
                    zip.write_all(bytes).expect("its bytes");
                }
                Member::Link(name, to) => zip.add_symlink(*name, *to, options).expect("a link"),
            }
        }
        zip.finish().expect("an archive");
        return;
    }
    let mut gzip = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    for member in members {
        let (name, kind, bytes) = match member {
            Member::File(name, bytes) => (name, tar::EntryType::Regular, *bytes),
            Member::Link(name, _) => (name, tar::EntryType::Symlink, &b""[..]),
        };
        let mut header = tar::Header::new_ustar();
        // The crate would not take such names.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        if let Member::Link(_, to) = member {
            header.as_old_mut().linkname[..to.len()].copy_from_slice(to.as_bytes());
        }
        header.set_entry_type(kind);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        gzip.write_all(header.as_bytes()).expect("a header");
        gzip.write_all(bytes).expect("the bytes");
        gzip.write_all(&vec![0; (512 - bytes.len() % 512) % 512]).expect("the rest");
    }
    gzip.write_all(&[0; 1024]).expect("the end");
    gzip.finish().expect("an archive");
}

/// The members of an archive of the small portal, as they should be.
fn members(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let path = dir.join("whole.tar.gz");
    let manifest = pack(&path, &files()).text();
    let files = files().into_iter().map(|(name, content)| match content {
        Content::Bytes(bytes) => (name, bytes.to_vec()),
        Content::File(_) => unreachable!("none is on the disk"),
    });
    files.chain([("manifest.json".to_owned(), manifest.into_bytes())]).collect()
}

#[test]
fn one_changed_byte_one_extra_and_one_missing_file_are_found_in_an_archive() {
    let dir = TempDir::new().expect("a folder");
    let mut members = members(dir.path());
    members.retain(|(name, _)| name != "empty.txt");
    members.push(("new.php".to_owned(), b"<?php".to_vec()));
    for (name, bytes) in &mut members {
        if name == "index.html" {
            bytes[4] ^= 1;
        }
    }
    let members: Vec<_> = members.iter().map(|(name, bytes)| Member::File(name, bytes)).collect();
    for name in NAMES {
        let path = dir.path().join(name);
        pack(&path, &files());
        let ran = run(dir.path(), &[name]);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
        made(&path, &members);
        let ran = run(dir.path(), &[name]);
        let expected = "- missing  empty.txt\n~ changed  index.html\n+ extra  new.php\n";
        assert_eq!((ran.code, ran.out.as_str()), (1, expected), "{name}: {}", ran.err);
    }
    // As a target of a site.
    put(dir.path(), "site.toml", "title = \"样例\"\n[targets.usb]\narchive = \"portal.zip\"\n");
    assert_eq!(run(dir.path(), &["usb"]).code, 1);
}

#[test]
fn a_list_of_digests_that_says_something_else_is_changed() {
    let dir = TempDir::new().expect("a folder");
    let members = members(dir.path());
    let list = ("SHA256SUMS".to_owned(), b"0  index.html\n".to_vec());
    let members: Vec<_> =
        members.iter().chain([&list]).map(|(name, bytes)| Member::File(name, bytes)).collect();
    for name in NAMES {
        made(&dir.path().join(name), &members);
        let ran = run(dir.path(), &[name]);
        assert_eq!((ran.code, ran.out.as_str()), (1, "~ changed  SHA256SUMS\n"), "{name}");
    }
}

#[test]
fn names_and_links_that_lead_out_are_extra_and_nothing_is_extracted() {
    let dir = TempDir::new().expect("a folder");
    let whole = members(dir.path());
    // A name that ends in `/` is a folder, and one with a NUL ends there.
    let unfit =
        UNFIT.into_iter().filter(|name| !name.ends_with('/') && !name.contains('\0') && !name.is_empty());
    for odd in unfit.filter(|name| !name.starts_with("./") && *name != "manifest.json") {
        let members: Vec<_> = whole
            .iter()
            .map(|(name, bytes)| Member::File(name, bytes))
            .chain([Member::File(odd, b"x"), Member::Link("link", "/etc/passwd")])
            .collect();
        for name in NAMES {
            made(&dir.path().join(name), &members);
            let ran = run(dir.path(), &[name]);
            let mut lines = [format!("+ extra  {odd}\n"), "+ extra  link\n".to_owned()];
            lines.sort();
            assert_eq!((ran.code, ran.out), (1, lines.concat()), "{name}: {}", ran.err);
        }
    }
    assert_eq!(fs::read_dir(dir.path()).expect("the folder").count(), 3);
}

#[test]
fn of_two_files_with_one_name_neither_is_believed() {
    let dir = TempDir::new().expect("a folder");
    let whole = members(dir.path());
    let second = ("index.html".to_owned(), b"second".to_vec());
    for order in
        [whole.iter().chain([&second]).collect::<Vec<_>>(), [&second].into_iter().chain(&whole).collect()]
    {
        let members: Vec<_> = order.iter().map(|(name, bytes)| Member::File(name, bytes)).collect();
        made(&dir.path().join(NAMES[1]), &members);
        let ran = run(dir.path(), &[NAMES[1]]);
        assert_eq!((ran.code, ran.out.as_str()), (1, "~ changed  index.html\n"));
    }
    // The crate does not write two of a name; a name of the same length is made into it.
    let twin = ("index.htmx".to_owned(), b"second".to_vec());
    let members: Vec<_> =
        whole.iter().chain([&twin]).map(|(name, bytes)| Member::File(name, bytes)).collect();
    let path = dir.path().join(NAMES[0]);
    made(&path, &members);
    let bytes = fs::read(&path).expect("the archive");
    let changed: Vec<u8> = replaced(&bytes, b"index.htmx", b"index.html");
    fs::write(&path, changed).expect("the archive");
    let ran = run(dir.path(), &[NAMES[0]]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("it has two files of the same name"), "{}", ran.err);
    // Nor one that goes by two names.
    let once = replaced(&bytes, b"index.htmx", b"index.htmy");
    let local = bytes.windows(10).position(|part| part == b"index.htmx").expect("the name");
    let mut two = once;
    two[local..local + 10].copy_from_slice(b"index.htmx");
    fs::write(&path, two).expect("the archive");
    assert_eq!(run(dir.path(), &[NAMES[0]]).code, 2);
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut at = 0;
    while at + from.len() <= bytes.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
        at += 1;
    }
    bytes
}

#[test]
fn a_bomb_is_refused_before_it_goes_off() {
    let dir = TempDir::new().expect("a folder");
    // Megabytes of nothing.
    let zeros = vec![0; 1 << 20];
    let file = File::create(dir.path().join("bomb.zip")).expect("a file");
    let mut zip = zip::ZipWriter::new(file);
    zip.start_file("index.html", zip::write::SimpleFileOptions::default()).expect("a member");
    (0..80).for_each(|_| zip.write_all(&zeros).expect("zeros"));
    zip.finish().expect("an archive");
    let file = File::create(dir.path().join("bomb.tar.gz")).expect("a file");
    let mut gzip = flate2::write::GzEncoder::new(file, flate2::Compression::best());
    let mut header = tar::Header::new_ustar();
    header.as_old_mut().name[0] = b'a';
    header.set_size(80 << 20);
    header.set_entry_type(tar::EntryType::Regular);
    header.set_cksum();
    gzip.write_all(header.as_bytes()).expect("a header");
    (0..80).for_each(|_| gzip.write_all(&zeros).expect("zeros"));
    gzip.finish().expect("an archive");
    // A name of which the header says that it is a gigabyte long.
    let file = File::create(dir.path().join("name.tar.gz")).expect("a file");
    let mut gzip = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    header.set_entry_type(tar::EntryType::GNULongName);
    header.set_size(1 << 30);
    header.set_cksum();
    gzip.write_all(header.as_bytes()).expect("a header");
    gzip.finish().expect("an archive");
    for name in ["bomb.zip", "bomb.tar.gz", "name.tar.gz"] {
        let ran = run(dir.path(), &[name]);
        assert_eq!(ran.code, 2, "{name}");
        let expected = format!(
            "error: {name} cannot be read as an archive: far more would come out of it than goes into any portal\n"
        );
        assert!(ran.err.starts_with(&expected), "{name}: {}", ran.err);
    }
}

#[test]
fn what_is_damaged_or_no_archive_is_told_as_such() {
    let dir = TempDir::new().expect("a folder");
    for name in NAMES {
        let path = dir.path().join(name);
        pack(&path, &with_attachment(dir.path()));
        let bytes = fs::read(&path).expect("the archive");
        for wrong in [&bytes[..bytes.len() / 2], b"", b"<!DOCTYPE html>"] {
            fs::write(&path, wrong).expect("the archive");
            let ran = run(dir.path(), &[name]);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{name}: {}", wrong.len());
            assert!(ran.err.contains("  = help: "), "{}", ran.err);
        }
        made(&path, &[Member::File("index.html", b"x")]);
        let ran = run(dir.path(), &[name]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.starts_with(&format!("error: {name} has no manifest.json")), "{}", ran.err);
    }
}
