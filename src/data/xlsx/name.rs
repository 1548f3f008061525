//! Names of sheets: at most 31 characters, none of `[]:*?/\`, each once.

use std::collections::BTreeSet;

const LONGEST: usize = 31;

/// A name for each title, as near to it as names may be.
pub(super) fn sheet_names(titles: &[String]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::new();
    for title in titles {
        let title = allowed(title);
        let numbered = |number: usize| {
            let mark = if number == 1 { String::new() } else { format!(" ({number})") };
            cut(&title, LONGEST - mark.len()) + &mark
        };
        // Case makes no difference.
        let name = (1..=titles.len()).map(numbered).find(|name| taken.insert(name.to_lowercase()));
        names.extend(name);
    }
    names
}

/// The title without characters that names must not have: full-width ones read the same.
fn allowed(title: &str) -> String {
    let full_width = |c: char| match c {
        '[' => '［',
        ']' => '］',
        ':' => '：',
        '*' => '＊',
        '?' => '？',
        '/' => '／',
        '\\' => '＼',
        '\'' => '’',
        other if other.is_control() => ' ',
        other => other,
    };
    let name: String = title.chars().map(full_width).collect();
    // Spreadsheets keep this one for themselves.
    let reserved = name.trim().is_empty() || name.trim().eq_ignore_ascii_case("history");
    if reserved { format!("{}_", name.trim()) } else { name.trim().to_owned() }
}

/// The beginning of a text that is at most so long, counted as spreadsheets do.
pub(super) fn cut(text: &str, longest: usize) -> String {
    let mut left = longest;
    let fits = |c: &char| {
        let rest = left.checked_sub(c.len_utf16());
        left = rest.unwrap_or_default();
        rest.is_some()
    };
    text.chars().take_while(fits).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(titles: &[&str]) -> Vec<String> {
        sheet_names(&titles.iter().map(|title| (*title).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn names_are_short_allowed_and_differ() {
        assert_eq!(
            names(&["第二十条第（一）项", "a/b:[c]*?\\"]),
            ["第二十条第（一）项", "a／b：［c］＊？＼"]
        );
        let long = "收到和处理政府信息公开申请情况".repeat(3);
        let cut: String = long.chars().take(31).collect();
        let second: String = long.chars().take(27).collect::<String>() + " (2)";
        assert_eq!(names(&[&long, &long]), [cut, second]);
        assert_eq!(names(&["a", "A", "'a'"]), ["a", "A (2)", "’a’"]);
        assert_eq!(names(&["", "History", "\t"]), ["_", "History_", "_ (2)"]);
        assert_eq!(names(&[&"😀".repeat(20)]), ["😀".repeat(15)]);
    }
}
