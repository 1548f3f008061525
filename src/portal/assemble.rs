//! From single documents to the portal, with the findings that only show when all are seen together.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::continuity::{self, Wrong};
use super::{Attachment, PlainDocument, Portal, Register, RegisterMarks, Route, Site, twice};
use crate::finding::{Finding, Level, Place, Rule};
use crate::form::Forms;
use crate::language::Arg;
use crate::report::{Document, Report};
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
    /// The day of the run.
    pub today: Option<Date>,
    /// The register.
    pub register: Hashed<Register>,
    /// Where its entries stand.
    pub register_marks: RegisterMarks,
    /// Reports by year and agency of their path.
    pub documents: BTreeMap<(i32, String), Document>,
    /// Plain pages.
    pub pages: Vec<PlainDocument>,
    /// Files in the folders of reports, by year and agency.
    pub attachments: BTreeMap<(i32, String), Vec<Attachment>>,
    /// Findings made so far, other than those in the documents.
    pub findings: Vec<Finding>,
}

/// File types that a browser or office program shows without running anything of theirs.
const ALLOWED: [&str; 16] = [
    "pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "csv", "txt", "zip", "png", "jpg", "jpeg",
    "gif", "webp",
];

/// Puts a portal together. Its findings are still to be judged.
pub fn assemble(input: Input) -> (Portal, Vec<Finding>) {
    let Input { site, rules, register, documents, mut pages, attachments, mut findings, left_out, .. } =
        input;
    let of_rules = wrong_cells(&findings);
    findings.extend(documents.values().flat_map(|document| document.findings.iter().cloned()));
    findings.extend(pages.iter().flat_map(|page| page.findings.iter().cloned()));
    findings.extend(
        documents.iter().filter_map(|((year, slug), document)| membership(&register, *year, slug, document)),
    );
    findings.extend(twice::check(&register, &documents));
    findings.extend(continuity::check(&register, &documents, &of_rules));
    findings.extend(attachments.iter().flat_map(|(key, files)| allowed(key, files)));
    findings.extend(unknown_rules(&site, &rules));
    pages.sort_by(|a, b| (a.page.order, &a.page.slug).cmp(&(b.page.order, &b.page.slug)));
    // What nobody in the register has reported, or would have, has no place in any list.
    let reports: BTreeMap<(i32, String), Hashed<Report>> = documents
        .into_iter()
        .filter(|((_, slug), _)| register.get(slug).is_some())
        .map(|(key, document)| (key, document.report))
        .collect();
    let left_out = left_out.into_iter().filter(|(_, slug)| register.get(slug).is_some()).collect();
    let mut years_of: BTreeMap<String, Vec<i32>> = BTreeMap::new();
    for (year, slug) in reports.keys().rev() {
        years_of.entry(slug.clone()).or_default().push(*year);
    }
    let portal = Portal {
        years_of,
        site,
        register,
        reports,
        pages: pages.into_iter().map(|document| document.page).collect(),
        attachments,
        left_out,
    };
    (portal, findings)
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
