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

use super::Trouble;
use super::expected::LARGEST;
use crate::disk::{self, Content, DiskError, Gate, NameFault, Record, SIGNATURE, SUMS, UNLISTED};
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

/// Makes the file at `path` an archive of these files, in the place of one that is there. It is there whole, or what was there
/// stays as it was. `beside` is what stands beside the files: their manifest, and what signs it.
pub fn write(
    path: &Path,
    files: &BTreeMap<String, Content>,
    beside: &BTreeMap<String, Content>,
    gate: &Gate<'_>,
) -> Result<(), DiskError> {
    disk::check_paths(files.keys().map(String::as_str))?;
    // Names that mean something else here: where a site has such a file, its archive could not be checked.
    if let Some(path) = UNLISTED.into_iter().find(|own| files.contains_key(*own)) {
        return Err(DiskError::Name { path: path.to_owned(), fault: NameFault::Manifest });
    }
    disk::put_with(path, gate, |file, temporary| {
        let pack_all = |pack: &mut dyn Pack| {
            let mut records = BTreeMap::new();
            for (name, content) in files.iter().chain(beside) {
                records.insert(name.clone(), pack.add(name, content, temporary)?);
            }
            // A signature speaks for itself.
            records.remove(SIGNATURE);
            let sums = records.iter().map(|(name, record)| format!("{}  {name}\n", record.sha256));
            pack.add(SUMS, &sums.collect::<String>().into(), temporary)?;
            Ok(())
        };
        match Format::of(path) {
            Some(Format::TarGz) => tar::pack(file, temporary, pack_all),
            Some(Format::Zip) | None => zip::pack(file, temporary, pack_all),
        }
    })
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
