//! `draft-mark` (P4): the report still bears the mark of a draft.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::Folded;
use crate::rule::{Chapter, Check, Definition, Subject, Which};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "draft-mark", code: "P4", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
draft-mark = 留有内部稿的标记：“{ $quote }”
    .help = 定稿后请删去这个标记。
doc-draft-mark =
    .what = 标题、开头或者单独一行里留有送审稿、征求意见稿、第二稿、V2.0、内部资料等标记。正文里提到其他文件的征求意见稿不算。
    .why = 公布的应当是审定的文本；留着内部标记，说明公布的可能不是定稿。
    .mend = 确认是定稿，删去标记。
",
    r"
draft-mark = The mark of a draft was left in: “{ $quote }”
    .help = Delete the mark once the text is final.
doc-draft-mark =
    .what = The title, the opening or a line of its own bears a mark such as 送审稿, 征求意见稿, 第二稿, V2.0 or 内部资料. Drafts of other documents that the text speaks of are right.
    .why = What is published must be the approved text; the mark of a draft says that it may not be.
    .mend = Make sure that this is the final text, and delete the mark.
",
);

/// Marks of drafts, folded.
const MARKS: [&str; 13] = [
    "送审稿",
    "征求意见稿",
    "讨论稿",
    "审议稿",
    "修改稿",
    "初稿",
    "第一稿",
    "第二稿",
    "第三稿",
    "草稿",
    "内部资料",
    "内部文件",
    "内部",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut finding: Option<Finding> = None;
    let mut add = |next: Finding| {
        finding = Some(match finding.take() {
            Some(first) => first.also(next.place().clone(), None),
            None => next,
        });
    };
    if let (Some(title), Some(opening)) = (&subject.report.narrative.title, subject.opening())
        && is_marked(title)
    {
        add(Finding::new(RULE.rule, opening.head()).arg("quote", title.as_str()));
    }
    for chapter in &subject.chapters {
        for range in marked(chapter, subject) {
            add(subject.finding(&RULE, chapter, &range));
        }
    }
    finding.into_iter().collect()
}

/// The lines of a chapter that bear a mark: those that are nothing else, and in the opening titles.
fn marked(chapter: &Chapter<'_>, subject: &Subject<'_>) -> Vec<Range<usize>> {
    let lines = chapter.lines();
    let found = lines.iter().filter(|line| {
        let title = chapter.which == Which::Opening
            && subject.form().is_some_and(|form| form.is_title(line.text))
            && !line.text.contains(['，', '。']);
        is_mark(&Folded::of(line.text).text) || title && is_marked(line.text)
    });
    found.map(|line| line.range.clone()).collect()
}

/// Whether a title ends with a mark in brackets or a version.
fn is_marked(title: &str) -> bool {
    let title = Folded::of(title).text;
    let inside = title.strip_suffix(')').and_then(|title| title.rsplit_once('('));
    let bare = MARKS.iter().filter(|mark| mark.ends_with('稿')).any(|mark| title.ends_with(mark));
    let last = title.rsplit(|c: char| !c.is_ascii()).next().unwrap_or_default();
    bare || inside.is_some_and(|(_, mark)| is_mark(mark)) || is_version(last)
}

/// Whether a folded text is a mark and nothing else, with or without brackets.
fn is_mark(text: &str) -> bool {
    let text = text.trim_matches(['(', ')', '《', '》', '★']);
    let mark = text.split(['，', ',', '、', '。']).next().unwrap_or_default();
    is_version(text) || MARKS.contains(&mark) && text.chars().count() <= 14
}

/// `v2.0`, `V3`.
fn is_version(text: &str) -> bool {
    let number = text.strip_prefix(['v', 'V']);
    number.is_some_and(|number| {
        number.starts_with(|c: char| c.is_ascii_digit())
            && number.len() < 6
            && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    })
}
