//! Runs the scripts of `tests/python/`: readers of our files that share no line with ours. Finds Python, installs the
//! packages of `requirements.txt` once into a folder of its own, hands over a job and takes the answer. What is missing is
//! told with the command that mends it; nothing is left out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use serde_json::Value;

use crate::tool::{kept, lock, run, version};

const MISSING: &str = "The tests of the open data need Python 3.11 or newer with venv.\n\
     Debian, Ubuntu: sudo apt-get install python3 python3-venv\n\
     Fedora: sudo dnf install python3\n\
     macOS: brew install python\n\
     Where the system's Python is older: https://www.python.org/.";

const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };
const INSIDE: &str = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };

/// What a script answers to a job.
pub(super) fn script(name: &str, job: &Value) -> Value {
    let output = run(python().arg(folder().join(name)), &job.to_string());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {}\n{errors}", output.status);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{name}: {error}\n{errors}"))
}

/// What `frictionless validate` says of a data package.
pub(super) fn frictionless(package: &Path) -> Output {
    run(python().args(["-m", "frictionless", "validate", "--json"]).arg(package), "")
}

/// Python with our packages.
fn python() -> Command {
    static READY: LazyLock<Result<PathBuf, String>> = LazyLock::new(prepare);
    let mut command = Command::new(READY.as_ref().unwrap_or_else(|problem| panic!("{problem}")));
    command.env("PYTHONUTF8", "1");
    command
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python")
}

/// Sees to it that all is there, and gives the path of Python.
fn prepare() -> Result<PathBuf, String> {
    let missing = |what: &str| format!("{what}\n{MISSING}");
    let present = version(PYTHON).ok_or_else(|| missing("Python was not found."))?;
    if present < (3, 11) {
        return Err(missing(&format!("Python is {}.{}.", present.0, present.1)));
    }
    let _lock = lock("python")?;
    let (place, wanted) = (kept("python"), folder().join("requirements.txt"));
    if !is_installed(&place, &wanted) {
        let made = run(Command::new(PYTHON).args(["-m", "venv", "--clear"]).arg(&place), "");
        if !made.status.success() {
            return Err(missing(&told("venv", &made)));
        }
        let pip =
            ["-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--require-hashes", "-r"];
        let installed = run(Command::new(place.join(INSIDE)).args(pip).arg(&wanted), "");
        if !installed.status.success() {
            return Err(told("pip install -r tests/python/requirements.txt", &installed));
        }
        fs::copy(&wanted, place.join("requirements.txt")).map_err(|error| error.to_string())?;
    }
    Ok(place.join(INSIDE))
}

fn told(what: &str, output: &Output) -> String {
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    format!("`{what}` failed: {}\n{}", output.status, text.concat())
}

/// Whether the packages that are wanted are those that were installed.
fn is_installed(place: &Path, wanted: &Path) -> bool {
    let installed = fs::read(place.join("requirements.txt")).ok();
    installed.is_some() && installed == fs::read(wanted).ok() && place.join(INSIDE).exists()
}

#[test]
fn packages_are_installed_anew_where_others_are_wanted() {
    let folder = tempfile::tempdir().expect("a folder");
    let (place, wanted) = (folder.path().join("place"), folder.path().join("requirements.txt"));
    let write = |path: &Path, text: &str| {
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    assert!(!is_installed(&place, &wanted), "nothing is known");
    write(&wanted, "a==1");
    write(&place.join(INSIDE), "");
    assert!(!is_installed(&place, &wanted), "an installation was broken off");
    write(&place.join("requirements.txt"), "a==1");
    assert!(is_installed(&place, &wanted));
    write(&wanted, "a==2");
    assert!(!is_installed(&place, &wanted), "another version is wanted");
}
