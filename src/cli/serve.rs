//! `gongkai serve`: shows the site in a browser and keeps the pages up to date until it is ended.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

use clap::ArgMatches;
use jiff::civil::Date;

use super::Exit;
use super::print::Printer;
use crate::finding::{Finding, Level, Sources, Summary};
use crate::language::{Arg, Language, Message};
use crate::serve::watch::{Means, Notice};
use crate::serve::{News, Options, Preview};
use crate::text::shortened;

/// How many further ports are tried where one is busy.
const FURTHER: u16 = 20;

/// How often files are looked at where `--poll` asks for it.
const POLL: Duration = Duration::from_secs(1);

/// How much news waits for the terminal; what is more is left out.
const WAITING: usize = 64;

/// The most errors that are printed after a change.
const MOST: usize = 10;

/// The most characters of one: it may quote a value of any length.
const LONGEST: usize = 400;

/// The most paths that are named after a change.
const NAMED: usize = 3;

pub(super) fn run(
    (root, today, language): (&Path, Date, Option<Language>),
    matches: &ArgMatches,
    printer: Printer,
) -> Exit {
    let start = Instant::now();
    let Some(address) = matches.get_one::<SocketAddr>("addr").copied() else { return Exit::Failed };
    let options = Options {
        further: FURTHER,
        means: if matches.get_flag("poll") { Means::Polling(POLL) } else { Means::System },
        drafts: matches.get_flag("drafts"),
        today: Some(matches.get_one::<Date>("now").copied().unwrap_or(today)),
        language,
        ..Options::new(root, address)
    };
    if !root.is_dir() {
        let path = root.display().to_string();
        let cause = std::fs::read_dir(root).err().map_or(String::new(), |error| error.to_string());
        printer.error(&Message::new("root-unreadable").arg("path", path).arg("cause", cause));
        return Exit::Failed;
    }
    let printer = Arc::new(printer);
    // A terminal may stand still, because somebody marks a text in it. The preview must not.
    let (teller, news) = sync_channel(WAITING);
    let teller = move |news| {
        let _ = teller.try_send(news);
    };
    let preview = match Preview::start(&options, teller) {
        Ok(preview) => preview,
        Err(error) => {
            let message = Message::new("serve-address").arg("address", address.to_string());
            printer.error(&message.arg("cause", error.to_string()));
            return Exit::Failed;
        }
    };
    let taken = preview.address();
    if taken.port() != address.port() && address.port() != 0 {
        let message = Message::new("serve-busy").arg("port", address.port().to_string());
        printer.note(&message.arg("other", taken.port().to_string()));
    }
    if !taken.ip().is_loopback() {
        printer.note(&Message::new("serve-exposed").arg("address", taken.to_string()));
    }
    let url = preview.url();
    let started = Message::new("serve-started").arg("url", url.as_str()).arg("reports", preview.reports);
    printer.note(&started.arg("seconds", format!("{:.1}", start.elapsed().as_secs_f32())));
    let printing = Arc::clone(&printer);
    std::thread::spawn(move || news.into_iter().for_each(|news| tell(&printing, news)));
    if matches.get_flag("open")
        && let Err(error) = open::that_detached(&url)
    {
        printer.error(&Message::new("serve-no-browser").arg("cause", error.to_string()).arg("url", url));
    }
    // Nothing is written that would have to be cleaned up: Ctrl-C ends the program as it is.
    preview.wait();
    Exit::Failed
}

/// Prints what happens.
fn tell(printer: &Printer, news: News) {
    match news {
        News::Changed { paths, took } => {
            let named = paths.iter().take(NAMED).map(ToString::to_string).collect::<Arg>();
            let id = if paths.len() > NAMED { "serve-changed--many" } else { "serve-changed" };
            let message = Message::new(id).arg("paths", named).arg("count", paths.len());
            printer.note(&message.arg("milliseconds", took.as_millis().to_string()));
        }
        News::Checked { findings, sources, summary } => checked(printer, &findings, &sources, &summary),
        News::Notice(notice) => printer.note(&Message::new(match notice {
            Notice::Overflowed => "serve-overflowed",
            Notice::LimitReached => "serve-limit-reached",
            Notice::Refused => "serve-refused",
            Notice::NetworkShare => "serve-network-share",
        })),
    }
}

/// The errors in short, each with the place that a terminal may open, and the counts.
fn checked(printer: &Printer, findings: &[Finding], sources: &Sources, summary: &Summary) {
    for finding in findings.iter().filter(|finding| finding.blocks(false)).take(MOST) {
        let ((line, column), _) = finding.place().lines(sources);
        let place = format!("{}:{line}:{column}", finding.place().path);
        let message = finding.message(printer.language);
        printer.line(&format!("error[{}] {place} {}", finding.rule, shortened(&message, LONGEST)));
    }
    let id = if summary.errors > 0 { "serve-checked--errors" } else { "serve-checked" };
    let message = Message::new(id).arg(Level::Error.name(), summary.errors);
    let message = message.arg(Level::Warning.name(), summary.warnings);
    printer.note(&message.arg(Level::Note.name(), summary.notes));
}
