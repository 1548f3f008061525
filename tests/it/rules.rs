//! Every rule has a fixture, `tests/rules/<id>.txt`, whose lines say what is found on them.
//!
//! A fixture is a list of cases. A case begins with `== fires: why` or `== silent: why`; in it, `-- path` begins a file.
//! A mark at the end of a line, `<!-- warning[id] -->` in a text and `# warning[id]` elsewhere, is what is expected
//! there. Findings and marks are compared both ways; of notes, only those that the fixture speaks of.
//!
//! A report need not be written out: what it leaves out comes from a report of zeros that has no finding. A line
//! `requests.new: [1, …]` in its front matter replaces that row of the tables, a `##` heading that part of the text, and
//! text before the first heading, or below a title (`#`), the opening. A front matter with `tables:` of its own has no
//! other, a file marked `(own text)` no other text. `== today 2023-04-01` sets the day of the run.

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
fn complete(path: &str, lines: &[String], own_text: bool) -> Vec<String> {
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
    if own_text {
        out.extend(body.iter().cloned());
        return out;
    }
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
            None => {
                let title = |own: &Vec<String>| own.first().is_some_and(|line| line.starts_with("# "));
                let opening = Some(0).filter(|_| own[0].iter().any(|line| !line.trim().is_empty()));
                opening.or_else(|| own.iter().position(title))
            }
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
        let (path, own_text) = path.strip_suffix(" (own text)").map_or((&*path, false), |path| (path, true));
        let lines = if is_report { complete(path, &lines, own_text) } else { lines };
        add(case, path, &lines);
    };
    for line in text.lines() {
        if let Some(day) = line.strip_prefix("== today ") {
            close(&mut cases, file.take());
            let case = cases.last_mut().expect("a day stands in a case");
            case.site.snapshot.today = Some(day.parse().expect("a day"));
        } else if let Some(head) = line.strip_prefix("== ") {
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

/// Runs the fixture of a rule: everything that is not as its cases say.
fn run(id: &str, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
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
        if found != case.expected {
            let difference: Vec<_> = found.symmetric_difference(&case.expected).collect();
            wrong.push(format!("{id}: {}: {difference:#?}\n{text:#?}", case.title));
        }
        let of_rule = found.iter().any(|(_, _, mark)| mark.contains(&format!("[{id}]")));
        if of_rule != case.fires {
            wrong.push(format!("{id}: {}: fires {of_rule}", case.title));
        }
        (fires, silent) = (fires || of_rule, silent || !of_rule);
    }
    if (fires, silent) != (true, true) {
        wrong.push(format!("{id}: a case that fires and one that is silent"));
    }
    wrong
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
    let of_catalogue = rule::all().filter(|rule| !rule.code.is_empty()).map(|rule| rule.id.to_owned());
    let forms = crate::forms::forms();
    let ids: BTreeSet<String> = of_catalogue.chain(forms.rules()).collect();
    for id in &ids {
        let Some(text) = fixture(id) else {
            wanting.push(id.clone());
            continue;
        };
        wanting.extend(run(id, &text));
    }
    assert!(wanting.is_empty(), "{}", wanting.join("\n"));
}

#[test]
fn every_fixture_belongs_to_a_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let forms = crate::forms::forms();
    let ids: BTreeSet<String> = rule::all().map(|rule| rule.id.to_owned()).chain(forms.rules()).collect();
    for entry in fs::read_dir(folder).expect("the fixtures") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        assert!(ids.contains(&name), "{}", path.display());
    }
}

#[test]
fn ids_are_unique_and_every_rule_says_what_why_and_how_to_mend() {
    let mut seen = BTreeSet::new();
    for rule in rule::all() {
        assert!(seen.insert(rule.id), "{} stands twice", rule.id);
        for language in Language::ALL {
            for doc in [rule.what(language), rule.why(language), rule.mend(language)] {
                assert!(!doc.is_empty(), "{} lacks a doc in {}", rule.id, language.tag());
            }
        }
    }
}

/// The digits of every count of 件 in the sentences of a text that speak of what the tables hold.
fn counted(body: &str) -> Vec<std::ops::Range<usize>> {
    let about = ["申请", "许可", "规范性文件", "复议"];
    let mut found = Vec::new();
    let mut at = 0;
    for sentence in body.split_inclusive(['。', '\n']) {
        let start = at;
        at += sentence.len();
        if !about.iter().any(|word| sentence.contains(word)) {
            continue;
        }
        for (unit, _) in sentence.match_indices('件') {
            let digits = sentence.get(..unit).unwrap_or_default().bytes().rev();
            let digits = digits.take_while(u8::is_ascii_digit).count();
            if digits > 0 {
                found.push(start + unit - digits..start + unit);
            }
        }
    }
    found
}

#[test]
fn every_number_of_the_sample_that_the_tables_hold_is_read_in_its_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sample = gongkai::disk::read(root).expect("the sample portal");
    let reports: Vec<(std::sync::Arc<str>, String)> = sample
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("content/20") && path.matches('/').count() == 2)
        .filter_map(|(path, entry)| match entry {
            gongkai::build::Entry::Text { bytes, .. } => {
                Some((path.clone(), String::from_utf8_lossy(bytes).into_owned()))
            }
            _ => None,
        })
        .collect();
    let candidates: Vec<_> = reports
        .iter()
        .map(|(_, text)| {
            let body = text.rfind("\n---\n").expect("a front matter") + 5;
            let found = counted(text.get(body..).unwrap_or_default());
            found.into_iter().map(|range| range.start + body..range.end + body).collect::<Vec<_>>()
        })
        .collect();
    let rounds = candidates.iter().map(Vec::len).max().unwrap_or(0);
    let (mut changed, mut missed) = (0, Vec::new());
    let mut engine = gongkai::build::Engine::default();
    for round in 0..rounds {
        let mut site = sample.clone();
        let mut expected = BTreeSet::new();
        for ((path, text), ranges) in reports.iter().zip(&candidates) {
            let Some(range) = ranges.get(round) else { continue };
            let number: u64 = text.get(range.clone()).and_then(|digits| digits.parse().ok()).expect("digits");
            let mut text = text.clone();
            text.replace_range(range.clone(), &(number + 1).to_string());
            site.set(path, &text);
            expected.insert(path.clone());
            changed += 1;
        }
        let outcome = engine.run(&site, gongkai::build::Goal::Check);
        for finding in outcome.findings.iter().filter(|finding| finding.rule.ends_with("-in-text")) {
            expected.remove(&finding.place().path);
        }
        missed.extend(expected);
    }
    assert!(changed > 500, "{changed}");
    assert!(missed.is_empty(), "{missed:?}");
}
