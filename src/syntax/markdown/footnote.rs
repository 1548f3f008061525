//! Numbers of footnotes, in the order in which they are first referred to.
//!
//! Ids are `fn-1` for the note, `fnref-1` for the first reference to it, `fnref-1-2` for the second.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::heading::starts_section;

/// All footnotes of a text. References and notes are known by the byte at which they begin.
#[derive(Default)]
pub(super) struct Footnotes {
    references: BTreeMap<usize, (usize, String)>,
    notes: BTreeMap<usize, Note>,
}

/// One footnote.
#[derive(Clone, Copy)]
pub(super) struct Note {
    /// Its number, from 1.
    pub(super) number: usize,
    /// Whether some reference leads here, so that a link may lead back.
    pub(super) referred: bool,
    /// Whether another note of that name went before; only the first has the id.
    pub(super) again: bool,
}

impl Footnotes {
    /// Numbers the footnotes of a text.
    pub(super) fn of(events: &[(Event<'_>, Range<usize>)]) -> Self {
        let mut notes = Self::default();
        // Per name: number, and how many references there are.
        let mut names: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let (mut containers, mut images, mut in_heading) = (0_usize, 0_usize, false);
        for (event, range) in events {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    in_heading = containers == 0 && starts_section(*level);
                }
                Event::End(TagEnd::Heading(_)) => in_heading = false,
                Event::Start(Tag::Image { .. }) => images += 1,
                Event::End(TagEnd::Image) => images -= 1,
                Event::Start(Tag::BlockQuote(_) | Tag::Item | Tag::FootnoteDefinition(_)) => containers += 1,
                Event::End(TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition) => {
                    containers -= 1;
                }
                // What stands in the heading of a section or in the text of an image is not shown as a link.
                Event::FootnoteReference(name) if !in_heading && images == 0 => {
                    let next = names.len() + 1;
                    let (number, count) = names.entry(name.to_lowercase()).or_insert((next, 0));
                    *count += 1;
                    let anchor = match count {
                        1 => format!("fnref-{number}"),
                        _ => format!("fnref-{number}-{count}"),
                    };
                    notes.references.insert(range.start, (*number, anchor));
                }
                _ => {}
            }
        }
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (event, range) in events {
            if let Event::Start(Tag::FootnoteDefinition(name)) = event {
                let name = name.to_lowercase();
                let next = names.len() + 1;
                let (number, references) = *names.entry(name.clone()).or_insert((next, 0));
                let times = seen.entry(name).or_default();
                *times += 1;
                let note = Note { number, referred: references > 0, again: *times > 1 };
                notes.notes.insert(range.start, note);
            }
        }
        notes
    }

    /// The number and the id of the reference that begins at a byte.
    pub(super) fn reference(&self, start: usize) -> Option<(usize, &str)> {
        self.references.get(&start).map(|(number, anchor)| (*number, anchor.as_str()))
    }

    /// The note that begins at a byte.
    pub(super) fn note(&self, start: usize) -> Option<Note> {
        self.notes.get(&start).copied()
    }
}
