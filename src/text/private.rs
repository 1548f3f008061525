//! Numbers that must not be shown: identity numbers and bank cards in a text.
//!
//! In: a text. Out: where such numbers stand, or the text with their digits masked, byte for byte as long. It stands
//! this low so that every printer can mask what it prints.

use std::borrow::Cow;
use std::ops::Range;

/// A number that must not be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Private {
    /// What it is.
    pub kind: PrivateKind,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// What a private number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrivateKind {
    /// 居民身份证号码: 18 digits, the last may be X.
    Identity,
    /// 银行卡号: 16 to 19 digits.
    Card,
}

/// Words before a number that say it is something else.
const OTHER: [&str; 14] = [
    "编号",
    "编码",
    "代码",
    "文号",
    "索引号",
    "序号",
    "案号",
    "单号",
    "流水号",
    "受理号",
    "登记号",
    "许可证号",
    "统一代码",
    "条码",
];

/// Words that belong to bank cards. Without one of them a long number is most likely an index number.
const BANK: [&str; 9] = ["卡号", "银行", "账号", "帐号", "账户", "帐户", "开户", "信用社", "打款"];

/// A run of digits as it is written, groups of four with single spaces included.
struct Digits {
    range: Range<usize>,
    /// Digits of ordinary width, `X` last where it is written.
    plain: String,
    grouped: bool,
}

/// Identity numbers with a valid check digit and a birthday, and bank cards that pass the check of Luhn.
pub fn private_numbers(text: &str) -> Vec<Private> {
    let found = runs(text).into_iter().filter_map(|run| {
        let before: String =
            text.get(..run.range.start)?.chars().rev().take(10).collect::<Vec<_>>().iter().rev().collect();
        if OTHER.iter().any(|word| before.contains(word)) {
            return None;
        }
        let kind = if is_identity(&run.plain) {
            PrivateKind::Identity
        } else if is_card(&run.plain) && (run.grouped || speaks_of_a_bank(text, &run.range)) {
            PrivateKind::Card
        } else {
            return None;
        };
        Some(Private { kind, range: run.range })
    });
    found.collect()
}

/// The text with all but the first two and the last two digits of private numbers masked; of the same length in bytes.
pub fn masked(text: &str) -> Cow<'_, str> {
    let found = private_numbers(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for Private { range, .. } in found {
        out.push_str(text.get(at..range.start).unwrap_or_default());
        let number = text.get(range.clone()).unwrap_or_default();
        let count = number.chars().count();
        for (index, c) in number.chars().enumerate() {
            let shown = index < 2 || index + 2 >= count || c == ' ';
            out.push(match c {
                c if shown => c,
                c if c.is_ascii() => '*',
                _ => '＊',
            });
        }
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(out)
}

/// A digit of either width.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// All runs of 16 or more digits that are part of no longer word.
fn runs(text: &str) -> Vec<Digits> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, c)) = chars.next() {
        let joined = before.is_some_and(|c: char| c.is_ascii_alphanumeric() || "-_/.@".contains(c));
        before = Some(c);
        let Some(first) = digit(c) else { continue };
        let mut run = Digits { range: at..at + c.len_utf8(), plain: first.to_string(), grouped: false };
        loop {
            let rest = text.get(run.range.end..).unwrap_or_default();
            let mut next = rest.chars();
            match (next.next(), next.next()) {
                (Some(c), _) if digit(c).is_some() => {
                    run.plain.extend(digit(c));
                    run.range.end += c.len_utf8();
                }
                (Some(' '), Some(c)) if digit(c).is_some() && run.plain.len().is_multiple_of(4) => {
                    // Groups of four only: a row of figures has groups of other lengths.
                    let group = rest.chars().skip(1).take_while(|c| digit(*c).is_some()).count();
                    if group > 4 || run.plain.len() > 4 && !run.grouped {
                        break;
                    }
                    run.grouped = true;
                    run.range.end += 1;
                }
                (Some('X' | 'x' | 'Ｘ' | 'ｘ'), _) if run.plain.len() == 17 => {
                    run.plain.push('X');
                    run.range.end += rest.chars().next().map_or(0, char::len_utf8);
                    break;
                }
                _ => break,
            }
        }
        while chars.next_if(|(at, _)| *at < run.range.end).is_some() {}
        before = text.get(..run.range.end).and_then(|text| text.chars().next_back());
        let after = text.get(run.range.end..).and_then(|rest| rest.chars().next());
        let joined = joined || after.is_some_and(|c| c.is_ascii_alphanumeric() || "-_/@".contains(c));
        if run.plain.len() >= 16 && !joined {
            found.push(run);
        }
    }
    found
}

/// Region, birthday from 1900 on, and the check digit of GB 11643.
fn is_identity(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits: Vec<u32> = number.chars().map(|c| c.to_digit(10).unwrap_or(10)).collect();
    if digits.len() != 18 || digits.iter().take(17).any(|digit| *digit > 9) {
        return false;
    }
    let value = |range: Range<usize>| digits[range].iter().fold(0, |value, digit| value * 10 + digit);
    let born = (1900..2100).contains(&value(6..10))
        && (1..=12).contains(&value(10..12))
        && (1..=31).contains(&value(12..14));
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    (1..=8).contains(&digits[0]) && born && digits[17] == (12 - sum % 11) % 11
}

/// The issuers of cards seen in China, no year where an index number has one, and the check of Luhn.
fn is_card(number: &str) -> bool {
    let known = match number.len() {
        16 => ["62", "4", "51", "52", "53", "54", "55"].iter().any(|prefix| number.starts_with(prefix)),
        17..=19 => ["62", "9558"].iter().any(|prefix| number.starts_with(prefix)),
        _ => false,
    };
    let year = number.get(6..10).and_then(|year| year.parse::<u32>().ok());
    let dated = year.is_some_and(|year| (1949..2050).contains(&year));
    let same = number.bytes().all(|byte| number.bytes().next() == Some(byte));
    let sum: u32 = number
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(index, digit)| match (index % 2, digit) {
            (0, digit) => digit,
            (_, digit) => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    known && !dated && !same && number.bytes().all(|byte| byte.is_ascii_digit()) && sum.is_multiple_of(10)
}

/// Whether the line of a number, or the line before, speaks of a bank.
fn speaks_of_a_bank(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let start = before.rmatch_indices('\n').nth(1).map_or(0, |(at, _)| at);
    let end = text.get(range.end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| range.end + at);
    let around = text.get(start..end).unwrap_or_default();
    BANK.iter().any(|word| around.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<PrivateKind> {
        private_numbers(text).into_iter().map(|number| number.kind).collect()
    }

    #[test]
    fn identity_numbers_have_a_birthday_and_a_check_digit() {
        use PrivateKind::Identity;
        assert_eq!(kinds("张某（11010519491231002X）申请"), [Identity]);
        assert_eq!(kinds("身份证号１１０１０５１９４９１２３１００２Ｘ。"), [Identity]);
        assert_eq!(kinds("440524188001010014"), [], "born before 1900");
        assert_eq!(kinds("110105194912310021"), [], "check digit");
        assert_eq!(kinds("110105194913310026"), [], "month 13");
        assert_eq!(kinds("索引号11010519491231002X"), []);
        assert_eq!(kinds("a11010519491231002X"), []);
    }

    #[test]
    fn cards_pass_the_check_of_luhn_and_stand_by_a_bank() {
        use PrivateKind::Card;
        assert_eq!(kinds("银行事项6201022022000012340"), [], "a region and a year");
        assert_eq!(kinds("户名与账号：6222021234567890128"), [Card]);
        assert_eq!(kinds("6222 0212 3456 7890 128"), [Card]);
        assert_eq!(kinds("事项6222021234567890128"), [], "no bank");
        assert_eq!(kinds("银行编号6222021234567890128"), [], "an index number");
        assert_eq!(kinds("0 0 0 0 1234 5678 1234 5678"), []);
    }

    #[test]
    fn a_masked_text_is_as_long_as_before() {
        let text = "张某（11010519491231002X）、账号６２２２０２１２３４５６７８９０１２８";
        let hidden = masked(text);
        assert_eq!(hidden.len(), text.len());
        assert_eq!(hidden, "张某（11**************2X）、账号６２＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊２８");
        assert!(matches!(masked("2022年1月"), Cow::Borrowed(_)));
    }
}
