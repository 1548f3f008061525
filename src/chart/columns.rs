//! One figure over the years: a column for each, its number above it and its year below.

use super::svg::{FONT, SMALL, Shape, UNIT, WIDTH, svg, times, widest, width};
use super::{Drawing, bars, message};
use crate::language::Language;
use crate::text::Decimal;

/// Height of the tallest column.
const TALL: i64 = 112 * UNIT;
/// Height of a line of numbers or labels.
const LINE: i64 = 22 * UNIT;
/// Between a column and its number.
const GAP: i64 = 7 * UNIT;
/// The widest column, and the widest place for one.
const WIDEST: (i64, i64) = (32 * UNIT, 72 * UNIT);

/// Draws columns, or [`bars`] where numbers or labels have no room beside one another.
pub fn columns(drawing: &Drawing, language: Language) -> String {
    match Plan::of(drawing, language) {
        Some(plan) => svg(drawing, plan.height(), &plan.shapes(drawing), language),
        None => bars(drawing, language),
    }
}

/// What is where.
struct Plan {
    /// Width of the place of a column.
    slot: i64,
    /// Size of its number and label.
    font: i64,
    /// Label of the breaks, and the room above for it.
    broken: String,
    band: i64,
    /// Room for columns above zero, and for columns below it with their numbers.
    above: i64,
    below: i64,
    /// The number that is as long as all columns may reach.
    whole: Decimal,
}

impl Plan {
    fn of(drawing: &Drawing, language: Language) -> Option<Self> {
        let count = i64::try_from(drawing.points.len()).ok().filter(|count| *count > 0)?;
        let place = |font| widest(drawing.labels().chain(drawing.values()), font) + 3 * UNIT;
        let font = (SMALL..=FONT).rev().find(|font| place(*font) <= WIDTH / count)?;
        let slot = (WIDTH / count).min(place(font).max(WIDEST.1));
        let broken = language.say(&message("chart-break"));
        let breaks = drawing.breaks();
        let apart = |pair: &[usize]| times(pair[1] - pair[0], slot) >= width(&broken, SMALL) + 8 * UNIT;
        if !breaks.windows(2).all(apart) {
            return None;
        }
        let (highest, lowest) = drawing.reach();
        let whole = highest + lowest;
        let below = lowest.part_of(whole, TALL);
        Some(Self {
            slot,
            font,
            broken,
            band: if breaks.is_empty() { 0 } else { 16 * UNIT },
            above: if whole.is_zero() { 0 } else { TALL - below },
            below: if lowest.is_zero() { 0 } else { below + LINE },
            whole,
        })
    }

    /// Where zero is.
    fn base(&self) -> i64 {
        self.band + LINE + self.above
    }

    /// Where labels begin.
    fn under(&self) -> i64 {
        self.base() + self.below
    }

    fn height(&self) -> i64 {
        self.under() + LINE + 4 * UNIT
    }

    fn shapes(&self, drawing: &Drawing) -> Vec<Shape> {
        let (base, font) = (self.base(), self.font);
        let mut shapes = Vec::new();
        for at in drawing.breaks() {
            let x = times(at, self.slot);
            let half = width(&self.broken, SMALL) / 2;
            let middle = x.clamp(half, WIDTH - half);
            shapes.push(Shape::Text {
                class: "chart-break",
                at: (middle, 11 * UNIT),
                anchor: "middle",
                font: SMALL,
                text: self.broken.clone(),
            });
            let (from, to) = ((x, self.band), (x, self.under()));
            shapes.push(Shape::Line { class: "chart-break", from, to });
        }
        let end = times(drawing.points.len(), self.slot);
        shapes.push(Shape::Line { class: "chart-base", from: (0, base), to: (end, base) });
        for (index, point) in drawing.points.iter().enumerate() {
            let middle = times(index, self.slot) + self.slot / 2;
            let text = |class, y, text| Shape::Text { class, at: (middle, y), anchor: "middle", font, text };
            let half = (self.slot * 5 / 9).min(WIDEST.0) / 2;
            match point.value {
                None => shapes.push(text("chart-gap", base - GAP, "—".to_owned())),
                Some(value) if value.is_zero() => {
                    let (from, to) = ((middle - half, base), (middle + half, base));
                    shapes.push(Shape::Line { class: "chart-zero", from, to });
                    shapes.push(text("chart-value", base - GAP, value.to_string()));
                }
                Some(value) => {
                    let height = value.abs().part_of(self.whole, TALL);
                    let (top, number) = if value.is_negative() {
                        (base, base + height + LINE - GAP)
                    } else {
                        (base - height, base - height - GAP)
                    };
                    shapes.push(Shape::Bar { x: middle - half, y: top, width: 2 * half, height });
                    shapes.push(text("chart-value", number, value.to_string()));
                }
            }
            shapes.push(text("chart-label", self.under() + LINE - 4 * UNIT, point.label.clone()));
        }
        shapes
    }
}
