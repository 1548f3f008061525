//! Headings: which begin a section, and the level at which the others are shown.

use pulldown_cmark::HeadingLevel;

/// A heading as shown. Its place stands in [`SectionPlaces`](super::SectionPlaces).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 2 for the heading of a section, 3 to 6 inside it.
    pub level: u8,
    /// Plain text on one line.
    pub text: String,
    /// Anchor: `s1` for the first section with a heading, `s1-2` for the second sub-heading in it; `s0-1` for one
    /// before the first section. It depends on the order of the headings alone, not on their words.
    pub id: String,
    /// Where it stands in [`Section::text`](super::Section::text), in bytes; 0 for the heading of a section.
    pub at: usize,
}

/// Whether a heading of this level, outside of lists and quotations, begins a section.
pub(super) fn starts_section(level: HeadingLevel) -> bool {
    level <= HeadingLevel::H2
}

/// The headings above in a section, from which follows the level at which the next one is shown.
///
/// The page has the only h1, sections have h2; below them no level is left out, however the text counts.
#[derive(Default)]
pub(super) struct Outline {
    above: Vec<HeadingLevel>,
}

impl Outline {
    /// The level (3 to 6) of a sub-heading written at `level`.
    pub(super) fn next(&mut self, level: HeadingLevel) -> u8 {
        while self.above.last().is_some_and(|above| *above >= level) {
            self.above.pop();
        }
        self.above.push(level);
        u8::try_from(self.above.len() + 2).map_or(6, |level| level.min(6))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_level_is_left_out() {
        use HeadingLevel::{H2, H3, H4, H5, H6};
        let mut outline = Outline::default();
        let shown: Vec<u8> = [H4, H6, H5, H3, H4, H5, H6, H2].map(|level| outline.next(level)).into();
        assert_eq!(shown, [3, 4, 4, 3, 4, 5, 6, 3]);
    }
}
