//! The name of a release: when it was made, and the beginning of its manifest's digest.

use std::fmt::{self, Write as _};

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use sha2::{Digest, Sha256};

/// How the time stands in a name.
const TIME: &str = "%Y%m%dT%H%M%SZ";

/// How many digits of the digest stand in a name.
const DIGITS: usize = 8;

/// The name of a release, such as `20250120T013000Z-1a2b3c4d`. The order of the names is that of the releases.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(String);

impl Id {
    /// The name of a release that is made now, of which the manifest says this. It is later than the newest that is
    /// there, even where a clock went back.
    pub fn new(now: Timestamp, newest: Option<&Self>, manifest: &str) -> Self {
        let after = newest.and_then(|id| id.time()?.checked_add(1.second()).ok());
        let time = after.map_or(now, |after| after.max(now)).strftime(TIME);
        let mut name = format!("{time}-");
        for byte in Sha256::digest(manifest).iter().take(DIGITS / 2) {
            write!(name, "{byte:02x}").expect("a string takes all text");
        }
        Self(name)
    }

    /// A name as we write them; none where it is anything else.
    pub fn parse(name: &str) -> Option<Self> {
        let id = Self(name.to_owned());
        let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        let is_written = id.time().is_some_and(|time| name.starts_with(&time.strftime(TIME).to_string()));
        let digits = id.digits();
        (is_written && digits.len() == DIGITS && digits.chars().all(is_digit)).then_some(id)
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a manifest with this digest can be the one of this release.
    pub fn fits(&self, sha256: &str) -> bool {
        sha256.starts_with(self.digits())
    }

    fn time(&self) -> Option<Timestamp> {
        let (time, _) = self.0.split_once('-')?;
        Offset::UTC.to_timestamp(DateTime::strptime(TIME, time).ok()?).ok()
    }

    fn digits(&self) -> &str {
        self.0.split_once('-').map_or("", |(_, digits)| digits)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_named_after_its_time_and_its_manifest() {
        let now: Timestamp = "2025-01-20T01:30:00.4Z".parse().expect("a time");
        let first = Id::new(now, None, "{}");
        assert_eq!(first.as_str(), "20250120T013000Z-44136fa3");
        assert_eq!(Id::parse(first.as_str()), Some(first.clone()));
        assert!(first.fits("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"));
        assert!(!first.fits("44136fa4"));
    }

    #[test]
    fn a_clock_that_went_back_does_not_change_the_order() {
        let now: Timestamp = "2025-01-20T01:30:00Z".parse().expect("a time");
        let first = Id::new(now, None, "a");
        let second = Id::new("1970-01-01T00:00:00Z".parse().expect("a time"), Some(&first), "b");
        assert!(second > first, "{second}");
        assert!(second.as_str().starts_with("20250120T013001Z-"), "{second}");
    }

    #[test]
    fn nothing_else_is_a_name() {
        for name in [
            "",
            "20250120T013000Z",
            "20250120T013000Z-44136fa",
            "20250120T013000Z-44136fa3.part",
            "20250120T013000Z-44136FA3",
            "20251320T013000Z-44136fa3",
            "20250120T013000Z-44136fa3/..",
            "../../etc",
        ] {
            assert_eq!(Id::parse(name), None, "{name}");
        }
    }
}
