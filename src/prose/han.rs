//! Han characters and what is as wide as they are.

/// Whether a character is a Han character.
pub fn is_han(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character belongs to Chinese text: a Han character or Chinese punctuation.
pub fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF0F}'
            | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}')
}

/// How many Han characters a text has: its length as clerks count it, near enough.
pub fn han_count(text: &str) -> usize {
    text.chars().filter(|c| is_han(*c)).count()
}

/// The character before a byte of a text.
pub fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The text from a byte on; empty where there is none.
pub fn from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_and_wide_characters_are_told_apart_from_latin() {
        assert!("海〇𠮷".chars().all(is_han));
        assert!("，。（）“”《》：；".chars().all(|c| is_wide(c) && !is_han(c)));
        assert!("a1,()２Ａ ".chars().all(|c| !is_wide(c)));
        assert_eq!(han_count("公开3条。ok"), 3);
    }

    #[test]
    fn neighbours_are_found() {
        assert_eq!((before("公开", 3), before("公开", 0)), (Some('公'), None));
        assert_eq!((from("公开", 3), from("公开", 9)), ("开", ""));
    }
}
