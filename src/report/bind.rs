//! From the text of a file to a [`Report`] with its [`Marks`] and findings.

use std::collections::BTreeMap;

use super::equations::check;
use super::history;
use super::{Accept, Contact, Correction, Index, Marks, Report, Review, Sheet, Status, cells, narrative};
use crate::finding::{Finding, Place, Rule};
use crate::form::{Form, Forms};
use crate::ledger::{Record, sha256};
use crate::syntax::{Fields, Node, Value, markdown, parse_yaml, split};
use crate::text::{Digest, Hashed, Source, Span};

use jiff::civil::Date;

/// A report with its places and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The values.
    pub report: Hashed<Report>,
    /// Their places.
    pub marks: Marks,
    /// Whether its front matter could be read at all. If not, one finding says so and no rule adds to it.
    pub readable: bool,
    /// The report that the front matter names, as year and agency, where it is not that of the path.
    pub names: Option<(i32, String)>,
    /// What is wrong within this one file.
    pub findings: Vec<Finding>,
    /// SHA-256 of its Markdown, for the ledger.
    pub text_sha256: String,
    /// Digest of the file's text and of what the ledger says of it: places and findings depend on them.
    pub digest: Digest,
}

/// Reads the report of `agency` on `year`, which are those of its path: they are what makes it unique. The record is what the
/// ledger says of it.
pub fn bind(
    source: &Source,
    (year, agency): (i32, &str),
    forms: &Forms,
    record: Option<&Record>,
) -> Document {
    let form = forms.governing(year);
    let end = Span::new(source.text.trim_end().len(), source.text.trim_end().len());
    let mut report = Report {
        agency: agency.to_owned(),
        year,
        form: form.cloned(),
        status: None,
        publish_at: None,
        published: None,
        entered: None,
        index: Index::default(),
        contact: Contact::default(),
        review: Review::default(),
        sheet: form.map(|form| Sheet::blank(form)).unwrap_or_default(),
        accept: Vec::new(),
        corrections: Vec::new(),
        narrative: super::Narrative::default(),
    };
    let mut marks = Marks {
        path: source.path.clone(),
        cells: Vec::new(),
        agency: Span::default(),
        year: Span::default(),
        accept: Vec::new(),
        corrections: Vec::new(),
        values: BTreeMap::new(),
        sections: super::Sections::default(),
        text: markdown::Places::default(),
    };
    let mut findings = Vec::new();
    let (mut is_readable, mut names, mut text_sha256) = (false, None, String::new());
    match split(source) {
        Err(finding) => findings.push(*finding),
        Ok(front) => {
            text_sha256 = sha256(source.text.get(front.body.start..).unwrap_or_default());
            let (markdown, places, of_text) = markdown::parse(&source.path, &source.text, front.body);
            findings.extend(of_text);
            let (narrative, sections, of_parts) =
                narrative::bind(&source.path, form.map(|form| &**form), (markdown, &places), end);
            (report.narrative, marks.text, marks.sections) = (narrative, places, sections);
            findings.extend(of_parts);
            let (tree, of_yaml) = parse_yaml(source, front.yaml);
            is_readable = of_yaml.iter().all(|finding| finding.rule == Rule::DUPLICATE_KEY.id);
            findings.extend(of_yaml);
            if let Some(tree) = tree.filter(|_| is_readable) {
                names = named(&tree, year, agency);
                findings.extend(front_matter(
                    source,
                    &tree,
                    &mut report,
                    &mut marks,
                    form.map(|form| (&**form, forms)),
                ));
            }
        }
    }
    if let Some(record) = record {
        findings.extend(history::apply(record, is_readable, &mut report, &marks));
    }
    if form.is_none() {
        let place = Place::new(&source.path, marks.year);
        findings.push(Finding::new(Rule::YEAR_WITHOUT_FORM, place).arg("year", year.to_string()));
    }
    for finding in &mut findings {
        finding.agency = Some(agency.to_owned());
        finding.year = Some(year);
    }
    let digest = Digest::of(&(&*source.text, record));
    Document {
        report: Hashed::new(report),
        marks,
        readable: is_readable,
        names,
        findings,
        text_sha256,
        digest,
    }
}

/// Keys of the contact block with their names in [`Marks::values`].
const CONTACT: [(&str, &str); 4] = [
    ("office", "contact.office"),
    ("address", "contact.address"),
    ("postcode", "contact.postcode"),
    ("phone", "contact.phone"),
];

/// The report that the front matter names, where it is not the one of its path.
fn named(tree: &Node, year: i32, agency: &str) -> Option<(i32, String)> {
    let written = |key| tree.get(key).and_then(|entry| entry.node.scalar()).map(str::trim);
    let of = written("agency").filter(|text| !text.is_empty()).unwrap_or(agency);
    let on = written("year").and_then(|text| text.parse().ok()).unwrap_or(year);
    ((on, of) != (year, agency)).then(|| (on, of.to_owned()))
}

fn front_matter(
    source: &Source,
    tree: &Node,
    report: &mut Report,
    marks: &mut Marks,
    form: Option<(&Form, &Forms)>,
) -> Vec<Finding> {
    let path = &source.path;
    let empty = Node { span: tree.span, value: Value::Map(Vec::new()) };
    let mut fields = Fields::of(path, if tree.value == Value::Null { &empty } else { tree });
    let head = tree
        .map()
        .and_then(<[_]>::first)
        .map_or(Span::new(tree.span.start, tree.span.start), |entry| entry.key_span);
    (marks.agency, marks.year) = (head, head);
    if let Some((slug, span)) = fields.required("agency") {
        marks.agency = span;
        if slug != report.agency {
            let finding = Finding::new(Rule::AGENCY_MISMATCH, Place::new(path, span));
            fields.report(finding.arg("found", slug).arg("expected", report.agency.as_str()));
        }
    }
    if fields.required("year").is_some()
        && let Some((year, span)) = fields.integer("year")
    {
        marks.year = span;
        if year != report.year {
            let finding = Finding::new(Rule::YEAR_MISMATCH, Place::new(path, span));
            fields.report(finding.arg("found", year.to_string()).arg("expected", report.year.to_string()));
        }
    }
    report.index = index(path, &mut fields, marks);
    (report.status, report.publish_at) = life_cycle(tree, &mut fields);
    report.published = fields.date("published").map(|(date, _)| date);
    marks.values.extend(fields.entry("published").map(|entry| ("published", entry.node.span)));
    for (key, name) in CONTACT {
        let inner = tree.get("contact").and_then(|entry| entry.node.get(key));
        marks.values.extend(inner.map(|entry| (name, entry.node.span)));
    }
    marks.values.extend(tree.get("contact").map(|entry| ("contact", entry.key_span)));
    report.contact = inside(path, &mut fields, "contact", Contact::read);
    report.review = inside(path, &mut fields, "review", |fields| Review {
        drafted: fields.string("drafted"),
        checked: fields.string("checked"),
        approved: fields.string("approved"),
        on: fields.date("on").map(|(date, _)| date),
    });
    let tables = tree.get("tables");
    fields.entry("tables");
    for node in fields.list("accept") {
        let mut entry = Fields::of(path, node);
        if let (Some((rule, _)), Some((because, _))) = (entry.required("rule"), entry.required("because")) {
            report.accept.push(Accept { rule: rule.to_owned(), because: because.to_owned() });
            marks.accept.push(node.span);
        }
        fields.absorb(entry.finish());
    }
    for node in fields.list("corrections") {
        let mut entry = Fields::of(path, node);
        let date = entry.required("date").and_then(|_| entry.date("date")).map(|(date, _)| date);
        let what = entry.required("what").map(|(text, _)| text.to_owned()).unwrap_or_default();
        marks.corrections.push(node.span);
        let (why, figures) = (entry.string("why"), Vec::new());
        report.corrections.push(Correction { date, what, why, figures });
        fields.absorb(entry.finish());
    }
    let mut findings = fields.finish();
    if let Some((form, forms)) = form {
        let bound = cells::bind(path, (form, forms), report.year, tables, head);
        (report.sheet, marks.cells) = (bound.sheet, bound.spans);
        findings.extend(bound.findings);
        findings.extend(check(form, &report.sheet, marks));
    }
    findings
}

/// Reads status and day of publication. What is written and cannot be read keeps the report back: it may say so.
fn life_cycle(tree: &Node, fields: &mut Fields<'_>) -> (Option<Status>, Option<Date>) {
    // Of two values nobody can tell which is meant.
    let is_twice = |key: &str| {
        tree.map().is_some_and(|entries| entries.iter().filter(|entry| entry.key == key).count() > 1)
    };
    let is_written = fields.entry("status").is_some();
    let status = fields.choice("status", &Status::WORDS);
    let is_dated = fields.entry("publish_at").is_some();
    let publish_at = fields.date("publish_at").map(|(date, _)| date);
    let is_unclear = is_written && status.is_none()
        || is_dated && publish_at.is_none()
        || is_twice("status")
        || is_twice("publish_at");
    (if is_unclear { Some(Status::Draft) } else { status }, publish_at)
}

/// Reads the entry of the index of public information.
fn index(path: &std::sync::Arc<str>, fields: &mut Fields<'_>, marks: &mut Marks) -> Index {
    inside(path, fields, "index", |fields| {
        let mut text = |key, name| {
            let found = fields.text(key);
            marks.values.extend(found.map(|(_, span)| (name, span)));
            found.map(|(text, _)| text.to_owned()).unwrap_or_default()
        };
        Index {
            number: text("number", "index.number"),
            publisher: text("publisher", "index.publisher"),
            source: text("source", "index.source"),
        }
    })
}

/// Reads a map inside a map; its default where it is not there.
fn inside<'a, T: Default>(
    path: &std::sync::Arc<str>,
    fields: &mut Fields<'a>,
    key: &'static str,
    read: impl FnOnce(&mut Fields<'a>) -> T,
) -> T {
    let Some(entry) = fields.entry(key) else { return T::default() };
    let mut inner = Fields::of(path, &entry.node);
    let value = read(&mut inner);
    fields.absorb(inner.finish());
    value
}
