//! The ledger: what was published when, and what was changed since.
//!
//! `ledger.jsonl` in the root of a site has a line of JSON for every event: a report was published, changed, withdrawn, or
//! published again. Only `gongkai deploy` writes it, and only at its end. A line carries the digest of the line before and its
//! own, so that none can be changed, taken out or put in unnoticed; that lines at the end are cut off shows on the servers,
//! whose manifests say how far the ledger had grown.
//!
//! The dates that the portal shows are those of the ledger, and the first one never moves. What the figures were is in it too:
//! a figure that is another now is found, and its correction says what it was.

mod line;
mod read;

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

pub use line::{Event, Line, sha256};
pub use read::read;

use crate::text::Hashed;

/// Name of the ledger, in the root of a site.
pub const LEDGER: &str = "ledger.jsonl";

/// What stands for the digest of the line before the first one.
pub const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The figures of a report: `table.row` with its cells in the order of the columns, a blank between two; `~` is a cell without a
/// number.
pub type Figures = BTreeMap<String, String>;

/// What all lines of a ledger together say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The reports that were ever published, by year and agency.
    pub records: BTreeMap<(i32, String), Hashed<Record>>,
    /// The digest in each line.
    pub digests: Vec<String>,
    /// When the last line was written, by the clock of China; none where there is no line.
    pub last: Option<DateTime>,
}

/// What the ledger says of a report.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Record {
    /// The day on which it was first published.
    pub published: Date,
    /// The day on which that was entered: a later one where it had been published elsewhere before.
    pub entered: Date,
    /// The line that says so, from 1.
    pub line: usize,
    /// The day of the newest line about it.
    pub latest: Date,
    /// The figures as they were published last.
    pub figures: Figures,
    /// SHA-256 of its text as it was published last.
    pub text_sha256: String,
    /// The digest of each correction that it had then.
    pub corrections: Vec<String>,
    /// Every change of figures, oldest first.
    pub changes: Vec<Change>,
    /// Whether it is no longer published.
    pub is_withdrawn: bool,
}

/// What is known of a report.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    /// The record.
    pub record: &'a Hashed<Record>,
    /// Year and agency under which it was entered, where that is not what they are today.
    pub before: Option<(i32, String)>,
}

/// A change of figures after publication.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    /// How many corrections the report had with it.
    pub corrections: usize,
    /// The rows that changed: their name, what they were, what they became.
    pub rows: Vec<(String, String, String)>,
}

/// What stands for a cell without a number.
pub const BLANK: &str = "~";

/// The rows that have other cells in the newer figures. A row that either does not have is there with blank cells: that a
/// figure is gone is a change, that a blank one is there or not is none.
pub fn changed_rows(older: &Figures, newer: &Figures) -> Vec<(String, String, String)> {
    let gone = older.iter().filter(|(row, _)| !newer.contains_key(*row));
    let gone = gone.map(|(row, cells)| (row.clone(), cells.clone(), blank(cells)));
    changed_among(older, newer).into_iter().chain(gone.filter(|(_, was, is)| was != is)).collect()
}

/// The same for the rows of the newer figures alone, the others being as they were.
fn changed_among(older: &Figures, newer: &Figures) -> Vec<(String, String, String)> {
    let rows = newer.iter().map(|(row, is)| {
        let was = older.get(row).cloned().unwrap_or_else(|| blank(is));
        (row.clone(), was, is.clone())
    });
    rows.filter(|(_, was, is)| was != is).collect()
}

/// As many blank cells.
fn blank(cells: &str) -> String {
    cells.split(' ').map(|_| BLANK).collect::<Vec<_>>().join(" ")
}

impl Ledger {
    /// The ledger of a text, however it came about; none where something is wrong with it.
    pub fn of(text: &str) -> Option<Self> {
        let (ledger, finding) = read(&crate::text::Source::new(LEDGER, text));
        finding.is_none().then_some(ledger)
    }

    /// What is known of a report under its own name, or else under one that its agency had before, with that name.
    pub fn record_of<'a>(
        &self,
        key: &(i32, String),
        before: impl IntoIterator<Item = &'a String>,
    ) -> Option<Known<'_>> {
        if let Some(record) = self.records.get(key) {
            return Some(Known { record, before: None });
        }
        before.into_iter().find_map(|slug| {
            let older = (key.0, slug.clone());
            Some(Known { record: self.records.get(&older)?, before: Some(older) })
        })
    }

    /// Whether the ledger once had so many lines, the last of them with this digest.
    pub fn had(&self, lines: usize, digest: &str) -> bool {
        match lines {
            0 => digest == BEGINNING,
            lines => self.digests.get(lines - 1).is_some_and(|own| own == digest),
        }
    }

    /// Whether it has so many lines now, the last of them with this digest.
    pub fn ends_at(&self, lines: usize, digest: &str) -> bool {
        self.digests.len() == lines && self.digest() == digest
    }

    /// The digest in its last line.
    pub fn digest(&self) -> &str {
        self.digests.last().map_or(BEGINNING, String::as_str)
    }
}
