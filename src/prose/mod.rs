//! Chinese prose read with care: sentences, clauses, numbers, dates, counts. Knows nothing of reports.
//!
//! In: a line of plain text. Out: what it says, each with its range of bytes in the line. It never guesses: what is not
//! certain is left out.

mod address;
mod bracket;
mod breakdown;
mod count;
mod date;
mod folded;
mod han;
mod likeness;
mod number;
mod sentence;

pub use address::addresses;
pub use bracket::{Bracket, document_years, is_quoted, round_pairs};
pub use breakdown::{Breakdown, Part, breakdowns};
pub use count::{Count, UNITS, counts};
pub use date::{WrittenDate, dates};
pub use folded::Folded;
pub use han::{before, from, han_count, is_han, is_wide};
pub use likeness::Likeness;
pub use number::{Number, numbers};
pub use sentence::{Sentence, clauses, excerpt, sentences};
