//! The return slip (退回单): what is sent back to an agency with the mistakes of its report.
//!
//! In: the portal and the findings. Out: a [`Slip`] as values, and as text or HTML. It is an official document, so it is
//! in Chinese whatever the language of the interface, and its words stand here instead of in the catalogues.

mod html;
mod spot;
mod text;

pub use html::html;
use jiff::civil::Date;
pub use spot::Spot;
pub use text::text;

use crate::finding::{Finding, Level, Sources};
use crate::language::Language;
use crate::portal::Portal;

/// A return slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Name of the portal.
    pub portal: String,
    /// The body that sends it; may be empty.
    pub organiser: String,
    /// Full name of the agency.
    pub agency: String,
    /// Title of the report.
    pub title: String,
    /// When it is sent; none leaves room for a date.
    pub date: Option<Date>,
    /// What has to be mended.
    pub errors: Vec<Item>,
    /// What has to be mended or explained.
    pub warnings: Vec<Item>,
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The table, row and column on the official form, or the part of the text.
    pub spot: Spot,
    /// What stands there; empty where nothing can be quoted.
    pub written: String,
    /// What is wrong.
    pub wrong: String,
    /// How to mend it; may be empty.
    pub mend: String,
    /// File and line.
    pub place: String,
}

impl Slip {
    /// The slip for the report of an agency on a year: its errors and the warnings that nobody has accepted. None if
    /// there is no such report.
    pub fn of<'a>(
        portal: &Portal,
        findings: impl IntoIterator<Item = &'a Finding>,
        sources: &Sources,
        (year, agency): (i32, &str),
        date: Option<Date>,
    ) -> Option<Self> {
        let report = portal.report(year, agency)?;
        let name = portal.register.get(agency).map_or(agency, |agency| agency.name.as_str());
        let concerns = |finding: &&Finding| {
            finding.agency.as_deref() == Some(agency)
                && finding.year == Some(year)
                && finding.accepted.is_none()
        };
        let (mut errors, mut warnings) = (Vec::new(), Vec::new());
        for finding in findings.into_iter().filter(concerns) {
            let items = match finding.level {
                Level::Error => &mut errors,
                Level::Warning => &mut warnings,
                Level::Note => continue,
            };
            let (spot, written) = spot::of(report, finding, sources);
            items.push(Item {
                spot,
                written,
                wrong: finding.message(Language::Chinese),
                mend: finding.help(Language::Chinese).unwrap_or_default(),
                place: place(finding, sources),
            });
        }
        Some(Self {
            portal: portal.site.title.clone(),
            organiser: portal.site.organiser.clone(),
            agency: name.to_owned(),
            title: report.title(name),
            date,
            errors,
            warnings,
        })
    }

    /// The sentence that says what this is about.
    fn opening(&self) -> String {
        let counts = match (self.errors.len(), self.warnings.len()) {
            (0, 0) => return format!("你单位报送的《{}》，经检查没有需要改正的问题。", self.title),
            (errors, 0) => format!("{errors}个错误"),
            (0, warnings) => format!("{warnings}个提醒"),
            (errors, warnings) => format!("{errors}个错误、{warnings}个提醒"),
        };
        format!("你单位报送的《{}》，经检查有{counts}，现予退回。", self.title)
    }

    /// The sentence that says what to do; none where there is nothing to do.
    fn request(&self) -> Option<&'static str> {
        match (self.errors.is_empty(), self.warnings.is_empty()) {
            (true, true) => None,
            (false, true) => Some("请逐项核对原始台账，改正后重新报送。"),
            (true, false) => Some("请逐项核对，改正后重新报送；确认无误不需要改正的，请书面说明理由。"),
            (false, false) => Some(
                "请逐项核对原始台账，改正后重新报送。错误必须改正；提醒确认无误不需要改正的，请书面说明理由。",
            ),
        }
    }

    /// The date, or room for one.
    fn dated(&self) -> String {
        match self.date {
            Some(date) => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
            None => "　　　　年　　月　　日".to_owned(),
        }
    }
}

/// File and line of a finding, with the other lines of the same file that it concerns.
fn place(finding: &Finding, sources: &Sources) -> String {
    let at = finding.place();
    if !sources.contains_key(&at.path) {
        return at.path.to_string();
    }
    let ((line, column), _) = at.lines(sources);
    let own = finding.marks.iter().skip(1).filter(|mark| mark.place.path == at.path);
    let mut others: Vec<usize> =
        own.map(|mark| mark.place.lines(sources).0.0).filter(|other| *other != line).collect();
    others.sort_unstable();
    others.dedup();
    let others: Vec<String> = others.iter().map(ToString::to_string).collect();
    let also =
        if others.is_empty() { String::new() } else { format!("（并见第{}行）", others.join("、")) };
    format!("{} 第{line}行第{column}字{also}", at.path)
}
