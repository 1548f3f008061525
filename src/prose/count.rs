//! Counts: numbers with the unit they are counted in.

use std::ops::Range;

use super::number::{Number, numbers};
use crate::text::Decimal;

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub value: Decimal,
    /// How many decimals are written.
    pub decimals: usize,
    /// The unit, one of [`UNITS`].
    pub unit: &'static str,
    /// Whether it is meant to the last digit.
    pub exact: bool,
    /// Its bytes, from the number to the end of the unit.
    pub range: Range<usize>,
}

/// Units of counting in reports, longer ones before those they begin with.
pub const UNITS: [&str; 28] = [
    "个百分点",
    "人次",
    "件次",
    "条次",
    "万元",
    "亿元",
    "平方米",
    "公里",
    "件",
    "条",
    "份",
    "项",
    "宗",
    "起",
    "次",
    "篇",
    "例",
    "批",
    "期",
    "场",
    "部",
    "元",
    "户",
    "处",
    "人",
    "%",
    "％",
    "个",
];

/// The counts of a text in order. A number whose unit is none of ours is left out.
pub fn counts(text: &str) -> Vec<Count> {
    let count = |number: Number| {
        let rest = text.get(number.range.end..)?;
        let behind = rest.trim_start_matches([' ', '\u{3000}', '余', '多', '来']);
        let unit = UNITS.into_iter().find(|unit| behind.starts_with(unit))?;
        let end = number.range.end + rest.len() - behind.len() + unit.len();
        let unit = if unit == "％" { "%" } else { unit };
        let Number { value, decimals, exact, range } = number;
        Some(Count { value, decimals, unit, exact, range: range.start..end })
    };
    numbers(text).into_iter().filter_map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, &'static str)> {
        counts(text).into_iter().map(|count| (count.value.to_string(), count.unit)).collect()
    }

    #[test]
    fn a_count_has_a_unit() {
        let is = |value: &str, unit| (value.to_owned(), unit);
        assert_eq!(read("2022年收到申请 3 件，占12.5％"), [is("3", "件"), is("12.5", "%")]);
        assert_eq!(read("第20条规定的5条信息"), [is("5", "条")]);
        assert_eq!(read("培训两次，参加30余人次"), [is("2", "次"), is("30", "人次")]);
        assert_eq!(read("收费1,234.5元，合计0.12345万元"), [is("1234.5", "元"), is("0.12345", "万元")]);
        assert_eq!(read("12月20日上午9时"), []);
    }
}
