//! The first stage: every file by itself becomes a document.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::memo::Memo;
use super::snapshot::{Entry, Snapshot, Trouble};
use crate::finding::{Finding, Place, Rule, Sources};
use crate::form::{self, Forms};
use crate::ledger::{self, LEDGER, Ledger, Record};
use crate::portal::{self, Attachment, Documents, PlainDocument, Register, RegisterMarks, Site, Words};
use crate::report::{self, OnDemand, Withheld};
use crate::text::{Digest, Encoding, Hashed, Source, SourceError, Span, decode};

/// All documents of a snapshot.
pub(super) struct Files {
    pub site: Option<Site>,
    pub register: Hashed<Register>,
    pub register_marks: Arc<RegisterMarks>,
    pub documents: Documents,
    pub pages: Vec<PlainDocument>,
    pub attachments: BTreeMap<(i32, String), Vec<Attachment>>,
    /// What was published when; nothing of it where the ledger cannot be trusted.
    pub ledger: Arc<Ledger>,
    /// Reports that the public may not see yet; they are among the documents only where drafts are wanted.
    pub withheld: BTreeMap<(i32, String), Withheld>,
    pub sources: Sources,
    /// The forms, with a digest of their texts.
    pub forms: Hashed<Forms>,
    /// Findings other than those in the documents.
    pub findings: Vec<Finding>,
}

/// A report or page, or why it is not even a text.
pub(super) enum Parsed {
    Report(ParsedReport),
    Plain(Source, PlainDocument),
    Not(Finding),
}

/// A report, still to be read.
pub(super) struct ParsedReport {
    source: Source,
    key: (i32, String),
    document: OnDemand,
    /// Whether the public may see it, as far as that shows without reading it.
    is_plainly_public: bool,
}

/// What was read of earlier snapshots, and is not read again while its files stay the same.
#[derive(Default)]
pub(super) struct Remembered {
    /// Reports and pages, by path, text and forms.
    pub(super) parsed: Memo<Arc<Parsed>>,
    forms: Option<FormsRead>,
    register: Option<RegisterRead>,
    ledger: Option<LedgerRead>,
}

struct FormsRead {
    /// Digest of the texts.
    key: Digest,
    forms: Hashed<Forms>,
    findings: Vec<Finding>,
}

/// The ledger, with the digest of its file and what is wrong with it.
type LedgerRead = (Digest, Option<Source>, Arc<Ledger>, Option<Finding>);

#[derive(Clone)]
struct RegisterRead {
    /// Digest of the file.
    key: Digest,
    /// Its text; none where it is not even that.
    source: Option<Source>,
    register: Hashed<Register>,
    marks: Arc<RegisterMarks>,
    findings: Vec<Finding>,
}

/// What a path says about a file.
enum Role {
    Site,
    Register,
    Ledger,
    Words,
    Form,
    Theme,
    Report(i32, String),
    Plain(String),
    Attachment(i32, String, String),
    Unknown,
}

fn role(path: &str) -> Role {
    let parts: Vec<&str> = path.split('/').collect();
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = |text: &str| is_year(text).then(|| text.parse::<i32>().ok()).flatten();
    match parts.as_slice() {
        ["site.toml"] => Role::Site,
        [LEDGER] => Role::Ledger,
        ["content", "agencies.yaml"] => Role::Register,
        ["content", "words.tsv"] => Role::Words,
        ["forms", name] if name.strip_suffix(".yaml").is_some() => Role::Form,
        ["themes", ..] => Role::Theme,
        ["content", "pages", name] => {
            name.strip_suffix(".md").map_or(Role::Unknown, |slug| Role::Plain(slug.to_owned()))
        }
        ["content", first, name] => match (year(first), name.strip_suffix(".md")) {
            (Some(year), Some(slug)) => Role::Report(year, slug.to_owned()),
            _ => Role::Unknown,
        },
        ["content", first, slug, rest @ ..] if !rest.is_empty() => year(first)
            .map_or(Role::Unknown, |year| Role::Attachment(year, (*slug).to_owned(), rest.join("/"))),
        _ => Role::Unknown,
    }
}

/// Whether the pipeline reads a file at this path; others are attachments, or none of its business.
pub(crate) fn is_read(path: &str) -> bool {
    !matches!(role(path), Role::Attachment(..) | Role::Unknown)
}

/// The report that a file is, or is attached to, by year and agency.
pub(crate) fn report_of(path: &str) -> Option<(i32, String)> {
    match role(path) {
        Role::Report(year, slug) | Role::Attachment(year, slug, _) => Some((year, slug)),
        _ => None,
    }
}

/// Reads all files of a snapshot.
pub(super) fn files(snapshot: &Snapshot, remembered: &mut Remembered) -> Files {
    let (forms, sources, findings) = forms(snapshot, &mut remembered.forms);
    let mut files = Files {
        site: None,
        forms: forms.clone(),
        register: Hashed::new(Register::default()),
        register_marks: Arc::default(),
        documents: Documents::new(),
        pages: Vec::new(),
        attachments: BTreeMap::new(),
        ledger: Arc::default(),
        withheld: BTreeMap::new(),
        sources,
        findings,
    };
    let mut texts = Vec::new();
    let is_whole = snapshot.left_out.is_empty();
    let left_out =
        |path: &str| !is_whole && report_of(path).is_some_and(|key| snapshot.left_out.contains(&key));
    let mut words = Words::new();
    for (path, entry) in snapshot.files.iter().filter(|(path, _)| !left_out(path)) {
        match (role(path), entry) {
            (_, Entry::Unusable(trouble)) => files.findings.push(unusable(path, trouble)),
            (Role::Site, Entry::Text { bytes, .. }) => files.site(path, bytes),
            (Role::Register, Entry::Text { bytes, digest }) => {
                files.register(register(path, (bytes, *digest), &mut remembered.register));
            }
            (Role::Ledger, Entry::Text { bytes, digest }) => {
                files.ledger(ledger(path, (bytes, *digest), &mut remembered.ledger));
            }
            (Role::Words, Entry::Text { bytes, .. }) => words = files.words(path, bytes),
            (Role::Report(..) | Role::Plain(_), Entry::Text { bytes, digest }) => {
                texts.push((path, bytes, digest));
            }
            (Role::Attachment(year, slug, name), Entry::Attachment { size }) => {
                let attachment = Attachment { name, path: Arc::clone(path), size: *size };
                files.attachments.entry((year, slug)).or_default().push(attachment);
            }
            (Role::Unknown, _) => {
                files.findings.push(Finding::new(Rule::UNEXPECTED_FILE, Place::new(path, Span::default())));
            }
            (Role::Form | Role::Theme, _) | (_, Entry::Text { .. } | Entry::Attachment { .. }) => {}
        }
    }
    if files.site.is_none() && files.findings.iter().all(|finding| finding.rule != Rule::SITE_SYNTAX.id) {
        let place = Place::new(&"site.toml".into(), Span::default());
        files.findings.push(Finding::new(Rule::SITE_SYNTAX, place).variant("missing"));
    }
    // A word that stands in both is as site.toml has it.
    if let Some(site) = &mut files.site {
        for (wrong, right) in words {
            site.words.entry(wrong).or_insert(right);
        }
    }
    let ledger = Arc::clone(&files.ledger);
    let register = files.register.clone();
    let record = |path: &str| {
        let key = report_of(path)?;
        ledger.record_of(&key, register.former_slugs(&key.1)).map(|known| known.record.clone())
    };
    let key = |(path, _, digest): &(&Arc<str>, &Arc<[u8]>, &Digest)| {
        if ledger.records.is_empty() {
            return Digest::of(&(path, digest, &forms));
        }
        Digest::of(&(path, digest, &forms, record(path)))
    };
    let make = |(path, bytes, _): &(&Arc<str>, &Arc<[u8]>, &Digest)| {
        Arc::new(parse(path, bytes, &forms, record(path)))
    };
    let parsed = remembered.parsed.all(&texts, key, make);
    files.withheld = withheld(&parsed, snapshot.today);
    let is_hidden = |key: &(i32, String)| !snapshot.drafts && files.withheld.contains_key(key);
    // Whole maps are made of lists that are nearly in order: that is several times as fast as entry by entry, and most of
    // what an edit costs in a large site.
    let (mut sources, mut documents) = (Vec::with_capacity(texts.len()), Vec::with_capacity(texts.len()));
    for parsed in &parsed {
        match &**parsed {
            Parsed::Report(report) if is_hidden(&report.key) => {}
            Parsed::Report(ParsedReport { source, key, document, .. }) => {
                sources.push((Arc::clone(&source.path), source.clone()));
                documents.push((key.clone(), Arc::clone(document)));
            }
            Parsed::Plain(source, document) => {
                sources.push((Arc::clone(&source.path), source.clone()));
                files.pages.push(document.clone());
            }
            Parsed::Not(finding) => files.findings.push(finding.clone()),
        }
    }
    files.attachments.retain(|key, _| !is_hidden(key));
    files.documents = documents.into_iter().collect();
    files.sources.append(&mut sources.into_iter().collect());
    files.stray_attachments();
    files
}

/// The reports that the public may not see yet. Only those are read that may be among them.
fn withheld(parsed: &[Arc<Parsed>], today: Option<Date>) -> BTreeMap<(i32, String), Withheld> {
    let doubtful = parsed.par_iter().filter_map(|parsed| match &**parsed {
        Parsed::Report(ParsedReport { key, document, is_plainly_public: false, .. }) => {
            Some((key.clone(), document.withheld(today)?))
        }
        _ => None,
    });
    doubtful.collect()
}

impl Files {
    fn keep(&mut self, source: &Source) {
        self.sources.insert(Arc::clone(&source.path), source.clone());
    }

    fn site(&mut self, path: &Arc<str>, bytes: &[u8]) {
        match text(path, bytes) {
            Ok(source) => {
                match Site::read(&source) {
                    Ok(site) => self.site = Some(site),
                    Err(finding) => self.findings.push(*finding),
                }
                self.keep(&source);
            }
            Err(finding) => self.findings.push(*finding),
        }
    }

    fn register(&mut self, read: RegisterRead) {
        (self.register, self.register_marks) = (read.register, read.marks);
        self.findings.extend(read.findings);
        read.source.iter().for_each(|source| self.keep(source));
    }

    fn ledger(&mut self, (_, source, ledger, finding): LedgerRead) {
        self.ledger = ledger;
        self.findings.extend(finding);
        if let Some(source) = &source {
            self.keep(source);
        }
    }

    fn words(&mut self, path: &Arc<str>, bytes: &[u8]) -> Words {
        match text(path, bytes) {
            Ok(source) => {
                let (words, findings) = portal::words(&source);
                self.findings.extend(findings);
                self.keep(&source);
                words
            }
            Err(finding) => {
                self.findings.push(*finding);
                Words::new()
            }
        }
    }

    /// Files in the folder of a report that does not exist.
    fn stray_attachments(&mut self) {
        let documents = &self.documents;
        let stray = self.attachments.iter().filter(|(key, _)| !documents.contains_key(*key));
        let findings = stray
            .flat_map(|(_, files)| files)
            .map(|file| Finding::new(Rule::UNEXPECTED_FILE, Place::new(&file.path, Span::default())));
        self.findings.extend(findings.collect::<Vec<_>>());
    }
}

/// The register; read again only when its file changed.
fn register(
    path: &Arc<str>,
    (bytes, key): (&[u8], Digest),
    remembered: &mut Option<RegisterRead>,
) -> RegisterRead {
    if let Some(read) = remembered.as_ref().filter(|read| read.key == key) {
        return read.clone();
    }
    let (source, (register, marks, findings)) = match text(path, bytes) {
        Ok(source) => (Some(source.clone()), Register::read(&source)),
        Err(finding) => (None, (Register::default(), RegisterMarks::default(), vec![*finding])),
    };
    let (register, marks) = (Hashed::new(register), Arc::new(marks));
    remembered.insert(RegisterRead { key, source, register, marks, findings }).clone()
}

/// The ledger; read again only when its file changed.
fn ledger(path: &Arc<str>, (bytes, key): (&[u8], Digest), remembered: &mut Option<LedgerRead>) -> LedgerRead {
    if let Some(read) = remembered.as_ref().filter(|read| read.0 == key) {
        return read.clone();
    }
    let read = match text(path, bytes) {
        Ok(source) => {
            let (ledger, finding) = ledger::read(&source);
            (key, Some(source), Arc::new(ledger), finding)
        }
        Err(finding) => (key, None, Arc::default(), Some(*finding)),
    };
    remembered.insert(read).clone()
}

/// The program's forms, file by file replaced by the site's; read again only when a file changed.
fn forms(snapshot: &Snapshot, remembered: &mut Option<FormsRead>) -> (Hashed<Forms>, Sources, Vec<Finding>) {
    let mut texts: BTreeMap<String, Source> = BTreeMap::new();
    let (mut sources, mut findings) = (Sources::new(), Vec::new());
    for (name, text) in form::embedded() {
        texts.insert(name.clone(), Source::new(format!("forms/{name}"), text));
    }
    for (path, entry) in &snapshot.files {
        if let (Role::Form, Entry::Text { bytes, .. }) = (role(path), entry) {
            match text(path, bytes) {
                Ok(source) => {
                    sources.insert(Arc::clone(&source.path), source.clone());
                    texts.insert(path.trim_start_matches("forms/").to_owned(), source);
                }
                Err(finding) => findings.push(*finding),
            }
        }
    }
    let of_texts: Vec<(&str, &str)> = texts.values().map(|source| (&*source.path, &*source.text)).collect();
    let key = Digest::of(&of_texts);
    let read = match remembered.take() {
        Some(read) if read.key == key => read,
        _ => {
            let (forms, findings) = Forms::read(texts.values());
            FormsRead { key, forms: Hashed::new(forms), findings }
        }
    };
    findings.extend(read.findings.iter().cloned());
    let forms = read.forms.clone();
    *remembered = Some(read);
    (forms, sources, findings)
}

fn parse(path: &Arc<str>, bytes: &[u8], forms: &Hashed<Forms>, record: Option<Hashed<Record>>) -> Parsed {
    let source = match text(path, bytes) {
        Ok(source) => source,
        Err(finding) => return Parsed::Not(*finding),
    };
    match role(path) {
        Role::Report(year, slug) => {
            let document = report::on_demand(source.clone(), (year, &slug), forms, record);
            let is_plainly_public = report::is_plainly_public(&source.text);
            Parsed::Report(ParsedReport { source, key: (year, slug), document, is_plainly_public })
        }
        Role::Plain(slug) => {
            let document = PlainDocument::read(&source, &slug);
            Parsed::Plain(source, document)
        }
        _ => Parsed::Not(Finding::new(Rule::UNEXPECTED_FILE, Place::new(path, Span::default()))),
    }
}

fn text(path: &Arc<str>, bytes: &[u8]) -> Result<Source, Box<Finding>> {
    let at = |rule: Rule| Finding::new(rule, Place::new(path, Span::default()));
    match decode(bytes) {
        Ok(text) => Ok(Source::new(Arc::clone(path), text)),
        Err(SourceError::Nul { .. }) => Err(Box::new(at(Rule::NUL_BYTE))),
        Err(SourceError::NotUtf8 { guess: Encoding::Unknown, .. }) => {
            Err(Box::new(at(Rule::NOT_UTF8).variant("unknown")))
        }
        Err(SourceError::NotUtf8 { guess, .. }) => {
            Err(Box::new(at(Rule::NOT_UTF8).arg("guess", guess.name())))
        }
    }
}

fn unusable(path: &Arc<str>, trouble: &Trouble) -> Finding {
    let finding = Finding::new(Rule::UNREADABLE_FILE, Place::new(path, Span::default()));
    match trouble {
        Trouble::Unreadable(detail) => finding.arg("detail", detail.as_str()),
        Trouble::LeadsOut => finding.variant("link"),
        Trouble::Kind => finding.variant("kind"),
        Trouble::Name => finding.variant("name"),
    }
}
