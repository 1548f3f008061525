//! A portal in one file, to be carried to its server by hand: `.zip` or `.tar.gz`.
//!
//! It holds every file of the portal, then `manifest.json` and `SHA256SUMS`. The same files give the same bytes on every
//! machine: sorted, without times and owners. Files are packed and read bit by bit, never whole in memory, and an
//! archive from elsewhere is read within limits and never extracted.

mod read;
mod tar;
mod zip;

use std::collections::BTreeMap;
use std::path::Path;

pub use read::Held;

use super::expected::LARGEST;
use super::{Expected, SecretKey, Trouble, sums};
use crate::disk::{
    self, Content, DiskError, Gate, MANIFEST, Manifest, NameFault, Origin, Record, SIGNATURE, SUMS,
};
use crate::language::Message;

/// The format of an archive, which its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `.zip`
    Zip,
    /// `.tar.gz`
    TarGz,
}

impl Format {
    /// The format of a file with this name.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        if name.strip_suffix(".zip").is_some() {
            Some(Self::Zip)
        } else {
            name.strip_suffix(".tar.gz").map(|_| Self::TarGz)
        }
    }
}

/// Packs one file after the other.
trait Pack {
    /// Adds a file; gives the record of what was written.
    fn add(&mut self, name: &str, content: &Content, path: &Path) -> Result<Record, DiskError>;
}

/// Makes the file at `path` an archive of these files, in the place of one that is there; gives the manifest in it. It is
/// there whole, or what was there stays as it was. With a key, the manifest is signed.
pub fn write(
    path: &Path,
    files: &BTreeMap<String, Content>,
    origin: &Origin,
    gate: &Gate<'_>,
    key: Option<&SecretKey>,
) -> Result<Manifest, DiskError> {
    disk::check_paths(files.keys().map(String::as_str))?;
    // Names that mean something else here: where a site has such a file, its archive could not be checked.
    if let Some(path) = [SIGNATURE, SUMS].into_iter().find(|own| files.contains_key(*own)) {
        return Err(DiskError::Name { path: path.to_owned(), fault: NameFault::Manifest });
    }
    disk::put_with(path, gate, |file, beside| {
        let pack_all = |pack: &mut dyn Pack| {
            let packed =
                files.iter().map(|(name, content)| Ok((name.clone(), pack.add(name, content, beside)?)));
            let packed: BTreeMap<String, Record> = packed.collect::<Result<_, DiskError>>()?;
            let manifest = Manifest::new(origin.clone(), packed);
            let text = manifest.text();
            let sums = sums(&manifest, text.as_bytes());
            let signature = key.map(|key| key.sign(text.as_bytes())).transpose();
            let signature = signature.map_err(|error| DiskError::at(path)(std::io::Error::other(error)))?;
            pack.add(MANIFEST, &text.into(), beside)?;
            if let Some(signature) = signature {
                pack.add(SIGNATURE, &signature.into(), beside)?;
            }
            pack.add(SUMS, &sums.into(), beside)?;
            Ok(manifest)
        };
        match Format::of(path) {
            Some(Format::TarGz) => tar::pack(file, beside, pack_all),
            Some(Format::Zip) | None => zip::pack(file, beside, pack_all),
        }
    })
}

/// The manifest of the archive at `path`; nothing where there is no archive yet.
pub fn open(path: &Path) -> Result<Option<Manifest>, Trouble> {
    let place = path.display().to_string();
    if !path.exists() {
        return Ok(None);
    }
    match read(path)?.manifest {
        Some(bytes) => Ok(Some(Expected::read(bytes, &place)?.manifest)),
        None => Err(Trouble::Unlisted { place }),
    }
}

/// Reads an archive: what is in it, without extracting it.
pub fn read(path: &Path) -> Result<Held, Trouble> {
    let place = || path.display().to_string();
    let meta = std::fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Trouble::Nothing { place: place() },
        _ => Trouble::unreadable(place(), &error),
    })?;
    if !meta.is_file() {
        return Err(Trouble::Nothing { place: place() });
    }
    let file = std::fs::File::open(path).map_err(|error| Trouble::unreadable(place(), &error))?;
    let held = match Format::of(path) {
        Some(Format::Zip) => zip::read(file, meta.len()),
        Some(Format::TarGz) => tar::read(file, meta.len()),
        None => Err(Message::new("verify-cause--format")),
    };
    held.map_err(|why| Trouble::Damaged { place: place(), why })
}
