//! What an archive holds, gathered member by member within limits.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use super::LARGEST;
use crate::disk::{MANIFEST, Present, Record, SIGNATURE, is_fit};
use crate::language::Message;

/// The most members.
const MOST: usize = 1_000_000;

/// So many bytes may come out of any archive; of larger ones, [`RATIO`] for each byte of the file.
const FREE: u64 = 64 << 20;

/// How many bytes may come out of one: the text of a portal shrinks to a twentieth, a bomb to a thousandth.
const RATIO: u64 = 250;

/// What an archive holds.
#[derive(Debug, Default)]
pub struct Held {
    /// The members: what is named twice, is a link or has a name that no portal has counts as odd.
    pub present: Present,
    /// The bytes of the manifest, if there is one.
    pub manifest: Option<Vec<u8>>,
    /// The bytes of its signature, if there is one.
    pub signature: Option<Vec<u8>>,
}

/// What is left of the bytes that may come out of an archive.
#[derive(Clone)]
pub(super) struct Budget(Rc<Cell<u64>>);

impl Budget {
    /// The budget of a file with this size.
    pub(super) fn of(size: u64) -> Self {
        Self(Rc::new(Cell::new(size.saturating_mul(RATIO).max(FREE))))
    }

    /// A reader that fails where the budget ends.
    pub(super) fn limit<R: Read>(&self, reader: R) -> Limited<R> {
        Limited { reader, budget: self.clone() }
    }
}

/// A reader within a budget.
pub(super) struct Limited<R> {
    reader: R,
    budget: Budget,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        match self.budget.0.get().checked_sub(read as u64) {
            Some(left) => self.budget.0.set(left),
            None => return Err(io::Error::new(io::ErrorKind::QuotaExceeded, "")),
        }
        Ok(read)
    }
}

/// Members so far.
#[derive(Default)]
pub(super) struct Gathered {
    held: Held,
    count: usize,
}

impl Gathered {
    /// Adds what is no file.
    pub(super) fn odd(&mut self, name: &str) -> Result<(), Message> {
        self.count()?;
        self.held.present.files.remove(name);
        self.held.present.odd.insert(name.to_owned());
        Ok(())
    }

    /// Adds a file with its bytes.
    pub(super) fn file(&mut self, name: &str, mut reader: impl Read) -> Result<(), Message> {
        let is_own = name == MANIFEST || name == SIGNATURE;
        if !(is_own || is_fit(name)) || self.has(name) {
            return self.odd(name);
        }
        self.count()?;
        let record = if is_own {
            let mut bytes = Vec::new();
            reader.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| told(&error))?;
            if bytes.len() as u64 > LARGEST {
                return Err(Message::new("verify-cause--long"));
            }
            let record = Record::of(&*bytes);
            let own = if name == MANIFEST { &mut self.held.manifest } else { &mut self.held.signature };
            *own = Some(bytes);
            record
        } else {
            Record::of(&mut reader)
        };
        self.held.present.files.insert(name.to_owned(), record.map_err(|error| told(&error))?);
        Ok(())
    }

    /// All of it.
    pub(super) fn held(self) -> Held {
        self.held
    }

    fn has(&self, name: &str) -> bool {
        self.held.present.files.contains_key(name) || self.held.present.odd.contains(name)
    }

    fn count(&mut self) -> Result<(), Message> {
        self.count += 1;
        if self.count > MOST { Err(Message::new("verify-cause--bomb")) } else { Ok(()) }
    }
}

/// Why a member could not be read.
pub(super) fn told(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::QuotaExceeded => Message::new("verify-cause--bomb"),
        _ => Message::new("verify-cause").arg("cause", error.to_string()),
    }
}
