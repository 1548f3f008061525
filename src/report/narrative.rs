//! The text of a report, matched to the parts of its form.

use std::sync::Arc;

use crate::finding::{Finding, Place, Rule};
use crate::form::{Form, Part};
use crate::language::{Arg, Label, Message};
use crate::syntax::markdown::{Markdown, Places, Section};
use crate::text::Span;

/// The text of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Narrative {
    /// The title, where the text begins with it as a heading of its own.
    pub title: Option<String>,
    /// What stands before the first heading, or below the title.
    pub opening: Option<Section>,
    /// By part of the form; none where the text has no such heading.
    pub parts: Vec<Option<Section>>,
    /// Sections that are no part of the form, in order; all of them in years without a form.
    pub others: Vec<Section>,
}

/// Which section of a text is which part of its [`Narrative`]: indexes into the sections' places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sections {
    /// The section of [`Narrative::opening`].
    pub opening: Option<usize>,
    /// Those of [`Narrative::parts`].
    pub parts: Vec<Option<usize>>,
    /// Those of [`Narrative::others`].
    pub others: Vec<usize>,
}

/// Sorts the sections into the parts of the form. A part that has tables need not stand in the text: its tables show
/// it. `end` is where a finding about something absent points.
pub(super) fn bind(
    path: &Arc<str>,
    form: Option<&Form>,
    (markdown, places): (Markdown, &Places),
    end: Span,
) -> (Narrative, Sections, Vec<Finding>) {
    let parts = form.map(|form| form.parts.as_slice()).unwrap_or_default();
    let mut narrative = Narrative { parts: vec![None; parts.len()], ..Narrative::default() };
    let mut which = Sections { parts: vec![None; parts.len()], ..Sections::default() };
    let mut spans: Vec<Option<Span>> = vec![None; parts.len()];
    let mut findings = Vec::new();
    let mut order: Vec<(usize, Place)> = Vec::new();
    for (number, (mut section, at)) in markdown.sections.into_iter().zip(&places.sections).enumerate() {
        let (Some(heading), Some(span)) = (&section.heading, at.heading) else {
            narrative.opening = Some(section);
            which.opening = Some(number);
            continue;
        };
        let place = Place::new(path, span);
        let Some((index, official)) = form.and_then(|form| form.part(&heading.text)) else {
            if number == 0 && form.is_some_and(|form| form.is_title(&heading.text)) {
                narrative.title = section.heading.take().map(|heading| heading.text);
                narrative.opening = Some(section);
                which.opening = Some(number);
                continue;
            }
            if !parts.is_empty() {
                findings.push(Finding::new(Rule::PART_UNKNOWN, place).arg("heading", heading.text.as_str()));
            }
            narrative.others.push(section);
            which.others.push(number);
            continue;
        };
        let title = title(&parts[index]);
        if let Some(first) = spans[index] {
            let first = Place::new(path, first);
            let finding = Finding::new(Rule::PART_DUPLICATE, place).arg("part", title);
            findings.push(finding.also(first, Some(Message::new("first-place"))));
            narrative.others.push(section);
            which.others.push(number);
            continue;
        }
        if !official {
            let finding = Finding::new(Rule::PART_ALIAS, place.clone()).arg("heading", heading.text.as_str());
            findings.push(finding.arg("part", title));
        }
        order.push((index, place));
        spans[index] = Some(span);
        narrative.parts[index] = Some(section);
        which.parts[index] = Some(number);
    }
    let kept = longest_run(&order.iter().map(|(index, _)| *index).collect::<Vec<_>>());
    for (index, place) in order.into_iter().filter(|(index, _)| !kept.contains(index)) {
        let all = parts.iter().map(title).collect::<Arg>();
        findings
            .push(Finding::new(Rule::PART_ORDER, place).arg("part", title(&parts[index])).arg("order", all));
    }
    let missing = parts.iter().zip(&spans).filter(|(part, span)| span.is_none() && part.tables.is_empty());
    for (part, _) in missing {
        findings.push(Finding::new(Rule::PART_MISSING, Place::new(path, end)).arg("part", title(part)));
    }
    (narrative, which, findings)
}

/// The longest run of parts that stand in order: what is not in it is what has to move.
fn longest_run(order: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for &index in order {
        let before = best.iter().filter(|run| run.last().is_some_and(|last| *last < index));
        let mut run = before.max_by_key(|run| run.len()).cloned().unwrap_or_default();
        run.push(index);
        best.push(run);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

/// A heading as it is printed: `一、总体情况`.
fn title(part: &Part) -> Label {
    Label {
        zh: format!("{}、{}", part.number, part.heading.zh),
        en: format!("{} ({})", part.heading.en, part.heading.zh),
    }
}
