//! Dates in a text: 2022年12月20日, 12月20日.

use std::ops::Range;

/// A day as it is written. It need not exist: 2月30日 is read too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// The year, where it is written.
    pub year: Option<i32>,
    /// The month.
    pub month: i8,
    /// The day.
    pub day: i8,
    /// Its bytes.
    pub range: Range<usize>,
}

/// The dates of a text in order, spaces around digits or not.
pub fn dates(text: &str) -> Vec<WrittenDate> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let starts = !at.checked_sub(1).is_some_and(|before| chars[before].1.is_ascii_digit());
        match starts.then(|| date(&chars, at)).flatten() {
            Some((year, month, day, end)) => {
                let byte = |index: usize| chars.get(index).map_or(text.len(), |(at, _)| *at);
                found.push(WrittenDate { year, month, day, range: byte(at)..byte(end) });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn date(chars: &[(usize, char)], at: usize) -> Option<(Option<i32>, i8, i8, usize)> {
    let (first, next) = figure(chars, at)?;
    let (year, month, next) = match chars.get(next)?.1 {
        '年' => {
            let (month, next) = figure(chars, next + 1)?;
            (Some(first), month, next)
        }
        _ => (None, first, next),
    };
    if chars.get(next)?.1 != '月' {
        return None;
    }
    let (day, next) = figure(chars, next + 1)?;
    if !matches!(chars.get(next)?.1, '日' | '号') {
        return None;
    }
    Some((year, i8::try_from(month).ok()?, i8::try_from(day).ok()?, next + 1))
}

/// A figure of at most four digits and the index of the first character behind it that is no space.
fn figure(chars: &[(usize, char)], at: usize) -> Option<(i32, usize)> {
    let space = |index: usize| chars.iter().skip(index).take_while(|(_, c)| *c == ' ').count();
    let start = at + space(at);
    let digits: String = chars.iter().skip(start).map(|(_, c)| *c).take_while(char::is_ascii_digit).collect();
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    let end = start + digits.len();
    Some((digits.parse().ok()?, end + space(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_and_without_year_and_spaces() {
        let read =
            |text| dates(text).into_iter().map(|date| (date.year, date.month, date.day)).collect::<Vec<_>>();
        assert_eq!(read("自2022年1月1日起至12月31日止"), [(Some(2022), 1, 1), (None, 12, 31)]);
        assert_eq!(read("于 2022 年 12 月 20 日收到"), [(Some(2022), 12, 20)]);
        assert_eq!(read("12月中旬、2022年、20221月1日"), []);
        assert_eq!(read("2022年2月30日"), [(Some(2022), 2, 30)]);
    }
}
