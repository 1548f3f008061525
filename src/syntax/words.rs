//! "Did you mean": the known word nearest to a mistyped one.

/// The candidate most like `word`, if any is alike enough to be meant.
pub fn suggest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (candidate, strsim::damerau_levenshtein(word, candidate)))
        .filter(|(candidate, distance)| {
            let length = candidate.chars().count().max(word.chars().count());
            *distance * 2 <= length && *distance <= 3
        })
        .min_by_key(|(_, distance)| *distance)
        .map(|(candidate, _)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_suggested_and_far_ones_are_not() {
        assert_eq!(suggest("总记", ["总计", "其他"]), Some("总计"));
        assert_eq!(suggest("publised", ["agency", "published"]), Some("published"));
        assert_eq!(suggest("x", ["agency", "year"]), None);
    }
}
