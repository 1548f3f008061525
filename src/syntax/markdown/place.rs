//! Where the characters of a section's plain text stand in the file.
//!
//! Plain text leaves out markup, joins lines and undoes escapes, so its bytes are not those of the file. Rules that read
//! it find their way back through the runs kept here.

use std::ops::Range;

use crate::text::Span;

/// A stretch of plain text that was written in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its first byte in the plain text.
    pub at: usize,
    /// How many bytes of plain text it has.
    pub len: usize,
    /// Where it stands in the file; of the same length unless an escape or an entity was undone.
    pub span: Span,
}

/// The runs of a plain text in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextPlaces {
    /// In the order of the text. What lies between two runs stands nowhere: line ends, joins.
    pub runs: Vec<Run>,
}

impl TextPlaces {
    /// Where a range of the plain text stands; none if none of it stands anywhere.
    pub fn span(&self, range: &Range<usize>) -> Option<Span> {
        let last_byte = range.end.saturating_sub(1).max(range.start);
        let first = self.runs.iter().find(|run| run.at + run.len > range.start)?;
        let last = self.runs.iter().rev().find(|run| run.at <= last_byte)?;
        if first.at > last_byte && first.at != last.at {
            return None;
        }
        let exact = |run: &Run| run.len == run.span.end - run.span.start;
        let start = if exact(first) {
            first.span.start + range.start.saturating_sub(first.at)
        } else {
            first.span.start
        };
        let end = if exact(last) {
            (last.span.start + range.end.saturating_sub(last.at)).min(last.span.end)
        } else {
            last.span.end
        };
        Some(Span::new(start, end))
    }

    /// Adds the runs of a text that follows `at` bytes of this one.
    pub(super) fn extend(&mut self, runs: &[Run], at: usize) {
        self.runs.extend(runs.iter().map(|run| Run { at: run.at + at, ..*run }));
    }

    /// Drops the first `len` bytes of the text: runs move to the front.
    pub(super) fn without_first(runs: &[Run], len: usize) -> Vec<Run> {
        runs.iter().filter(|run| run.at >= len).map(|run| Run { at: run.at - len, ..*run }).collect()
    }
}
