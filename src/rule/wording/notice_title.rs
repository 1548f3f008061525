//! `notice-title`: the title of a notice without 关于, as in `《2022年工作要点的通知》`.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::from;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "notice-title", code: "", level: Level::Note, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
notice-title = 通知的标题里没有“关于”：“{ $quote }”
    .help = 请对照原文件写全标题，通常是“某机关关于印发……的通知”。
doc-notice-title =
    .what = 书名号里的标题以“的通知”结尾，却没有“关于”（也不是转发、批转、印发）。
    .why = 《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成。引用文件应当与原标题一致。
    .mend = 对照原文件写全标题。
",
    r"
notice-title = The title of a notice lacks 关于: “{ $quote }”
    .help = Compare with the document and give its whole title, mostly “某机关关于印发……的通知”.
doc-notice-title =
    .what = A title in 《》 ends with 的通知 but has no 关于 (nor 转发, 批转 or 印发).
    .why = Article 9 of the rules on official documents (党政机关公文处理工作条例): a title has the issuing body, the matter and the kind. A document is cited by its own title.
    .mend = Compare with the document and give its whole title.
",
);

/// Up to how many characters a title has.
const LONGEST: usize = 120;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        for line in chapter.lines() {
            for (at, open) in line.text.match_indices('《') {
                let inside = from(line.text, at + open.len());
                let close = inside.char_indices().take(LONGEST).find(|(_, c)| *c == '》');
                let Some(title) = close.and_then(|(close, _)| inside.get(..close)) else { continue };
                let whole =
                    ["关于", "转发", "批转", "印发", "公布", "发布"].iter().any(|word| title.contains(word));
                if title.ends_with("的通知") && !whole && !title.contains('《') {
                    let start = line.range.start + at;
                    let end = start + open.len() + title.len() + '》'.len_utf8();
                    findings.push(subject.finding(&RULE, chapter, &(start..end)));
                }
            }
        }
    }
    findings
}
