//! `office-name-mixed` (L1): the responsible office under several names, as in `乡综合办` here and `镇综合办` there.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::{before, is_han};
use crate::rule::{Chapter, Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "office-name-mixed", code: "L1", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
office-name-mixed = 承办科室有几种叫法（{ $names }）：“{ $quote }”
    .help = 同一个科室请只用一个名称，与联系方式里的一致。
doc-office-name-mixed =
    .what = 负责政府信息公开的科室在报告里有几种互相矛盾的叫法，如联系方式写“综合办公室”，正文一处写“乡综合办”，一处写“镇综合办”。只是简称的不提示。
    .why = 读者要凭名称联系；叫法不一多半是照抄所致。
    .mend = 统一成联系方式里的名称。
",
    r"
office-name-mixed = The responsible office has several names ({ $names }): “{ $quote }”
    .help = Give one office one name, that of the contact block.
doc-office-name-mixed =
    .what = The office in charge is called by names that contradict each other: “综合办公室” in the contact block, “乡综合办” in one place and “镇综合办” in another. A short form alone is no contradiction.
    .why = Readers look for the office by its name; several names are mostly left from a copied text.
    .mend = Use the name of the contact block everywhere.
",
);

/// What an office may belong to.
const BODIES: [&str; 6] = ["乡", "镇", "街道", "县", "区", "局"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let written = &subject.report.contact;
    let contact =
        if written.office.is_empty() { subject.agency.map(|agency| &agency.contact) } else { Some(written) };
    let Some(core) = contact.and_then(|contact| core(&contact.office)).or_else(|| of_opening(subject)) else {
        return Vec::new();
    };
    let name = subject.agency.map_or("", |agency| agency.name.as_str());
    let mut places: BTreeMap<&str, Vec<(&Chapter<'_>, Range<usize>)>> = BTreeMap::new();
    for chapter in &subject.chapters {
        for (at, _) in chapter.text.match_indices(&core) {
            let ahead = chapter.text.get(..at).unwrap_or_default();
            let Some(body) = BODIES.iter().find(|body| ahead.ends_with(**body)) else { continue };
            let start = at - body.len();
            // A name before it: of one's own body, or of another whose office is none of ours.
            let is_named = before(chapter.text, start)
                .is_some_and(|c| is_han(c) && !"在由到向对从的和与及以经为沉至".contains(c));
            let two = ahead.char_indices().rev().nth(body.chars().count() + 1).map_or(0, |(at, _)| at);
            if !is_named || ahead.get(two..).is_some_and(|text| name.contains(text)) {
                places.entry(body).or_default().push((chapter, start..at + core.len()));
            }
        }
    }
    if places.len() < 2 {
        return Vec::new();
    }
    let names: Vec<String> = places.keys().map(|body| format!("{body}{core}")).collect();
    let mut all: Vec<_> = places.into_values().flatten().collect();
    all.sort_by_key(|(chapter, range)| chapter.place(range));
    let finding = subject.gathered(&RULE, all);
    finding.map(|finding| finding.arg("names", names.join("、"))).into_iter().collect()
}

/// What all forms of an office's name share: `综合办` of `综合办公室`. None for a bare 办公室, which every body has.
fn core(office: &str) -> Option<String> {
    let (stem, _) = office.trim().rsplit_once('办')?;
    let stem: String =
        stem.chars().rev().take_while(|c| is_han(*c) && !"乡镇道县区局府".contains(*c)).collect();
    let stem: String = stem.chars().rev().collect();
    (2..=6).contains(&stem.chars().count()).then(|| stem + "办")
}

/// The same of the office that the opening gives for questions.
fn of_opening(subject: &Subject<'_>) -> Option<String> {
    let opening = subject.opening()?;
    let (_, contact) = opening.text.rsplit_once("联系")?;
    let (office, _) = contact.split_once("办公室")?;
    core(&format!("{office}办公室"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_of_an_office_is_what_its_forms_share() {
        assert_eq!(core("综合办公室").as_deref(), Some("综合办"));
        assert_eq!(core("海城镇党政综合办").as_deref(), Some("党政综合办"));
        assert_eq!(core("海城镇人民政府综合办公室").as_deref(), Some("综合办"));
        assert_eq!((core("办公室"), core("政务公开股")), (None, None));
    }
}
