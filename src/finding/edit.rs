//! Edits: what findings would mend, put together for each file; the new text, and a diff that people can read.
//!
//! In: findings with their edits, the sources they point into. Out: the edits that are safe together, the file with
//! them made, the changed lines. It never changes a figure: an edit that would is left out, whoever proposed it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use super::{Edit, Finding, Sources};
use crate::text::{Source, Span, masked, slice};

/// The edits of one file, in the order of the text, none of which touches another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mending {
    /// The file.
    pub path: Arc<str>,
    /// What is replaced, and by what.
    pub edits: Vec<(Span, String)>,
}

/// What findings would mend beyond doubt, by file. Findings that a person has accepted stay as they are.
pub fn mendings(findings: &[Finding], sources: &Sources) -> Vec<Mending> {
    let mut of_files: BTreeMap<&Arc<str>, Vec<&Edit>> = BTreeMap::new();
    for edit in findings.iter().filter(|finding| finding.accepted.is_none()).flat_map(|finding| &finding.fix)
    {
        of_files.entry(&edit.place.path).or_default().push(edit);
    }
    let mending = |(path, edits): (&Arc<str>, Vec<&Edit>)| {
        let edits = safe(&sources.get(path)?.text, &edits);
        (!edits.is_empty()).then(|| Mending { path: Arc::clone(path), edits })
    };
    of_files.into_iter().filter_map(mending).collect()
}

/// The edits that leave every figure as it is and do not touch each other; of two that do, the first, and of two in
/// one place the one that takes away.
fn safe(text: &str, edits: &[&Edit]) -> Vec<(Span, String)> {
    let mut all: Vec<(Span, &str)> = edits
        .iter()
        .map(|edit| (with_escape(text, edit.place.span, &edit.text), edit.text.as_str()))
        .collect();
    all.sort_by_key(|(span, new)| (span.start, span.end, new.len(), *new));
    let mut kept: Vec<(Span, String)> = Vec::new();
    for (span, new) in all {
        let Some(old) = text.get(span.start..span.end) else { continue };
        let free = kept.last().is_none_or(|(last, _)| last.end <= span.start && *last != span);
        if free && old != new && !old.contains('\n') && !new.contains('\n') && digits(old) == digits(new) {
            kept.push((span, new.to_owned()));
        }
    }
    kept
}

/// A backslash before an ASCII mark says that the mark is no markup. A mark that is none by itself needs it no longer.
fn with_escape(text: &str, span: Span, new: &str) -> Span {
    let ahead = text.get(..span.start).unwrap_or_default();
    let slashes = ahead.len() - ahead.trim_end_matches('\\').len();
    let is_mark = |text: &str| text.starts_with(|c: char| c.is_ascii_punctuation());
    if slashes % 2 == 1 && is_mark(slice(text, span)) && !is_mark(new) {
        Span::new(span.start - 1, span.end)
    } else {
        span
    }
}

/// The figures of a text: digits of any width, and Chinese numerals.
fn digits(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_numeric() || "〇零一二三四五六七八九十百千万亿两".contains(*c)).collect()
}

impl Mending {
    /// The decoded text with the edits made.
    pub fn text(&self, text: &str) -> String {
        replaced(text, 0..text.len(), &self.edits)
    }

    /// The bytes of the file with the edits made: byte order mark and line ends stay as they are. None if the bytes are
    /// no text.
    pub fn bytes(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let raw = std::str::from_utf8(bytes).ok()?;
        let mark = raw.len() - raw.strip_prefix('\u{FEFF}').unwrap_or(raw).len();
        // Where in the decoded text a carriage return was dropped.
        let dropped = raw.match_indices("\r\n").enumerate().map(|(count, (at, _))| at - mark - count);
        let dropped: Vec<usize> = dropped.collect();
        let in_file = |at: usize| mark + at + dropped.partition_point(|line_end| *line_end < at);
        let edits: Vec<(Span, String)> = self
            .edits
            .iter()
            .map(|(span, new)| (Span::new(in_file(span.start), in_file(span.end)), new.clone()))
            .collect();
        Some(replaced(raw, 0..raw.len(), &edits).into_bytes())
    }

    /// The lines that change, before and after, each under its place; of long ones only what is around the changes, and
    /// nothing of private numbers.
    pub fn diff(&self, source: &Source) -> String {
        let line_of = |span: &Span| source.line_column(span.start).0;
        let mut out = String::new();
        // Masking keeps every byte where it is.
        let text = masked(&source.text);
        for edits in self.edits.chunk_by(|(one, _), (other, _)| line_of(one) == line_of(other)) {
            let line = line_of(&edits[0].0);
            let (old, new) = shown(&text, source.line_span(line), edits);
            write!(out, "{}:{line}\n- {old}\n+ {new}\n", source.path).expect("a String takes everything");
        }
        out
    }
}

/// A range of a text with the edits in it made.
fn replaced(text: &str, range: Range<usize>, edits: &[(Span, String)]) -> String {
    let (mut out, mut at) = (String::new(), range.start);
    for (span, new) in edits.iter().filter(|(span, _)| range.start <= span.start && span.end <= range.end) {
        out.push_str(text.get(at..span.start).unwrap_or_default());
        out.push_str(new);
        at = span.end;
    }
    out.push_str(text.get(at..range.end).unwrap_or_default());
    out
}

/// A line before and after its edits, with `…` for what is far from all of them.
fn shown(text: &str, line: Span, edits: &[(Span, String)]) -> (String, String) {
    /// How many characters are shown on either side of a change.
    const AROUND: usize = 12;
    /// Up to how many characters a line is shown whole.
    const WHOLE: usize = 60;
    let words = slice(text, line);
    let mut windows: Vec<Range<usize>> = Vec::new();
    if words.chars().count() <= WHOLE {
        windows.push(line.start..line.end);
    } else {
        for (span, _) in edits {
            let ahead = text.get(line.start..span.start).unwrap_or_default();
            let start = ahead.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at) + line.start;
            let behind = text.get(span.end..line.end).unwrap_or_default();
            let end = behind.char_indices().nth(AROUND).map_or(line.end, |(at, _)| span.end + at);
            match windows.last_mut() {
                Some(last) if start <= last.end => last.end = end.max(last.end),
                _ => windows.push(start..end),
            }
        }
    }
    let join = |of: &dyn Fn(&Range<usize>) -> String| {
        let first = if windows.first().is_some_and(|window| window.start > line.start) { "…" } else { "" };
        let last = if windows.last().is_some_and(|window| window.end < line.end) { "…" } else { "" };
        format!("{first}{}{last}", windows.iter().map(of).collect::<Vec<_>>().join("…"))
    };
    let old = join(&|window| text.get(window.clone()).unwrap_or_default().to_owned());
    (old, join(&|window| replaced(text, window.clone(), edits)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Place, Rule};

    fn mending(text: &str, edits: &[(Range<usize>, &str)]) -> Option<Mending> {
        let path: Arc<str> = "a.md".into();
        let place = |range: &Range<usize>| Place::new(&path, Span::new(range.start, range.end));
        let mut finding = Finding::new(Rule::RAW_HTML, place(&(0..0)));
        for (range, new) in edits {
            finding = finding.fixed_by(place(range), *new);
        }
        let sources = Sources::from([(Arc::clone(&path), Source::new("a.md", text))]);
        mendings(&[finding], &sources).pop()
    }

    #[test]
    fn edits_that_touch_each_other_are_made_once() {
        let text = "甲,,乙";
        let made = mending(text, &[(4..5, ""), (3..4, "，"), (4..5, "，"), (3..5, "、"), (90..91, "x")]);
        assert_eq!(made.expect("edits").text(text), "甲，乙");
    }

    #[test]
    fn figures_are_never_changed() {
        let text = "公开1 234条，三件,";
        for (range, new) in [(6..7, "2"), (6..11, "1235"), (17..20, "3"), (6..7, "一"), (6..7, "１")] {
            assert_eq!(mending(text, &[(range, new)]), None, "{new}");
        }
        assert_eq!(mending(text, &[(7..8, "")]).expect("an edit").text(text), "公开1234条，三件,");
    }

    #[test]
    fn an_escape_goes_with_the_mark_that_needed_it() {
        let text = "甲\\(乙\\)";
        let made = mending(text, &[(4..5, "（"), (9..10, "）")]).expect("edits");
        assert_eq!(made.text(text), "甲（乙）");
    }

    #[test]
    fn line_ends_and_byte_order_mark_stay() {
        let text = "一\n二,\n三,";
        let made = mending(text, &[(7..8, "，"), (12..13, "，")]).expect("edits");
        for (raw, expected) in [
            ("\u{FEFF}一\r\n二,\r\n三,", "\u{FEFF}一\r\n二，\r\n三，"),
            ("一\r二,\r\n三,", "一\r二，\r\n三，"),
            ("一\n二,\n三,", "一\n二，\n三，"),
        ] {
            let bytes = made.bytes(raw.as_bytes()).expect("a text");
            assert_eq!(String::from_utf8_lossy(&bytes), expected);
            assert_eq!(crate::text::decode(&bytes).expect("a text"), made.text(text));
        }
    }

    #[test]
    fn a_diff_shows_what_is_around_the_changes() {
        let long = "公".repeat(40);
        let text = format!("{long},{long}\n短,句\n");
        let made = mending(&text, &[(120..121, "，"), (245..246, "，")]).expect("edits");
        let near = "公".repeat(12);
        assert_eq!(
            made.diff(&Source::new("a.md", text)),
            format!("a.md:1\n- …{near},{near}…\n+ …{near}，{near}…\na.md:2\n- 短,句\n+ 短，句\n")
        );
    }
}
