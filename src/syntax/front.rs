//! The front matter: where the YAML between two `---` lines stands and where the text behind it begins.

use std::sync::Arc;

use crate::finding::{Finding, Place, Rule};
use crate::text::{Source, Span};

/// The two parts of a report or page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Front {
    /// The YAML, without the `---` lines.
    pub yaml: Span,
    /// The Markdown.
    pub body: Span,
}

/// Splits a file at its `---` lines; the finding says what is missing.
pub fn split(source: &Source) -> Result<Front, Box<Finding>> {
    let path: &Arc<str> = &source.path;
    let line = |number| {
        let span = source.line_span(number);
        (span, crate::text::slice(&source.text, span))
    };
    let (first_span, first) = line(1);
    if first.trim_end() != "---" {
        let finding = Finding::new(Rule::FRONT_MATTER_MISSING, Place::new(path, first_span));
        return Err(Box::new(if source.text.trim().is_empty() {
            finding.variant("empty")
        } else if first.starts_with("+++") {
            finding.variant("toml")
        } else {
            finding
        }));
    }
    let closing = (2..=source.line_count()).find(|&number| line(number).1.trim_end() == "---");
    let Some(closing) = closing else {
        return Err(Box::new(Finding::new(Rule::FRONT_MATTER_UNCLOSED, Place::new(path, first_span))));
    };
    let end = source.text.len();
    let after = source.line_span(closing).end + 1;
    Ok(Front {
        yaml: Span::new((first_span.end + 1).min(end), source.line_span(closing).start),
        body: Span::new(after.min(end), end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Result<(String, String), String> {
        let source = Source::new("a.md", text);
        let at = |span| crate::text::slice(&source.text, span).to_owned();
        split(&source)
            .map(|front| (at(front.yaml), at(front.body)))
            .map_err(|finding| finding.message.id.into_owned())
    }

    #[test]
    fn the_yaml_stands_between_two_lines() {
        assert_eq!(parts("---\na: 1\n---\n正文\n"), Ok(("a: 1\n".to_owned(), "正文\n".to_owned())));
        assert_eq!(parts("---\na: |\n  ---\n---"), Ok(("a: |\n  ---\n".to_owned(), String::new())));
        assert_eq!(parts("---\n---\n"), Ok((String::new(), String::new())));
    }

    #[test]
    fn each_way_of_missing_it_has_its_message() {
        assert_eq!(parts("# 标题\n"), Err("front-matter-missing".to_owned()));
        assert_eq!(parts("\n \n"), Err("front-matter-missing--empty".to_owned()));
        assert_eq!(parts("++++++\na = 1\n"), Err("front-matter-missing--toml".to_owned()));
        assert_eq!(parts("---\na: 1\n...\n正文"), Err("front-matter-unclosed".to_owned()));
    }
}
