//! Text that no spreadsheet runs: what would be taken for a formula in a CSV file gets an apostrophe in front.
//!
//! Spreadsheets run `=HYPERLINK(…)` wherever a cell begins so, be it quoted, behind blanks or in full-width characters.
//! [`neutral`] is for fields of text; numbers are written as they are. [`restore`] is its exact inverse.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The text as it may stand in a CSV file.
pub fn neutral(text: &str) -> Cow<'_, str> {
    if is_run(text) { format!("'{text}").into() } else { text.into() }
}

/// The text that [`neutral`] was given.
pub fn restore(field: &str) -> &str {
    field.strip_prefix('\'').filter(|text| is_run(text)).unwrap_or(field)
}

/// Whether a spreadsheet might run the text. What is already behind apostrophes counts too: else one of the text's own
/// could not be told from ours.
fn is_run(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    let seen = bare.trim_start_matches(is_unseen);
    let begins = |c: char| std::iter::once(c).nfkc().next().is_some_and(|c| "=+-@".contains(c));
    bare.starts_with(char::is_control) || (seen.starts_with(begins) && !is_number(seen))
}

/// Blanks, and characters without width such as a byte order mark.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether it is a negative number, with or without separators: it calculates nothing.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or_default();
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_neutral_and_numbers_stay() {
        for text in [
            "=HYPERLINK(\"http://example.com\")",
            "+cmd|' /C calc'!A0",
            "@SUM(A1)",
            "-2+3",
            "\t=1",
            "\r=1",
            "\ttext",
            "  =1",
            "\u{FEFF}=1",
            "\u{200B}@a",
            "\u{3000}＝1",
            "＋1",
            "－1",
            "＠a",
            "'=1",
            "--1",
            "-",
            "\0",
        ] {
            assert_eq!(neutral(text), format!("'{text}"), "{text:?}");
        }
        for text in ["", "-5", "-1,234.56", "0", "海城镇人民政府", "a=b", "'a", "''", "3-2", "−5", "——"]
        {
            assert_eq!(neutral(text), text, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_text_comes_back(text in "['=+\\-@＝＋－＠ \t\r\n\u{FEFF}0-9a,.]{0,6}|\\PC{0,20}") {
            let field = neutral(&text);
            prop_assert_eq!(restore(&field), &text);
            prop_assert_eq!(&neutral(restore(&field)), &field);
            let first = field.trim_start_matches(is_unseen).chars().next();
            prop_assert!(first.is_none_or(|c| !"=+@＝＋＠".contains(c)), "{:?}", field);
        }
    }
}
