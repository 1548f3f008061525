//! `listed-word`: a word that the office has put on its list, `[words]` of site.toml or `content/words.tsv`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::from;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "listed-word", code: "", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
listed-word = “{ $wrong }”应为“{ $right }”：“{ $quote }”
    .help = 词表里写明了正确的写法。
listed-word--forbidden = “{ $wrong }”在词表里，不应使用：“{ $quote }”
    .help = 请换一种说法，或者删去。
doc-listed-word =
    .what = 正文里有本站词表所列的词：site.toml 的 [words]，或者 content/words.tsv，每行一个，错误写法、制表符、正确写法。没有正确写法的，表示不应使用。
    .why = 严重表述错误在政府网站检查中是单项否决的问题；各地常用自己的错敏词表把关。
    .mend = 改成词表里的写法。gongkai check --fix 可以改；含有数字的词要自己改。
",
    r"
listed-word = “{ $wrong }” should be “{ $right }”: “{ $quote }”
    .help = The list of words says so.
listed-word--forbidden = “{ $wrong }” is on the list of words not to be used: “{ $quote }”
    .help = Say it in another way, or leave it out.
doc-listed-word =
    .what = The text has a word of the site's list: [words] in site.toml, or content/words.tsv with the wrong word, a tab and the right word on each line. A word with nothing right beside it is not to be used at all.
    .why = One grave slip in wording fails a government site in inspection; offices keep lists of such words.
    .mend = Write the word of the list. gongkai check --fix does it; words with digits are left to you.
",
);

/// The words by their first character.
type List<'a> = BTreeMap<char, Vec<(&'a str, &'a str)>>;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    // By first character, so that a long list costs no more than the text is long.
    let mut list = List::new();
    for (wrong, right) in &subject.site.words {
        if let Some(first) = wrong.chars().next() {
            list.entry(first).or_default().push((wrong, right));
        }
    }
    let mut findings = Vec::new();
    for chapter in subject.chapters.iter().filter(|_| !list.is_empty()) {
        let mut told = 0;
        for (at, c) in chapter.text.char_indices() {
            let here = list
                .get(&c)
                .into_iter()
                .flatten()
                .filter(|(wrong, _)| from(chapter.text, at).starts_with(wrong));
            let Some((wrong, right)) = here.max_by_key(|(wrong, _)| wrong.len()) else { continue };
            if at < told || is_right(chapter.text, at, wrong, right) {
                continue;
            }
            told = at + wrong.len();
            let range: Range<usize> = at..told;
            let finding = subject.finding(&RULE, chapter, &range).arg("wrong", *wrong);
            findings.push(match chapter.exact(&range) {
                _ if right.is_empty() => finding.variant("forbidden"),
                Some(place) if settles(right, &list) => finding.arg("right", *right).fixed_by(place, *right),
                _ => finding.arg("right", *right),
            });
        }
    }
    findings
}

/// Whether the right word holds no wrong one of the list, so that mending it once is enough.
fn settles(right: &str, list: &List<'_>) -> bool {
    right.char_indices().all(|(at, c)| {
        let mut here = list.get(&c).into_iter().flatten();
        here.all(|(wrong, other)| !from(right, at).starts_with(wrong) || is_right(right, at, wrong, other))
    })
}

/// Whether the right word stands here already: it may hold the wrong one, as 公示栏 holds 公示.
fn is_right(text: &str, at: usize, wrong: &str, right: &str) -> bool {
    let mut inside = right.match_indices(wrong).map(|(offset, _)| offset);
    inside.any(|offset| at.checked_sub(offset).is_some_and(|start| from(text, start).starts_with(right)))
}
