//! Grams: what the index knows of a text — every character of it, and every two that stand side by side.

use std::fmt;

/// One character, or two side by side. Grams are ordered as JavaScript compares texts: by UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gram(u32, u32);

impl Gram {
    /// A character and the one behind it, if that belongs to the gram.
    pub fn new(first: char, second: Option<char>) -> Self {
        Self(order(first), second.map_or(0, order))
    }

    /// Its first character.
    pub fn first(self) -> char {
        character(self.0)
    }

    /// Whether it has one character only.
    pub fn is_single(self) -> bool {
        self.1 == 0
    }
}

impl fmt::Display for Gram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first())?;
        if self.is_single() { Ok(()) } else { write!(f, "{}", character(self.1)) }
    }
}

/// The UTF-16 units of a character as a number: no character is the beginning of another, so pairs compare as texts do.
fn order(character: char) -> u32 {
    let mut units = [0; 2];
    match character.encode_utf16(&mut units) {
        [only] => u32::from(*only) << 16,
        _ => u32::from(units[0]) << 16 | u32::from(units[1]),
    }
}

fn character(order: u32) -> char {
    let units = [order >> 16, order & 0xFFFF].map(|unit| u16::try_from(unit).unwrap_or_default());
    char::decode_utf16(units).next().and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The grams of a folded text, some of them several times.
pub fn grams(folded: &[char]) -> impl Iterator<Item = Gram> {
    folded.iter().enumerate().filter(|(_, character)| **character != ' ').flat_map(|(at, &character)| {
        let next = folded.get(at + 1).filter(|next| **next != ' ');
        std::iter::once(Gram::new(character, None)).chain(next.map(|next| Gram::new(character, Some(*next))))
    })
}

/// The grams that a folded term is looked up by: as few as hold all its characters. A single character is one;
/// of more that stand side by side every second pair, and the last.
pub fn lookup(folded: &[char]) -> Vec<Gram> {
    let pair = |run: &[char], at: usize| Gram::new(run[at], Some(run[at + 1]));
    let of_run = |run: &[char]| match run.len() {
        0 => Vec::new(),
        1 => vec![Gram::new(run[0], None)],
        length => {
            let last = (length % 2 == 1).then_some(length - 2);
            (0..length - 1).step_by(2).chain(last).map(|at| pair(run, at)).collect()
        }
    };
    folded.split(|character| *character == ' ').flat_map(of_run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(grams: impl IntoIterator<Item = Gram>) -> String {
        grams.into_iter().map(|gram| gram.to_string()).collect::<Vec<_>>().join("|")
    }

    fn characters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn a_text_is_made_of_characters_and_pairs() {
        assert_eq!(told(grams(&characters("12月 𠮷a"))), "1|12|2|2月|月|𠮷|𠮷a|a");
    }

    #[test]
    fn a_term_is_looked_up_by_pairs_that_hold_all_of_it() {
        let all = ["", "农", "农补", "涉农补", "涉农补贴", "涉农补贴金", "2022年 1"];
        let expected = ["", "农", "农补", "涉农|农补", "涉农|补贴", "涉农|补贴|贴金", "20|22|2年|1"];
        assert_eq!(all.map(|term| told(lookup(&characters(term)))), expected);
    }

    #[test]
    fn grams_are_ordered_as_javascript_orders_texts() {
        let mut grams = ["ﬀ", "𠮷", "𠮷a", "a", "ab", "中", "中国", "aﬀ", "a𠮷"]
            .map(|text| Gram::new(text.chars().next().expect("one"), text.chars().nth(1)));
        grams.sort();
        let mut texts = grams.map(|gram| gram.to_string());
        assert_eq!(told(grams), texts.join("|"));
        texts.sort_by_key(|text| text.encode_utf16().collect::<Vec<_>>());
        assert_eq!(told(grams), texts.join("|"));
    }
}
