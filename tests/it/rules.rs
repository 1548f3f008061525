//! Every rule has a fixture, `tests/rules/<id>.txt`, whose lines say what is found on them.
//!
//! A fixture is a list of cases. A case begins with `== fires: why` or `== silent: why`; in it, `-- path` begins a file.
//! A mark at the end of a line, `<!-- warning[id] -->` in a text and `# warning[id]` elsewhere, is what is expected
//! there. Findings and marks are compared both ways; of notes, only those that the fixture speaks of.
//!
//! A report need not be written out: what it leaves out comes from a report of zeros that has no finding. A line
//! `requests.new: [1, …]` in its front matter replaces that row of the tables, a `##` heading that part of the text, and
//! text before the first heading the opening.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gongkai::finding::Level;
use gongkai::language::Language;
use gongkai::rule;

use crate::site::{self, Site};

/// What is found or expected: path, line, `level[rule]`.
type Told = BTreeSet<(String, usize, String)>;

struct Case {
    fires: bool,
    title: String,
    site: Site,
    expected: Told,
}

/// Splits a line into what is written and what is expected of it.
fn marked(line: &str) -> (&str, Vec<String>) {
    let (text, mark) = match (line.rsplit_once("<!--"), line.rsplit_once("# ")) {
        (Some((text, mark)), _) => (text, mark.trim().trim_end_matches("-->")),
        (None, Some((text, mark))) => (text, mark),
        (None, None) => return (line, Vec::new()),
    };
    let words: Vec<String> = mark.split_whitespace().map(str::to_owned).collect();
    let is_mark = |word: &String| {
        ["error[", "warning[", "note["].iter().any(|level| word.starts_with(level)) && word.ends_with(']')
    };
    if !words.is_empty() && words.iter().all(is_mark) { (text.trim_end(), words) } else { (line, Vec::new()) }
}

/// Adds a file, its marks taken out.
fn add(case: &mut Case, path: &str, lines: &[String]) {
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        let (written, marks) = marked(line);
        text.push_str(written);
        text.push('\n');
        case.expected.extend(marks.into_iter().map(|mark| (path.to_owned(), number + 1, mark)));
    }
    case.site.set(path, &text);
}

/// A report with everything that the fixture leaves out.
fn complete(path: &str, lines: &[String]) -> Vec<String> {
    let mut segments = path.trim_end_matches(".md").split('/').skip(1);
    let year: i32 = segments.next().and_then(|year| year.parse().ok()).expect("a year");
    let agency = segments.next().expect("an agency");
    let begins = lines.first().is_some_and(|line| line == "---");
    let end =
        if begins { lines.iter().skip(1).position(|line| line == "---").expect("an end") + 1 } else { 0 };
    let front = lines.get(usize::from(begins)..end).unwrap_or_default();
    let body = lines.get(end + usize::from(begins)..).unwrap_or_default();
    let key = |line: &str| line.split(':').next().unwrap_or_default().trim().to_owned();
    let own: BTreeSet<String> = front.iter().map(|line| key(line)).collect();
    let base = site::zeros(agency, year);
    let (base_front, base_body) =
        base.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).expect("a front matter");
    let mut out = vec!["---".to_owned()];
    let mut table = String::new();
    let mut left_out = false;
    for line in base_front.lines() {
        if line.starts_with("  ") && !line.starts_with("    ") {
            table = key(line);
        }
        let row = line.starts_with("    ").then(|| format!("{table}.{}", key(line)));
        if !line.starts_with(' ') {
            left_out = own.contains(&key(line));
        }
        match row.and_then(|row| front.iter().find(|other| key(other) == row)) {
            Some(own) => out.push(format!("    {}", own.trim().split_once('.').expect("a row").1)),
            None if left_out => {}
            None => out.push(line.to_owned()),
        }
    }
    out.extend(front.iter().filter(|line| !key(line).contains('.')).cloned());
    out.push("---".to_owned());
    // The text: each section of the base gives way to the fixture's.
    let heading = |line: &str| line.starts_with("## ") || line.starts_with("# ");
    let is = |line: &str, other: &str| marked(line).0.trim() == other.trim();
    let sections = |lines: Vec<String>| -> Vec<Vec<String>> {
        let mut sections = vec![Vec::new()];
        for line in lines {
            if heading(&line) {
                sections.push(Vec::new());
            }
            sections.last_mut().expect("one").push(line);
        }
        sections
    };
    let own = sections(body.to_vec());
    let mut used = vec![false; own.len()];
    for section in sections(base_body.lines().map(str::to_owned).collect()) {
        let found = match section.first().filter(|line| heading(line)) {
            Some(head) => own.iter().position(|own| own.first().is_some_and(|line| is(line, head))),
            None => Some(0).filter(|_| own[0].iter().any(|line| !line.trim().is_empty())),
        };
        match found {
            Some(at) => {
                used[at] = true;
                out.extend(own[at].iter().cloned());
            }
            None => out.extend(section),
        }
    }
    let blank = |section: &[String]| section.iter().all(|line| line.trim().is_empty());
    out.extend(
        own.iter().zip(used).filter(|(own, used)| !used && !blank(own)).flat_map(|(own, _)| own.clone()),
    );
    out
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut file: Option<(String, Vec<String>)> = None;
    let close = |cases: &mut Vec<Case>, file: Option<(String, Vec<String>)>| {
        let Some((path, lines)) = file else { return };
        let case = cases.last_mut().expect("a file stands in a case");
        let parts: Vec<&str> = path.split('/').collect();
        let is_report = matches!(parts[..], ["content", year, _] if year.starts_with("20"));
        let lines = if is_report { complete(&path, &lines) } else { lines };
        add(case, &path, &lines);
    };
    for line in text.lines() {
        if let Some(head) = line.strip_prefix("== ") {
            close(&mut cases, file.take());
            let (kind, title) = head.split_once(": ").expect("== fires: why");
            assert!(["fires", "silent"].contains(&kind), "{line}");
            let (fires, title) = (kind == "fires", title.to_owned());
            cases.push(Case { fires, title, site: Site::new(), expected: Told::new() });
        } else if let Some(path) = line.strip_prefix("-- ") {
            close(&mut cases, file.take());
            file = Some((path.to_owned(), Vec::new()));
        } else if let Some((_, lines)) = &mut file {
            lines.push(line.to_owned());
        }
    }
    close(&mut cases, file.take());
    cases
}

/// Runs the fixture of a rule: what it tells of the rule, over all cases: whether some fires and some is silent.
fn run(id: &str, text: &str) -> (bool, bool) {
    let (mut fires, mut silent) = (false, false);
    for case in cases(text) {
        let outcome = case.site.check();
        let spoken: BTreeSet<&str> = case
            .expected
            .iter()
            .filter_map(|(_, _, mark)| mark.split(['[', ']']).nth(1))
            .chain([id])
            .collect();
        let found: Told = outcome
            .findings
            .iter()
            .filter(|finding| finding.level != Level::Note || spoken.contains(finding.rule.as_str()))
            .map(|finding| {
                let place = finding.place();
                let line = outcome
                    .sources
                    .get(&place.path)
                    .map_or(1, |source| source.line_column(place.span.start).0);
                (place.path.to_string(), line, format!("{}[{}]", finding.level.name(), finding.rule))
            })
            .collect();
        let text: Vec<String> = outcome
            .findings
            .iter()
            .map(|finding| format!("{}: {}", finding.rule, finding.message(Language::Chinese)))
            .collect();
        assert_eq!(found, case.expected, "{id}: {}\n{text:#?}", case.title);
        let of_rule = found.iter().any(|(_, _, mark)| mark.contains(&format!("[{id}]")));
        assert_eq!(of_rule, case.fires, "{id}: {}", case.title);
        (fires, silent) = (fires || of_rule, silent || !of_rule);
    }
    (fires, silent)
}

fn fixture(id: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/rules/{id}.txt"));
    fs::read_to_string(path).ok()
}

/// The sites of all cases of all fixtures.
pub(crate) fn sites() -> Vec<Site> {
    let texts = rule::definitions().filter_map(|definition| fixture(definition.rule.id));
    texts.flat_map(|text| cases(&text)).map(|case| case.site).collect()
}

#[test]
fn every_rule_has_a_fixture_that_fires_it_and_one_that_does_not() {
    let mut wanting = Vec::new();
    for definition in rule::definitions() {
        let id = definition.rule.id;
        let Some(text) = fixture(id) else {
            wanting.push(id.to_owned());
            continue;
        };
        if run(id, &text) != (true, true) {
            wanting.push(format!("{id}: a case that fires and one that is silent"));
        }
    }
    assert!(wanting.is_empty(), "{wanting:#?}");
}

#[test]
fn every_fixture_belongs_to_a_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let ids: BTreeSet<String> = rule::all().map(|rule| rule.id.to_owned()).collect();
    for entry in fs::read_dir(folder).expect("the fixtures") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        assert!(ids.contains(&name), "{}", path.display());
    }
}

#[test]
fn ids_are_unique_and_every_rule_says_what_why_and_how_to_mend() {
    let mut seen = BTreeSet::new();
    for definition in rule::definitions() {
        let rule = definition.rule;
        assert!(seen.insert(rule.id), "{} stands twice", rule.id);
        for language in Language::ALL {
            for doc in [rule.what(language), rule.why(language), rule.mend(language)] {
                assert!(!doc.is_empty(), "{} lacks a doc in {}", rule.id, language.tag());
            }
        }
    }
}
