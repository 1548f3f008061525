//! `title-wording` (F5): the title of the report, written or cited, is not agency, year and the form's fixed words.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::form::Form;
use crate::language::Words;
use crate::portal::{Agency, Register};
use crate::prose::Folded;
use crate::rule::{Chapter, Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "title-wording", code: "F5", level: Level::Error, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
title-wording = 标题写法不规范：“{ $quote }”
    .help = 标题应为“{ $title }”。
title-wording--annual-work = 标题写成了“年度工作报告”：“{ $quote }”
    .help = 标题应为“{ $title }”。
title-wording--work-report = 标题写成了“公开工作报告”：“{ $quote }”
    .help = 标题应为“{ $title }”。
title-wording--doubled = 标题里“年度”重复：“{ $quote }”
    .help = 年份后面不加“度”，标题应为“{ $title }”。
title-wording--year = 标题里的年份不是报告年度：“{ $quote }”
    .help = 这是{ $year }年度的报告，标题应为“{ $title }”。
title-wording--agency = 标题里的机关名称不是本机关的全称：“{ $quote }”
    .help = 标题应为“{ $title }”。
doc-title-wording =
    .what = 报告的标题，或者开头用书名号引用的本报告标题，不是“机关全称+年份+政府信息公开工作年度报告”。
    .why = 格式的名称是《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号），报告因此称“政府信息公开工作年度报告”。标题是检索和归档的依据，文中引用的标题也要与之一致。
    .mend = 按规定的写法改正。数字前后的空格不计，曾用名和省略“人民政府”的写法不算错。
",
    r"
title-wording = The title is not worded as prescribed: “{ $quote }”
    .help = The title is “{ $title }”.
title-wording--annual-work = The title says 年度工作报告: “{ $quote }”
    .help = The title is “{ $title }”.
title-wording--work-report = The title says 公开工作报告: “{ $quote }”
    .help = The title is “{ $title }”.
title-wording--doubled = The title says 年度 twice: “{ $quote }”
    .help = No 度 follows the year; the title is “{ $title }”.
title-wording--year = The year in the title is not the report’s: “{ $quote }”
    .help = This is the report of { $year }; its title is “{ $title }”.
title-wording--agency = The title does not give this agency’s full name: “{ $quote }”
    .help = The title is “{ $title }”.
doc-title-wording =
    .what = The report’s title, or the title it gives itself in 《》 in the opening, is not the agency’s full name, the year and 政府信息公开工作年度报告.
    .why = The form is called 《中华人民共和国政府信息公开工作年度报告格式》 (国办公开办函〔2021〕30号), so a report is a 政府信息公开工作年度报告. Titles are what reports are found and filed by, and a title cited in the text must be the same.
    .mend = Word it as prescribed. Spaces around digits do not count; former names and names without 人民政府 are right.
",
);

/// What every such report is about.
const SUBJECT: &str = "政府信息公开";

/// What it is.
const REPORT: &str = "报告";

/// Words of a sentence that presents the report itself.
const PRESENTED: [&str; 6] = ["公布", "发布", "编制", "形成", "撰写", "现将"];

/// Words of a sentence that speaks of an earlier report.
const EARLIER: [&str; 8] = ["上年", "上一年", "去年", "往年", "历年", "此前", "前一年", "以前"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(form) = subject.form().filter(|form| !form.parts.is_empty()) else { return Vec::new() };
    let (Some(agency), Some(opening)) = (subject.agency, subject.opening()) else { return Vec::new() };
    let mut findings: Vec<(&str, Finding)> = Vec::new();
    let mut told = |fault: &'static str, finding: Finding| match findings
        .iter_mut()
        .find(|(other, _)| *other == fault)
    {
        Some((_, first)) => *first = first.clone().also(finding.place().clone(), None),
        None => findings.push((fault, if fault.is_empty() { finding } else { finding.variant(fault) })),
    };
    if let Some(title) = &subject.report.narrative.title {
        let finding = Finding::new(RULE.rule, opening.head()).arg("quote", title.as_str());
        if let Some(fault) = fault(title, agency, form, subject.report.year) {
            told(fault, finding);
        }
    }
    let written = written(opening, form, agency).filter(|_| subject.report.narrative.title.is_none());
    let cited = cited(opening, form, agency, subject.register, subject.report.year);
    for (title, range) in written.into_iter().chain(cited) {
        if let Some(fault) = fault(&title, agency, form, subject.report.year) {
            told(fault, subject.finding(&RULE, opening, &range));
        }
    }
    let title = subject.report.title(&agency.name);
    let year = subject.report.year.to_string();
    findings
        .into_iter()
        .map(|(_, finding)| finding.arg("title", title.as_str()).arg("year", year.as_str()))
        .collect()
}

/// A title written as a paragraph or two at the head of the opening, the agency on a line of its own.
fn written(opening: &Chapter<'_>, form: &Form, agency: &Agency) -> Option<(String, Range<usize>)> {
    let lines = opening.lines();
    let title = |line: &str| {
        let text = Folded::of(line).text;
        let words =
            text.rsplit_once('(').filter(|_| text.ends_with(')')).map_or(text.as_str(), |(words, _)| words);
        form.is_title(line) && words.ends_with(REPORT) && !line.contains(['。', '，', '；', '：', ',', '《'])
    };
    match lines.as_slice() {
        [line, ..] if title(line.text) => Some((line.text.to_owned(), line.range.clone())),
        [name, line, ..] if title(line.text) && ends_with_name(&Folded::of(name.text).text, agency) => {
            Some((format!("{}{}", name.text, line.text), name.range.start..line.range.end))
        }
        _ => None,
    }
}

/// Where the opening cites the report's own title in 《》: it names this agency and consists of the words of a title.
fn cited(
    opening: &Chapter<'_>,
    form: &Form,
    agency: &Agency,
    register: &Register,
    year: i32,
) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    for sentence in opening.sentences() {
        if EARLIER.iter().any(|word| sentence.text.contains(word)) {
            continue;
        }
        for (at, _) in sentence.text.match_indices('《') {
            let rest = sentence.text.get(at + '《'.len_utf8()..).unwrap_or_default();
            let Some((title, _)) = rest.split_once('》') else { continue };
            let folded = Folded::of(title).text;
            let presented = PRESENTED.iter().any(|word| sentence.text.contains(word));
            let of_year = parts(&folded).is_none_or(|(_, written, _)| written == year);
            if is_own(&folded, form, agency, register) && (presented || of_year) {
                let start = sentence.range.start + at;
                found.push((title.to_owned(), start..start + title.len() + 2 * '《'.len_utf8()));
            }
        }
    }
    found
}

/// Whether a folded title is meant to be this agency's.
fn is_own(title: &str, form: &Form, agency: &Agency, register: &Register) -> bool {
    let names = [&agency.name, &agency.short].into_iter().chain(&agency.aliases);
    let mut names: Vec<String> = names.map(|name| Folded::of(name).text).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let Some(name) = names.iter().find(|name| title.contains(name.as_str())) else { return false };
    // 《甲县教育局2022年…》 in the report of 甲县 is another agency's.
    let of_agency = title.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let foreign = register.agencies.iter().filter(|other| other.slug != agency.slug);
    let mut foreign = foreign.flat_map(|other| [&other.name, &other.short]);
    if !ends_with_name(of_agency, agency) && foreign.any(|other| of_agency.ends_with(other.as_str())) {
        return false;
    }
    let rest = title.replacen(name.as_str(), "", 1);
    let words: String = rest.chars().filter(|c| !c.is_ascii_digit()).collect();
    words.contains(SUBJECT)
        && words.contains(REPORT)
        && words.chars().all(|c| form.title.zh.contains(c) || "年的关于人民办事处".contains(c))
}

/// What is wrong with a title: the variant of the message, empty for the plain one.
fn fault(title: &str, agency: &Agency, form: &Form, year: i32) -> Option<&'static str> {
    let title = Folded::of(title).text;
    let title = match title.rsplit_once('(') {
        // A draft mark is told by a rule of its own; （图解版） is no part of the title.
        Some((title, mark)) if mark.ends_with("稿)") || mark.ends_with("版)") => title.to_owned(),
        _ => title,
    };
    let Some((name, written, words)) = parts(&title) else { return Some("") };
    let fixed = Folded::of(&form.title.zh).text;
    if written != year {
        return Some("year");
    }
    if !name.is_empty() && !ends_with_name(name, agency) {
        let garbled = name.contains(SUBJECT) || name.contains(&Folded::of(&agency.name).text);
        return Some(if garbled { "" } else { "agency" });
    }
    match words {
        words if words == fixed && !name.is_empty() => None,
        words if words.contains("年度工作报告") => Some("annual-work"),
        words if words.contains("公开工作报告") => Some("work-report"),
        words if words.starts_with('度') && words.contains("年度") => Some("doubled"),
        _ => Some(""),
    }
}

/// Agency, year, and what follows the year.
fn parts(title: &str) -> Option<(&str, i32, &str)> {
    let start = title.find(|c: char| c.is_ascii_digit())?;
    let (name, rest) = title.split_at_checked(start)?;
    let (year, words) = rest.split_once('年')?;
    Some((name, year.parse().ok()?, words))
}

/// Whether a folded name is the agency's: in full, a former one, without 人民政府, or with the county before it.
fn ends_with_name(name: &str, agency: &Agency) -> bool {
    let names = std::iter::once(&agency.name).chain(&agency.aliases);
    names.map(|name| Folded::of(name).text).any(|full| {
        let place = full.strip_suffix("人民政府").unwrap_or(&full);
        [full.as_str(), place].iter().any(|own| {
            let before = name.strip_suffix(own);
            before.is_some_and(|before| {
                before.is_empty() || before.ends_with(['省', '市', '县', '区', '旗', '州'])
            })
        })
    })
}
