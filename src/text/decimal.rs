//! Exact decimal numbers: counts and amounts of money. Never a float.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Neg, Sub};

/// A decimal number with at most [`Decimal::MAX_PLACES`] places, exact, without trailing zeros.
///
/// A parsed value has at most 15 digits before the point, so sums over every cell of a country stay far from overflow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The value in units of the smallest place that is kept.
    units: i128,
}

/// Why a text is not a number; each has its own advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// Thousands separators, as in `1,234`.
    Separator,
    /// A zero in front, as in `012`, which some tools read as octal.
    LeadingZero,
    /// A plus sign, an exponent, `0x`, `_`, a bare point: other notations of programs.
    Notation,
    /// A number with a unit, as in `12件`.
    Unit,
    /// Written in Chinese numerals, as in `十二`.
    ChineseNumeral,
    /// More than 15 digits before the point.
    TooLarge,
    /// More places after the point than are kept.
    TooPrecise,
    /// Not a number at all.
    NotANumber,
}

impl Decimal {
    /// Places kept after the point. The most seen in real reports is four (万元).
    pub const MAX_PLACES: u32 = 6;
    const ONE: i128 = 10_i128.pow(Self::MAX_PLACES);
    const MAX_DIGITS: usize = 15;

    /// Zero.
    pub const ZERO: Self = Self { units: 0 };

    /// The number in units of its smallest place, the last of [`Decimal::MAX_PLACES`]: for formats with a fixed point.
    pub fn units(self) -> i128 {
        self.units
    }

    /// Whether there is nothing after the point.
    pub fn is_integer(self) -> bool {
        self.units % Self::ONE == 0
    }

    /// The number so many times.
    #[must_use]
    pub fn times(self, count: u32) -> Self {
        Self { units: self.units * i128::from(count) }
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { units: self.units.abs() }
    }

    /// How long the number is where `whole` has a length, rounded down; nothing is long where the whole is zero.
    pub fn part_of(self, whole: Self, length: i64) -> i64 {
        let part = (self.units * i128::from(length)).checked_div(whole.units).unwrap_or_default();
        i64::try_from(part).unwrap_or(length)
    }

    /// Whether the number is below zero.
    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    /// Whether the number is zero.
    pub fn is_zero(self) -> bool {
        self.units == 0
    }

    /// Reads ASCII digits with an optional `-` and one optional point: the only notation accepted.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, places) = digits.split_once('.').map_or((digits, None), |(w, p)| (w, Some(p)));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || places.is_some_and(|part| !plain(part)) {
            return Err(explain(text));
        }
        let places = places.unwrap_or_default().trim_end_matches('0');
        if whole.len() > 1 && whole.starts_with('0') {
            return Err(DecimalError::LeadingZero);
        }
        if whole.len() > Self::MAX_DIGITS {
            return Err(DecimalError::TooLarge);
        }
        let wanted = Self::MAX_PLACES as usize;
        if places.len() > wanted {
            return Err(DecimalError::TooPrecise);
        }
        let units = format!("{whole}{places:0<wanted$}").parse().map_err(|_| DecimalError::TooLarge)?;
        Ok(if negative { -Self { units } } else { Self { units } })
    }
}

/// Names what is wrong with a text that is not a plain number.
fn explain(text: &str) -> DecimalError {
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    let chinese = |c: char| "〇零一二两三四五六七八九十百千万亿".contains(c);
    if !text.is_empty() && text.chars().all(chinese) {
        DecimalError::ChineseNumeral
    } else if !has_digit {
        DecimalError::NotANumber
    } else if grouped(text.strip_prefix('-').unwrap_or(text)) {
        DecimalError::Separator
    } else if text.chars().all(|c| c.is_ascii_alphanumeric() || "+-._".contains(c)) {
        DecimalError::Notation
    } else if text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(|c: char| !c.is_ascii()) {
        DecimalError::Unit
    } else {
        DecimalError::NotANumber
    }
}

/// Whether digits stand in groups, as in `1,234.5`.
fn grouped(text: &str) -> bool {
    let separator = |c: char| ", ，'’\u{A0}\u{3000}".contains(c);
    text.contains(separator)
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || c == '.' || separator(c))
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self { units: i128::from(value) * Self::ONE }
    }
}

impl Add for Decimal {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { units: self.units + other.units }
    }
}

impl Sub for Decimal {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { units: self.units - other.units }
    }
}

impl Neg for Decimal {
    type Output = Self;
    fn neg(self) -> Self {
        Self { units: -self.units }
    }
}

impl std::iter::Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.units.cmp(&other.units)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let (whole, rest) = (
            self.units.unsigned_abs() / Self::ONE.unsigned_abs(),
            self.units.unsigned_abs() % Self::ONE.unsigned_abs(),
        );
        let places = format!("{rest:0width$}", width = Self::MAX_PLACES as usize);
        let places = places.trim_end_matches('0');
        let point = if places.is_empty() { "" } else { "." };
        f.pad(&format!("{sign}{whole}{point}{places}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).expect(text)
    }

    #[test]
    fn sums_are_exact() {
        assert_eq!(number("0.1") + number("0.2"), number("0.3"));
        assert_eq!((number("59237.2449") - number("59237")).to_string(), "0.2449");
        assert_eq!(number("999999999999999.999999").to_string(), "999999999999999.999999");
    }

    #[test]
    fn a_part_of_a_length_is_exact_and_rounded_down() {
        let part = |part: &str, whole: &str| number(part).part_of(number(whole), 11_200);
        assert_eq!(part("1", "3"), 3_733);
        assert_eq!(part("999999999999999.999999", "999999999999999.999999"), 11_200);
        assert_eq!(part("999999999999999.999998", "999999999999999.999999"), 11_199);
        assert_eq!(part("0.000001", "999999999999999"), 0);
        assert_eq!(part("0", "7"), 0);
        assert_eq!(part("0", "0"), 0);
    }

    #[test]
    fn a_number_prints_as_it_is_read() {
        for text in ["0", "7", "-3", "12.5", "-0.0001", "316441"] {
            assert_eq!(number(text).to_string(), text);
        }
        assert_eq!(number("3.10"), number("3.1"));
        assert_eq!(number("-0"), Decimal::ZERO);
    }

    #[test]
    fn every_other_notation_is_refused_by_name() {
        use DecimalError::*;
        for (text, error) in [
            ("1,234", Separator),
            ("1 234", Separator),
            ("1，234", Separator),
            ("012", LeadingZero),
            ("-00", LeadingZero),
            ("+3", Notation),
            ("1e3", Notation),
            ("0x10", Notation),
            ("1_000", Notation),
            (".5", Notation),
            ("5.", Notation),
            ("12件", Unit),
            ("3.5万元", Unit),
            ("十二", ChineseNumeral),
            ("两", ChineseNumeral),
            ("18446744073709551616", TooLarge),
            ("1000000000000000", TooLarge),
            ("0.1234567", TooPrecise),
            ("", NotANumber),
            ("-", NotANumber),
            ("无", NotANumber),
            ("no", NotANumber),
            ("NaN", NotANumber),
            ("1-2", Notation),
        ] {
            assert_eq!(Decimal::parse(text), Err(error), "{text}");
        }
    }
}
