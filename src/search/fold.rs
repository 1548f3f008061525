//! Folding: how a text is seen by the search, the same for what is indexed and for what is asked.
//!
//! Full and half width, large and small letters, traditional and simplified characters are the same; marks and signs
//! without width are left out; what is neither letter nor number parts what stands around it, and of that a space beside
//! a Chinese character does not even part: `2022 年` is `2022年`. The search page does the same in JavaScript
//! (`fold` in `search.js`); both are held to `tests/search/vectors.json`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Variants;

/// A folded text: letters and numbers, and single spaces where something parts them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The characters. None of them is a space at either end, nor are two spaces beside one another.
    pub characters: Vec<char>,
    /// For each of them the index of the character of the text it comes from; for a space, of the last one it stands for.
    pub origins: Vec<usize>,
}

impl Folded {
    /// The characters as a text.
    pub fn text(&self) -> String {
        self.characters.iter().collect()
    }
}

/// What lies between two characters that are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Spaces,
    Parted,
}

/// Folds a text.
pub fn fold(text: &str, variants: &Variants) -> Folded {
    let mut folded = Folded::default();
    let (mut gap, mut gap_at) = (Gap::None, 0);
    for (index, original) in text.chars().enumerate() {
        each(original, |character| {
            if !is_kept(character) {
                gap = if character == ' ' && gap != Gap::Parted { Gap::Spaces } else { Gap::Parted };
                gap_at = index;
                return;
            }
            let character = variants.plain(character);
            if let Some(last) = folded.characters.last()
                && (gap == Gap::Parted || (gap == Gap::Spaces && !is_wide(*last) && !is_wide(character)))
            {
                folded.characters.push(' ');
                folded.origins.push(gap_at);
            }
            gap = Gap::None;
            folded.characters.push(character);
            folded.origins.push(index);
        });
    }
    folded
}

/// Gives `take` the characters that a character is folded to, before variants.
fn each(original: char, mut take: impl FnMut(char)) {
    // Most characters by far are Chinese ones, which fold to themselves.
    if matches!(original, '\u{4E00}'..='\u{9FFF}') {
        take(original);
    } else if !is_dropped(original) {
        let composed = std::iter::once(original).nfkc().flat_map(char::to_lowercase);
        composed.filter(|character| !is_dropped(*character)).for_each(take);
    }
}

/// Marks, and signs without width: they change how a character looks, not which it is.
fn is_dropped(character: char) -> bool {
    let without_width = matches!(
        character,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{61C}' | '\u{180E}' | '\u{FEFF}'
    );
    without_width || is_combining_mark(character)
}

fn is_kept(character: char) -> bool {
    character.is_alphanumeric()
}

/// Whether a character is of a script that is written without spaces between words: what stands from the CJK radicals on.
fn is_wide(character: char) -> bool {
    character >= '\u{2E80}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        fold(text, Variants::all()).text()
    }

    #[test]
    fn what_looks_alike_is_alike() {
        assert_eq!(text("ＡＢＣ１２３"), "abc123");
        assert_eq!(text("政府資訊公開"), "政府资讯公开");
        assert_eq!(text("㎡ ① ﬁ"), "m2 1 fi");
        assert_eq!(text("a\u{200B}b e\u{301}"), "ab e");
    }

    #[test]
    fn signs_part_and_spaces_beside_chinese_do_not() {
        assert_eq!(text("2022 年 12 月，共 3 件"), "2022年12月 共3件");
        assert_eq!(text("No. 5  of 12"), "no 5 of 12");
        assert_eq!(text("总体情况\n主动公开\t依申请"), "总体情况 主动公开 依申请");
        assert_eq!(text("（一）《条例》。"), "一 条例");
        assert_eq!(text(" ，。"), "");
    }

    #[test]
    fn every_character_knows_where_it_comes_from() {
        let folded = fold("a… ㎡后", Variants::all());
        assert_eq!((folded.text().as_str(), folded.origins), ("a m2后", vec![0, 2, 3, 3, 4]));
    }
}
