//! The order of the stages, and the memo that makes a second turn cheap. Nothing else.
//!
//! [`Engine::run`] takes a [`Snapshot`] of all input to an [`Outcome`]: the findings and, if nothing blocks, every
//! output. Warm or cold, on any number of threads, the same snapshot gives the same outcome.

mod links;
mod memo;
mod parse;
mod render;
mod snapshot;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use memo::Memo;
pub(crate) use parse::{is_read, report_of};
pub use snapshot::{Entry, Snapshot, Trouble};

use crate::finding::{self, Finding, Rule, Sources, Summary};
use crate::language::Language;
use crate::page::{self, Page};
use crate::portal::{self, Portal, Route};
use crate::rule::{self, Reports};
use crate::text::Hashed;
use crate::theme::Theme;
use parse::Parsed;
use render::Rendered;

/// What one output file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// The bytes of the input file at this path.
    Copy(Arc<str>),
}

/// Everything that comes of a snapshot.
pub struct Outcome {
    /// Sorted by path, place and rule.
    pub findings: Vec<Finding>,
    /// The texts that the findings point into.
    pub sources: Sources,
    /// How many reports were read.
    pub reports: usize,
    /// Every output; empty where the portal could not be put together at all.
    pub outputs: BTreeMap<Route, Output>,
    /// The portal; none where site.toml could not be read. If so, nothing else was tried.
    pub portal: Option<Portal>,
}

impl Outcome {
    /// Whether site.toml could be read.
    pub fn is_usable(&self) -> bool {
        self.portal.is_some()
    }

    /// Counts of the findings.
    pub fn summary(&self) -> Summary {
        Summary::of(&self.findings, self.reports)
    }

    /// Whether the findings keep the portal from being written.
    pub fn blocks(&self, strict: bool) -> bool {
        self.findings.iter().any(|finding| finding.blocks(strict))
    }

    /// The reports without which nothing would block; none where something else blocks.
    pub fn culprits(&self, strict: bool) -> Option<BTreeSet<(i32, String)>> {
        let mut culprits = BTreeSet::new();
        for finding in self.findings.iter().filter(|finding| finding.blocks(strict)) {
            culprits.insert(report_of(&finding.place().path)?);
            // Of two files for one report nobody can tell which is right.
            culprits.extend(finding.year.zip(finding.agency.clone()));
        }
        Some(culprits)
    }

    /// How many outputs are pages.
    pub fn pages(&self) -> usize {
        self.outputs.keys().filter(|route| route.is_page()).count()
    }
}

/// How much of a turn's work was really done; the rest was remembered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// Files that were parsed.
    pub parsed: usize,
    /// Pages that were rendered.
    pub rendered: usize,
}

/// The pipeline with what it remembers between turns.
#[derive(Default)]
pub struct Engine {
    parsed: Memo<Arc<Parsed>>,
    checked: Memo<Arc<[Finding]>>,
    rendered: Memo<Rendered>,
    themes: Option<(crate::text::Digest, Themes, Vec<Finding>)>,
    forms: Option<parse::FormsRead>,
}

/// A theme in each language of a portal.
type Themes = BTreeMap<Language, Arc<Theme>>;

/// Which stages are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// What can be found without pages: a quick look, for those who only edit content.
    Check,
    /// All findings and all outputs.
    Build,
}

impl Engine {
    /// Takes a snapshot through the pipeline.
    pub fn run(&mut self, snapshot: &Snapshot, goal: Goal) -> Outcome {
        self.parsed.turn();
        self.checked.turn();
        self.rendered.turn();
        let files = parse::files(snapshot, &mut self.parsed, &mut self.forms);
        let mut sources = files.sources;
        let mut findings = files.findings;
        let reports = files.documents.len();
        let Some(mut site) = files.site else {
            finding::sort(&mut findings);
            return Outcome { findings, sources, reports, outputs: BTreeMap::new(), portal: None };
        };
        if let Some(base) = &snapshot.base_url {
            site.base_url = base.clone();
        }
        let rules = files.forms.rules().chain(rule::all().map(|rule| rule.id.to_owned())).collect();
        let mut input = portal::Input {
            rules,
            forms: files.forms,
            today: snapshot.today,
            left_out: snapshot.left_out.clone(),
            site: Hashed::new(site),
            register: Hashed::new(files.register),
            register_marks: files.register_marks,
            documents: files.documents,
            pages: files.pages,
            attachments: files.attachments,
            findings,
        };
        let of_rules = self.rules(&input);
        input.findings.extend(of_rules);
        let accepts = portal::Accepts::of(&input.documents);
        let (portal, mut findings) = portal::assemble(input);
        let mut outputs = BTreeMap::new();
        // What only shows on pages.
        let mut not_asked: &[Rule] = &[Rule::LINK_BROKEN];
        if goal == Goal::Build {
            let (files, digest) = snapshot.themes();
            let named = sources.get("site.toml").map(portal::Site::names_theme);
            let (themes, of_theme) = self.themes(&files, digest, &portal, named);
            findings.extend(of_theme);
            let templates = crate::theme::sources(&portal.site.theme, &files);
            sources.extend(templates.into_iter().map(|source| (Arc::clone(&source.path), source)));
            if let Some(theme) = themes.get(&portal.site.language) {
                // The status page shows what is known before there are pages.
                let known = if portal.site.status { findings.clone() } else { Vec::new() };
                let mut known = portal::judge(&portal.site, &accepts, known, &[Rule::LINK_BROKEN]);
                finding::sort(&mut known);
                let pages = page::plan(&portal, &known, &theme.assets);
                findings.extend(collisions(&pages));
                let made = render::all(&pages, &themes, &mut self.rendered);
                findings.extend(links::check(&pages, &made, &portal, theme, &sources));
                (outputs, not_asked) = (made.outputs, &[]);
                findings.extend(made.findings);
            }
        }
        findings = portal::judge(&portal.site, &accepts, findings, not_asked);
        finding::sort(&mut findings);
        Outcome { findings, sources, reports, outputs, portal: Some(portal) }
    }

    /// What the rules find, in each report and in all together.
    fn rules(&mut self, input: &portal::Input) -> Vec<Finding> {
        let reports = Reports::of(input);
        let key = |key: &&(i32, String)| {
            let document = &input.documents[*key];
            let around = (&input.site, &input.register, &input.forms);
            crate::text::Digest::of(&(*key, &document.marks.path, document.digest, around))
        };
        let keys: Vec<&(i32, String)> = input.documents.keys().collect();
        let of_each = self.checked.all(&keys, key, |key| {
            reports.subject(key).map(|subject| rule::of_report(&subject)).unwrap_or_default().into()
        });
        let of_each = of_each.iter().flat_map(|findings| findings.iter().cloned());
        of_each.chain(rule::of_portal(&reports)).collect()
    }

    /// How much was really done in the last turn.
    pub fn ran(&self) -> Ran {
        Ran { parsed: self.parsed.ran, rendered: self.rendered.ran }
    }

    /// The theme in every language of the portal; none at all where it fails in one.
    fn themes(
        &mut self,
        files: &crate::theme::Files,
        digest: crate::text::Digest,
        portal: &Portal,
        named: Option<finding::Place>,
    ) -> (Themes, Vec<Finding>) {
        let name = portal.site.theme.as_str();
        let languages: Vec<Language> = portal.site.languages().collect();
        let key = crate::text::Digest::of(&(name, &languages, digest));
        if let Some((of, themes, findings)) = &self.themes
            && *of == key
        {
            return (themes.clone(), findings.clone());
        }
        let head = || finding::Place::new(&"site.toml".into(), crate::text::Span::default());
        let named = named.unwrap_or_else(head);
        let mut themes = Themes::new();
        let mut all: Vec<Finding> = Vec::new();
        for language in languages {
            let (theme, findings) = Theme::load(name, &named, language, files);
            // What is wrong in every language is told once.
            all.extend(findings.into_iter().filter(|finding| !all.contains(finding)).collect::<Vec<_>>());
            match theme {
                Some(theme) => themes.insert(language, Arc::new(theme)),
                None => return (Themes::new(), all),
            };
        }
        self.themes = Some((key, themes.clone(), all.clone()));
        (themes, all)
    }
}

/// Outputs that differ only in case would be one file on many systems. Attachments alone can bring that about.
fn collisions(pages: &[Page]) -> Vec<Finding> {
    let mut seen: BTreeMap<String, &Page> = BTreeMap::new();
    let mut findings = Vec::new();
    for page in pages {
        let key = page.route.as_str().to_lowercase();
        if let Some(first) = seen.insert(key, page) {
            let copied = [page, first].into_iter().find_map(|page| match &page.kind {
                page::Kind::Copy(attachment) => Some(Arc::clone(&attachment.path)),
                _ => None,
            });
            let path = copied.unwrap_or_else(|| "content".into());
            let place = finding::Place::new(&path, crate::text::Span::default());
            let finding = Finding::new(Rule::ROUTE_COLLISION, place);
            findings.push(finding.arg("route", page.route.as_str()));
        }
    }
    findings
}
