//! Plain pages: `content/pages/<slug>.md`, a title and Markdown.

use std::sync::Arc;

use jiff::civil::Date;

use crate::finding::{Finding, Place, Rule};
use crate::syntax::markdown::{self, Markdown};
use crate::syntax::{Fields, Node, Value, parse_yaml, split};
use crate::text::{Hashed, Source, Span};

/// A page of text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlainPage {
    /// Its name in addresses.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Place in the navigation; smaller first.
    pub order: i32,
    /// When it was last changed, as its author says.
    pub updated: Option<Date>,
    /// The text.
    pub text: Markdown,
}

/// A plain page with its findings.
#[derive(Clone, Debug)]
pub struct PlainDocument {
    /// The file.
    pub path: Arc<str>,
    /// The page.
    pub page: Hashed<PlainPage>,
    /// What is wrong with the file.
    pub findings: Vec<Finding>,
}

impl PlainDocument {
    /// Reads a plain page.
    pub fn read(source: &Source, slug: &str) -> Self {
        let mut page = PlainPage {
            slug: slug.to_owned(),
            title: slug.to_owned(),
            order: 0,
            updated: None,
            text: Markdown::default(),
        };
        let mut findings = Vec::new();
        if !super::register::is_slug(slug) {
            findings.push(
                Finding::new(Rule::BAD_SLUG, Place::new(&source.path, Span::default())).arg("found", slug),
            );
        }
        match split(source) {
            Err(finding) => findings.push(*finding),
            Ok(front) => {
                let (text, _, of_text) = markdown::parse(&source.path, &source.text, front.body);
                page.text = text;
                findings.extend(of_text);
                let (tree, of_yaml) = parse_yaml(source, front.yaml);
                findings.extend(of_yaml);
                let empty = Node { span: front.yaml, value: Value::Map(Vec::new()) };
                if let Some(tree) = tree {
                    let mut fields =
                        Fields::of(&source.path, if tree.value == Value::Null { &empty } else { &tree });
                    if let Some((title, _)) = fields.required("title") {
                        title.clone_into(&mut page.title);
                    }
                    page.order = fields.integer("order").map_or(0, |(order, _)| order);
                    page.updated = fields.date("updated").map(|(date, _)| date);
                    findings.extend(fields.finish());
                }
            }
        }
        Self { path: source.path.clone(), page: Hashed::new(page), findings }
    }
}
