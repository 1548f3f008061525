//! Blocks: sections, paragraphs, lists, quotations, code, from the events of pulldown-cmark.

use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::clean::Clean;
use super::escape::escape;
use super::footnote::Footnotes;
use super::heading::{Heading, Outline, starts_section};
use super::inline::{Inline, excerpt, is_inline, render};
use super::table::table;
use super::{Markdown, Places, Run, Section, SectionPlaces, TextPlaces};
use crate::finding::{Finding, Rule};

/// How many lists, quotations and notes may stand in each other.
pub(super) const MAX_DEPTH: usize = 32;

/// What all blocks of a text say, and where.
pub(super) struct Blocks {
    pub(super) markdown: Markdown,
    pub(super) places: Places,
    pub(super) findings: Vec<Finding>,
}

type Events<'a> = [(Event<'a>, Range<usize>)];

/// Reads the events of a whole text.
pub(super) fn read(source: &Clean<'_>, events: &Events<'_>) -> Blocks {
    let notes = Footnotes::of(events);
    let mut reader = Reader {
        source,
        notes: &notes,
        blocks: Blocks { markdown: Markdown::default(), places: Places::default(), findings: Vec::new() },
        section: Section::default(),
        places: SectionPlaces::default(),
        body: 0,
        number: 0,
        outline: Outline::default(),
        depth: 0,
        too_deep: false,
        in_paragraph: false,
    };
    let mut at = 0;
    while at < events.len() {
        at += reader.block(events.get(at..).unwrap_or_default());
    }
    reader.end_section(source.text.len());
    reader.blocks
}

struct Reader<'a> {
    source: &'a Clean<'a>,
    notes: &'a Footnotes,
    blocks: Blocks,
    section: Section,
    places: SectionPlaces,
    /// Where the body of the section begins.
    body: usize,
    /// How many sections with a heading have begun.
    number: usize,
    outline: Outline,
    /// How many containers are open.
    depth: usize,
    /// Whether there have ever been too many.
    too_deep: bool,
    in_paragraph: bool,
}

impl Reader<'_> {
    /// Reads what the first event begins; returns how many events that took, at least one.
    fn block(&mut self, events: &Events<'_>) -> usize {
        let Some((event, range)) = events.first() else { return 1 };
        if is_inline(event) {
            let run = leading(events, is_inline);
            self.text(run);
            return run.len();
        }
        let rest = events.get(1..).unwrap_or_default();
        match event {
            Event::Start(Tag::Paragraph) => self.in_paragraph = true,
            Event::End(TagEnd::Paragraph) => self.in_paragraph = false,
            Event::Start(Tag::Heading { level, .. }) => {
                let run = leading(rest, is_inline);
                self.heading(*level, range, run);
                return run.len() + 2;
            }
            Event::Start(Tag::Table(alignments)) => {
                let inside = leading(rest, |event| *event != Event::End(TagEnd::Table));
                let table = table(self.source, self.notes, alignments, inside);
                self.fresh_line();
                self.add(table);
                return inside.len() + 2;
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let inside = leading(rest, |event| *event != Event::End(TagEnd::CodeBlock));
                self.code(kind, inside);
                return inside.len() + 2;
            }
            Event::Start(Tag::HtmlBlock) => {
                let inside = leading(rest, |event| *event != Event::End(TagEnd::HtmlBlock));
                let range = self.trimmed(range);
                let html = excerpt(self.source.slice(&range));
                let place = self.source.place(&range);
                self.blocks.findings.push(Finding::new(Rule::RAW_HTML, place).arg("html", html));
                return inside.len() + 2;
            }
            Event::Start(tag) => self.begin(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Rule => {
                self.fresh_line();
                self.section.html.push_str("<hr>\n");
            }
            _ => {}
        }
        1
    }

    /// Text of a paragraph, or of a list item without paragraphs.
    fn text(&mut self, run: &Events<'_>) {
        let mut inline = render(self.source, self.notes, run);
        if self.in_paragraph || self.depth > MAX_DEPTH {
            self.fresh_line();
            if !inline.html.is_empty() {
                inline.html = format!("<p>{}</p>\n", inline.html);
            }
        }
        self.add(inline);
    }

    /// Adds a rendered block; its text becomes one or more lines.
    fn add(&mut self, inline: Inline) {
        self.section.html.push_str(&inline.html);
        let text = inline.text.trim_matches('\n');
        if !text.is_empty() {
            let cut = inline.text.len() - inline.text.trim_start_matches('\n').len();
            let runs = TextPlaces::without_first(&inline.runs, cut);
            self.places.text.extend(&runs, self.section.text.len());
            self.section.text.extend([text, "\n"]);
        }
        self.blocks.findings.extend(inline.findings);
    }

    fn heading(&mut self, level: HeadingLevel, range: &Range<usize>, run: &Events<'_>) {
        let inline = render(self.source, self.notes, run);
        let text = inline.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let range = self.trimmed(range);
        let span = self.source.span(&range);
        if self.depth == 0 && starts_section(level) {
            self.end_section(range.start);
            self.number += 1;
            self.section.heading = Some(Heading { level: 2, text, id: format!("s{}", self.number), at: 0 });
            self.places.heading = Some(span);
            self.body = range.end;
            self.blocks.findings.extend(inline.findings);
            return;
        }
        let level = self.outline.next(level);
        let part = self.section.heading.as_ref().map_or("s0", |heading| &heading.id);
        let id = format!("{part}-{}", self.section.headings.len() + 1);
        let html = format!("<h{level} id=\"{id}\">{}</h{level}>\n", inline.html);
        self.fresh_line();
        let at = self.section.text.len();
        // The same characters stand at the same bytes; a heading with odd blanks is one run.
        let runs = if inline.text == text { inline.runs } else { vec![Run { at: 0, len: text.len(), span }] };
        self.add(Inline { html, text: text.clone(), runs, findings: inline.findings });
        self.section.headings.push(Heading { level, text, id, at });
        self.places.headings.push(span);
    }

    /// Ends the section at a byte and begins the next.
    fn end_section(&mut self, end: usize) {
        let mut section = std::mem::take(&mut self.section);
        let mut places = std::mem::take(&mut self.places);
        self.outline = Outline::default();
        section.text.truncate(section.text.trim_end_matches('\n').len());
        places.body = self.source.span(&self.trimmed(&(self.body..end)));
        if section.heading.is_some() || !section.html.is_empty() {
            self.blocks.markdown.sections.push(section);
            self.blocks.places.sections.push(places);
        }
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>, inside: &Events<'_>) {
        let code: String = inside
            .iter()
            .filter_map(|(event, _)| if let Event::Text(text) = event { Some(text.as_ref()) } else { None })
            .collect();
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let named =
            !language.is_empty() && language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let class = if named { format!(" class=\"language-{language}\"") } else { String::new() };
        self.fresh_line();
        let html = format!("<pre><code{class}>{}</code></pre>\n", escape(&code));
        self.add(Inline { html, text: code, ..Inline::default() });
    }

    fn begin(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        if !matches!(tag, Tag::Item) {
            self.depth += 1;
        }
        if self.depth > MAX_DEPTH {
            if !self.too_deep {
                let finding =
                    Finding::new(Rule::MARKDOWN_TOO_DEEP, self.source.place(&self.first_line(range)));
                self.blocks.findings.push(finding.arg("limit", MAX_DEPTH));
            }
            self.too_deep = true;
            return;
        }
        self.fresh_line();
        let html = &mut self.section.html;
        match tag {
            Tag::BlockQuote(_) => html.push_str("<blockquote>\n"),
            Tag::List(None) => html.push_str("<ul>\n"),
            Tag::List(Some(1)) => html.push_str("<ol>\n"),
            Tag::List(Some(start)) => {
                writeln!(html, "<ol start=\"{start}\">").expect("a String takes everything");
            }
            Tag::Item => html.push_str("<li>"),
            Tag::FootnoteDefinition(_) => {
                let Some(note) = self.notes.note(range.start) else {
                    html.push_str("<div class=\"footnote\">\n");
                    return;
                };
                let number = note.number;
                let id = if note.again { String::new() } else { format!(" id=\"fn-{number}\"") };
                let label = if note.referred {
                    format!("<a href=\"#fnref-{number}\">{number}</a>")
                } else {
                    number.to_string()
                };
                writeln!(html, "<div class=\"footnote\"{id}><sup>{label}</sup>")
                    .expect("a String takes everything");
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if self.depth <= MAX_DEPTH {
            if tag != TagEnd::Item {
                self.fresh_line();
            }
            self.section.html.push_str(match tag {
                TagEnd::BlockQuote(_) => "</blockquote>\n",
                TagEnd::List(false) => "</ul>\n",
                TagEnd::List(true) => "</ol>\n",
                TagEnd::Item => "</li>\n",
                TagEnd::FootnoteDefinition => "</div>\n",
                _ => "",
            });
        }
        if tag != TagEnd::Item {
            self.depth -= 1;
        }
    }

    /// Lets the next tag stand on a line of its own.
    fn fresh_line(&mut self) {
        if !self.section.html.is_empty() && !self.section.html.ends_with('\n') {
            self.section.html.push('\n');
        }
    }

    /// A range without blanks and line ends around.
    fn trimmed(&self, range: &Range<usize>) -> Range<usize> {
        let text = self.source.slice(range);
        let start = range.start + text.len() - text.trim_start().len();
        start..start + text.trim().len()
    }

    /// The first line of a range.
    fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        let text = self.source.slice(range);
        range.start..range.start + text.lines().next().unwrap_or_default().len()
    }
}

/// The first events, as long as they are of a kind.
fn leading<'a, 'e>(events: &'a Events<'e>, is: impl Fn(&Event<'e>) -> bool) -> &'a Events<'e> {
    let len = events.iter().take_while(|(event, _)| is(event)).count();
    events.get(..len).unwrap_or_default()
}
