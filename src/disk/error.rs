//! Why a site could not be published. Every error says what is wrong, where, and how to mend it, in both languages.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::language::{Arg, Language, Message};

/// A publication that failed. Only after [`DiskError::Leftover`] and [`DiskError::Aside`] is the output not what it
/// was before.
#[derive(Debug)]
pub enum DiskError {
    /// A path of the new site is not one that works everywhere.
    Name {
        /// The path.
        path: String,
        /// What is wrong with it.
        fault: NameFault,
    },
    /// Two paths of the new site are the same on some file systems, or one is a directory of the other.
    Clash {
        /// One of them, or a directory that it is in.
        first: String,
        /// The other.
        second: String,
    },
    /// The output directory is one that must not be written.
    Danger {
        /// The directory as given.
        dir: PathBuf,
        /// What is dangerous.
        danger: Danger,
    },
    /// Somebody else's file or directory is where one of ours goes.
    Foreign {
        /// Where.
        path: PathBuf,
    },
    /// Another file system begins here, so that nothing can be moved across in one step.
    Mount {
        /// Where.
        path: PathBuf,
    },
    /// Another publication is under way.
    Locked {
        /// Of which directory.
        dir: PathBuf,
        /// The process that holds the lock, if it can be known.
        pid: Option<u32>,
    },
    /// The disk, or somebody's share of it, is full.
    Full {
        /// The file that found no room.
        path: PathBuf,
        /// How many bytes the whole publication writes.
        bytes: u64,
        /// What the system says.
        source: io::Error,
    },
    /// The new site is in place, but what it replaced could not be removed. The next publication tries again.
    Leftover {
        /// Where the remains are.
        dir: PathBuf,
        /// Why.
        source: Box<DiskError>,
    },
    /// On a system without an atomic exchange: the old site was moved aside, the new one could not take its place, and
    /// the old one could not be moved back. The next publication moves it back.
    Aside {
        /// Where the old site is.
        dir: PathBuf,
        /// Why the new one is not in place.
        source: Box<DiskError>,
    },
    /// The system refused something else.
    Io {
        /// The file or directory concerned.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Why a directory is no place for an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Danger {
    /// It is the root of the file system.
    Root,
    /// It is or holds the home directory.
    Home,
    /// It is or holds the root of the site.
    Site,
    /// It is or lies in a directory of the site's inputs, whose name this is.
    Input(String),
    /// It lies in the directory that is kept beside an output.
    Hold,
    /// It is a symbolic link.
    Symlink,
    /// It is not a directory.
    File,
    /// It is not empty, and we did not write it.
    Foreign,
}

/// What is wrong with the path of an output file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// It is absolute or has an empty part, `.` or `..`.
    Segment,
    /// It has a character that some systems do not allow.
    Character(char),
    /// A part ends with a full stop or a space.
    End,
    /// A part is what Windows calls a device.
    Device,
    /// A part is longer than 255 bytes.
    Long,
    /// It is the path of the manifest.
    Manifest,
}

impl DiskError {
    /// Turns what the system says about a path into an error.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| match source.kind() {
            io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => {
                Self::Mount { path: path.to_owned() }
            }
            _ => Self::Io { path: path.to_owned(), source },
        }
    }

    /// The same with the size of the publication, where that is what matters.
    pub(super) fn needing(self, bytes: u64) -> Self {
        use io::ErrorKind::{QuotaExceeded, StorageFull};
        match self {
            Self::Io { path, source } if matches!(source.kind(), StorageFull | QuotaExceeded) => {
                Self::Full { path, bytes, source }
            }
            other => other,
        }
    }

    /// What to tell; the entry's attribute `help` says how to mend it.
    pub fn message(&self) -> Message {
        match self {
            Self::Name { path, fault } => fault.message().arg("path", path.as_str()),
            Self::Clash { first, second } => {
                Message::new("disk-clash").arg("first", first.as_str()).arg("second", second.as_str())
            }
            Self::Danger { dir, danger } => danger.message().arg("path", show(dir)),
            Self::Foreign { path } => Message::new("disk-foreign").arg("path", show(path)),
            Self::Mount { path } => Message::new("disk-mount").arg("path", show(path)),
            Self::Locked { dir, pid: Some(pid) } => {
                Message::new("disk-locked").arg("path", show(dir)).arg("pid", pid.to_string())
            }
            Self::Locked { dir, pid: None } => Message::new("disk-locked--unknown").arg("path", show(dir)),
            Self::Full { path, bytes, .. } => {
                Message::new("disk-full").arg("path", show(path)).arg("bytes", bytes.to_string())
            }
            Self::Leftover { dir, source } => {
                Message::new("disk-leftover").arg("path", show(dir)).arg("cause", source.cause())
            }
            Self::Aside { dir, source } => {
                Message::new("disk-aside").arg("path", show(dir)).arg("cause", source.cause())
            }
            Self::Io { path, source } => {
                let id = match source.kind() {
                    io::ErrorKind::PermissionDenied => "disk-denied",
                    io::ErrorKind::ReadOnlyFilesystem => "disk-read-only",
                    io::ErrorKind::NotFound => "disk-gone",
                    _ => "disk-failed",
                };
                Message::new(id).arg("path", show(path)).arg("cause", source.to_string())
            }
        }
    }

    /// The error as a part of another: what the system says, and about what.
    fn cause(&self) -> Arg {
        match self {
            Self::Io { path, source } | Self::Full { path, source, .. } => {
                format!("{}: {source}", show(path)).into()
            }
            other => other.message().into(),
        }
    }
}

impl Danger {
    fn message(&self) -> Message {
        match self {
            Self::Root => Message::new("disk-danger--root"),
            Self::Home => Message::new("disk-danger--home"),
            Self::Site => Message::new("disk-danger--site"),
            Self::Input(name) => Message::new("disk-danger--input").arg("input", name.as_str()),
            Self::Hold => Message::new("disk-danger--hold"),
            Self::Symlink => Message::new("disk-danger--symlink"),
            Self::File => Message::new("disk-danger--file"),
            Self::Foreign => Message::new("disk-danger--foreign"),
        }
    }
}

impl NameFault {
    fn message(self) -> Message {
        match self {
            Self::Segment => Message::new("disk-name--segment"),
            Self::Character(c) => {
                Message::new("disk-name--character").arg("character", c.escape_debug().to_string())
            }
            Self::End => Message::new("disk-name--end"),
            Self::Device => Message::new("disk-name--device"),
            Self::Long => Message::new("disk-name--long"),
            Self::Manifest => Message::new("disk-name--manifest"),
        }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Language::English.say(&self.message()))
    }
}

impl std::error::Error for DiskError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Full { source, .. } | Self::Io { source, .. } => Some(source),
            Self::Leftover { source, .. } | Self::Aside { source, .. } => Some(source),
            _ => None,
        }
    }
}

fn show(path: &Path) -> String {
    path.display().to_string()
}
