//! The first stages together: from a snapshot to the portal and its themes. Nothing is checked or rendered, and no report
//! is read before somebody looks at it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::parse::{self, Remembered};
use super::snapshot::{Entry, Snapshot};
use crate::finding::{Finding, Place, Sources};
use crate::language::Language;
use crate::ledger::LEDGER;
use crate::portal::{self, Input, Portal};
use crate::rule;
use crate::text::{Digest, Hashed, Span};
use crate::theme::{self, Theme};

/// Assembles, and remembers what it has read.
#[derive(Default)]
pub(crate) struct Assembler {
    remembered: Remembered,
    themed: Option<(Digest, Themed)>,
}

/// What a snapshot is, put together.
pub(crate) struct Assembly {
    /// The texts that findings point into.
    pub(crate) sources: Sources,
    /// What was found before anything could be put together; nothing if it was.
    pub(crate) findings: Vec<Finding>,
    /// How many reports there are.
    pub(crate) reports: usize,
    /// The site; none where site.toml cannot be read.
    pub(crate) site: Option<Assembled>,
}

/// A site whose settings can be read.
pub(crate) struct Assembled {
    /// Everything that was read.
    pub(crate) input: Input,
    /// What it makes up.
    pub(crate) portal: Portal,
}

/// A theme in each language of a portal.
pub(crate) type Themes = BTreeMap<Language, Arc<Theme>>;

/// The theme of a portal.
#[derive(Clone, Default)]
pub(crate) struct Themed {
    /// In every language; none at all where it fails in one.
    pub(crate) themes: Themes,
    /// What is wrong with it.
    pub(crate) findings: Vec<Finding>,
    /// Its templates, as findings point into them.
    pub(crate) sources: Sources,
}

impl Assembler {
    /// Puts a snapshot together.
    pub(crate) fn assemble(&mut self, snapshot: &Snapshot) -> Assembly {
        self.remembered.parsed.turn();
        let files = parse::files(snapshot, &mut self.remembered);
        let (sources, reports) = (files.sources, files.documents.len());
        let Some(mut site) = files.site else {
            return Assembly { sources, findings: files.findings, reports, site: None };
        };
        if let Some(base) = &snapshot.base_url {
            site.base_url = base.clone();
        }
        let input = Input {
            rules: files.forms.rules().chain(rule::all().map(|rule| rule.id.to_owned())).collect(),
            forms: files.forms,
            today: snapshot.today,
            left_out: snapshot.left_out.clone(),
            ledger: ledger(snapshot),
            entered: files.ledger,
            withheld: files.withheld,
            drafts: snapshot.drafts,
            site: Hashed::new(site),
            register: files.register,
            register_marks: files.register_marks,
            documents: files.documents,
            pages: files.pages,
            attachments: files.attachments,
            findings: files.findings,
        };
        let portal = portal::assemble(&input);
        Assembly { sources, findings: Vec::new(), reports, site: Some(Assembled { input, portal }) }
    }

    /// How many files the last assembly had not seen before.
    pub(crate) fn parsed(&self) -> usize {
        self.remembered.parsed.ran
    }

    /// The theme of a portal in every language.
    pub(crate) fn themes(&mut self, snapshot: &Snapshot, portal: &Portal, sources: &Sources) -> Themed {
        let (files, digest) = snapshot.themes();
        let name = portal.site.theme.as_str();
        let languages: Vec<Language> = portal.site.languages().collect();
        let key = Digest::of(&(name, &languages, digest));
        if let Some((of, themed)) = &self.themed
            && *of == key
        {
            return themed.clone();
        }
        let named = sources.get("site.toml").map(portal::Site::names_theme);
        let named = named.unwrap_or_else(|| Place::new(&"site.toml".into(), Span::default()));
        let templates = theme::sources(name, &files);
        let mut themed = Themed {
            sources: templates.into_iter().map(|source| (Arc::clone(&source.path), source)).collect(),
            ..Themed::default()
        };
        for language in languages {
            let (theme, findings) = Theme::load(name, &named, language, &files);
            // What is wrong in every language is told once.
            let news: Vec<Finding> =
                findings.into_iter().filter(|finding| !themed.findings.contains(finding)).collect();
            themed.findings.extend(news);
            match theme {
                Some(theme) => _ = themed.themes.insert(language, Arc::new(theme)),
                None => {
                    themed.themes.clear();
                    break;
                }
            }
        }
        self.themed = Some((key, themed.clone()));
        themed
    }
}

/// The text of the ledger, if there is one with something in it.
fn ledger(snapshot: &Snapshot) -> Option<Arc<[u8]>> {
    match snapshot.files.get(LEDGER)? {
        Entry::Text { bytes, .. } if !bytes.is_empty() => Some(Arc::clone(bytes)),
        _ => None,
    }
}
