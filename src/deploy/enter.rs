//! What a deployment enters in the ledger: the reports that are new, changed, gone or back again since the last one.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use crate::ledger::{Event, Figures, Ledger, Line, Record, changed_rows, sha256};
use crate::portal::{Documents, Register};
use crate::report::{Document, csv, figures};

/// What was entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// The new lines, each with its line feed.
    pub text: String,
    /// How many reports were published for the first time.
    pub published: usize,
    /// How many reports changed, or are there again.
    pub changed: usize,
    /// How many reports are of an agency that has another slug now.
    pub renamed: usize,
    /// The reports that are there no longer, as `2024/haicheng`.
    pub withdrawn: Vec<String>,
}

impl Entered {
    /// How many lines there are.
    pub fn lines(&self) -> usize {
        self.published + self.changed + self.renamed + self.withdrawn.len()
    }
}

/// The lines that bring a ledger up to date with the reports that are about to be published on a target. Where the clock is
/// behind the ledger, time stands still: it never goes backwards.
pub fn enter(
    ledger: &Ledger,
    (register, documents): (&Register, &Documents),
    now: DateTime,
    target: &str,
) -> Entered {
    let at = ledger.last.map_or(now, |last| last.max(now));
    let mut entered = Entered::default();
    let (mut number, mut before) = (ledger.digests.len(), ledger.digest().to_owned());
    let mut add = |entered: &mut Entered, key: &(i32, String), what: What| {
        number += 1;
        let line = Line {
            line: number,
            at: format!("{at}+08:00"),
            report: format!("{}/{}", key.0, key.1),
            event: what.event,
            from: what.from,
            release: None,
            on: what.on,
            figures_sha256: what.figures_sha256,
            text_sha256: what.text_sha256,
            corrections: what.corrections,
            figures: what.figures,
            target: target.to_owned(),
            before: std::mem::take(&mut before),
        };
        let (text, digest) = line.sealed();
        entered.text += &text;
        before = digest;
        match what.event {
            Event::Published => entered.published += 1,
            Event::Changed | Event::Restored => entered.changed += 1,
            Event::Renamed => entered.renamed += 1,
            Event::Withdrawn => entered.withdrawn.push(line.report),
            Event::RolledBack => {}
        }
    };
    let mut renamed = BTreeSet::new();
    for (key, document) in documents {
        let known = ledger.record_of(key, register.former_slugs(&key.1));
        let record = known.as_ref().map(|known| &**known.record);
        if let Some(from) = known.as_ref().and_then(|known| known.before.clone()) {
            let from_text = Some(format!("{}/{}", from.0, from.1));
            add(&mut entered, key, What { from: from_text, ..What::of(Event::Renamed) });
            renamed.insert(from);
        }
        if let Some(what) = news(record, document, at) {
            add(&mut entered, key, what);
        }
    }
    let gone = ledger.records.iter().filter(|(_, record)| !record.is_withdrawn);
    let gone = gone.filter(|(key, _)| !documents.contains_key(*key) && !renamed.contains(*key));
    for (key, record) in gone {
        let what = What { corrections: record.corrections.clone(), ..What::of(Event::Withdrawn) };
        add(&mut entered, key, what);
    }
    entered
}

/// The line that says that a target shows an earlier release again.
pub fn enter_rollback(ledger: &Ledger, now: DateTime, target: &str, release: &str) -> String {
    let at = ledger.last.map_or(now, |last| last.max(now));
    let line = Line {
        line: ledger.digests.len() + 1,
        at: format!("{at}+08:00"),
        report: String::new(),
        event: Event::RolledBack,
        from: None,
        release: Some(release.to_owned()),
        on: None,
        figures_sha256: String::new(),
        text_sha256: String::new(),
        corrections: Vec::new(),
        figures: Figures::new(),
        target: target.to_owned(),
        before: ledger.digest().to_owned(),
    };
    line.sealed().0
}

/// What a line says of a report.
struct What {
    event: Event,
    from: Option<String>,
    on: Option<String>,
    figures_sha256: String,
    text_sha256: String,
    corrections: Vec<String>,
    figures: Figures,
}

impl What {
    fn of(event: Event) -> Self {
        let (figures_sha256, text_sha256) = (String::new(), String::new());
        Self {
            event,
            from: None,
            on: None,
            figures_sha256,
            text_sha256,
            corrections: Vec::new(),
            figures: Figures::new(),
        }
    }
}

/// Whether something about a report is new.
pub(super) fn is_news(ledger: &Ledger, key: &(i32, String), document: &Document) -> bool {
    news(ledger.records.get(key).map(|record| &**record), document, DateTime::default()).is_some()
}

/// What is new about a report; nothing where nothing is.
fn news(known: Option<&Record>, document: &Document, at: DateTime) -> Option<What> {
    let report = &document.report;
    let now = report.form.as_ref().map_or(Figures::new(), |form| figures(form, &report.sheet));
    let (event, figures) = match known {
        None => (Event::Published, now),
        Some(record) if record.is_withdrawn => (Event::Restored, now),
        Some(record) => {
            let rows = changed_rows(&record.figures, &now);
            let is_new = !rows.is_empty()
                || record.text_sha256 != document.text_sha256
                || record.corrections != report.correction_digests();
            if !is_new {
                return None;
            }
            (Event::Changed, rows.into_iter().map(|(row, _, cells)| (row, cells)).collect())
        }
    };
    // What says that it was published elsewhere before keeps that date; no day that is still to come is a date.
    let on = known.is_none().then(|| report.published.map_or(at.date(), |stated| stated.min(at.date())));
    Some(What {
        on: on.map(|day| day.to_string()),
        figures_sha256: sha256(&csv::export(report)),
        text_sha256: document.text_sha256.clone(),
        corrections: report.correction_digests(),
        figures,
        ..What::of(event)
    })
}
