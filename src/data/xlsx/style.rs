//! How cells look, and how numbers become cells: the only place where a number is a float, since a sheet has no other.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::report::Cell;
use crate::text::Decimal;

/// Windows, Kylin and UOS have it; elsewhere another takes its place.
const FONT: &str = "宋体";

/// How many digits a sheet keeps of a number.
const DIGITS: usize = 15;

/// The formats of a workbook.
pub(super) struct Style {
    pub(super) title: Format,
    pub(super) head: Format,
    pub(super) label: Format,
    pub(super) plain: Format,
    pub(super) note: Format,
    /// By how many places stand after the point.
    numbers: Vec<Format>,
    /// Numbers with more digits than a sheet keeps.
    text: Format,
}

impl Style {
    pub(super) fn new() -> Self {
        let font = || Format::new().set_font_name(FONT).set_font_charset(134).set_font_size(11);
        let boxed = || font().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let number = |places: usize| {
            let point = if places == 0 { "" } else { "." };
            boxed().set_num_format(format!("0{point}{}", "0".repeat(places))).set_align(FormatAlign::Right)
        };
        Self {
            title: font().set_bold(),
            head: boxed().set_bold().set_align(FormatAlign::Center).set_text_wrap(),
            label: boxed().set_text_wrap(),
            plain: boxed(),
            note: font(),
            numbers: (0..=Decimal::MAX_PLACES as usize).map(number).collect(),
            text: boxed().set_align(FormatAlign::Right).set_num_format("@"),
        }
    }

    /// Writes the number of a cell with all its digits; where there is none, the cell is empty.
    pub(super) fn number(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: Cell,
    ) -> Result<(), XlsxError> {
        let Some(value) = cell.value() else {
            sheet.write_blank(row, column, &self.text)?;
            return Ok(());
        };
        let text = value.to_string();
        let places = text.split_once('.').map_or(0, |(_, places)| places.len());
        match exact(&text) {
            Some(number) => sheet.write_number_with_format(row, column, number, &self.numbers[places])?,
            None => sheet.write_string_with_format(row, column, text, &self.text)?,
        };
        Ok(())
    }
}

/// The number as a sheet holds it; none where it would lose digits.
fn exact(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let significant = digits.trim_start_matches('0').trim_end_matches('0').len();
    text.parse().ok().filter(|_| significant <= DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_held_with_all_their_digits_or_not_at_all() {
        for text in ["0", "-5", "12.5", "0.000001", "999999999999999", "-1234567.12", "1000000000000000000"] {
            assert_eq!(exact(text).map(|number| number.to_string()).as_deref(), Some(text));
        }
        for text in ["9007199254740993", "999999999999999.999999", "1234567890.123456"] {
            assert_eq!(exact(text), None, "{text}");
        }
    }
}
