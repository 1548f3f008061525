//! One number everywhere: in the tables of pages, in charts, in JSON-LD, in the downloads, in sums and comparisons.

use std::collections::BTreeMap;

use gongkai::form::{Form, Over, Sum};
use gongkai::text::Decimal;
use serde_json::Value;

use crate::data::workbook;
use crate::site::{SAMPLE, Site, bytes, linked_figures, page, report, zeros};

/// Numbers by the names of their cells; empty text where there is none.
type Cells = BTreeMap<String, String>;

/// The texts between two marks, each with what follows the first mark.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).map(move |rest| rest.split(end).next().unwrap_or_default())
}

/// The text of a piece of HTML, without tags.
fn text(html: &str) -> String {
    let mut pieces = html.split('<');
    let first = pieces.next().unwrap_or_default();
    let rest = pieces.map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
    std::iter::once(first).chain(rest).collect::<String>().trim().to_owned()
}

/// The cells of the official tables on a page; what is marked as blank has no number.
fn table_cells(html: &str) -> Cells {
    let mut cells = Cells::new();
    for cell in between(html, "<td id=\"", "</td>") {
        let (id, rest) = cell.split_once('"').expect("an id");
        let (attributes, inner) = rest.split_once('>').expect("a cell");
        let number = if attributes.contains("class=\"empty\"") { String::new() } else { text(inner) };
        assert!(cells.insert(id.to_owned(), number).is_none(), "{id} stands twice");
    }
    cells
}

fn csv_cells(text: &str) -> Cells {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let cell = |record: csv::StringRecord| {
        (format!("{}.{}.{}", &record[3], &record[4], &record[5]), record[6].to_owned())
    };
    reader.records().map(|record| cell(record.expect("a record"))).collect()
}

fn json_cells(text: &str) -> Cells {
    let json: Value = serde_json::from_str(text).expect("JSON");
    let word = |cell: &Value, key: &str| cell[key].as_str().unwrap_or_default().to_owned();
    let cells = json["cells"].as_array().expect("cells").iter();
    cells
        .map(|cell| {
            let name = ["table", "row", "column"].map(|key| word(cell, key)).join(".");
            (name, word(cell, "value"))
        })
        .collect()
}

/// The values that a drawing writes beside its bars, in order.
fn drawn(html: &str, id: &str) -> Vec<String> {
    let drawing = between(html, "<svg ", "</svg>").find(|svg| svg.contains(&format!("id=\"{id}-title\"")));
    let drawing = drawing.unwrap_or_else(|| panic!("no drawing {id}"));
    let texts = between(drawing, "<text class=\"", "</text>");
    let values = texts.filter(|text| text.starts_with("chart-value\"") || text.starts_with("chart-gap\""));
    values.map(|value| value.split_once('>').map_or("", |(_, text)| text).to_owned()).collect()
}

fn sum(form: &Form, cells: &Cells, of: &Sum) -> String {
    let numbers = of.iter().map(|(table, cell)| {
        let name = form.tables[*table].cell_id(*cell);
        Decimal::parse(&cells[&name]).unwrap_or_else(|_| panic!("{name} has no number"))
    });
    numbers.fold(Decimal::ZERO, |sum, number| sum + number).to_string()
}

/// Year and agency of every report of the sample that has figures.
fn reports() -> Vec<(i32, String)> {
    let portal = SAMPLE.portal.as_ref().expect("a portal");
    let with = portal.reports().filter(|(_, report)| report.has_figures());
    with.map(|((year, slug), _)| (*year, slug.clone())).collect()
}

fn csv_of(year: i32, slug: &str) -> Cells {
    csv_cells(&page(&SAMPLE, &format!("{year}/{slug}/report.csv")))
}

/// The cells of every report in the open data, which has them in one file.
fn open_data() -> BTreeMap<(i32, String), Cells> {
    let text = page(&SAMPLE, "data/figures.csv");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let mut all: BTreeMap<(i32, String), Cells> = BTreeMap::new();
    for record in reader.records().map(|record| record.expect("a record")) {
        let report = (record[1].parse().expect("a year"), record[0].to_owned());
        let name = format!("{}.{}.{}", &record[3], &record[4], &record[5]);
        all.entry(report).or_default().insert(name, record[6].to_owned());
    }
    all
}

#[test]
fn every_figure_is_the_same_in_table_and_downloads_in_both_languages() {
    let portal = SAMPLE.portal.as_ref().expect("a portal");
    let open = open_data();
    let mut compared = 0;
    for (year, slug) in reports() {
        let csv = csv_of(year, &slug);
        let json = json_cells(&page(&SAMPLE, &format!("{year}/{slug}/report.json")));
        assert_eq!(csv, json, "{year}/{slug}");
        let form = portal.report(year, &slug).and_then(|report| report.form.clone()).expect("a form");
        let workbook = bytes(&SAMPLE, &format!("{year}/{slug}/report.xlsx"));
        assert_eq!(csv, workbook::cells(&workbook, &form), "{year}/{slug}");
        assert_eq!(Some(&csv), open.get(&(year, slug.clone())), "{year}/{slug}");
        for folder in ["", "en/"] {
            let html = page(&SAMPLE, &format!("{folder}{year}/{slug}/index.html"));
            assert_eq!(csv, table_cells(&html), "{folder}{year}/{slug}");
        }
        compared += csv.len();
    }
    assert_eq!(reports().len(), 98);
    assert!(compared > 98 * 190, "{compared}");
}

#[test]
fn json_ld_charts_and_key_figures_show_what_the_tables_hold() {
    let portal = SAMPLE.portal.as_ref().expect("a portal");
    let mut drawings = 0;
    for (year, slug) in reports() {
        let form = portal.report(year, &slug).and_then(|report| report.form.clone()).expect("a form");
        let (csv, html) = (csv_of(year, &slug), page(&SAMPLE, &format!("{year}/{slug}/index.html")));
        let expected: BTreeMap<String, String> =
            form.figures.iter().map(|figure| (figure.id.clone(), sum(&form, &csv, &figure.sum))).collect();
        assert_eq!(linked_figures(&html), expected, "{year}/{slug}");
        let keys: Vec<String> = form
            .figures
            .iter()
            .filter(|figure| figure.key)
            .map(|figure| expected[&figure.id].clone())
            .collect();
        let shown: Vec<String> =
            between(&html, "<span class=\"number\">", "</span>").map(str::to_owned).collect();
        assert_eq!(shown, keys, "{year}/{slug}");
        for chart in form.charts.iter().filter(|chart| chart.over == Over::Figures) {
            let values: Vec<String> =
                chart.figures.iter().map(|index| expected[&form.figures[*index].id].clone()).collect();
            if values.iter().any(|value| value != "0") {
                assert_eq!(drawn(&html, &format!("chart-{}", chart.id)), values, "{year}/{slug}");
                drawings += 1;
            }
        }
    }
    assert!(drawings > 50, "{drawings}");
}

#[test]
fn charts_over_the_years_show_the_reports_of_the_years() {
    let portal = SAMPLE.portal.as_ref().expect("a portal");
    let mut drawings = 0;
    for (slug, years) in &portal.years_of {
        let html = page(&SAMPLE, &format!("agencies/{slug}/index.html"));
        let newest = portal.report(years[0], slug).and_then(|report| report.form.clone()).expect("a form");
        for chart in newest.charts.iter().filter(|chart| chart.over == Over::Years) {
            for figure in chart.figures.iter().map(|index| &newest.figures[*index]) {
                let oldest = years.last().expect("a year");
                let values: Vec<String> = (*oldest..=years[0])
                    .filter_map(|year| {
                        let Some(form) = portal.report(year, slug).and_then(|report| report.form.clone())
                        else {
                            return Some("—".to_owned());
                        };
                        // A year whose form has no such figure is no gap in it.
                        let same = form.figures.iter().find(|other| other.id == figure.id)?;
                        Some(sum(&form, &csv_of(year, slug), &same.sum))
                    })
                    .collect();
                let numbers = values.iter().filter(|value| *value != "—");
                if numbers.clone().count() > 1 && numbers.clone().any(|value| value != "0") {
                    let id = format!("chart-{}-{}", chart.id, figure.id);
                    assert_eq!(drawn(&html, &id), values, "{slug} {id}");
                    drawings += 1;
                }
            }
        }
    }
    assert!(drawings > 50, "{drawings}");
}

#[test]
fn the_sums_of_a_year_are_those_of_its_reports_and_each_says_what_it_is_made_of() {
    let portal = SAMPLE.portal.as_ref().expect("a portal");
    for year in portal.years() {
        let form = portal
            .reports()
            .map(|(_, report)| report)
            .find(|report| report.year == year)
            .and_then(|r| r.form.clone());
        let form = form.expect("a form");
        // The county's own report covers its bodies.
        let of_year: Vec<Cells> = portal
            .documents
            .keys()
            .filter(|(other, slug)| *other == year && slug != "yunting")
            .map(|(_, slug)| csv_of(year, slug))
            .collect();
        let html = page(&SAMPLE, &format!("{year}/index.html"));
        let sums = table_cells(&html);
        for table in form.tables.iter().filter(|table| table.roll_up) {
            for cell in 0..table.len() {
                let name = table.cell_id(cell);
                let numbers = of_year.iter().map(|cells| Decimal::parse(&cells[&name]).expect("a number"));
                let expected = numbers.fold(Decimal::ZERO, |sum, number| sum + number).to_string();
                assert_eq!(sums[&name], expected, "{year} {name}");
            }
        }
        let figures = linked_figures(&html);
        let totals = page(&SAMPLE, &format!("totals/{year}/index.html"));
        let mut rows = 0;
        for table in form.tables.iter().filter(|table| table.roll_up) {
            for (row, leaf) in table.rows.leaves.iter().enumerate() {
                let id = format!("{}.{}", table.id, leaf.id);
                let names: Vec<String> = (0..table.columns.leaves.len())
                    .map(|column| table.cell_id(table.cell(row, column)))
                    .collect();
                let whole: Vec<String> = names.iter().map(|name| sums[name].clone()).collect();
                let caption = format!("<caption id=\"{id}\">");
                let Some(part) = between(&totals, &caption, "</table>").next() else {
                    assert!(whole.iter().all(|value| value == "0"), "{year} {id} is not shown");
                    continue;
                };
                let (body, foot) = part.split_once("<tfoot>").expect("a foot");
                let cells =
                    |html: &str| between(html, "<td", "</td>").map(|c| text(&format!("<td{c}"))).collect();
                let shown: Vec<String> = cells(foot);
                assert_eq!(shown, whole, "{year} {id}");
                let body: Vec<String> = cells(body);
                for (column, total) in whole.iter().enumerate() {
                    let of_column = body.iter().skip(column).step_by(whole.len());
                    let numbers = of_column.map(|value| Decimal::parse(value).expect("a number"));
                    let added = numbers.fold(Decimal::ZERO, |sum, number| sum + number).to_string();
                    assert_eq!(added, *total, "{year} {id} {column}");
                }
                rows += 1;
            }
        }
        assert!(rows > 10, "{year}: {rows}");
        for figure in &form.figures {
            let summed = figure.sum.iter().all(|(table, _)| form.tables[*table].roll_up);
            let expected = summed.then(|| sum(&form, &sums, &figure.sum));
            assert_eq!(figures.get(&figure.id), expected.as_ref(), "{year} {}", figure.id);
        }
    }
}

#[test]
fn a_comparison_shows_both_reports_and_exact_differences() {
    let portal = SAMPLE.portal.as_ref().expect("a portal");
    let mut lines = 0;
    for (year, slug) in reports() {
        let Some(before) = portal.report(year - 1, &slug) else { continue };
        let this = portal.report(year, &slug).expect("a report");
        let (this, before) = (this.form.clone().expect("a form"), before.form.clone().expect("a form"));
        let (csv, older) = (csv_of(year, &slug), csv_of(year - 1, &slug));
        let html = page(&SAMPLE, &format!("compare/{year}/{slug}/index.html"));
        let mut shown: BTreeMap<String, [String; 3]> = BTreeMap::new();
        for line in between(&html, "</th><td>", "</tr>") {
            let cells: Vec<String> = line.split("</td><td>").map(text).collect();
            let name = line.split_once('#').and_then(|(_, rest)| rest.split('"').next()).expect("a cell");
            shown.insert(name.to_owned(), [cells[0].clone(), cells[1].clone(), cells[2].clone()]);
        }
        for (table, cell) in
            this.tables.iter().enumerate().flat_map(|(index, t)| (0..t.len()).map(move |cell| (index, cell)))
        {
            let name = this.tables[table].cell_id(cell);
            let Some((older_table, older_cell)) = this.ancestor(&before, table, cell) else {
                assert!(!shown.contains_key(&name), "{year}/{slug} {name}");
                continue;
            };
            let older_name = before.tables[older_table].cell_id(older_cell);
            // The comparison in the browser goes by names alone.
            assert_eq!(older_name, name, "what is continued has the same name");
            let (a, b) = (&older[&older_name], &csv[&name]);
            if a == "0" && b == "0" {
                assert!(!shown.contains_key(&name), "{year}/{slug} {name}");
                continue;
            }
            let difference = Decimal::parse(b).expect("a number") - Decimal::parse(a).expect("a number");
            let difference = difference.to_string();
            let signed = match difference.strip_prefix('-') {
                Some(rest) => format!("−{rest}"),
                None if difference == "0" => difference,
                None => format!("+{difference}"),
            };
            assert_eq!(shown[&name], [a.clone(), b.clone(), signed], "{year}/{slug} {name}");
            lines += 1;
        }
    }
    assert!(lines > 500, "{lines}");
}

#[test]
fn sums_do_not_depend_on_order_and_move_with_the_reports() {
    let one = |agency: &str, number: i64| {
        report(agency, 2022, move |form, table, cell| {
            let table = &form.tables[table];
            let licences = table.roll_up && table.len() == 1 && table.columns.leaves[0].unit.is_none();
            Some(if licences && cell == 0 { Decimal::from(number) } else { Decimal::ZERO })
        })
    };
    let register =
        |order: [&str; 3]| order.map(|slug| format!("- {{ slug: {slug}, name: 样例县{slug}局 }}\n")).concat();
    let sums = |order: [&str; 3], numbers: &[(&str, i64)]| {
        let mut site = Site::new();
        site.set("content/agencies.yaml", &register(order));
        for (slug, number) in numbers {
            site.set(&format!("content/2022/{slug}.md"), &one(slug, *number));
        }
        let outcome = site.run();
        table_cells(&page(&outcome, "2022/index.html"))
    };
    let first = sums(["a", "b", "c"], &[("a", 3), ("b", 4)]);
    let licences = first.iter().filter(|(_, value)| *value == "7").count();
    assert_eq!(licences, 1, "{first:?}");
    assert_eq!(first, sums(["c", "b", "a"], &[("a", 3), ("b", 4)]), "another order");
    assert_eq!(first, sums(["a", "b", "c"], &[("a", 4), ("b", 3)]), "otherwise spread");
    assert_eq!(first, sums(["a", "b", "c"], &[("a", 3), ("b", 4), ("c", 0)]), "a report of zeros");
    let more = sums(["a", "b", "c"], &[("a", 3), ("b", 9)]);
    let moved: Vec<_> = first.iter().filter(|(name, value)| more[*name] != **value).collect();
    assert_eq!(moved.len(), 1);
    assert_eq!(more[moved[0].0], "12");
}

#[test]
fn a_sum_that_lacks_a_number_says_so() {
    let mut site = Site::new();
    site.set("content/2022/haicheng.md", &zeros("haicheng", 2022));
    let with_gap = zeros("jiaoyu", 2022).replacen("licence: [0]", "licence: [~]", 1);
    site.set("content/2022/jiaoyu.md", &with_gap);
    let outcome = site.run();
    let html = page(&outcome, "2022/index.html");
    let cell = between(&html, "<td id=\"licensing.licence.decisions\"", "</td>").next().expect("the cell");
    assert!(cell.contains("class=\"incomplete\""), "{cell}");
    assert_eq!(text(&format!("<td{cell}")), "0不全");
}
