//! `self-names-many`: more than three ways in which a report names its own body.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::is_quoted;
use crate::rule::{Chapter, Check, Definition, Subject, Which};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "self-names-many", code: "", level: Level::Note, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
self-names-many = 自称有 { $count } 种：{ $names }，例如“{ $quote }”
    .help = 全文请用一两种自称，例如开头用全称，后面用“本机关”。
doc-self-names-many =
    .what = 报告对本机关的自称超过三种，如“我镇”“本单位”“本机关”和机关名称混用。开头部分的全称不算。
    .why = 自称不一，读起来像是拼凑的；属于体例问题，只作说明。
    .mend = 全文统一用一两种自称。
",
    r"
self-names-many = The report names its own body in several ways ({ $count }): { $names }, as in “{ $quote }”
    .help = Use one or two, such as the full name at first and “本机关” from then on.
doc-self-names-many =
    .what = The report uses more than three names for its own body, such as “我镇”, “本单位”, “本机关” and its name. The name in the opening does not count.
    .why = Many names read like a text put together from others; it is a matter of style, and a note only.
    .mend = Use one or two throughout.
",
);

/// How a body calls itself. A county that a town belongs to is not itself: 我县 is none of them.
const NAMES: [&str; 17] = [
    "我局",
    "我镇",
    "我乡",
    "我办",
    "我委",
    "我中心",
    "我街道",
    "我单位",
    "我机关",
    "本单位",
    "本机关",
    "本局",
    "本镇",
    "本乡",
    "本委",
    "本街道",
    "本中心",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let own = subject.agency.map(|agency| agency.short.as_str());
    let mut found: BTreeMap<&str, (&Chapter<'_>, Range<usize>)> = BTreeMap::new();
    for chapter in &subject.chapters {
        let of_opening = chapter.which == Which::Opening;
        for name in NAMES.into_iter().chain(own.filter(|_| !of_opening)) {
            let quoted = |at: &usize| {
                let (line, at) = line_of(chapter.text, *at);
                is_quoted(line, at)
            };
            let mut places = chapter.text.match_indices(name).map(|(at, _)| at);
            if let Some(at) = places.find(|at| !quoted(at)) {
                found.entry(name).or_insert((chapter, at..at + name.len()));
            }
        }
    }
    if found.len() <= 3 {
        return Vec::new();
    }
    let names: Vec<&str> = found.keys().copied().collect();
    let names = names.join("、");
    let mut places: Vec<(&Chapter<'_>, Range<usize>)> = found.into_values().collect();
    places.sort_by_key(|(chapter, range)| chapter.place(range));
    let finding = subject.gathered(&RULE, places);
    finding.map(|finding| finding.arg("names", names)).into_iter().collect()
}

/// The line around a byte, and the byte in it.
fn line_of(text: &str, at: usize) -> (&str, usize) {
    let start = text.get(..at).and_then(|ahead| ahead.rfind('\n')).map_or(0, |end| end + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    (line, at - start)
}
