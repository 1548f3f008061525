//! Round brackets of either width, and the brackets around the year of a document number.

use super::han::{from, is_han};

/// A bracket with its byte.
pub type Bracket = (usize, char);

/// Up to how many characters stand between the brackets around a year, blanks included.
const NEAR: usize = 10;

/// Up to how many characters back the beginning of a quotation is looked for.
const QUOTED: usize = 200;

/// The round brackets of a line that belong together, in the order of the opening ones. Empty unless each has its
/// partner: in a line with `1)` nobody can say which belongs to which.
pub fn round_pairs(line: &str) -> Vec<(Bracket, Bracket)> {
    let (mut open, mut pairs): (Vec<Bracket>, Vec<(Bracket, Bracket)>) = (Vec::new(), Vec::new());
    for (at, c) in line.char_indices() {
        match c {
            '（' | '(' => open.push((at, c)),
            '）' | ')' => match open.pop() {
                Some(first) => pairs.push((first, (at, c))),
                None => return Vec::new(),
            },
            _ => {}
        }
    }
    if !open.is_empty() {
        return Vec::new();
    }
    pairs.sort_unstable();
    pairs
}

/// The brackets around the year of each document number, such as those of `国办发〔2021〕30号`, whatever their shape.
pub fn document_years(line: &str) -> Vec<(Bracket, Bracket)> {
    let mut found = Vec::new();
    for (at, open) in line.char_indices().filter(|(_, c)| "〔[（(【［﹝{〖".contains(*c)) {
        let led = line.get(..at).and_then(|text| text.trim_end().chars().next_back()).is_some_and(is_han);
        let inside = from(line, at + open.len_utf8());
        let Some((close_at, close)) =
            inside.char_indices().take(NEAR).find(|(_, c)| "〕]）)】］﹞}〗".contains(*c))
        else {
            continue;
        };
        let year = inside.get(..close_at).unwrap_or_default().trim();
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let rest = from(inside, close_at + close.len_utf8()).trim_start();
        let number = rest.strip_prefix('第').unwrap_or(rest).trim_start();
        let after = number.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = after.len() < number.len() && after.trim_start().starts_with('号');
        if led && is_year && (year.starts_with("19") || year.starts_with("20")) && numbered {
            found.push(((at, open), (at + open.len_utf8() + close_at, close)));
        }
    }
    found
}

/// What stands in the quotes “” is another's word: whether a byte of a line does.
pub fn is_quoted(line: &str, at: usize) -> bool {
    let ahead = line.get(..at).unwrap_or_default().chars().rev();
    ahead.take(QUOTED).find(|c| "“”".contains(*c)) == Some('“')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_of_both_widths_are_paired() {
        assert_eq!(round_pairs("（a(b)c)"), [((0, '（'), (8, ')')), ((4, '('), (6, ')'))]);
        assert_eq!(round_pairs("（含1)和2)）"), []);
        assert_eq!(round_pairs("（一"), []);
    }

    #[test]
    fn years_of_document_numbers_are_found_in_any_bracket() {
        let marks = |line| document_years(line).into_iter().map(|(a, b)| (a.1, b.1)).collect::<Vec<_>>();
        assert_eq!(marks("国办发[2021]30号"), [('[', ']')]);
        assert_eq!(marks("国办公开办函〔2021〕30号"), [('〔', '〕')]);
        assert_eq!(marks("样政办发 （ 2022 ） 第 28 号"), [('（', '）')]);
        assert_eq!(marks("（2021）样01行初30号，表（2021）30件，海城镇（2021）"), []);
    }

    #[test]
    fn quoted_words_are_known() {
        let line = "群众问“我镇何时公开”，我镇答复";
        let places: Vec<bool> = line.match_indices("我镇").map(|(at, _)| is_quoted(line, at)).collect();
        assert_eq!(places, [true, false]);
    }
}
