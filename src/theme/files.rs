//! The files of themes: those the program carries, those of a site, and how one theme extends another.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A file of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path for findings: `themes/<name>/…`.
    pub path: String,
    /// Contents.
    pub bytes: Arc<[u8]>,
}

impl File {
    /// The contents as text; bytes that are not UTF-8 are shown as such.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Files of all themes by theme and path: `("default", "templates/home.html")`.
pub type Files = BTreeMap<(String, String), File>;

/// The files of the theme `default` that the program carries.
pub fn embedded() -> Files {
    fn walk(dir: &Dir<'static>, files: &mut Files) {
        for entry in dir.entries() {
            match entry {
                DirEntry::Dir(dir) => walk(dir, files),
                DirEntry::File(file) => {
                    let Some(path) = file.path().to_str() else { continue };
                    let path = path.replace('\\', "/");
                    let file = File { path: format!("themes/default/{path}"), bytes: file.contents().into() };
                    files.insert(("default".to_owned(), path), file);
                }
            }
        }
    }
    let mut files = Files::new();
    walk(&EMBEDDED, &mut files);
    files
}

/// A theme and those it extends, nearest first; the error is the name of one that is not there or stands twice.
pub(super) fn chain(name: &str, files: &Files) -> Result<Vec<String>, String> {
    let mut chain: Vec<String> = Vec::new();
    let mut next = Some(name.to_owned());
    while let Some(theme) = next {
        let there =
            files.range((theme.clone(), String::new())..).next().is_some_and(|((name, _), _)| *name == theme);
        if !there || chain.contains(&theme) {
            return Err(theme);
        }
        next = files.get(&(theme.clone(), "theme.toml".to_owned())).and_then(extends);
        chain.push(theme);
    }
    Ok(chain)
}

fn extends(file: &File) -> Option<String> {
    let table: toml::Table = file.text().parse().ok()?;
    table.get("extends")?.as_str().map(str::to_owned)
}

/// The files that a chain of themes gives: each path from the nearest theme that has it.
pub(super) fn merge<'a>(chain: &[String], files: &'a Files) -> BTreeMap<String, &'a File> {
    let mut merged = BTreeMap::new();
    for theme in chain.iter().rev() {
        let of_theme =
            files.range((theme.clone(), String::new())..).take_while(|((name, _), _)| name == theme);
        merged.extend(of_theme.map(|((_, path), file)| (path.clone(), file)));
    }
    merged
}

/// The file at one path of every theme in a chain that has it, farthest first.
pub(super) fn layers<'a>(chain: &[String], path: &str, files: &'a Files) -> Vec<&'a File> {
    chain.iter().rev().filter_map(|theme| files.get(&(theme.clone(), path.to_owned()))).collect()
}
