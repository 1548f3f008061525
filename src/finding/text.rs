//! Findings as text for a terminal: the message, the source lines with carets under the cells, and advice.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Kind, Origin, Renderer, Snippet};

use super::{Finding, Level, Mark, Sources};
use crate::language::{Language, Message};
use crate::text::{Source, Span, masked};

/// All findings as text, an empty line behind each; with ANSI colours where `styled` is set.
pub fn text(findings: &[Finding], sources: &Sources, language: Language, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    findings.iter().map(|finding| one(finding, sources, language, &renderer) + "\n\n").collect()
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
    let kind = match finding.level {
        Level::Error => Kind::ERROR,
        Level::Warning => Kind::WARNING,
        Level::Note => Kind::NOTE,
    };
    let mut title = finding.message(language);
    if let Some(reason) = &finding.accepted {
        title += &language.say(&Message::new("accepted-because").arg("reason", reason.as_str()));
    }
    let mut group = Group::with_title(kind.primary_title(title).id(finding.rule.as_str()));
    let mut files: Vec<(&Arc<str>, Vec<&Mark>)> = Vec::new();
    for mark in &finding.marks {
        match files.iter_mut().find(|(path, _)| **path == mark.place.path) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((&mark.place.path, vec![mark])),
        }
    }
    for (number, (path, marks)) in files.into_iter().enumerate() {
        group = match sources.get(path).filter(|source| !source.text.is_empty()) {
            Some(source) => group.element(snippet(source, &marks, number == 0, language)),
            None => group.element(Origin::path(path.to_string())),
        };
    }
    let help = finding.help(language);
    let group: Group<'_> = match &help {
        Some(help) => group.element(Kind::HELP.message(help.as_str())),
        None => group,
    };
    renderer.render(&[group])
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
        kind.span(local(mark.place.span)).label(label)
    });
    Snippet::source(shown(source, first, window))
        .line_start(first)
        .path(source.path.to_string())
        .annotations(annotations)
}

/// The lines of a window without the digits of private numbers: reports of findings are copied and kept, so what must
/// not be published is not printed either. The line before the window may say what a number in it is.
fn shown(source: &Source, first: usize, window: Span) -> Cow<'_, str> {
    let start = source.line_span(first.saturating_sub(1).max(1)).start;
    match masked(crate::text::slice(&source.text, Span::new(start, window.end))) {
        Cow::Borrowed(_) => Cow::Borrowed(crate::text::slice(&source.text, window)),
        Cow::Owned(text) => Cow::Owned(text.get(window.start - start..).unwrap_or_default().to_owned()),
    }
}
