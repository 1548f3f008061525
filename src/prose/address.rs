//! Addresses of the web and of mail in a text: Latin tokens whose marks are no punctuation.

use std::ops::Range;

/// The addresses of a text, without the brackets and marks around them.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        match (c.is_ascii_graphic(), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                found.extend(trimmed(text, first..at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The address in a token: from its scheme, its `www.` or the name before its `@` on, without marks at the end.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let token = text.get(range.clone())?;
    let led_by =
        |at: usize, of: fn(char) -> bool| token.get(..at).map(|lead| lead.trim_end_matches(of).len());
    let start = if let Some(at) = token.find("://") {
        led_by(at, |c| c.is_ascii_alphabetic())
    } else if let Some(at) = token.find("www.") {
        Some(at)
    } else {
        led_by(token.find('@')?, |c| c.is_ascii_alphanumeric() || "._-+".contains(c))
    }?;
    let address = token.get(start..)?.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '/');
    Some(range.start + start..range.start + start + address.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        let of = |text: &'static str| -> Vec<&str> {
            addresses(text).into_iter().filter_map(|range| text.get(range)).collect()
        };
        assert_eq!(
            of("县政府网站(http://www.example.gov.cn/),网址:https://a.cn/x?b=1;"),
            ["http://www.example.gov.cn/", "https://a.cn/x?b=1"]
        );
        assert_eq!(of("邮箱:gk@example.gov.cn,电话:0999-5550100"), ["gk@example.gov.cn"]);
        assert_eq!(of("(234),:]https://a.cn/x,y;"), ["https://a.cn/x,y"]);
        assert_eq!(of("A4纸,PDF"), [] as [&str; 0]);
    }
}
