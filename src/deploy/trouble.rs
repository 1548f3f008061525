//! Why a place could not be verified at all. Every one says what is wrong, where, and what to do about it.

use std::fmt;

use crate::disk::MANIFEST;
use crate::language::{Language, Message};

/// A verification that did not come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is neither such a folder nor such an archive.
    Nothing {
        /// Where.
        place: String,
    },
    /// There is no manifest.
    Unlisted {
        /// Where.
        place: String,
    },
    /// The manifest is not one of ours, or damaged.
    Foreign {
        /// Where.
        place: String,
    },
    /// The manifest is of a version that this program does not know.
    Version {
        /// Where.
        place: String,
        /// Which.
        version: u64,
    },
    /// The manifest names something that is no file of a portal.
    Path {
        /// Where.
        place: String,
        /// What it names.
        path: String,
    },
    /// The manifest is larger than any that is read.
    Large {
        /// Where.
        place: String,
    },
    /// It cannot be read or reached.
    Unreadable {
        /// Where.
        place: String,
        /// Why.
        why: Message,
    },
    /// Its server cannot be reached.
    Unreachable {
        /// What ssh was told.
        host: String,
        /// What ssh says.
        why: Message,
    },
    /// An archive is damaged, or is none.
    Damaged {
        /// Which.
        place: String,
        /// What is wrong with it.
        why: Message,
    },
    /// The public key cannot be read.
    Key {
        /// What was given.
        key: String,
    },
}

impl Trouble {
    /// A file or a folder that the system does not let us read.
    pub(super) fn unreadable(place: impl Into<String>, error: &std::io::Error) -> Self {
        let place = place.into();
        if error.kind() == std::io::ErrorKind::FileTooLarge {
            return Self::Large { place };
        }
        Self::Unreadable { place, why: Message::new("verify-cause").arg("cause", error.to_string()) }
    }

    /// What to tell; the entry's attribute `help` says what to do about it.
    pub fn message(&self) -> Message {
        let about = |id, place: &str| Message::new(id).arg("place", shown(place)).arg("manifest", MANIFEST);
        match self {
            Self::Nothing { place } => about("verify-nothing", place),
            Self::Unlisted { place } => about("verify-unlisted", place),
            Self::Foreign { place } => about("verify-foreign", place),
            Self::Version { place, version } => {
                about("verify-version", place).arg("version", version.to_string())
            }
            Self::Path { place, path } => about("verify-path", place).arg("path", shown(path)),
            Self::Large { place } => about("verify-large", place),
            Self::Unreadable { place, why } => about("verify-unreadable", place).arg("why", why.clone()),
            Self::Unreachable { host, why } => about("verify-unreachable", host).arg("why", why.clone()),
            Self::Damaged { place, why } => about("verify-damaged", place).arg("why", why.clone()),
            Self::Key { key } => about("verify-key", key),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Language::English.say(&self.message()))
    }
}

impl std::error::Error for Trouble {}

/// The most characters of a name from elsewhere.
const LONGEST: usize = 200;

/// A name from elsewhere as it may be printed: it cannot steer a terminal, and does not fill it.
pub(super) fn shown(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    crate::text::shortened(&plain, LONGEST).into_owned()
}
