//! Shapes and their SVG. Every text is escaped here; lengths are in hundredths of a unit.

use std::fmt::{self, Display, Formatter};

use unicode_width::UnicodeWidthChar;

use super::{Drawing, caption};
use crate::language::Language;

/// A unit of length, in hundredths.
pub(super) const UNIT: i64 = 100;

/// Width of every drawing.
pub(super) const WIDTH: i64 = 360 * UNIT;

/// Size of letters, in units.
pub(super) const FONT: i64 = 14;
/// The smallest size that is still read with ease.
pub(super) const SMALL: i64 = 11;

/// Something that is drawn.
pub(super) enum Shape {
    /// A bar.
    Bar { x: i64, y: i64, width: i64, height: i64 },
    /// A straight line from one place to another.
    Line { class: &'static str, from: (i64, i64), to: (i64, i64) },
    /// A line of letters.
    Text { class: &'static str, at: (i64, i64), anchor: &'static str, font: i64, text: String },
}

/// The whole drawing as markup.
pub(super) fn svg(drawing: &Drawing, height: i64, shapes: &[Shape], language: Language) -> String {
    let id = Escaped(&drawing.id);
    let title = caption(&drawing.title, &drawing.unit, language);
    let (title, description) = (Escaped(&title), drawing.description(language));
    let (width, height, description) = (Length(WIDTH), Length(height), Escaped(&description));
    let shapes: Vec<String> = shapes.iter().map(|shape| format!("{shape}\n")).collect();
    let shapes = shapes.concat();
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-size=\"{FONT}\">\n\
         <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{description}</desc>\n{shapes}</svg>"
    )
}

/// So many lengths.
pub(super) fn times(count: usize, length: i64) -> i64 {
    i64::try_from(count).map_or(i64::MAX, |count| count * length)
}

/// How wide a text is at most, in letters of a size.
pub(super) fn width(text: &str, font: i64) -> i64 {
    let letter = |c: char| match c.width() {
        Some(1) if c == '.' => 30,
        Some(2) => 100,
        Some(1) => 60,
        _ => 0,
    };
    text.chars().map(letter).sum::<i64>() * font
}

/// How wide the widest of some texts is.
pub(super) fn widest(texts: impl Iterator<Item = String>, font: i64) -> i64 {
    texts.map(|text| width(&text, font)).max().unwrap_or_default()
}

/// The lines of a text where no more than a width is free; words stay whole if they can.
pub(super) fn lines(text: &str, free: i64) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split(' ') {
        let longer = format!("{line} {word}");
        if line.is_empty() {
            word.clone_into(&mut line);
        } else if width(&longer, FONT) <= free {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
        // A word that is too long for a line, such as a Chinese sentence, is cut where it must.
        while let Some(cut) = overrun(&line, free) {
            let rest = line.split_off(cut);
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    lines.push(line);
    lines
}

/// Where a line goes beyond the free width; a single letter never does.
fn overrun(line: &str, free: i64) -> Option<usize> {
    let mut used = 0;
    line.char_indices().find_map(|(at, letter)| {
        used += width(letter.encode_utf8(&mut [0; 4]), FONT);
        (used > free && at > 0).then_some(at)
    })
}

impl Display for Shape {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bar { x, y, width, height } => {
                let (x, y, width, height) = (Length(*x), Length(*y), Length(*width), Length(*height));
                write!(
                    f,
                    "<rect class=\"chart-bar\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
                )
            }
            Self::Line { class, from, to } => {
                let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(Length);
                write!(f, "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>")
            }
            Self::Text { class, at, anchor, font, text } => {
                let (x, y, text) = (Length(at.0), Length(at.1), Escaped(text));
                write!(f, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"")?;
                if *anchor != "start" {
                    write!(f, " text-anchor=\"{anchor}\"")?;
                }
                if *font != FONT {
                    write!(f, " font-size=\"{font}\"")?;
                }
                write!(f, ">{text}</text>")
            }
        }
    }
}

/// Hundredths of a unit, printed as units.
struct Length(i64);

impl Display for Length {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self.0 / UNIT, self.0 % UNIT) {
            (units, 0) => write!(f, "{units}"),
            (units, rest) if rest % 10 == 0 => write!(f, "{units}.{}", rest / 10),
            (units, rest) => write!(f, "{units}.{rest:02}"),
        }
    }
}

/// A text inside markup, in an attribute too. Characters that XML has no place for are left out.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' => f.write_str(" ")?,
                c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
                c => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_printed_without_needless_digits() {
        let printed = [0, 5, 50, UNIT, 360 * UNIT, 1234].map(|length| Length(length).to_string());
        assert_eq!(printed, ["0", "0.05", "0.5", "1", "360", "12.34"]);
    }

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(Escaped("</svg>\u{0}&\"'\n\u{FFFF}").to_string(), "&lt;/svg&gt;&amp;&quot;' ");
    }

    #[test]
    fn a_chinese_letter_is_a_square_and_others_are_narrower() {
        assert_eq!(width("新表", 10), 20 * UNIT);
        assert_eq!(width("12.5", 10), 21 * UNIT);
        assert_eq!(width("e\u{301}\u{7}", 10), 6 * UNIT);
    }

    #[test]
    fn long_texts_are_broken_into_lines() {
        let free = width("not disclosed", FONT);
        assert_eq!(lines("not disclosed", free), ["not disclosed"]);
        assert_eq!(lines("not disclosed at all", free), ["not disclosed", "at all"]);
        assert_eq!(lines("一二三四五六七", 3 * 100 * FONT), ["一二三", "四五六", "七"]);
        assert_eq!(lines("一", 0), ["一"]);
        assert_eq!(lines("", 0), [""]);
    }
}
