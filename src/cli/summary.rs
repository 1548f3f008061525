//! `gongkai check --summary`: how the reports of a year stand, as a table or as JSON.

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::Exit;
use super::check::exit;
use super::print::Printer;
use crate::build::Outcome;
use crate::finding::Finding;
use crate::language::{Language, Message};
use crate::portal::{Overview, Portal};

/// The overview as JSON.
#[derive(Serialize)]
struct Output<'a> {
    version: u8,
    #[serde(flatten)]
    overview: &'a Overview,
}

pub(super) fn run(
    portal: &Portal,
    outcome: &Outcome,
    (format, year): (&str, Option<i32>),
    strict: bool,
    printer: &Printer,
) -> Exit {
    if !["text", "json"].contains(&format) {
        let message = Message::new("usage-value").arg("value", format).arg("argument", "--summary --format");
        printer.error(&message.arg("choices", "text, json"));
        return Exit::Failed;
    }
    let Some(year) = year.or_else(|| portal.years().first().copied()) else {
        printer.error(&Message::new("usage-no-reports"));
        return Exit::Failed;
    };
    let overview = Overview::of(portal, &outcome.findings, year);
    if format == "json" {
        let output = Output { version: 1, overview: &overview };
        let json = serde_json::to_string_pretty(&output).expect("plain values serialise");
        printer.out(&(json + "\n"));
    } else {
        printer.out(&table(&overview, printer.language));
    }
    let of_year: Vec<Finding> =
        outcome.findings.iter().filter(|finding| finding.year == Some(year)).cloned().collect();
    exit(outcome, &of_year, strict)
}

/// The overview as lines of equal columns, a Chinese character taking two.
fn table(overview: &Overview, language: Language) -> String {
    let say = |id: &'static str| language.say(&Message::new(id));
    let title = Message::new("summary-title").arg("year", overview.year.to_string());
    let mut rows = vec![[
        say("summary-agency"),
        say("summary-missing"),
        say("summary-errors"),
        say("summary-warnings"),
        say("summary-ready"),
    ]];
    let mark = |is: bool, mark: &str| if is { mark.to_owned() } else { String::new() };
    for row in &overview.agencies {
        // A report that is not there has no count, unless something is found about that.
        let count = |count: usize| mark(row.received || count > 0, &count.to_string());
        rows.push([
            row.name.clone(),
            mark(!row.received, "✗"),
            count(row.errors),
            count(row.warnings),
            mark(row.ready, "✓"),
        ]);
    }
    let total = &overview.total;
    let all = language.say(&Message::new("summary-total").arg("count", total.agencies));
    let sums = [total.missing, total.errors, total.warnings, total.ready].map(|sum| sum.to_string());
    let [missing, errors, warnings, ready] = sums;
    rows.push([all, missing, errors, warnings, ready]);
    let widths: [usize; 5] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0));
    let mut out = language.say(&title) + "\n\n";
    for row in &rows {
        let cell = |(column, (cell, width)): (usize, (&String, usize))| {
            let gap = " ".repeat(width - cell.width());
            // Names begin in one column, numbers end in one.
            if column == 0 { format!("{cell}{gap}") } else { format!("{gap}{cell}") }
        };
        let cells: Vec<String> = row.iter().zip(widths).enumerate().map(cell).collect();
        out += cells.join("  ").trim_end();
        out.push('\n');
    }
    out
}
