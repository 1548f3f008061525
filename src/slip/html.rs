//! A slip as one HTML file that needs nothing else: to be printed on A4 or sent as an attachment.

use std::fmt::Write as _;

use super::{Item, Slip};

const STYLE: &str = "\
@page { size: A4; margin: 20mm 15mm; }
body { font-family: \"FangSong\", \"仿宋\", \"Noto Serif CJK SC\", serif; font-size: 12pt; line-height: 1.6; color: #000; background: #fff; max-width: 60em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 18pt; text-align: center; }
table { border-collapse: collapse; width: 100%; margin: 1em 0; font-size: 10.5pt; line-height: 1.4; }
caption { text-align: left; font-weight: bold; padding: 0.3em 0; }
th, td { border: 1px solid #000; padding: 0.3em 0.4em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { text-align: center; white-space: nowrap; }
tr { break-inside: avoid; }
.sender { text-align: right; margin-top: 2em; }
@media screen and (max-width: 42rem) {
  h1 { font-size: 15pt; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, caption, tbody, tr, tbody th, td { display: block; }
  tr { border: 1px solid #000; margin: 0 0 0.6em; }
  tbody th, td { border: 0; }
  td::before { content: attr(data-label) \"：\"; font-weight: bold; }
}
@media print { body { max-width: none; margin: 0; padding: 0; } }
";

/// Heads of the columns behind the number. A phone shows each beside its cell.
const NAMES: [&str; 5] = ["表名／行／列", "原文", "问题", "改法", "出处"];

/// The slip as a whole HTML document.
pub fn html(slip: &Slip) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title} 退回单</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>政府信息公开工作年度报告退回单</h1>\n\
         <p>{agency}：</p>\n<p>{opening}{request}</p>\n",
        title = escaped(&slip.title),
        agency = escaped(&slip.agency),
        opening = escaped(&slip.opening()),
        request = slip.request().unwrap_or_default(),
    );
    for (title, items) in [("错误（必须改正）", &slip.errors), ("提醒（须改正或者说明理由）", &slip.warnings)]
    {
        if !items.is_empty() {
            table(title, items, &mut out);
        }
    }
    let organiser =
        if slip.organiser.is_empty() { String::new() } else { format!("<br>\n{}", escaped(&slip.organiser)) };
    let _ = write!(
        out,
        "<p class=\"sender\">{}{organiser}<br>\n{}</p>\n\
         <p>签收人：　　　　　　　　签收日期：　　　　年　　月　　日</p>\n</body>\n</html>\n",
        escaped(&slip.portal),
        slip.dated(),
    );
    out
}

fn table(title: &str, items: &[Item], out: &mut String) {
    let _ = write!(out, "<table>\n<caption>{title}，共{}个</caption>\n<thead>\n<tr>", items.len());
    for name in ["序号"].iter().chain(&NAMES) {
        let _ = write!(out, "<th scope=\"col\">{name}</th>");
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for (index, item) in items.iter().enumerate() {
        let spot = [&item.spot.heading, &item.spot.row, &item.spot.column];
        let spot: Vec<String> =
            spot.into_iter().filter(|words| !words.is_empty()).map(|words| escaped(words)).collect();
        let others = [&item.written, &item.wrong, &item.mend, &item.place].map(|words| escaped(words));
        let _ = write!(out, "<tr><th scope=\"row\">{}</th>", index + 1);
        for (name, words) in NAMES.iter().zip([spot.join("<br>")].into_iter().chain(others)) {
            let _ = write!(out, "\n<td data-label=\"{name}\">{words}</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

/// Text for the content of an element.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
