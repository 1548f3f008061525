//! Reports that are read when somebody first looks at them.
//!
//! Which reports there are, their paths tell. A portal of ten thousand can so show one of them without reading the
//! others, and whoever needs them all has them read side by side.

use std::sync::{Arc, LazyLock};

use super::{Document, bind};
use crate::form::Forms;
use crate::ledger::Record;
use crate::text::{Hashed, Source};

/// A document that is read at the first look at it, once; every look after that finds what was read.
pub type OnDemand = Arc<LazyLock<Document, Box<dyn FnOnce() -> Document + Send>>>;

/// The report of `agency` on `year` (see [`bind`]), still to be read.
pub fn on_demand(
    source: Source,
    (year, agency): (i32, &str),
    forms: &Hashed<Forms>,
    record: Option<Hashed<Record>>,
) -> OnDemand {
    let (agency, forms) = (agency.to_owned(), forms.clone());
    Arc::new(LazyLock::new(Box::new(move || bind(&source, (year, &agency), &forms, record.as_deref()))))
}
