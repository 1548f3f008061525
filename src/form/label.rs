//! Labels as people type them: when two wordings are the same label.

use unicode_normalization::UnicodeNormalization;

/// A label without what varies between hands: numerals before it, spaces, width of characters, punctuation.
///
/// `（四）无法提供`, `(四) 无法提供` and `无法提供` are all `无法提供`.
pub fn plain(label: &str) -> String {
    bare(label).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A label without spaces and without the numeral before it, in characters of ordinary width: `总计` of `（七）总计`.
pub fn bare(label: &str) -> String {
    let flat: String = label.nfkc().filter(|c| !c.is_whitespace()).collect();
    let bare = unnumbered(&flat);
    if bare.is_empty() { flat } else { bare.to_owned() }
}

/// Drops one numeral in front: `一、`, `(一)`, `1.`.
fn unnumbered(label: &str) -> &str {
    let chinese = |c: char| "一二三四五六七八九十".contains(c);
    let inner = label.strip_prefix('(').unwrap_or(label);
    let rest = inner.trim_start_matches(chinese);
    let rest =
        if rest.len() == inner.len() { inner.trim_start_matches(|c: char| c.is_ascii_digit()) } else { rest };
    if rest.len() == inner.len() {
        return label;
    }
    rest.strip_prefix([')', '、', '.', ',', '．']).unwrap_or(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_of_one_label_are_equal() {
        for wording in
            ["（四）无法提供", "(四) 无法提供", "无法提供", "四、无法提供", "无 法 提 供", "4.无法提供"]
        {
            assert_eq!(plain(wording), "无法提供", "{wording}");
        }
        assert_eq!(plain("3.危及“三安全一稳定”"), plain("危及\"三安全一稳定\""));
        assert_eq!(plain("三安全一稳定"), "三安全一稳定");
    }
}
