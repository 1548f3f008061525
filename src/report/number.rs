//! How a cell is read. Only plain numbers are numbers; every other notation is named and refused, nothing is guessed.

use crate::form::Kind;
use crate::text::{Decimal, DecimalError};

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A number.
    Number(Decimal),
    /// A number typed in full-width digits: its value is certain, its form is to be mended.
    FullWidth(Decimal),
    /// Nothing, or a word or stroke that stands for nothing.
    Blank,
    /// A number that the kind of cell does not take.
    Negative,
    /// A fraction where pieces are counted.
    Fraction,
    /// Not a number.
    Bad(DecimalError),
}

/// Strokes and words that clerks write for "nothing". They may mean zero, or not applicable: that is not ours to say.
const NOTHING: [&str; 12] = ["", "/", "\\", "-", "—", "——", "－", "／", "无", "空", "N/A", "null"];

/// Reads the text of a cell.
pub(super) fn read(text: &str, kind: Kind) -> Reading {
    let text = text.trim();
    if NOTHING.contains(&text) {
        return Reading::Blank;
    }
    let full_width = text.contains(|c: char| ('０'..='９').contains(&c));
    let narrow: String = if full_width { text.chars().map(narrow).collect() } else { text.to_owned() };
    match Decimal::parse(&narrow) {
        Err(error) => Reading::Bad(error),
        Ok(value) if kind != Kind::Change && value.is_negative() => Reading::Negative,
        Ok(value) if kind != Kind::Money && !value.is_integer() => Reading::Fraction,
        Ok(value) if full_width => Reading::FullWidth(value),
        Ok(value) => Reading::Number(value),
    }
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '．' | '－' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_cell_takes_its_numbers() {
        let number = |text| Reading::Number(Decimal::parse(text).expect(text));
        assert_eq!(read(" 12 ", Kind::Count), number("12"));
        assert_eq!(read("-1", Kind::Count), Reading::Negative);
        assert_eq!(read("-1", Kind::Money), Reading::Negative);
        assert_eq!(read("-1", Kind::Change), number("-1"));
        assert_eq!(read("1.5", Kind::Count), Reading::Fraction);
        assert_eq!(read("59237.2449", Kind::Money), number("59237.2449"));
    }

    #[test]
    fn full_width_digits_are_read_and_told() {
        assert_eq!(read("１２", Kind::Count), Reading::FullWidth(Decimal::from(12)));
        assert_eq!(read("－３．５", Kind::Money), Reading::Negative);
        assert_eq!(read("１，２", Kind::Count), Reading::Bad(DecimalError::Separator));
    }

    #[test]
    fn nothing_is_not_zero() {
        for text in NOTHING {
            assert_eq!(read(text, Kind::Count), Reading::Blank, "{text}");
        }
    }
}
