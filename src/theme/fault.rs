//! Mistakes of templates as findings, each at its place in the template.
//!
//! The engine tells some mistakes with a span, some only in words: as a printed report with line and column, or by the
//! names of the templates. All of them are brought to one shape here.

use std::collections::BTreeMap;

use tera::ErrorKind;

use super::limit;
use crate::finding::{Finding, Place, Rule};
use crate::text::{Source, Span};

/// The templates of a theme by name.
pub(super) type Templates = BTreeMap<String, Source>;

/// What keeps templates from being read. The engine stops at the first template with wrong syntax; `read` reads one
/// template by itself, so that all of them are told.
pub(super) fn of_loading(
    error: &tera::Error,
    templates: &Templates,
    read: impl Fn(&str, &str) -> Result<(), tera::Error>,
) -> Vec<Finding> {
    let syntax = |error: &tera::Error| matches!(error.kind(), ErrorKind::SyntaxError(_));
    let alone = templates.iter().filter_map(|(name, source)| read(name, &source.text).err()).filter(syntax);
    let each: Vec<tera::Error> = if syntax(error) { alone.collect() } else { Vec::new() };
    let faults = match each.as_slice() {
        [] => told(error, templates),
        each => each.iter().flat_map(|error| told(error, templates)).collect(),
    };
    let finding = |fault: Fault| {
        let place = fault.place.unwrap_or_else(|| Place::new(&"themes".into(), Span::default()));
        Finding::new(Rule::TEMPLATE_ERROR, place).arg("detail", fault.detail)
    };
    faults.into_iter().map(finding).collect()
}

/// What keeps a page from being rendered with a template.
pub(super) fn of_page(error: &tera::Error, templates: &Templates, template: &str, page: &str) -> Finding {
    let fault = told(error, templates).into_iter().next();
    let (place, detail) = fault.map_or((None, error.to_string()), |fault| (fault.place, fault.detail));
    let head = || templates.get(template).map(|source| Place::new(&source.path, Span::default()));
    let place = place.or_else(head).unwrap_or_else(|| Place::new(&"themes".into(), Span::default()));
    let finding = Finding::new(Rule::TEMPLATE_ERROR, place);
    match error.kind() {
        ErrorKind::Io(_) => finding.variant("large").arg("page", page).arg("limit", limit::MEGABYTES),
        _ => finding.variant("page").arg("page", page).arg("detail", detail),
    }
}

/// One mistake: where, as far as it is known, and in the engine's words what.
struct Fault {
    place: Option<Place>,
    detail: String,
}

fn told(error: &tera::Error, templates: &Templates) -> Vec<Fault> {
    let one = |place: Option<Place>| vec![Fault { place, detail: error.to_string() }];
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = &report.span().range;
            let place = templates
                .get(report.filename())
                .map(|source| Place::new(&source.path, Span::new(range.start, range.end)));
            vec![Fault { place, detail: report.message().to_owned() }]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            one(quoted(templates, tpl, include_chain.get(1)))
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            one(quoted(templates, tpl, inheritance_chain.first()))
        }
        ErrorKind::MissingParent { current, parent } => one(quoted(templates, current, Some(parent))),
        ErrorKind::Msg(text) => {
            let reports: Vec<Fault> = text.split("\n\n").filter_map(|text| report(text, templates)).collect();
            if reports.is_empty() { one(component(text, templates)) } else { reports }
        }
        _ => one(None),
    }
}

/// Where a template names another.
fn quoted(templates: &Templates, template: &str, named: Option<&String>) -> Option<Place> {
    let source = templates.get(template)?;
    let found = ['"', '\''].iter().find_map(|quote| {
        let text = format!("{quote}{}{quote}", named?);
        source.text.find(&text).map(|at| Span::new(at, at + text.len()))
    });
    Some(Place::new(&source.path, found.unwrap_or_default()))
}

/// A mistake that the engine has printed: what, `--> template:line:column`, and a line of carets below the words.
fn report(text: &str, templates: &Templates) -> Option<Fault> {
    let mut lines = text.lines();
    let detail = lines.next()?.strip_prefix("error: ")?.to_owned();
    let mut locus = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let column: usize = locus.next()?.parse().ok()?;
    let line: usize = locus.next()?.parse().ok()?;
    let source = templates.get(locus.next()?)?;
    let width = lines.last()?.matches('^').count();
    let start = source.line_span(line).start;
    let rest = source.text.get(start..)?;
    let byte = |chars: usize| start + rest.chars().take(chars).map(char::len_utf8).sum::<usize>();
    let span = Span::new(byte(column - 1), byte(column - 1 + width));
    Some(Fault { place: Some(Place::new(&source.path, span)), detail })
}

/// Where a component begins that stands in two templates: "Component `x` is defined in both `a` and `b`".
fn component(text: &str, templates: &Templates) -> Option<Place> {
    let mut names = text.split('`').skip(1).step_by(2);
    let (component, _, second) = (names.next()?, names.next()?, names.next()?);
    let source = templates.get(second)?;
    let at = source.text.find(&format!("component {component}(")).unwrap_or(0);
    Some(Place::new(&source.path, Span::new(at, at)))
}
