//! Runs the scripts of `tests/browser/`: finds Node.js and a browser, installs the packages of the lock file once, hands
//! over a job and takes the result. What is missing is told with the command that mends it; nothing is left out.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

use crate::tool::{self, version};

const MISSING: &str = "The browser tests need Node.js 20.19 or newer with npm, Chromium and a Chinese font.\n\
     Debian, Ubuntu: sudo apt-get install chromium nodejs npm fonts-noto-cjk\n\
     Fedora: sudo dnf install chromium nodejs npm google-noto-sans-cjk-fonts\n\
     macOS: brew install node && brew install --cask chromium\n\
     Where the system's Node.js is older: https://nodejs.org/. Chrome does as well as Chromium; GONGKAI_CHROMIUM=/path/to/it\n\
     names a browser that is not found by itself.";

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_BROWSERS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// What a script found.
#[derive(Deserialize)]
pub(super) struct Found {
    /// How many single checks were made.
    pub(super) checked: usize,
    /// What was wrong.
    pub(super) problems: Vec<Problem>,
}

/// One thing that is wrong with a page.
#[derive(Deserialize)]
pub(super) struct Problem {
    page: String,
    /// What kind of thing: the name of a check or a rule.
    pub(super) what: String,
    detail: String,
}

impl Found {
    /// Fails with all problems, the same one on many pages once; and where fewer checks were made than there should be.
    #[track_caller]
    pub(super) fn expect_nothing(&self, checks: usize) {
        let mut told: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for Problem { page, what, detail } in &self.problems {
            told.entry((what, detail)).or_default().push(page);
        }
        let tell = |((what, detail), pages): ((&str, &str), Vec<&str>)| {
            let more =
                if pages.len() > 1 { format!(" (and {} more)", pages.len() - 1) } else { String::new() };
            format!("{what}: {}{more}\n    {}\n", pages[0], detail.replace('\n', "\n    "))
        };
        let told: String = told.into_iter().map(tell).collect();
        assert!(told.is_empty(), "{} problems in {} checks\n{told}", self.problems.len(), self.checked);
        assert!(self.checked >= checks, "{} checks, not {checks}", self.checked);
    }
}

/// Runs a script with a job, to which the path of the browser is added.
pub(super) fn script(name: &str, mut job: Value) -> Found {
    static READY: LazyLock<Result<PathBuf, String>> = LazyLock::new(prepare);
    let chromium = READY.as_ref().unwrap_or_else(|problem| panic!("{problem}"));
    job["chromium"] = Value::String(chromium.to_string_lossy().into_owned());
    let output = run(Command::new("node").arg(name), &job.to_string());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {}\n{errors}", output.status);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{name}: {error}\n{errors}"))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

/// Sees to it that all is there, and gives the path of the browser.
fn prepare() -> Result<PathBuf, String> {
    let missing = |what: &str| format!("{what}\n{MISSING}");
    let node = version("node").ok_or_else(|| missing("Node.js was not found."))?;
    if node < (20, 19) {
        return Err(missing(&format!("Node.js is {}.{}.", node.0, node.1)));
    }
    version(NPM).ok_or_else(|| missing("npm was not found."))?;
    let browser = browser().map_err(|problem| missing(&problem))?;
    let _lock = tool::lock("browser")?;
    if !is_installed(&folder()) {
        let output = run(Command::new(NPM).arg("ci"), "");
        if !output.status.success() {
            return Err(format!(
                "`npm ci` in tests/browser failed: {}\n{}",
                output.status,
                String::from_utf8_lossy(&output.stderr)
            ));
        }
        if !is_installed(&folder()) {
            return Err("`npm ci` did not install what tests/browser/package-lock.json names.".to_owned());
        }
    }
    Ok(browser)
}

/// Whether every package of the lock file is there in its version. Optional ones are not installed.
fn is_installed(folder: &Path) -> bool {
    let packages = |name: &str| -> Option<Value> {
        let text = fs::read_to_string(folder.join(name)).ok()?;
        serde_json::from_str::<Value>(&text).ok().map(|mut lock| lock["packages"].take())
    };
    let Some(Value::Object(wanted)) = packages("package-lock.json") else { return false };
    let Some(present) = packages("node_modules/.package-lock.json") else { return false };
    wanted.iter().filter(|(path, package)| !path.is_empty() && package["optional"] != true).all(
        |(path, package)| {
            present[path]["integrity"] == package["integrity"]
                && folder.join(path).join("package.json").exists()
        },
    )
}

fn browser() -> Result<PathBuf, String> {
    if let Some(named) = env::var_os("GONGKAI_CHROMIUM").map(PathBuf::from) {
        return if named.is_file() { Ok(named) } else { Err("GONGKAI_CHROMIUM names no file.".to_owned()) };
    }
    let folders: Vec<PathBuf> = env::var_os("PATH").iter().flat_map(env::split_paths).collect();
    let on_path = BROWSERS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let mut known = on_path.chain(MAC_BROWSERS.iter().map(PathBuf::from));
    known.find(|path| path.is_file()).ok_or_else(|| "No browser was found.".to_owned())
}

/// Runs a program in the folder of the scripts.
fn run(command: &mut Command, input: &str) -> Output {
    tool::run(command.current_dir(folder()), input)
}

#[test]
fn packages_are_installed_anew_where_they_do_not_fit_the_lock_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let lock = r#"{"packages": {"": {}, "node_modules/a": {"integrity": "sha512-1"}, "node_modules/b": {"optional": true}}}"#;
    let present = r#"{"packages": {"node_modules/a": {"integrity": "sha512-1"}}}"#;
    assert!(!is_installed(folder.path()), "no lock file");
    write("package-lock.json", lock);
    assert!(!is_installed(folder.path()), "nothing is installed");
    write("node_modules/.package-lock.json", present);
    assert!(!is_installed(folder.path()), "a folder was removed");
    write("node_modules/a/package.json", "{}");
    assert!(is_installed(folder.path()));
    write("package-lock.json", &lock.replace("sha512-1", "sha512-2"));
    assert!(!is_installed(folder.path()), "another version is wanted");
}
