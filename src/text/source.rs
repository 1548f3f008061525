//! One input text: its decoded characters and the line and column of every byte.
//!
//! In: bytes of a file. Out: text with `\n` line ends and no byte order mark, or why it is not text. Lines and
//! columns are the ones an editor shows, whatever line ends the file has.

use std::sync::Arc;

/// A half-open range of bytes in a [`Source`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`; an end before the start gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The same length, `by` bytes further on.
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

/// A text with its path and the starts of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path below the root of the site, with `/`.
    pub path: Arc<str>,
    /// The decoded text.
    pub text: Arc<str>,
    lines: Arc<[usize]>,
    /// How many characters stand before every [`BLOCK`]th byte: columns of long lines are found without counting them.
    characters: Arc<[usize]>,
}

/// Bytes between two counts of characters.
const BLOCK: usize = 1024;

/// How many characters begin in some bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

impl Source {
    /// A source of decoded text (see [`decode`]).
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let blocks = text.as_bytes().chunks(BLOCK).scan(0, |sum, block| {
            let before = *sum;
            *sum += characters(block);
            Some(before)
        });
        let characters = blocks.collect();
        Self { path: path.into(), text, lines, characters }
    }

    /// Line and column of a byte, both from 1; the column counts characters.
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.text.len());
        let line = self.lines.partition_point(|&start| start <= byte) - 1;
        (line + 1, self.characters_before(byte) - self.characters_before(self.lines[line]) + 1)
    }

    fn characters_before(&self, byte: usize) -> usize {
        let block = (byte / BLOCK).min(self.characters.len().saturating_sub(1));
        let rest = self.text.as_bytes().get(block * BLOCK..byte).unwrap_or_default();
        self.characters.get(block).copied().unwrap_or(0) + characters(rest)
    }

    /// The span of a whole line (numbered from 1) without its line end.
    pub fn line_span(&self, line: usize) -> Span {
        let start = self.lines.get(line - 1).copied().unwrap_or(self.text.len());
        let end = self.lines.get(line).map_or(self.text.len(), |next| next - 1);
        Span::new(start, end)
    }

    /// How many lines there are; a text that ends with a line end has an empty last one.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }
}

/// What encoding bytes that are not UTF-8 seem to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// GBK or GB18030, what Windows in Chinese calls ANSI.
    Gb18030,
    /// UTF-16 in either byte order.
    Utf16,
    /// None of the above.
    Unknown,
}

impl Encoding {
    /// The name as editors show it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gb18030 => "GBK / GB18030",
            Self::Utf16 => "UTF-16",
            Self::Unknown => "?",
        }
    }
}

/// Why bytes are not a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceError {
    /// Not UTF-8 from the given byte on.
    NotUtf8 {
        /// First byte that does not fit.
        at: usize,
        /// What it may be instead.
        guess: Encoding,
    },
    /// A NUL byte, which no text has.
    Nul {
        /// Where.
        at: usize,
    },
}

/// Decodes UTF-8, drops a byte order mark, and turns CRLF and CR into LF.
pub fn decode(bytes: &[u8]) -> Result<String, SourceError> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(SourceError::NotUtf8 { at: 0, guess: Encoding::Utf16 });
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| SourceError::NotUtf8 { at: error.valid_up_to(), guess: guess(bytes) })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if let Some(at) = text.find('\0') {
        return Err(if text.matches('\0').count() * 3 > text.len() {
            SourceError::NotUtf8 { at, guess: Encoding::Utf16 }
        } else {
            SourceError::Nul { at }
        });
    }
    if text.contains('\r') { Ok(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Ok(text.to_owned()) }
}

fn guess(bytes: &[u8]) -> Encoding {
    let zeros = bytes.iter().take(4096).filter(|&&byte| byte == 0).count();
    if zeros * 4 > bytes.len().min(4096) {
        Encoding::Utf16
    } else if encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some() {
        Encoding::Gb18030
    } else {
        Encoding::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_byte_order_marks_do_not_change_the_text() {
        for bytes in ["一\n二\n", "\u{FEFF}一\r\n二\r\n", "一\r二\r"] {
            assert_eq!(decode(bytes.as_bytes()).as_deref(), Ok("一\n二\n"));
        }
    }

    #[test]
    fn bytes_that_are_not_utf8_are_named() {
        let gbk = encoding_rs::GBK.encode("年度报告：公开").0.into_owned();
        assert_eq!(decode(&gbk), Err(SourceError::NotUtf8 { at: 0, guess: Encoding::Gb18030 }));
        let utf16: Vec<u8> = "年报".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let with_mark: Vec<u8> = [0xFF, 0xFE].into_iter().chain(utf16).collect();
        assert_eq!(decode(&with_mark), Err(SourceError::NotUtf8 { at: 0, guess: Encoding::Utf16 }));
        assert_eq!(
            decode(b"\xE9t\xE9 \xFF\xFF"),
            Err(SourceError::NotUtf8 { at: 0, guess: Encoding::Unknown })
        );
        assert_eq!(decode(b"a\0b and more"), Err(SourceError::Nul { at: 1 }));
    }

    #[test]
    fn columns_count_characters() {
        let source = Source::new("a.md", "一二\n三四五\n");
        assert_eq!(source.line_column("一二\n三四".len()), (2, 3));
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column(1000), (3, 1));
        assert_eq!(crate::text::slice(&source.text, source.line_span(2)), "三四五");
    }

    #[test]
    fn columns_of_long_lines_are_exact() {
        let long = "一二三".repeat(1_000) + "\n" + &"四".repeat(1_000);
        let source = Source::new("a.md", long.as_str());
        for (byte, place) in
            [(0, (1, 1)), (2_999 * 3, (1, 3_000)), (9_001, (2, 1)), (9_001 + 999 * 3, (2, 1_000))]
        {
            assert_eq!(source.line_column(byte), place, "{byte}");
        }
    }
}
