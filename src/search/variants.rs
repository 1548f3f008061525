//! Traditional and variant forms of characters, and what a search takes them for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The whole table.
static ALL: LazyLock<Variants> = LazyLock::new(|| {
    let lines = include_str!("variants.tsv").lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('\t')).flat_map(|(plain, forms)| {
        let plain = plain.chars().next();
        forms.chars().zip(std::iter::repeat(plain)).filter_map(|(form, plain)| Some((form, plain?)))
    });
    Variants::new(pairs.collect())
});

/// Characters of the Basic Multilingual Plane: all forms in the table are of it.
const PLANE: u32 = 0x1_0000;

/// A table of forms and of what they are folded to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variants {
    /// Each form with the character it is folded to.
    forms: BTreeMap<char, char>,
    /// The same by code point, as every character of every text is looked up; itself where it is no variant.
    plain: Vec<char>,
}

impl Variants {
    fn new(forms: BTreeMap<char, char>) -> Self {
        let own = |code: u32| char::from_u32(code).unwrap_or_default();
        let plain = (0..PLANE).map(own).map(|own| forms.get(&own).copied().unwrap_or(own)).collect();
        Self { forms, plain }
    }

    /// The whole table.
    pub fn all() -> &'static Self {
        &ALL
    }

    /// The part of the table that leads to one of these characters: the others cannot be found anyway.
    pub fn leading_to(&self, characters: &BTreeSet<char>) -> Self {
        let kept = self.forms.iter().filter(|(_, plain)| characters.contains(plain));
        Self::new(kept.map(|(form, plain)| (*form, *plain)).collect())
    }

    /// What a character is folded to: itself, if it is no variant.
    pub fn plain(&self, character: char) -> char {
        self.plain.get(character as usize).copied().unwrap_or(character)
    }

    /// The table as one text: each form before what it is folded to.
    pub fn pairs(&self) -> String {
        self.forms.iter().flat_map(|(form, plain)| [*form, *plain]).collect()
    }

    /// Reads what [`Variants::pairs`] wrote.
    pub fn from_pairs(pairs: &str) -> Self {
        let characters: Vec<char> = pairs.chars().collect();
        Self::new(characters.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_form_leads_to_another_form() {
        let all = Variants::all();
        assert!(all.forms.len() > 2_900, "{}", all.forms.len());
        assert!(all.forms.values().all(|plain| all.plain(*plain) == *plain));
        assert_eq!(['後', '國', '后', 'a'].map(|form| all.plain(form)), ['后', '国', '后', 'a']);
    }

    #[test]
    fn a_part_of_the_table_is_read_as_it_was_written() {
        let part = Variants::all().leading_to(&['后', '干'].into());
        assert_eq!(part.pairs(), "乾干幹干後后榦干");
        assert_eq!(Variants::from_pairs(&part.pairs()), part);
    }
}
