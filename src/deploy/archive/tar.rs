//! `.tar.gz`: what Linux servers unpack.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use tar::{Archive, Builder, EntryType, Header, PaxExtensions};

use super::Pack;
use super::read::{Budget, Gathered, Held, told};
use crate::disk::{Content, DiskError, Record};
use crate::language::Message;

/// How many bytes of a name the header has room for.
const SHORT: usize = 100;

/// The largest extension of a header that is read: a name, as a rule.
const EXTENSION: u64 = 64 * 1024;

/// What `gzip` calls an unknown system.
const UNKNOWN: u8 = 255;

struct Packer<W: Write>(Builder<W>);

impl<W: Write> Pack for Packer<W> {
    fn add(&mut self, name: &str, content: &Content, path: &Path) -> Result<Record, DiskError> {
        let size = content.size()?;
        if name.len() > SHORT || !name.is_ascii() {
            // Only here it is said that a name is UTF-8: Windows takes others for the code page of its country.
            self.0.append_pax_extensions([("path", name.as_bytes())]).map_err(DiskError::at(path))?;
        }
        let mut header = Header::new_ustar();
        let mut short = name.len().min(SHORT);
        while !name.is_char_boundary(short) {
            short -= 1;
        }
        header.as_old_mut().name[..short].copy_from_slice(&name.as_bytes()[..short]);
        header.set_entry_type(EntryType::Regular);
        header.set_mode(0o644);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(0);
        header.set_size(size);
        header.set_cksum();
        let to = self.0.get_mut();
        to.write_all(header.as_bytes()).map_err(DiskError::at(path))?;
        let record = content.write(to, path)?;
        if record.size != size {
            let source = match content {
                Content::File(source) => source,
                Content::Bytes(_) => path,
            };
            return Err(DiskError::at(source)(io::Error::other("changed while it was read")));
        }
        let rest = (512 - size % 512) % 512;
        io::copy(&mut io::repeat(0).take(rest), to).map_err(DiskError::at(path))?;
        Ok(record)
    }
}

/// Makes a file an archive of what `pack_all` adds.
pub(super) fn pack<T>(
    file: &mut File,
    path: &Path,
    pack_all: impl FnOnce(&mut dyn Pack) -> Result<T, DiskError>,
) -> Result<T, DiskError> {
    let gzip: GzEncoder<_> = flate2::GzBuilder::new()
        .mtime(0)
        .operating_system(UNKNOWN)
        .write(BufWriter::new(file), Compression::new(6));
    let mut packer = Packer(Builder::new(gzip));
    let told = pack_all(&mut packer)?;
    let end = || packer.0.into_inner()?.finish()?.flush();
    end().map_err(DiskError::at(path))?;
    Ok(told)
}

/// Reads an archive of this size.
pub(super) fn read(file: File, size: u64) -> Result<Held, Message> {
    let damaged = |error: io::Error| told(&error);
    let reader = Budget::of(size).limit(MultiGzDecoder::new(BufReader::new(file)));
    let mut archive = Archive::new(reader);
    let mut gathered = Gathered::default();
    let mut long: Option<Vec<u8>> = None;
    // Raw: else the extension of a header, which may say that it is of any size, is read whole into memory.
    for entry in archive.entries().map_err(damaged)?.raw(true) {
        let mut entry = entry.map_err(damaged)?;
        let kind = entry.header().entry_type();
        if kind.is_gnu_longname() || kind.is_pax_local_extensions() {
            let mut bytes = Vec::new();
            if entry.size() > EXTENSION {
                return Err(Message::new("verify-cause--bomb"));
            }
            entry.read_to_end(&mut bytes).map_err(damaged)?;
            if kind.is_gnu_longname() {
                bytes.truncate(bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len()));
                long = Some(bytes);
            } else {
                long = extended(&bytes)?.or(long);
            }
            continue;
        }
        let bytes = long.take().unwrap_or_else(|| entry.path_bytes().into_owned());
        let name = String::from_utf8_lossy(&bytes).into_owned();
        // As `tar -c .` writes it.
        let name = name.strip_prefix("./").unwrap_or(&name);
        match kind {
            EntryType::Regular | EntryType::Continuous if !name.ends_with('/') => {
                gathered.file(name, entry)?;
            }
            EntryType::Directory | EntryType::XGlobalHeader | EntryType::Regular => {}
            _ => gathered.odd(name)?,
        }
    }
    Ok(gathered.held())
}

/// The name in an extension of a header. One that gives the file another size than the header is refused: programs differ in
/// what they make of it.
fn extended(bytes: &[u8]) -> Result<Option<Vec<u8>>, Message> {
    let mut name = None;
    for extension in PaxExtensions::new(bytes) {
        let extension = extension.map_err(|error| told(&error))?;
        match extension.key_bytes() {
            b"path" => name = Some(extension.value_bytes().to_owned()),
            b"size" => return Err(Message::new("verify-cause--two-sizes")),
            key if key.starts_with(b"GNU.sparse") => return Err(Message::new("verify-cause--two-sizes")),
            _ => {}
        }
    }
    Ok(name)
}
