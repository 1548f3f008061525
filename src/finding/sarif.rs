//! Findings as SARIF 2.1.0, the exchange format of static analysis: one log with one run.
//!
//! Columns count characters (`unicodeCodePoints`). A finding that a person has accepted is a suppressed result, since
//! its acceptance stands in the report itself. Fingerprints do not depend on lines, so a finding stays the same one
//! when text is added above it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Explained, Finding, Level, Place, Sources};
use crate::language::Language;
use crate::text::{Digest, encoded};

/// Where the schema of the format is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name under which paths are relative.
const BASE: &str = "%SRCROOT%";

/// The findings and all rules as one SARIF log with a line end. `prefix` leads from the folder of the repository to the
/// site: empty, or with a `/` at its end.
pub fn sarif(
    findings: &[Finding],
    sources: &Sources,
    language: Language,
    rules: &[Explained],
    prefix: &str,
) -> String {
    let writer = Writer { sources, language, prefix };
    let indexes: BTreeMap<&str, usize> = rules.iter().map(|rule| rule.id.as_str()).zip(0..).collect();
    let mut seen = BTreeMap::new();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let print = fingerprint(finding, &mut seen);
            writer.result(finding, indexes.get(finding.rule.as_str()).copied(), &print)
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gongkai",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": language.tag(),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { BASE: { "description": { "text": "the folder that gongkai was run in" } } },
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).expect("plain values serialise");
    text.push('\n');
    text
}

fn rule(rule: &Explained) -> Value {
    let mut properties = Map::new();
    if !rule.code.is_empty() {
        properties.insert("code".to_owned(), rule.code.as_ref().into());
    }
    let full = [rule.what.as_str(), &rule.why].join("\n");
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.what },
        "fullDescription": { "text": full },
        "help": { "text": rule.mend },
        "defaultConfiguration": { "level": level(rule.level) },
        "properties": properties,
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// What stays the same of a finding when its line moves; the same finding further down the file gets the next number.
fn fingerprint(finding: &Finding, seen: &mut BTreeMap<String, usize>) -> String {
    // The message holds the arguments; one language, so that both give the same print.
    let message = finding.message(Language::Chinese);
    let mut parts = vec![finding.rule.as_str(), &finding.place().path, &message];
    parts.extend(finding.cells.iter().map(String::as_str));
    let digest = Digest::of_bytes(parts.join("\n").as_bytes()).short(32);
    let count = seen.entry(digest.clone()).or_default();
    *count += 1;
    format!("{digest}:{count}")
}

struct Writer<'a> {
    sources: &'a Sources,
    language: Language,
    prefix: &'a str,
}

impl Writer<'_> {
    fn result(&self, finding: &Finding, rule: Option<usize>, print: &str) -> Value {
        let message = finding.message(self.language);
        let help = finding.help(self.language);
        let text = help.as_ref().map_or_else(|| message.clone(), |help| format!("{message}\n{help}"));
        let related = finding.marks.iter().skip(1).enumerate().map(|(number, mark)| {
            let mut location = json!({ "id": number, "physicalLocation": self.location(&mark.place) });
            if let Some(label) = &mark.label {
                location["message"] = json!({ "text": self.language.say(label) });
            }
            location
        });
        let suppressions = finding
            .accepted
            .as_ref()
            .map(|because| json!({ "kind": "inSource", "status": "accepted", "justification": because }));
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level(finding.level),
            "message": { "text": text },
            "locations": [{ "physicalLocation": self.location(finding.place()) }],
            "relatedLocations": related.collect::<Vec<_>>(),
            "partialFingerprints": { "gongkai/v1": print },
            // Where one result says whether it is suppressed, all must.
            "suppressions": suppressions.into_iter().collect::<Vec<_>>(),
        });
        if let Some(index) = rule {
            result["ruleIndex"] = index.into();
        }
        if !finding.fix.is_empty() {
            result["fixes"] = json!([self.fix(finding, help.as_deref().unwrap_or(&message))]);
        }
        let mut properties = Map::new();
        let year = finding.year.map(Value::from);
        let entries = [("agency", finding.agency.as_deref().map(Value::from)), ("year", year)];
        properties.extend(entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
        if !finding.cells.is_empty() {
            properties.insert("cells".to_owned(), finding.cells.clone().into());
        }
        if !properties.is_empty() {
            result["properties"] = properties.into();
        }
        result
    }

    /// All replacements of a finding as one fix, file by file.
    fn fix(&self, finding: &Finding, description: &str) -> Value {
        let mut files: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for edit in &finding.fix {
            let replacement = json!({
                "deletedRegion": self.region(&edit.place),
                "insertedContent": { "text": edit.text },
            });
            files.entry(&edit.place.path).or_default().push(replacement);
        }
        let changes = files.into_iter().map(
            |(path, replacements)| json!({ "artifactLocation": self.artifact(path), "replacements": replacements }),
        );
        json!({
            "description": { "text": description },
            "artifactChanges": changes.collect::<Vec<_>>(),
        })
    }

    fn location(&self, place: &Place) -> Value {
        let mut location = json!({ "artifactLocation": self.artifact(&place.path) });
        // A file whose text is not known has no lines to speak of.
        if self.sources.contains_key(&place.path) {
            location["region"] = self.region(place);
        }
        location
    }

    fn region(&self, place: &Place) -> Value {
        let ((line, column), (end_line, end_column)) = place.lines(self.sources);
        json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
    }

    fn artifact(&self, path: &str) -> Value {
        json!({ "uri": encoded(&format!("{}{path}", self.prefix)), "uriBaseId": BASE })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Rule;
    use crate::text::Span;

    #[test]
    fn fingerprints_stay_when_lines_move_and_differ_between_twins() {
        let finding = |start| {
            let place = Place::new(&"content/2022/haicheng.md".into(), Span::new(start, start + 3));
            Finding::new(Rule::RAW_HTML, place).arg("html", "<br>")
        };
        let prints = |findings: &[Finding]| -> Vec<String> {
            let mut seen = BTreeMap::new();
            findings.iter().map(|finding| fingerprint(finding, &mut seen)).collect()
        };
        let before = prints(&[finding(0), finding(30)]);
        assert_eq!(prints(&[finding(100), finding(130)]), before);
        assert_ne!(before[0], before[1]);
        let other = finding(0).arg("more", "x").variant("other");
        assert_ne!(prints(&[other])[0], before[0]);
    }
}
