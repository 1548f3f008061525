//! The inline content of one block (a paragraph, a heading, a table cell) as HTML and as plain text.
//!
//! In: the events of the block. Out: HTML, text, findings. Decides what is shown of links, images and raw HTML.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::Run as Place;
use super::address::{Address, address};
use super::character::{breaks_as_space, is_invisible};
use super::clean::{Clean, invisible};
use super::emphasis::{Paired, Run, pair};
use super::escape::escape;
use super::footnote::Footnotes;
use super::piece::{Piece, Pieces};
use crate::finding::{Finding, Rule};

/// What inline content says.
#[derive(Default)]
pub(super) struct Inline {
    /// HTML.
    pub(super) html: String,
    /// What a reader sees of it, with `\n` for a forced line end.
    pub(super) text: String,
    /// Where the text stands.
    pub(super) runs: Vec<Place>,
    /// What is wrong with it.
    pub(super) findings: Vec<Finding>,
}

/// Whether an event belongs to inline content.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_inline_end(tag.to_end()),
        Event::End(tag) => is_inline_end(*tag),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

fn is_inline_end(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(tag, Emphasis | Strong | Strikethrough | Link | Image)
}

/// Renders the events of one block.
pub(super) fn render(source: &Clean<'_>, notes: &Footnotes, events: &[(Event<'_>, Range<usize>)]) -> Inline {
    let pieces = Pieces::of(&source.text, events);
    let mut writer = Writer { source, notes, out: Inline::default(), ends: Vec::new(), image: None };
    let paired = pair(&pieces.units);
    let mut runs = paired.iter();
    for (at, (piece, range)) in pieces.list.iter().enumerate() {
        match piece {
            Piece::Text(text) => writer.text(text, range),
            Piece::Code(text) => {
                writer.tag("<code>");
                writer.text(text, range);
                writer.tag("</code>");
            }
            Piece::Run(run) => writer.run(*run, runs.next().expect("one for each run"), range),
            Piece::Line => {
                let before = writer.out.text.chars().next_back();
                let after = following(pieces.list.get(at + 1..).unwrap_or_default(), runs.as_slice());
                if let (Some(before), Some(after)) = (before, after)
                    && breaks_as_space(before, after)
                {
                    writer.push(" ", "\n");
                }
            }
            Piece::ForcedLine => writer.push("\n", "<br>\n"),
            Piece::Html => {
                writer.finding(Rule::RAW_HTML, range, ("html", excerpt(source.slice(range))));
            }
            Piece::Note => writer.note(range),
            Piece::Begin(target) if target.image => writer.image(&target.url, &target.title, range),
            Piece::Begin(target) => writer.link(&target.url, &target.title, range),
            Piece::End => writer.end(),
        }
    }
    writer.out
}

/// The first character that is seen of some pieces, if it stands on the same line.
fn following(pieces: &[(Piece<'_>, Range<usize>)], runs: &[Paired]) -> Option<char> {
    let mut runs = runs.iter();
    for (piece, _) in pieces {
        match piece {
            Piece::Text(text) | Piece::Code(text) if !text.is_empty() => return text.chars().next(),
            Piece::Run(run) if runs.next().is_some_and(|paired| paired.left > 0) => {
                return Some(char::from(run.delimiter));
            }
            Piece::Line | Piece::ForcedLine => return None,
            _ => {}
        }
    }
    None
}

/// The first characters of a text on one line, to be quoted in a finding.
pub(super) fn excerpt(text: &str) -> String {
    const LENGTH: usize = 40;
    let line: Vec<char> =
        text.trim().chars().map(|c| if c == '\n' { ' ' } else { c }).take(LENGTH + 1).collect();
    match line.get(..LENGTH) {
        Some(first) if line.len() > LENGTH => first.iter().chain(&['…']).collect(),
        _ => line.into_iter().collect(),
    }
}

/// An image whose alternative text is being read.
struct Image {
    src: String,
    title: String,
    alt: String,
    /// How many links and images began inside it.
    inside: usize,
}

struct Writer<'a> {
    source: &'a Clean<'a>,
    notes: &'a Footnotes,
    out: Inline,
    /// What ends the links around; nothing for those that are left out.
    ends: Vec<&'static str>,
    image: Option<Image>,
}

impl Writer<'_> {
    fn finding(&mut self, rule: Rule, range: &Range<usize>, (name, value): (&'static str, String)) {
        self.out.findings.push(Finding::new(rule, self.source.place(range)).arg(name, value));
    }

    /// Adds markup, but not within the alternative text of an image.
    fn tag(&mut self, html: &str) {
        if self.image.is_none() {
            self.out.html.push_str(html);
        }
    }

    /// Adds plain text and its HTML.
    fn push(&mut self, text: &str, html: &str) {
        self.out.text.push_str(text);
        match &mut self.image {
            Some(image) => image.alt.push_str(text),
            None => self.out.html.push_str(html),
        }
    }

    /// Adds text; an entity may have written an invisible character.
    fn text(&mut self, text: &str, range: &Range<usize>) {
        let hidden = |c: char| is_invisible(c, None) && c != '\u{200D}';
        if text.contains(hidden) {
            for c in text.chars().filter(|&c| hidden(c)) {
                self.out.findings.push(invisible(c, self.source.place(range)));
            }
            let text = text.replace(hidden, "");
            self.written(&text, range);
        } else {
            self.written(text, range);
        }
    }

    /// Adds text and notes where it is written.
    fn written(&mut self, text: &str, range: &Range<usize>) {
        let (at, len) = (self.out.text.len(), text.len());
        self.out.runs.push(Place { at, len, span: self.source.span(range) });
        self.push(text, &escape(text));
    }

    fn run(&mut self, run: Run, paired: &Paired, range: &Range<usize>) {
        for element in &paired.ends {
            self.tag(&format!("</{}>", element.tag()));
        }
        if paired.left > 0 {
            let left = char::from(run.delimiter).to_string().repeat(paired.left);
            self.push(&left, &left);
        }
        for element in paired.begins.iter().rev() {
            self.tag(&format!("<{}>", element.tag()));
        }
        if paired.left > 0 && run.looks_meant() {
            let place = self.source.place(range);
            self.out.findings.push(Finding::new(Rule::LEFTOVER_EMPHASIS, place));
        }
    }

    fn note(&mut self, range: &Range<usize>) {
        if self.image.is_none()
            && let Some((number, anchor)) = self.notes.reference(range.start)
        {
            let html = format!(
                "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{anchor}\">{number}</a></sup>"
            );
            self.tag(&html);
        }
    }

    fn link(&mut self, url: &str, title: &str, range: &Range<usize>) {
        if let Some(image) = &mut self.image {
            image.inside += 1;
            return;
        }
        let (href, rel) = match address(url) {
            Some(Address::Nowhere) => {
                self.ends.push("");
                return;
            }
            Some(Address::External(href)) => (href, " rel=\"noopener noreferrer\""),
            Some(Address::Relative(href) | Address::Contact(href)) => (href, ""),
            None => {
                self.finding(Rule::UNSAFE_LINK, range, ("url", excerpt(url)));
                self.ends.push("");
                return;
            }
        };
        self.tag(&format!("<a href=\"{}\"{}{rel}>", escape(&href), attribute("title", title)));
        self.ends.push("</a>");
    }

    fn image(&mut self, url: &str, title: &str, range: &Range<usize>) {
        let inside = self.image.as_mut().map(|image| image.inside += 1).is_some();
        match address(url) {
            _ if inside => {}
            Some(Address::Nowhere) => self.ends.push(""),
            Some(Address::Relative(src)) => {
                self.image = Some(Image { src, title: title.to_owned(), alt: String::new(), inside: 0 });
            }
            refused => {
                let external = matches!(refused, Some(Address::External(_)));
                let rule = if external { Rule::EXTERNAL_IMAGE } else { Rule::UNSAFE_LINK };
                self.finding(rule, range, ("url", excerpt(url)));
                self.ends.push("");
            }
        }
    }

    /// Ends the innermost link or image.
    fn end(&mut self) {
        match &mut self.image {
            Some(image) if image.inside > 0 => image.inside -= 1,
            Some(_) => {
                if let Some(image) = self.image.take() {
                    let (src, alt) = (escape(&image.src), escape(&image.alt.replace('\n', " ")));
                    self.tag(&format!(
                        "<img src=\"{src}\" alt=\"{alt}\"{}>",
                        attribute("title", &image.title)
                    ));
                }
            }
            None => {
                let end = self.ends.pop().unwrap_or_default();
                self.tag(end);
            }
        }
    }
}

/// ` name="value"`, or nothing for an empty value.
fn attribute(name: &str, value: &str) -> String {
    let value: String = value.chars().filter(|&c| !is_invisible(c, None)).collect();
    if value.is_empty() { value } else { format!(" {name}=\"{}\"", escape(&value)) }
}
