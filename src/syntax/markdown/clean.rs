//! Text without invisible characters, and where each of its bytes stands in the file.
//!
//! They are taken out before anything is read, so that they can neither keep a heading from being one nor hide in an
//! address; each is told in a finding.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::character::is_invisible;
use crate::finding::{Finding, Place, Rule};
use crate::text::Span;

/// A part of a file without its invisible characters.
pub(super) struct Clean<'a> {
    /// What is left.
    pub(super) text: Cow<'a, str>,
    path: &'a Arc<str>,
    /// Where the part begins in the file.
    start: usize,
    /// Bytes taken out: at which byte of `text`, and how many up to there.
    cuts: Vec<(usize, usize)>,
}

impl<'a> Clean<'a> {
    /// Takes the invisible characters out of `part`, which stands at byte `start` of the file.
    pub(super) fn new(path: &'a Arc<str>, part: &'a str, start: usize) -> (Self, Vec<Finding>) {
        let mut clean = Self { text: Cow::Borrowed(part), path, start, cuts: Vec::new() };
        let mut findings: Vec<Finding> = Vec::new();
        let (mut kept, mut removed, mut before) = (String::new(), 0, None);
        for (at, c) in part.char_indices() {
            if !is_invisible(c, before) {
                before = Some(c);
                if removed > 0 {
                    kept.push(c);
                }
                continue;
            }
            if removed == 0 {
                kept.push_str(part.split_at(at).0);
            }
            removed += c.len_utf8();
            clean.cuts.push((at + c.len_utf8() - removed, removed));
            let span = Span::new(at, at + c.len_utf8()).shifted(start);
            findings.push(invisible(c, Place::new(path, span)));
        }
        if removed > 0 {
            clean.text = Cow::Owned(kept);
        }
        (clean, findings)
    }

    /// What stands in a range of the clean text.
    pub(super) fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Where in the file a range of the clean text stands.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let removed = |cuts: usize| cuts.checked_sub(1).map_or(0, |last| self.cuts[last].1);
        let from = removed(self.cuts.partition_point(|&(at, _)| at <= range.start));
        let to = removed(self.cuts.partition_point(|&(at, _)| at < range.end));
        Span::new(range.start + from, range.end + to).shifted(self.start)
    }

    /// The same as a place.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        Place::new(self.path, self.span(range))
    }
}

/// The finding for an invisible character.
pub(super) fn invisible(c: char, place: Place) -> Finding {
    Finding::new(Rule::INVISIBLE_CHARACTER, place).arg("code", format!("U+{:04X}", u32::from(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_keeps_its_place_in_the_file() {
        let path: Arc<str> = "a.md".into();
        let part = "一\u{202E}二\u{FEFF}\u{FEFF}三";
        let (clean, findings) = Clean::new(&path, part, 100);
        assert_eq!(clean.text, "一二三");
        assert_eq!(findings.len(), 3);
        assert_eq!(clean.span(&(0..3)), Span::new(100, 103));
        assert_eq!(clean.span(&(3..6)), Span::new(106, 109));
        assert_eq!(clean.span(&(6..9)), Span::new(115, 118));
        assert_eq!(clean.span(&(0..9)), Span::new(100, 118));
    }

    #[test]
    fn joined_emoji_and_rare_han_stay_whole() {
        let path: Arc<str> = "a.md".into();
        let part = "👩‍🌾👨‍👩‍👧❤️‍🔥𠮷野\u{E123}";
        let (clean, findings) = Clean::new(&path, part, 0);
        assert_eq!((clean.text.as_ref(), findings.len()), (part, 0));
        assert_eq!(Clean::new(&path, "海\u{200D}城", 0).0.text, "海城");
    }
}
