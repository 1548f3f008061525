//! Which paths an output file may have: those that every file system and every web server takes for the same.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::error::{DiskError, NameFault};
use super::manifest::MANIFEST;

/// The longest name that the usual file systems take, in bytes.
const LONGEST: usize = 255;

/// Checks every path by itself and against the others: no two may be the same to a file system that knows no case or
/// composes characters, and none may be a directory of another.
pub fn check<'a>(paths: impl Iterator<Item = &'a str>) -> Result<(), DiskError> {
    // What stands at each folded path: its real path, and whether it is a file.
    let mut seen: BTreeMap<String, (&str, bool)> = BTreeMap::new();
    for path in paths {
        if let Some(fault) = fault(path) {
            return Err(DiskError::Name { path: path.to_owned(), fault });
        }
        let ends = path.match_indices('/').map(|(end, _)| (end, false));
        for (end, is_file) in ends.chain([(path.len(), true)]) {
            let part = path.get(..end).expect("a slash is one byte");
            let (other, was_file) = *seen.entry(fold(part)).or_insert((part, is_file));
            if other != part || was_file != is_file {
                return Err(DiskError::Clash { first: other.to_owned(), second: path.to_owned() });
            }
        }
    }
    Ok(())
}

/// Whether an output file may have this path. What a manifest from elsewhere names is asked this before it is joined to
/// a folder or an address.
pub fn is_fit(path: &str) -> bool {
    fault(path).is_none()
}

/// What is wrong with a path by itself.
fn fault(path: &str) -> Option<NameFault> {
    if fold(path) == MANIFEST {
        return Some(NameFault::Manifest);
    }
    path.split('/').find_map(|segment| {
        let odd = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        if matches!(segment, "" | "." | "..") {
            Some(NameFault::Segment)
        } else if let Some(c) = segment.chars().find(|&c| odd(c)) {
            Some(NameFault::Character(c))
        } else if segment.ends_with(['.', ' ']) {
            Some(NameFault::End)
        } else if is_device(segment) {
            Some(NameFault::Device)
        } else if segment.len() > LONGEST {
            Some(NameFault::Long)
        } else {
            None
        }
    })
}

/// Names that Windows keeps for devices, with any extension.
fn is_device(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || port.is_some_and(|n| {
            let mut chars = n.chars();
            matches!((chars.next(), chars.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
        })
}

fn fold(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}
