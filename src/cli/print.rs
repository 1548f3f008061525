//! Printing: results to standard output, everything else to standard error; a closed pipe is no crash.

use std::io::Write as _;

use anstream::AutoStream;

use crate::build::Outcome;
use crate::finding::{self, Finding, Group, Sources, Style, Summary};
use crate::language::{Arg, Language, Message};

/// Whether output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Prints in a language.
pub(super) struct Printer {
    /// The language.
    pub(super) language: Language,
    choice: anstream::ColorChoice,
}

impl Printer {
    /// A printer.
    pub(super) fn new(language: Language, colour: Colour) -> Self {
        let choice = match colour {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
        };
        Self { language, choice }
    }

    /// Prints a result.
    pub(super) fn out(&self, text: &str) {
        // Whoever reads may stop reading: `gongkai … | head` is not an error.
        let _ = AutoStream::new(std::io::stdout().lock(), self.choice).write_all(text.as_bytes());
    }

    /// Prints a result that is a file, byte by byte. That a disk is full is an error, that nobody reads any more is none.
    pub(super) fn bytes(bytes: &[u8]) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error),
            _ => Ok(()),
        }
    }

    /// Prints a message to standard error.
    pub(super) fn note(&self, message: &Message) {
        self.err(&(self.language.say(message) + "\n"));
    }

    /// Prints a line to standard error; what it quotes cannot steer the terminal.
    pub(super) fn line(&self, text: &str) {
        let text: String = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        self.err(&(text + "\n"));
    }

    /// Shows how far something is, in a line that the next one takes the place of; on a terminal only.
    pub(super) fn progress(&self, message: &Message) {
        if std::io::IsTerminal::is_terminal(&std::io::stderr()) {
            self.err(&format!("\r\u{1b}[K{}", self.language.say(message)));
        }
    }

    /// Takes away what [`Printer::progress`] shows.
    pub(super) fn progressed(&self) {
        if std::io::IsTerminal::is_terminal(&std::io::stderr()) {
            self.err("\r\u{1b}[K");
        }
    }

    /// Prints why a command could not run, with advice.
    pub(super) fn error(&self, message: &Message) {
        let mut text = format!("\u{1b}[1;31merror\u{1b}[0m: {}\n", self.language.say(message));
        if let Some(help) = self.language.say_attribute(message, "help") {
            text.push_str("  = help: ");
            text.push_str(&help);
            text.push('\n');
        }
        self.err(&text);
    }

    /// Asks a question that a person answers on the terminal; anything but a yes is a no.
    pub(super) fn asks(&self, question: &Message) -> bool {
        self.err(&(self.language.say(question) + " "));
        let mut answer = String::new();
        let _ = std::io::stdin().read_line(&mut answer);
        ["y", "yes", "是"].contains(&answer.trim().to_lowercase().as_str())
    }

    /// Asks for a password on the terminal, where what is typed does not show; nothing where nobody is there to ask.
    pub(super) fn asks_secretly(&self, question: &Message) -> Option<String> {
        if !std::io::IsTerminal::is_terminal(&std::io::stdin()) {
            return None;
        }
        self.err(&(self.language.say(question) + " "));
        rpassword::read_password().ok()
    }

    /// Prints findings.
    pub(super) fn findings(&self, findings: &[Finding], sources: &Sources) {
        self.err(&finding::text(findings, sources, self.language, Style::Coloured));
    }

    /// Prints the findings of a run; where several reports have some, grouped by agency under a line for each.
    pub(super) fn grouped(&self, findings: &[Finding], outcome: &Outcome) {
        let register = outcome.portal.as_ref().map(|portal| &*portal.register);
        let order = register.into_iter().flat_map(|register| &register.agencies);
        let groups = finding::by_agency(findings, order.map(|agency| agency.slug.as_str()));
        let reports = groups.iter().map(|group| group.years.len()).sum::<usize>();
        if reports < 2 {
            return self.findings(findings, &outcome.sources);
        }
        for group in groups {
            let name = group.agency.map(|slug| {
                let agency = register.and_then(|register| register.get(slug));
                agency.map_or(slug, |agency| agency.name.as_str())
            });
            let head = self.language.say(&heading(&group, name));
            self.err(&format!("\u{1b}[1m{head}\u{1b}[0m\n\n"));
            self.err(&finding::text(group.findings, &outcome.sources, self.language, Style::Coloured));
        }
    }

    fn err(&self, text: &str) {
        // There is nobody to tell if standard error is closed.
        let _ = AutoStream::new(std::io::stderr().lock(), self.choice).write_all(text.as_bytes());
    }
}

/// The line above the findings of an agency: its name, the years, and how many there are of each kind.
fn heading(group: &Group<'_>, name: Option<&str>) -> Message {
    let counts = Summary::of(group.findings.iter().copied(), 0);
    let counts = [
        ("count-error", counts.errors),
        ("count-warning", counts.warnings),
        ("count-note", counts.notes),
        ("count-accepted", counts.accepted),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts = counts.map(|(id, count)| Message::new(id).arg("count", count)).collect::<Arg>();
    let message = match name {
        None => Message::new("findings-of--site"),
        Some(name) if group.years.is_empty() => Message::new("findings-of--register").arg("name", name),
        Some(name) => {
            let years = group.years.iter().map(ToString::to_string).collect::<Arg>();
            Message::new("findings-of").arg("name", name).arg("years", years)
        }
    };
    message.arg("counts", counts)
}
