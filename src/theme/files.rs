//! The files of themes: those the program carries, those of a site, and how one theme extends another.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// A file of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path for findings: `themes/<name>/…`.
    pub path: String,
    /// Contents.
    pub bytes: Arc<[u8]>,
}

impl File {
    /// The contents as text, without a byte order mark; bytes that are not UTF-8 are shown as such.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).trim_start_matches('\u{feff}').to_owned()
    }
}

/// The files of one theme by path below its folder: `templates/home.html`.
pub type Layer = BTreeMap<String, File>;

/// The files of all themes by name.
pub type Files = BTreeMap<String, Layer>;

/// The files of the themes that the program carries.
pub fn embedded() -> Files {
    fn walk(dir: &Dir<'static>, files: &mut Files) {
        for entry in dir.entries() {
            match entry {
                DirEntry::Dir(dir) => walk(dir, files),
                DirEntry::File(file) => {
                    let Some(path) = file.path().to_str() else { continue };
                    let path = path.replace('\\', "/");
                    let Some((theme, inner)) = path.split_once('/') else { continue };
                    let file = File { path: format!("themes/{path}"), bytes: file.contents().into() };
                    files.entry(theme.to_owned()).or_default().insert(inner.to_owned(), file);
                }
            }
        }
    }
    let mut files = Files::new();
    walk(&EMBEDDED, &mut files);
    files
}

/// Lays files over others, as if copied into their folder: each takes the place of what had its path. A file takes the
/// place of a whole folder of that name, and a folder that of a file.
pub fn lay(over: &Layer, under: &mut Layer) {
    for path in over.keys() {
        let folder = format!("{path}/");
        let inside: Vec<String> = under
            .range(folder.clone()..)
            .map(|(path, _)| path.clone())
            .take_while(|path| path.starts_with(&folder))
            .collect();
        let above = path.match_indices('/').filter_map(|(at, _)| path.get(..at)).map(str::to_owned);
        for gone in above.chain(inside) {
            under.remove(&gone);
        }
    }
    under.extend(over.iter().map(|(path, file)| (path.clone(), file.clone())));
}

/// The files that a chain of themes gives: each theme's laid over those of the one it extends.
pub(super) fn merge(chain: &[String], files: &Files) -> Layer {
    let mut merged = Layer::new();
    for layer in chain.iter().rev().filter_map(|theme| files.get(theme)) {
        lay(layer, &mut merged);
    }
    merged
}

/// The file at one path of every theme in a chain that has it, farthest first.
pub(super) fn layers<'a>(chain: &[String], path: &str, files: &'a Files) -> Vec<&'a File> {
    chain.iter().rev().filter_map(|theme| files.get(theme)?.get(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(paths: &[&str], bytes: &str) -> Layer {
        let file = |path: &str| File { path: path.to_owned(), bytes: bytes.as_bytes().into() };
        paths.iter().map(|path| ((*path).to_owned(), file(path))).collect()
    }

    #[test]
    fn of_a_file_and_a_folder_of_one_name_the_nearer_stays() {
        let laid = |under: &[&str], over: &[&str]| {
            let mut under = layer(under, "far");
            lay(&layer(over, "near"), &mut under);
            let tell = |(path, file): (String, File)| format!("{path} {}", file.text());
            under.into_iter().map(tell).collect::<Vec<_>>()
        };
        assert_eq!(
            laid(&["a.css/1", "a.css/2", "a.css.map"], &["a.css/2"]),
            ["a.css.map far", "a.css/1 far", "a.css/2 near"]
        );
        assert_eq!(laid(&["a.css/1", "a.css/2", "a.css.map"], &["a.css"]), ["a.css near", "a.css.map far"]);
        assert_eq!(laid(&["a.css", "a.css.map"], &["a.css/2"]), ["a.css.map far", "a.css/2 near"]);
    }
}
