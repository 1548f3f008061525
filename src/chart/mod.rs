//! stub
use crate::language::Language;
use crate::text::Decimal;
/// a
pub struct Point { /// a
 pub label: String, /// a
 pub value: Option<Decimal> }
/// a
pub struct Columns { /// a
 pub id: String, /// a
 pub title: String, /// a
 pub unit: String, /// a
 pub points: Vec<Point>, /// a
 pub breaks: Vec<usize> }
/// a
pub struct Bars { /// a
 pub id: String, /// a
 pub title: String, /// a
 pub unit: String, /// a
 pub points: Vec<Point> }
/// a
pub fn columns(c: &Columns, _: Language) -> String { format!("<svg><title>{}</title></svg>", c.title) }
/// a
pub fn bars(c: &Bars, _: Language) -> String { format!("<svg><title>{}</title></svg>", c.title) }
