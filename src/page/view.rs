//! The theme interface: the plain data that templates see, all of it and nothing else.
//!
//! Every template is given `frame` (a [`Frame`]) and `page` (the type named like the page). Addresses are relative to
//! the page, except on the 404 page, which a server may show at any address.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Kind, YearEntry};
use crate::form::{self, Form, Head, Layout};
use crate::language::{Label, Language};
use crate::portal::{Agency as RegisterAgency, Route, Standing};
use crate::report::{Cell, Contact, Report as AnnualReport, csv};
use crate::syntax::markdown::Section;

/// What a template is rendered with.
#[derive(Debug, Serialize)]
pub struct View<T> {
    /// What all pages have around them.
    pub frame: Frame,
    /// What this page shows.
    pub page: T,
}

/// What all pages have around them.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// Version of this interface.
    pub contract: u32,
    /// Name of the portal.
    pub title: String,
    /// A sentence on it.
    pub description: String,
    /// Language tag.
    pub language: &'static str,
    /// Whether all content is invented.
    pub sample: bool,
    /// Who runs it.
    pub organiser: String,
    /// Address of this page on the web; empty where no `base_url` is set.
    pub canonical: String,
    /// Links to the home page, the list of agencies and the plain pages.
    pub home: Link,
    /// See `home`.
    pub agencies: Link,
    /// See `home`.
    pub pages: Vec<Link>,
    /// Addresses of the theme's assets by their plain names.
    pub assets: BTreeMap<String, String>,
}

/// A link.
#[derive(Debug, Serialize)]
pub struct Link {
    /// Its words; empty where the template knows them.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Whether it leads to the page it stands on.
    pub current: bool,
}

/// The home page.
#[derive(Debug, Serialize)]
pub struct Home {
    /// All years, newest first.
    pub years: Vec<YearLink>,
    /// The newest year.
    pub latest: Option<Year>,
}

/// A year with its count.
#[derive(Debug, Serialize)]
pub struct YearLink {
    /// The year.
    pub year: i32,
    /// Its page.
    pub href: String,
    /// Agencies that should report.
    pub expected: usize,
    /// Agencies that did.
    pub received: usize,
}

/// A year.
#[derive(Debug, Serialize)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Its page.
    pub href: String,
    /// Pages of the years before and after.
    pub older: Option<YearRef>,
    /// See `older`.
    pub newer: Option<YearRef>,
    /// Official name of the form.
    pub form: String,
    /// The notice that prescribes it.
    pub basis: String,
    /// Agencies that should report.
    pub expected: usize,
    /// Agencies that did.
    pub received: usize,
    /// Agencies that should report, by kind.
    pub groups: Vec<YearGroup>,
}

/// A year and its address.
#[derive(Debug, Serialize)]
pub struct YearRef {
    /// The year.
    pub year: i32,
    /// Where.
    pub href: String,
}

/// The agencies of one kind in a year.
#[derive(Debug, Serialize)]
pub struct YearGroup {
    /// Kind of body.
    pub kind: crate::portal::Kind,
    /// In order.
    pub agencies: Vec<YearAgency>,
}

/// An agency in a year.
#[derive(Debug, Serialize)]
pub struct YearAgency {
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Its page.
    pub href: String,
    /// Its report's page; empty where there is none.
    pub report: String,
    /// How it stands.
    pub standing: Standing,
    /// Date of publication, `2023-01-15`; empty where unknown.
    pub published: String,
    /// Whether the report was corrected.
    pub corrected: bool,
}

/// All agencies.
#[derive(Debug, Serialize)]
pub struct Agencies {
    /// By kind.
    pub groups: Vec<AgencyGroup>,
}

/// The agencies of one kind.
#[derive(Debug, Serialize)]
pub struct AgencyGroup {
    /// Kind of body.
    pub kind: crate::portal::Kind,
    /// In order.
    pub agencies: Vec<AgencyLink>,
}

/// An agency in a list.
#[derive(Debug, Serialize)]
pub struct AgencyLink {
    /// Full name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Former names.
    pub aliases: Vec<String>,
    /// Last year it reports on, where it no longer exists.
    pub until: Option<i32>,
    /// Its newest report.
    pub newest: Option<YearRef>,
}

/// An agency.
#[derive(Debug, Serialize)]
pub struct Agency {
    /// Full name.
    pub name: String,
    /// Kind of body.
    pub kind: crate::portal::Kind,
    /// Former names.
    pub aliases: Vec<String>,
    /// Address.
    pub address: String,
    /// Whom to ask.
    pub contact: Contact,
    /// First and last year it reports on, where the register says so.
    pub from: Option<i32>,
    /// See `from`.
    pub until: Option<i32>,
    /// The body it belongs to.
    pub parent: Option<Link>,
    /// Bodies it took over.
    pub predecessors: Vec<Link>,
    /// The body that took it over.
    pub successor: Option<Link>,
    /// Its years, newest first.
    pub years: Vec<AgencyYear>,
}

/// An agency's year.
#[derive(Debug, Serialize)]
pub struct AgencyYear {
    /// The year.
    pub year: i32,
    /// The report's page; empty where there is none.
    pub href: String,
    /// How it stands.
    pub standing: Standing,
    /// Date of publication.
    pub published: String,
}

/// A report.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Its title: agency, year and the fixed words.
    pub title: String,
    /// The year.
    pub year: i32,
    /// Full name of the agency.
    pub agency: String,
    /// The agency's page.
    pub agency_href: String,
    /// The year's page.
    pub year_href: String,
    /// Official name of the form; empty for years without tables.
    pub form: String,
    /// The notice that prescribes it.
    pub basis: String,
    /// Date of publication; empty where unknown.
    pub published: String,
    /// How it stands.
    pub standing: Standing,
    /// Whom to ask.
    pub contact: Contact,
    /// What stands before the first heading, as HTML.
    pub opening: String,
    /// The parts of the form in order, then other sections.
    pub parts: Vec<Part>,
    /// What was corrected.
    pub corrections: Vec<Correction>,
    /// Findings that were accepted: rule and reason.
    pub accepted: Vec<Accepted>,
    /// Files to download.
    pub downloads: Vec<Download>,
    /// The agency's report before and after this one.
    pub older: Option<YearRef>,
    /// See `older`.
    pub newer: Option<YearRef>,
}

/// A part of a report.
#[derive(Debug, Serialize)]
pub struct Part {
    /// Its id on the page.
    pub id: String,
    /// Heading with its numeral.
    pub heading: String,
    /// The text as HTML.
    pub html: String,
    /// The tables of the part.
    pub tables: Vec<Table>,
}

/// An official table as it is printed.
#[derive(Debug, Serialize)]
pub struct Table {
    /// Id.
    pub id: String,
    /// Official title.
    pub caption: String,
    /// How it is printed.
    pub layout: Layout,
    /// Head lines.
    pub head: Vec<Vec<HeadCell>>,
    /// Body lines.
    pub body: Vec<BodyLine>,
}

/// A head cell.
#[derive(Debug, Serialize)]
pub struct HeadCell {
    /// Its id on the page, for `headers`.
    pub id: String,
    /// Its words.
    pub label: String,
    /// Columns it covers.
    pub colspan: usize,
    /// Lines it covers.
    pub rowspan: usize,
    /// `col`, `colgroup`, `row`, `rowgroup`; empty for the corner.
    pub scope: &'static str,
}

/// A body line.
#[derive(Debug, Serialize)]
pub struct BodyLine {
    /// Row labels that begin on it.
    pub heads: Vec<HeadCell>,
    /// Its cells.
    pub cells: Vec<BodyCell>,
}

/// A cell.
#[derive(Debug, Serialize)]
pub struct BodyCell {
    /// The number; empty where there is none.
    pub text: String,
    /// `given`, `computed`, `blank` or `unreadable`.
    pub status: &'static str,
    /// Ids of the head cells that are about it, separated by spaces.
    pub headers: String,
    /// The words of its column, outermost first, for narrow screens.
    pub column: String,
}

/// A correction.
#[derive(Debug, Serialize)]
pub struct Correction {
    /// When.
    pub date: String,
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
}

/// An accepted finding.
#[derive(Debug, Serialize)]
pub struct Accepted {
    /// Rule.
    pub rule: String,
    /// Why.
    pub because: String,
}

/// A file to download.
#[derive(Debug, Serialize)]
pub struct Download {
    /// Name.
    pub name: String,
    /// Address.
    pub href: String,
    /// Kind, such as `PDF`.
    pub kind: String,
    /// Bytes; none for files made by the build.
    pub size: Option<u64>,
}

/// A plain page.
#[derive(Debug, Serialize)]
pub struct Plain {
    /// Title.
    pub title: String,
    /// When it was last changed.
    pub updated: String,
    /// The text as HTML.
    pub html: String,
}

/// The page for addresses that do not exist.
#[derive(Debug, Serialize)]
pub struct NotFound {}

/// A view of any kind of page, as its template sees it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum AnyView {
    /// See [`Home`].
    Home(View<Home>),
    /// See [`Year`].
    Year(View<Year>),
    /// See [`Agencies`].
    Agencies(View<Agencies>),
    /// See [`Agency`].
    Agency(View<Agency>),
    /// See [`Report`].
    Report(View<Box<Report>>),
    /// See [`Plain`].
    Plain(View<Plain>),
    /// See [`NotFound`].
    NotFound(View<NotFound>),
}

impl AnyView {
    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Year(_) => "year.html",
            Self::Agencies(_) => "agencies.html",
            Self::Agency(_) => "agency.html",
            Self::Report(_) => "report.html",
            Self::Plain(_) => "plain.html",
            Self::NotFound(_) => "404.html",
        }
    }
}

/// What the template of a page sees; none for outputs that are no pages.
pub fn view(route: &Route, kind: &Kind) -> Option<AnyView> {
    let (Kind::Home(frame, _)
    | Kind::Year(frame, _)
    | Kind::Agencies(frame, ..)
    | Kind::Agency(frame, _)
    | Kind::Report(frame, _)
    | Kind::Plain(frame, _)
    | Kind::NotFound(frame)) = kind
    else {
        return None;
    };
    // A server may show the 404 page at any address: its links cannot be relative.
    let absolute = matches!(kind, Kind::NotFound(_)).then(|| frame.0.base.path());
    let links = Links { page: route, absolute, language: frame.0.language };
    let frame = links.frame(frame);
    Some(match kind {
        Kind::Home(_, home) => AnyView::Home(View { frame, page: links.home(home) }),
        Kind::Year(_, year) => AnyView::Year(View { frame, page: links.year(year) }),
        Kind::Agencies(_, register, newest) => {
            AnyView::Agencies(View { frame, page: links.agencies(&register.agencies, newest) })
        }
        Kind::Agency(_, page) => AnyView::Agency(View { frame, page: links.agency(page) }),
        Kind::Report(_, page) => AnyView::Report(View { frame, page: Box::new(links.report(page)) }),
        Kind::Plain(_, page) => AnyView::Plain(View {
            frame,
            page: Plain {
                title: page.title.clone(),
                updated: date(page.updated),
                html: page.text.sections.iter().map(section).collect(),
            },
        }),
        _ => AnyView::NotFound(View { frame, page: NotFound {} }),
    })
}

fn date(date: Option<jiff::civil::Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// A section with its heading, as it stands on a plain page.
fn section(section: &Section) -> String {
    let heading = section.heading.as_ref().map_or(String::new(), |heading| {
        format!("<h2 id=\"{}\">{}</h2>\n", heading.id, escape(&heading.text))
    });
    heading + &section.html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Makes addresses as seen from one page, in one language.
struct Links<'a> {
    page: &'a Route,
    /// The base path, where addresses must not be relative.
    absolute: Option<&'a str>,
    language: Language,
}

impl Links<'_> {
    fn to(&self, route: &Route) -> String {
        self.absolute.map_or_else(|| route.from(self.page), |base| route.below(base))
    }

    fn say<'b>(&self, label: &'b Label) -> &'b str {
        label.get(self.language)
    }

    fn link(&self, label: &str, route: &Route) -> Link {
        Link { label: label.to_owned(), href: self.to(route), current: route == self.page }
    }

    fn frame(&self, frame: &super::Frame) -> Frame {
        let frame = &frame.0;
        let base = frame.base.url();
        Frame {
            contract: super::CONTRACT,
            title: frame.title.clone(),
            description: frame.description.clone(),
            language: frame.language.tag(),
            sample: frame.sample,
            organiser: frame.organiser.clone(),
            canonical: if base.is_empty() { String::new() } else { self.page.below(base) },
            home: self.link("", &Route::home()),
            agencies: self.link("", &Route::agencies()),
            pages: frame.pages.iter().map(|(slug, title)| self.link(title, &Route::plain(slug))).collect(),
            assets: frame.assets.iter().map(|(name, route)| (name.clone(), self.to(route))).collect(),
        }
    }

    fn year_ref(&self, year: Option<i32>, route: impl Fn(i32) -> Route) -> Option<YearRef> {
        year.map(|year| YearRef { year, href: self.to(&route(year)) })
    }

    fn year(&self, year: &super::Year) -> Year {
        let entry = |entry: &YearEntry| YearAgency {
            name: entry.agency.name.clone(),
            short: entry.agency.short.clone(),
            href: self.to(&Route::agency(&entry.agency.slug)),
            report: entry
                .report
                .as_ref()
                .map_or(String::new(), |report| self.to(&Route::report(report.year, &report.agency))),
            standing: entry.standing,
            published: date(entry.report.as_ref().and_then(|report| report.published)),
            corrected: entry.report.as_ref().is_some_and(|report| !report.corrections.is_empty()),
        };
        let groups = crate::portal::Kind::ALL.iter().filter_map(|&(_, kind)| {
            let agencies: Vec<_> =
                year.agencies.iter().filter(|entry| entry.agency.kind == kind).map(entry).collect();
            (!agencies.is_empty()).then_some(YearGroup { kind, agencies })
        });
        Year {
            year: year.year,
            href: self.to(&Route::year(year.year)),
            older: self.year_ref(year.older, Route::year),
            newer: self.year_ref(year.newer, Route::year),
            form: year.form.as_ref().map_or(String::new(), |(name, _)| self.say(name).to_owned()),
            basis: year.form.as_ref().map_or(String::new(), |(_, basis)| basis.clone()),
            expected: year.agencies.len(),
            received: year.agencies.iter().filter(|entry| entry.report.is_some()).count(),
            groups: groups.collect(),
        }
    }

    fn home(&self, home: &super::Home) -> Home {
        let years = home.years.iter().map(|&(year, expected, received)| YearLink {
            year,
            href: self.to(&Route::year(year)),
            expected,
            received,
        });
        Home { years: years.collect(), latest: home.latest.as_ref().map(|year| self.year(year)) }
    }

    fn agencies(&self, agencies: &[RegisterAgency], newest: &[(String, i32)]) -> Agencies {
        let newest: BTreeMap<&str, i32> = newest.iter().map(|(slug, year)| (slug.as_str(), *year)).collect();
        let entry = |agency: &RegisterAgency| AgencyLink {
            name: agency.name.clone(),
            href: self.to(&Route::agency(&agency.slug)),
            aliases: agency.aliases.clone(),
            until: agency.until,
            newest: self.year_ref(newest.get(agency.slug.as_str()).copied(), |year| {
                Route::report(year, &agency.slug)
            }),
        };
        let groups = crate::portal::Kind::ALL.iter().filter_map(|&(_, kind)| {
            let agencies: Vec<_> = agencies.iter().filter(|agency| agency.kind == kind).map(entry).collect();
            (!agencies.is_empty()).then_some(AgencyGroup { kind, agencies })
        });
        Agencies { groups: groups.collect() }
    }

    fn agency(&self, page: &super::AgencyPage) -> Agency {
        let agency = &page.agency;
        let link = |(slug, name): &(String, String)| self.link(name, &Route::agency(slug));
        let newest = page.years.iter().find_map(|(_, _, report)| report.as_ref());
        let years = page.years.iter().map(|(year, standing, report)| AgencyYear {
            year: *year,
            href: report.as_ref().map_or(String::new(), |_| self.to(&Route::report(*year, &agency.slug))),
            standing: *standing,
            published: date(report.as_ref().and_then(|report| report.published)),
        });
        let contact = newest.map(|report| report.contact.clone()).filter(|contact| !contact.is_empty());
        Agency {
            name: agency.name.clone(),
            kind: agency.kind,
            aliases: agency.aliases.clone(),
            address: agency.address.clone(),
            contact: if agency.contact.is_empty() {
                contact.unwrap_or_default()
            } else {
                agency.contact.clone()
            },
            from: agency.from,
            until: agency.until,
            parent: page.parent.as_ref().map(link),
            predecessors: page.predecessors.iter().map(link).collect(),
            successor: page.successor.as_ref().map(link),
            years: years.collect(),
        }
    }

    fn report(&self, page: &super::ReportPage) -> Report {
        let (report, slug) = (&page.report, &page.agency.slug);
        let form = report.form.as_ref();
        let own = Contact { ..report.contact.clone() };
        let corrections = report.corrections.iter().map(|entry| Correction {
            date: date(entry.date),
            what: entry.what.clone(),
            why: entry.why.clone(),
        });
        let accepted = report
            .accept
            .iter()
            .map(|entry| Accepted { rule: entry.rule.clone(), because: entry.because.clone() });
        Report {
            title: report.title(&page.agency.name),
            year: report.year,
            agency: page.agency.name.clone(),
            agency_href: self.to(&Route::agency(slug)),
            year_href: self.to(&Route::year(report.year)),
            form: form.map_or(String::new(), |form| self.say(&form.name).to_owned()),
            basis: form.map_or(String::new(), |form| form.basis.clone()),
            published: date(report.published),
            standing: page.standing,
            contact: if own.is_empty() { page.agency.contact.clone() } else { own },
            opening: report.narrative.opening.as_ref().map_or(String::new(), |section| section.html.clone()),
            parts: self.parts(report),
            corrections: corrections.collect(),
            accepted: accepted.collect(),
            downloads: self.downloads(page),
            older: self.year_ref(page.older, |year| Route::report(year, slug)),
            newer: self.year_ref(page.newer, |year| Route::report(year, slug)),
        }
    }

    fn downloads(&self, page: &super::ReportPage) -> Vec<Download> {
        let (year, slug) = (page.report.year, &page.agency.slug);
        let file = |name: &str, size| Download {
            name: name.to_owned(),
            href: self.to(&Route::beside_report(year, slug, name)),
            kind: name.rsplit_once('.').map_or("", |(_, kind)| kind).to_ascii_uppercase(),
            size,
        };
        let data = page.report.form.as_ref().is_some_and(|form| !form.tables.is_empty());
        let made = ["report.csv", "report.json"].into_iter().filter(|_| data).map(|name| file(name, None));
        made.chain(page.attachments.iter().map(|attachment| file(&attachment.name, Some(attachment.size))))
            .collect()
    }

    fn parts(&self, report: &AnnualReport) -> Vec<Part> {
        let mut parts = Vec::new();
        if let Some(form) = &report.form {
            for (index, part) in form.parts.iter().enumerate() {
                let section = report.narrative.parts.get(index).and_then(Option::as_ref);
                if section.is_none() && part.tables.is_empty() {
                    continue;
                }
                parts.push(Part {
                    id: format!("part-{}", part.id),
                    heading: match self.language {
                        Language::Chinese => format!("{}、{}", part.number, part.heading.zh),
                        Language::English => format!("{}. {}", index + 1, part.heading.en),
                    },
                    html: section.map_or(String::new(), |section| section.html.clone()),
                    tables: part.tables.iter().map(|&table| self.table(form, report, table)).collect(),
                });
            }
        }
        for (index, section) in report.narrative.others.iter().enumerate() {
            parts.push(Part {
                id: format!("section-{}", index + 1),
                heading: section.heading.as_ref().map_or(String::new(), |heading| heading.text.clone()),
                html: section.html.clone(),
                tables: Vec::new(),
            });
        }
        parts
    }

    fn table(&self, form: &Form, report: &AnnualReport, index: usize) -> Table {
        let table = &form.tables[index];
        let grid = form::grid(table);
        let id =
            |axis: &str, head: &Head| format!("{}-{axis}{}-{}", table.id, head.over.start, head.over.end);
        // A group over a single leaf would share the id of the leaf: the line on which it stands keeps them apart.
        let column_id = |line: usize, head: &Head| format!("{}-{line}", id("c", head));
        let row_id = |level: usize, head: &Head| format!("{}-{level}", id("r", head));
        let cell = |head: &Head, id: String, scope| HeadCell {
            id,
            label: self.say(&head.label).to_owned(),
            colspan: head.colspan,
            rowspan: head.rowspan,
            scope,
        };
        let columns: Vec<(usize, &Head)> = grid
            .head
            .iter()
            .enumerate()
            .flat_map(|(line, heads)| heads.iter().map(move |head| (line, head)))
            .filter(|(_, head)| !head.over.is_empty())
            .collect();
        let head = grid.head.iter().enumerate().map(|(line, heads)| {
            let heads = heads.iter().map(|head| match head.over.len() {
                0 => cell(head, format!("{}-corner", table.id), ""),
                1 => cell(head, column_id(line, head), "col"),
                _ => cell(head, column_id(line, head), "colgroup"),
            });
            heads.collect()
        });
        let head = head.collect();
        // What stands above each column and beside each line is the same for all its cells: made once.
        let width = grid.body.first().map_or(0, |line| line.cells.len());
        let above: Vec<(String, String)> = (0..width)
            .map(|column| {
                let of_column = || columns.iter().filter(|(_, head)| head.over.contains(&column));
                let ids: Vec<String> = of_column().map(|(line, head)| column_id(*line, head)).collect();
                let words: Vec<&str> = of_column().map(|(_, head)| self.say(&head.label)).collect();
                (ids.join(" "), words.join(" "))
            })
            .collect();
        let rows: Vec<&Head> = grid.body.iter().flat_map(|line| line.heads.iter()).collect();
        let level = |head: &Head| rows.iter().filter(|other| covers(&other.over, &head.over)).count();
        let body = grid.body.iter().enumerate().map(|(line, of)| {
            let heads = of.heads.iter().map(|head| {
                let scope = if head.rowspan > 1 { "rowgroup" } else { "row" };
                cell(head, row_id(level(head), head), scope)
            });
            let beside = rows.iter().filter(|head| head.over.contains(&line));
            let beside: String = beside.map(|head| row_id(level(head), head) + " ").collect();
            let cells = of.cells.iter().zip(&above).map(|(&index_of_cell, (ids, words))| {
                let value = report.sheet.cell(index, index_of_cell);
                BodyCell {
                    text: number(value),
                    status: csv::status(value),
                    headers: format!("{beside}{ids}"),
                    column: words.clone(),
                }
            });
            BodyLine { heads: heads.collect(), cells: cells.collect() }
        });
        let body = body.collect();
        Table {
            id: table.id.clone(),
            caption: self.say(&table.label).to_owned(),
            layout: table.layout,
            head,
            body,
        }
    }
}

/// Whether one range holds another.
fn covers(outer: &std::ops::Range<usize>, inner: &std::ops::Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn number(cell: Cell) -> String {
    cell.value().map(|value| value.to_string()).unwrap_or_default()
}
