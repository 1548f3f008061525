//! `old-regulation` (F4): the report names articles of the regulation's former version as its basis.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::{Arg, Words};
use crate::rule::{Check, Definition, Subject, Which};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "old-regulation", code: "F4", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
old-regulation = 引用的是2007年《条例》的条款：“{ $quote }”
    .help = 条例2019年修订后，编制年度报告的依据是{ $articles }，请更正条款号。
doc-old-regulation =
    .what = 报告以2007年《政府信息公开条例》的条款（第三十一条、第三十二条）作为编制年度报告的依据。
    .why = 条例于2019年修订，年度报告的规定移到第四十九条、第五十条；现行第三十一条、第三十二条讲的是申请的办理。
    .mend = 把条款号改成第四十九条、第五十条，或者只写条例名称。
",
    r"
old-regulation = Article of the 2007 regulation cited: “{ $quote }”
    .help = Since the revision of 2019 the annual report rests on { $articles }; correct the article.
doc-old-regulation =
    .what = The report gives articles of the 2007 regulation (第三十一条, 第三十二条) as the basis of the annual report.
    .why = The regulation was revised in 2019; what it says of annual reports now stands in articles 49 and 50. Today’s articles 31 and 32 are about handling requests.
    .mend = Cite articles 49 and 50 (第四十九条、第五十条), or the regulation alone.
",
);

/// Words of a sentence that speaks of the former version as such, or of what the articles say today.
const OTHERWISE: [&str; 8] = ["原条例", "旧条例", "修订前", "2007年", "第三方", "收到申请", "征求", "受理"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(regulation) = subject.form().map(|form| &form.regulation) else { return Vec::new() };
    let mut finding: Option<Finding> = None;
    for chapter in &subject.chapters {
        for sentence in chapter.sentences() {
            let text = sentence.text;
            let of_report = chapter.which == Which::Opening
                || ["编制本", "年度报告", "年报"].iter().any(|word| text.contains(word));
            if !of_report || OTHERWISE.iter().any(|word| text.contains(word)) {
                continue;
            }
            let Some(range) = cited(text, &regulation.former) else { continue };
            let range = sentence.range.start + range.start..sentence.range.start + range.end;
            finding = Some(match finding {
                Some(first) => first.also(chapter.place(&range), None),
                None => {
                    let articles: Arg = regulation.articles.iter().map(String::as_str).collect();
                    subject.finding(&RULE, chapter, &range).arg("articles", articles)
                }
            });
        }
    }
    finding.into_iter().collect()
}

/// Where a sentence names one of the articles right behind the regulation, as in `《…信息公开条例》第三十一条`.
fn cited(sentence: &str, articles: &[String]) -> Option<Range<usize>> {
    const NAME: &str = "信息公开条例";
    const BETWEEN: usize = 14;
    let found = articles.iter().filter_map(|article| {
        let at = sentence.find(article.as_str())?;
        let (name, _) = sentence.get(..at)?.rmatch_indices(NAME).next()?;
        let between = sentence.get(name + NAME.len()..at)?;
        let near = between.chars().count() <= BETWEEN && !between.contains(['《', '，', '；']);
        near.then(|| at..at + article.len())
    });
    found.min_by_key(|range| range.start)
}
