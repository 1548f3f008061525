//! From the text of a ledger to what it says. Nothing after the first line that is wrong is believed.

use jiff::civil::{Date, DateTime};

use super::{BEGINNING, Change, Event, Ledger, Line, Record, changed_among};
use crate::finding::{Finding, Place, Rule};
use crate::text::{Hashed, Source, Span};

/// How a time ends that is told by the clock of China.
const ZONE: &str = "+08:00";

/// What is wrong with a line.
struct Wrong {
    variant: &'static str,
    detail: String,
}

fn wrong<T>(variant: &'static str, detail: impl Into<String>) -> Result<T, Wrong> {
    Err(Wrong { variant, detail: detail.into() })
}

/// Reads a ledger as far as it can be trusted; the finding tells the first line that cannot.
pub fn read(source: &Source) -> (Ledger, Option<Finding>) {
    let mut ledger = Ledger::default();
    let mut start = 0;
    for (index, text) in source.text.split_inclusive('\n').enumerate() {
        let span = Span::new(start, start + text.trim_end().len());
        start += text.len();
        if let Err(Wrong { variant, detail }) = add(&mut ledger, text) {
            let finding = Finding::new(Rule::LEDGER_BROKEN, Place::new(&source.path, span)).variant(variant);
            return (ledger, Some(finding.arg("line", (index + 1).to_string()).arg("detail", detail)));
        }
    }
    (ledger, None)
}

/// Adds what a line says.
fn add(ledger: &mut Ledger, text: &str) -> Result<(), Wrong> {
    let Some(text) = text.strip_suffix('\n') else { return wrong("cut", "") };
    let (line, digest, is_sealed) = match Line::open(text) {
        Ok(opened) => opened,
        Err(detail) => return wrong("line", detail),
    };
    if line.line != ledger.digests.len() + 1 || line.before != *ledger.digest() {
        return wrong("chain", if ledger.digests.is_empty() { BEGINNING } else { ledger.digest() });
    }
    if !is_sealed {
        return wrong("seal", "");
    }
    let Some(at) = moment(&line.at) else { return wrong("line", line.at) };
    if ledger.last.is_some_and(|last| at < last) {
        return wrong("time", line.at);
    }
    if line.event == Event::RolledBack {
        // What an earlier release has of each report, the lines before it say; it is not the newest state of any.
        if !line.report.is_empty() || line.release.is_none() {
            return wrong("event", line.report);
        }
        ledger.digests.push(digest);
        ledger.last = Some(at);
        return Ok(());
    }
    let key = key_of(&line.report);
    let Some(key) = key else { return wrong("line", line.report) };
    if line.event == Event::Renamed {
        let from = line.from.as_deref().and_then(key_of).filter(|from| *from != key);
        let record = from.and_then(|from| ledger.records.remove(&from));
        let Some(record) = record.filter(|_| !ledger.records.contains_key(&key)) else {
            return wrong("event", line.report);
        };
        ledger.records.insert(key, record);
        ledger.digests.push(digest);
        ledger.last = Some(at);
        return Ok(());
    }
    let record = next(ledger.records.get(&key).map(|record| &**record), &line, at.date())?;
    ledger.records.insert(key, Hashed::new(record));
    ledger.digests.push(digest);
    ledger.last = Some(at);
    Ok(())
}

/// What is known of a report after a line about it.
fn next(known: Option<&Record>, line: &Line, day: Date) -> Result<Record, Wrong> {
    match (known, line.event, &line.on) {
        (None, Event::Published, Some(on)) => {
            let Some(published) = on.parse::<Date>().ok().filter(|on| *on <= day) else {
                return wrong("time", on.clone());
            };
            Ok(Record {
                published,
                entered: day,
                line: line.line,
                latest: day,
                figures: line.figures.clone(),
                text_sha256: line.text_sha256.clone(),
                corrections: line.corrections.clone(),
                changes: Vec::new(),
                is_withdrawn: false,
            })
        }
        // The first date never moves.
        (Some(record), Event::Changed, None) if !record.is_withdrawn => Ok(later(record, line, day)),
        (Some(record), Event::Restored, None) if record.is_withdrawn => Ok(later(record, line, day)),
        (Some(record), Event::Withdrawn, None) if !record.is_withdrawn => {
            Ok(Record { is_withdrawn: true, ..record.clone() })
        }
        _ => wrong("event", line.report.clone()),
    }
}

/// A report after a change.
fn later(record: &Record, line: &Line, day: Date) -> Record {
    let rows = changed_among(&record.figures, &line.figures);
    let mut later = record.clone();
    later.latest = day;
    later.is_withdrawn = false;
    later.text_sha256.clone_from(&line.text_sha256);
    later.corrections.clone_from(&line.corrections);
    later.figures.extend(line.figures.clone());
    if !rows.is_empty() {
        later.changes.push(Change { corrections: line.corrections.len(), rows });
    }
    later
}

/// Year and agency of a report as a line names it.
fn key_of(report: &str) -> Option<(i32, String)> {
    let (year, slug) = report.split_once('/')?;
    Some((year.parse().ok()?, slug.to_owned()))
}

fn moment(text: &str) -> Option<DateTime> {
    text.strip_suffix(ZONE)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::LEDGER;
    use super::*;

    fn line(event: Event, day: &str, ledger: &str) -> String {
        let (known, _) = read(&Source::new(LEDGER, ledger));
        let figures = [("requests.new".to_owned(), format!("3 0 {}", known.digests.len()))];
        let line = Line {
            line: known.digests.len() + 1,
            at: format!("{day}T09:30:00+08:00"),
            report: "2022/haicheng".to_owned(),
            event,
            from: None,
            release: None,
            on: (event == Event::Published).then(|| day.to_owned()),
            figures_sha256: "f".to_owned(),
            text_sha256: "t".to_owned(),
            corrections: (0..known.digests.len()).map(|index| index.to_string()).collect(),
            figures: figures.into_iter().collect(),
            target: "web".to_owned(),
            before: known.digest().to_owned(),
        };
        line.sealed().0
    }

    fn three() -> String {
        let mut text = String::new();
        let events = [
            (Event::Published, "2023-01-15"),
            (Event::Changed, "2023-02-01"),
            (Event::Withdrawn, "2023-03-01"),
        ];
        for (event, day) in events {
            text += &line(event, day, &text);
        }
        text
    }

    /// The variant of what is found, and at which line.
    fn found(text: &str) -> Option<(String, String)> {
        let source = Source::new(LEDGER, text);
        let finding = read(&source).1?;
        let variant = finding.message.id.rsplit_once("--").map(|(_, variant)| variant.to_owned());
        Some((variant.unwrap_or_default(), source.line_column(finding.place().span.start).0.to_string()))
    }

    #[test]
    fn a_ledger_says_when_and_what_was_published_and_changed() {
        let (ledger, finding) = read(&Source::new(LEDGER, three()));
        assert_eq!(finding, None);
        let record = &ledger.records[&(2022, "haicheng".to_owned())];
        assert_eq!(
            (record.published.to_string(), record.latest.to_string()),
            ("2023-01-15".into(), "2023-02-01".into())
        );
        let row = ("requests.new".to_owned(), "3 0 0".to_owned(), "3 0 1".to_owned());
        assert_eq!(record.changes, [Change { corrections: 1, rows: vec![row] }]);
        assert!(record.is_withdrawn);
        let (second, _) =
            read(&Source::new(LEDGER, three().split_inclusive('\n').take(2).collect::<String>()));
        assert!(
            ledger.had(2, second.digest())
                && !ledger.had(3, second.digest())
                && !second.had(3, ledger.digest())
        );
        assert!(ledger.had(0, BEGINNING));
    }

    #[test]
    fn line_ends_of_another_system_change_nothing() {
        let windows = crate::text::decode(three().replace('\n', "\r\n").as_bytes()).expect("a text");
        assert_eq!(read(&Source::new(LEDGER, windows)), read(&Source::new(LEDGER, three())));
    }

    #[test]
    fn nothing_can_be_changed_taken_out_put_in_or_cut_unnoticed() {
        let text = three();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let some = |variant: &str, line: &str| Some((variant.to_owned(), line.to_owned()));
        assert_eq!(found(""), None);
        assert_eq!(
            found(&text.replacen("2023-01-15", "2023-01-05", 1)),
            some("seal", "1"),
            "the time of a line"
        );
        let on = text.replacen("\"on\":\"2023-01-15\"", "\"on\":\"2023-01-05\"", 1);
        assert_eq!(found(&on), some("seal", "1"), "a date set back");
        assert_eq!(found(&text.replacen("3 0 1", "3 0 2", 1)), some("seal", "2"), "a figure");
        assert_eq!(found(&lines[1..].concat()), some("chain", "1"), "cut at its head");
        assert_eq!(found(&[lines[0], lines[2]].concat()), some("chain", "2"), "taken out");
        assert_eq!(found(&[lines[0], lines[0]].concat()), some("chain", "2"), "put in");
        assert_eq!(found(&[lines[1], lines[0]].concat()), some("chain", "1"), "another order");
        assert_eq!(found(text.trim_end()), some("cut", "3"), "cut within a line");
        assert_eq!(found(&(text.clone() + "\n")), some("line", "4"));
        assert_eq!(found("<<<<<<< HEAD\n"), some("line", "1"), "what a merge leaves behind");
        // A line that was changed and sealed anew no longer fits the next one.
        let earlier = line(Event::Published, "2023-01-05", "");
        assert_eq!(found(&[earlier.as_str(), lines[1]].concat()), some("chain", "2"));
    }

    #[test]
    fn even_well_sealed_lines_must_make_sense() {
        let first = line(Event::Published, "2023-01-15", "");
        let some = |variant: &str| Some((variant.to_owned(), "2".to_owned()));
        let after = |event, day| first.clone() + &line(event, day, &first);
        assert_eq!(found(&after(Event::Changed, "2023-01-14")), some("time"), "before the line above");
        assert_eq!(found(&after(Event::Published, "2023-02-01")), some("event"), "published twice");
        assert_eq!(found(&after(Event::Restored, "2023-02-01")), some("event"), "never withdrawn");
        assert_eq!(
            found(&line(Event::Changed, "2023-02-01", "")).map(|(variant, _)| variant),
            Some("event".to_owned())
        );
    }
}
