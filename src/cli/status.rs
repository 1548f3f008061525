//! `gongkai status`: how far the reports of a year have come, as a table or as JSON.

use clap::ArgMatches;
use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::print::Printer;
use super::{Exit, Site};
use crate::build::{Engine, Goal};
use crate::language::{Arg, Language, Message};
use crate::portal::{Overview, Row, Stage};

/// The overview as JSON.
#[derive(Serialize)]
struct Output<'a> {
    version: u8,
    today: String,
    #[serde(flatten)]
    overview: &'a Overview,
}

pub(super) fn run(site: &Site, matches: &ArgMatches, printer: &Printer) -> Exit {
    let outcome = Engine::default().run(&site.snapshot, Goal::Check);
    let (Some(portal), Some(today)) = (&outcome.portal, site.snapshot.today) else {
        printer.findings(&outcome.findings, &outcome.sources);
        return Exit::Failed;
    };
    // What is collected in a year are the reports on the one before.
    let year = matches.get_one::<i32>("year").copied().unwrap_or(i32::from(today.year()) - 1);
    let overview = Overview::of(portal, &outcome.findings, year, today);
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        let output = Output { version: 1, today: today.to_string(), overview: &overview };
        let json = serde_json::to_string_pretty(&output).expect("plain values serialise");
        printer.out(&(json + "\n"));
    } else {
        let title =
            Message::new("status-title").arg("year", year.to_string()).arg("today", today.to_string());
        printer.out(&format!("{}\n\n{}", printer.language.say(&title), board(&overview, printer.language)));
    }
    Exit::Done
}

/// The overview as lines of equal columns, a Chinese character taking two; and how many there are of each kind.
fn board(overview: &Overview, language: Language) -> String {
    /// Columns in which numbers end below each other.
    const NUMBERS: [usize; 3] = [2, 3, 6];
    let say = |id: &'static str| language.say(&Message::new(id));
    let heads = ["agency", "stage", "errors", "warnings", "published", "due", "days"];
    let mut rows = vec![heads.map(|head| language.say(&Message::new(format!("status-column-{head}"))))];
    rows.extend(overview.agencies.iter().map(|row| cells(row, language)));
    let widths: [usize; 7] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0));
    let mut out = String::new();
    for row in &rows {
        let cell = |(column, (cell, width)): (usize, (&String, usize))| {
            let gap = " ".repeat(width - cell.width());
            if NUMBERS.contains(&column) { format!("{gap}{cell}") } else { format!("{cell}{gap}") }
        };
        let cells: Vec<String> = row.iter().zip(widths).enumerate().map(cell).collect();
        out += cells.join("  ").trim_end();
        out.push('\n');
    }
    let total = &overview.total;
    let stages = Stage::ALL.into_iter().filter_map(|stage| Some((stage, total.stages.get(&stage)?)));
    let stages = stages.map(|(stage, count)| format!("{} {count}", stage_name(stage, language)));
    let stages = stages.map(Arg::from).collect::<Vec<_>>();
    let message = Message::new("status-total").arg("count", total.agencies).arg("stages", Arg::List(stages));
    if overview.agencies.is_empty() {
        return say("status-nobody") + "\n";
    }
    out + "\n" + &language.say(&message) + "\n"
}

fn cells(row: &Row, language: Language) -> [String; 7] {
    // A report that is not there has no count, unless something is found about that.
    let is_there = !matches!(row.stage, Stage::Missing | Stage::Excused);
    let count = |count: usize| if is_there || count > 0 { count.to_string() } else { String::new() };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let stage = match (row.stage, &row.publish_at, &row.corrected) {
        (Stage::Embargoed, Some(day), _) => {
            language.say(&Message::new("status-embargoed").arg("day", day.as_str()))
        }
        (Stage::Corrected, _, Some(day)) => format!("{} {day}", stage_name(row.stage, language)),
        _ => stage_name(row.stage, language),
    };
    [
        row.name.clone(),
        stage,
        count(row.errors),
        count(row.warnings),
        text(&row.published),
        text(&row.due),
        row.days.map_or(String::new(), |days| days.to_string()),
    ]
}

fn stage_name(stage: Stage, language: Language) -> String {
    let id = if stage == Stage::Embargoed {
        "status-timed".to_owned()
    } else {
        format!("status-{}", stage.name())
    };
    language.say(&Message::new(id))
}
