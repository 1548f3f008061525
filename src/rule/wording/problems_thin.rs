//! `problems-thin` (L5): part five empty, only a few words long, or without a problem or a measure.

use crate::finding::{Finding, Level, Rule};
use crate::form::Role;
use crate::language::Words;
use crate::prose::{han_count, sentences};
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "problems-thin", code: "L5", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
problems-thin = “{ $part }”只有 { $count } 个字：“{ $quote }”
    .help = 请写明主要问题和改进措施，各写具体。
problems-thin--empty = “{ $part }”没有内容
    .help = 请写明主要问题和改进措施，各写具体。
problems-thin--problem = “{ $part }”没有写存在什么问题：“{ $quote }”
    .help = 请先写存在的主要问题，再写改进措施。
problems-thin--measure = “{ $part }”没有写怎样改进：“{ $quote }”
    .help = 请针对问题写出改进措施。
doc-problems-thin =
    .what = 第五部分是空的，只写“无”，不足 30 个字，或者只有问题没有措施、只有措施没有问题。
    .why = 《政府信息公开条例》第五十条第（四）项：年度报告应当包括“政府信息公开工作存在的主要问题及改进情况”。敷衍了事的会被退回。
    .mend = 写明主要问题和改进措施，各写具体。
",
    r"
problems-thin = “{ $part }” has only { $count } characters: “{ $quote }”
    .help = Name the main problems and the measures, each in concrete words.
problems-thin--empty = “{ $part }” is empty
    .help = Name the main problems and the measures, each in concrete words.
problems-thin--problem = “{ $part }” names no problem: “{ $quote }”
    .help = Name the main problems first, then the measures.
problems-thin--measure = “{ $part }” names no measure: “{ $quote }”
    .help = Say what will be done about the problems.
doc-problems-thin =
    .what = Part five is empty, says “无” only, is shorter than 30 characters, or has problems without measures or measures without problems.
    .why = Article 50 (4) of the regulation wants the main problems and their improvement in the report. A perfunctory part is sent back.
    .mend = Name the main problems and the measures, each in concrete words.
",
);

/// How many Han characters are too few.
const FEW: usize = 30;

/// Words that name a problem.
const PROBLEMS: &str = "问题 不足 短板 薄弱 不够 有待 欠缺 缺乏 差距 不高 不强 不全 不多 不深 不广 不细 不清 不便 滞后 困难 偏少 偏低 单一 不及时 不平衡 不规范 不到位 不熟悉 不丰富 不完善 弱项";

/// Words that name a measure.
const MEASURES: &str =
    "下一步 下步 措施 改进 将 加强 整改 今后 进一步 完善 提高 提升 强化 优化 丰富 拓展 规范 增加 已";

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some((chapter, part)) = subject.part(Role::Problems) else { return Vec::new() };
    let count = han_count(chapter.text);
    let Some(first) = sentences(chapter.text).into_iter().next() else {
        let finding = Finding::new(RULE.rule, chapter.head()).variant("empty");
        return vec![finding.arg("part", part.heading.clone())];
    };
    let has = |words: &str| words.split(' ').any(|word| chapter.text.contains(word));
    let finding = subject.finding(&RULE, chapter, &first.range).arg("part", part.heading.clone());
    if count < FEW {
        vec![finding.arg("count", count)]
    } else if !has(PROBLEMS) {
        vec![finding.variant("problem")]
    } else if !has(MEASURES) {
        vec![finding.variant("measure")]
    } else {
        Vec::new()
    }
}
