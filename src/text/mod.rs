//! Text and its places: sources, spans, digests, exact decimals. Knows nothing of reports.

use std::borrow::Cow;

mod decimal;
mod digest;
mod neutral;
mod percent;
mod private;
mod source;

pub use decimal::{Decimal, DecimalError};
pub use digest::{Digest, Hashed};
pub use neutral::{neutral, restore};
pub use percent::encoded;
pub use private::{Private, PrivateKind, masked, private_numbers};
pub use source::{Encoding, Source, SourceError, Span, decode};

/// `text[span]`, or the empty string where the span is not on character boundaries.
pub fn slice(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or_default()
}

/// The beginning of a text, with `…` where it is longer than `most` characters.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.split_at(end).0)),
        None => Cow::Borrowed(text),
    }
}
