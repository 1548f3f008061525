//! Files as a stream of tar, for servers without rsync: the same stream for the same files and time.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};

use tar::{Builder, Header};

use crate::deploy::error::DeployError;
use crate::disk::{Content, DiskError};

/// What can go wrong with a stream.
pub(super) enum Trouble {
    /// A file cannot be read.
    Source(DeployError),
    /// Nobody takes the stream.
    Stream(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Stream(error)
    }
}

/// Writes the files. Their time is that of the deploy: a web server tells versions of a page apart by it.
pub(super) fn write(out: &mut dyn Write, files: &BTreeMap<&str, &Content>, time: u64) -> Result<(), Trouble> {
    let mut builder = Builder::new(out);
    for (path, content) in files {
        match content {
            Content::Bytes(bytes) => {
                builder.append_data(&mut header(bytes.len() as u64, time), path, &bytes[..])?;
            }
            Content::File(source) => {
                let at = |error| Trouble::Source(DiskError::at(source)(error).into());
                let file = File::open(source).map_err(at)?;
                let size = file.metadata().map_err(at)?.len();
                // The header has said how long it is; what arrives is compared with what was planned.
                let padded = io::Read::chain(file, io::repeat(0));
                builder.append_data(&mut header(size, time), path, io::Read::take(padded, size))?;
            }
        }
    }
    Ok(builder.into_inner()?.flush()?)
}

fn header(size: u64, time: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_size(size);
    header.set_mode(0o644);
    header.set_mtime(time);
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_has_every_file_under_its_name_and_is_the_same_each_time() {
        let long = format!("2022/{}/附件 一.pdf", "很长的名字".repeat(20));
        let text = Content::from("text");
        let empty = Content::from("");
        let files = BTreeMap::from([(long.as_str(), &text), ("index.html", &empty)]);
        let stream = || {
            let mut bytes = Vec::new();
            assert!(write(&mut bytes, &files, 1_737_336_600).is_ok());
            bytes
        };
        let bytes = stream();
        assert_eq!(bytes, stream());
        let mut archive = tar::Archive::new(&bytes[..]);
        let entries = archive.entries().expect("a stream").map(|entry| {
            let entry = entry.expect("an entry");
            let path = String::from_utf8(entry.path_bytes().into_owned()).expect("UTF-8");
            (path, entry.header().mode().expect("a mode"), entry.header().mtime().expect("a time"))
        });
        let entries: Vec<_> = entries.collect();
        assert_eq!(
            entries,
            [(long.clone(), 0o644, 1_737_336_600), ("index.html".to_owned(), 0o644, 1_737_336_600)]
        );
    }
}
