//! Puts one file where a user wants it: `export --out`. It is there whole, or what was there stays as it was.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;

use super::content::Content;
use super::door::{Door, Gate};
use super::error::DiskError;

/// Makes `path` a file with these bytes, in the place of one that is there, whose owner and mode it gets. Folders that
/// are not there are made. A link stays one: what it leads to is replaced.
pub fn put(path: &Path, bytes: &[u8], gate: &Gate<'_>) -> Result<(), DiskError> {
    let content = Content::Bytes(bytes.into());
    put_with(path, gate, |file, path| content.write(file, path)).map(drop)
}

/// The same with what `write` puts into the file, which it is told the path of for its errors. Gives what `write` gives.
pub fn put_with<T>(
    path: &Path,
    gate: &Gate<'_>,
    write: impl FnOnce(&mut File, &Path) -> Result<T, DiskError>,
) -> Result<T, DiskError> {
    let door = Door::new(gate);
    let present = fs::canonicalize(path).ok();
    let path = present.as_deref().unwrap_or(path);
    if let Some(folder) = path.parent() {
        door.create_dirs(folder)?;
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = door.create(&beside).and_then(|mut file| {
        let told = write(&mut file, &beside)?;
        drop(file);
        if let Some(present) = &present {
            door.dress(&beside, &fs::metadata(present).map_err(DiskError::at(present))?)?;
        }
        door.sync_file(&beside)?;
        door.replace(&beside, path)?;
        Ok(told)
    });
    if written.is_err() {
        // The first error is the one to tell.
        let _ = door.remove_file(&beside);
    }
    written
}

/// Removes a file, if it is there.
pub fn discard(path: &Path, gate: &Gate<'_>) -> Result<(), DiskError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Door::new(gate).remove_file(path),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(DiskError::at(path)(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::door::{Step, allow};
    use super::*;

    #[test]
    fn a_file_is_put_whole_or_what_was_there_stays() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("new/figures.csv");
        put(&path, b"one", &allow).expect("a new file in a new folder");
        let refuse = |step: &Step<'_>| match step {
            Step::Rename(..) => Err(std::io::Error::other("no")),
            _ => Ok(()),
        };
        assert!(put(&path, b"two", &refuse).is_err());
        assert_eq!(fs::read(&path).expect("the file"), b"one");
        put(&path, b"two", &allow).expect("a file in the place of another");
        assert_eq!(fs::read(&path).expect("the file"), b"two");
        assert!(put(&dir.path().join("new"), b"x", &allow).is_err(), "a folder is no file");
        let left: Vec<_> = fs::read_dir(dir.path().join("new")).expect("the folder").collect();
        assert_eq!((left.len(), fs::read_dir(dir.path()).expect("the folder").count()), (1, 1));
    }
}
