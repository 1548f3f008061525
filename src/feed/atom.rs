//! A feed (Atom, RFC 4287): an entry for each report and for each correction of one.
//!
//! Entries stay what they are: the address of the report's page is the id of its entry, and that of a correction has the
//! anchor of the correction behind it. Dates are days in the data; a day begins at midnight in China.

use jiff::civil::Date;

use super::xml::{Attribute, Document};
use crate::language::{Arg, Language, Message};
use crate::page::{Feed, News};
use crate::portal::Route;
use crate::report::Report;
use crate::text::Decimal;

/// The feed.
pub fn atom(feed: &Feed) -> Vec<u8> {
    let base = feed.base.url();
    let (own, about) = (feed.route.below(base), feed.about.below(base));
    let mut xml = Document::new();
    let language = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", feed.language.tag())];
    xml.open("feed", &language);
    xml.text("id", &[], &own);
    xml.text("title", &[], &feed.title);
    if feed.sample {
        xml.text("subtitle", &[], &feed.language.say(&Message::new("feed-sample")));
    }
    if let Some(newest) = feed.entries.iter().map(|news| news.date).max() {
        xml.text("updated", &[], &moment(newest));
    }
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &about)]);
    if !feed.author.is_empty() {
        author(&mut xml, &feed.author);
    }
    xml.text("generator", &[], "gongkai");
    for news in &feed.entries {
        entry(&mut xml, feed, news);
    }
    xml.close("feed");
    xml.bytes()
}

fn entry(xml: &mut Document, feed: &Feed, news: &News) {
    let (report, name) = (&news.report, &news.agency.name);
    let page = Route::report(report.year, &news.agency.slug).below(feed.base.url());
    let title = report.title(name);
    // What a report says is Chinese, whatever language the portal speaks.
    let chinese: &[Attribute<'_>] = match feed.language {
        Language::Chinese => &[],
        Language::English => &[("xml:lang", "zh-CN")],
    };
    let (address, title, of_title, summary) = match news.correction {
        None => (page, title, chinese, figures(report, feed.language)),
        Some(index) => {
            let title = feed.language.say(&Message::new("feed-correction").arg("title", title));
            let address = format!("{page}#{}", report.correction_id(index));
            (address, title, [].as_slice(), correction(report, index, feed.language))
        }
    };
    let moment = moment(news.date);
    xml.open("entry", &[]);
    xml.text("id", &[], &address);
    xml.text("title", of_title, &title);
    xml.text("published", &[], &moment);
    xml.text("updated", &[], &moment);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &address)]);
    author(xml, name);
    xml.empty("category", &[("term", &report.year.to_string())]);
    if !summary.is_empty() {
        xml.text("summary", &[], &summary);
    }
    xml.close("entry");
}

fn author(xml: &mut Document, name: &str) {
    xml.open("author", &[]);
    xml.text("name", &[], name);
    xml.close("author");
}

/// The few figures that stand for the whole report; empty where none of them has a number.
fn figures(report: &Report, language: Language) -> String {
    let of_form = report.form.iter().flat_map(|form| &form.figures).filter(|figure| figure.key);
    let said = of_form.filter_map(|figure| {
        let value = report.figure(figure)?.to_string();
        let words = [figure.label.get(language), value.as_str(), figure.unit.get(language)];
        Some(words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() {
        return String::new();
    }
    language.say(&Message::new("feed-figures").arg("figures", said.into_iter().collect::<Arg>()))
}

/// What was corrected, and why.
fn correction(report: &Report, index: usize, language: Language) -> String {
    let Some(correction) = report.corrections.get(index) else { return String::new() };
    let mut lines = vec![correction.what.clone()];
    if !correction.why.is_empty() {
        lines.push(language.say(&Message::new("feed-why").arg("why", correction.why.as_str())));
    }
    let number = |value: Option<Decimal>| match value {
        Some(value) => value.to_string(),
        None => language.say(&Message::new("feed-blank")),
    };
    for (form, figure) in
        report.form.iter().flat_map(|form| correction.figures.iter().map(move |of| (form, of)))
    {
        let message = Message::new("feed-corrected").arg("figure", figure.label(form));
        let message = message.arg("before", number(figure.before)).arg("after", number(figure.after));
        lines.push(language.say(&message));
    }
    lines.join("\n")
}

/// The beginning of a day in China (RFC 3339).
fn moment(date: Date) -> String {
    format!("{date}T00:00:00+08:00")
}
