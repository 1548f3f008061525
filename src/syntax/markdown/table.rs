//! Tables as HTML and plain text.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::Run;
use super::clean::Clean;
use super::footnote::Footnotes;
use super::inline::{Inline, render};

/// Renders the events between the start and the end of a table.
///
/// Alignment is a class, since a strict content security policy forbids `style`. In the text a row is a line and cells
/// are parted by tabs.
pub(super) fn table(
    source: &Clean<'_>,
    notes: &Footnotes,
    alignments: &[Alignment],
    events: &[(Event<'_>, Range<usize>)],
) -> Inline {
    let mut out = Inline::default();
    out.html.push_str("<div class=\"table-scroll\" tabindex=\"0\">\n<table>\n");
    let (mut column, mut head, mut rows, mut at) = (0, true, 0, 0);
    while let Some((event, _)) = events.get(at) {
        at += 1;
        match event {
            Event::Start(Tag::TableHead) => out.html.push_str("<thead>\n<tr>"),
            Event::End(TagEnd::TableHead) => {
                out.html.push_str("</tr>\n</thead>\n");
                out.text.push('\n');
                head = false;
            }
            Event::Start(Tag::TableRow) => {
                out.html.push_str(if rows == 0 { "<tbody>\n<tr>" } else { "<tr>" });
                (column, rows) = (0, rows + 1);
            }
            Event::End(TagEnd::TableRow) => {
                out.html.push_str("</tr>\n");
                out.text.push('\n');
            }
            Event::Start(Tag::TableCell) => {
                let rest = events.get(at..).unwrap_or_default();
                let len =
                    rest.iter().take_while(|(event, _)| *event != Event::End(TagEnd::TableCell)).count();
                let cell = render(source, notes, rest.get(..len).unwrap_or_default());
                let class = match alignments.get(column) {
                    Some(Alignment::Left) => " class=\"left\"",
                    Some(Alignment::Center) => " class=\"center\"",
                    Some(Alignment::Right) => " class=\"right\"",
                    Some(Alignment::None) | None => "",
                };
                let (begin, end) = if head { ("<th scope=\"col\"", "</th>") } else { ("<td", "</td>") };
                out.html.extend([begin, class, ">", &cell.html, end]);
                if column > 0 {
                    out.text.push('\t');
                }
                let before = out.text.len();
                out.runs.extend(cell.runs.iter().map(|run| Run { at: run.at + before, ..*run }));
                out.text.push_str(&cell.text);
                out.findings.extend(cell.findings);
                column += 1;
                at += len;
            }
            _ => {}
        }
    }
    out.html.push_str(if rows == 0 { "</table>\n</div>\n" } else { "</tbody>\n</table>\n</div>\n" });
    out
}
