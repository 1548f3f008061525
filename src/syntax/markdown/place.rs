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

    /// Where a range of the plain text stands in exactly these characters; none if markup, an escape or a line end is
    /// among them, so that nothing but the text can be replaced there.
    pub fn exact(&self, range: &Range<usize>) -> Option<Span> {
        let next = self.runs.partition_point(|run| run.at <= range.start);
        let run = self.runs.get(next.checked_sub(1)?)?;
        let is_inside = range.start < range.end && range.end <= run.at + run.len;
        let is_plain = run.len == run.span.end - run.span.start;
        let start = run.span.start + range.start - run.at;
        (is_inside && is_plain).then(|| Span::new(start, start + range.len()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_typed_as_it_reads_is_exact() {
        let run = |at, len, start, end| Run { at, len, span: Span::new(start, end) };
        // Two runs with markup between, and an escape of four characters that reads as one.
        let places = TextPlaces { runs: vec![run(0, 6, 10, 16), run(6, 3, 18, 21), run(9, 1, 21, 25)] };
        assert_eq!(places.exact(&(3..6)), Some(Span::new(13, 16)));
        assert_eq!(places.exact(&(6..9)), Some(Span::new(18, 21)));
        for range in [3..9, 9..10, 4..4, 20..21] {
            assert_eq!(places.exact(&range), None, "{range:?}");
        }
    }
}
