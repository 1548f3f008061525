//! From single documents to the portal; and the findings that only show when all are seen together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::continuity::{self, Wrong};
use super::{
    Attachment, Documents, PlainDocument, PlainPage, Portal, Register, RegisterMarks, Route, Site, twice,
};
use crate::finding::{Finding, Level, Place, Rule};
use crate::form::Forms;
use crate::language::Arg;
use crate::ledger::Ledger;
use crate::report::{Document, Withheld};
use crate::syntax::suggest;
use crate::text::{Hashed, Span};

/// Everything that was read, before it is put together.
pub struct Input {
    /// Settings.
    pub site: Hashed<Site>,
    /// Ids of all rules.
    pub rules: BTreeSet<String>,
    /// All forms.
    pub forms: Hashed<Forms>,
    /// Reports that are left out though their files are there.
    pub left_out: BTreeSet<(i32, String)>,
    /// The text of the ledger; none where there is none.
    pub ledger: Option<Arc<[u8]>>,
    /// What it says.
    pub entered: Arc<Ledger>,
    /// Reports that the public may not see yet.
    pub withheld: BTreeMap<(i32, String), Withheld>,
    /// Whether they are among the documents nevertheless.
    pub drafts: bool,
    /// The day of the run.
    pub today: Option<Date>,
    /// The register.
    pub register: Hashed<Register>,
    /// Where its entries stand.
    pub register_marks: Arc<RegisterMarks>,
    /// Reports by year and agency of their path.
    pub documents: Documents,
    /// Plain pages.
    pub pages: Vec<PlainDocument>,
    /// Files in the folders of reports, by year and agency.
    pub attachments: BTreeMap<(i32, String), Vec<Attachment>>,
    /// Findings made while the files were read, other than those in the documents.
    pub findings: Vec<Finding>,
}

impl Input {
    /// Whether there is a file of a report that is not among the documents, because the public may not see it yet.
    pub fn hides(&self, key: &(i32, String)) -> bool {
        !self.drafts && self.withheld.contains_key(key)
    }
}

/// File types that a browser or office program shows without running anything of theirs.
const ALLOWED: [&str; 16] = [
    "pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "csv", "txt", "zip", "png", "jpg", "jpeg",
    "gif", "webp",
];

/// Puts a portal together. No report is read for it.
pub fn assemble(input: &Input) -> Portal {
    // What nobody in the register has reported, or would have, has no place in any list.
    let registered = |slug: &str| input.register.get(slug).is_some();
    let of_agencies = input.documents.iter().filter(|((_, slug), _)| registered(slug));
    let documents: Documents =
        of_agencies.map(|(key, document)| (key.clone(), Arc::clone(document))).collect();
    let mut of_slugs: Vec<(&str, Reverse<i32>)> =
        documents.keys().map(|(year, slug)| (slug.as_str(), Reverse(*year))).collect();
    of_slugs.sort_unstable();
    let years_of = of_slugs.chunk_by(|(one, _), (other, _)| one == other);
    let years_of = years_of.filter_map(|years| {
        let (slug, _) = years.first()?;
        Some(((*slug).to_owned(), years.iter().map(|(_, Reverse(year))| *year).collect()))
    });
    let years_of = years_of.collect();
    let mut pages: Vec<Hashed<PlainPage>> =
        input.pages.iter().map(|document| document.page.clone()).collect();
    pages.sort_by(|a, b| (a.order, &a.slug).cmp(&(b.order, &b.slug)));
    Portal {
        site: input.site.clone(),
        forms: input.forms.clone(),
        register: input.register.clone(),
        documents,
        years_of,
        pages,
        left_out: input.left_out.iter().filter(|(_, slug)| registered(slug)).cloned().collect(),
        attachments: input.attachments.clone(),
        entered: Arc::clone(&input.entered),
        ledger: input.ledger.clone(),
        drafts: if input.drafts { input.withheld.clone() } else { BTreeMap::new() },
    }
}

/// What is found in the documents and only shows when all are seen together, added to `of_rules`, what rules found.
/// Still to be judged.
pub fn check(input: &Input, of_rules: Vec<Finding>) -> Vec<Finding> {
    let Input { site, rules, register, documents, pages, attachments, .. } = input;
    let mut findings: Vec<Finding> = input.findings.iter().cloned().chain(of_rules).collect();
    let wrong = wrong_cells(&findings);
    findings.extend(documents.values().flat_map(|document| document.findings.iter().cloned()));
    findings.extend(pages.iter().flat_map(|page| page.findings.iter().cloned()));
    findings.extend(
        documents.iter().filter_map(|((year, slug), document)| membership(register, *year, slug, document)),
    );
    findings.extend(twice::check(register, documents));
    findings.extend(continuity::check(register, documents, &wrong));
    findings.extend(attachments.iter().flat_map(|(key, files)| allowed(key, files)));
    findings.extend(unknown_rules(site, rules));
    findings
}

/// The cells that errors of rules name, by report.
fn wrong_cells(findings: &[Finding]) -> Wrong {
    let mut cells = Wrong::new();
    for finding in findings.iter().filter(|finding| finding.level == Level::Error) {
        if let (Some(year), Some(agency)) = (finding.year, &finding.agency) {
            cells.entry((year, agency.clone())).or_default().extend(finding.cells.iter().cloned());
        }
    }
    cells
}

/// Levels are set for rules that there are.
fn unknown_rules(site: &Site, rules: &BTreeSet<String>) -> Vec<Finding> {
    let unknown = site.levels.keys().filter(|rule| !rules.contains(*rule));
    let finding = |rule: &String| {
        let finding = Finding::new(Rule::UNKNOWN_RULE, Place::new(&"site.toml".into(), Span::default()));
        let finding = match suggest(rule, rules.iter().map(String::as_str)) {
            Some(meant) => finding.variant("meant").arg("meant", meant),
            None => finding,
        };
        finding.arg("rule", rule.as_str())
    };
    unknown.map(finding).collect()
}

/// A report must be of an agency in the register, of a year in which it existed.
fn membership(register: &Register, year: i32, slug: &str, document: &Document) -> Option<Finding> {
    let mut finding = match register.get(slug) {
        None => {
            let finding =
                Finding::new(Rule::AGENCY_UNKNOWN, Place::new(&document.marks.path, document.marks.agency));
            let finding = match register.meant(slug) {
                Some(meant) => finding.variant("meant").arg("meant", meant),
                None => finding,
            };
            finding.arg("slug", slug)
        }
        Some(agency) if !agency.is_active(year) => {
            Finding::new(Rule::AGENCY_INACTIVE, Place::new(&document.marks.path, document.marks.year))
                .arg("name", agency.name.as_str())
                .arg("year", year.to_string())
        }
        Some(_) => return None,
    };
    (finding.agency, finding.year) = (Some(slug.to_owned()), Some(year));
    Some(finding)
}

/// Attachments must be of a kind that is safe to publish, and must not stand where a page of ours does.
fn allowed((year, slug): &(i32, String), files: &[Attachment]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        let place = Place::new(&file.path, Span::default());
        let kind = file.name.rsplit_once('.').map_or("", |(_, kind)| kind).to_ascii_lowercase();
        let ours =
            ["report.json", "report.csv", "report.xlsx"].contains(&file.name.to_ascii_lowercase().as_str());
        let mut finding = if ours {
            let route = Route::beside_report(*year, slug, &file.name);
            Finding::new(Rule::ROUTE_COLLISION, place).arg("route", route.as_str())
        } else if ALLOWED.contains(&kind.as_str()) {
            continue;
        } else {
            Finding::new(Rule::ATTACHMENT_TYPE, place)
                .arg("kind", kind)
                .arg("allowed", ALLOWED.into_iter().collect::<Arg>())
        };
        (finding.agency, finding.year) = (Some(slug.clone()), Some(*year));
        findings.push(finding);
    }
    findings
}
