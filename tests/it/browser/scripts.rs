//! What the scripts of the default theme do for a reader, and text as large as a reader wants it, in a real browser.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::node::script;
use super::portals::{Portal, SUBFOLDER, extremes, sample, sample_below};
use super::server::Server;
use super::{AGENCY, OLDEST, Served, YEAR, job, pages};

/// Two agencies and years with reports, and one without: what is chosen to be compared.
const CHOICE: [(&str, i32); 2] = [("jiaoyu", OLDEST), ("gongan", YEAR)];
const WITHOUT: (&str, i32) = ("ludu", 2023);
/// The first year of the newest form.
const NEW_FORM: i32 = 2021;

/// The words that a page hands to its script, as the browser reads them.
fn words(html: &str, names: &[&str]) -> Value {
    let word = |name: &&str| {
        let start = format!(" data-{name}=\"");
        let rest = html.split_once(&start).unwrap_or_else(|| panic!("data-{name}")).1;
        ((*name).to_owned(), json!(rest.split_once('"').expect("its end").0))
    };
    Value::Object(names.iter().map(word).collect())
}

/// Writes a portal as a visitor may have it on a disk; the address of its folder.
fn on_disk(portal: &Portal, folder: &Path) -> String {
    for (route, (_, bytes)) in &portal.files {
        let path = folder.join(route);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    format!("file://{}/", folder.display())
}

#[test]
fn large_print_and_high_contrast_are_kept_in_this_browser_only() {
    let server = Server::start(sample(), "/");
    let job =
        json!({ "base": server.base(), "pages": ["index.html", format!("{YEAR}/{AGENCY}/index.html")] });
    script("display.mjs", job).expect_nothing(19);
}

/// The texts of the sample as the search reads them, by their routes.
fn texts() -> Vec<Value> {
    let texts = sample().files.keys().filter(|route| route.starts_with("search/text/"));
    texts.map(|route| serde_json::from_str(sample().text(route)).expect("JSON")).collect()
}

/// The title of a text, and the headings and texts of its sections.
fn strings(text: &Value) -> Vec<&str> {
    let sections = text["sections"].as_array().expect("sections").iter();
    let of_sections = sections.flat_map(|section| [&section[1], &section[2]]);
    std::iter::once(&text["title"]).chain(of_sections).map(|one| one.as_str().expect("text")).collect()
}

/// Substrings of two to four characters from all over the sample, each with the page it stands on and the choices under
/// which that page is among the first results.
fn substrings() -> Vec<Value> {
    let mut found = Vec::new();
    for (number, text) in texts().iter().enumerate() {
        let strings = strings(text);
        let characters: Vec<char> = strings[number * 7 % strings.len()].chars().collect();
        let start = number * 37 % characters.len().max(1);
        let substring: String = characters.iter().skip(start).take(2 + number % 3).collect();
        let url = text["url"].as_str().expect("an address");
        let mut folders = url.split('/');
        let (first, second) = (folders.next().expect("a folder"), folders.next().expect("another"));
        let choice =
            if first == "pages" { "kind=page".to_owned() } else { format!("year={first}&agency={second}") };
        if substring.chars().any(char::is_alphanumeric) {
            found.push(json!({ "query": substring, "choice": choice, "url": url }));
        }
    }
    found
}

#[test]
fn search_leads_from_home_to_the_reports_and_takes_every_query_as_text() {
    const QUERY: &str = "河口镇";
    let server = Server::start(sample(), "/");
    let below = Server::start(sample_below(), SUBFOLDER);
    let hits = texts().iter().filter(|text| strings(text).iter().any(|one| one.contains(QUERY))).count();
    let site = |server: &Server, folder: &str| {
        let html = sample().text(&format!("{folder}search/index.html"));
        json!({
            "base": format!("{}{folder}", server.base()), "search": "search/index.html", "query": QUERY, "hits": hits,
            "words": words(html, &["found", "about", "none", "wait", "failed"]),
        })
    };
    let folder = tempfile::tempdir().expect("a folder");
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/vectors.json");
    let vectors: Value = serde_json::from_str(&fs::read_to_string(vectors).expect("vectors")).expect("JSON");
    let job = json!({
        "sites": [site(&server, ""), site(&server, "en/"), site(&below, "")],
        "disk": on_disk(sample(), folder.path()), "vectors": vectors, "substrings": substrings(),
    });
    script("search.mjs", job).expect_nothing(255);
}

#[test]
fn any_two_reports_are_compared_exactly_at_an_address_to_hand_on() {
    let server = Server::start(sample(), "/");
    let other = Server::start(&extremes(), "/");
    let year_before = |year: i32| {
        json!({
            "of": [(AGENCY, (year - 1).to_string()), (AGENCY, year.to_string())],
            "still": format!("compare/{year}/{AGENCY}/index.html"), "differ": year == NEW_FORM,
        })
    };
    let pair = |[left, right]: [(&str, i32); 2], differ: bool| json!({ "of": [(left.0, left.1.to_string()), (right.0, right.1.to_string())], "differ": differ });
    let text = |(agency, year): (&str, i32)| (agency.to_owned(), year.to_string());
    let said = ["none", "failed", "forms"];
    let site = |folder: &str, pairs: Value| {
        json!({
            "base": format!("{}{folder}", server.base()), "data": server.base(), "pairs": pairs,
            "words": words(sample().text(&format!("{folder}compare/index.html")), &said),
            "choice": CHOICE.map(text), "without": text(WITHOUT),
        })
    };
    let [left, right] = CHOICE;
    let all = json!([
        year_before(YEAR),
        year_before(NEW_FORM),
        pair([right, left], true),
        // A report beside itself.
        pair([right, right], false),
    ]);
    // Blank cells beside numbers, the largest numbers, and nothing to show.
    let mut odd = site(
        "",
        json!([
            pair([("zero", 2023), ("large", 2023)], false),
            pair([("blank", 2023), ("large", 2023)], false),
            pair([("blank", 2023), ("zero", 2023)], false),
        ]),
    );
    odd["base"] = json!(other.base());
    odd["data"] = json!(other.base());
    odd["words"] = words(extremes().text("compare/index.html"), &said);
    odd["choice"] = Value::Null;
    let folder = tempfile::tempdir().expect("a folder");
    let sites = [site("", all), site("en/", json!([year_before(YEAR), year_before(NEW_FORM)])), odd];
    let job = json!({ "sites": sites, "disk": on_disk(sample(), folder.path()) });
    script("compare.mjs", job).expect_nothing(600);
}

#[test]
fn text_of_twice_the_size_is_not_cut_off_and_a_sum_leads_to_the_cells_it_is_made_of() {
    let routes = [
        "index.html".to_owned(),
        format!("{OLDEST}/{AGENCY}/index.html"),
        format!("{YEAR}/{AGENCY}/index.html"),
        format!("en/{YEAR}/{AGENCY}/index.html"),
        format!("{YEAR}/index.html"),
        "compare/index.html".to_owned(),
    ];
    let routes: Vec<&str> = routes.iter().map(String::as_str).collect();
    let sites = [Served::new(sample(), "/", &routes), Served::whole(&extremes())];
    let mut job = job(&sites);
    job["target"] = json!({
        "base": sites[0].server.base(), "year": YEAR, "agency": CHOICE[0].0,
        "sum": "licensing.licence", "cell": "licensing.licence.decisions",
    });
    script("magnify.mjs", job).expect_nothing(pages(&sites) * 3 + 1);
}
