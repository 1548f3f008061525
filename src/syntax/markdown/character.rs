//! Classes of characters that decide about emphasis, line breaks and what is dropped. Pure tables.

/// Whether a character belongs to Chinese (or Japanese) text: Han, kana, full-width forms, and the punctuation that
/// Chinese shares with Latin text (`“ ” ‘ ’ — … ·`).
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c,
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '‧' | '※' | '\u{2E80}'..='\u{2FFF}' | '\u{3001}'..='\u{312F}'
        | '\u{3190}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{E000}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FFEF}' | '\u{2460}'..='\u{24FF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Punctuation as wide as a Han character: its own blank is space enough beside Latin text.
pub(super) fn is_wide_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '！' | '（' | '）'
        | '，' | '：' | '；' | '？' | '［' | '］' | '｛' | '｝')
}

/// Punctuation that begins something, so that bold text does not end behind it.
pub(super) fn is_opening(c: char) -> bool {
    matches!(
        c,
        '“' | '‘'
            | '（'
            | '《'
            | '【'
            | '「'
            | '『'
            | '〈'
            | '〔'
            | '〖'
            | '〝'
            | '［'
            | '｛'
            | '('
            | '['
            | '{'
    )
}

/// Punctuation that ends something, so that bold text does not begin before it.
pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '）'
            | '》'
            | '】'
            | '」'
            | '』'
            | '〉'
            | '〕'
            | '〗'
            | '〞'
            | '〟'
            | '］'
            | '｝'
            | ')'
            | ']'
            | '}'
            | '、'
            | '，'
            | '。'
            | '；'
            | '：'
            | '！'
            | '？'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
    )
}

/// Punctuation in the sense of `CommonMark` (Unicode categories P and S), near enough without tables.
pub(super) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_punctuation()
    } else {
        !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control()
    }
}

/// Whether a character shows nothing and is no part of any text: controls, bidirectional controls, zero-width marks.
///
/// A zero-width joiner is good in an emoji, so `before`, the character before it, decides.
pub(super) fn is_invisible(c: char, before: Option<char>) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{200D}' => !before.is_some_and(is_pictograph),
        _ => {
            c.is_control()
                || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
                    | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        }
    }
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Whether a line end between two characters is a space: not within Chinese text, not beside full-width punctuation.
pub(super) fn breaks_as_space(before: char, after: char) -> bool {
    !(is_cjk(before) && is_cjk(after) || is_wide_punctuation(before) || is_wide_punctuation(after))
}
