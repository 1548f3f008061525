//! Chinese prose read with care: sentences, clauses, numbers, dates, counts. Knows nothing of reports.
//!
//! In: a line of plain text. Out: what it says, each with its range of bytes in the line. It never guesses: what is not
//! certain is left out.

mod breakdown;
mod count;
mod date;
mod folded;
mod likeness;
mod number;
mod sentence;

pub use breakdown::{Breakdown, Part, breakdowns};
pub use count::{Count, UNITS, counts};
pub use date::{WrittenDate, dates};
pub use folded::Folded;
pub use likeness::Likeness;
pub use number::{Number, numbers};
pub use sentence::{Sentence, clauses, excerpt, sentences};
