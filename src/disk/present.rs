//! What stands where a portal should be: the record of every file, and what is no file. Reads only.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use super::manifest::Record;
use crate::language::Message;

/// What stands in a folder, in an archive or on a server; paths with `/` everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// The files that could be read.
    pub files: BTreeMap<String, Record>,
    /// Links, pipes, and names that no file of a portal has. They are not followed and not opened.
    pub odd: BTreeSet<String>,
    /// Files that could not be read, with why.
    pub unread: BTreeMap<String, Message>,
}

/// Reads a folder: every file bit by bit, several at a time. The error is for a folder that cannot be listed, and names it.
pub fn present(root: &Path) -> io::Result<Present> {
    let mut present = Present::default();
    let mut files = Vec::new();
    let mut waiting = vec![(root.to_owned(), String::new())];
    while let Some((folder, name)) = waiting.pop() {
        let about = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
        for entry in fs::read_dir(&folder).map_err(about)? {
            let entry = entry.map_err(about)?;
            let below = match entry.file_name().to_str() {
                Some(below) => format!("{name}{below}"),
                None => {
                    present.odd.insert(format!("{name}{}", entry.file_name().to_string_lossy()));
                    continue;
                }
            };
            let kind = entry.file_type().map_err(about)?;
            if kind.is_dir() {
                waiting.push((entry.path(), below + "/"));
            } else if kind.is_file() {
                files.push((entry.path(), below));
            } else {
                present.odd.insert(below);
            }
        }
    }
    let read: Vec<(String, io::Result<Record>)> =
        files.into_par_iter().map(|(path, name)| (name, File::open(path).and_then(Record::of))).collect();
    for (name, record) in read {
        match record {
            Ok(record) => _ = present.files.insert(name, record),
            Err(error) => {
                let why = Message::new("verify-cause").arg("cause", error.to_string());
                present.unread.insert(name, why);
            }
        }
    }
    Ok(present)
}

/// The bytes of a regular file of at most `most` bytes; nothing where there is none. A link is none.
pub fn small(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_file() => {}
        Ok(_) => return Ok(None),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(Some(bytes))
}
