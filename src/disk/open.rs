//! Opens an input file to send it as it is.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Opens an attachment by its path below the root, with its size. What was a file inside the site when it was read may be
/// something else by now: a link that leads out, a pipe that never ends. Neither is opened.
pub fn open(root: &Path, path: &str) -> io::Result<(File, u64)> {
    let root = fs::canonicalize(root)?;
    let real = fs::canonicalize(path.split('/').fold(root.clone(), |file, name| file.join(name)))?;
    let meta = fs::metadata(&real)?;
    if !real.starts_with(&root) || !meta.is_file() {
        return Err(io::Error::other("not a file of the site"));
    }
    Ok((File::open(&real)?, meta.len()))
}
