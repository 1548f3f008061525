//! Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

use std::fmt::Write as _;

use super::{Finding, Level, Sources};
use crate::language::Language;

/// One command a line. `prefix` leads from the folder of the repository to the site: empty, or with a `/` at its end.
pub fn github<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    sources: &Sources,
    language: Language,
    prefix: &str,
) -> String {
    let mut out = String::new();
    for finding in findings {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let ((line, column), (end_line, end_column)) = finding.place().lines(sources);
        let path = property(&format!("{prefix}{}", finding.place().path));
        let _ = write!(out, "::{command} file={path},line={line},endLine={end_line}");
        // Columns mean something to GitHub only within one line.
        if line == end_line {
            let _ = write!(out, ",col={column},endColumn={end_column}");
        }
        let mut message = finding.message(language);
        if let Some(help) = finding.help(language) {
            message = format!("{message}\n{help}");
        }
        let _ = writeln!(out, ",title={}::{}", property(&finding.rule), data(&message));
    }
    out
}

/// A message as the commands write it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, in which the marks between properties are escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Place, Rule};
    use crate::text::{Source, Span};

    #[test]
    fn marks_of_the_commands_are_escaped() {
        let source = Source::new("content/a,b: 100%.md", "一二三\n四\n");
        let place = Place::new(&source.path, Span::new(3, 9));
        let finding = Finding::new(Rule::UNEXPECTED_FILE, place.clone());
        let other = Finding::new(Rule::RAW_HTML, Place::new(&source.path, Span::new(3, 12)));
        let other = other.arg("html", "a\r100%:,");
        let sources = [(source.path.clone(), source)].into_iter().collect();
        let text = github(&[finding, other], &sources, Language::English, "portal/");
        let lines: Vec<&str> = text.lines().collect();
        let file = "file=portal/content/a%2Cb%3A 100%25.md";
        let head = format!("::warning {file},line=1,endLine=1,col=2,endColumn=4,title=unexpected-file::");
        assert!(lines[0].starts_with(&head), "{text}");
        assert!(lines[0].contains("%0A"), "{text}");
        let head =
            format!("::warning {file},line=1,endLine=2,title=raw-html::HTML in the text: a%0D100%25:,%0A");
        assert!(lines[1].starts_with(&head), "{text}");
    }
}
