//! `gongkai check --fix`: mends what is certain. Shows a diff on standard output; writes only with `--write`.

use super::print::Printer;
use super::{Exit, Site};
use crate::build::Entry;
use crate::disk::{self, Amended};
use crate::finding::{Finding, Sources, mendings};
use crate::language::Message;

/// What is to be done with the edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// They are shown.
    Show,
    /// They are shown and made.
    Write,
}

/// Shows the edits that the findings offer, and makes them where that is asked.
pub(super) fn run(
    site: &Site,
    findings: &[Finding],
    sources: &Sources,
    mode: Mode,
    printer: &Printer,
) -> Exit {
    let mendings = mendings(findings, sources);
    let mut exit = Exit::Done;
    let (mut places, mut files) = (0, 0);
    for mending in &mendings {
        if let Some(source) = sources.get(&mending.path) {
            printer.out(&mending.diff(source));
        }
        let written = match mode {
            Mode::Show => Ok(Amended::Written),
            Mode::Write => write(site, mending),
        };
        match written {
            Ok(Amended::Written) => {
                places += mending.edits.len();
                files += 1;
            }
            Ok(Amended::Changed) => {
                printer.error(&Message::new("fix-changed").arg("path", mending.path.to_string()));
                exit = Exit::Failed;
            }
            Err(cause) => {
                let message = Message::new("fix-failed").arg("path", mending.path.to_string());
                printer.error(&message.arg("cause", cause));
                exit = Exit::Failed;
            }
        }
    }
    let done = match mode {
        _ if mendings.is_empty() => Message::new("fix-nothing"),
        Mode::Show => Message::new("fix-shown"),
        Mode::Write => Message::new("fix-done"),
    };
    printer.note(&done.arg("places", places).arg("files", files));
    exit
}

/// Writes a file with its edits made, if it is still what was read.
fn write(site: &Site, mending: &crate::finding::Mending) -> Result<Amended, String> {
    let Some(Entry::Text { bytes, .. }) = site.snapshot.files.get(&mending.path) else {
        return Ok(Amended::Changed);
    };
    let Some(after) = mending.bytes(bytes) else { return Ok(Amended::Changed) };
    disk::amend(&site.root.join(&*mending.path), bytes, &after, &disk::allow).map_err(|error| match &error {
        disk::DiskError::Io { source, .. } => source.to_string(),
        other => other.to_string(),
    })
}
