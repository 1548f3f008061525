//! `stale-year` (L10): another year told as the one of the report, as in `2021年，我局公开…` in the report of 2022.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::form::Role;
use crate::language::Words;
use crate::prose::{Sentence, from, is_quoted};
use crate::rule::{Check, Definition, Subject, Which};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "stale-year", code: "L10", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
stale-year = 写的是 { $found } 年，本报告是 { $year } 年度的：“{ $quote }”
    .help = 如果是沿用往年的文字，请改年份并核对这一句的数字；如果确实在说那一年，请写明“上年”等字样。
doc-stale-year =
    .what = 把别的年份当作本年来写，如 2022 年度报告里写“2021年，我局公开信息100条”“现将2021年度工作情况报告如下”。说上年情况、作比较、写下年打算的句子不提示。
    .why = 多半是复制往年报告时漏改，评估时会当作照搬往年内容；国办公开办函〔2021〕30号对内容不准确、雷同的报告要求追究责任。
    .mend = 改成本年，并核对同一句里的数字是不是本年的。
",
    r"
stale-year = { $found } stands where the year of the report, { $year }, should: “{ $quote }”
    .help = If the sentence was taken over, mend the year and check its figures; if it really tells of that year, say so (“上年”).
doc-stale-year =
    .what = Another year is told as the year of the report: “2021年，我局公开信息100条” or “现将2021年度工作情况报告如下” in a report of 2022. Sentences about the year before, comparisons and plans for the next year are left alone.
    .why = Such a year is mostly left from an older report, and evaluators count it as copied; notice 国办公开办函〔2021〕30号 holds those to account whose reports are inaccurate or alike.
    .mend = Write the year of the report, and check whether the figures of the sentence are of it.
",
);

/// Words with which a sentence looks to another year on purpose, or forward.
const ELSEWHERE: [&str; 21] = [
    "上年",
    "上一年",
    "去年",
    "往年",
    "历年",
    "前年",
    "年初",
    "较",
    "相比",
    "同比",
    "比",
    "以来",
    "起",
    "自",
    "至",
    "将",
    "拟",
    "计划",
    "当年",
    "次年",
    "沿用",
];

/// Who is meant by a sentence that speaks of the reporting body.
const SUBJECTS: [&str; 29] = [
    "我局",
    "我镇",
    "我乡",
    "我县",
    "我市",
    "我区",
    "我办",
    "我委",
    "我院",
    "我厅",
    "我中心",
    "我街道",
    "我单位",
    "本单位",
    "本机关",
    "本局",
    "本镇",
    "本乡",
    "本街道",
    "本办",
    "本委",
    "全年",
    "全镇",
    "全乡",
    "全县",
    "全局",
    "全市",
    "全区",
    "全街道",
];

/// What a body does in its year.
const DEEDS: [&str; 18] = [
    "公开",
    "收到",
    "受理",
    "制发",
    "坚持",
    "认真",
    "严格",
    "贯彻",
    "落实",
    "深入",
    "未发生",
    "没有发生",
    "未收取",
    "未出现",
    "开展",
    "加强",
    "办理",
    "发布",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let year = subject.report.year;
    let overview = subject.part(Role::Overview).map(|(chapter, _)| chapter.which);
    let other = subject.part(Role::Other).map(|(chapter, _)| chapter.which);
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        let which = Some(chapter.which);
        if chapter.which != Which::Opening && which != overview && which != other {
            continue;
        }
        let headings: Vec<usize> = chapter
            .lines()
            .iter()
            .filter(|line| line.heading.is_some())
            .map(|line| line.range.start)
            .collect();
        let sentences = chapter.sentences().iter();
        let mut first = which == overview;
        for sentence in sentences.filter(|sentence| !headings.contains(&sentence.range.start)) {
            let found = other_year(subject, sentence, first);
            first = false;
            if let Some((found, range)) = found {
                let finding = subject.finding(&RULE, chapter, &range);
                findings.push(finding.arg("found", found.to_string()).arg("year", year.to_string()));
            }
        }
    }
    findings
}

/// The year that a sentence gives for the report's, with its bytes.
fn other_year(subject: &Subject<'_>, sentence: &Sentence<'_>, first: bool) -> Option<(i32, Range<usize>)> {
    let (text, year) = (sentence.text, subject.report.year);
    if text.contains(&year.to_string()) {
        return None;
    }
    let at = |found: &str| {
        let start = sentence.range.start + (text.len() - found.len());
        start..start + 4
    };
    // 现将2021年度…报告如下
    let announced = ["现将", "现发布", "现公布"].iter().find_map(|word| text.split_once(word));
    if let Some((_, rest)) = announced {
        let body = name_left_out(subject, rest);
        let told = ["如下", "公布", "报告"].iter().any(|word| body.contains(word));
        return starting_year(body).filter(|found| told && *found != year).map(|found| (found, at(body)));
    }
    let body = without_numeral(text);
    let found = starting_year(body).filter(|found| *found != year)?;
    let said = from(body, 4).trim_start().trim_start_matches('年').trim_start_matches('度');
    let said = said.trim_start_matches(['，', ',', ' ']);
    let (name, short) =
        subject.agency.map_or(("", ""), |agency| (agency.name.as_str(), agency.short.as_str()));
    let names = || SUBJECTS.into_iter().chain([name, short]).filter(|name| !name.is_empty());
    // The report's own first sentence may begin with whose guidance it followed.
    let led = first && ["在", "按照", "根据", "围绕", "以"].iter().any(|word| said.starts_with(word));
    let subject_at = names().find_map(|name| match said.strip_prefix(name) {
        None if led => said.split_once(name).map(|(_, rest)| rest),
        rest => rest,
    })?;
    let forward = found > year && !subject_at.contains(|c: char| c.is_ascii_digit());
    let does = DEEDS.iter().any(|word| subject_at.contains(word));
    let elsewhere =
        ELSEWHERE.iter().any(|word| body.contains(word)) || is_quoted(text, text.len() - body.len());
    (does && !forward && !elsewhere).then(|| (found, at(body)))
}

/// The year at the start of a text, if 年 follows.
fn starting_year(text: &str) -> Option<i32> {
    let digits = text.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    from(text, 4).trim_start().strip_prefix('年')?;
    digits.parse().ok().filter(|year| (1949..=2100).contains(year))
}

/// A sentence without a numeral such as `（一）` or `1.` and a short heading such as `主动公开。` is one by itself.
fn without_numeral(text: &str) -> &str {
    let inner = |open: char, close: char| {
        let rest = text.strip_prefix(open)?;
        let (numeral, rest) = rest.split_once(close)?;
        (numeral.chars().count() <= 3).then_some(rest)
    };
    inner('（', '）').or_else(|| inner('(', ')')).unwrap_or(text).trim_start()
}

/// The text behind the agency's name, if it begins with it.
fn name_left_out<'t>(subject: &Subject<'_>, text: &'t str) -> &'t str {
    let names = subject.agency.map(|agency| [agency.name.as_str(), agency.short.as_str()]);
    let rest = names.iter().flatten().chain(&SUBJECTS).find_map(|name| text.strip_prefix(name));
    rest.unwrap_or(text).trim_start()
}
