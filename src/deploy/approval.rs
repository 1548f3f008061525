//! Whether what is about to be published was approved, where the portal asks for that.

use super::enter::is_news;
use crate::ledger::Ledger;
use crate::portal::Documents;
use crate::report::{Report, Status};

/// The reports that are new or changed since the last deployment and that nobody has approved: `status` must say so, and
/// `review` by whom and when.
pub fn unapproved<'a>(ledger: &Ledger, documents: &'a Documents) -> Vec<&'a (i32, String)> {
    let is_approved = |report: &Report| {
        let review = &report.review;
        report.status.is_some_and(Status::is_public) && !review.approved.is_empty() && review.on.is_some()
    };
    let news = documents.iter().filter(|(key, document)| is_news(ledger, key, document));
    news.filter(|(_, document)| !is_approved(&document.report)).map(|(key, _)| key).collect()
}
