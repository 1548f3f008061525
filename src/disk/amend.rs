//! Changes an input file of a site: `check --fix --write`. The file is as it was or as it should be, never half of it.

use std::fs;
use std::path::Path;

use super::content::Content;
use super::door::{Door, Gate};
use super::error::DiskError;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amended {
    /// It holds the new bytes.
    Written,
    /// It no longer holds the bytes that were read, and was left alone.
    Changed,
}

/// Puts `after` into the file at `path`, if it still holds `before`. The new text is written beside the file, hidden,
/// and takes its place in one step with its owner and mode. A link stays one: what it leads to is changed.
pub fn amend(path: &Path, before: &[u8], after: &[u8], gate: &Gate<'_>) -> Result<Amended, DiskError> {
    let door = Door::new(gate);
    let path = fs::canonicalize(path).map_err(DiskError::at(path))?;
    if fs::read(&path).map_err(DiskError::at(&path))? != before {
        return Ok(Amended::Changed);
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = door.write(&beside, &Content::Bytes(after.into())).and_then(|_| {
        let like = fs::metadata(&path).map_err(DiskError::at(&path))?;
        door.dress(&beside, &like)?;
        door.sync_file(&beside)?;
        door.replace(&beside, &path)
    });
    if let Err(error) = written {
        // The first error is the one to tell.
        let _ = door.remove_file(&beside);
        return Err(error);
    }
    Ok(Amended::Written)
}

#[cfg(test)]
mod tests {
    use super::super::door::{Step, allow};
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_left_as_it_was() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("haicheng.md");
        fs::write(&path, "旧").expect("a file");
        let told = amend(&path, "别".as_bytes(), "新".as_bytes(), &allow);
        assert!(matches!(told, Ok(Amended::Changed)), "{told:?}");
        let refuse = |step: &Step<'_>| match step {
            Step::Rename(..) => Err(std::io::Error::other("no")),
            _ => Ok(()),
        };
        assert!(amend(&path, "旧".as_bytes(), "新".as_bytes(), &refuse).is_err());
        assert_eq!(fs::read_to_string(&path).expect("the file"), "旧");
        let told = amend(&path, "旧".as_bytes(), "新".as_bytes(), &allow);
        assert!(matches!(told, Ok(Amended::Written)), "{told:?}");
        assert_eq!(fs::read_to_string(&path).expect("the file"), "新");
        assert_eq!(fs::read_dir(dir.path()).expect("the folder").count(), 1);
    }
}
