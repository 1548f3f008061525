//! Figures as drawings: static SVG, each with all its numbers in words too.
//!
//! In: labels, numbers, the language of the page. Out: one `<svg>` for a place inside HTML. The markup names classes and never a
//! colour; lengths are whole hundredths of a unit, of which a drawing is 360 wide: a unit is about a pixel on a telephone.
//! Nothing is abbreviated, no text is turned, no scale is broken: a number that does not fit above its column has the
//! drawing laid on its side.

mod bars;
mod columns;
mod svg;
mod words;

pub use bars::bars;
pub use columns::columns;

use crate::language::{Arg, Language, Message};
use crate::text::Decimal;
use words::WORDS;

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Drawing {
    /// Begins the ids inside the drawing; unique on its page.
    pub id: String,
    /// What the numbers are.
    pub title: String,
    /// What they count in; may be empty.
    pub unit: String,
    /// The bars in order.
    pub points: Vec<Point>,
    /// Before which points the series begins anew, because the form changed.
    pub breaks: Vec<usize>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    /// What it stands for, such as a year.
    pub label: String,
    /// How long it is; none where there is no number, which is not zero.
    pub value: Option<Decimal>,
}

/// The title of a drawing with its unit, as its caption should read.
pub fn caption(title: &str, unit: &str, language: Language) -> String {
    if unit.is_empty() {
        return title.to_owned();
    }
    language.say(&message("chart-caption").arg("title", title).arg("unit", unit))
}

fn message(id: &'static str) -> Message {
    Message::new(id).of(Some(&WORDS))
}

impl Drawing {
    /// Everything that the drawing shows, in a sentence.
    fn description(&self, language: Language) -> String {
        let point = |point: &Point| {
            let value =
                point.value.map_or_else(|| message("chart-none").into(), |n| Arg::from(n.to_string()));
            message("chart-point").arg("label", point.label.as_str()).arg("value", value)
        };
        let points: Arg = match self.points.as_slice() {
            [] => message("chart-none").into(),
            points => points.iter().map(point).collect(),
        };
        let breaks: Vec<&str> = self.breaks().iter().map(|at| self.points[*at].label.as_str()).collect();
        if breaks.is_empty() {
            return language.say(&message("chart-points").arg("points", points));
        }
        let breaks: Arg = breaks.into_iter().collect();
        language.say(&message("chart-points--broken").arg("points", points).arg("breaks", breaks))
    }

    /// The breaks that have a point on either side, in order.
    fn breaks(&self) -> Vec<usize> {
        (1..self.points.len()).filter(|at| self.breaks.contains(at)).collect()
    }

    fn labels(&self) -> impl Iterator<Item = String> {
        self.points.iter().map(|point| point.label.clone())
    }

    /// The numbers as they are written, the gaps left out.
    fn values(&self) -> impl Iterator<Item = String> {
        self.points.iter().filter_map(|point| point.value).map(|value| value.to_string())
    }

    /// How far the numbers reach above zero and below it.
    fn reach(&self) -> (Decimal, Decimal) {
        let values = || self.points.iter().filter_map(|point| point.value);
        let highest = values().max().unwrap_or_default().max(Decimal::ZERO);
        (highest, -values().min().unwrap_or_default().min(Decimal::ZERO))
    }
}
