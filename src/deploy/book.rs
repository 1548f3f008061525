//! The ledger of a site while its portal is deployed: brought up to date, and written once the portal is public.
//!
//! New lines are written beside the ledger before a release is shown, and become part of it afterwards. A deployment that was
//! cut in between leaves them there; the next one sees by the manifest of the target whether that release was shown, and
//! enters them or drops them.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;

use super::enter::{Entered, enter, enter_rollback};
use super::lock::own;
use crate::disk::{self, Anchor, DiskError, Gate};
use crate::language::Message;
use crate::ledger::{LEDGER, Ledger, Line};
use crate::portal::Documents;

/// The largest ledger that is read back, in bytes: some forty years of ten thousand agencies.
const LARGEST: u64 = 1 << 30;

/// The ledger of a site.
pub struct Book<'a> {
    root: &'a Path,
    gate: &'a Gate<'a>,
    text: String,
    ledger: Ledger,
}

/// Why a deployment cannot go on with the ledger that is there.
#[derive(Debug)]
pub enum BookError {
    /// The ledger itself is broken; `check` says where.
    Broken,
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
    /// The ledger with this text, of the site in this folder.
    pub fn open(root: &'a Path, text: &str, gate: &'a Gate<'a>) -> Result<Self, BookError> {
        let ledger = Ledger::of(text).ok_or(BookError::Broken)?;
        Ok(Self { root, gate, text: text.to_owned(), ledger })
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
    /// goes on from what the target shows. Writes nothing.
    pub fn settle(&mut self, target: &str, shown: Option<&Anchor>) -> Result<(), BookError> {
        if let Some(lines) = self.waiting()? {
            let of = waiting_for(&lines);
            if of.as_deref().is_some_and(|of| of != target) {
                let target = of.unwrap_or_default();
                return Err(BookError::Unsettled { target, path: self.pending() });
            }
            let whole = format!("{}{lines}", self.text);
            let is_shown = |ledger: &Ledger| {
                shown.is_some_and(|shown| {
                    (shown.lines, &*shown.digest) == (ledger.digests.len(), ledger.digest())
                })
            };
            if let Some(ledger) = Ledger::of(&whole).filter(is_shown) {
                (self.text, self.ledger) = (whole, ledger);
            }
        }
        match shown {
            Some(shown) if !self.ledger.had(shown.lines, &shown.digest) => {
                Err(BookError::Behind { shown: shown.lines, here: self.ledger.digests.len() })
            }
            _ => Ok(()),
        }
    }

    /// The lines that publishing these reports on a target now adds.
    pub fn enter(&self, documents: &Documents, now: DateTime, target: &str) -> Entered {
        enter(&self.ledger, documents, now, target)
    }

    /// The line that showing an earlier release again adds.
    pub fn enter_rollback(&self, now: DateTime, target: &str, release: &str) -> String {
        enter_rollback(&self.ledger, now, target, release)
    }

    /// Writes lines beside the ledger: the last thing before they become true. What was settled is written into it.
    pub fn announce(&self, lines: &str) -> Result<(), DiskError> {
        self.write(&self.text)?;
        if lines.is_empty() { self.forget() } else { disk::put(&self.pending(), lines.as_bytes(), self.gate) }
    }

    /// Writes lines into the ledger: they have become true.
    pub fn close(&self, lines: &str) -> Result<(), DiskError> {
        self.write(&format!("{}{lines}", self.text))?;
        self.forget()
    }

    fn write(&self, text: &str) -> Result<(), DiskError> {
        let path = self.root.join(LEDGER);
        let present = disk::small(&path, LARGEST).map_err(DiskError::at(&path))?;
        if present.as_deref().unwrap_or_default() == text.as_bytes() {
            return Ok(());
        }
        disk::put(&path, text.as_bytes(), self.gate)
    }

    fn forget(&self) -> Result<(), DiskError> {
        disk::discard(&self.pending(), self.gate)
    }

    fn pending(&self) -> PathBuf {
        own(self.root).join("ledger.pending")
    }

    fn waiting(&self) -> Result<Option<String>, DiskError> {
        let path = self.pending();
        let bytes = disk::small(&path, LARGEST).map_err(DiskError::at(&path))?;
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }
}

/// The target that lines wait for.
fn waiting_for(lines: &str) -> Option<String> {
    Some(Line::parse(lines.lines().next()?)?.target)
}

impl BookError {
    /// What to tell of a deployment to a target; the entry's attribute `help` says how to mend it.
    pub fn message(&self, target: &str) -> Message {
        match self {
            Self::Broken => Message::new("deploy-ledger--broken"),
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
