//! The pieces of inline content: text, code, line ends, links, and runs of delimiters.
//!
//! pulldown-cmark decides about code, links, images and raw HTML, which bind more tightly than emphasis. Its emphasis is
//! undone into runs of delimiters, so that [`emphasis`](super::emphasis) can pair them anew.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::emphasis::{Run, Unit};

/// Where a link leads or what an image shows.
pub(super) struct Target<'a> {
    /// Whether it is an image.
    pub(super) image: bool,
    /// Address as written, entities and escapes undone.
    pub(super) url: Cow<'a, str>,
    /// Title; empty for none.
    pub(super) title: Cow<'a, str>,
}

/// A piece of inline content.
pub(super) enum Piece<'a> {
    /// Text, escapes and entities undone.
    Text(Cow<'a, str>),
    /// A code span.
    Code(Cow<'a, str>),
    /// Delimiters that may make emphasis.
    Run(Run),
    /// The end of a line of the source.
    Line,
    /// A line end that is meant to be shown.
    ForcedLine,
    /// A tag or comment.
    Html,
    /// A reference to a footnote.
    Note,
    /// A link or image begins.
    Begin(Box<Target<'a>>),
    /// It ends.
    End,
}

/// The pieces of a block with their places in the clean text.
pub(super) struct Pieces<'a> {
    source: &'a str,
    /// In order.
    pub(super) list: Vec<(Piece<'a>, Range<usize>)>,
    /// The runs, links and images among them, to be paired.
    pub(super) units: Vec<Unit>,
    /// Where the block's content ends.
    end: usize,
}

impl<'a> Pieces<'a> {
    /// Sorts out the events of a block.
    pub(super) fn of(source: &'a str, events: &'a [(Event<'_>, Range<usize>)]) -> Self {
        let end = events.last().map_or(0, |(_, range)| range.end);
        let mut pieces = Self { source, list: Vec::new(), units: Vec::new(), end };
        let mut literal = false;
        for (event, range) in events {
            let range = range.clone();
            match event {
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    literal = matches!(link_type, LinkType::Autolink | LinkType::Email);
                    let url: Cow<'_, str> = match link_type {
                        LinkType::Email => format!("mailto:{dest_url}").into(),
                        _ => dest_url.as_ref().into(),
                    };
                    let target = Target { image: false, url, title: title.as_ref().into() };
                    pieces.push(Piece::Begin(Box::new(target)), range);
                    pieces.units.push(Unit::Enter);
                }
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let target =
                        Target { image: true, url: dest_url.as_ref().into(), title: title.as_ref().into() };
                    pieces.push(Piece::Begin(Box::new(target)), range);
                    pieces.units.push(Unit::Enter);
                }
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    literal = false;
                    pieces.push(Piece::End, range);
                    pieces.units.push(Unit::Leave);
                }
                Event::Start(tag) => {
                    let len = pieces.delimiter_len(tag.to_end(), &range);
                    pieces.delimiters(range.start, len);
                }
                Event::End(tag) => {
                    let len = pieces.delimiter_len(*tag, &range);
                    pieces.delimiters(range.end.saturating_sub(len), len);
                }
                Event::Text(text) if literal || text.as_ref() != slice(source, &range) => {
                    pieces.push(Piece::Text(text.as_ref().into()), range);
                }
                Event::Text(_) => pieces.text(range),
                Event::Code(text) => pieces.push(Piece::Code(text.as_ref().into()), range),
                Event::SoftBreak => pieces.push(Piece::Line, range),
                Event::HardBreak => pieces.push(Piece::ForcedLine, range),
                Event::InlineHtml(_) => pieces.push(Piece::Html, range),
                Event::FootnoteReference(_) => pieces.push(Piece::Note, range),
                // Not switched on, or not inline.
                Event::Html(_)
                | Event::Rule
                | Event::TaskListMarker(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_) => {}
            }
        }
        pieces
    }

    fn push(&mut self, piece: Piece<'a>, range: Range<usize>) {
        self.list.push((piece, range));
    }

    /// Text as it stands in the source: the runs in it are those that pulldown-cmark left as they are.
    fn text(&mut self, range: Range<usize>) {
        let bytes = self.source.as_bytes();
        let is_delimiter = |at: usize| matches!(bytes[at], b'*' | b'_' | b'~');
        let (mut begin, mut at) = (range.start, range.start);
        if at < range.end && is_delimiter(at) {
            let backslashes = bytes[..at].iter().rev().take_while(|&&byte| byte == b'\\').count();
            at += backslashes % 2;
        }
        while at < range.end {
            if !is_delimiter(at) {
                at += 1;
                continue;
            }
            let len = bytes[at..range.end].iter().take_while(|&&byte| byte == bytes[at]).count();
            self.plain(begin..at);
            self.delimiters(at, len);
            at += len;
            begin = at;
        }
        self.plain(begin..range.end);
    }

    fn plain(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.push(Piece::Text(slice(self.source, &range).into()), range);
        }
    }

    fn delimiter_len(&self, tag: TagEnd, range: &Range<usize>) -> usize {
        match tag {
            TagEnd::Strong => 2,
            TagEnd::Strikethrough if slice(self.source, range).starts_with("~~") => 2,
            _ => 1,
        }
    }

    /// Adds delimiters, to the run before them if they continue it.
    fn delimiters(&mut self, start: usize, len: usize) {
        let end = start + len;
        let delimiter = self.source.as_bytes()[start];
        let after =
            if end < self.end { self.source.get(end..).and_then(|rest| rest.chars().next()) } else { None };
        if let (Some((Piece::Run(run), range)), Some(Unit::Run(unit))) =
            (self.list.last_mut(), self.units.last_mut())
            && range.end == start
            && run.delimiter == delimiter
        {
            range.end = end;
            (run.len, run.after) = (run.len + len, after);
            *unit = *run;
            return;
        }
        let before = match self.list.last() {
            None | Some((Piece::Line | Piece::ForcedLine, _)) => None,
            _ => self.source.get(..start).and_then(|text| text.chars().next_back()),
        };
        let run = Run { delimiter, len, before, after };
        self.units.push(Unit::Run(run));
        self.push(Piece::Run(run), start..end);
    }
}

fn slice<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(range.clone()).unwrap_or_default()
}
