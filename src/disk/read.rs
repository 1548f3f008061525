//! Reads a snapshot: the input files of a site, and nothing else that lies in its folder.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::build::{Entry, Snapshot, Trouble, is_read};

/// Folders below the root that are input.
const FOLDERS: [&str; 3] = ["content", "forms", "themes"];

/// Reads site.toml and the folders of input. What cannot be read is part of the snapshot and becomes a finding; the
/// error is only for a root that is not there.
pub fn read(root: &Path) -> io::Result<Snapshot> {
    let root = fs::canonicalize(root)?;
    let mut found: Vec<(String, Found)> = Vec::new();
    let settings = root.join("site.toml");
    if settings.exists() {
        found.push(("site.toml".to_owned(), look(&root, &settings)));
    }
    for folder in FOLDERS {
        let path = root.join(folder);
        if path.is_dir() {
            walk(&root, &path, folder, &mut found);
        }
    }
    let entry = |(path, found): (String, Found)| {
        let entry = match found {
            Found::File(_) if is_read(&path) => match fs::read(root.join(&path)) {
                Ok(bytes) => Entry::text(bytes),
                Err(error) => Entry::Unusable(Trouble::Unreadable(error.to_string())),
            },
            Found::File(size) => Entry::Attachment { size },
            Found::Trouble(trouble) => Entry::Unusable(trouble),
        };
        (Arc::from(path), entry)
    };
    let files: Vec<(Arc<str>, Entry)> = found.into_par_iter().map(entry).collect();
    Ok(Snapshot { files: files.into_iter().collect(), ..Snapshot::default() })
}

enum Found {
    File(u64),
    Trouble(Trouble),
}

fn walk(root: &Path, folder: &Path, name: &str, found: &mut Vec<(String, Found)>) {
    let trouble = |error: &io::Error| Found::Trouble(Trouble::Unreadable(error.to_string()));
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            found.push((name.to_owned(), trouble(&error)));
            return;
        }
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.push((name.to_owned(), trouble(&error)));
                continue;
            }
        };
        let file_name = entry.file_name();
        let Some(file_name) = file_name.to_str() else {
            let shown = file_name.to_string_lossy();
            found.push((format!("{name}/{shown}"), Found::Trouble(Trouble::Name)));
            continue;
        };
        if is_ignored(file_name) {
            continue;
        }
        let path = format!("{name}/{file_name}");
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(root, &entry.path(), &path, found),
            Ok(_) => found.push((path, look(root, &entry.path()))),
            Err(error) => found.push((path, trouble(&error))),
        }
    }
}

/// What stands at a path. A link may lead to a file inside the site, but not out of it and not to a folder: a folder
/// inside itself has no end.
fn look(root: &Path, path: &Path) -> Found {
    let real = match fs::canonicalize(path) {
        Ok(real) => real,
        Err(error) => return Found::Trouble(Trouble::Unreadable(error.to_string())),
    };
    if !real.starts_with(root) {
        return Found::Trouble(Trouble::LeadsOut);
    }
    match fs::metadata(&real) {
        Ok(metadata) if metadata.is_file() => Found::File(metadata.len()),
        Ok(_) => Found::Trouble(Trouble::Kind),
        Err(error) => Found::Trouble(Trouble::Unreadable(error.to_string())),
    }
}

/// Files that editors, office programs and systems leave behind, and everything that is hidden.
pub fn is_ignored(name: &str) -> bool {
    let backup = Path::new(name).extension().and_then(OsStr::to_str);
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || matches!(backup, Some("swp" | "swx" | "tmp" | "bak"))
        || matches!(name, "4913" | "Thumbs.db" | "desktop.ini")
}
