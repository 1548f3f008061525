//! How the reports of a year stand: which have not come in, what is wrong with the others, which are ready, and which are
//! published.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{Agency, Portal};
use crate::finding::{Finding, Summary};
use crate::report::{Report, Status, Withheld};

/// The state of a report year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// The year.
    pub year: i32,
    /// The agencies that should report, in the order of the register.
    pub agencies: Vec<Row>,
    /// Sums over all of them.
    pub total: Total,
}

/// How one agency stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Slug.
    pub agency: String,
    /// Full name.
    pub name: String,
    /// How far its report has come.
    pub stage: Stage,
    /// Errors.
    pub errors: usize,
    /// Warnings that nobody has accepted.
    pub warnings: usize,
    /// Findings that a person has accepted.
    pub accepted: usize,
    /// The day of its publication; null where it is not published.
    pub published: Option<String>,
    /// The day of its newest correction; null where there is none.
    pub corrected: Option<String>,
    /// The day on which it is to be published; null where none is set.
    pub publish_at: Option<String>,
    /// The day by which it is due; null where the register gives no valid day.
    pub due: Option<String>,
    /// How many days are left until then, below zero where it has passed; null where it is published or excused.
    pub days: Option<i32>,
}

/// How far a report has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// It has not come in.
    Missing,
    /// It will not come: the register says why.
    Excused,
    /// It is being written.
    Draft,
    /// It was sent back.
    Returned,
    /// It has come in and waits for the office.
    Submitted,
    /// It would be published, but something is wrong with it.
    Findings,
    /// It is ready, and is published with the next deployment.
    Approved,
    /// It is ready, and is published on a day that is set.
    Embargoed,
    /// It is published.
    Published,
    /// It is published, and was corrected since.
    Corrected,
}

impl Stage {
    /// All stages in their order.
    pub const ALL: [Self; 10] = [
        Self::Missing,
        Self::Excused,
        Self::Draft,
        Self::Returned,
        Self::Submitted,
        Self::Findings,
        Self::Approved,
        Self::Embargoed,
        Self::Published,
        Self::Corrected,
    ];

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Excused => "excused",
            Self::Draft => "draft",
            Self::Returned => "returned",
            Self::Submitted => "submitted",
            Self::Findings => "findings",
            Self::Approved => "approved",
            Self::Embargoed => "embargoed",
            Self::Published => "published",
            Self::Corrected => "corrected",
        }
    }
}

/// Sums of an overview.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Total {
    /// Agencies that should report.
    pub agencies: usize,
    /// How many of them have come how far; stages at which there is none are left out.
    pub stages: BTreeMap<Stage, usize>,
    /// Errors.
    pub errors: usize,
    /// Warnings that nobody has accepted.
    pub warnings: usize,
    /// Findings that a person has accepted.
    pub accepted: usize,
}

impl Overview {
    /// The state of a year on a day. The portal must have its drafts, and the findings be those about them too.
    pub fn of(portal: &Portal, findings: &[Finding], year: i32, today: Date) -> Self {
        let mut of_agency: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.year == Some(year)) {
            of_agency.entry(finding.agency.as_deref().unwrap_or_default()).or_default().push(finding);
        }
        let row = |agency: &Agency| {
            let own = of_agency.get(agency.slug.as_str()).into_iter().flatten().copied();
            row(portal, agency, year, today, Summary::of(own, 1))
        };
        let agencies: Vec<Row> = portal.agencies_of(year).map(row).collect();
        let mut total = Total { agencies: agencies.len(), ..Total::default() };
        for row in &agencies {
            *total.stages.entry(row.stage).or_default() += 1;
            total.errors += row.errors;
            total.warnings += row.warnings;
            total.accepted += row.accepted;
        }
        Self { year, agencies, total }
    }
}

fn row(portal: &Portal, agency: &Agency, year: i32, today: Date, found: Summary) -> Row {
    let key = (year, agency.slug.clone());
    let report = portal.report(year, &agency.slug);
    let is_entered = portal.entered.records.get(&key).is_some_and(|record| !record.is_withdrawn);
    // Where nothing was ever deployed, the reports themselves say what is published.
    let is_published = |report: &Report| {
        is_entered || portal.entered.records.is_empty() && report.published.is_some_and(|day| day <= today)
    };
    let withheld = portal.drafts.get(&key).copied();
    let stage = match (report, withheld) {
        (None, _) if agency.absent.iter().any(|absent| absent.year == year) => Stage::Excused,
        (None, _) => Stage::Missing,
        (_, Some(Withheld::Status(Status::Returned))) => Stage::Returned,
        (_, Some(Withheld::Status(Status::Submitted))) => Stage::Submitted,
        (_, Some(Withheld::Status(_))) => Stage::Draft,
        (Some(report), None) if is_published(report) && !report.corrections.is_empty() => Stage::Corrected,
        (Some(report), None) if is_published(report) => Stage::Published,
        _ if found.errors + found.warnings > 0 => Stage::Findings,
        // It waits for a signature.
        (Some(report), _) if portal.site.publication.approval && !report.is_approved() => Stage::Submitted,
        (_, Some(Withheld::Until(_))) => Stage::Embargoed,
        (_, Some(Withheld::Unclear)) => Stage::Findings,
        _ => Stage::Approved,
    };
    let is_out = stage >= Stage::Published;
    let due = portal.site.due(agency, year);
    let is_over = is_out || stage == Stage::Excused;
    let days = due.filter(|_| !is_over).and_then(|due| Some(due.since(today).ok()?.get_days()));
    let text = |date: Option<Date>| date.map(|date| date.to_string());
    Row {
        agency: agency.slug.clone(),
        name: agency.name.clone(),
        stage,
        errors: found.errors,
        warnings: found.warnings,
        accepted: found.accepted,
        published: text(report.and_then(|report| report.published).filter(|_| is_out)),
        corrected: text(
            report.and_then(|report| report.corrections.iter().filter_map(|entry| entry.date).max()),
        ),
        publish_at: text(report.and_then(|report| report.publish_at)),
        due: text(due),
        days,
    }
}
