//! Addresses of links and images: which are let through, and how they are written.
//!
//! In: an address as Markdown gives it, entities and backslash escapes undone. Out: what goes into the attribute, or
//! nothing. An allow-list: whatever is not recognised is refused.

use std::fmt::Write;

use super::character::is_invisible;

/// An address that may be linked, percent-encoded (but not yet escaped for HTML).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// Nothing: the link has no address yet.
    Nowhere,
    /// A place in this portal: a path, a query or a fragment.
    Relative(String),
    /// Another site, by http or https.
    External(String),
    /// Somebody to write to or call: mailto or tel.
    Contact(String),
}

/// Reads an address; none if it might do anything but lead to a page or a person.
pub(super) fn address(raw: &str) -> Option<Address> {
    // Browsers drop tabs and line ends anywhere in an address, and controls and blanks at its ends.
    let kept: String = raw.chars().filter(|&c| c != '\n' && c != '\t' && !is_invisible(c, None)).collect();
    let kept = kept.trim();
    let folded: String = kept.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    if folded.contains('\\') || folded.starts_with("//") {
        return None;
    }
    if folded.is_empty() {
        return Some(Address::Nowhere);
    }
    match folded.find([':', '/', '?', '#']).map(|at| folded.split_at(at)) {
        Some((scheme, rest)) if rest.starts_with(':') => match scheme {
            "http" | "https" if rest.len() > 3 && rest.starts_with("://") && !rest.starts_with(":///") => {
                Some(Address::External(encode(kept)))
            }
            "mailto" | "tel" => Some(Address::Contact(encode(kept))),
            _ => None,
        },
        _ => Some(Address::Relative(encode(kept))),
    }
}

/// Percent-encodes what may not stand in an address; what is encoded already stays.
fn encode(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = String::with_capacity(bytes.len());
    for (at, &byte) in bytes.iter().enumerate() {
        let plain = match byte {
            b'%' => bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
            _ => byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&byte),
        };
        if plain {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a String takes everything");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_people_and_files_are_let_through() {
        let relative = |text: &str| Some(Address::Relative(text.to_owned()));
        let external = |text: &str| Some(Address::External(text.to_owned()));
        let contact = |text: &str| Some(Address::Contact(text.to_owned()));
        for (raw, expected) in [
            (" \t", Some(Address::Nowhere)),
            ("2022/附件 一.pdf", relative("2022/%E9%99%84%E4%BB%B6%20%E4%B8%80.pdf")),
            ("完成100%.pdf", relative("%E5%AE%8C%E6%88%90100%25.pdf")),
            ("%E9%99%84.pdf", relative("%E9%99%84.pdf")),
            ("../guide/?a=1&b=2#二", relative("../guide/?a=1&b=2#%E4%BA%8C")),
            ("/guide/", relative("/guide/")),
            ("#a:b", relative("#a:b")),
            ("附件：一.pdf", relative("%E9%99%84%E4%BB%B6%EF%BC%9A%E4%B8%80.pdf")),
            ("HTTPS://www.gov.cn/a?b=\"<", external("HTTPS://www.gov.cn/a?b=%22%3C")),
            (" http://a.cn\n/b ", external("http://a.cn/b")),
            ("mailto:gk@haicheng.gov.cn", contact("mailto:gk@haicheng.gov.cn")),
            ("tel:0955-0000000", contact("tel:0955-0000000")),
        ] {
            assert_eq!(address(raw), expected, "{raw}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for raw in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "java script:alert(1)",
            "java\u{200B}script:alert(1)",
            "javascript\u{A0}:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example",
            "/\t/evil.example",
            "\\\\evil.example",
            "/\\evil.example",
            "https:\\\\evil.example",
            "https:evil.example",
            "https:///evil.example",
            "https://",
            "ftp://a.cn",
            ":x",
        ] {
            assert_eq!(address(raw), None, "{raw:?}");
        }
    }
}
