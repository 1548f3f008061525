//! A text without what varies between hands, for looking up fixed wording: no spaces, one width, one kind of bracket.

use std::ops::Range;

/// A folded text that knows where each of its characters was written.
pub struct Folded {
    /// The folded text. Spaces are gone, line ends are kept, `〔〕［］[]（）【】` are `()`, full-width ASCII is ASCII.
    pub text: String,
    /// For each character: its byte in the folded text, its bytes in the original.
    places: Vec<(usize, Range<usize>)>,
}

impl Folded {
    /// Folds a text.
    pub fn of(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), places: Vec::new() };
        for (at, c) in text.char_indices().filter(|(_, c)| *c == '\n' || !c.is_whitespace()) {
            folded.places.push((folded.text.len(), at..at + c.len_utf8()));
            folded.text.push(fold(c));
        }
        folded
    }

    /// Where a range of bytes of the folded text was written.
    pub fn range(&self, folded: &Range<usize>) -> Range<usize> {
        let first = self.places.partition_point(|(at, _)| *at < folded.start);
        let last = self.places.partition_point(|(at, _)| *at < folded.end);
        let start = self.places.get(first).map_or(0, |(_, range)| range.start);
        let end = last.checked_sub(1).and_then(|last| self.places.get(last));
        start..end.map_or(start, |(_, range)| range.end).max(start)
    }

    /// Where a wording stands, folded like this text: bytes of the original.
    pub fn find_all(&self, wording: &str) -> Vec<Range<usize>> {
        let wording = Self::of(wording).text;
        if wording.is_empty() {
            return Vec::new();
        }
        let found = self.text.match_indices(&wording);
        found.map(|(at, found)| self.range(&(at..at + found.len()))).collect()
    }
}

fn fold(c: char) -> char {
    match c {
        '〔' | '［' | '[' | '（' | '【' | '〖' => '(',
        '〕' | '］' | ']' | '）' | '】' | '〗' => ')',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_of_one_number_are_found_where_they_stand() {
        for written in
            ["国办函〔2021〕30号", "国办函［２０２１］30 号", "国办函 (2021) 30号", "国办函【2021】30号"]
        {
            let text = format!("按照（{written}）的要求");
            let found = Folded::of(&text).find_all("国办函〔2021〕30号");
            let found: Vec<&str> = found.into_iter().filter_map(|range| text.get(range)).collect();
            assert_eq!(found, [written]);
        }
        assert_eq!(Folded::of("国办函〔2021〕31号").find_all("国办函〔2021〕30号"), []);
        assert_eq!(Folded::of("一").find_all(""), []);
    }

    #[test]
    fn a_range_leads_back_to_what_was_written() {
        let text = "收到 申请 3 件";
        let folded = Folded::of(text);
        assert_eq!(folded.text, "收到申请3件");
        assert_eq!(text.get(folded.range(&(6..13))), Some("申请 3"));
    }
}
