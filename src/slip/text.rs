//! A slip as plain text, to be pasted into a message.

use std::fmt::Write as _;

use super::{Item, Slip};

/// The slip as text with a line end.
pub fn text(slip: &Slip) -> String {
    let mut out = format!("政府信息公开工作年度报告退回单\n\n{}：\n\n{}", slip.agency, slip.opening());
    out.push_str(slip.request().unwrap_or_default());
    out.push('\n');
    let lists = [("错误（必须改正）", &slip.errors), ("提醒（须改正或者说明理由）", &slip.warnings)];
    let lists = lists.into_iter().filter(|(_, items)| !items.is_empty());
    for ((title, items), number) in lists.zip(["一", "二"]) {
        let _ = write!(out, "\n{number}、{title}，共{}个\n", items.len());
        for (index, item) in items.iter().enumerate() {
            out.push_str(&entry(item, index + 1));
        }
    }
    let _ = write!(out, "\n{}\n", slip.portal);
    if !slip.organiser.is_empty() {
        let _ = writeln!(out, "{}", slip.organiser);
    }
    let _ = writeln!(out, "{}", slip.dated());
    let _ = writeln!(out, "\n签收人：　　　　　　　　签收日期：　　　　年　　月　　日");
    out
}

fn entry(item: &Item, number: usize) -> String {
    let mut out = format!("\n{number}. {}\n", item.wrong);
    let spot = &item.spot;
    let name = if spot.row.is_empty() { "位置" } else { "表名" };
    let lines = [
        (name, &spot.heading),
        ("行", &spot.row),
        ("列", &spot.column),
        ("原文", &item.written),
        ("改法", &item.mend),
        ("出处", &item.place),
    ];
    for (name, words) in lines.into_iter().filter(|(_, words)| !words.is_empty()) {
        let _ = writeln!(out, "   {name}：{words}");
    }
    out
}
