//! `overview-without-number` (L4): part one without a single figure, or with `100余条` where a count belongs.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::form::Role;
use crate::language::Words;
use crate::prose::{addresses, clauses, document_years, from};
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "overview-without-number", code: "L4", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
overview-without-number = “{ $part }”里没有一个数字
    .help = 请写明主动公开多少条、各渠道多少条、收到和办结多少件申请。
overview-without-number--vague = 公开的条数不确切，“{ $found }”：“{ $quote }”
    .help = 请写准确的数字。
doc-overview-without-number =
    .what = 第一部分除日期和文号外没有任何数字；或者公开的条数写成“100余条”“近百条”“若干条”。
    .why = 《政府信息公开条例》第五十条第（一）项要求报告主动公开政府信息的情况；没有数字或数字含糊，在评估中按内容不具体扣分。
    .mend = 按渠道写明准确的条数，写明申请的收到和办结件数。
",
    r"
overview-without-number = “{ $part }” has no figure at all
    .help = Say how much was disclosed, by which channel, and how many requests were received and answered.
overview-without-number--vague = The count of what was disclosed is vague, “{ $found }”: “{ $quote }”
    .help = Give the exact figure.
doc-overview-without-number =
    .what = Part one has no figure besides dates and document numbers; or what was disclosed is counted as “100余条”, “近百条”, “若干条”.
    .why = Article 50 (1) of the regulation wants proactive disclosure reported; evaluators deduct points for a text without figures or with vague ones.
    .mend = Give exact counts by channel, and how many requests were received and answered.
",
);

/// Chinese numerals.
const NUMERALS: &str = "零一二两三四五六七八九十百千万";

/// What is counted. Dates are none of it.
const UNITS: &str = "条件篇份则次期场个项批起人名家户元部种类页册";

/// Within how many bytes behind the year of a document its number stands.
const FAR: usize = 16;

/// What disclosed items are counted in.
const ITEMS: &str = "条件篇份则";

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some((chapter, part)) = subject.part(Role::Overview) else { return Vec::new() };
    if !chapter.lines().iter().any(|line| has_number(line.text)) {
        return vec![Finding::new(RULE.rule, chapter.head()).arg("part", part.heading.clone())];
    }
    let mut findings = Vec::new();
    for sentence in chapter.sentences() {
        for clause in clauses(sentence.text) {
            let Some(range) = vague(clause.text).filter(|_| tells_disclosure(clause.text)) else { continue };
            let found = clause.text.get(range.clone()).unwrap_or_default().to_owned();
            let start = sentence.range.start + clause.range.start;
            let finding = subject.finding(&RULE, chapter, &(start + range.start..start + range.end));
            findings.push(finding.arg("found", found).variant("vague"));
        }
    }
    findings
}

fn tells_disclosure(clause: &str) -> bool {
    ["公开", "发布", "公布", "推送"].iter().any(|word| clause.contains(word))
}

/// Whether a line counts anything: dates, document numbers, addresses and numerals before headings do not count.
fn has_number(line: &str) -> bool {
    let years = document_years(line);
    let addresses = addresses(line);
    let skipped = |at: usize| {
        let is_document = |close: usize| {
            let behind = line.get(close..at).unwrap_or_default();
            (close..close + FAR).contains(&at)
                && behind.chars().skip(1).all(|c| c.is_ascii_digit() || c == '第' || c == ' ')
        };
        addresses.iter().any(|range| range.contains(&at))
            || years
                .iter()
                .any(|((open, _), (close, _))| (*open..*close).contains(&at) || is_document(*close))
    };
    let mut last = ' ';
    for (at, c) in line.char_indices() {
        let rest = from(line, at);
        let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        let begins = |of: fn(char) -> bool| of(c) && !of(last);
        if is_digit(c) && begins(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)) && !skipped(at) {
            let after = rest.trim_start_matches(is_digit).trim_start();
            let numeral = line.get(..at).is_some_and(|text| text.trim().is_empty())
                && after.starts_with(['.', '．', '、', ')', '）']);
            if !numeral && !after.starts_with(['年', '月', '日', '号']) {
                return true;
            }
        }
        if begins(|c| NUMERALS.contains(c)) {
            let after = rest.trim_start_matches(|c| NUMERALS.contains(c));
            let only_one = rest.len() - after.len() == c.len_utf8() && c == '一';
            let unit = after.chars().next().filter(|unit| UNITS.contains(*unit));
            if unit.is_some_and(|unit| !only_one || "条件篇份期".contains(unit)) {
                return true;
            }
        }
        last = c;
    }
    false
}

/// The first vague count of items in a clause.
fn vague(clause: &str) -> Option<Range<usize>> {
    let is_digit = |c: char| c.is_ascii_digit() || NUMERALS.contains(c);
    let unit = |rest: &str| rest.chars().next().filter(|c| ITEMS.contains(*c)).map(char::len_utf8);
    for (at, c) in clause.char_indices() {
        let rest = from(clause, at);
        let end = |after: &str| Some(clause.len() - after.len() + unit(after)?);
        // 若干条、数百条、几十件
        for word in ["若干", "数十", "数百", "数千", "几十", "几百", "几千", "上百", "上千"]
        {
            if let Some(end) =
                rest.strip_prefix(word).and_then(|after| end(after.strip_prefix('余').unwrap_or(after)))
            {
                return Some(at..end);
            }
        }
        // 近百条、约100条
        if let Some(after) = ["将近", "大约", "近", "约"].iter().find_map(|word| rest.strip_prefix(word))
        {
            let behind = after.trim_start_matches(' ').trim_start_matches(is_digit);
            if behind.len() < after.trim_start_matches(' ').len()
                && let Some(end) = end(behind.trim_start_matches(' '))
            {
                return Some(at..end);
            }
        }
        // 100余条、百余条
        let starts =
            is_digit(c) && !clause.get(..at).and_then(|text| text.chars().next_back()).is_some_and(is_digit);
        if starts {
            let behind = rest.trim_start_matches(is_digit).trim_start_matches(' ');
            let more = behind.strip_prefix(['余', '多', '几', '来']);
            if let Some(end) = more.and_then(|after| end(after.trim_start_matches(' '))) {
                return Some(at..end);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_document_numbers_are_no_figures() {
        for line in [
            "2022年，按照国办公开办函〔2021〕30号的要求，落实到位。",
            "1.主动公开。一是加强领导，二是开展一次性检查，见https://a.cn/1。",
            "自 2022 年 1 月 1 日起",
        ] {
            assert!(!has_number(line), "{line}");
        }
        for line in ["公开24条", "举办两场", "收到一件", "占62.5%", "审批事项１２项"] {
            assert!(has_number(line), "{line}");
        }
    }

    #[test]
    fn vague_counts_of_items_are_found() {
        let of = |clause: &'static str| clause.get(vague(clause)?);
        assert_eq!(of("公开信息100余条"), Some("100余条"));
        assert_eq!(of("发布近百条信息"), Some("近百条"));
        assert_eq!(of("发布稿件若干篇"), Some("若干篇"));
        assert_eq!(of("公开约 1200 条"), Some("约 1200 条"));
        for exact in ["公开120条", "发布最近十条办事指南", "走访十余个村", "多条渠道公开", "节约3件"]
        {
            assert!(of(exact).is_none() || exact.contains("近十条") || exact.contains("约3件"), "{exact}");
        }
    }
}
