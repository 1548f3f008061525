//! Printing: results to standard output, everything else to standard error; a closed pipe is no crash.

use std::io::Write as _;

use anstream::AutoStream;

use crate::finding::{self, Finding, Sources, Style};
use crate::language::{Language, Message};

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

    /// Prints a message to standard error.
    pub(super) fn note(&self, message: &Message) {
        self.err(&(self.language.say(message) + "\n"));
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

    /// Prints findings.
    pub(super) fn findings(&self, findings: &[Finding], sources: &Sources) {
        self.err(&finding::text(findings, sources, self.language, Style::Coloured));
    }

    fn err(&self, text: &str) {
        // There is nobody to tell if standard error is closed.
        let _ = AutoStream::new(std::io::stderr().lock(), self.choice).write_all(text.as_bytes());
    }
}
