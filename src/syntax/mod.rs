//! From characters to trees: front matter, YAML with places, the fields of a map. Knows nothing of reports.

mod fields;
mod front;
pub mod markdown;
mod words;
mod yaml;

pub use fields::Fields;
pub use front::{Front, split};
pub use words::suggest;
pub use yaml::{Entry, Node, Value, parse as parse_yaml};
