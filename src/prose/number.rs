//! Numbers as Chinese texts write them: 12, １２, 1,234, 1.2万, 十二, 两, 一百零五.

use std::ops::Range;

use crate::text::Decimal;

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// What it is worth.
    pub value: Decimal,
    /// How many decimals are written; none in Chinese numerals and before 万 and 亿.
    pub decimals: usize,
    /// Whether it is meant to the last digit; not so in 近百, 100余, 约3.
    pub exact: bool,
    /// Its bytes, with a multiplier such as 万.
    pub range: Range<usize>,
}

/// Words in front of a number that make it a rough one.
const ROUGH_BEFORE: [&str; 13] =
    ["近", "约", "大约", "超过", "逾", "超", "不足", "不到", "至少", "至多", "多达", "将近", "达到近"];

/// Words behind a number that make it a rough one.
const ROUGH_BEHIND: [char; 4] = ['余', '多', '几', '来'];

/// The numbers of a text in order. Ordinals (第三) are none, and neither is what stands in a word of Latin letters.
pub fn numbers(text: &str) -> Vec<Number> {
    if !text.contains(|c| digit(c).is_some() || is_numeral(c)) {
        return Vec::new();
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let Some((value, decimals, len)) = arabic(&chars[at..]).or_else(|| chinese(&chars[at..])) else {
            // What is no number as a whole is none in parts either.
            let rest = &chars[at..];
            let digits = rest.iter().take_while(|(_, c)| digit(*c).is_some()).count();
            let numerals = rest.iter().take_while(|(_, c)| is_numeral(*c)).count();
            at += digits.max(numerals).max(1);
            continue;
        };
        let (value, decimals, len) = multiplied(value, decimals, len, &chars[at..]);
        let end = at + len;
        let byte = |index: usize| chars.get(index).map_or(text.len(), |(at, _)| *at);
        let before = text.get(..byte(at)).unwrap_or_default();
        let joined = |c: char| c.is_ascii_alphanumeric() || matches!(c, '第' | '.' | '-' | '/' | '－');
        let is_word =
            before.ends_with(joined) || chars.get(end).is_some_and(|(_, c)| c.is_ascii_alphabetic());
        let rough = chars.get(end).is_some_and(|(_, c)| ROUGH_BEHIND.contains(c))
            || ROUGH_BEFORE.iter().any(|word| before.trim_end().ends_with(word));
        if !is_word {
            found.push(Number { value, decimals, exact: !rough, range: byte(at)..byte(end) });
        }
        at = end;
    }
    found
}

/// A character as an ASCII digit, whichever its width.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

/// Arabic digits at the front: value, decimals, and how many characters they take.
fn arabic(chars: &[(usize, char)]) -> Option<(Decimal, usize, usize)> {
    let digits = |from: usize| -> String { chars.iter().skip(from).map_while(|(_, c)| digit(*c)).collect() };
    let mut whole = digits(0);
    if whole.is_empty() {
        return None;
    }
    let mut len = whole.len();
    // 1,234 and 1 234 are one number; 1,23 and 12,345,6 are not, and neither is what a full-width comma parts.
    let first = whole.len();
    loop {
        let next = digits(len + 1);
        let apart = |c: char| matches!(c, ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
        if first > 3 || !chars.get(len).is_some_and(|(_, c)| apart(*c)) || next.len() != 3 {
            break;
        }
        whole += &next;
        len += 4;
    }
    let mut decimals = 0;
    if matches!(chars.get(len), Some((_, '.' | '．'))) {
        let part = digits(len + 1);
        if !part.is_empty() {
            decimals = part.len();
            len += 1 + decimals;
            whole = format!("{whole}.{part}");
        }
    }
    let plain = whole.trim_start_matches('0');
    let plain =
        if plain.is_empty() || plain.starts_with('.') { format!("0{plain}") } else { plain.to_owned() };
    Some((Decimal::parse(&plain).ok()?, decimals, len))
}

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '零'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
    )
}

/// Chinese numerals at the front.
fn chinese(chars: &[(usize, char)]) -> Option<(Decimal, usize, usize)> {
    let ones = |c: char| {
        "零一二三四五六七八九".chars().position(|other| other == c).or(match c {
            '〇' => Some(0),
            '两' => Some(2),
            _ => None,
        })
    };
    let tens = |c: char| match c {
        '十' => Some(10_usize),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    };
    let (mut sum, mut last, mut len) = (0_usize, None, 0);
    for (_, c) in chars {
        if let Some(value) = ones(*c) {
            // 二零二二 is a row of digits, a year or a code, not a numeral.
            if last.is_some_and(|last| last != 0) {
                return None;
            }
            last = Some(value);
        } else if let Some(factor) = tens(*c) {
            sum += last.take().unwrap_or(1) * factor;
        } else {
            break;
        }
        len += 1;
    }
    let value = i64::try_from(sum + last.unwrap_or(0)).ok()?;
    (len > 0).then(|| (Decimal::from(value), 0, len))
}

/// The same with 万 or 亿 behind it.
fn multiplied(
    value: Decimal,
    decimals: usize,
    len: usize,
    chars: &[(usize, char)],
) -> (Decimal, usize, usize) {
    let zeros = match chars.get(len) {
        Some((_, '万')) if !matches!(chars.get(len + 1), Some((_, '元'))) => 4,
        Some((_, '亿')) if !matches!(chars.get(len + 1), Some((_, '元'))) => 8,
        _ => return (value, decimals, len),
    };
    let text = value.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    if part.len() > zeros {
        return (value, decimals, len);
    }
    let digits = format!("{whole}{part:0<zeros$}");
    match Decimal::parse(digits.trim_start_matches('0')) {
        Ok(value) => (value, 0, len + 1),
        Err(_) => (value, decimals, len),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, bool)> {
        numbers(text).into_iter().map(|number| (number.value.to_string(), number.exact)).collect()
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        for (text, value) in [
            ("12件", "12"),
            ("１２件", "12"),
            ("1,234件", "1234"),
            ("12,345,678件", "12345678"),
            ("26 365件", "26365"),
            ("1 234 567件", "1234567"),
            ("1.2万件", "12000"),
            ("3万件", "30000"),
            ("0.35万件", "3500"),
            ("十二件", "12"),
            ("两件", "2"),
            ("二十件", "20"),
            ("一百零五件", "105"),
            ("一千二百件", "1200"),
            ("三十一件", "31"),
            ("58.70%", "58.7"),
            ("1894.4029万元", "1894.4029"),
        ] {
            assert_eq!(read(text), [(value.to_owned(), true)], "{text}");
        }
    }

    #[test]
    fn rough_numbers_are_known_as_such() {
        for text in ["100余条", "近百条", "约3件", "二十多件", "超过50件"] {
            assert!(read(text).iter().all(|(_, exact)| !exact), "{text}");
        }
    }

    #[test]
    fn ordinals_codes_and_rows_of_digits_are_no_numbers() {
        for text in ["第三条", "第20条", "A4纸", "二零二二年", "v2.0"] {
            assert_eq!(read(text), [], "{text}");
        }
        assert_eq!(read("受理3件,5件办结").len(), 2, "a comma between counts parts them");
    }
}
