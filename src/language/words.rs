//! The words of one rule, kept in the rule's own file: Fluent text in both languages.

use std::sync::OnceLock;

use super::{Catalogue, Language};

/// A small catalogue that belongs to one thing, in both languages.
pub struct Words {
    chinese: &'static str,
    english: &'static str,
    parsed: OnceLock<[Catalogue; 2]>,
}

impl Words {
    /// Words from Fluent texts.
    pub const fn new(chinese: &'static str, english: &'static str) -> Self {
        Self { chinese, english, parsed: OnceLock::new() }
    }

    /// The Fluent text of a language.
    pub fn text(&self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.chinese,
            Language::English => self.english,
        }
    }

    /// The catalogue of a language.
    pub(super) fn catalogue(&self, language: Language) -> &Catalogue {
        let parse = |language| {
            Catalogue::parse(language, &[self.text(language)]).expect("the words of rules are tested")
        };
        let both = self.parsed.get_or_init(|| [parse(Language::Chinese), parse(Language::English)]);
        match language {
            Language::Chinese => &both[0],
            Language::English => &both[1],
        }
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        (self.chinese, self.english) == (other.chinese, other.english)
    }
}

impl Eq for Words {}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.chinese.lines().find(|line| !line.is_empty()).unwrap_or_default())
    }
}
