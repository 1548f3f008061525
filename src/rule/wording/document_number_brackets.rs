//! `document-number-brackets` (L6): the year of a document number in other brackets than 〔〕, as in `[2021]30号`.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::document_years;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "document-number-brackets", code: "L6", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
document-number-brackets = 发文字号的年份没有用六角括号：“{ $quote }”
    .help = 年份请用〔〕括起，如〔2021〕30号。
doc-document-number-brackets =
    .what = 文件的发文字号里，年份用了方括号、圆括号等，如“[2021]30号”“（2021）30号”。
    .why = 《党政机关公文格式》（GB/T 9704—2012）规定，发文字号的年份用六角括号“〔〕”括入。
    .mend = 把年份前后的括号改成〔〕。gongkai check --fix 可以改。
",
    r"
document-number-brackets = The year of a document number stands in the wrong brackets: “{ $quote }”
    .help = Put the year in 〔〕, as in 〔2021〕30号.
doc-document-number-brackets =
    .what = The year of a document number stands in square, round or other brackets, as in “[2021]30号” or “（2021）30号”.
    .why = The national standard of official documents (GB/T 9704—2012) puts the year in hexagonal brackets 〔〕.
    .mend = Write 〔〕 around the year. gongkai check --fix does it.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        for line in chapter.lines() {
            for (open, close) in document_years(line.text) {
                if (open.1, close.1) == ('〔', '〕') {
                    continue;
                }
                let range =
                    |(at, c): (usize, char)| line.range.start + at..line.range.start + at + c.len_utf8();
                let mut finding = subject.finding(&RULE, chapter, &(range(open).start..range(close).end));
                if let Some((first, last)) = chapter.exact(&range(open)).zip(chapter.exact(&range(close))) {
                    finding = finding.fixed_by(first, "〔").fixed_by(last, "〕");
                }
                findings.push(finding);
            }
        }
    }
    findings
}
