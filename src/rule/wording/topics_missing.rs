//! `topics-missing` (L9): a topic that the form wants in a part is nowhere in its text.

use crate::finding::{Finding, Level, Rule};
use crate::form::Topic;
use crate::language::{Arg, Words};
use crate::prose::from;
use crate::rule::{Check, Definition, Subject, Which};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "topics-missing", code: "L9", level: Level::Note, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
topics-missing = “{ $part }”里找不到这些方面：{ $topics }
    .help = 请各写一段，用小标题标明；确实没有的，也写明没有。
doc-topics-missing =
    .what = 格式要求一个部分写到的几个方面，有的在正文里找不到。
    .why = 国办公开办函〔2021〕30号的格式列明了总体情况要写的各个方面。
    .mend = 缺哪个方面，补写哪个方面，用小标题标明。
",
    r"
topics-missing = Topics that “{ $part }” does not name: { $topics }
    .help = Write a paragraph on each, with a sub-heading; where there was nothing, say so.
doc-topics-missing =
    .what = A part lacks some of the topics that the form wants in it.
    .why = The form of notice 国办公开办函〔2021〕30号 lists the topics of the overview.
    .mend = Write on each topic that is missing, with a sub-heading.
",
);

/// How many characters at the end of a topic's name say what it is; the rest is often left out.
const TAIL: usize = 4;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(form) = subject.form() else { return Vec::new() };
    let mut findings = Vec::new();
    for (index, part) in form.parts.iter().enumerate() {
        let Some(chapter) = subject.chapters.iter().find(|chapter| chapter.which == Which::Part(index))
        else {
            continue;
        };
        // That nothing is written at all is told by another rule.
        if chapter.text.is_empty() {
            continue;
        }
        let is_there = |name: &str| {
            let skip = name.chars().count().saturating_sub(TAIL);
            let at = name.char_indices().nth(skip).map_or(0, |(at, _)| at);
            chapter.text.contains(from(name, at))
        };
        let is_said = |topic: &Topic| topic.aliases.iter().any(|alias| chapter.text.contains(alias.as_str()));
        let missing = part.topics.iter().filter(|topic| !is_there(&topic.label.zh) && !is_said(topic));
        let missing: Vec<_> = missing.map(|topic| topic.label.clone()).collect();
        if !missing.is_empty() {
            let finding = Finding::new(RULE.rule, chapter.head()).arg("part", part.heading.clone());
            findings.push(finding.arg("topics", missing.into_iter().collect::<Arg>()));
        }
    }
    findings
}
