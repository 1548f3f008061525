//! Themes: templates, assets and words, of a theme and of the themes it extends.
//!
//! In: files of themes. Out: a [`Theme`] that turns the views of [`crate::page`] into HTML. Templates see only the data
//! of their page; the functions they have, `t` and `range`, look words up in the theme's own catalogue and count.

mod assets;
mod fault;
mod files;
mod limit;
mod render;
mod settings;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use files::{File, Files, Layer, embedded, lay};

use fault::Templates;

use crate::finding::{Finding, Level, Place, Rule};
use crate::language::{Catalogue, Language};
use crate::page::view::AnyView;
use crate::portal::Route;
use crate::text::{Digest, Source, Span};

/// Stack of the threads that render, in bytes: room for a template whose parts call each other until the engine stops them.
pub const STACK: usize = 32 << 20;

/// Templates that a theme must have, one for each kind of page.
pub const TEMPLATES: [&str; 15] = [
    "home.html",
    "year.html",
    "totals.html",
    "agencies.html",
    "agency.html",
    "report.html",
    "year-on-year.html",
    "compare.html",
    "matrix.html",
    "status.html",
    "search.html",
    "data.html",
    "dictionary.html",
    "plain.html",
    "404.html",
];

/// A theme, ready to render.
pub struct Theme {
    tera: tera::Tera,
    /// Plain name, route of the fingerprinted file, and bytes of each asset.
    pub assets: Vec<(String, Route, Arc<[u8]>)>,
    /// Digest of everything that the HTML depends on beside the page.
    pub digest: Digest,
    /// Path and text of each template by its name, for findings.
    templates: Templates,
}

impl Theme {
    /// Puts a theme together from its own files and those of the themes it extends. `named` is where site.toml names it;
    /// `files` holds all themes that there are. No theme where anything of it cannot be read.
    pub fn load(
        name: &str,
        named: &Place,
        language: Language,
        files: &Files,
    ) -> (Option<Self>, Vec<Finding>) {
        let (chain, mut findings) = settings::chain(name, named.clone(), files);
        let blocked = |findings: &[Finding]| findings.iter().any(|finding| finding.level == Level::Error);
        if blocked(&findings) {
            // What a broken chain lacks is no mistake of its own.
            return (None, findings);
        }
        let merged = files::merge(&chain, files);
        let templates = templates(&merged);
        findings.extend(lacking(name, &merged));
        let words = files::layers(&chain, &format!("i18n/{}.ftl", language.tag()), files);
        findings.extend(words.iter().filter_map(|file| unreadable(file, language)));
        let texts: Vec<String> = words.iter().map(|file| file.text()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let catalogue = match Catalogue::parse(language, &texts) {
            Ok(catalogue) if !blocked(&findings) => catalogue,
            _ => return (None, findings),
        };
        let mut tera = tera::Tera::new();
        tera.register_function("t", render::words(catalogue, language));
        tera.register_function("range", limit::range);
        tera.register_filter("date", render::date(language));
        tera.register_filter("bytes", render::bytes);
        let raw = templates.iter().map(|(name, source)| (name.as_str(), &*source.text));
        if let Err(error) = tera.add_raw_templates(raw) {
            let read = |name: &str, text: &str| tera::Tera::new().add_raw_template(name, text);
            findings.extend(fault::of_loading(&error, &templates, read));
            return (None, findings);
        }
        let everything: Vec<(&str, &[u8])> =
            merged.iter().map(|(path, file)| (path.as_str(), &*file.bytes)).collect();
        let digest = Digest::of(&(language, everything, texts));
        let assets = assets::assets(&merged);
        (Some(Self { tera, assets, digest, templates }), findings)
    }

    /// Path and text of each template by its name.
    pub fn templates(&self) -> &BTreeMap<String, Source> {
        &self.templates
    }

    /// The HTML of a page.
    pub fn render(&self, view: &AnyView, route: &Route) -> Result<String, Box<Finding>> {
        let wrong = |error: tera::Error| {
            Box::new(fault::of_page(&error, &self.templates, view.template(), route.as_str()))
        };
        let context = tera::Context::from_serialize(view).map_err(wrong)?;
        let mut sheet = limit::Sheet::begin();
        self.tera.render_to(view.template(), &context, &mut sheet).map_err(wrong)?;
        String::from_utf8(sheet.bytes).map_err(|error| wrong(error.into()))
    }
}

/// The texts of a theme and of those it extends, so that findings can show them.
pub fn sources(name: &str, files: &Files) -> Vec<Source> {
    let (chain, _) = settings::chain(name, Place::new(&"site.toml".into(), Span::default()), files);
    let is_text =
        |path: &str| path == "theme.toml" || path.starts_with("templates/") || path.starts_with("i18n/");
    let of_chain = chain.iter().filter_map(|theme| files.get(theme)).flatten();
    let texts = of_chain.filter(|(path, _)| is_text(path));
    texts.map(|(_, file)| Source::new(file.path.as_str(), file.text())).collect()
}

/// The templates that a theme should have and does not, told at its theme.toml.
fn lacking(theme: &str, merged: &Layer) -> Vec<Finding> {
    let own = || format!("themes/{theme}/theme.toml");
    let path = merged.get("theme.toml").map_or_else(own, |file| file.path.clone());
    let place = Place::new(&path.into(), Span::default());
    let paths = TEMPLATES.iter().map(|name| format!("templates/{name}"));
    let tell = |file| {
        let finding = Finding::new(Rule::THEME_MISSING, place.clone()).variant("file");
        finding.arg("theme", theme).arg("file", file)
    };
    paths.filter(|path| !merged.contains_key(path)).map(tell).collect()
}

/// What is wrong with a file of words.
fn unreadable(file: &File, language: Language) -> Option<Finding> {
    let detail = Catalogue::parse(language, &[&file.text()]).err()?;
    let place = Place::new(&file.path.as_str().into(), Span::default());
    Some(Finding::new(Rule::TEMPLATE_ERROR, place).arg("detail", detail))
}

/// The templates among the files of a theme, by name.
fn templates(merged: &Layer) -> Templates {
    let template = |(path, file): (&String, &File)| {
        let name = path.strip_prefix("templates/")?;
        Some((name.to_owned(), Source::new(file.path.as_str(), file.text())))
    };
    merged.iter().filter_map(template).collect()
}
