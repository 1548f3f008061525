//! Percent-encoding of paths.

use std::fmt::Write as _;

/// A path as a relative URI: everything but unreserved characters and `/` as `%` and hexadecimal digits.
pub fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded() {
        assert_eq!(encoded("content/2022/a b/附:件%.pdf"), "content/2022/a%20b/%E9%99%84%3A%E4%BB%B6%25.pdf");
    }
}
