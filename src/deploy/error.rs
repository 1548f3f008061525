//! Why a portal could not be sent. Every error says what is wrong, where, and how to mend it, in both languages; after
//! each of them the server shows what it showed before, or the new release, whole.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::audit::Audit;
use super::release::Id;
use super::trouble::Trouble;
use crate::disk::{Danger, DiskError};
use crate::language::{Arg, Language, Message};

/// How many paths an error names.
const NAMED: usize = 5;

/// A deploy that was refused or failed.
#[derive(Debug)]
pub enum DeployError {
    /// The folder on this machine is one that must not be written.
    Danger {
        /// The folder.
        path: PathBuf,
        /// What is dangerous.
        danger: Danger,
    },
    /// There is something on the target, and it is not ours.
    Foreign {
        /// Where, as the target is written.
        path: String,
    },
    /// `current` is a folder where it should be a link, or a link where it should be a folder.
    Layout {
        /// The path of `current`.
        path: String,
    },
    /// `current` leads to something that is not one of the releases.
    Elsewhere {
        /// The path of `current`.
        path: String,
    },
    /// Another deploy of this site, or to this folder, is under way on this machine.
    Locked {
        /// The process, if it can be known.
        pid: Option<u32>,
    },
    /// Somebody else holds the lock of the server.
    Held {
        /// Who, on which machine.
        who: String,
        /// Of which site.
        site: String,
        /// Since when.
        since: String,
    },
    /// The release that is shown was changed by hand.
    ByHand {
        /// What was changed.
        audit: Audit,
    },
    /// Too many files would vanish.
    Vanishing {
        /// How many.
        count: usize,
        /// How many there are.
        of: usize,
    },
    /// There is no release before the one that is shown.
    NoEarlier,
    /// The release to go back to is not as it was made.
    Damaged {
        /// The release.
        id: Id,
        /// What became of it.
        audit: Audit,
    },
    /// What arrived is not what was sent.
    Arrived {
        /// The first of the files that are not right.
        path: String,
    },
    /// A source changed while it was sent.
    Source {
        /// The file.
        path: String,
    },
    /// A program of this machine is missing.
    Program {
        /// Its name.
        name: &'static str,
    },
    /// The server cannot be reached.
    Unreachable {
        /// What ssh was told.
        host: String,
        /// What ssh says.
        cause: String,
    },
    /// Something failed on the server.
    Remote {
        /// What ssh was told.
        host: String,
        /// What its programs say.
        cause: String,
    },
    /// An archive cannot be read.
    Unverified(Trouble),
    /// The system refused something on this machine.
    Disk(DiskError),
}

impl From<DiskError> for DeployError {
    fn from(error: DiskError) -> Self {
        match error {
            DiskError::Locked { pid, .. } => Self::Locked { pid },
            DiskError::Danger { dir, danger } => Self::Danger { path: dir, danger },
            other => Self::Disk(other),
        }
    }
}

impl DeployError {
    /// What to tell; the entry's attribute `help` says how to mend it.
    pub fn message(&self) -> Message {
        match self {
            Self::Danger { path, danger } => {
                let message = Message::new(match danger {
                    Danger::Root => "deploy-danger--root",
                    Danger::Home => "deploy-danger--home",
                    Danger::Site => "deploy-danger--site",
                    Danger::Input(_) | Danger::Hold => "deploy-danger--input",
                    Danger::Symlink => "deploy-danger--symlink",
                    Danger::File | Danger::Foreign => "deploy-danger--file",
                });
                message.arg("path", show(path))
            }
            Self::Foreign { path } => Message::new("deploy-foreign").arg("path", path.as_str()),
            Self::Layout { path } => Message::new("deploy-layout").arg("path", path.as_str()),
            Self::Elsewhere { path } => Message::new("deploy-elsewhere").arg("path", path.as_str()),
            Self::Locked { pid: Some(pid) } => Message::new("deploy-locked").arg("pid", pid.to_string()),
            Self::Locked { pid: None } => Message::new("deploy-locked--unknown"),
            Self::Held { who, site, since } => {
                let message = Message::new("deploy-held").arg("who", plain(who));
                message.arg("site", plain(site)).arg("since", plain(since))
            }
            Self::ByHand { audit } => counted(Message::new("deploy-by-hand"), audit),
            Self::Vanishing { count, of } => {
                let message = Message::new("deploy-vanishing").arg("count", *count).arg("of", *of);
                message.arg("number", count.to_string())
            }
            Self::NoEarlier => Message::new("deploy-no-earlier"),
            Self::Damaged { id, audit } => {
                counted(Message::new("deploy-damaged"), audit).arg("release", id.as_str())
            }
            Self::Arrived { path } => Message::new("deploy-arrived").arg("path", plain(path)),
            Self::Source { path } => Message::new("deploy-source").arg("path", path.as_str()),
            Self::Program { name } => Message::new("deploy-program").arg("name", *name),
            Self::Unreachable { host, cause } => said("deploy-unreachable", host, cause),
            Self::Remote { host, cause } => said("deploy-remote", host, cause),
            Self::Unverified(trouble) => trouble.message(),
            Self::Disk(error) => on_disk(error),
        }
    }
}

/// Trouble with a folder of this machine, in the words of a deploy.
fn on_disk(error: &DiskError) -> Message {
    use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull, Unsupported};
    match error {
        DiskError::Io { path, source } | DiskError::Full { path, source, .. } => {
            let id = match source.kind() {
                StorageFull | QuotaExceeded => "deploy-disk--full",
                PermissionDenied => "deploy-disk--denied",
                ReadOnlyFilesystem => "deploy-disk--read-only",
                Unsupported => "deploy-disk--no-links",
                _ => "deploy-disk",
            };
            Message::new(id).arg("path", show(path)).arg("cause", source.to_string())
        }
        other => other.message(),
    }
}

/// A message with what was found of each kind, and some of the paths.
fn counted(message: Message, audit: &Audit) -> Message {
    let all = || audit.changed.iter().chain(&audit.missing).chain(&audit.extra);
    let mut paths: Vec<Arg> = all().take(NAMED).map(|path| plain(path).into()).collect();
    if all().count() > NAMED {
        paths.push("…".into());
    }
    message
        .arg("changed", audit.changed.len())
        .arg("missing", audit.missing.len())
        .arg("extra", audit.extra.len())
        .arg("paths", paths.into_iter().collect::<Arg>())
}

fn said(id: &'static str, host: &str, cause: &str) -> Message {
    Message::new(id).arg("host", host).arg("cause", plain(cause))
}

/// A text from elsewhere that cannot steer a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

fn show(path: &Path) -> String {
    path.display().to_string()
}

impl fmt::Display for DeployError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Language::English.say(&self.message()))
    }
}

impl std::error::Error for DeployError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk(error) => Some(error),
            _ => None,
        }
    }
}
