//! The program `minisign`: makes keys, signs and checks.

use std::path::Path;
use std::process::{Command, Output};

use crate::tool;

const MISSING: &str = "The tests of signatures need minisign.\n\
     Debian, Ubuntu: sudo apt-get install minisign\n\
     Fedora: sudo dnf install minisign\n\
     macOS: brew install minisign";

/// Runs the program in a folder, with what it asks for; fails where it is missing.
pub(crate) fn minisign(dir: &Path, args: &[&str], answers: &str) -> Output {
    assert!(Command::new("minisign").arg("-v").output().is_ok(), "{MISSING}");
    tool::run(Command::new("minisign").args(args).current_dir(dir), answers)
}

/// Makes a pair of keys in a folder, `key.pub` and `key.sec`, without a password.
pub(crate) fn keys(dir: &Path) {
    let made = minisign(dir, &["-G", "-W", "-p", "key.pub", "-s", "key.sec"], "");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}
