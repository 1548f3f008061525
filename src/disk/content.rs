//! What one output file holds, and how it is compared, digested and written.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::error::DiskError;
use super::manifest::Record;

const CHUNK: usize = 64 * 1024;

/// What one output file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Bytes, such as those of a page.
    Bytes(Arc<[u8]>),
    /// The bytes of a file, such as an attachment; read bit by bit, never whole in memory.
    File(PathBuf),
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Bytes(text.as_bytes().into())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Bytes(text.into_bytes().into())
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl Content {
    /// How many bytes there are.
    pub fn size(&self) -> Result<u64, DiskError> {
        match self {
            Self::Bytes(bytes) => Ok(bytes.len() as u64),
            Self::File(path) => Ok(fs::metadata(path).map_err(DiskError::at(path))?.len()),
        }
    }

    /// Size and digest of the bytes.
    pub fn record(&self) -> Result<Record, DiskError> {
        match self {
            Self::Bytes(_) => self.write(&mut io::sink(), Path::new("")),
            Self::File(path) => self.write(&mut io::sink(), path),
        }
    }

    /// The record of this content where the file at `path` holds exactly the same bytes.
    pub(super) fn same(&self, path: &Path) -> Result<Option<Record>, DiskError> {
        let size = fs::metadata(path).map_err(DiskError::at(path))?.len();
        if size != self.size()? {
            return Ok(None);
        }
        match self {
            Self::Bytes(bytes) => {
                let present = fs::read(path).map_err(DiskError::at(path))?;
                Ok((present[..] == bytes[..]).then(|| record(size, Sha256::digest(bytes))))
            }
            Self::File(source) => {
                let (mut ours, mut present) = (open(source)?, open(path)?);
                let (mut one, mut other) = (vec![0; CHUNK], vec![0; CHUNK]);
                let (mut hasher, mut size) = (Sha256::new(), 0);
                loop {
                    let n = fill(&mut ours, &mut one).map_err(DiskError::at(source))?;
                    let m = fill(&mut present, &mut other).map_err(DiskError::at(path))?;
                    if one[..n] != other[..m] {
                        return Ok(None);
                    }
                    if n == 0 {
                        return Ok(Some(record(size, hasher.finalize())));
                    }
                    hasher.update(&one[..n]);
                    size += n as u64;
                }
            }
        }
    }

    /// Writes the bytes into the file at a path, or into what is made of it; the record is that of the bytes written,
    /// whatever happens to a source.
    pub fn write(&self, file: &mut impl Write, path: &Path) -> Result<Record, DiskError> {
        match self {
            Self::Bytes(bytes) => {
                file.write_all(bytes).map_err(DiskError::at(path))?;
                Ok(record(bytes.len() as u64, Sha256::digest(bytes)))
            }
            Self::File(source) => {
                let (mut ours, mut chunk) = (open(source)?, vec![0; CHUNK]);
                let (mut hasher, mut size) = (Sha256::new(), 0);
                loop {
                    let n = fill(&mut ours, &mut chunk).map_err(DiskError::at(source))?;
                    if n == 0 {
                        return Ok(record(size, hasher.finalize()));
                    }
                    file.write_all(&chunk[..n]).map_err(DiskError::at(path))?;
                    hasher.update(&chunk[..n]);
                    size += n as u64;
                }
            }
        }
    }
}

impl Record {
    /// The record of all that a reader gives, read bit by bit.
    pub fn of(mut reader: impl Read) -> io::Result<Self> {
        let (mut hasher, mut size, mut chunk) = (Sha256::new(), 0, vec![0; CHUNK]);
        loop {
            match fill(&mut reader, &mut chunk)? {
                0 => return Ok(record(size, hasher.finalize())),
                n => {
                    hasher.update(&chunk[..n]);
                    size += n as u64;
                }
            }
        }
    }
}

/// Opens a regular file; a pipe, which might never be opened, is an error.
fn open(path: &Path) -> Result<File, DiskError> {
    let meta = fs::metadata(path).map_err(DiskError::at(path))?;
    if !meta.is_file() {
        return Err(DiskError::at(path)(io::Error::other("not a regular file")));
    }
    File::open(path).map_err(DiskError::at(path))
}

/// Reads until the chunk is full or the file ends.
fn fill(file: &mut impl Read, chunk: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < chunk.len() {
        match file.read(&mut chunk[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn record(size: u64, sha256: impl AsRef<[u8]>) -> Record {
    use std::fmt::Write;
    let mut hex = String::with_capacity(64);
    for byte in sha256.as_ref() {
        write!(hex, "{byte:02x}").expect("a string takes all text");
    }
    Record { size, sha256: hex }
}
