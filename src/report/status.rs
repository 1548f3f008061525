//! Where a report stands on its way to the public, and whether the public may see it.

use jiff::civil::Date;

use super::{Document, Report};

/// What an office says of a report: `status` in its front matter.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is being written.
    Draft,
    /// The agency has handed it in.
    Submitted,
    /// The office has sent it back, to be corrected.
    Returned,
    /// It may be published.
    Approved,
    /// It has been published, here or elsewhere.
    Published,
}

impl Status {
    /// Every status with the word for it in files.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("draft", Self::Draft),
        ("submitted", Self::Submitted),
        ("returned", Self::Returned),
        ("approved", Self::Approved),
        ("published", Self::Published),
    ];

    /// The word for it in files.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, status)| *status == self).map_or("", |(word, _)| word)
    }

    /// Whether the office has let it go.
    pub fn is_public(self) -> bool {
        self >= Self::Approved
    }
}

/// Why the public may not see a report yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Withheld {
    /// The office has not let it go.
    Status(Status),
    /// It is to be published on this day.
    Until(Date),
    /// Its front matter cannot be read, and may say either.
    Unclear,
}

impl Report {
    /// Why the public may not see it on a day; nothing where it may. Where the day is not known, none has come yet.
    pub fn withheld(&self, today: Option<Date>) -> Option<Withheld> {
        match (self.status, self.publish_at) {
            (Some(status), _) if !status.is_public() => Some(Withheld::Status(status)),
            (_, Some(day)) if today.is_none_or(|today| today < day) => Some(Withheld::Until(day)),
            _ => None,
        }
    }
}

impl Report {
    /// Whether somebody has signed it: `status` says so, and `review` by whom and when.
    pub fn is_approved(&self) -> bool {
        self.status.is_some_and(Status::is_public)
            && !self.review.approved.is_empty()
            && self.review.on.is_some()
    }
}

impl Document {
    /// The same of a file, which may not be readable.
    pub fn withheld(&self, today: Option<Date>) -> Option<Withheld> {
        if self.readable { self.report.withheld(today) } else { Some(Withheld::Unclear) }
    }
}

/// Whether a file that says nothing of its status, or nothing but that it is public, can be seen to be so without being
/// read. In case of doubt it has to be read: a portal of ten thousand reports is shown without reading most of them.
pub fn is_plainly_public(text: &str) -> bool {
    let lines = text.split_inclusive('\n').enumerate();
    let within = lines.take_while(|(number, line)| *number == 0 || line.trim_end() != "---");
    let front = text.get(..within.map(|(_, line)| line.len()).sum()).unwrap_or(text);
    // A key may be written with escapes.
    if front.contains('\\') || front.contains("publish_at") {
        return false;
    }
    let mut found = front.match_indices("status");
    match (found.next(), found.next()) {
        (None, _) => true,
        // The only place where it can be a key.
        (Some((at, _)), None) => {
            let (before, line) = front.split_at(at);
            let mut lines = line.lines();
            let line = lines.next().unwrap_or_default();
            // A value may go on below.
            if lines.next().is_some_and(|next| next.trim().is_empty() || next.starts_with([' ', '\t'])) {
                return false;
            }
            let value = line.strip_prefix("status: ").map(|value| value.split(" #").next().unwrap_or(value));
            let is_public =
                |value: &str| Status::WORDS.iter().any(|(word, status)| *word == value && status.is_public());
            (before.is_empty() || before.ends_with('\n'))
                && value.is_some_and(|value| is_public(value.trim()))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_plainly_public_has_to_be_read() {
        let front = |text: &str| format!("---\nagency: a\n{text}\nyear: 2022\n---\nstatus: draft\n");
        for public in ["", "status: published", "status: approved  # 已审定", "contact: { office: 办公室 }"]
        {
            assert!(is_plainly_public(&front(public)), "{public}");
        }
        let doubtful = [
            "status: draft",
            "status : published",
            "  status: published",
            "\"status\": published",
            "status: Published",
            "publish_at: 2023-01-31",
            "status: published\nstatus: draft",
            "{ status: draft }",
            "\"st\\x61tus\": draft",
            "a: status",
            "status: published, draft",
            "----\nstatus: draft",
            "status: approved\n  draft",
            "status: approved\n\n  draft",
        ];
        for text in doubtful {
            assert!(!is_plainly_public(&front(text)), "{text}");
        }
        assert!(!is_plainly_public("---\nstatus: draft"), "a front matter that does not end");
    }
}
