//! Drawings of figures: whole drawings, and what holds for every one.

use std::collections::BTreeMap;
use std::path::Path;

use gongkai::build::Entry;
use gongkai::chart::{Drawing, Point, bars, caption, columns};
use gongkai::language::Language;
use gongkai::report::{Report, bind};
use gongkai::text::{Decimal, Source};
use proptest::prelude::*;
use roxmltree::{Document, Node};

use crate::forms::forms;

use Language::{Chinese, English};

/// Labels and numbers from `2019 12`; a dash is no number, and a bar before a year that the series breaks there.
fn drawing(id: &str, title: &str, unit: &str, points: &str) -> Drawing {
    let mut breaks = Vec::new();
    let mut of = Vec::new();
    for line in points.split(',') {
        let line = line.trim();
        if line.starts_with('|') {
            breaks.push(of.len());
        }
        let (label, value) = line.trim_start_matches('|').rsplit_once(' ').expect("label and number");
        of.push(Point { label: label.trim().to_owned(), value: Decimal::parse(value).ok() });
    }
    Drawing { id: id.to_owned(), title: title.to_owned(), unit: unit.to_owned(), points: of, breaks }
}

const YEARS: &str = "2019 12, 2020 31, |2021 0, 2022 —, 2023 26, 2024 41";
const HUGE: &str = "2019 316441, 2020 999999999999999, 2021 0.000001, 2022 59237.2449, 2023 —, 2024 0";
const TWELVE: &str = "2019 16, 2020 8, |2021 112, 2022 —, 2023 97, 2024 64, 2025 0, 2026 5, 2027 1300, 2028 871, 2029 640, 2030 700";
const RESULTS: &str = "予以公开 12, 部分公开 5, 不予公开 3, 无法提供 8, 不予处理 0, 其他处理 1";
const LONG: &str =
    "Disclosed in part (separable; counted here only) 5, Matters of administrative enquiry 1234567, Other —";

#[test]
fn columns_of_some_years() {
    let of = |title, unit, points| columns(&drawing("c", title, unit, points), Chinese);
    insta::assert_snapshot!("chart-years", of("新收申请", "件", YEARS));
    insta::assert_snapshot!("chart-one-year", of("新收申请", "件", "2024 7"));
    insta::assert_snapshot!("chart-all-zero", of("行政诉讼", "件", "2022 0, 2023 0, 2024 0"));
    insta::assert_snapshot!("chart-twelve-years", of("行政处罚", "件", TWELVE));
    insta::assert_snapshot!("chart-below-zero", of("增减", "", "2022 -3, 2023 5, 2024 0"));
    insta::assert_snapshot!("chart-no-number", of("行政强制", "件", "2023 —, 2024 —"));
    insta::assert_snapshot!(
        "chart-nothing",
        columns(&Drawing { points: vec![], ..drawing("c", "x", "", "a 1") }, English)
    );
}

#[test]
fn columns_without_room_for_their_numbers_lie_on_their_side() {
    let huge = drawing("c", "Administrative fees", "10,000 yuan", HUGE);
    insta::assert_snapshot!("chart-huge", columns(&huge, English));
    assert_eq!(columns(&huge, English), bars(&huge, English));
    // Neither is there room for two labels of breaks beside each other.
    let years = drawing("c", "x", "", &TWELVE.replace("2022", "|2022"));
    assert_eq!(columns(&years, English), bars(&years, English));
    assert_ne!(columns(&years, Chinese), bars(&years, Chinese));
    insta::assert_snapshot!("chart-lying-breaks", columns(&years, English));
}

#[test]
fn bars_of_some_figures() {
    insta::assert_snapshot!("chart-results", bars(&drawing("c", "本年度办理结果", "件", RESULTS), Chinese));
    insta::assert_snapshot!("chart-long-labels", bars(&drawing("c", "Results", "", LONG), English));
    insta::assert_snapshot!(
        "chart-bars-below-zero",
        bars(&drawing("c", "增减", "", "甲 -3, 乙 5, 丙 0"), Chinese)
    );
}

#[test]
fn a_caption_has_the_unit_if_there_is_one() {
    assert_eq!(caption("收费", "万元", Chinese), "收费（万元）");
    assert_eq!(caption("Fees", "10,000 yuan", English), "Fees (10,000 yuan)");
    assert_eq!(caption("Requests", "", English), "Requests");
}

#[test]
fn nothing_that_is_written_becomes_markup() {
    let evil = "</text></svg><script>alert(1)</script>&amp;\"'\u{0}\u{7}";
    let shown = "</text></svg><script>alert(1)</script>&amp;\"'";
    let mut hostile = drawing("c", evil, evil, "a 1, b 0, |c —");
    hostile.points.iter_mut().for_each(|point| point.label = evil.to_owned());
    for language in Language::ALL {
        for svg in [columns(&hostile, language), bars(&hostile, language)] {
            let document = Document::parse(&svg).expect("XML");
            let known = ["svg", "title", "desc", "rect", "line", "text"];
            assert!(
                document
                    .descendants()
                    .filter(Node::is_element)
                    .all(|node| known.contains(&node.tag_name().name()))
            );
            assert_eq!(texts(&document, "chart-label").concat(), shown.repeat(3));
            let title = document.descendants().find(|node| node.has_tag_name("title")).expect("a title");
            assert_eq!(title.text(), Some(caption(shown, shown, language).as_str()));
        }
    }
    hostile.id = "\"><script>".to_owned();
    assert!(Document::parse(&columns(&hostile, Chinese)).is_ok());
}

/// The reports of the sample portal that have tables, by agency and year.
fn sample() -> BTreeMap<(String, i32), Report> {
    let sample = gongkai::disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample portal");
    let forms = forms();
    let mut reports = BTreeMap::new();
    for (path, entry) in &sample.files {
        let Entry::Text { bytes, .. } = entry else { continue };
        let Some((year, agency)) = path
            .strip_prefix("content/")
            .and_then(|rest| rest.strip_suffix(".md"))
            .and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        let Ok(year) = year.parse() else { continue };
        let source = Source::new(&**path, String::from_utf8_lossy(bytes).into_owned());
        let report = (*bind(&source, (year, agency), &forms, None).report).clone();
        if report.form.as_ref().is_some_and(|form| !form.figures.is_empty()) {
            reports.insert((agency.to_owned(), year), report);
        }
    }
    reports
}

fn value(report: &Report, id: &str) -> Option<Decimal> {
    let figure = report.form.as_ref()?.figures.iter().find(|figure| figure.id == id)?;
    report.sheet.sum(&figure.sum)
}

#[test]
fn the_figures_of_the_sample_fit_together() {
    let reports = sample();
    assert!(reports.len() > 60, "{}", reports.len());
    for ((agency, year), report) in &reports {
        let number = |id| value(report, id).unwrap_or_else(|| panic!("{agency} {year} {id}"));
        let results = ["open", "partial", "denied", "unable", "rejected", "otherwise"].map(number);
        assert_eq!(results.into_iter().sum::<Decimal>(), number("finished"), "{agency} {year}");
        let (before, after) =
            (number("received") + number("carried_in"), number("finished") + number("carried_out"));
        assert_eq!(before, after, "{agency} {year}");
        assert_eq!(value(report, "fees").is_some(), *year >= 2021, "{agency} {year}");
    }
}

#[test]
fn a_series_runs_on_from_form_to_form() {
    let reports = sample();
    let series = |agency: &str, id: &str| {
        // Years whose form does not have the figure are no gaps: the series begins later.
        let has = |report: &Report| {
            report.form.as_ref().is_some_and(|form| form.figures.iter().any(|f| f.id == id))
        };
        let years = reports.iter().filter(|((of, _), report)| of == agency && has(report));
        let years: Vec<(i32, &Report)> = years.map(|((_, year), report)| (*year, report)).collect();
        let points = years
            .iter()
            .map(|(year, report)| Point { label: year.to_string(), value: value(report, id) })
            .collect();
        let form = |at: usize| years[at].1.form.as_ref().map(|form| form.id.clone());
        let breaks = (1..years.len()).filter(|at| form(*at) != form(at - 1)).collect();
        let last = years.last().and_then(|(_, report)| report.form.as_ref()).expect("a form");
        let figure = last.figures.iter().find(|figure| figure.id == id).expect("a figure");
        let (title, unit) = (figure.label.get(Chinese).to_owned(), figure.unit.get(Chinese).to_owned());
        Drawing { id: id.to_owned(), title, unit, points, breaks }
    };
    insta::assert_snapshot!("chart-sample-received", columns(&series("ziran", "received"), Chinese));
    insta::assert_snapshot!("chart-sample-fees", columns(&series("ziran", "fees"), Chinese));
}

fn texts(document: &Document<'_>, class: &str) -> Vec<String> {
    let of_class = |node: &Node<'_, '_>| node.has_tag_name("text") && node.attribute("class") == Some(class);
    document.descendants().filter(of_class).map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

/// A length in hundredths.
fn length(node: &Node<'_, '_>, name: &str) -> i128 {
    let (units, rest) =
        node.attribute(name).map(|text| text.split_once('.').unwrap_or((text, ""))).expect(name);
    format!("{units}{rest:0<2}").parse().expect("a length")
}

/// How wide a letter of a year or a number is, in hundredths of its height.
fn letter(c: char) -> i128 {
    match c {
        '—' => 100,
        '.' => 30,
        _ => 60,
    }
}

/// Numbers in millionths: small, usual and as large as can be written.
fn numbers() -> impl Strategy<Value = Vec<Option<i128>>> {
    let whole = |most: i128| (0..most).prop_map(|n| n * 1_000_000);
    let number = prop_oneof![
        whole(4),
        whole(3000),
        whole(1_000_000_000_000_000),
        0..1_000_000_000_000_000_000_000i128
    ];
    prop::collection::vec(prop::option::weighted(0.9, number), 1..13)
}

proptest! {
    #[test]
    fn every_bar_is_as_long_as_its_number(numbers in numbers(), broken in 0usize..14) {
        let decimal = |n: i128| Decimal::parse(&format!("{}.{:06}", n / 1_000_000, n % 1_000_000)).expect("a number");
        let points: Vec<Point> = (2013..)
            .zip(&numbers)
            .map(|(year, number)| Point { label: year.to_string(), value: number.map(decimal) })
            .collect();
        let drawing = Drawing {
            id: "c".to_owned(),
            title: "t".to_owned(),
            unit: String::new(),
            points,
            breaks: vec![broken],
        };
        for (svg, upright) in [(columns(&drawing, English), true), (bars(&drawing, English), false)] {
            let document = Document::parse(&svg).expect("XML");
            let upright = upright && svg != bars(&drawing, English);
            let find = |name: &'static str| document.descendants().filter(move |node| node.has_tag_name(name));

            // In the drawing stand the numbers that were given, in their order, and so they do in words.
            let given: Vec<String> =
                numbers.iter().flatten().map(|number| decimal(*number).to_string()).collect();
            prop_assert_eq!(&texts(&document, "chart-value"), &given);
            prop_assert_eq!(texts(&document, "chart-gap").len(), numbers.len() - given.len());
            let in_words = |point: &Point| {
                let value = point.value.map_or("no data".to_owned(), |value| value.to_string());
                format!("{}: {value}", point.label)
            };
            let words: Vec<String> = drawing.points.iter().map(in_words).collect();
            let said = words.join(", ");
            let expected = match drawing.points.get(broken) {
                Some(from) if broken > 0 => format!("{said}. New form from {}.", from.label),
                _ => format!("{said}."),
            };
            prop_assert_eq!(find("desc").next().and_then(|node| node.text()), Some(expected.as_str()));

            // A bar for each number but zero, exactly in proportion; zero has a mark of its own.
            let name = if upright { "height" } else { "width" };
            let drawn: Vec<i128> = find("rect").map(|node| length(&node, name)).collect();
            let positive: Vec<i128> = numbers.iter().flatten().copied().filter(|number| *number > 0).collect();
            let zeros = find("line").filter(|node| node.attribute("class") == Some("chart-zero")).count();
            prop_assert_eq!(drawn.len(), positive.len());
            prop_assert_eq!(zeros, given.len() - positive.len());
            let (most, longest) = (positive.iter().max(), drawn.iter().max());
            for (number, long) in positive.iter().zip(&drawn) {
                let (most, longest) = (most.expect("one"), longest.expect("one"));
                prop_assert_eq!(number * longest / most, *long);
            }
            prop_assert!(longest.is_none_or(|long| *long >= 11_000));

            // All of it lies inside.
            let root = document.root_element();
            let size: Vec<i128> = root.attribute("viewBox").expect("a size").split(' ').skip(2)
                .map(|text| { let (units, rest) = text.split_once('.').unwrap_or((text, "")); format!("{units}{rest:0<2}").parse().expect("a size") })
                .collect();
            for bar in find("rect") {
                prop_assert!(length(&bar, "x") + length(&bar, "width") <= size[0]);
                prop_assert!(length(&bar, "y") + length(&bar, "height") <= size[1]);
            }
            for text in find("text") {
                let font = text.attribute("font-size").map_or(14, |font| font.parse().expect("a size"));
                let letters: i128 = text.text().unwrap_or_default().chars().map(letter).sum();
                let (x, wide) = (length(&text, "x"), letters * font);
                let (from, to) = match text.attribute("text-anchor") {
                    Some("middle") => (x - wide / 2, x + wide / 2),
                    Some(_) => (x - wide, x),
                    None => (x, x + wide),
                };
                prop_assert!(from >= 0 && to <= size[0] && length(&text, "y") < size[1], "{}", svg);
                prop_assert!(font >= 11);
            }
        }
    }
}
