//! The ledger of a site while its portal is deployed: brought up to date, and written once the portal is public.
//!
//! New lines are written beside the ledger before a release is shown, and become part of it afterwards. A deployment that was
//! cut in between leaves them there; the next one sees by the manifest of the target whether that release was shown, and
//! enters them or drops them.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;

use super::enter::{Entered, enter, enter_rollback};
use super::lock::own;
use super::state::State;
use crate::disk::{self, Anchor, DiskError, Gate};
use crate::language::Message;
use crate::ledger::{LEDGER, Ledger, Line};
use crate::portal::Portal;
use crate::text::decode;

/// The largest ledger that is read back, in bytes: some forty years of ten thousand agencies.
const LARGEST: u64 = 1 << 30;

/// The ledger of a site.
pub struct Book<'a> {
    root: &'a Path,
    gate: &'a Gate<'a>,
    /// The bytes of the file as they were found.
    found: Vec<u8>,
    text: String,
    ledger: Ledger,
}

/// Why a deployment cannot go on with the ledger that is there.
#[derive(Debug)]
pub enum BookError {
    /// The ledger itself is broken; `check` says where.
    Broken,
    /// It was changed since the run began.
    Meanwhile,
    /// It once had more lines on this machine, or others.
    Cut {
        /// How many lines it had.
        known: usize,
        /// How many it has now.
        here: usize,
        /// Where that is written.
        path: PathBuf,
    },
    /// What the target shows was published with lines that this ledger does not have, or has otherwise.
    Behind {
        /// How many lines it had.
        shown: usize,
        /// How many this one has.
        here: usize,
    },
    /// A deployment to another target was cut and has to be ended first.
    Unsettled {
        /// That target.
        target: String,
        /// Where its lines wait.
        path: PathBuf,
    },
    /// The system refused something.
    Disk(DiskError),
}

impl From<DiskError> for BookError {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

impl<'a> Book<'a> {
    /// The ledger of the site in this folder, which the run has read as this text. Whoever opens it holds the lock of the site:
    /// from here on nobody else writes it.
    pub fn open(root: &'a Path, text: &str, gate: &'a Gate<'a>) -> Result<Self, BookError> {
        let found = bytes(&root.join(LEDGER))?.unwrap_or_default();
        if decode(&found).ok().as_deref() != Some(text) {
            return Err(BookError::Meanwhile);
        }
        let ledger = Ledger::of(text).ok_or(BookError::Broken)?;
        let book = Self { root, gate, found, text: text.to_owned(), ledger };
        match book.known()? {
            Some(known) if !book.ledger.had(known.lines, &known.digest) => {
                let here = book.ledger.digests.len();
                Err(BookError::Cut { known: known.lines, here, path: book.head() })
            }
            _ => Ok(book),
        }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Takes in the lines of a deployment to this target that was cut after its release was shown, and makes sure that the ledger
    /// goes on from all that the target has shown. Writes nothing.
    pub fn settle(&mut self, target: &str, state: &State) -> Result<(), BookError> {
        let waiting = self.waiting()?;
        if let Some(lines) = &waiting {
            let first = lines.lines().next().and_then(Line::parse);
            if let Some(other) = first.as_ref().map(|line| &line.target).filter(|other| *other != target) {
                return Err(BookError::Unsettled { target: other.clone(), path: self.pending() });
            }
            let whole = format!("{}{lines}", self.text);
            let anchor = state.manifest().and_then(|manifest| manifest.origin.ledger.as_ref());
            let shown = state.shown.as_ref().map(|shown| shown.id.as_str());
            let is_shown = |ledger: &Ledger| {
                let back = first.as_ref().and_then(|line| line.release.as_deref());
                back.map_or(
                    anchor.is_some_and(|anchor| ledger.ends_at(anchor.lines, &anchor.digest)),
                    |release| shown == Some(release),
                )
            };
            if let Some(ledger) = Ledger::of(&whole).filter(is_shown) {
                (self.text, self.ledger) = (whole, ledger);
            }
        }
        // Before the first release is shown, its lines wait and are not true yet.
        if state.shown.is_none() && waiting.is_some() {
            return Ok(());
        }
        match state.anchors().into_iter().find(|anchor| !self.ledger.had(anchor.lines, &anchor.digest)) {
            Some(anchor) => Err(BookError::Behind { shown: anchor.lines, here: self.ledger.digests.len() }),
            None => Ok(()),
        }
    }

    /// The lines that publishing a portal on a target now adds.
    pub fn enter(&self, portal: &Portal, now: DateTime, target: &str) -> Entered {
        enter(&self.ledger, (&portal.register, &portal.documents), now, target)
    }

    /// The line that showing an earlier release again adds.
    pub fn enter_rollback(&self, now: DateTime, target: &str, release: &str) -> String {
        enter_rollback(&self.ledger, now, target, release)
    }

    /// Writes lines beside the ledger: the last thing before they become true. What was settled is written into it.
    pub fn announce(&mut self, lines: &str) -> Result<(), BookError> {
        self.write(&self.text.clone())?;
        if lines.is_empty() {
            self.forget()
        } else {
            Ok(disk::put(&self.pending(), lines.as_bytes(), self.gate)?)
        }
    }

    /// Writes lines into the ledger: they have become true.
    pub fn close(&mut self, lines: &str) -> Result<(), BookError> {
        let text = format!("{}{lines}", self.text);
        self.write(&text)?;
        if let Some(ledger) = Ledger::of(&text).filter(|ledger| !ledger.digests.is_empty()) {
            let head = format!("{} {}\n", ledger.digests.len(), ledger.digest());
            disk::put(&self.head(), head.as_bytes(), self.gate)?;
        }
        self.forget()
    }

    /// Makes the file say this, unless somebody else has written it: they would lose what they wrote.
    fn write(&mut self, text: &str) -> Result<(), BookError> {
        let path = self.root.join(LEDGER);
        let present = bytes(&path)?.unwrap_or_default();
        if present != self.found {
            return Err(BookError::Meanwhile);
        }
        if decode(&present).ok().as_deref() != Some(text) {
            disk::put(&path, text.as_bytes(), self.gate)?;
            self.found = text.as_bytes().to_vec();
        }
        Ok(())
    }

    fn forget(&self) -> Result<(), BookError> {
        Ok(disk::discard(&self.pending(), self.gate)?)
    }

    fn pending(&self) -> PathBuf {
        own(self.root).join("ledger.pending")
    }

    fn waiting(&self) -> Result<Option<String>, DiskError> {
        Ok(bytes(&self.pending())?.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    fn head(&self) -> PathBuf {
        own(self.root).join("ledger.head")
    }

    /// How far the ledger had grown when this machine last wrote it.
    fn known(&self) -> Result<Option<Anchor>, DiskError> {
        let text = bytes(&self.head())?.and_then(|bytes| String::from_utf8(bytes).ok());
        let anchor = |text: String| {
            let (lines, digest) = text.trim().split_once(' ')?;
            Some(Anchor { lines: lines.parse().ok()?, digest: digest.to_owned() })
        };
        Ok(text.and_then(anchor))
    }
}

/// The bytes of a file; nothing where there is none.
fn bytes(path: &Path) -> Result<Option<Vec<u8>>, DiskError> {
    disk::small(path, LARGEST).map_err(DiskError::at(path))
}

impl BookError {
    /// What to tell of a deployment to a target; the entry's attribute `help` says how to mend it.
    pub fn message(&self, target: &str) -> Message {
        match self {
            Self::Broken => Message::new("deploy-ledger--broken"),
            Self::Meanwhile => Message::new("deploy-ledger--meanwhile"),
            Self::Cut { known, here, path } => Message::new("deploy-ledger--cut")
                .arg("known", known.to_string())
                .arg("here", here.to_string())
                .arg("path", path.display().to_string()),
            Self::Behind { shown, here } => Message::new("deploy-ledger--behind")
                .arg("target", target)
                .arg("shown", shown.to_string())
                .arg("here", here.to_string()),
            Self::Unsettled { target, path } => Message::new("deploy-ledger--unsettled")
                .arg("target", target.as_str())
                .arg("path", path.display().to_string()),
            Self::Disk(error) => error.message(),
        }
    }
}
