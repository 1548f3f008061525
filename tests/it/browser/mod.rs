//! The built portal in a real browser. The scripts of `tests/browser/` look, each at one subject; here is said what they
//! look at and how many checks that must come to.
//!
//! A new kind of page is a line in `kinds.rs`. What a script of the theme does for a reader (search, comparison, display modes) is
//! a subject of its own: a script beside the others, and a test in `scripts.rs`.

mod kinds;
mod node;
pub(crate) mod portals;
mod scripts;
mod serve;
mod server;

use gongkai::form::{Axis, Forms, Leaf, Table};
use serde_json::{Value, json};

use kinds::{all_kinds, kinds};
use node::script;
use portals::{Portal, SUBFOLDER, extremes, extremes_in, nothing, sample, sample_below, wrong};
use server::Server;

/// The oldest and the newest year of the sample portal.
const OLDEST: i32 = 2019;
const YEAR: i32 = 2024;
/// The agency whose reports are read.
const AGENCY: &str = "yunting";

/// A portal that is being served, and those of its pages that are to be looked at.
struct Served {
    server: Server,
    pages: Vec<String>,
}

impl Served {
    fn new(portal: &Portal, path: &str, routes: &[&str]) -> Self {
        let address = |route: &&str| portal.files.get(*route).expect("a page").0.clone();
        Self { server: Server::start(portal, path), pages: routes.iter().map(address).collect() }
    }

    fn some_of_each_kind(portal: &Portal) -> Self {
        let (routes, _) = kinds(&portal.pages()).unwrap_or_else(|problem| panic!("{problem}"));
        Self::new(portal, "/", &routes)
    }

    fn whole(portal: &Portal) -> Self {
        Self::new(portal, "/", &portal.pages())
    }
}

fn job(sites: &[Served]) -> Value {
    let site = |served: &Served| json!({ "base": served.server.base(), "pages": served.pages });
    json!({ "sites": sites.iter().map(site).collect::<Vec<_>>() })
}

fn pages(sites: &[Served]) -> usize {
    sites.iter().map(|served| served.pages.len()).sum()
}

/// The way by keyboard: to a report and to a cell of its largest table, one that stands below two heads and beside two.
fn journey(base: &str) -> Value {
    let forms = crate::forms::forms();
    let table = widest(&forms, YEAR);
    let deep = |axis: &Axis| axis.leaves.iter().position(|leaf| !leaf.groups.is_empty()).expect("a group");
    let (row, column) = (deep(&table.rows), deep(&table.columns));
    let (row_leaf, column_leaf) = (&table.rows.leaves[row], &table.columns.leaves[column]);
    let heads = |leaf: &Leaf| -> Vec<String> {
        leaf.groups.iter().chain([&leaf.label]).map(|label| label.zh.clone()).collect()
    };
    let report = sample().text(&format!("{YEAR}/{AGENCY}/report.json"));
    let report: Value = serde_json::from_str(report).expect("JSON");
    let cells = report["cells"].as_array().expect("cells");
    let is_it = |cell: &&Value| {
        (&cell["table"], &cell["row"], &cell["column"])
            == (&json!(table.id), &json!(row_leaf.id), &json!(column_leaf.id))
    };
    let cell = cells.iter().find(is_it).expect("the cell");
    let headers = [heads(row_leaf), heads(column_leaf)].concat();
    json!({
        "base": base, "year": YEAR, "agency": AGENCY, "table": table.id,
        "cell": { "row": row, "column": column, "text": cell["value"], "headers": headers },
    })
}

/// The table of a form with the most cells.
fn widest(forms: &Forms, year: i32) -> &Table {
    let form = forms.governing(year).expect("a form");
    form.tables.iter().max_by_key(|table| table.len()).expect("a table")
}

#[test]
fn every_kind_of_page_keeps_the_strict_policy_and_never_scrolls_sideways() {
    let sites = [
        Served::new(sample(), "/", &all_kinds(&sample().pages())),
        Served::new(sample_below(), SUBFOLDER, &all_kinds(&sample_below().pages())),
        Served::some_of_each_kind(&extremes()),
        Served::some_of_each_kind(&nothing()),
    ];
    script("pages.mjs", job(&sites)).expect_nothing(pages(&sites) * 6);
}

#[test]
fn axe_finds_nothing_on_any_kind_of_page_in_any_colours_and_modes() {
    let sites = [Served::new(sample(), "/", &all_kinds(&sample().pages()))];
    script("axe.mjs", job(&sites)).expect_nothing(pages(&sites) * 7);
}

#[test]
fn axe_finds_nothing_where_data_are_empty_zero_or_very_large_in_any_theme() {
    let sites = [
        Served::whole(&extremes()),
        Served::some_of_each_kind(&extremes_in("red")),
        Served::some_of_each_kind(&nothing()),
    ];
    script("axe.mjs", job(&sites)).expect_nothing(pages(&sites) * 7);
}

#[test]
fn every_page_is_valid_html() {
    let sites = [Served::whole(sample()), Served::whole(&extremes()), Served::whole(&nothing())];
    script("html.mjs", job(&sites)).expect_nothing(pages(&sites));
}

#[test]
fn the_keyboard_alone_leads_to_every_link_and_into_the_widest_table() {
    let sites = [Served::new(sample(), "/", &all_kinds(&sample().pages()))];
    let mut job = job(&sites);
    job["journey"] = journey(&sites[0].server.base());
    script("keyboard.mjs", job).expect_nothing(500);
}

#[test]
fn a_visit_without_javascript_leads_from_home_to_the_data() {
    let server = Server::start(sample(), "/");
    let csv = sample().text(&format!("{YEAR}/{AGENCY}/report.csv"));
    let job = json!({ "base": server.base(), "year": YEAR, "agency": AGENCY, "csv": csv });
    script("no-script.mjs", job).expect_nothing(12);
}

#[test]
fn an_address_that_does_not_exist_is_told_with_status_404_and_a_page_of_the_portal() {
    let sites = [Served::new(sample(), "/", &[]), Served::new(sample_below(), SUBFOLDER, &[])];
    let html = sample().text("404.html");
    let heading = html.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next()).expect("a heading");
    let mut job = job(&sites);
    job["heading"] = json!(heading);
    script("missing.mjs", job).expect_nothing(sites.len() * 3 * 4);
}

#[test]
fn a_printed_report_shows_every_column_with_its_head_numbers_its_pages_and_is_signed() {
    let server = Server::start(sample(), "/");
    let forms = crate::forms::forms();
    // Of one agency, the first report and the last: they follow different forms.
    let report = |year: i32| {
        let table = widest(&forms, year);
        let columns: Vec<&str> = table.columns.leaves.iter().map(|leaf| leaf.label.zh.as_str()).collect();
        let last = &table.rows.leaves.last().expect("a row").label.zh;
        let (_, signature) = sample()
            .text(&format!("{year}/{AGENCY}/index.html"))
            .split_once("<p class=\"signature\">")
            .expect("a signature");
        let signature = signature.split_once("</p>").expect("its end").0;
        let texts = signature.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
        let signature: String = texts.collect();
        json!({
            "url": format!("{}{year}/{AGENCY}/", server.base()), "table": table.id, "columns": columns, "last": last,
            "signature": signature,
        })
    };
    let job = json!({ "reports": [report(OLDEST), report(YEAR)] });
    script("print.mjs", job).expect_nothing(40);
}

#[test]
fn the_scripts_see_what_is_wrong() {
    let sites = [Served::new(&wrong(), "/", &["index.html"])];
    let seen = |name: &str| -> Vec<String> {
        let mut seen: Vec<String> =
            script(name, job(&sites)).problems.into_iter().map(|problem| problem.what).collect();
        seen.sort();
        seen.dedup();
        seen
    };
    assert_eq!(
        seen("pages.mjs"),
        [
            "console",
            "failed-request",
            "foreign-request",
            "large-print",
            "policy",
            "sideways-scroll",
            "status"
        ]
    );
    assert_eq!(
        seen("axe.mjs"),
        [
            "document-title",
            "hardly-examined",
            "html-has-lang",
            "image-alt",
            "landmark-one-main",
            "link-name",
            "not-chosen",
            "page-has-heading-one",
            "region"
        ]
    );
    assert_eq!(seen("html.mjs"), ["element-required-attributes"]);
}
