//! Chinese prose read with care: sentences, clauses, numbers, dates, counts. Knows nothing of reports.
//!
//! In: a line of plain text. Out: what it says, each with its range of bytes in the line. It never guesses: what is not
//! certain is left out.

mod folded;
mod likeness;
mod sentence;

pub use folded::Folded;
pub use likeness::Likeness;
pub use sentence::{Sentence, clauses, excerpt, sentences};
