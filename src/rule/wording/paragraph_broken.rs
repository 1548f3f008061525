//! `paragraph-broken`: a paragraph that stops in the middle of a sentence, and another goes on.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::{han_count, is_han};
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "paragraph-broken", code: "", level: Level::Note, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
paragraph-broken = 这一段在句子中间断开了：“{ $quote }”
    .help = 请与下一段接起来；如果话已说完，请补上句号。
doc-paragraph-broken =
    .what = 一段的末尾没有句号之类的标点，后面又接着一段正文，一句话因此断成两段。
    .why = 多半是从 PDF 或换页的文档里复制时断开的。
    .mend = 删去中间的空行，把两段接起来；话已说完的，补上句号。
",
    r"
paragraph-broken = This paragraph stops in the middle of a sentence: “{ $quote }”
    .help = Join it with the next one; if the sentence is complete, end it with a full stop.
doc-paragraph-broken =
    .what = A paragraph ends without a full stop or the like, and another paragraph of text follows: one sentence stands in two.
    .why = Text copied from a PDF or across pages breaks this way.
    .mend = Delete the blank line between the two; if the sentence is complete, end it with a full stop.
",
);

/// From how many Han characters on a paragraph is a text and no line of a title, an address or a signature.
const LONG: usize = 20;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        let mut lines = chapter.lines().into_iter();
        for pair in chapter.html().lines().collect::<Vec<_>>().windows(2) {
            let [Some(first), Some(next)] = [pair[0], pair[1]].map(paragraph) else { continue };
            if !is_broken(&first) || begins_item(&next) || han_count(&next) < LONG / 2 {
                continue;
            }
            let plain = |text: &str| text.chars().filter(|c| is_han(*c)).collect::<String>();
            let line = lines.by_ref().find(|line| plain(line.text) == plain(&first));
            let Some(line) = line else { break };
            let last = line.text.chars().next_back().map_or(0, char::len_utf8);
            findings.push(subject.finding(&RULE, chapter, &(line.range.end - last..line.range.end)));
        }
    }
    findings
}

/// The text of a line of HTML that is one whole paragraph.
fn paragraph(html: &str) -> Option<String> {
    let mut rest = html.strip_prefix("<p>")?.strip_suffix("</p>")?;
    let mut text = String::new();
    while let Some((words, tail)) = rest.split_once('<') {
        text.push_str(words);
        rest = tail.split_once('>').map_or("", |(_, tail)| tail);
    }
    text.push_str(rest);
    Some(text.trim().to_owned())
}

/// Whether a paragraph has sentences or clauses and ends within one.
fn is_broken(text: &str) -> bool {
    let ends = text.chars().next_back().is_some_and(|c| is_han(c) || "、，,".contains(c));
    ends && han_count(text) >= LONG && text.contains(['，', '。', '；', ',', ';'])
}

/// Whether a paragraph is an item of a list in all but markup.
fn begins_item(text: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    let inner = text.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(numeral);
    let numbered = rest.len() < inner.len() && rest.starts_with(['）', ')', '、', '.', '．', '是']);
    numbered || text.starts_with(['①', '②', '③', '④', '⑤', '第', '附', '—', '●', '·'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_items_are_not_broken() {
        assert!(is_broken("全年公开信息三百条，主要涉及政策文件、办事指南和惠农补贴、"));
        assert!(!is_broken("全年公开信息三百条，主要涉及政策文件、办事指南和惠农补贴。"));
        assert!(!is_broken("样例县海城镇人民政府二〇二二年政府信息公开工作年度报告"));
        assert!(["（二）依申请公开", "2.公开", "二是答复"].iter().all(|text| begins_item(text)));
        assert!(!begins_item("互动，回应群众"));
    }
}
