//! The text of a report as rules read it: chapters of plain text, and the way back from it to the file.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use crate::finding::Place;
use crate::prose::{Sentence, excerpt, sentences};
use crate::report::{Marks, Report};
use crate::syntax::markdown::{Section, SectionPlaces};
use crate::text::{Span, masked};

/// Which stretch of a report a chapter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// What stands before the first part.
    Opening,
    /// The part of the form with this index.
    Part(usize),
    /// A section that is none of the form's parts.
    Other,
}

/// A section of a report's text with its places.
pub struct Chapter<'a> {
    /// Which one.
    pub which: Which,
    /// Its plain text: a line for each block.
    pub text: &'a str,
    section: &'a Section,
    places: &'a SectionPlaces,
    path: &'a Arc<str>,
    /// Its sentences, read once for all rules.
    sentences: OnceCell<Vec<Sentence<'a>>>,
}

/// One block of a chapter: a paragraph, list item, table row or sub-heading.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Its text, without the line end.
    pub text: &'a str,
    /// Its bytes in the text of the chapter.
    pub range: Range<usize>,
    /// Its level where it is a sub-heading (3 to 6).
    pub heading: Option<u8>,
}

impl Line<'_> {
    /// Whether it ends in the middle of a sentence.
    pub fn is_broken(&self) -> bool {
        const ENDS: &str = "。；：！？…”’）》」』】.;:!?)";
        self.text.trim_end().chars().next_back().is_some_and(|last| !ENDS.contains(last))
    }
}

impl<'a> Chapter<'a> {
    /// All chapters of a report in the order of the form: opening, parts, others.
    pub(super) fn all(report: &'a Report, marks: &'a Marks) -> Vec<Self> {
        let narrative = &report.narrative;
        let chapter = |which, section: &'a Section, index: Option<usize>| {
            let places = marks.text.sections.get(index?)?;
            Some(Self {
                which,
                text: &section.text,
                section,
                places,
                path: &marks.path,
                sentences: OnceCell::new(),
            })
        };
        let opening = narrative.opening.as_ref();
        let opening = opening.and_then(|section| chapter(Which::Opening, section, marks.sections.opening));
        let parts = narrative.parts.iter().zip(&marks.sections.parts).enumerate();
        let parts =
            parts.filter_map(|(part, (section, at))| chapter(Which::Part(part), section.as_ref()?, *at));
        let others = narrative.others.iter().zip(&marks.sections.others);
        let others = others.filter_map(|(section, at)| chapter(Which::Other, section, Some(*at)));
        opening.into_iter().chain(parts).chain(others).collect()
    }

    /// Where a range of the text stands in the file.
    pub fn place(&self, range: &Range<usize>) -> Place {
        Place::new(self.path, self.places.text.span(range).unwrap_or(self.places.body))
    }

    /// Where a range of the text stands, if it is written there in exactly these characters: what a fix may replace.
    pub fn exact(&self, range: &Range<usize>) -> Option<Place> {
        self.places.text.exact(range).map(|span| Place::new(self.path, span))
    }

    /// What stands below the heading as HTML, a line for each block: it shows what is bold and what is a paragraph.
    pub fn html(&self) -> &'a str {
        &self.section.html
    }

    /// Where the heading stands; the body where there is none.
    pub fn head(&self) -> Place {
        let body = Span::new(self.places.body.start, self.places.body.start);
        Place::new(self.path, self.places.heading.unwrap_or(body))
    }

    /// The blocks in order.
    pub fn lines(&self) -> Vec<Line<'a>> {
        let mut headings = self.section.headings.iter().peekable();
        let mut at = 0;
        let line = |text: &'a str| {
            let range = at..at + text.len();
            at = range.end + 1;
            let heading = headings.next_if(|heading| heading.text == text).map(|heading| heading.level);
            Line { text, range, heading }
        };
        self.text.split('\n').map(line).filter(|line| !line.text.trim().is_empty()).collect()
    }

    /// The sentences of all blocks in order, with their bytes in the text of the chapter. A paragraph that was broken in
    /// the middle of a sentence is read on in the next one.
    pub fn sentences(&self) -> &[Sentence<'a>] {
        self.sentences.get_or_init(|| self.read_sentences())
    }

    fn read_sentences(&self) -> Vec<Sentence<'a>> {
        let mut paragraphs: Vec<Range<usize>> = Vec::new();
        let mut open = false;
        for line in self.lines() {
            let goes_on = line.heading.is_none() && !line.text.contains('\t');
            match paragraphs.last_mut().filter(|_| open && goes_on) {
                Some(paragraph) => paragraph.end = line.range.end,
                None => paragraphs.push(line.range.clone()),
            }
            open = goes_on && line.is_broken();
        }
        let of = |range: &Range<usize>| {
            let text = self.text.get(range.clone()).unwrap_or_default();
            let at = range.start;
            sentences(text).into_iter().map(move |sentence| Sentence {
                range: sentence.range.start + at..sentence.range.end + at,
                ..sentence
            })
        };
        paragraphs.iter().flat_map(of).collect()
    }

    /// The words around a range, short enough to be quoted in a message: of its own sentence only, and without the
    /// digits of private numbers.
    pub fn quote(&self, range: &Range<usize>) -> String {
        const LENGTH: usize = 60;
        /// How many bytes around the range are looked at: more than are quoted.
        const AROUND: usize = 600;
        let from = self.text.floor_char_boundary(range.start.saturating_sub(AROUND));
        let to = self.text.ceil_char_boundary((range.end + AROUND).min(self.text.len()));
        // Masking keeps every byte where it is; what stands around may say what a number is.
        let near = masked(self.text.get(from..to).unwrap_or_default());
        let (start, end) = (range.start - from, (range.end - from).min(near.len()));
        let begin = near.get(..start).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1);
        let until = near.get(end..).and_then(|text| text.find('\n')).map_or(near.len(), |at| end + at);
        let lines = near.get(begin..until).unwrap_or_default();
        let (start, end) = (start - begin, end - begin);
        let Some(sentence) = sentences(lines).into_iter().find(|sentence| sentence.range.end > start) else {
            return String::new();
        };
        let start = start.saturating_sub(sentence.range.start);
        let end = end.saturating_sub(sentence.range.start).min(sentence.text.len());
        excerpt(sentence.text, &(start..end.max(start)), LENGTH)
    }
}
