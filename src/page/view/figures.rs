//! Key figures, their course over the years, and charts of them.

use schemars::JsonSchema;
use serde::Serialize;

use super::Here;
use crate::chart;
use crate::form::{self, Over};
use crate::page::{self, TrendYear};
use crate::text::Decimal;

/// A figure that a report is known by.
#[derive(Debug, Serialize, JsonSchema)]
pub struct KeyFigure {
    /// Its id in the form.
    pub id: String,
    /// Its words.
    pub label: String,
    /// Its unit; empty where it is plain.
    pub unit: String,
    /// The number; empty where there is none.
    pub value: String,
    /// That of the year before; empty where there is none, or where it meant another thing then.
    pub before: String,
    /// The difference with its sign, `+3`, `−2`, `0`; empty where there is none.
    pub change: String,
}

/// Figures over the years.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Trend {
    /// The years, oldest first.
    pub years: Vec<i32>,
    /// The figures, each with a number for every year.
    pub rows: Vec<FigureRow>,
    /// Charts of the figures.
    pub charts: Vec<Chart>,
}

/// One figure over the years.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FigureRow {
    /// Its id in the form.
    pub id: String,
    /// Its words.
    pub label: String,
    /// Its unit; empty where it is plain.
    pub unit: String,
    /// The numbers in the order of the years; empty where there is none.
    pub values: Vec<String>,
}

/// A chart. What it shows stands as numbers in a table of the same page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Chart {
    /// Its id in the form.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// One or more drawings, each of one thing.
    pub drawings: Vec<Drawing>,
}

/// A drawing of one thing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Drawing {
    /// What it shows, with the unit.
    pub caption: String,
    /// SVG to be put into the page as it is; it has its own title and description for those who do not see it.
    pub svg: String,
}

impl Here<'_> {
    /// The key figures of a year of a trend, each beside that of the year before.
    pub(super) fn key_figures(&self, trend: &page::Trend, year: i32) -> Vec<KeyFigure> {
        let Some(this) = trend.years.iter().find(|of| of.year == year) else { return Vec::new() };
        let before = trend.years.iter().find(|of| of.year == year - 1);
        let keys = this.form.figures.iter().zip(&this.values).filter(|(figure, _)| figure.key);
        keys.map(|(figure, value)| {
            let before = before.and_then(|before| value_of(before, &figure.id));
            KeyFigure {
                id: figure.id.clone(),
                label: self.say(&figure.label).to_owned(),
                unit: self.say(&figure.unit).to_owned(),
                value: number(*value),
                before: number(before),
                change: value.zip(before).map(|(value, before)| change(value, before)).unwrap_or_default(),
            }
        })
        .collect()
    }

    /// Figures over the years, with charts of all that the newest form draws over years.
    pub(super) fn trend(&self, trend: &page::Trend) -> Trend {
        let years: Vec<i32> = trend.years.iter().map(|of| of.year).collect();
        let mut figures: Vec<&form::KeyFigure> = Vec::new();
        for figure in trend.years.iter().rev().flat_map(|of| &of.form.figures) {
            if figures.iter().all(|other| other.id != figure.id) {
                figures.push(figure);
            }
        }
        let row = |figure: &&form::KeyFigure| {
            let values: Vec<_> = trend.years.iter().map(|of| value_of(of, &figure.id)).collect();
            // A row of nothing says nothing.
            values.iter().any(Option::is_some).then(|| FigureRow {
                id: figure.id.clone(),
                label: self.say(&figure.label).to_owned(),
                unit: self.say(&figure.unit).to_owned(),
                values: values.into_iter().map(number).collect(),
            })
        };
        let charts = trend.years.last().map_or(Vec::new(), |newest| {
            let over_years = newest.form.charts.iter().filter(|chart| chart.over == Over::Years);
            over_years.filter_map(|chart| self.over_years(chart, newest, trend)).collect()
        });
        Trend { years, rows: figures.iter().filter_map(row).collect(), charts }
    }

    /// Charts of the figures of one year.
    pub(super) fn charts_of_year(&self, of: &TrendYear) -> Vec<Chart> {
        let charts = of.form.charts.iter().filter(|chart| chart.over == Over::Figures);
        charts.filter_map(|chart| self.over_figures(chart, of)).collect()
    }

    fn over_years(&self, chart: &form::Chart, newest: &TrendYear, trend: &page::Trend) -> Option<Chart> {
        let all: Vec<i32> = (trend.years.first()?.year..=newest.year).collect();
        let of = |year: i32| trend.years.iter().find(|of| of.year == year);
        let drawing = |index: &usize| {
            let figure = newest.form.figures.get(*index)?;
            // A year whose form has no such figure is no gap in it.
            let has = |year: i32| {
                of(year).is_none_or(|of| of.form.figures.iter().any(|other| other.id == figure.id))
            };
            let all = &all[all.iter().position(|&year| has(year))?..];
            let points: Vec<chart::Point> = all
                .iter()
                .map(|&year| chart::Point {
                    label: year.to_string(),
                    value: of(year).and_then(|of| value_of(of, &figure.id)),
                })
                .collect();
            // One number is no course, and a row of zeros needs no picture.
            let numbers = points.iter().filter(|point| point.value.is_some()).count();
            if numbers < 2 || points.iter().all(|point| point.value.is_none_or(Decimal::is_zero)) {
                return None;
            }
            // Years without a report have no form: the series runs on behind them.
            let forms: Vec<(usize, &str)> = all
                .iter()
                .enumerate()
                .filter_map(|(index, &year)| Some((index, of(year)?.form.id.as_str())))
                .collect();
            let breaks = forms.windows(2).filter(|pair| pair[0].1 != pair[1].1).map(|pair| pair[1].0);
            let drawing = chart::Drawing {
                id: format!("chart-{}-{}", chart.id, figure.id),
                title: self.say(&figure.label).to_owned(),
                unit: self.say(&figure.unit).to_owned(),
                breaks: breaks.collect(),
                points,
            };
            let caption = chart::caption(&drawing.title, &drawing.unit, self.language);
            Some(Drawing { caption, svg: chart::columns(&drawing, self.language) })
        };
        self.chart(chart, chart.figures.iter().filter_map(drawing).collect())
    }

    fn over_figures(&self, chart: &form::Chart, of: &TrendYear) -> Option<Chart> {
        let point = |index: &usize| {
            let figure = of.form.figures.get(*index)?;
            let value = of.values.get(*index).copied().flatten();
            Some(chart::Point { label: self.say(&figure.label).to_owned(), value })
        };
        let points: Vec<chart::Point> = chart.figures.iter().filter_map(point).collect();
        if points.iter().all(|point| point.value.is_none_or(Decimal::is_zero)) {
            return None;
        }
        let unit = chart.figures.first().and_then(|index| of.form.figures.get(*index));
        let drawing = chart::Drawing {
            id: format!("chart-{}", chart.id),
            title: self.say(&chart.title).to_owned(),
            unit: unit.map_or(String::new(), |figure| self.say(&figure.unit).to_owned()),
            points,
            breaks: Vec::new(),
        };
        let caption = chart::caption(&drawing.title, &drawing.unit, self.language);
        self.chart(chart, vec![Drawing { caption, svg: chart::bars(&drawing, self.language) }])
    }

    fn chart(&self, chart: &form::Chart, drawings: Vec<Drawing>) -> Option<Chart> {
        let title = self.say(&chart.title).to_owned();
        (!drawings.is_empty()).then(|| Chart { id: chart.id.clone(), title, drawings })
    }
}

/// The figure with an id in a year; none where the form of the year has none of that meaning.
fn value_of(of: &TrendYear, id: &str) -> Option<Decimal> {
    let index = of.form.figures.iter().position(|figure| figure.id == id)?;
    of.values.get(index).copied().flatten()
}

/// A number as text; empty where there is none.
pub(super) fn number(value: Option<Decimal>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The difference of two numbers with its sign; the minus is the typographic one, as wide as the plus.
pub(super) fn change(value: Decimal, before: Decimal) -> String {
    let change = value - before;
    if change.is_negative() {
        change.to_string().replacen('-', "−", 1)
    } else if change.is_zero() {
        "0".to_owned()
    } else {
        format!("+{change}")
    }
}
