//! What drawings say, in both languages.

use crate::language::Words;

pub(super) static WORDS: Words = Words::new(
    r"
chart-caption = { $title }（{ $unit }）
chart-point = { $label }：{ $value }
chart-points = { $points }。
chart-points--broken = { $points }。{ $breaks } 起使用新表。
chart-none = 无数据
chart-break = 新表
",
    r"
chart-caption = { $title } ({ $unit })
chart-point = { $label }: { $value }
chart-points = { $points }.
chart-points--broken = { $points }. New form from { $breaks }.
chart-none = no data
chart-break = new form
",
);
