//! What a page says of itself to machines: JSON-LD in the words of schema.org.
//!
//! Addresses are those on the web, so they are there only where `base_url` is set. Figures are the key figures of the
//! form, each with its name in the data.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::Here;
use super::agency::figures;
use crate::page::{AgencyPage, DataPage, FrameData, ReportPage, Shown, TrendYear};
use crate::portal::Route;

/// The media type of a workbook.
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

impl Here<'_> {
    /// The JSON-LD of a page, safe inside a `script` element; empty where there is nothing to say.
    pub(super) fn json_ld(&self, frame: &FrameData, shown: &Shown) -> String {
        let graph = match shown {
            Shown::NotFound => return String::new(),
            Shown::Home(_) => vec![self.site(frame), organisation(&frame.organiser)],
            Shown::Agency(page) => vec![self.agency_node(frame, page)],
            Shown::Report(page) => self.report_nodes(frame, page),
            Shown::Data(page) => vec![self.data_set(frame, page)],
            Shown::Year(year, trend) => {
                let of_year = trend.years.iter().find(|of| of.year == year.year);
                of_year.map(|of| self.sums(frame, of)).into_iter().collect()
            }
            _ => Vec::new(),
        };
        let graph: Vec<Value> = graph.into_iter().filter(|node| !node.is_null()).collect();
        if graph.is_empty() {
            return String::new();
        }
        inert(&json!({ "@context": "https://schema.org", "@graph": graph }).to_string())
    }

    fn site(&self, frame: &FrameData) -> Value {
        node(
            "WebSite",
            [
                ("name", frame.title.clone().into()),
                ("description", frame.description.clone().into()),
                ("inLanguage", self.language.tag().into()),
                ("url", web(frame, &Route::home().within(self.folder))),
            ],
        )
    }

    fn agency_node(&self, frame: &FrameData, page: &AgencyPage) -> Value {
        let agency = &page.agency;
        node(
            "GovernmentOrganization",
            [
                ("name", agency.name.clone().into()),
                ("alternateName", agency.aliases.clone().into()),
                ("address", agency.address.clone().into()),
                ("telephone", agency.contact.phone.clone().into()),
                ("parentOrganization", organisation(page.parent.as_ref().map_or("", |parent| &parent.name))),
                ("url", web(frame, self.route)),
            ],
        )
    }

    fn report_nodes(&self, frame: &FrameData, page: &ReportPage) -> Vec<Value> {
        let (report, slug) = (&page.report, &page.agency.slug);
        let title = report.title(&page.agency.name);
        let published = report.published.map(|date| date.to_string()).unwrap_or_default();
        let common = |kind, name: String| {
            node(
                kind,
                [
                    ("name", name.into()),
                    ("datePublished", published.clone().into()),
                    ("temporalCoverage", report.year.to_string().into()),
                    ("inLanguage", "zh-CN".into()),
                    ("publisher", organisation(&page.agency.name)),
                    ("url", web(frame, self.route)),
                ],
            )
        };
        let mut document = common("Report", title.clone());
        set(&mut document, "reportNumber", report.index.number.clone().into());
        set(
            &mut document,
            "dateModified",
            report
                .corrections
                .iter()
                .filter_map(|entry| entry.date)
                .max()
                .map(|date| date.to_string())
                .into(),
        );
        let Some(of_year) = figures(report) else { return vec![document] };
        let mut data = common("Dataset", title.clone());
        let form = report.form.as_ref().map_or("", |form| self.say(&form.name));
        set(&mut data, "description", format!("{title} ({form})").into());
        set(&mut data, "isAccessibleForFree", true.into());
        set(&mut data, "variableMeasured", self.variables(&of_year));
        let files =
            [("report.csv", "text/csv"), ("report.json", "application/json"), ("report.xlsx", WORKBOOK)];
        let files = files
            .map(|(name, kind)| download(kind, web(frame, &Route::beside_report(report.year, slug, name))));
        let files: Vec<Value> = files.into_iter().filter(|file| !file.is_null()).collect();
        set(&mut data, "distribution", files.into());
        vec![document, data]
    }

    /// All figures as a data set with its files.
    fn data_set(&self, frame: &FrameData, page: &DataPage) -> Value {
        let years = page.years.iter().map(|of| of.year);
        let span = years.clone().min().zip(years.max()).map(|(first, last)| format!("{first}/{last}"));
        let workbook = page.workbook.then_some(("figures.xlsx", WORKBOOK));
        let files = [("figures.csv", "text/csv"), ("reports.json", "application/json")].into_iter();
        let files =
            files.chain(workbook).map(|(name, kind)| download(kind, web(frame, &Route::data_file(name))));
        let files: Vec<Value> = files.filter(|file| !file.is_null()).collect();
        node(
            "Dataset",
            [
                ("name", frame.title.clone().into()),
                ("description", frame.description.clone().into()),
                ("temporalCoverage", span.into()),
                ("inLanguage", "zh-CN".into()),
                ("isAccessibleForFree", true.into()),
                ("publisher", organisation(&frame.organiser)),
                ("url", web(frame, self.route)),
                ("distribution", files.into()),
            ],
        )
    }

    /// The sums of a year as a data set.
    fn sums(&self, frame: &FrameData, of: &TrendYear) -> Value {
        node(
            "Dataset",
            [
                ("name", format!("{} {}", frame.title, of.year).into()),
                ("description", format!("{} {}", self.say(&of.form.name), of.year).into()),
                ("temporalCoverage", of.year.to_string().into()),
                ("publisher", organisation(&frame.organiser)),
                ("isAccessibleForFree", true.into()),
                ("variableMeasured", self.variables(of)),
                ("url", web(frame, self.route)),
            ],
        )
    }

    fn variables(&self, of: &TrendYear) -> Value {
        let known = of.form.figures.iter().zip(&of.values).filter_map(|(figure, value)| {
            // As text: a JSON number may be read as a float.
            let value = (*value)?.to_string();
            Some(node(
                "PropertyValue",
                [
                    ("propertyID", figure.id.clone().into()),
                    ("name", self.say(&figure.label).into()),
                    ("unitText", self.say(&figure.unit).into()),
                    ("value", value.into()),
                ],
            ))
        });
        known.collect()
    }
}

/// The address of a file on the web; null where none is known.
fn web(frame: &FrameData, route: &Route) -> Value {
    let base = frame.base.url();
    if base.is_empty() { Value::Null } else { route.below(base).into() }
}

/// A file to download; null where its address is not known.
fn download(kind: &str, address: Value) -> Value {
    if address.is_null() {
        return Value::Null;
    }
    node("DataDownload", [("encodingFormat", kind.into()), ("contentUrl", address)])
}

fn organisation(name: &str) -> Value {
    if name.is_empty() { Value::Null } else { node("GovernmentOrganization", [("name", name.into())]) }
}

/// A node with what is known of it: empty values are left out.
fn node<const N: usize>(kind: &str, properties: [(&str, Value); N]) -> Value {
    let mut node = Value::Object(Map::from_iter([("@type".to_owned(), kind.into())]));
    for (name, value) in properties {
        set(&mut node, name, value);
    }
    node
}

fn set(node: &mut Value, name: &str, value: Value) {
    let empty = match &value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    if let (false, Value::Object(map)) = (empty, node) {
        map.insert(name.to_owned(), value);
    }
}

/// JSON that cannot end the `script` element in which it stands, nor be read as anything but JSON.
fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_data_can_end_the_script_element() {
        let hostile = json!({ "name": "</script><!--<script>&\u{2028}" }).to_string();
        let out = inert(&hostile);
        assert!(!out.contains(['<', '>', '&', '\u{2028}']), "{out}");
        assert_eq!(serde_json::from_str::<Value>(&out).ok(), serde_json::from_str(&hostile).ok());
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let node = node("Report", [("name", "a".into()), ("url", Value::Null), ("telephone", "".into())]);
        assert_eq!(node, json!({ "@type": "Report", "name": "a" }));
    }
}
