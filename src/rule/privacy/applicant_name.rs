//! `applicant-name` (P4): the name of a person who made a request stands in the text.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "applicant-name", code: "P4", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
applicant-name = 写了申请人的姓名：“{ $quote }”
    .help = 请隐去姓名，例如写成“申请人王某”，或者只写申请人的类别。
doc-applicant-name =
    .what = 正文里出现政府信息公开申请人的姓名。只认“申请人”后面紧跟常见姓氏的写法，王某、张××不算。
    .why = 申请人的姓名是个人信息，年度报告只需要统计数字。《政府信息公开条例》第十五条规定涉及个人隐私的信息不得公开。
    .mend = 删去或者隐去姓名。
",
    r"
applicant-name = The name of an applicant is published: “{ $quote }”
    .help = Mask the name, as in 申请人王某, or say what kind of applicant it was.
doc-applicant-name =
    .what = The text names a person who made a request. Only a common surname right behind 申请人 is recognised; 王某 and 张×× are masked and right.
    .why = Who applied is personal data, and the report needs figures only. Article 15 of the regulation forbids to disclose what touches personal privacy.
    .mend = Delete the name or mask it.
",
);

/// Common surnames that begin few other words behind 申请人.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙朱胡郭罗梁宋唐韩邓冯彭萧蔡潘袁董吕魏蒋苏丁沈姜崔廖邱薛侯贾邹熊孟秦阎尹姚邵汪郝郑谭陆";

/// Words that begin with one of them.
const WORDS_NOT_NAMES: [&str; 30] = [
    "张贴", "张开", "陈述", "陈列", "陈情", "周末", "周边", "周期", "周一", "周二", "周三", "周四", "周五",
    "周内", "周知", "黄页", "黄线", "徐徐", "孙子", "孙女", "胡乱", "胡搅", "罗列", "唐突", "董事", "郑重",
    "苏醒", "王府", "梁子", "陆续",
];

/// What follows a name.
const BEHIND: [&str; 10] = ["先生", "女士", "同志", "（", "(", "申请", "提出", "要求", "不服", "等人"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut finding: Option<Finding> = None;
    for chapter in &subject.chapters {
        for range in names(chapter.text) {
            finding = Some(match finding {
                Some(first) => first.also(chapter.place(&range), None),
                None => subject.finding(&RULE, chapter, &range),
            });
        }
    }
    finding.into_iter().collect()
}

/// Where the names of applicants stand in a text: 申请人, a surname, one or two characters, and what follows a name.
fn names(text: &str) -> Vec<Range<usize>> {
    const APPLICANT: &str = "申请人";
    let found = text.match_indices(APPLICANT).filter_map(|(at, _)| {
        let rest = text.get(at + APPLICANT.len()..)?;
        let name = rest.trim_start_matches(['：', ':']);
        let start = text.len() - name.len();
        if !name.starts_with(|c| SURNAMES.contains(c))
            || WORDS_NOT_NAMES.iter().any(|word| name.starts_with(word))
        {
            return None;
        }
        let ends = name.char_indices().map(|(at, _)| at).skip(2).take(2);
        let end = ends.into_iter().find(|end| {
            let behind = name.get(*end..).unwrap_or_default();
            BEHIND.iter().any(|word| behind.starts_with(word))
        })?;
        let given = name.get(..end)?;
        let han = |c: char| {
            ('\u{4E00}'..='\u{9FFF}').contains(&c) && !"某甲乙丙丁的在于向应可就要已未均".contains(c)
        };
        given.chars().skip(1).all(han).then(|| start..start + end)
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_applicants_are_told_from_words() {
        let of = |text: &'static str| -> Vec<&str> {
            names(text).into_iter().filter_map(|range| text.get(range)).collect()
        };
        assert_eq!(of("收到申请人王小明提出的申请，申请人：李华（身份证略）要求公开"), ["王小明", "李华"]);
        for text in [
            "申请人王某提出",
            "申请人张××要求",
            "申请人陆续提出",
            "申请人陈述要求",
            "申请人均为自然人",
            "申请人周末提出",
            "申请人可向本机关申请",
            "申请人应当要求",
            "申请人李某某不服",
            "申请人对答复不服",
        ] {
            assert_eq!(of(text), Vec::<&str>::new(), "{text}");
        }
    }
}
