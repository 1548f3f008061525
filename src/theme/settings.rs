//! theme.toml: what a theme says of itself, and the chain of themes that it begins.
//!
//! In: the files of all themes and the name of one. Out: that theme and those it extends, nearest first, and findings at
//! their places in theme.toml. A theme without theme.toml says nothing.

use std::cmp::Ordering;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::files::Files;
use crate::finding::{Finding, Level, Place, Rule};
use crate::page::CONTRACT;
use crate::text::{Source, Span};

/// What stands in theme.toml.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    /// Name and description are for people: that they are texts is all that matters.
    #[serde(rename = "name")]
    _name: String,
    #[serde(rename = "description")]
    _description: String,
    contract: Option<Spanned<u32>>,
    extends: Option<Spanned<String>>,
}

/// A theme and those it extends, nearest first, as far as they lead. `named` is where site.toml names the first.
pub(super) fn chain(name: &str, named: Place, files: &Files) -> (Vec<String>, Vec<Finding>) {
    let (mut chain, mut findings): (Vec<String>, _) = (Vec::new(), Vec::new());
    let mut next = Some((name.to_owned(), named));
    while let Some((theme, named)) = next.take() {
        let Some(layer) = files.get(&theme) else {
            let missing = Finding::new(Rule::THEME_MISSING, named).arg("theme", theme);
            findings.push(match chain.last() {
                None => missing,
                Some(by) => missing.variant("extends").arg("by", by.as_str()),
            });
            break;
        };
        if chain.contains(&theme) {
            let circle = [&*chain, &[theme]].concat().join(" → ");
            findings.push(Finding::new(Rule::THEME_MISSING, named).variant("circle").arg("circle", circle));
            break;
        }
        let file = layer.get("theme.toml");
        let path = file.map_or_else(|| format!("themes/{theme}/theme.toml"), |file| file.path.clone());
        let source = Source::new(path, file.map(super::File::text).unwrap_or_default());
        match toml::from_str::<Settings>(&source.text) {
            Err(error) => {
                let finding = Finding::new(Rule::THEME_SYNTAX, at(&source, error.span()));
                findings.push(finding.arg("detail", error.message()));
            }
            Ok(settings) => {
                findings.extend(contract(&settings, &theme, &source));
                next = settings.extends.map(|of| (of.get_ref().clone(), at(&source, Some(of.span()))));
            }
        }
        chain.push(theme);
    }
    (chain, findings)
}

fn at(source: &Source, range: Option<Range<usize>>) -> Place {
    Place::new(&source.path, range.map(|range| Span::new(range.start, range.end)).unwrap_or_default())
}

/// What is wrong with the version of the interface that a theme is written for. One that extends another may leave it out:
/// it is then that of the other.
fn contract(settings: &Settings, theme: &str, source: &Source) -> Option<Finding> {
    let tell = |range| {
        let finding = Finding::new(Rule::THEME_CONTRACT, at(source, range)).arg("theme", theme);
        finding.arg("version", CONTRACT.to_string())
    };
    let Some(contract) = &settings.contract else {
        return settings.extends.is_none().then(|| tell(None).variant("missing"));
    };
    let finding = tell(Some(contract.span())).arg("written", contract.get_ref().to_string());
    match contract.get_ref().cmp(&CONTRACT) {
        Ordering::Equal => None,
        Ordering::Less => Some(finding),
        Ordering::Greater => Some(Finding { level: Level::Error, ..finding.variant("newer") }),
    }
}
