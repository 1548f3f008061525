//! What has become of a release: the files that are there, set beside those that its manifest names.

use std::collections::BTreeMap;

use crate::disk::{Manifest, Record, UNLISTED};

/// How the files that are there differ from a manifest; each list in the order of the paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Files that the manifest names and that are not there.
    pub missing: Vec<String>,
    /// Files with other bytes than the manifest says.
    pub changed: Vec<String>,
    /// Files that the manifest does not name.
    pub extra: Vec<String>,
}

impl Audit {
    /// Whether everything is as the manifest says.
    pub fn is_clean(&self) -> bool {
        *self == Self::default()
    }
}

/// Sets the files that are there, the manifest and its signature aside, beside what the manifest says of them.
pub fn audit(manifest: &Manifest, present: &BTreeMap<String, Record>) -> Audit {
    let named = || manifest.files.iter().chain(&manifest.carried);
    let missing = named().filter(|(path, _)| !present.contains_key(*path));
    let changed = named().filter(|(path, record)| present.get(*path).is_some_and(|there| there != *record));
    let is_named = |path: &str| manifest.files.contains_key(path) || manifest.carried.contains_key(path);
    let extra = present.keys().filter(|path| !is_named(path) && !UNLISTED.contains(&path.as_str()));
    let sorted = |paths: &mut dyn Iterator<Item = &String>| {
        let mut paths: Vec<String> = paths.cloned().collect();
        paths.sort();
        paths
    };
    Audit {
        missing: sorted(&mut missing.map(|(path, _)| path)),
        changed: sorted(&mut changed.map(|(path, _)| path)),
        extra: sorted(&mut extra.into_iter()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::{MANIFEST, Origin};

    #[test]
    fn what_is_missing_changed_and_extra_is_named() {
        let record = |size| Record { size, sha256: format!("{size:064x}") };
        let files = |paths: &[(&str, u64)]| {
            paths.iter().map(|(path, size)| ((*path).to_owned(), record(*size))).collect::<BTreeMap<_, _>>()
        };
        let mut manifest = Manifest::new(Origin::default(), files(&[("a", 1), ("b", 2), ("c", 3)]));
        manifest.carried = files(&[("assets/old.css", 4)]);
        let whole = files(&[("a", 1), ("assets/old.css", 4), ("b", 2), ("c", 3), (MANIFEST, 9)]);
        assert!(audit(&manifest, &whole).is_clean());
        let there = files(&[("a", 1), ("b", 9), ("new.php", 5)]);
        let found = audit(&manifest, &there);
        assert_eq!(found.missing, ["assets/old.css", "c"]);
        assert_eq!(found.changed, ["b"]);
        assert_eq!(found.extra, ["new.php"]);
    }
}
