//! `template-left` (F7): instructions or placeholders of a template were left in the text.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "template-left", code: "F7", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
template-left = 留有模板里的说明文字：“{ $quote }”
    .help = 请删去说明文字，或者换成本机关的内容。
template-left--placeholder = 留有没有填写的占位符：“{ $quote }”
    .help = 请填写实际的内容。
doc-template-left =
    .what = 正文里留有模板的说明文字（如“该部分以表格形式报告”“【填写……】”“（单位名称）”）或者占位符（如“20XX年”“××局”）。
    .why = 报告一经公布就是正式文件，留下模板文字说明没有认真核对，评估中会被点名。
    .mend = 删去说明文字，填上实际的内容。隐去的姓名（如张××）不算。
",
    r"
template-left = Words of a template were left in: “{ $quote }”
    .help = Delete the instruction, or put the agency’s own words in its place.
template-left--placeholder = A placeholder was not filled in: “{ $quote }”
    .help = Fill in what belongs here.
doc-template-left =
    .what = The text still has instructions of a template (该部分以表格形式报告, 【填写……】, （单位名称）) or placeholders (20XX年, ××局).
    .why = A published report is an official document; such left-overs show that nobody read it, and evaluators name them.
    .mend = Delete the instructions and fill in the rest. Masked names of persons (张××) are right.
",
);

/// Instructions that no report says of itself.
const PHRASES: [&str; 4] = ["部分以表格形式报告", "部分以表格形式填报", "此处填写", "在此填写"];

/// What a pair of brackets holds where it is a blank to be filled in.
const BLANKS: [&str; 10] = [
    "单位名称",
    "机关名称",
    "行政机关名称",
    "公开机关名称",
    "单位全称",
    "机关全称",
    "部门名称",
    "填报单位",
    "年份",
    "填写",
];

/// How a prompt in brackets begins.
const PROMPTS: [&str; 8] = ["填写", "请填", "此处", "请在此", "请根据实际", "请按实际", "如有请", "如无请"];

/// What stands behind a placeholder: units, and the ends of names of places and bodies.
const BEHIND: [&str; 17] = [
    "年", "月", "日", "件", "条", "局", "镇", "市", "县", "区", "乡", "街道", "单位", "部门", "项", "次",
    "篇",
];

/// Surnames before which ×× masks the name of a person.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙朱胡郭何高林罗郑梁宋谢唐韩曹许邓冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚马";

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings: [Option<Finding>; 2] = [None, None];
    for chapter in &subject.chapters {
        let instructions = phrases(chapter.text).into_iter().chain(prompts(chapter.text)).map(|at| (0, at));
        let blanks = placeholders(chapter.text).into_iter().map(|at| (1, at));
        let mut found: Vec<(usize, Range<usize>)> = instructions.chain(blanks).collect();
        found.sort_by_key(|(_, range)| range.start);
        for (kind, range) in found {
            findings[kind] = Some(match findings[kind].take() {
                Some(first) => first.also(chapter.place(&range), None),
                None if kind == 0 => subject.finding(&RULE, chapter, &range),
                None => subject.finding(&RULE, chapter, &range).variant("placeholder"),
            });
        }
    }
    findings.into_iter().flatten().collect()
}

fn phrases(text: &str) -> Vec<Range<usize>> {
    let found = PHRASES.iter().flat_map(|phrase| text.match_indices(phrase));
    found.map(|(at, phrase)| at..at + phrase.len()).collect()
}

/// Brackets that hold a blank or a prompt.
fn prompts(text: &str) -> Vec<Range<usize>> {
    const LONGEST: usize = 60;
    let mut found = Vec::new();
    for (at, open) in text.match_indices(['（', '(', '【', '[', '［', '〔']) {
        let rest = text.get(at + open.len()..).unwrap_or_default();
        let Some(end) = rest.find(['）', ')', '】', ']', '］', '〕', '\n']) else { continue };
        let inside = rest.get(..end).unwrap_or_default().trim();
        let prompt = PROMPTS.iter().any(|word| inside.starts_with(word)) && inside.chars().count() <= LONGEST;
        let closed = rest.get(end..).and_then(|rest| rest.chars().next()).filter(|c| *c != '\n');
        if let Some(close) = closed.filter(|_| prompt || BLANKS.contains(&inside)) {
            found.push(at..at + open.len() + end + close.len_utf8());
        }
    }
    found
}

/// `20XX年`, `××局`, `X月X日`, `____件`: a run of one sign before what it stands for.
fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, sign)) = chars.next() {
        let previous = before.replace(sign);
        if !matches!(sign, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '_' | '＿') {
            continue;
        }
        let (mut end, mut count) = (at + sign.len_utf8(), 1);
        while let Some((next, c)) = chars.next_if(|(_, c)| *c == sign) {
            (end, count) = (next + c.len_utf8(), count + 1);
        }
        let rest = text.get(end..).unwrap_or_default();
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let Some(behind) = BEHIND.iter().find(|behind| rest.starts_with(**behind)) else { continue };
        let decade = text.get(..at).is_some_and(|text| text.ends_with("20")) && *behind == "年" && count == 2;
        let word = previous.is_some_and(|c| c.is_ascii_alphanumeric() || c == '第' || SURNAMES.contains(c));
        let enough = count > 1 || !"_＿".contains(sign) && ["年", "月", "日", "件", "条"].contains(behind);
        if decade || enough && !word {
            found.push(at..text.len() - rest.len() + behind.len());
        }
    }
    found
}
