//! Several figures, one below the other: label, bar, number.

use super::svg::{FONT, SMALL, Shape, UNIT, WIDTH, lines, svg, times, widest, width};
use super::{Drawing, Point, message};
use crate::language::Language;
use crate::text::Decimal;

/// Height of a line of letters.
const LINE: i64 = 20 * UNIT;
/// Between label, bar and number.
const GAP: i64 = 10 * UNIT;
/// From one figure to the next.
const APART: i64 = 8 * UNIT;
/// The least room for bars; with less they stand below their labels.
const LEAST: i64 = 110 * UNIT;

/// Draws bars. Where labels are long each stands above its bar, in lines if it must.
pub fn bars(drawing: &Drawing, language: Language) -> String {
    let plan = Plan::of(drawing);
    let (shapes, height) = plan.shapes(drawing, &language.say(&message("chart-break")));
    svg(drawing, height, &shapes, language)
}

/// What is where.
struct Plan {
    /// Room for labels, as wide as the numbers leave it.
    label: i64,
    /// Where bars may be: their left end, and how long the longest is.
    left: i64,
    long: i64,
    /// From the top of a figure's last line to its bar, and how high the bar is.
    drop: i64,
    thick: i64,
    /// The number that is as long as the whole room, and the part of it that is below zero.
    whole: Decimal,
    lowest: Decimal,
}

impl Plan {
    fn of(drawing: &Drawing) -> Self {
        let label = widest(drawing.labels(), FONT);
        let number = widest(drawing.values(), FONT).max(width("—", FONT));
        let (highest, lowest) = drawing.reach();
        let whole = highest + lowest;
        let long = WIDTH - label - GAP - GAP - number;
        if long >= LEAST {
            Self { label, left: label + GAP, long, drop: 3 * UNIT, thick: 14 * UNIT, whole, lowest }
        } else {
            let label = WIDTH - GAP - number;
            Self { label, left: 0, long: WIDTH, drop: LINE + 2 * UNIT, thick: 8 * UNIT, whole, lowest }
        }
    }

    /// All shapes, and how high they are together.
    fn shapes(&self, drawing: &Drawing, broken: &str) -> (Vec<Shape>, i64) {
        let (mut shapes, mut y) = (Vec::new(), 0);
        let breaks = drawing.breaks();
        for (index, point) in drawing.points.iter().enumerate() {
            if index > 0 {
                y += APART;
            }
            if breaks.contains(&index) {
                shapes.extend(separation(broken, y));
                y += LINE + APART;
            }
            let (of_point, height) = self.point(point, y);
            shapes.extend(of_point);
            y += height;
        }
        (shapes, y.max(UNIT))
    }

    fn point(&self, point: &Point, top: i64) -> (Vec<Shape>, i64) {
        let mut shapes = Vec::new();
        let text = |class, at, anchor, text| Shape::Text { class, at, anchor, font: FONT, text };
        let mut last = top;
        for (number, line) in lines(&point.label, self.label).into_iter().enumerate() {
            last = top + times(number, LINE);
            shapes.push(text("chart-label", (0, last + 15 * UNIT), "start", line));
        }
        let (class, number) = match point.value {
            None => ("chart-gap", "—".to_owned()),
            Some(value) => ("chart-value", value.to_string()),
        };
        let (y, zero) = (last + self.drop, self.left + self.lowest.part_of(self.whole, self.long));
        let (from, to) = ((zero, y - UNIT), (zero, y + self.thick + UNIT));
        match point.value {
            Some(value) if value.is_zero() => shapes.push(Shape::Line { class: "chart-zero", from, to }),
            Some(value) => {
                let width = value.abs().part_of(self.whole, self.long);
                let x = if value.is_negative() { zero - width } else { zero };
                shapes.push(Shape::Bar { x, y, width, height: self.thick });
                shapes.push(Shape::Line { class: "chart-base", from, to });
            }
            None => shapes.push(Shape::Line { class: "chart-base", from, to }),
        }
        shapes.push(text(class, (WIDTH, top + 15 * UNIT), "end", number));
        (shapes, (last + LINE).max(y + self.thick + 2 * UNIT) - top)
    }
}

/// The line between two forms, with what it means.
fn separation(broken: &str, top: i64) -> [Shape; 2] {
    let x = width(broken, SMALL) + 6 * UNIT;
    let y = top + LINE / 2;
    [
        Shape::Text {
            class: "chart-break",
            at: (0, y + 4 * UNIT),
            anchor: "start",
            font: SMALL,
            text: broken.to_owned(),
        },
        Shape::Line { class: "chart-break", from: (x, y), to: (WIDTH, y) },
    ]
}
