//! `.zip`: what Windows opens by itself.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipReadOptions, ZipWriter};

use super::Pack;
use super::read::{Budget, Gathered, Held, told};
use crate::disk::{Content, DiskError, Record};
use crate::language::Message;

/// From this size on, members have the longer fields of large archives: what does not shrink may grow a little.
const LARGE: u64 = 0xF000_0000;

struct Packer<W: Write + io::Seek>(ZipWriter<W>);

impl<W: Write + io::Seek> Pack for Packer<W> {
    fn add(&mut self, name: &str, content: &Content, path: &Path) -> Result<Record, DiskError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644)
            // Else it is the system that the program runs on.
            .system(System::Unix)
            .large_file(content.size()? >= LARGE);
        self.0.start_file(name, options).map_err(|error| DiskError::at(path)(error.into()))?;
        content.write(&mut self.0, path)
    }
}

/// Makes a file an archive of what `pack_all` adds.
pub(super) fn pack<T>(
    file: &mut File,
    path: &Path,
    pack_all: impl FnOnce(&mut dyn Pack) -> Result<T, DiskError>,
) -> Result<T, DiskError> {
    let mut packer = Packer(ZipWriter::new(BufWriter::new(file)));
    let told = pack_all(&mut packer)?;
    let mut file = packer.0.finish().map_err(|error| DiskError::at(path)(error.into()))?;
    file.flush().map_err(DiskError::at(path))?;
    Ok(told)
}

/// Reads an archive of this size.
pub(super) fn read(file: File, size: u64) -> Result<Held, Message> {
    let damaged = |error: zip::result::ZipError| told(&error.into());
    let budget = Budget::of(size);
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    // Of two members with the same name, one program unpacks the first and another the second.
    if archive.has_duplicate_names() {
        return Err(Message::new("verify-cause--twice"));
    }
    let mut gathered = Gathered::default();
    for index in 0..archive.len() {
        // A member has two headers, and programs differ in which of them they go by.
        let options = ZipReadOptions::new().enforce_header_consistency(true);
        let member = archive.by_index_with_options(index, options).map_err(damaged)?;
        if member.is_dir() {
            continue;
        }
        match member.name().map(std::borrow::Cow::into_owned) {
            Ok(name) if member.is_symlink() => gathered.odd(&name)?,
            Ok(name) => gathered.file(&name, budget.limit(member))?,
            Err(_) => gathered.odd(&String::from_utf8_lossy(member.name_raw()))?,
        }
    }
    Ok(gathered.held())
}
