//! `markup-left` (L8): markup that a reader would see, as in `信息&nbsp;公开` or `\n`. Raw HTML tags are `raw-html`.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::{before, from};
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "markup-left", code: "L8", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
markup-left = 正文里有残留的代码“{ $found }”：“{ $quote }”
    .help = 请删去它，或者换成它所代表的字符。
doc-markup-left =
    .what = 正文里能看见“&nbsp;”“&lt;”“\n”“<br”这样的代码，多半是从网页或系统里导出时带来的。
    .why = 读者会看见这些字符；检查网站时属于页面差错。
    .mend = 删去代码，或者换成它所代表的字符。
",
    r"
markup-left = Markup is left in the text, “{ $found }”: “{ $quote }”
    .help = Delete it, or write the character it stands for.
doc-markup-left =
    .what = Readers see code such as “&nbsp;”, “&lt;”, “\n” or “<br”, mostly left by an export from a web page or another system.
    .why = It is shown as it is; inspectors of websites count it as a faulty page.
    .mend = Delete the code, or write the character it stands for.
",
);

/// Names of characters in HTML.
const NAMES: [&str; 14] = [
    "nbsp", "lt", "gt", "amp", "quot", "apos", "ldquo", "rdquo", "lsquo", "rsquo", "mdash", "hellip", "emsp",
    "ensp",
];

/// Names of tags that word processors and web editors write.
const TAGS: [&str; 13] =
    ["br", "p", "span", "div", "td", "tr", "table", "font", "strong", "b", "a", "img", "style"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        let mut told = 0;
        for (at, c) in chapter.text.char_indices().filter(|(_, c)| "&<\\".contains(*c)) {
            let Some(range) = code(chapter.text, at, c) else { continue };
            // A tag that follows a tag is of the same cause.
            if at >= told {
                let found = chapter.text.get(range.clone()).unwrap_or_default().to_owned();
                findings.push(subject.finding(&RULE, chapter, &range).arg("found", found));
            }
            told = range.end;
        }
    }
    findings
}

/// The bytes of the code that begins at a character, if one does.
fn code(text: &str, at: usize, first: char) -> Option<Range<usize>> {
    let rest = from(text, at + 1);
    let word = |text: &str| text.chars().take_while(char::is_ascii_alphanumeric).count();
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    match first {
        '&' => {
            let number = rest.strip_prefix('#');
            let len = number.map_or_else(|| word(rest), |rest| 1 + word(rest));
            let name = rest.get(..len)?;
            let of_number =
                number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == 'x'));
            let semicolon = usize::from(from(rest, len).starts_with(';'));
            (of_number && semicolon == 1 || NAMES.contains(&name)).then(|| at..at + 1 + len + semicolon)
        }
        '<' => {
            let close = usize::from(rest.starts_with('/'));
            let len = word(from(rest, close));
            let name = from(rest, close).get(..len)?.to_ascii_lowercase();
            let inside = rest.char_indices().take_while(|(_, c)| c.is_ascii() && *c != '<');
            let end = inside.into_iter().find(|(_, c)| *c == '>').map_or(close + len, |(end, _)| end + 1);
            TAGS.contains(&name.as_str()).then(|| at..at + 1 + end)
        }
        // `C:\new` is a path.
        '\\' => {
            let is_escape = rest.starts_with(['n', 't', 'r']) && !is_letter(rest.chars().nth(1));
            let is_path =
                before(text, at).is_some_and(|c| c.is_ascii_alphanumeric() || c == ':' || c == '\\');
            (is_escape && !is_path).then(|| at..at + 2)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_told_from_signs_and_paths() {
        let of = |text: &'static str| -> Vec<&str> {
            let marks = text.char_indices().filter(|(_, c)| "&<\\".contains(*c));
            marks.filter_map(|(at, c)| text.get(code(text, at, c)?)).collect()
        };
        assert_eq!(of("信息&nbsp;公开&#8220;a&nbsp公开"), ["&nbsp;", "&#8220;", "&nbsp"]);
        assert_eq!(of("一\\n二<br 三</p>四<b>五"), ["\\n", "<br", "</p>", "<b>"]);
        assert_eq!(of("R&D、A&B公司、3<5、C:\\new\\t、《<目录>》"), [] as [&str; 0]);
    }
}
