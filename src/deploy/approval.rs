//! Whether what is about to be published was approved, where the portal asks for that.

use super::enter::is_news;
use crate::ledger::Ledger;
use crate::portal::Documents;

/// The reports that are new or changed since the last deployment and that nobody has approved: `status` must say so, and
/// `review` by whom and when.
pub fn unapproved<'a>(ledger: &Ledger, documents: &'a Documents) -> Vec<&'a (i32, String)> {
    let news = documents.iter().filter(|(key, document)| is_news(ledger, key, document));
    news.filter(|(_, document)| !document.report.is_approved()).map(|(key, _)| key).collect()
}
