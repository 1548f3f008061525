//! Traditional and variant forms of characters, and what a search takes them for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Every form with the character it is folded to.
static ALL: LazyLock<Variants> = LazyLock::new(|| {
    let lines = include_str!("variants.tsv").lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('\t')).flat_map(|(plain, forms)| {
        let plain = plain.chars().next();
        forms.chars().zip(std::iter::repeat(plain)).filter_map(|(form, plain)| Some((form, plain?)))
    });
    Variants(pairs.collect())
});

/// A table of forms and of what they are folded to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variants(BTreeMap<char, char>);

impl Variants {
    /// The whole table.
    pub fn all() -> &'static Self {
        &ALL
    }

    /// The part of the table that leads to one of these characters: the others cannot be found anyway.
    pub fn leading_to(&self, characters: &BTreeSet<char>) -> Self {
        let kept = self.0.iter().filter(|(_, plain)| characters.contains(plain));
        Self(kept.map(|(form, plain)| (*form, *plain)).collect())
    }

    /// What a character is folded to: itself, if it is no variant.
    pub fn plain(&self, character: char) -> char {
        // Half of all characters of Chinese texts need no look into the table.
        if character.is_ascii() { character } else { self.0.get(&character).copied().unwrap_or(character) }
    }

    /// The table as one text: each form before what it is folded to.
    pub fn pairs(&self) -> String {
        self.0.iter().flat_map(|(form, plain)| [*form, *plain]).collect()
    }

    /// Reads what [`Variants::pairs`] wrote.
    pub fn from_pairs(pairs: &str) -> Self {
        let characters: Vec<char> = pairs.chars().collect();
        Self(characters.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_form_leads_to_another_form() {
        let all = Variants::all();
        assert!(all.0.len() > 2_900, "{}", all.0.len());
        assert!(all.0.values().all(|plain| all.plain(*plain) == *plain));
        assert_eq!(['後', '國', '后', 'a'].map(|form| all.plain(form)), ['后', '国', '后', 'a']);
    }

    #[test]
    fn a_part_of_the_table_is_read_as_it_was_written() {
        let part = Variants::all().leading_to(&['后', '干'].into());
        assert_eq!(part.pairs(), "乾干幹干後后榦干");
        assert_eq!(Variants::from_pairs(&part.pairs()), part);
    }
}
