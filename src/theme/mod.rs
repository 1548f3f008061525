//! Themes: templates, assets and words, of a theme and of the themes it extends.
//!
//! In: files of themes. Out: a [`Theme`] that turns the views of [`crate::page`] into HTML. Templates see only the data
//! of their page; the one function they have, `t`, looks words up in the theme's own catalogue.

mod assets;
mod files;
mod render;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use files::{File, Files, Layer, embedded, lay};

use crate::finding::{Finding, Place, Rule};
use crate::language::{Catalogue, Language};
use crate::page::view::AnyView;
use crate::portal::Route;
use crate::text::{Digest, Source, Span};

/// Templates that a theme must have, one for each kind of page.
pub const TEMPLATES: [&str; 13] = [
    "home.html",
    "year.html",
    "totals.html",
    "agencies.html",
    "agency.html",
    "report.html",
    "comparison.html",
    "compare.html",
    "matrix.html",
    "status.html",
    "search.html",
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
    sources: BTreeMap<String, Source>,
}

impl Theme {
    /// Puts a theme together from its own files and those of the themes it extends. `files` holds all themes that there
    /// are, by path below `themes/`. No theme where templates cannot be read.
    pub fn load(name: &str, language: Language, files: &Files) -> (Option<Self>, Vec<Finding>) {
        let at_site = || Place::new(&"site.toml".into(), Span::default());
        let missing = |theme: &str| Finding::new(Rule::THEME_MISSING, at_site()).arg("theme", theme);
        let chain = match files::chain(name, files) {
            Ok(chain) => chain,
            Err(absent) => return (None, vec![missing(&absent)]),
        };
        let merged = files::merge(&chain, files);
        let templates = templates(&merged);
        let assets = assets::assets(&merged);
        let lacking: Vec<Finding> = TEMPLATES
            .iter()
            .filter(|name| !templates.contains_key(**name))
            .map(|file| missing(name).variant("file").arg("file", format!("templates/{file}")))
            .collect();
        if !lacking.is_empty() {
            return (None, lacking);
        }
        let words = files::layers(&chain, &format!("i18n/{}.ftl", language.tag()), files);
        let texts: Vec<String> = words.iter().map(|file| file.text()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let catalogue = match Catalogue::parse(language, &texts) {
            Ok(catalogue) => catalogue,
            Err(detail) => {
                let path = words.last().map_or("site.toml", |file| file.path.as_str());
                let place = Place::new(&path.into(), Span::default());
                return (None, vec![Finding::new(Rule::TEMPLATE_ERROR, place).arg("detail", detail)]);
            }
        };
        let mut tera = tera::Tera::new();
        tera.register_function("t", render::words(catalogue, language));
        tera.register_filter("date", render::date(language));
        tera.register_filter("bytes", render::bytes);
        let raw = templates.iter().map(|(name, source)| (name.as_str(), &*source.text));
        if let Err(error) = tera.add_raw_templates(raw) {
            return (None, vec![render::finding(&error, &templates, None)]);
        }
        let everything: Vec<(&str, &[u8])> =
            merged.iter().map(|(path, file)| (path.as_str(), &*file.bytes)).collect();
        let digest = Digest::of(&(language, everything, texts));
        (Some(Self { tera, assets, digest, sources: templates }), Vec::new())
    }

    /// Path and text of each template by its name.
    pub fn templates(&self) -> &BTreeMap<String, Source> {
        &self.sources
    }

    /// The HTML of a page.
    pub fn render(&self, view: &AnyView, route: &Route) -> Result<String, Box<Finding>> {
        let wrong =
            |error: &tera::Error| Box::new(render::finding(error, &self.sources, Some(route.as_str())));
        let context = tera::Context::from_serialize(view).map_err(|error| wrong(&error))?;
        self.tera.render(view.template(), &context).map_err(|error| wrong(&error))
    }
}

/// The templates of a theme and of those it extends, so that findings can show them; none where a theme is missing.
pub fn sources(name: &str, files: &Files) -> Vec<Source> {
    let chain = files::chain(name, files).unwrap_or_default();
    templates(&files::merge(&chain, files)).into_values().collect()
}

/// The templates among the files of a theme, by name.
fn templates(merged: &Layer) -> BTreeMap<String, Source> {
    let template = |(path, file): (&String, &File)| {
        let name = path.strip_prefix("templates/")?;
        Some((name.to_owned(), Source::new(file.path.as_str(), file.text())))
    };
    merged.iter().filter_map(template).collect()
}
