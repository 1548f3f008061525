//! Telephone numbers and mailboxes as they are written in a text.

use std::ops::Range;

/// Where a text gives a telephone to call: the number behind 电话.
pub(super) fn phones(text: &str) -> Vec<Range<usize>> {
    const WORD: &str = "电话";
    let found = text.match_indices(WORD).filter_map(|(at, _)| {
        let rest = text.get(at + WORD.len()..)?;
        let number = rest.strip_prefix("号码").unwrap_or(rest);
        let number = number.trim_start_matches(['：', ':', '为', '是', ' ', '\u{3000}']);
        let start = text.len() - number.len();
        let end = number.find(|c| !is_of_phone(c)).unwrap_or(number.len());
        let number = number.get(..end)?.trim_end_matches(['(', '（', '/', '、', '-', '—', ' ', '转']);
        number.chars().any(|c| digit(c).is_some()).then(|| start..start + number.len())
    });
    found.collect()
}

/// What is wrong with a telephone number: the variant of the message of `contact-phone`.
pub(super) fn fault(number: &str) -> Option<&'static str> {
    let masks = ['*', '×', 'x', 'X', '＊'];
    let first = number.split(['、', '/', '／']).next().unwrap_or_default();
    let first = first.split('转').next().unwrap_or_default();
    let digits: String = first.chars().filter_map(digit).collect();
    if number.contains(masks) {
        return Some("masked");
    }
    if number.split(['、', '/', '／']).any(|one| mobiles(one.trim()).len() == 1) {
        return Some("mobile");
    }
    // 12345 and the like are right as they are; numbers of other lengths are not judged.
    (matches!(digits.len(), 7 | 8) && !digits.starts_with(['0', '1'])).then_some("area")
}

/// Where mobile numbers stand: 11 digits, also as 138-1234-5678, that are part of no longer word.
pub(super) fn mobiles(text: &str) -> Vec<Range<usize>> {
    const OTHER: [&str; 8] = ["编号", "编码", "代码", "文号", "索引号", "序号", "案号", "单号"];
    let mut found = Vec::new();
    let mut end = 0;
    for (at, _) in text.char_indices().filter(|(_, c)| digit(*c) == Some('1')) {
        let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else { continue };
        let country = ["+86", "+86-", "+86 "].iter().any(|prefix| before.ends_with(prefix));
        let joined = before.chars().next_back().is_some_and(|c| is_of_word(c) || c == '.');
        let near: String = before.chars().rev().take(8).collect();
        let named = OTHER.iter().any(|word| near.contains(&word.chars().rev().collect::<String>()));
        if at < end || joined && !country || named {
            continue;
        }
        let Some(length) = mobile(rest) else { continue };
        let behind = rest.get(length..).and_then(|rest| rest.chars().next());
        // 13000000000元 is an amount.
        if !behind.is_some_and(|c| is_of_word(c) || "元万亿件条份人个吨".contains(c)) {
            end = at + length;
            found.push(at..end);
        }
    }
    found
}

/// The length in bytes of a mobile number at the head of a text.
fn mobile(text: &str) -> Option<usize> {
    let mut digits = String::new();
    let mut separator = None;
    for (at, c) in text.char_indices() {
        match (digit(c), digits.len()) {
            (Some(digit), 0..11) => digits.push(digit),
            (None, 3) if c == '-' || c == ' ' => separator = Some(c),
            (None, 7) if Some(c) == separator => {}
            _ => return None,
        }
        if digits.len() == 11 {
            let mobile = digits.get(1..2).is_some_and(|second| ("3"..="9").contains(&second));
            return mobile.then_some(at + c.len_utf8());
        }
    }
    None
}

/// Where mailboxes of free providers stand.
pub(super) fn free_mailboxes(text: &str) -> Vec<Range<usize>> {
    const FREE: [&str; 17] = [
        "qq.com",
        "foxmail.com",
        "163.com",
        "126.com",
        "yeah.net",
        "139.com",
        "189.cn",
        "sina.com",
        "sina.cn",
        "sohu.com",
        "aliyun.com",
        "21cn.com",
        "gmail.com",
        "hotmail.com",
        "outlook.com",
        "yahoo.com",
        "tom.com",
    ];
    let found = text.match_indices(['@', '＠']).filter_map(|(at, sign)| {
        let is_of_address = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
        let before = text.get(..at)?;
        let start = before.trim_end_matches(is_of_address).len();
        let domain = text.get(at + sign.len()..)?;
        let length = domain.find(|c| !is_of_address(c)).unwrap_or(domain.len());
        let domain = domain.get(..length)?.trim_end_matches('.').to_ascii_lowercase();
        let free = FREE.iter().any(|free| {
            domain.strip_suffix(free).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        });
        free.then(|| start..at + sign.len() + domain.len())
    });
    found.collect()
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

fn is_of_phone(c: char) -> bool {
    digit(c).is_some() || "+*×xX＊()（）-—－–‑ /／、转".contains(c)
}

fn is_of_word(c: char) -> bool {
    digit(c).is_some() || c.is_ascii_alphanumeric() || "-_/*×".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, ranges: Vec<Range<usize>>) -> Vec<&str> {
        ranges.into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn a_phone_stands_behind_its_word() {
        let text = "联系电话：0999—5550100（传真0999-5550101），也可拨打电话 0999-5550110、5550111。";
        assert_eq!(written(text, phones(text)), ["0999—5550100", "0999-5550110、5550111"]);
        assert_eq!(phones("请打电话咨询"), []);
    }

    #[test]
    fn a_phone_has_an_area_code_and_is_not_masked() {
        for right in
            ["0999-5550100", "(0999)5550100", "010-55501000", "0999 5550100、5550111", "12345", "95598"]
        {
            assert_eq!(fault(right), None, "{right}");
        }
        for right in ["400-6550100", "+86-999-5550100", "0999-5550100转801", "５５０１"] {
            assert_eq!(fault(right), None, "{right}");
        }
        assert_eq!(fault("5550100"), Some("area"));
        assert_eq!(fault("0999-555****"), Some("masked"));
        assert_eq!(fault("13812345678"), Some("mobile"));
        assert_eq!(fault("0999-5550100/138 1234 5678"), Some("mobile"));
    }

    #[test]
    fn a_mobile_number_is_part_of_no_longer_word() {
        let text = "电话138-1234-5678或１３８１２３４５６７８、+8613812345678";
        assert_eq!(written(text, mobiles(text)), ["138-1234-5678", "１３８１２３４５６７８", "13812345678"]);
        for other in [
            "138123456789",
            "2022-13812345678",
            "编号13812345678",
            "12812345678",
            "1381234567",
            "13800000000元",
        ] {
            assert_eq!(mobiles(other), [], "{other}");
        }
    }

    #[test]
    fn a_free_mailbox_is_known_by_its_provider() {
        let text = "邮箱：xxgk@163.com，office@mail.qq.com。xxgk@example.gov.cn、a@1163.com";
        assert_eq!(written(text, free_mailboxes(text)), ["xxgk@163.com", "office@mail.qq.com"]);
    }
}
