//! Findings: what is wrong with the input, where, and how to mend it; and the printers that show them.
//!
//! A finding holds no text of its own, only the id of a message and its arguments, and no line numbers, only spans:
//! both are resolved by the printers, from the catalogue of the reader's language and from the sources.

mod edit;
mod explained;
mod github;
mod group;
mod json;
mod level;
mod rule;
mod sarif;
mod text;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use edit::{Mending, mendings};
pub use explained::{Explained, Governs};
pub use github::github;
pub use group::{Group, by_agency};
pub use json::{Entry, entry, json};
pub use level::Level;
pub use rule::Rule;
pub use sarif::sarif;
pub use text::{Style, excerpt, text};

use crate::language::{Arg, Language, Message};
use crate::text::{Source, Span, masked};

/// All sources of a snapshot by path; findings point into them.
pub type Sources = BTreeMap<Arc<str>, Source>;

/// A span in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path below the root of the site, with `/`.
    pub path: Arc<str>,
    /// Bytes of the decoded text.
    pub span: Span,
}

impl Place {
    /// A span in a file.
    pub fn new(path: &Arc<str>, span: Span) -> Self {
        Self { path: Arc::clone(path), span }
    }

    /// Line and column of its start and of its end, from 1; the head of the file where its text is not known.
    pub fn lines(&self, sources: &Sources) -> ((usize, usize), (usize, usize)) {
        let resolve = |byte| sources.get(&self.path).map_or((1, 1), |source| source.line_column(byte));
        (resolve(self.span.start), resolve(self.span.end))
    }
}

/// A place with a few words beside its caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub place: Place,
    /// What stands there, if that needs saying.
    pub label: Option<Message>,
}

/// One thing that is wrong, or worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule: kebab-case, or `<table>.<equation>` for an equation of a form.
    pub rule: String,
    /// The rule's letter code in the catalogue of rules, empty where it has none.
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub level: Level,
    /// Why a person has judged it acceptable.
    pub accepted: Option<String>,
    /// What is wrong. The entry's attribute `help`, where there is one, says how to mend it.
    pub message: Message,
    /// The places, the first of them where the finding is reported. Never empty.
    pub marks: Vec<Mark>,
    /// Slug of the agency it concerns.
    pub agency: Option<String>,
    /// Report year it concerns.
    pub year: Option<i32>,
    /// Cells it concerns, as `table.row.column`.
    pub cells: Vec<String>,
    /// The one cell that, corrected, would mend it; none where several could.
    pub suspect: Option<String>,
    /// The two sides of an equation that does not hold.
    pub sides: Option<(String, String)>,
    /// What would mend it beyond doubt: `check --fix` offers these. Never a figure.
    pub fix: Vec<Edit>,
}

/// A replacement of what stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub place: Place,
    /// What is to stand there.
    pub text: String,
}

impl Finding {
    /// A finding of a rule at a place; its message is the catalogue entry named like the rule.
    pub fn new(rule: Rule, place: Place) -> Self {
        let message = Message::new(rule.id).of(rule.words);
        Self { code: rule.code.into(), ..Self::with_message(rule.id, rule.level, message, place) }
    }

    /// A finding whose id or message is not fixed: an equation of a form, a variant of a rule's message.
    pub fn with_message(rule: impl Into<String>, level: Level, message: Message, place: Place) -> Self {
        Self {
            rule: rule.into(),
            code: "".into(),
            level,
            accepted: None,
            message,
            marks: vec![Mark { place, label: None }],
            agency: None,
            year: None,
            cells: Vec::new(),
            suspect: None,
            sides: None,
            fix: Vec::new(),
        }
    }

    /// The same with another wording: the entry `<rule>--<variant>` of the catalogue.
    pub fn variant(mut self, variant: &str) -> Self {
        self.message.id = format!("{}--{variant}", self.rule).into();
        self
    }

    /// The same with an argument for its message.
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.message.args.push((name, value.into()));
        self
    }

    /// The same with a replacement that would mend it.
    pub fn fixed_by(mut self, place: Place, text: impl Into<String>) -> Self {
        self.fix.push(Edit { place, text: text.into() });
        self
    }

    /// The same with one more place.
    pub fn also(mut self, place: Place, label: Option<Message>) -> Self {
        self.marks.push(Mark { place, label });
        self
    }

    /// Where it is reported.
    pub fn place(&self) -> &Place {
        &self.marks[0].place
    }

    /// What is wrong, in a language, without the digits of private numbers.
    pub fn message(&self, language: Language) -> String {
        masked(&language.say(&self.message)).into_owned()
    }

    /// How to mend it, in a language.
    pub fn help(&self, language: Language) -> Option<String> {
        language.say_attribute(&self.message, "help")
    }

    /// Whether it keeps a portal from being written.
    pub fn blocks(&self, strict: bool) -> bool {
        self.accepted.is_none() && (self.level == Level::Error || strict && self.level == Level::Warning)
    }
}

/// How many findings there are of each kind; accepted ones are counted only as such.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Judged and accepted by a person.
    pub accepted: usize,
    /// Reports that were read.
    pub reports: usize,
}

impl Summary {
    /// Counts.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>, reports: usize) -> Self {
        let mut summary = Self { reports, ..Self::default() };
        for finding in findings {
            match (&finding.accepted, finding.level) {
                (Some(_), _) => summary.accepted += 1,
                (None, Level::Error) => summary.errors += 1,
                (None, Level::Warning) => summary.warnings += 1,
                (None, Level::Note) => summary.notes += 1,
            }
        }
        summary
    }
}

/// Sorts by path, place and rule, the order of every output.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.place(), &a.rule, &a.cells).cmp(&(b.place(), &b.rule, &b.cells)));
}
