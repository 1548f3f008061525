//! The pages of the open data: they lead to every file, and the dictionary has everything that stands in the files.

use std::collections::BTreeSet;

use gongkai::portal::Route;

use crate::site::{SAMPLE, Site, page, zeros};

/// The texts between two marks, in order.
fn all<'a>(html: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    html.split(start).skip(1).filter_map(|rest| rest.split_once(end)).map(|(text, _)| text).collect()
}

#[test]
fn every_file_of_the_open_data_is_linked_on_its_page() {
    let files = SAMPLE.outputs.keys().filter(|route| route.as_str().starts_with("data/") && !route.is_page());
    for (route, folder) in [("data/index.html", ""), ("en/data/index.html", "en/")] {
        let html = page(&SAMPLE, route);
        let from = Route::data().within(folder.trim_end_matches('/'));
        let links: BTreeSet<&str> = all(&html, " href=\"", "\"").into_iter().collect();
        let lacking: Vec<String> = files
            .clone()
            .map(|file| file.from(&from))
            .filter(|link| !links.contains(link.as_str()))
            .collect();
        assert!(lacking.is_empty(), "{route}: {lacking:?}");
    }
    assert!(files.count() > 6 * 4, "there are files of every year");
}

#[test]
fn the_counts_are_those_of_the_files() {
    let html = page(&SAMPLE, "data/index.html");
    let lines = page(&SAMPLE, "data/figures.csv").lines().count() - 1;
    let numbers = all(&html, "<span class=\"number\">", "</span>");
    assert_eq!(numbers.get(1), Some(&lines.to_string().as_str()));
    let rows = all(&html, "<tbody>", "</tbody>");
    for year in 2019..=2024 {
        let lines = page(&SAMPLE, &format!("data/{year}/figures.csv")).lines().count() - 1;
        let row =
            all(rows[0], "<tr>", "</tr>").into_iter().find(|row| row.contains(&format!("{year}年度</a>")));
        let cells = all(row.expect("a row"), "<td>", "</td>");
        assert_eq!(cells.get(1), Some(&lines.to_string().as_str()), "{year}");
    }
}

#[test]
fn the_dictionary_has_every_column_and_every_id_of_the_files() {
    for route in ["data/dictionary/index.html", "en/data/dictionary/index.html"] {
        let html = page(&SAMPLE, route);
        for file in ["figures", "reports", "agencies", "cells"] {
            let csv = page(&SAMPLE, &format!("data/{file}.csv"));
            let head: Vec<&str> =
                csv.trim_start_matches('\u{feff}').lines().next().expect("a head").split(',').collect();
            let section = all(&html, &format!("<h3 id=\"{file}\">"), "</table>");
            let columns = all(section[0], "<tr><th scope=\"row\"><code>", "</code>");
            assert_eq!(columns, head, "{route}: {file}.csv");
        }
        let figures = page(&SAMPLE, "data/figures.csv");
        let ids: BTreeSet<Vec<&str>> =
            figures.lines().skip(1).map(|line| line.split(',').skip(2).take(4).collect()).collect();
        assert!(ids.len() > 390, "{}", ids.len());
        for id in ids {
            let [form, table, row, column] = id.as_slice() else { panic!("{id:?}") };
            let section = html.split_once(&format!("<h3 id=\"form-{form}-{table}\">"));
            let (_, section) = section.unwrap_or_else(|| panic!("{route}: {form} {table}"));
            let tables: Vec<&str> = all(section, "<tbody>", "</tbody>").into_iter().take(2).collect();
            let has =
                |table: &str, id: &str| table.contains(&format!("<tr><th scope=\"row\"><code>{id}</code>"));
            assert!(has(tables[0], row) && has(tables[1], column), "{route}: {id:?}");
        }
    }
}

#[test]
fn the_dictionary_tells_totals_and_what_is_continued_as_the_list_of_cells_does() {
    let html = page(&SAMPLE, "data/dictionary/index.html");
    let (_, section) = html.split_once("<h3 id=\"form-2021-requests\">").expect("the table");
    let tables = all(section, "<tbody>", "</tbody>");
    let row = |id: &str| {
        let rows = all(tables[0], "<tr>", "</tr>");
        rows.into_iter().find(|row| row.contains(&format!("<code>{id}</code>"))).expect("a row")
    };
    assert!(row("total").contains("<span class=\"tag\">合计</span>"));
    assert!(!row("new").contains("class=\"tag\""));
    assert!(row("deny1_secret").contains("三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密"));
}

#[test]
fn a_portal_without_figures_has_no_open_data_and_nothing_leads_there() {
    let mut site = Site::new();
    site.set("content/2009/haicheng.md", "---\nagency: haicheng\nyear: 2009\n---\n正文\n");
    let outcome = site.run();
    assert!(outcome.outputs.keys().all(|route| !route.as_str().starts_with("data/")));
    for route in ["index.html", "2009/index.html"] {
        assert!(!page(&outcome, route).contains("data/"), "{route}");
    }
    site.set("content/2022/haicheng.md", &zeros("haicheng", 2022));
    let outcome = site.run();
    assert!(page(&outcome, "2022/index.html").contains("href=\"../data/2022/figures.csv\""));
    assert!(!page(&outcome, "2009/index.html").contains("../data/2009/"));
}
