//! What a rule reads: one report with all that is known around it, or all reports together.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use super::claim::Claim;
use super::{Chapter, Definition, Which};
use crate::finding::Finding;
use crate::form::{Form, Forms, Part, Role};
use crate::portal::{Agency, Documents, Input, Register, RegisterMarks, Site};
use crate::report::{Marks, Report};

/// One report.
pub struct Subject<'a> {
    /// The settings of the portal.
    pub site: &'a Site,
    /// All forms.
    pub forms: &'a Forms,
    /// All agencies.
    pub register: &'a Register,
    /// The agency that reports, if the register knows it.
    pub agency: Option<&'a Agency>,
    /// What the report says.
    pub report: &'a Report,
    /// Where it says so.
    pub marks: &'a Marks,
    /// What was found while it was read: a rule does not tell again what follows from these.
    pub found: &'a [Finding],
    /// Its text.
    pub chapters: Vec<Chapter<'a>>,
    /// What its text claims of the tables: read once, for several rules.
    pub(super) claims: OnceCell<Vec<(usize, Claim<'a>)>>,
}

impl<'a> Subject<'a> {
    /// The form that governs the year.
    pub fn form(&self) -> Option<&'a Form> {
        self.report.form.as_deref()
    }

    /// The chapter before the first part.
    pub fn opening(&self) -> Option<&Chapter<'a>> {
        self.chapters.iter().find(|chapter| chapter.which == Which::Opening)
    }

    /// The chapter of the part with a role, and that part.
    pub fn part(&self, role: Role) -> Option<(&Chapter<'a>, &'a Part)> {
        let index = self.form()?.parts.iter().position(|part| part.role == Some(role))?;
        let chapter = self.chapters.iter().find(|chapter| chapter.which == Which::Part(index))?;
        Some((chapter, &self.form()?.parts[index]))
    }

    /// A finding at a range of a chapter's text; it quotes the words around as `quote`.
    pub fn finding(&self, rule: &Definition, chapter: &Chapter<'_>, range: &Range<usize>) -> Finding {
        Finding::new(rule.rule, chapter.place(range)).arg("quote", chapter.quote(range))
    }

    /// One finding for several ranges of one cause, at the first of them, with the next ten as further places and how
    /// many there are as `count`; none for no range.
    pub fn gathered<'c>(
        &self,
        rule: &Definition,
        ranges: impl IntoIterator<Item = (&'c Chapter<'a>, Range<usize>)>,
    ) -> Option<Finding>
    where
        'a: 'c,
    {
        const FURTHER: usize = 10;
        let mut ranges = ranges.into_iter();
        let (chapter, first) = ranges.next()?;
        let mut finding = self.finding(rule, chapter, &first);
        let mut count = 1;
        for (chapter, range) in ranges {
            count += 1;
            if count <= FURTHER + 1 {
                finding = finding.also(chapter.place(&range), None);
            }
        }
        Some(finding.arg("count", count))
    }
}

/// All reports.
pub struct Reports<'a> {
    /// The settings of the portal.
    pub site: &'a Site,
    /// All forms.
    pub forms: &'a Forms,
    /// All agencies.
    pub register: &'a Register,
    /// Where they stand in the register.
    pub register_marks: &'a RegisterMarks,
    /// The reports by year and agency.
    pub documents: &'a Documents,
    /// Reports that are left out, or whose files could not even be read as texts.
    pub unread: BTreeSet<(i32, String)>,
    /// The day of the run; none where nothing should depend on it.
    pub today: Option<Date>,
}

impl<'a> Reports<'a> {
    /// The reports that are about to become a portal.
    pub fn of(input: &'a Input) -> Self {
        Self {
            site: &input.site,
            forms: &input.forms,
            register: &input.register,
            register_marks: &input.register_marks,
            documents: &input.documents,
            unread: unread(&input.findings).chain(input.left_out.iter().cloned()).collect(),
            today: input.today,
        }
    }

    /// The report of a year and agency, as the rules for one report read it; none if it could not be read or no form
    /// governs its year.
    pub fn subject(&self, key: &(i32, String)) -> Option<Subject<'a>> {
        let document = self.documents.get(key)?;
        if !document.readable || document.report.form.is_none() {
            return None;
        }
        Some(Subject {
            site: self.site,
            forms: self.forms,
            register: self.register,
            agency: self.register.get(&key.1),
            report: &document.report,
            marks: &document.marks,
            found: &document.findings,
            chapters: Chapter::all(&document.report, &document.marks),
            claims: OnceCell::new(),
        })
    }
}

/// The reports at whose files something is wrong though they are no documents: `content/2022/haicheng.md`.
fn unread(findings: &[Finding]) -> impl Iterator<Item = (i32, String)> {
    let key = |finding: &Finding| {
        let (year, name) = finding.place().path.strip_prefix("content/")?.split_once('/')?;
        Some((year.parse().ok()?, name.strip_suffix(".md")?.to_owned()))
    };
    findings.iter().filter_map(key)
}
