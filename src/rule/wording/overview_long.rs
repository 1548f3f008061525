//! `overview-long` (L9): part one of more than a thousand characters.

use crate::finding::{Finding, Level, Rule};
use crate::form::Role;
use crate::language::Words;
use crate::prose::han_count;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "overview-long", code: "L9", level: Level::Note, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
overview-long = “{ $part }”有 { $count } 个字，通常不超过 { $most } 字
    .help = 请保留数字和做法，删去一般性的表述。
doc-overview-long =
    .what = 第一部分超过 1000 个汉字（不计标点、数字和表格数字）。
    .why = 一些地方的编制通知要求总体情况控制在 1000 字左右；太长的，读者找不到数字。
    .mend = 保留数字和具体做法，删去一般性的表述。
",
    r"
overview-long = “{ $part }” has { $count } characters; the custom is { $most } at most
    .help = Keep the figures and what was done, and leave out general phrases.
doc-overview-long =
    .what = Part one has more than 1,000 Han characters (marks and digits not counted).
    .why = Some local notices ask for about 1,000 characters; in a longer text readers do not find the figures.
    .mend = Keep the figures and what was done, and leave out general phrases.
",
);

/// How many characters are enough.
const MOST: usize = 1000;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some((chapter, part)) = subject.part(Role::Overview) else { return Vec::new() };
    let count = han_count(chapter.text);
    if count <= MOST {
        return Vec::new();
    }
    let finding = Finding::new(RULE.rule, chapter.head()).arg("part", part.heading.clone());
    vec![finding.arg("count", count).arg("most", MOST)]
}
