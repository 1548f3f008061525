//! The sample portal as it lies on a server: a release with its compressed files, files of every kind, and things that are not to be served.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use gongkai::build::{Output, compressed};
use gongkai::language::Language;
use gongkai::portal::{Base, Publication, Register, Route, Site};
use gongkai::text::Source;
use gongkai::webserver::{Facts, Server, configuration};
use tempfile::TempDir;

use crate::browser::portals::{Portal, SUBFOLDER, sample, sample_below};
use crate::programs::server::folder;

/// The agency that has a former slug, `guotu`.
pub(super) const AGENCY: &str = "ziran";

/// The folder of attachments of which there is one of every kind.
pub(super) const BESIDE: &str = "2022/ziran";

/// Kinds of attachments.
pub(super) const KINDS: [&str; 17] = [
    "pdf",
    "ofd",
    "doc",
    "docx",
    "wps",
    "xls",
    "xlsx",
    "et",
    "csv",
    "txt",
    "zip",
    "png",
    "jpg",
    "gif",
    "webp",
    "parquet",
    "webmanifest",
];

/// A folder with `releases/1` and the link `current`.
pub(super) struct Release {
    folder: TempDir,
    /// What was written, by path.
    pub(super) files: &'static BTreeMap<String, Vec<u8>>,
    /// The path of the portal, with `/` at both ends.
    pub(super) path: &'static str,
}

impl Release {
    /// At the root of a host.
    pub(super) fn whole() -> Self {
        static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| files(sample()));
        Self::of(&FILES, "/")
    }

    /// As a column of an existing site.
    pub(super) fn column() -> Self {
        static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| files(sample_below()));
        Self::of(&FILES, SUBFOLDER)
    }

    fn of(files: &'static BTreeMap<String, Vec<u8>>, path: &'static str) -> Self {
        let folder = folder();
        for (path, bytes) in files {
            let path = folder.path().join("releases/1").join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        fs::write(folder.path().join("secret.txt"), "not to be served").expect("a file");
        symlink("../../secret.txt", folder.path().join("releases/1/link.txt")).expect("a link");
        symlink("releases/1", folder.path().join("current")).expect("a link");
        Self { folder, files, path }
    }

    /// The configuration of a server for it, as it is printed.
    pub(super) fn configuration(&self, server: Server) -> String {
        let current = self.folder.path().join("current");
        configuration(server, &facts(self.path, &current), Language::English)
    }

    /// Switches to another release, in one step; one that is not there is made of a robots.txt with this text.
    pub(super) fn switch(&self, id: &str, text: &str) {
        let place = self.folder.path().join("releases").join(id);
        if !place.exists() {
            fs::create_dir(&place).expect("a folder");
            fs::write(place.join("robots.txt"), text).expect("a file");
        }
        let next = self.folder.path().join("next");
        symlink(Path::new("releases").join(id), &next).expect("a link");
        fs::rename(next, self.folder.path().join("current")).expect("a switch");
    }

    /// Another site, of which the portal is a column.
    pub(super) fn site(&self) -> PathBuf {
        let site = self.folder.path().join("site");
        fs::create_dir_all(&site).expect("a folder");
        fs::write(site.join("index.txt"), "another site").expect("a file");
        site
    }
}

/// The facts of the sample portal with an agency that had another slug.
fn facts(path: &str, current: &Path) -> Facts {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(root.join(name)).expect(name);
    let settings = format!("{}\n[publication]\nbrotli = true\n", read("site.toml"));
    let site = Site::read(&Source::new("site.toml", settings)).expect("settings");
    let register = read("content/agencies.yaml").replace("[云汀县国土资源局]", "[云汀县国土资源局, guotu]");
    let (register, _, findings) = Register::read(&Source::new("content/agencies.yaml", register));
    assert!(findings.is_empty(), "{findings:?}");
    let address = Base::try_from(format!("http://www.example.gov.cn{path}")).expect("an address");
    Facts::new(&site, &register, &address, current.to_str()).expect("facts")
}

/// The files of a portal with their compressed forms, and some that a portal can have and the sample has not.
fn files(portal: &Portal) -> BTreeMap<String, Vec<u8>> {
    let outputs = portal.files.iter();
    let outputs = outputs.map(|(route, (_, bytes))| (Route::asked(route), Output::Bytes(bytes.clone())));
    let publication = Publication { brotli: true, ..Publication::default() };
    let bytes = |(route, output): (Route, Output)| match output {
        Output::Bytes(bytes) => (route.as_str().to_owned(), bytes.to_vec()),
        Output::Copy(path) => panic!("{path}"),
    };
    let mut files: BTreeMap<String, Vec<u8>> =
        compressed(&outputs.collect(), &publication).into_iter().map(bytes).collect();
    for kind in KINDS {
        files.insert(format!("{BESIDE}/附件 1+{kind}.{kind}"), kind.as_bytes().to_vec());
    }
    files.insert(format!("{BESIDE}/图表/说明"), b"without an end".to_vec());
    files.insert("manifest.json".to_owned(), b"{}".to_vec());
    for hidden in [".gongkai-current/lock", "2022/.htaccess"] {
        files.insert(hidden.to_owned(), b"not to be served".to_vec());
    }
    files
}
