//! A snapshot: all input files as they were at one moment. The pipeline reads nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::parse::report_of;
use crate::portal::Base;
use crate::text::Digest;
use crate::theme;

/// All input files by path below the root of the site, with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// The files.
    pub files: BTreeMap<Arc<str>, Entry>,
    /// An address that takes the place of site.toml's `base_url`.
    pub base_url: Option<Base>,
    /// Reports that are left out, though their files are there: by year and agency.
    pub left_out: BTreeSet<(i32, String)>,
    /// Whether reports are taken in that the public may not see yet.
    pub drafts: bool,
    /// The day of the run: for rules about due dates, and for reports that are to be published on a day. Which of these are
    /// there is all in the output that depends on it. None where it is not known.
    pub today: Option<Date>,
}

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A file that the pipeline reads.
    Text {
        /// Its bytes.
        bytes: Arc<[u8]>,
        /// Their digest.
        digest: Digest,
    },
    /// A file that is only copied.
    Attachment {
        /// Its size in bytes.
        size: u64,
    },
    /// Something that cannot be used.
    Unusable(Trouble),
}

/// Why an input cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It cannot be read; with the system's words.
    Unreadable(String),
    /// A link that leads out of the site.
    LeadsOut,
    /// Neither a file nor a folder.
    Kind,
    /// Its name is not UTF-8.
    Name,
}

impl Entry {
    /// A file that the pipeline reads.
    pub fn text(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self::Text { digest: Digest::of_bytes(&bytes), bytes }
    }
}

impl Snapshot {
    /// Adds a text file, or replaces it.
    pub fn set(&mut self, path: &str, text: &str) {
        self.files.insert(path.into(), Entry::text(text.as_bytes()));
    }

    /// The digest of all files but those of reports that are not taken; of attachments only path and size are part of it.
    pub(super) fn digest(&self, is_taken: impl Fn(&(i32, String)) -> bool) -> Digest {
        let files = self.files.iter().filter(|(path, _)| report_of(path).is_none_or(|key| is_taken(&key)));
        let of_file = |(path, entry): (&Arc<str>, &Entry)| match entry {
            Entry::Text { digest, .. } => format!("{path}\t{digest}\n"),
            Entry::Attachment { size } => format!("{path}\t{size}\n"),
            Entry::Unusable(_) => format!("{path}\n"),
        };
        Digest::of_bytes(files.map(of_file).collect::<String>().as_bytes())
    }

    /// The files of all themes: the program's own, file by file replaced by the site's. With a digest of the site's.
    pub(super) fn themes(&self) -> (theme::Files, Digest) {
        let mut own = theme::Files::new();
        let mut digests = Vec::new();
        let from: Arc<str> = "themes/".into();
        for (path, entry) in self.files.range(from..).take_while(|(path, _)| path.starts_with("themes/")) {
            let Entry::Text { bytes, digest } = entry else { continue };
            let Some((theme, inner)) = path.strip_prefix("themes/").and_then(|rest| rest.split_once('/'))
            else {
                continue;
            };
            digests.push((Arc::clone(path), *digest));
            let file = theme::File { path: path.to_string(), bytes: Arc::clone(bytes) };
            own.entry(theme.to_owned()).or_default().insert(inner.to_owned(), file);
        }
        let mut files = theme::embedded();
        for (name, layer) in &own {
            theme::lay(layer, files.entry(name.clone()).or_default());
        }
        (files, Digest::of(&digests))
    }
}
