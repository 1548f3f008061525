//! What stands where in the folders of input: the names alone, nothing is opened.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::read::{FILES, FOLDERS, is_ignored};
use crate::build::Trouble;

/// Something that stands at a path below the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The path, with `/`.
    pub(super) path: String,
    /// What it is.
    pub(super) kind: Kind,
}

/// What stands at a path, as far as the folder that it is in can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// All else, a file as a rule.
    File,
    /// What cannot be listed.
    Trouble(Trouble),
}

/// All that stands at a path or below it, without folders. At the top, a link to a folder is a folder.
pub(super) fn list(root: &Path, path: &str) -> Vec<Place> {
    match stands(root, path) {
        Some(Kind::Folder) if FILES.contains(&path) => {
            vec![Place { path: path.to_owned(), kind: Kind::Trouble(Trouble::Kind) }]
        }
        Some(Kind::Folder) => walk(&root.join(path), path),
        // The settings may be a link, a folder of input that is none is nothing.
        Some(kind) if !FOLDERS.contains(&path) => vec![Place { path: path.to_owned(), kind }],
        Some(_) | None => Vec::new(),
    }
}

/// What stands at a path under exactly this name. A file system that knows no case finds a file by other names too.
pub(super) fn stands(root: &Path, path: &str) -> Option<Kind> {
    let place = root.join(path);
    if FOLDERS.contains(&path) {
        return place.is_dir().then_some(Kind::Folder);
    }
    match fs::symlink_metadata(&place) {
        Ok(metadata) if is_named(&place) => Some(kind(metadata.file_type())),
        Ok(_) => None,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => None,
        // It is there, or cannot be known not to be: opening it tells why.
        Err(_) => Some(Kind::File),
    }
}

fn kind(kind: fs::FileType) -> Kind {
    if kind.is_dir() {
        Kind::Folder
    } else if kind.is_symlink() {
        Kind::Link
    } else {
        Kind::File
    }
}

/// Whether what is found by the last name of a path really has that name.
fn is_named(path: &Path) -> bool {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return true };
    // Listing a folder for every file would be dear: the name in another case tells whether it is needed at all.
    // macOS finds a name also where its characters are composed in another way.
    let other = name.to_str().and_then(in_other_case);
    let alike = other.is_some_and(|other| fs::symlink_metadata(folder.join(other)).is_ok());
    if !alike && cfg!(not(target_os = "macos")) {
        return true;
    }
    let Ok(mut entries) = fs::read_dir(folder) else { return true };
    entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() == name))
}

fn in_other_case(name: &str) -> Option<String> {
    [name.to_lowercase(), name.to_uppercase()].into_iter().find(|other| other != name)
}

fn walk(folder: &Path, name: &str) -> Vec<Place> {
    let trouble = |path: String, error: &io::Error| Place {
        path,
        kind: Kind::Trouble(Trouble::Unreadable(error.to_string())),
    };
    let mut places = Vec::new();
    let mut waiting: Vec<(PathBuf, String)> = vec![(folder.to_owned(), name.to_owned())];
    while let Some((folder, name)) = waiting.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            // It went while its siblings were listed.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => {
                places.push(trouble(name, &error));
                continue;
            }
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    places.push(trouble(name.clone(), &error));
                    continue;
                }
            };
            let file_name = entry.file_name();
            let Some(file_name) = file_name.to_str() else {
                let path = format!("{name}/{}", file_name.to_string_lossy());
                places.push(Place { path, kind: Kind::Trouble(Trouble::Name) });
                continue;
            };
            if is_ignored(file_name) {
                continue;
            }
            let path = format!("{name}/{file_name}");
            match entry.file_type().map(kind) {
                Ok(Kind::Folder) => waiting.push((entry.path(), path)),
                Ok(kind) => places.push(Place { path, kind }),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => places.push(trouble(path, &error)),
            }
        }
    }
    places
}
