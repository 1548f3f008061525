//! Findings as text for a terminal: the message, the source lines with carets under the cells, and advice.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Kind, Origin, Renderer, Snippet};

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::{Finding, Level, Mark, Sources};
use crate::language::{Language, Message};
use crate::text::{Source, Span, masked};

/// Columns of a terminal that a source line may take; a longer one is shown around its marks only.
const WIDTH: usize = 100;

/// All findings as text, an empty line behind each.
pub fn text<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    sources: &Sources,
    language: Language,
    style: Style,
) -> String {
    let renderer = renderer(style);
    let findings: Vec<&Finding> = findings.into_iter().collect();
    let sources = printable(&findings, sources);
    findings.into_iter().map(|finding| one(finding, &sources, language, &renderer) + "\n\n").collect()
}

/// The source lines of a finding with marks under what is meant, as they stand in its text; nothing where there are none.
pub fn excerpt(finding: &Finding, sources: &Sources, language: Language) -> String {
    let sources = printable(&[finding], sources);
    let group = marked(Group::with_level(kind(finding.level)), finding, &sources, language);
    let text = renderer(Style::Plain).render(&[group]);
    // The first line is its place, the next the upper frame.
    let lines = text.lines().skip(1).skip_while(|line| line.trim() == "|");
    lines.collect::<Vec<_>>().join("\n")
}

fn renderer(style: Style) -> Renderer {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH)
}

fn kind(level: Level) -> Kind<'static> {
    match level {
        Level::Error => Kind::ERROR,
        Level::Warning => Kind::WARNING,
        Level::Note => Kind::NOTE,
    }
}

/// The sources that findings point into, without the digits of private numbers: what is printed is copied and kept, so
/// what must not be published is not printed either.
fn printable(findings: &[&Finding], sources: &Sources) -> Sources {
    let mut shown = Sources::new();
    for path in findings.iter().flat_map(|finding| &finding.marks).map(|mark| &mark.place.path) {
        let Some(source) = sources.get(path).filter(|_| !shown.contains_key(path)) else { continue };
        let source = match masked(&source.text) {
            Cow::Borrowed(_) => source.clone(),
            Cow::Owned(text) => Source::new(Arc::clone(path), text),
        };
        shown.insert(Arc::clone(path), source);
    }
    shown
}

/// Whether text carries ANSI colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Characters only.
    Plain,
    /// With ANSI escape codes.
    Coloured,
}

fn one(finding: &Finding, sources: &Sources, language: Language, renderer: &Renderer) -> String {
    let mut title = finding.message(language);
    if let Some(reason) = &finding.accepted {
        title += &language.say(&Message::new("accepted-because").arg("reason", reason.as_str()));
    }
    let title = kind(finding.level).primary_title(masked(&title).into_owned()).id(finding.rule.as_str());
    let group = marked(Group::with_title(title), finding, sources, language);
    let help = finding.help(language);
    let group: Group<'_> = match &help {
        Some(help) => group.element(Kind::HELP.message(help.as_str())),
        None => group,
    };
    renderer.render(&[group])
}

/// A group with the source lines of a finding.
fn marked<'a>(
    mut group: Group<'a>,
    finding: &'a Finding,
    sources: &'a Sources,
    language: Language,
) -> Group<'a> {
    let mut files: Vec<(&Arc<str>, Vec<&Mark>)> = Vec::new();
    for mark in &finding.marks {
        match files.iter_mut().find(|(path, _)| **path == mark.place.path) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((&mark.place.path, vec![mark])),
        }
    }
    for (number, (path, marks)) in files.into_iter().enumerate() {
        group = match sources.get(path).filter(|source| !source.text.is_empty()) {
            Some(source) => {
                let near = near(source, &marks).into_iter().enumerate();
                near.fold(group, |group, (at, marks)| {
                    group.element(snippet(source, &marks, number == 0 && at == 0, language))
                })
            }
            None => group.element(Origin::path(path.to_string())),
        };
    }
    group
}

/// The marks of one file, those apart that stand far from the first in the same long line: each is shown by itself.
fn near<'a>(source: &Source, marks: &[&'a Mark]) -> Vec<Vec<&'a Mark>> {
    let mut near: Vec<Vec<&Mark>> = Vec::new();
    for mark in marks {
        let (line, column) = source.line_column(mark.place.span.start);
        let is_near = |others: &Vec<&Mark>| {
            others.iter().all(|other| {
                let (other_line, other_column) = source.line_column(other.place.span.start);
                line != other_line || column.abs_diff(other_column) * 2 <= WIDTH / 2
            })
        };
        match near.iter_mut().find(|others| is_near(others)) {
            Some(others) => others.push(mark),
            None => near.push(vec![mark]),
        }
    }
    near
}

/// A span that is wider than a line may be, cut down to its first words.
fn shortened(source: &Source, span: Span) -> Span {
    let text = crate::text::slice(&source.text, span);
    if text.contains('\n') || text.width() <= WIDTH {
        return span;
    }
    let mut left = WIDTH / 2;
    let words = text.chars().take_while(|c| {
        let fits = left.checked_sub(c.width().unwrap_or(0));
        left = fits.unwrap_or(0);
        fits.is_some()
    });
    Span::new(span.start, span.start + words.map(char::len_utf8).sum::<usize>())
}

/// The lines that the marks touch, as one snippet; the whole text is not handed on, so large files stay cheap.
fn snippet<'a>(
    source: &'a Source,
    marks: &[&Mark],
    first_file: bool,
    language: Language,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let line = |byte| source.line_column(byte).0;
    let first = marks.iter().map(|mark| line(mark.place.span.start)).min().unwrap_or(1);
    let last = marks.iter().map(|mark| line(mark.place.span.end)).max().unwrap_or(first);
    let window = Span::new(source.line_span(first).start, source.line_span(last).end);
    let local = |span: Span| -> Range<usize> {
        let clamp = |byte: usize| byte.clamp(window.start, window.end) - window.start;
        clamp(span.start)..clamp(span.end)
    };
    let annotations = marks.iter().enumerate().map(|(number, mark)| {
        let primary = first_file && number == 0;
        let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let label = mark.label.as_ref().map(|label| language.say(label));
        kind.span(local(shortened(source, mark.place.span))).label(label)
    });
    Snippet::source(crate::text::slice(&source.text, window))
        .line_start(first)
        .path(source.path.to_string())
        .annotations(annotations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Place, Rule};

    /// The text of a finding with the given marks in one paragraph of 600 characters.
    fn shown(marks: &[(usize, usize)]) -> String {
        let source = Source::new("a.md", "公开工作".repeat(150) + "\n");
        let place = |(start, end): (usize, usize)| Place::new(&source.path, Span::new(start * 3, end * 3));
        let mut finding = Finding::new(Rule::RAW_HTML, place(marks[0])).arg("html", "");
        for mark in &marks[1..] {
            finding = finding.also(place(*mark), None);
        }
        let sources = [(source.path.clone(), source.clone())].into_iter().collect();
        text(&[finding], &sources, Language::English, Style::Plain)
    }

    fn widest(text: &str) -> usize {
        text.lines()
            .map(|line| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum())
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn marks_far_apart_in_one_line_are_shown_by_themselves() {
        let far = shown(&[(10, 12), (500, 502)]);
        assert_eq!(far.matches(" | ").count(), 2 * 2, "{far}");
        assert!(far.contains("--> a.md:1:11") && far.contains("::: a.md:1:501"), "{far}");
        assert!(widest(&far) < 120, "{far}");
        let near = shown(&[(10, 12), (20, 22)]);
        assert_eq!(near.matches("a.md:").count(), 1, "{near}");
    }

    #[test]
    fn a_mark_of_a_whole_paragraph_is_cut() {
        let whole = shown(&[(0, 600)]);
        assert!(widest(&whole) < 120, "{whole}");
    }
}
