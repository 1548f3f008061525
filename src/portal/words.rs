//! `content/words.tsv`: the office's list of words that reports should not use.
//!
//! In: lines of a wrong word, a tab and the right word. Out: the words, and a finding for each line that is none.

use std::collections::BTreeMap;

use crate::finding::{Finding, Place, Rule};
use crate::language::Message;
use crate::text::{Source, Span};

/// Words with what is right instead; nothing where there is no such thing.
pub type Words = BTreeMap<String, String>;

/// Reads a list of words. Empty lines and those that begin with `#` are left out.
pub fn words(source: &Source) -> (Words, Vec<Finding>) {
    let mut words = Words::new();
    let mut spans: BTreeMap<String, Span> = BTreeMap::new();
    let mut findings = Vec::new();
    for number in 1..=source.line_count() {
        let span = source.line_span(number);
        let line = crate::text::slice(&source.text, span);
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let at = |span: Span| {
            Finding::new(Rule::WORDS_LINE, Place::new(&source.path, span)).arg("line", line.trim())
        };
        let mut columns = line.split('\t').map(str::trim);
        let (wrong, right) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
        let more = columns.any(|column| !column.is_empty());
        let spaced = !line.contains('\t') && wrong.contains(char::is_whitespace);
        if wrong.is_empty() || more || spaced {
            findings.push(at(span));
        } else if wrong == right {
            findings.push(at(span).variant("same"));
        } else if let Some(first) = spans.get(wrong) {
            let first = Place::new(&source.path, *first);
            findings.push(at(span).variant("again").also(first, Some(Message::new("first-place"))));
        } else {
            words.insert(wrong.to_owned(), right.to_owned());
            spans.insert(wrong.to_owned(), span);
        }
    }
    (words, findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_words_or_findings() {
        let text =
            "# 错\t对\n帐号\t账号\n\n禁用词\n禁用二\t\n登陆 登录\n一\t二\t三\n\t对\n帐号\t账户\n同\t同\n";
        let source = Source::new("content/words.tsv", text);
        let (words, findings) = words(&source);
        let words: Vec<(&str, &str)> =
            words.iter().map(|(wrong, right)| (wrong.as_str(), right.as_str())).collect();
        assert_eq!(words, [("帐号", "账号"), ("禁用二", ""), ("禁用词", "")]);
        let lines: Vec<(usize, String)> = findings
            .iter()
            .map(|finding| (source.line_column(finding.place().span.start).0, finding.message.id.to_string()))
            .collect();
        let line = |number: usize, id: &str| (number, id.to_owned());
        assert_eq!(
            lines,
            [
                line(6, "words-line"),
                line(7, "words-line"),
                line(8, "words-line"),
                line(9, "words-line--again"),
                line(10, "words-line--same")
            ]
        );
    }
}
