//! What can be found, as the search shows it: a report or a plain page in sections that can be linked.

use serde::Serialize;

use crate::form::{Form, Leaf};
use crate::language::{Label, Language};
use crate::page::Searched;
use crate::portal::{Agency, PlainPage};
use crate::report::Report;
use crate::syntax::markdown;

/// A report or a plain page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Its page, relative to the root of the portal.
    pub url: String,
    /// Everything it says, in the order of its page.
    pub sections: Vec<Section>,
}

/// A part of a document: its anchor on the page (empty at the top of it), its heading, its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section(pub String, pub String, pub String);

impl Document {
    /// What a report or page says, labels of tables in a language.
    pub fn new(searched: &Searched, language: Language) -> Self {
        let (title, sections) = match searched {
            Searched::Report(agency, report) => {
                (report.title(&agency.name), of_report(agency, report, language))
            }
            Searched::Page(page) => (page.title.clone(), of_page(page)),
        };
        Self { title, url: searched.route().as_str().to_owned(), sections }
    }

    /// Its texts: the title, then headings and texts of all sections.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let of_sections = self.sections.iter().flat_map(|Section(_, heading, text)| [heading, text]);
        std::iter::once(&self.title).chain(of_sections).map(String::as_str).filter(|text| !text.is_empty())
    }
}

/// The other names of an agency, each once: short and former ones.
pub(super) fn names(agency: &Agency) -> Vec<&str> {
    let all = std::iter::once(&agency.short).chain(&agency.aliases);
    all.filter(|name| **name != agency.name).map(String::as_str).collect()
}

fn of_page(page: &PlainPage) -> Vec<Section> {
    page.text.sections.iter().flat_map(|section| split(section, None)).collect()
}

fn of_report(agency: &Agency, report: &Report, language: Language) -> Vec<Section> {
    let names = names(agency);
    let mut sections = Vec::new();
    if !names.is_empty() {
        sections.push(Section(String::new(), String::new(), names.join("\n")));
    }
    let narrative = &report.narrative;
    sections.extend(narrative.opening.iter().flat_map(|opening| split(opening, None)));
    if let Some(form) = &report.form {
        for (index, part) in form.parts.iter().enumerate() {
            let section = narrative.parts.get(index).and_then(Option::as_ref);
            if section.is_none() && part.tables.is_empty() {
                continue;
            }
            let heading = format!("{}、{}", part.number, part.heading.zh);
            let as_printed = (format!("part-{}", part.id), heading);
            let text =
                section.map_or_else(|| vec![head(&as_printed)], |section| split(section, Some(&as_printed)));
            sections.extend(text);
            sections.extend(part.tables.iter().flat_map(|table| rows(report, form, *table, language)));
        }
    }
    for (index, section) in narrative.others.iter().enumerate() {
        let heading = section.heading.as_ref().map_or(String::new(), |heading| heading.text.clone());
        sections.extend(split(section, Some(&(format!("section-{}", index + 1), heading))));
    }
    sections
}

fn head((id, heading): &(String, String)) -> Section {
    Section(id.clone(), heading.clone(), String::new())
}

/// A section of a text and those below its sub-headings. Its own anchor and heading are `named`, where its page has
/// others than the text.
fn split(section: &markdown::Section, named: Option<&(String, String)>) -> Vec<Section> {
    let own = || match &section.heading {
        Some(heading) => Section(heading.id.clone(), heading.text.clone(), String::new()),
        None => Section(String::new(), String::new(), String::new()),
    };
    let all = section.text.as_str();
    // What stands at the very end may have nothing behind it, not even its line end.
    let part = |from: usize, to: usize| all.get(from.min(all.len())..to).unwrap_or_default().trim_end();
    let starts = || section.headings.iter().map(|heading| heading.at.min(all.len()));
    let ends = starts().skip(1).chain([all.len()]);
    let mut first = named.map_or_else(own, head);
    part(0, starts().next().unwrap_or(all.len())).clone_into(&mut first.2);
    let below = section.headings.iter().zip(ends).map(|(heading, end)| {
        let text = part(heading.at, end);
        let text = text.strip_prefix(heading.text.as_str()).unwrap_or(text).trim_start();
        Section(heading.id.clone(), heading.text.clone(), text.to_owned())
    });
    std::iter::once(first).chain(below).collect()
}

/// The rows of a table that have figures other than zero, with these figures; each is linked at its last one, which is
/// the total where there is one.
fn rows<'a>(
    report: &'a Report,
    form: &'a Form,
    index: usize,
    language: Language,
) -> impl Iterator<Item = Section> + 'a {
    let table = &form.tables[index];
    let say = move |label: &Label| label.get(language).to_owned();
    let (colon, comma) = match language {
        Language::Chinese => ("：", "，"),
        Language::English => (": ", ", "),
    };
    table.rows.leaves.iter().enumerate().filter_map(move |(row, leaf)| {
        let figures: Vec<(usize, String)> = (0..table.columns.leaves.len())
            .filter_map(|column| {
                let cell = table.cell(row, column);
                let value = report.sheet.cell(index, cell).value().filter(|value| !value.is_zero())?;
                let figure = figure(&table.columns.leaves[column], &value.to_string(), language);
                Some((cell, figure))
            })
            .collect();
        let (last, _) = figures.last()?;
        let words: Vec<&str> = figures.iter().map(|(_, words)| words.as_str()).collect();
        let text = format!("{}{colon}{}", say(&leaf.title()), words.join(comma));
        Some(Section(table.cell_id(*last), say(&table.label), text))
    })
}

/// A figure with the label of its column: `总计 3`; with the unit, where the label does not name it.
fn figure(column: &Leaf, value: &str, language: Language) -> String {
    let label = column.title();
    let label = label.get(language);
    match column.unit.as_ref().map(|unit| unit.get(language)) {
        Some(unit) if !label.contains(unit) => format!("{label} {value} {unit}"),
        _ => format!("{label} {value}"),
    }
}
