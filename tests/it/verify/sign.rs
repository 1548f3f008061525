//! Signatures: the program `minisign` and this one take each other's, and nobody else's.

use std::fs;
use std::path::Path;

use gongkai::deploy::{PublicKey, SecretKey, SignError, Signed, check};

use super::server::Server;
use super::{publish, published, put, run};
use crate::programs::minisign::{keys, minisign};

/// Signs with the text of a key.
fn sign(manifest: &[u8], key: &str, password: Option<&str>) -> Result<String, SignError> {
    SecretKey::open(key, password)?.sign(manifest)
}

fn read(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join(name)).expect("a file")
}

#[test]
fn minisign_and_this_program_take_each_others_signatures() {
    let dir = published();
    let (dir, public) = (dir.path(), dir.path().join("public"));
    keys(dir);
    let key = PublicKey::read(&read(dir, "key.pub")).expect("a key");
    let manifest = fs::read(public.join("manifest.json")).expect("the manifest");

    let made = minisign(dir, &["-S", "-s", "key.sec", "-m", "public/manifest.json"], "");
    assert!(made.status.success());
    let theirs = read(&public, "manifest.json.minisig");
    assert_eq!(check(&manifest, &theirs, &key), Signed::Valid);

    let ours = sign(&manifest, &read(dir, "key.sec"), None).expect("a signature");
    put(&public, "manifest.json.minisig", &ours);
    let verified = minisign(dir, &["-V", "-p", "key.pub", "-m", "public/manifest.json"], "");
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    assert_eq!(check(&manifest, &ours, &key), Signed::Valid);

    // One byte, in every part of what is signed.
    let mut other = manifest.clone();
    *other.last_mut().expect("a byte") ^= 1;
    assert_eq!(check(&other, &ours, &key), Signed::OtherBytes);
    assert_eq!(check(&manifest, &ours.replacen("file:", "fine:", 1), &key), Signed::OtherBytes);
    assert_eq!(check(&manifest, "<!DOCTYPE html>", &key), Signed::Garbled);
    put(&public, "manifest.json", &other);
    let verified = minisign(dir, &["-V", "-p", "key.pub", "-m", "public/manifest.json"], "");
    assert!(!verified.status.success(), "nor does minisign take it");
}

#[test]
fn a_key_with_a_password_needs_it() {
    let dir = published();
    let dir = dir.path();
    let made = minisign(dir, &["-G", "-p", "key.pub", "-s", "key.sec"], "口令 1\n口令 1\n");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let secret = read(dir, "key.sec");
    assert_eq!(sign(b"x", &secret, None), Err(SignError::Locked));
    assert_eq!(sign(b"x", &secret, Some("口令 2")), Err(SignError::Password));
    let signature = sign(b"x", &secret, Some("口令 1")).expect("a signature");
    let key = PublicKey::read(&read(dir, "key.pub")).expect("a key");
    assert_eq!(check(b"x", &signature, &key), Signed::Valid);
    assert_eq!(sign(b"x", &read(dir, "key.pub"), None), Err(SignError::NoKey));
    assert_eq!(sign(b"x", "", Some("x")), Err(SignError::NoKey));
}

#[test]
fn a_missing_or_wrong_signature_is_a_difference() {
    let dir = published();
    let (dir, public) = (dir.path(), dir.path().join("public"));
    keys(dir);
    let other = dir.join("other");
    fs::create_dir(&other).expect("a folder");
    keys(&other);
    let server = Server::of(&public);
    let places = ["public", &server.url()];
    let all = |args: &[&str]| {
        let told: Vec<(i32, String, String)> = places
            .iter()
            .map(|place| {
                let ran = run(dir, &[&[*place], args].concat());
                let signature = ran.err.lines().find(|line| line.contains("ignature")).unwrap_or_default();
                (ran.code, ran.out.clone(), signature.to_owned())
            })
            .collect();
        assert_eq!(told[0], told[1], "the same in a folder and from afar");
        told.into_iter().next().expect("one")
    };
    let told = |code: i32, out: &str, signature: &str| (code, out.to_owned(), signature.to_owned());
    let line = read(dir, "key.pub").lines().nth(1).expect("a key").to_owned();
    let missing = told(1, "- missing  manifest.json.minisig\n", "✗ There is no signature");
    assert_eq!(all(&["--key", "key.pub"]), missing);

    let manifest = fs::read(public.join("manifest.json")).expect("the manifest");
    let signature = sign(&manifest, &read(dir, "key.sec"), None).expect("a signature");
    put(&public, "manifest.json.minisig", &signature);
    assert_eq!(all(&[]), told(0, "", ""), "it is no extra file");
    let valid = told(0, "", "✓ The signature is by this key");
    assert_eq!(all(&["--key", "key.pub"]), valid);
    assert_eq!(all(&["--key", &line]), valid);
    let changed = |why| told(1, "~ changed  manifest.json.minisig\n", why);
    assert_eq!(all(&["--key", "other/key.pub"]), changed("✗ The signature is by another key"));
    put(&public, "manifest.json.minisig", "");
    assert_eq!(all(&["--key", &line]), changed("✗ What should be the signature is none"));

    // The signature of an earlier release is none of this one.
    put(&public, "manifest.json.minisig", &signature);
    let mut text = read(&public, "manifest.json");
    text.push('\n');
    put(&public, "manifest.json", text);
    assert_eq!(all(&["--key", &line]), changed("✗ The signature is of another manifest.json"));
}

#[test]
fn the_key_of_the_settings_is_asked_of_what_is_published() {
    let dir = published();
    let dir = dir.path();
    keys(dir);
    publish(dir, &dir.join("www/current"));
    let line = read(dir, "key.pub").lines().nth(1).expect("a key").to_owned();
    let settings = format!(
        "title = \"样例\"\n[publication]\npublic_key = \"{line}\"\n[targets.office]\ndir = \"www\"\n"
    );
    put(dir, "site.toml", &settings);
    let server = Server::of(&dir.join("public"));
    for published in ["office", &server.url()] {
        let ran = run(dir, &[published]);
        assert_eq!((ran.code, ran.out.as_str()), (1, "- missing  manifest.json.minisig\n"), "{published}");
    }
    // What only the office sees need not be signed.
    put(dir, "site.toml", format!("{settings}publishes = false\n"));
    let ran = run(dir, &["office"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    put(dir, "www/current/manifest.json.minisig", "x");
    assert_eq!(run(dir, &["office"]).code, 1, "what is there must be right");
    // What was only built is not signed yet.
    assert_eq!(run(dir, &["public"]).code, 0);
    put(dir, "public/manifest.json.minisig", "x");
    assert_eq!(run(dir, &["public"]).code, 1);
    put(dir, "site.toml", "title = \"样例\"\n[publication]\npublic_key = \"RWx\"\n");
    let ran = run(dir, &["public"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("public_key = \"RW…\""), "{}", ran.err);
}
