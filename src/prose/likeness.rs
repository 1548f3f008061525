//! Sentences reduced to what is copied: how much of one text also stands in another.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};

use super::sentences;

/// The sentences of a text without figures, punctuation, spaces and names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// How many characters count.
    pub length: usize,
    /// Sentences by a digest of their words: how many characters they have together.
    pub sentences: BTreeMap<u64, usize>,
}

impl Likeness {
    /// Reads a text. Every run of digits is the same as any other, and so is each of the `names`.
    pub fn of(text: &str, names: &[&str]) -> Self {
        let mut likeness = Self::default();
        for sentence in sentences(text) {
            let (digest, length) = reduced(sentence.text, names);
            if length > 0 {
                likeness.length += length;
                *likeness.sentences.entry(digest).or_default() += length;
            }
        }
        likeness
    }

    /// How many characters of this text stand in sentences that the other has too.
    pub fn shared(&self, other: &Self) -> usize {
        let sentences = self.sentences.iter();
        sentences.filter(|(digest, _)| other.sentences.contains_key(digest)).map(|(_, length)| length).sum()
    }

    /// One number for all sentences: the same for texts that are the same apart from figures and names.
    pub fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for (digest, length) in &self.sentences {
            hasher.write_u64(*digest);
            hasher.write_usize(*length);
        }
        hasher.finish()
    }
}

/// The digest of a sentence and how many of its characters count.
fn reduced(sentence: &str, names: &[&str]) -> (u64, usize) {
    const NUMBER: u32 = '0' as u32;
    const NAME: u32 = '○' as u32;
    let mut hasher = DefaultHasher::new();
    let mut length = 0;
    let mut rest = sentence;
    let mut in_number = false;
    while let Some(c) = rest.chars().next() {
        if let Some(after) =
            names.iter().find_map(|name| rest.strip_prefix(name).filter(|_| !name.is_empty()))
        {
            (rest, in_number) = (after, false);
            hasher.write_u32(NAME);
            length += 1;
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        let digit = c.is_numeric() && !c.is_alphabetic();
        let between = in_number && matches!(c, '.' | ',' | '，' | '．' | '%' | '％');
        if digit && !in_number {
            hasher.write_u32(NUMBER);
            length += 1;
        } else if !digit && c.is_alphanumeric() {
            hasher.write_u32(u32::from(c));
            length += 1;
        }
        in_number = digit || between && rest.chars().next().is_some_and(char::is_numeric);
    }
    (hasher.finish(), length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_names_and_punctuation_do_not_count() {
        let first = Likeness::of("2022年，甲县教育局公开信息1,234条。", &["甲县教育局"]);
        let second = Likeness::of("２０２３年乙县水务局公开信息 9 条。", &["乙县水务局"]);
        assert_eq!(first, second);
        assert_eq!(first.length, "0年○公开信息0条".chars().count());
        assert_eq!(first.digest(), second.digest());
    }

    #[test]
    fn what_is_shared_is_counted_by_whole_sentences() {
        let first = Likeness::of("逐级审核。\n按月更新目录。", &[]);
        let second = Likeness::of("按月更新目录。逐级审查。", &[]);
        assert_eq!((first.length, first.shared(&second)), (10, 6));
        assert_ne!(first.digest(), second.digest());
        assert_eq!(Likeness::of("。，——", &[]).length, 0);
    }
}
