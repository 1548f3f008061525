//! Findings as JSON, for editors and scripts: one object, version 1 (ARCHITECTURE.md, "The finding").

use serde::Serialize;

use super::{Edit, Finding, Level, Mark, Place, Sources, Summary};
use crate::language::Language;

#[derive(Serialize)]
struct Output<'a> {
    version: u8,
    findings: Vec<Entry<'a>>,
    summary: Summary,
}

/// One finding, as JSON has it.
#[derive(Serialize)]
pub struct Entry<'a> {
    rule: &'a str,
    code: Option<&'a str>,
    level: Level,
    accepted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'a str>,
    message: String,
    #[serde(flatten)]
    at: At<'a>,
    agency: Option<&'a str>,
    year: Option<i32>,
    cells: &'a [String],
    left: Option<&'a str>,
    right: Option<&'a str>,
    also: Vec<Also<'a>>,
    help: Option<String>,
    fix: Vec<Fix<'a>>,
}

#[derive(Serialize)]
struct Also<'a> {
    #[serde(flatten)]
    at: At<'a>,
    label: Option<String>,
}

#[derive(Serialize)]
struct Fix<'a> {
    #[serde(flatten)]
    at: At<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct At<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// The findings as one pretty-printed JSON object with a line end.
pub fn json(findings: &[Finding], reports: usize, sources: &Sources, language: Language) -> String {
    let output = Output {
        version: 1,
        findings: findings.iter().map(|finding| entry(finding, sources, language)).collect(),
        summary: Summary::of(findings, reports),
    };
    let mut text = serde_json::to_string_pretty(&output).expect("plain values serialise");
    text.push('\n');
    text
}

/// One finding as JSON has it.
pub fn entry<'a>(finding: &'a Finding, sources: &Sources, language: Language) -> Entry<'a> {
    Entry {
        rule: &finding.rule,
        code: Some(&*finding.code).filter(|code| !code.is_empty()),
        level: finding.level,
        accepted: finding.accepted.is_some(),
        because: finding.accepted.as_deref(),
        message: finding.message(language),
        at: at(finding.place(), sources),
        agency: finding.agency.as_deref(),
        year: finding.year,
        cells: &finding.cells,
        left: finding.sides.as_ref().map(|sides| sides.0.as_str()),
        right: finding.sides.as_ref().map(|sides| sides.1.as_str()),
        also: finding.marks.iter().skip(1).map(|mark| also(mark, sources, language)).collect(),
        help: finding.help(language),
        fix: finding.fix.iter().map(|edit| fix(edit, sources)).collect(),
    }
}

fn fix<'a>(edit: &'a Edit, sources: &Sources) -> Fix<'a> {
    Fix { at: at(&edit.place, sources), text: &edit.text }
}

fn also<'a>(mark: &'a Mark, sources: &Sources, language: Language) -> Also<'a> {
    Also { at: at(&mark.place, sources), label: mark.label.as_ref().map(|label| language.say(label)) }
}

fn at<'a>(place: &'a Place, sources: &Sources) -> At<'a> {
    let ((line, column), (end_line, end_column)) = place.lines(sources);
    At { path: &place.path, line, column, end_line, end_column }
}
