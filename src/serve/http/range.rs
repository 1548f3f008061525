//! The part of an answer that a request asks for, as in RFC 9110, section 14.

use std::ops;

/// What a `Range` header means for something of a known length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Range {
    /// All of it: the range cannot be read, or there are several.
    Whole,
    /// These bytes; never none.
    Part(ops::Range<u64>),
    /// The range can be read, but not one byte is in it.
    Unsatisfiable,
}

impl Range {
    /// Reads the value of a `Range` header for something of `length` bytes. A number too large to count means the end.
    pub fn read(value: &str, length: u64) -> Self {
        let Some((unit, range)) = value.split_once('=') else { return Self::Whole };
        let Some((first, last)) = range.split_once('-') else { return Self::Whole };
        if !unit.eq_ignore_ascii_case("bytes") {
            return Self::Whole;
        }
        match (Bound::read(first), Bound::read(last)) {
            (Bound::Absent, Bound::At(0)) => Self::Unsatisfiable,
            // The last bytes of nothing are all of it.
            (Bound::Absent, Bound::At(_)) if length == 0 => Self::Whole,
            (Bound::Absent, Bound::At(count)) => Self::Part(length.saturating_sub(count)..length),
            (Bound::At(first), Bound::At(last)) if last < first => Self::Whole,
            (Bound::At(first), Bound::At(_) | Bound::Absent) if first >= length => Self::Unsatisfiable,
            (Bound::At(first), Bound::At(last)) => Self::Part(first..last.saturating_add(1).min(length)),
            (Bound::At(first), Bound::Absent) => Self::Part(first..length),
            _ => Self::Whole,
        }
    }
}

/// One side of the hyphen.
enum Bound {
    Absent,
    At(u64),
    Unreadable,
}

impl Bound {
    fn read(text: &str) -> Self {
        if text.is_empty() {
            Self::Absent
        } else if text.bytes().all(|byte| byte.is_ascii_digit()) {
            Self::At(text.parse().unwrap_or(u64::MAX))
        } else {
            Self::Unreadable
        }
    }
}
