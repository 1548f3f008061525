//! Sentences and clauses with their places in a text.

use std::ops::Range;

/// A stretch of text with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// The words, with the mark that ends them.
    pub text: &'a str,
    /// Their bytes in the text they were taken from.
    pub range: Range<usize>,
}

/// The sentences of a text: up to 。！？ with the closing quotes and brackets behind them. The end of a line is none: a
/// paragraph may be broken in the middle of a sentence.
pub fn sentences(text: &str) -> Vec<Sentence<'_>> {
    split(text, |c, _| matches!(c, '。' | '！' | '？' | '!' | '?'), true)
}

/// The clauses of a sentence: up to ，；：, full width or ASCII, and a comma between digits is none. Enumerations with 、
/// stay whole.
pub fn clauses(sentence: &str) -> Vec<Sentence<'_>> {
    let ends = |c: char, (before, after): (Option<char>, Option<char>)| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        match c {
            '，' | '；' | '：' | '。' | '！' | '？' | ';' | '\n' => true,
            ',' | ':' => !(digit(before) && digit(after)),
            _ => false,
        }
    };
    split(sentence, ends, false)
}

/// Splits a text behind each end; closing quotes and brackets stay with what they close.
fn split(
    text: &str,
    ends: impl Fn(char, (Option<char>, Option<char>)) -> bool,
    closing: bool,
) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let (mut start, mut before) = (0, None);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let around = (before, chars.peek().map(|(_, next)| *next));
        before = Some(c);
        if !ends(c, around) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while closing
            && c != '\n'
            && let Some((at, close)) =
                chars.next_if(|(_, next)| matches!(next, '”' | '’' | '）' | ')' | '》' | '」' | '』'))
        {
            end = at + close.len_utf8();
        }
        found.extend(trimmed(text, start..end));
        start = end;
    }
    found.extend(trimmed(text, start..text.len()));
    found
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Sentence<'_>> {
    let whole = text.get(range.clone())?;
    let start = range.start + whole.len() - whole.trim_start().len();
    let text = whole.trim();
    (!text.is_empty()).then(|| Sentence { text, range: start..start + text.len() })
}

/// At most `length` characters of a text around a range of its bytes, with `…` where something is left out.
pub fn excerpt(text: &str, around: &Range<usize>, length: usize) -> String {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    if chars.len() <= length {
        return text.trim().to_owned();
    }
    let first = chars.partition_point(|(at, _)| *at < around.start);
    let last = chars.partition_point(|(at, _)| *at < around.end);
    let inside = last.saturating_sub(first).min(length);
    let start = first.saturating_sub((length - inside) / 2).min(chars.len() - length);
    let words: String = chars.iter().skip(start).take(length).map(|(_, c)| c).collect();
    let left = if start > 0 { "…" } else { "" };
    let right = if start + length < chars.len() { "…" } else { "" };
    format!("{left}{}{right}", words.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(of: &[Sentence<'_>]) -> Vec<String> {
        of.iter().map(|part| part.text.to_owned()).collect()
    }

    #[test]
    fn sentences_keep_their_marks_and_places() {
        let text = "收到3件。“已办结。”其中1件。监督\n保障";
        let found = sentences(text);
        assert_eq!(texts(&found), ["收到3件。", "“已办结。”", "其中1件。", "监督\n保障"]);
        for sentence in &found {
            assert_eq!(text.get(sentence.range.clone()), Some(sentence.text));
        }
    }

    #[test]
    fn clauses_end_at_both_widths_of_marks_but_not_inside_numbers() {
        let found = clauses("全年收到1,234件,办结3件；其中：公开2件、不公开1件。");
        assert_eq!(texts(&found), ["全年收到1,234件,", "办结3件；", "其中：", "公开2件、不公开1件。"]);
    }

    #[test]
    fn an_excerpt_shows_what_matters() {
        assert_eq!(excerpt("一二三四五六七八九十", &(12..15), 4), "…四五六七…");
        assert_eq!(excerpt("一二三", &(0..3), 4), "一二三");
        assert_eq!(excerpt("一二三四五六", &(0..3), 4), "一二三四…");
    }
}
