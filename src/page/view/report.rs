//! A report.

use schemars::JsonSchema;
use serde::Serialize;

use super::agency::figures;
use super::table::Figure;
use super::{Chart, Here, KeyFigure, Table, YearRef, date};
use crate::form::Form;
use crate::language::Language;
use crate::page::{self, Trend};
use crate::portal::{Route, Standing};
use crate::report::{Contact, Corrected, Report as AnnualReport, Status, Withheld};
use crate::text::Decimal;

/// A report with its text and its tables.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// Its title: agency, year and the fixed words.
    pub title: String,
    /// The year.
    pub year: i32,
    /// Full name of the agency.
    pub agency: String,
    /// The agency's page.
    pub agency_href: String,
    /// Page of the year.
    pub year_href: String,
    /// Official name of the form; empty for years without tables.
    pub form: String,
    /// The notice that prescribes the form; empty where there is no form.
    pub basis: String,
    /// Date of publication; empty where unknown.
    pub published: String,
    /// The day on which that date was entered in the ledger, where it is a later one: the report had been published elsewhere
    /// before. Empty for others.
    pub entered: String,
    /// How the agency stands in the year.
    pub standing: Standing,
    /// Why the public may not see it yet: `draft`, `submitted`, `returned` or `embargoed`; empty everywhere but in a preview of
    /// drafts.
    pub draft: String,
    /// The day on which an embargoed report is to be published; empty for others.
    pub publish_at: String,
    /// Its entry in the index of public information.
    pub index: Index,
    /// Whom to ask: as the report says, or else the register.
    pub contact: Contact,
    /// Its key figures, with those of the year before.
    pub figures: Vec<KeyFigure>,
    /// Charts of its figures.
    pub charts: Vec<Chart>,
    /// Page that has its figures beside those of the year before; empty where they cannot be compared.
    pub year_on_year_href: String,
    /// What stands before the first heading, as HTML; put it in with `| safe`.
    pub opening: String,
    /// The parts of the form in order, then other sections.
    pub parts: Vec<Part>,
    /// What was corrected after publication.
    pub corrections: Vec<Correction>,
    /// Findings that a person has looked at and kept, with the reason.
    pub accepted: Vec<Accepted>,
    /// Files to download.
    pub downloads: Vec<Download>,
    /// The agency's report before this one; null where there is none.
    pub older: Option<YearRef>,
    /// The agency's report after this one; null where there is none.
    pub newer: Option<YearRef>,
}

/// How a report is entered in the index of public information; empty where nothing is written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Index {
    /// Index number (索引号).
    pub number: String,
    /// Body that publishes it (发布机构).
    pub publisher: String,
    /// Where it comes from (来源).
    pub source: String,
}

/// A part of a report.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Part {
    /// Its anchor on the page.
    pub id: String,
    /// Heading with its numeral.
    pub heading: String,
    /// The text as HTML; put it in with `| safe`.
    pub html: String,
    /// The tables of the part.
    pub tables: Vec<Table>,
}

/// A correction.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Correction {
    /// Its anchor on the page; the feed leads to it.
    pub id: String,
    /// Date of the correction; empty where unknown.
    pub date: String,
    /// What was corrected.
    pub what: String,
    /// Why it had to be.
    pub why: String,
    /// The figures that changed, as far as the ledger tells.
    pub figures: Vec<CorrectedFigure>,
}

/// A figure that was corrected.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CorrectedFigure {
    /// What it is called on the official form: row, and column where there are several.
    pub label: String,
    /// What it was; empty where there was no number.
    pub before: String,
    /// What it became; empty where there is no number.
    pub after: String,
}

/// An accepted finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Accepted {
    /// Id of the rule.
    pub rule: String,
    /// Why it is kept.
    pub because: String,
}

/// A file to download.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Download {
    /// File name.
    pub name: String,
    /// Address of the file.
    pub href: String,
    /// Kind of file, such as `PDF`.
    pub kind: String,
    /// Size in bytes; null for files that the build makes.
    pub size: Option<u64>,
}

impl Download {
    /// A file of this name.
    pub(super) fn new(name: &str, href: String, size: Option<u64>) -> Self {
        let kind = name.rsplit_once('.').map_or("", |(_, kind)| kind).to_ascii_uppercase();
        Self { name: name.to_owned(), href, kind, size }
    }
}

impl Here<'_> {
    pub(super) fn report(&self, page: &page::ReportPage) -> Report {
        let (report, slug) = (&page.report, &page.agency.slug);
        let form = report.form.as_ref();
        let corrections = report.corrections.iter().enumerate().map(|(index, entry)| Correction {
            id: report.correction_id(index),
            date: date(entry.date),
            what: entry.what.clone(),
            why: entry.why.clone(),
            figures: form.map_or(Vec::new(), |form| self.corrected(form, &entry.figures)),
        });
        let accepted = report
            .accept
            .iter()
            .map(|entry| Accepted { rule: entry.rule.clone(), because: entry.because.clone() });
        let here = Route::report(report.year, slug);
        let of_year = figures(report);
        let before = page.before.as_deref().and_then(figures);
        let trend = Trend { years: before.into_iter().chain(of_year.clone()).collect() };
        Report {
            title: report.title(&page.agency.name),
            year: report.year,
            agency: page.agency.name.clone(),
            agency_href: self.page(Route::agency(slug)),
            year_href: self.page(Route::year(report.year)),
            form: form.map_or(String::new(), |form| self.say(&form.name).to_owned()),
            basis: form.map_or(String::new(), |form| form.basis.clone()),
            published: date(report.published),
            entered: date(report.entered),
            standing: page.standing,
            draft: match page.draft {
                None => "",
                Some(Withheld::Status(status)) => status.word(),
                Some(Withheld::Until(_)) => "embargoed",
                Some(Withheld::Unclear) => Status::Draft.word(),
            }
            .to_owned(),
            publish_at: match page.draft {
                Some(Withheld::Until(day)) => date(Some(day)),
                _ => String::new(),
            },
            index: Index {
                number: report.index.number.clone(),
                publisher: report.index.publisher.clone(),
                source: report.index.source.clone(),
            },
            contact: if report.contact.is_empty() { &page.agency.contact } else { &report.contact }.clone(),
            figures: self.key_figures(&trend, report.year),
            charts: of_year.as_ref().map_or(Vec::new(), |of_year| self.charts_of_year(of_year)),
            year_on_year_href: page
                .before
                .as_ref()
                .map_or(String::new(), |_| self.page(Route::year_on_year(report.year, slug))),
            opening: report
                .narrative
                .opening
                .as_ref()
                .map_or(String::new(), |section| self.authored(&section.html, &here)),
            parts: self.parts(report),
            corrections: corrections.collect(),
            accepted: accepted.collect(),
            downloads: self.downloads(page),
            older: self.year(page.older, |year| Route::report(year, slug)),
            newer: self.year(page.newer, |year| Route::report(year, slug)),
        }
    }

    fn corrected(&self, form: &Form, figures: &[Corrected]) -> Vec<CorrectedFigure> {
        let number = |value: Option<Decimal>| value.map_or(String::new(), |value| value.to_string());
        let one = |figure: &Corrected| CorrectedFigure {
            label: self.say(&figure.label(form)).to_owned(),
            before: number(figure.before),
            after: number(figure.after),
        };
        figures.iter().map(one).collect()
    }

    fn downloads(&self, page: &page::ReportPage) -> Vec<Download> {
        let (year, slug) = (page.report.year, &page.agency.slug);
        let file =
            |name: &str, size| Download::new(name, self.file(&Route::beside_report(year, slug, name)), size);
        let data = page.report.has_figures();
        let made = ["report.xlsx", "report.csv", "report.json"]
            .into_iter()
            .filter(|_| data)
            .map(|name| file(name, None));
        made.chain(page.attachments.iter().map(|attachment| file(&attachment.name, Some(attachment.size))))
            .collect()
    }

    fn parts(&self, report: &AnnualReport) -> Vec<Part> {
        let here = Route::report(report.year, &report.agency);
        let mut parts = Vec::new();
        if let Some(form) = &report.form {
            let figures_of = |index: usize| {
                self.table(&form.tables[index], |cell| Figure::of(report.sheet.cell(index, cell)))
            };
            for (index, part) in form.parts.iter().enumerate() {
                let section = report.narrative.parts.get(index).and_then(Option::as_ref);
                if section.is_none() && part.tables.is_empty() {
                    continue;
                }
                parts.push(Part {
                    id: format!("part-{}", part.id),
                    heading: match self.language {
                        Language::Chinese => format!("{}、{}", part.number, part.heading.zh),
                        Language::English => format!("{}. {}", index + 1, part.heading.en),
                    },
                    html: section.map_or(String::new(), |section| self.authored(&section.html, &here)),
                    tables: part.tables.iter().map(|&table| figures_of(table)).collect(),
                });
            }
        }
        for (index, section) in report.narrative.others.iter().enumerate() {
            parts.push(Part {
                id: format!("section-{}", index + 1),
                heading: section.heading.as_ref().map_or(String::new(), |heading| heading.text.clone()),
                html: self.authored(&section.html, &here),
                tables: Vec::new(),
            });
        }
        parts
    }
}
