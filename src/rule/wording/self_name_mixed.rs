//! `self-name-mixed` (L1): a report that calls its own body another kind, as in `我局` in the report of a town.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::{before, from, is_han, is_quoted};
use crate::rule::{Chapter, Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "self-name-mixed", code: "L1", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
self-name-mixed = “{ $name }”不应自称“{ $found }”，共 { $count } 处，第一处：“{ $quote }”
    .help = 多半是沿用别的单位的文字。请改成本机关的自称，并核对这一段说的是不是本机关的事。
doc-self-name-mixed =
    .what = 报告里的自称与机关的类别不符，如镇的报告写“我局”“全乡”“乡综合办”，局的报告写“我镇”。“乡镇”“乡村”“城乡”和引号里别人的话不算。
    .why = 照抄别的单位的报告会留下这样的痕迹；国办公开办函〔2021〕30号对内容雷同、敷衍了事的报告要求追究责任。
    .mend = 改成本机关的自称，并核对这一段的内容。
",
    r"
self-name-mixed = “{ $name }” should not call itself “{ $found }”; places: { $count }, the first: “{ $quote }”
    .help = The words were probably taken from another body. Name your own, and check whether the passage tells of it.
doc-self-name-mixed =
    .what = The report calls its body another kind than it is: “我局”, “全乡” or “乡综合办” in the report of a town, “我镇” in that of a bureau. “乡镇”, “乡村”, “城乡” and words of others in quotes do not count.
    .why = A report copied from another body shows it this way; notice 国办公开办函〔2021〕30号 holds those to account whose reports are alike or perfunctory.
    .mend = Name your own body, and check what the passage says.
",
);

/// Kinds of bodies as they call themselves, with the ends of their names.
const KINDS: [(&str, &[&str]); 10] = [
    ("镇", &["镇人民政府", "镇"]),
    ("乡", &["乡人民政府", "乡"]),
    ("街道", &["街道办事处", "街道"]),
    ("局", &["局"]),
    ("委", &["委员会", "委"]),
    ("办", &["办公室"]),
    ("中心", &["中心"]),
    ("厅", &["厅"]),
    ("院", &["院"]),
    ("政府", &["县人民政府", "市人民政府", "区人民政府", "省人民政府"]),
];

/// Kinds that a body may be called by mistake, and what follows where they are no kind at all: 我委托, 全乡镇.
const CALLED: [(&str, &str); 7] = [
    ("镇", "区长街"),
    ("乡", "镇村亲间土愁音"),
    ("街道", ""),
    ("局", "部限面势域"),
    ("委", "托派任屈婉"),
    ("中心", ""),
    ("办", "理事案结公学好文完法"),
];

/// Offices of towns; with 乡 before them they belong to one.
const OFFICES: [&str; 3] = ["综合办", "党政办", "党政综合"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(agency) = subject.agency else { return Vec::new() };
    let names = [&agency.name].into_iter().chain(&agency.aliases);
    let kind_of = |name: &String| {
        KINDS.iter().find(|(_, ends)| ends.iter().any(|end| name.ends_with(end))).map(|(kind, _)| *kind)
    };
    // One that was renamed may be called as before.
    let own: Vec<Option<&str>> = names.map(kind_of).collect();
    let mut findings = Vec::new();
    if own.contains(&None) {
        return findings;
    }
    let own: Vec<&str> = own.into_iter().flatten().collect();
    for (called, not_before) in CALLED {
        // A government is written about by its office, which may say 我办.
        if own.contains(&called)
            || called == "办" && own.iter().any(|kind| ["政府", "镇", "乡", "街道"].contains(kind))
        {
            continue;
        }
        let mut places: Vec<(&Chapter<'_>, Range<usize>)> = Vec::new();
        for chapter in &subject.chapters {
            for line in chapter.lines() {
                let found = self_names(line.text, called, not_before, &own);
                let at = |range: Range<usize>| line.range.start + range.start..line.range.start + range.end;
                places.extend(found.into_iter().map(|range| (chapter, at(range))));
            }
        }
        let first = places.first().and_then(|(chapter, range)| chapter.text.get(range.clone()));
        let found = first.unwrap_or_default().to_owned();
        if let Some(finding) = subject.gathered(&RULE, places) {
            findings.push(finding.arg("found", found).arg("name", agency.name.as_str()));
        }
    }
    findings
}

/// Where a line speaks of its own body as of a kind.
fn self_names(line: &str, called: &str, not_before: &str, own: &[&str]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices(called) {
        let end = at + called.len();
        let after = from(line, end);
        let led = before(line, at).unwrap_or(' ');
        let start = at - led.len_utf8().min(at);
        let is_kind = !after.chars().next().is_some_and(|c| not_before.contains(c));
        let is_township = ["乡", "镇", "街道"].contains(&called);
        // 全乡 and 全镇 are said by townships of themselves; a bureau may well speak of a whole town.
        let whole = led == '全' && is_township && own.iter().any(|kind| ["乡", "镇", "街道"].contains(kind));
        let own_words =
            "我本".contains(led) && !before(line, start).is_some_and(|c| "自根基原文版".contains(c));
        let named =
            before(line, start).is_some_and(is_han) && led == '全' && before(line, start) == Some('乡');
        if is_kind
            && !named
            && (whole || own_words)
            && !is_quoted(line, at)
            && (called != "办" || led == '我')
        {
            found.push(start..end);
            continue;
        }
        // 乡综合办, but not 青石乡综合办: a name goes before it.
        let office = OFFICES.iter().find(|office| after.starts_with(**office));
        let free = !is_han(led) || "在由到向对从的和与及以经为沉至".contains(led);
        if let Some(office) = office.filter(|_| is_township && free && !is_quoted(line, at)) {
            found.push(at..end + office.len());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_about_oneself_count() {
        let of = |line: &'static str| -> Vec<&str> {
            self_names(line, "乡", "镇村亲间土愁音", &["镇"])
                .into_iter()
                .filter_map(|range| line.get(range))
                .collect()
        };
        assert_eq!(of("我乡和全乡各村，办公室设在乡综合办"), ["我乡", "全乡", "乡综合办"]);
        assert_eq!(of("全乡镇、青石乡综合办、乡村、城乡、群众问“我乡何时撤并”"), [] as [&str; 0]);
        let bureau = |line: &'static str| self_names(line, "委", "托派任屈婉", &["局"]).len();
        assert_eq!((bureau("我委按时答复"), bureau("我委托第三方评估")), (1, 0));
    }
}
