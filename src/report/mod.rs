//! What one file says: a report as values, and where in the file each value stands.
//!
//! [`bind`] pairs the spanned tree of the front matter with the form of the report's year. It never fails: what cannot
//! be read is left out of the [`Report`] and told in the findings. Values and places are kept apart, so that moving
//! text about does not change a report.

mod bind;
mod blank;
mod cells;
pub mod csv;
mod equations;
mod history;
pub mod json;
mod keys;
mod narrative;
mod number;
mod on_demand;
mod sheet;
mod status;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use bind::{Document, bind};
pub use blank::{blank, tables as blank_tables};
pub use equations::{Line, Operand, Side, breach, check};
pub use history::figures;
use jiff::civil::Date;
pub use json::json;
pub use narrative::{Narrative, Sections};
pub use on_demand::{OnDemand, on_demand};
pub use sheet::{Cell, Sheet};
pub use status::{Status, Withheld, is_plainly_public};

use crate::finding::Place;
use crate::form::{Form, KeyFigure};
use crate::ledger::sha256;
use crate::syntax::Fields;
use crate::syntax::markdown;
use crate::text::{Decimal, Hashed, Span};

/// One annual report.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Report {
    /// Slug of the agency.
    pub agency: String,
    /// The year it reports on.
    pub year: i32,
    /// The form that governs the year; none for years before any form.
    pub form: Option<Hashed<Form>>,
    /// What the office says of it; none where it says nothing, which is the same as approved.
    pub status: Option<Status>,
    /// The day before which the public may not see it.
    pub publish_at: Option<Date>,
    /// When it was published: as the ledger says, or else the report itself.
    pub published: Option<Date>,
    /// When its publication was entered in the ledger, where that was on a later day: it had been published elsewhere.
    pub entered: Option<Date>,
    /// Its entry in the index of public information.
    pub index: Index,
    /// Whom to ask.
    pub contact: Contact,
    /// Who signed off.
    pub review: Review,
    /// The official tables.
    pub sheet: Sheet,
    /// Findings that a person has judged.
    pub accept: Vec<Accept>,
    /// What was corrected after publication.
    pub corrections: Vec<Correction>,
    /// The text.
    pub narrative: Narrative,
}

impl Report {
    /// Whether the form of its year has tables.
    pub fn has_figures(&self) -> bool {
        self.form.as_ref().is_some_and(|form| !form.tables.is_empty())
    }

    /// Whether some of its figures mean what a figure of an earlier report does.
    pub fn continues(&self, earlier: &Self) -> bool {
        self.form.as_ref().zip(earlier.form.as_ref()).is_some_and(|(form, older)| form.continues(older))
    }

    /// A figure of its form; none where a number is lacking.
    pub fn figure(&self, figure: &KeyFigure) -> Option<Decimal> {
        self.sheet.sum(&figure.sum)
    }

    /// The days on which there was something new: it was published, or corrected.
    pub fn dates(&self) -> impl Iterator<Item = Date> {
        self.published.into_iter().chain(self.corrections.iter().filter_map(|correction| correction.date))
    }

    /// The digest of each correction, as the ledger has it.
    pub fn correction_digests(&self) -> Vec<String> {
        let digest = |entry: &Correction| {
            let date = entry.date.map_or(String::new(), |date| date.to_string());
            sha256(&format!("{date}\n{}\n{}\n", entry.what, entry.why))
        };
        self.corrections.iter().map(digest).collect()
    }

    /// The anchor of a correction on the page of the report. It stays the same when others of
    /// other days are added; those of one day are counted in their order.
    pub fn correction_id(&self, index: usize) -> String {
        let date = |correction: &Correction| correction.date;
        let of = self.corrections.get(index).and_then(date);
        let same = self.corrections.iter().take(index).filter(|other| date(other) == of).count();
        let day = of.map_or("undated".to_owned(), |date| date.to_string());
        if same == 0 { format!("correction-{day}") } else { format!("correction-{day}-{}", same + 1) }
    }

    /// Its title as the form fixes it; agency and year alone where no form governs the year.
    pub fn title(&self, agency: &str) -> String {
        match &self.form {
            Some(form) => form.title(agency, self.year),
            None => format!("{agency}{}年", self.year),
        }
    }
}

/// Whom to ask about a report, or how to reach an agency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Contact {
    /// Responsible office.
    pub office: String,
    /// Postal address.
    pub address: String,
    /// Postcode, six digits.
    pub postcode: String,
    /// Telephone with area code.
    pub phone: String,
}

impl Contact {
    /// Reads the contact block.
    pub fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            office: fields.string("office"),
            address: fields.string("address"),
            postcode: fields.string("postcode"),
            phone: fields.string("phone"),
        }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How a report is entered in the index of public information (信息索引); empty where nothing is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Index {
    /// Index number (索引号).
    pub number: String,
    /// Body that publishes it (发布机构).
    pub publisher: String,
    /// Where it comes from (来源).
    pub source: String,
}

/// Who drafted, checked and approved a report, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Review {
    /// Drafted by.
    pub drafted: String,
    /// Checked by.
    pub checked: String,
    /// Approved by.
    pub approved: String,
    /// Date of the approval.
    pub on: Option<Date>,
}

/// A finding that a person has judged acceptable.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Accept {
    /// Rule of the finding.
    pub rule: String,
    /// Why.
    pub because: String,
}

/// A change after publication.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Correction {
    /// When.
    pub date: Option<Date>,
    /// What was changed.
    pub what: String,
    /// Why.
    pub why: String,
    /// The figures that changed, as the ledger tells.
    pub figures: Vec<Corrected>,
}

/// A figure that was corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Corrected {
    /// Its table in the form.
    pub table: usize,
    /// Its cell in the table.
    pub cell: usize,
    /// What it was; none where there was no number.
    pub before: Option<Decimal>,
    /// What it became.
    pub after: Option<Decimal>,
}

/// Where in its file each value of a report stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// The file.
    pub path: Arc<str>,
    /// By table and cell, like [`Sheet::tables`]; a cell that is not written has none.
    pub cells: Vec<Vec<Option<Span>>>,
    /// The key `agency`, or the head of the file.
    pub agency: Span,
    /// The key `year`, or the head of the file.
    pub year: Span,
    /// Each entry of `accept:`.
    pub accept: Vec<Span>,
    /// Each entry of `corrections:`.
    pub corrections: Vec<Span>,
    /// Other values of the front matter by their key, such as `published` and `contact.phone`.
    pub values: BTreeMap<&'static str, Span>,
    /// Which section of [`Marks::text`] is which.
    pub sections: Sections,
    /// The Markdown.
    pub text: markdown::Places,
}

impl Marks {
    /// Where a value of the front matter stands, if it is written.
    pub fn value(&self, key: &str) -> Option<Place> {
        self.values.get(key).map(|span| Place::new(&self.path, *span))
    }

    /// Where a cell stands, if it is written.
    pub fn cell(&self, table: usize, cell: usize) -> Option<Place> {
        let span = self.cells.get(table)?.get(cell).copied()??;
        Some(Place::new(&self.path, span))
    }
}
