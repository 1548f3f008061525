//! content/agencies.yaml: the register of agencies.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::site::day;
use super::{Absent, Agency, Covers, Kind};
use crate::finding::{Finding, Place, Rule};
use crate::form::plain;
use crate::language::Message;
use crate::report::Contact;
use crate::syntax::{Fields, Node, Value, parse_yaml, suggest};
use crate::text::{Source, Span};

/// All agencies in the order of lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Register {
    /// By `order`, then as written.
    pub agencies: Vec<Agency>,
    /// Indexes of the agencies by slug.
    by_slug: BTreeMap<String, usize>,
    /// Indexes of the agencies that another took over, by its slug.
    taken_over: BTreeMap<String, Vec<usize>>,
}

/// Where in its file each entry of the register stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterMarks {
    /// By slug.
    pub agencies: BTreeMap<String, AgencyMarks>,
}

/// Where an agency stands in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyMarks {
    /// Its slug.
    pub slug: Place,
    /// Each entry of `absent:`.
    pub absent: Vec<Place>,
}

impl Register {
    /// The slugs that an agency had before: those of its former names that could be slugs and that no agency has today.
    pub fn former_slugs<'a>(&'a self, slug: &str) -> impl Iterator<Item = &'a String> {
        let aliases = self.get(slug).map(|agency| agency.aliases.as_slice()).unwrap_or_default();
        aliases.iter().filter(|alias| is_slug(alias) && self.get(alias).is_none())
    }

    /// The agency with a slug.
    pub fn get(&self, slug: &str) -> Option<&Agency> {
        self.by_slug.get(slug).map(|&index| &self.agencies[index])
    }

    /// The slug that is most like a mistyped one, if any is alike enough.
    pub fn meant(&self, slug: &str) -> Option<&str> {
        suggest(slug, self.agencies.iter().map(|agency| agency.slug.as_str()))
    }

    /// The agencies whose figures of the year before an agency's year continue: itself, if it existed then, and all
    /// that it took over at the turn of the year.
    pub fn predecessors<'a>(&'a self, agency: &'a Agency, year: i32) -> Vec<&'a Agency> {
        let taken_over = self.taken_over.get(&agency.slug).into_iter().flatten();
        let taken_over = taken_over.map(|&index| &self.agencies[index]);
        let itself = agency.is_active(year - 1).then_some(agency);
        itself.into_iter().chain(taken_over.filter(|other| other.until == Some(year - 1))).collect()
    }

    /// How many governments stand above an agency.
    pub fn governments_above(&self, agency: &Agency) -> usize {
        let parent = |agency: &&Agency| agency.parent.as_ref().and_then(|slug| self.get(slug));
        // A register in which parents run in a circle is told elsewhere; here it only has to end.
        let above = std::iter::successors(Some(agency), parent).skip(1).take(self.agencies.len());
        above.filter(|agency| agency.kind == Kind::Government).count()
    }

    /// Reads the register.
    pub fn read(source: &Source) -> (Self, RegisterMarks, Vec<Finding>) {
        let (tree, mut findings) = parse_yaml(source, Span::new(0, source.text.len()));
        let Some(tree) = tree else { return (Self::default(), RegisterMarks::default(), findings) };
        let items = match &tree.value {
            Value::List(items) => items.as_slice(),
            Value::Null => &[],
            _ => {
                findings.push(
                    Finding::new(Rule::WRONG_TYPE, Place::new(&source.path, tree.span)).variant("list"),
                );
                &[]
            }
        };
        let mut read: Vec<(Agency, Span)> = Vec::new();
        let mut marks = RegisterMarks::default();
        for item in items {
            let (agency, of_item) = agency(&source.path, item);
            findings.extend(of_item);
            let Some((agency, places)) = agency else { continue };
            marks.agencies.entry(agency.slug.clone()).or_insert(places);
            read.push((agency, item.span));
        }
        findings.extend(duplicates(&source.path, &read));
        findings.extend(relations(&source.path, &read));
        let mut agencies: Vec<Agency> = read.into_iter().map(|(agency, _)| agency).collect();
        agencies.sort_by_key(|agency| agency.order);
        let (mut by_slug, mut taken_over) = (BTreeMap::new(), BTreeMap::<String, Vec<usize>>::new());
        for (index, agency) in agencies.iter().enumerate() {
            by_slug.entry(agency.slug.clone()).or_insert(index);
            if let Some(successor) = &agency.successor {
                taken_over.entry(successor.clone()).or_default().push(index);
            }
        }
        (Self { agencies, by_slug, taken_over }, marks, findings)
    }
}

fn agency(path: &Arc<str>, node: &Node) -> (Option<(Agency, AgencyMarks)>, Vec<Finding>) {
    let mut fields = Fields::of(path, node);
    let slug = fields.required("slug");
    let name = fields.required("name").map(|(name, _)| name.to_owned());
    if let Some((slug, span)) = slug.filter(|(slug, _)| !is_slug(slug)) {
        fields.report(Finding::new(Rule::BAD_SLUG, Place::new(path, span)).arg("found", slug));
    }
    let short = fields.text("short").map(|(short, _)| short.to_owned());
    let kind = fields.choice("kind", &Kind::ALL).unwrap_or_default();
    let reference = |fields: &mut Fields<'_>, key| fields.text(key).map(|(slug, _)| slug.to_owned());
    let (parent, successor) = (reference(&mut fields, "parent"), reference(&mut fields, "successor"));
    let covers = fields.choice("covers", &Covers::ALL).unwrap_or_default();
    let order = fields.integer("order").map_or(0, |(order, _)| order);
    let address = fields.string("address");
    let due = fields.text("due");
    if let Some((text, span)) = due.filter(|(text, _)| day(text, 2023).is_none()) {
        fields.report(Finding::new(Rule::BAD_DATE, Place::new(path, span)).arg("found", text));
    }
    let aliases = fields.texts("aliases").into_iter().map(|(alias, _)| alias.to_owned()).collect();
    let (mut absent, mut places) = (Vec::new(), Vec::new());
    for node in fields.list("absent") {
        let mut entry = Fields::of(path, node);
        let year = entry.required("year").and_then(|_| entry.integer("year"));
        if let (Some((year, _)), Some((because, _))) = (year, entry.required("because")) {
            absent.push(Absent { year, because: because.to_owned() });
            places.push(Place::new(path, node.span));
        }
        fields.absorb(entry.finish());
    }
    let mut inner = |key, read: &mut dyn FnMut(&mut Fields<'_>)| {
        let Some(entry) = fields.entry(key) else { return };
        let mut inner = Fields::of(path, &entry.node);
        read(&mut inner);
        fields.absorb(inner.finish());
    };
    let (mut contact, mut from, mut until) = (Contact::default(), None, None);
    inner("contact", &mut |fields| contact = Contact::read(fields));
    inner("active", &mut |fields| {
        from = fields.integer("from").map(|(year, _)| year);
        until = fields.integer("until").map(|(year, _)| year);
    });
    let marks = slug
        .map(|(_, span)| AgencyMarks { slug: Place::new(path, span), absent: std::mem::take(&mut places) });
    let agency = slug.zip(name).filter(|((slug, _), _)| is_slug(slug)).map(|((slug, _), name)| Agency {
        slug: slug.to_owned(),
        short: short.unwrap_or_else(|| name.clone()),
        name,
        kind,
        parent,
        order,
        address,
        contact,
        due: due.map(|(due, _)| due.to_owned()).filter(|due| day(due, 2023).is_some()),
        aliases,
        from,
        until,
        successor,
        covers,
        absent,
    });
    (agency.zip(marks), fields.finish())
}

/// Lower-case ASCII letters, digits and hyphens, not at the ends: portable in addresses and file names.
pub(crate) fn is_slug(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty()
        && text.bytes().all(plain)
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.len() <= 64
}

/// Slugs, names and former names must differ. Wordings that differ only in width or composition are the same.
fn duplicates(path: &Arc<str>, read: &[(Agency, Span)]) -> Vec<Finding> {
    let mut seen: BTreeMap<String, (usize, Span)> = BTreeMap::new();
    let mut findings = Vec::new();
    for (index, (agency, span)) in read.iter().enumerate() {
        let words = [&agency.slug, &agency.name].into_iter().chain(&agency.aliases);
        for word in words {
            match seen.get(&plain(word)) {
                Some((other, first)) if *other != index => {
                    let finding = Finding::new(Rule::DUPLICATE_AGENCY, Place::new(path, *span));
                    let first = Place::new(path, *first);
                    findings.push(
                        finding.arg("word", word.as_str()).also(first, Some(Message::new("first-place"))),
                    );
                }
                _ => {
                    seen.insert(plain(word), (index, *span));
                }
            }
        }
    }
    findings
}

/// Parents and successors must exist and lead nowhere in a circle.
fn relations(path: &Arc<str>, read: &[(Agency, Span)]) -> Vec<Finding> {
    let by_slug: BTreeMap<&str, &Agency> =
        read.iter().map(|(agency, _)| (agency.slug.as_str(), agency)).collect();
    let mut findings = Vec::new();
    for (agency, span) in read {
        let place = Place::new(path, *span);
        for (key, next) in
            [("parent", Agency::parent as fn(&Agency) -> Option<&str>), ("successor", Agency::successor)]
        {
            let Some(first) = next(agency) else { continue };
            if !by_slug.contains_key(first) {
                let finding = Finding::new(Rule::AGENCY_UNKNOWN, place.clone());
                let finding = match suggest(first, by_slug.keys().copied()) {
                    Some(meant) => finding.variant("meant").arg("meant", meant),
                    None => finding,
                };
                findings.push(finding.arg("slug", first));
                continue;
            }
            let chain =
                std::iter::successors(Some(first), |slug| by_slug.get(slug).and_then(|agency| next(agency)));
            if chain.take(read.len() + 1).any(|slug| slug == agency.slug) {
                let finding = Finding::new(Rule::AGENCY_CYCLE, place.clone());
                findings.push(finding.arg("key", key).arg("slug", agency.slug.as_str()));
            }
        }
    }
    findings
}

impl Agency {
    fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }

    fn successor(&self) -> Option<&str> {
        self.successor.as_deref()
    }
}
