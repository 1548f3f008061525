//! `other-part-general`: part six filled with the work of the year that belongs to part one.

use crate::finding::{Finding, Level, Rule};
use crate::form::Role;
use crate::language::Words;
use crate::prose::{from, han_count};
use crate::rule::{Chapter, Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "other-part-general", code: "", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
other-part-general = “{ $part }”写了 { $count } 项一般性工作，第一项：“{ $quote }”
    .help = 工作情况请并入“{ $overview }”；这一部分只写收取信息处理费的情况和确有必要的其他事项。
other-part-general--long = “{ $part }”有 { $count } 个字，比“{ $problems }”的 { $length } 个字还多：“{ $quote }”
    .help = 工作情况请并入“{ $overview }”；这一部分只写收取信息处理费的情况和确有必要的其他事项。
doc-other-part-general =
    .what = 第六部分比第五部分还长，或者逐项写组织领导、队伍、平台、落实、考核这类工作情况。
    .why = 《政府信息公开条例》第五十条第（五）项是“其他需要报告的事项”；把日常工作写进来，重点就不清楚，评估时常被指出内容泛化。
    .mend = 把工作情况并入第一部分，第六部分只留信息处理费等事项。
",
    r"
other-part-general = “{ $part }” describes general work; items: { $count }, the first: “{ $quote }”
    .help = Move the work of the year to “{ $overview }”; keep the fees for handling requests (信息处理费) and what really needs to be reported besides.
other-part-general--long = “{ $part }” has { $count } characters, more than the { $length } of “{ $problems }”: “{ $quote }”
    .help = Move the work of the year to “{ $overview }”; keep the fees for handling requests (信息处理费) and what really needs to be reported besides.
doc-other-part-general =
    .what = Part six is longer than part five, or lists work such as leadership, staff, platforms, implementation and assessment.
    .why = Article 50 (5) of the regulation wants other matters there; everyday work buries them, which evaluators fault as too general.
    .mend = Move the work to part one and keep the fees and other matters in part six.
",
);

/// Up to how many characters part six may have, whatever the length of part five.
const SHORT: usize = 150;

/// What the items of general work are about.
const GENERAL: [&str; 13] = [
    "组织领导",
    "队伍",
    "平台",
    "落实",
    "考核",
    "培训",
    "监督",
    "机制",
    "制度",
    "宣传",
    "责任",
    "意识",
    "保障",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (Some((chapter, part)), Some((problems, five))) =
        (subject.part(Role::Other), subject.part(Role::Problems))
    else {
        return Vec::new();
    };
    let count = han_count(chapter.text);
    let length = han_count(problems.text);
    let items = general(chapter);
    let first = chapter.sentences().first().map(|sentence| sentence.range.clone());
    let finding = if items.len() > 1 {
        subject.gathered(&RULE, items.into_iter().map(|range| (chapter, range)))
    } else if count > length && count > SHORT {
        first.map(|first| {
            let finding = subject.finding(&RULE, chapter, &first).variant("long").arg("count", count);
            finding.arg("problems", five.heading.clone()).arg("length", length)
        })
    } else {
        None
    };
    let overview = subject.part(Role::Overview).map(|(_, part)| part.heading.clone());
    let finding = finding.map(|finding| finding.arg("part", part.heading.clone()));
    finding.map(|finding| finding.arg("overview", overview.unwrap_or_default())).into_iter().collect()
}

/// The items and sub-headings of a chapter that name general work.
fn general(chapter: &Chapter<'_>) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for line in chapter.lines() {
        let numeral = ["（", "("].iter().find_map(|open| {
            let (numeral, rest) = line.text.strip_prefix(open)?.split_once(['）', ')'])?;
            (numeral.chars().count() <= 2).then_some(rest.trim_start())
        });
        let Some(title) = line.heading.map(|_| line.text).or(numeral) else { continue };
        let title = title.split(['。', '，', '：', '.', ',', ':']).next().unwrap_or_default();
        let is_short = title.chars().count() <= 20;
        if is_short && GENERAL.iter().any(|word| title.contains(word)) {
            let start = line.range.start + line.text.len()
                - from(line.text, line.text.find(title).unwrap_or(0)).len();
            found.push(start..start + title.len());
        }
    }
    found
}
