//! `text-copied` (L3): parts of a report also stand in last year's report or in another agency's of the same year.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::finding::{Finding, Level, Rule};
use crate::language::{Arg, Message, Words};
use crate::portal::Agency;
use crate::prose::Likeness;
use crate::rule::{Chapter, Check, Definition, Reports, Subject, Which};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "text-copied", code: "L3", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Portal(check),
};

static WORDS: Words = Words::new(
    r"
text-copied = 与上一年度的报告雷同：{ $parts }
    .help = 请按{ $year }年的实际情况重写这些部分。
text-copied--sister = 与{ $other }{ $year }年的报告雷同：{ $parts }
    .help = 请按本机关的实际情况重写这些部分；如果是对方照抄，请说明后认可这条提醒。
doc-text-copied =
    .what = 报告的某个部分有95%以上的文字与本机关上一年度的报告，或者与其他机关同一年度的报告相同。逐句比较，不计表格、小标题、数字、标点和机关名称；不满100字的部分不比较。
    .why = 国办公开办函〔2021〕30号要求对报告内容雷同、敷衍应付的依照《政府信息公开条例》第四十七条处理；评估中与上年或者其他单位雷同要扣分。
    .mend = 写本年度、本机关做了什么、有什么问题。比例可以在site.toml的[similarity]里调整。两个机关雷同时，只在公布较晚的一份（日期相同或者没有日期时，名录里靠后的一份）提示。
",
    r"
text-copied = Copied from last year’s report: { $parts }
    .help = Write these parts anew for { $year }.
text-copied--sister = The same as the { $year } report of { $other }: { $parts }
    .help = Write these parts anew for this agency; if the other one copied, accept this with the reason.
doc-text-copied =
    .what = 95 % or more of a part also stands in the agency’s own report of last year, or in another agency’s report of the same year. Sentences are compared without tables, sub-headings, figures, punctuation and names; parts under 100 characters are left out.
    .why = The notice (国办公开办函〔2021〕30号) has identical and perfunctory reports dealt with under article 47 of the regulation; evaluators deduct points for them.
    .mend = Say what this agency did this year and where it fell short. The limits are set in [similarity] of site.toml. Of two agencies, the one that published later gets the finding; with the same date or none, the one later in the register.
",
);

/// Parts shorter than this are mostly fixed wording.
const SHORTEST: usize = 100;

/// In how many parts a sentence is looked up at most: what stands in more is common property, and identical parts are
/// found by their digest.
const COMMON: usize = 16;

/// A report as it is compared.
struct Compared<'a> {
    subject: Subject<'a>,
    agency: &'a Agency,
    /// By index of the part in its form: its id and its sentences.
    parts: Vec<(usize, &'a str, Likeness)>,
}

/// How much of one part is the same: index of the part, per cent, characters.
type Same = (usize, usize, usize);

fn check(reports: &Reports<'_>) -> Vec<Finding> {
    let keys: Vec<&(i32, String)> = reports.documents.keys().collect();
    let read: Vec<Option<Compared<'_>>> =
        keys.par_iter().map(|key| reports.subject(key).and_then(Compared::of)).collect();
    let all: BTreeMap<(i32, &str), Compared<'_>> = read
        .into_iter()
        .flatten()
        .map(|compared| ((compared.subject.report.year, compared.agency.slug.as_str()), compared))
        .collect();
    let mut findings = Vec::new();
    for ((year, _), report) in &all {
        let earlier = reports.register.predecessors(report.agency, *year);
        let earlier = earlier.into_iter().filter_map(|other| all.get(&(*year - 1, other.slug.as_str())));
        let copied = earlier.map(|other| (other, report.same(other, reports.site.similarity.last_year)));
        let most = copied.max_by_key(|(_, same)| same.iter().map(|(_, _, length)| length).sum::<usize>());
        findings.extend(most.and_then(|(other, same)| report.told(other, &same, None)));
    }
    let mut by_year: BTreeMap<i32, Vec<&Compared<'_>>> = BTreeMap::new();
    for ((year, _), report) in &all {
        by_year.entry(*year).or_default().push(report);
    }
    let place: BTreeMap<&str, usize> =
        reports.register.agencies.iter().enumerate().map(|(at, agency)| (agency.slug.as_str(), at)).collect();
    for reports_of_year in by_year.values_mut() {
        reports_of_year.sort_by_key(|report| {
            let published = report.subject.report.published.unwrap_or(Date::MAX);
            (published, place.get(report.agency.slug.as_str()).copied())
        });
        findings.extend(sisters(reports_of_year, reports.site.similarity.sister));
    }
    findings
}

/// Each report of a year that is copied from an earlier one in the order given: told with the one most like it.
fn sisters(reports: &[&Compared<'_>], limit: usize) -> Vec<Finding> {
    let mut holders: HashMap<(&str, u64), Vec<usize>> = HashMap::new();
    let mut identical: HashMap<(&str, u64), usize> = HashMap::new();
    let mut findings = Vec::new();
    for (number, report) in reports.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, id, likeness) in &report.parts {
            let twin = identical.entry((*id, likeness.digest())).or_insert(number);
            if *twin != number {
                *shared.entry(*twin).or_default() += likeness.length;
            }
            for (sentence, length) in &likeness.sentences {
                let holders = holders.entry((*id, *sentence)).or_default();
                for other in holders.iter() {
                    *shared.entry(*other).or_default() += length;
                }
                if holders.len() < COMMON {
                    holders.push(number);
                }
            }
        }
        // The few that share most are looked at closely: the limit is one of each part.
        let mut likely: Vec<(usize, usize)> =
            shared.into_iter().map(|(other, length)| (length, other)).collect();
        likely.sort_by_key(|(length, other)| (std::cmp::Reverse(*length), *other));
        let copied = likely
            .iter()
            .take(2 * COMMON)
            .map(|(_, other)| (reports[*other], report.same(reports[*other], limit)));
        let most = copied
            .enumerate()
            .max_by_key(|(at, (_, same))| {
                (same.iter().map(|(_, _, length)| length).sum::<usize>(), std::cmp::Reverse(*at))
            })
            .map(|(_, most)| most);
        findings.extend(most.and_then(|(other, same)| report.told(other, &same, Some(other.agency))));
    }
    findings
}

impl<'a> Compared<'a> {
    /// Reads the parts of a report that are long enough.
    fn of(subject: Subject<'a>) -> Option<Self> {
        let (agency, form) = (subject.agency?, subject.form()?);
        let names = [&agency.name, &agency.short].into_iter().chain(&agency.aliases);
        let mut names: Vec<&str> = names.map(String::as_str).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let mut parts = Vec::new();
        for chapter in &subject.chapters {
            let Which::Part(index) = chapter.which else { continue };
            let likeness = Likeness::of(&prose(chapter), &names);
            if likeness.length >= SHORTEST {
                parts.push((index, form.parts[index].id.as_str(), likeness));
            }
        }
        Some(Self { subject, agency, parts })
    }

    /// The parts of this report that are the same as those of another to `limit` per cent.
    fn same(&self, other: &Self, limit: usize) -> Vec<Same> {
        let mut same = Vec::new();
        for (index, id, likeness) in &self.parts {
            let Some((_, _, of_other)) = other.parts.iter().find(|(_, other, _)| other == id) else {
                continue;
            };
            let shared = likeness.shared(of_other);
            if shared * 100 >= likeness.length * limit {
                same.push((*index, shared * 100 / likeness.length, shared));
            }
        }
        same
    }

    /// The finding that parts of this report are another's; `sister` is the other agency where it is one.
    fn told(&self, other: &Self, same: &[Same], sister: Option<&Agency>) -> Option<Finding> {
        let (first, _, _) = same.first()?;
        let form = self.subject.form()?;
        let chapter = |report: &'_ Self, index: usize| {
            let chapters = report.subject.chapters.iter();
            chapters.filter(|chapter| chapter.which == Which::Part(index)).map(Chapter::head).next()
        };
        let part = |(index, percent, _): &Same| {
            let part = &form.parts[*index];
            format!("{}、{}（{percent}%）", part.number, part.heading.zh)
        };
        let parts: Arg = same.iter().map(part).collect();
        let mut finding = Finding::new(RULE.rule, chapter(self, *first)?);
        if let Some(sister) = sister {
            finding = finding.variant("sister").arg("other", sister.name.as_str());
        }
        finding = finding.arg("parts", parts).arg("year", self.subject.report.year.to_string());
        let id = form.parts[*first].id.as_str();
        if let Some((index, _, _)) = other.parts.iter().find(|(_, other, _)| *other == id)
            && let Some(place) = chapter(other, *index)
        {
            let label = Message::new(if sister.is_some() { "other-report" } else { "previous-report" });
            finding = finding.also(place, Some(label));
        }
        (finding.agency, finding.year) =
            (Some(self.subject.report.agency.clone()), Some(self.subject.report.year));
        Some(finding)
    }
}

/// The text of a chapter without rows of tables and sub-headings, which are fixed wording.
fn prose(chapter: &Chapter<'_>) -> String {
    let lines = chapter.lines();
    let lines = lines.iter().filter(|line| line.heading.is_none() && !line.text.contains('\t'));
    lines.map(|line| line.text).collect::<Vec<_>>().join("\n")
}
