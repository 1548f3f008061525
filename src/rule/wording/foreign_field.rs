//! `foreign-field` (L2): another body's field in the report of a department, as in `结合生态环境工作实际`.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::portal::{Agency, Kind};
use crate::prose::{from, is_han, is_quoted};
use crate::rule::{Chapter, Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "foreign-field", code: "L2", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
foreign-field = 写的是别的部门的工作，“{ $field }”：“{ $quote }”
    .help = 本机关是“{ $name }”。多半是沿用别的部门的文字，请改成本部门的工作，并核对这一段的内容。
doc-foreign-field =
    .what = 部门的报告把别的部门的业务写成自己的，如自然资源局的报告写“结合生态环境工作实际”“我局卫生健康工作”。
    .why = 照抄别的部门的报告会留下这样的痕迹；国办公开办函〔2021〕30号对内容雷同的报告要求追究责任。
    .mend = 改成本部门的业务，并核对这一段的内容。
",
    r"
foreign-field = The work of another department, “{ $field }”: “{ $quote }”
    .help = The report is that of “{ $name }”. The words were probably taken from another department; name your own work, and check the passage.
doc-foreign-field =
    .what = The report of a department describes another's field as its own: “结合生态环境工作实际” or “我局卫生健康工作” in that of the bureau of natural resources.
    .why = A report copied from another department shows it this way; notice 国办公开办函〔2021〕30号 holds those to account whose reports are alike.
    .mend = Name your own field, and check what the passage says.
",
);

/// Fields of usual departments, for registers that lack them. Short ones that every body has to do with are none of it.
const USUAL: [&str; 18] = [
    "生态环境",
    "自然资源",
    "卫生健康",
    "市场监管",
    "市场监督管理",
    "交通运输",
    "住房和城乡建设",
    "住房城乡建设",
    "文化旅游",
    "文化和旅游",
    "应急管理",
    "农业农村",
    "医疗保障",
    "人力资源和社会保障",
    "人力资源社会保障",
    "退役军人事务",
    "城市管理",
    "水务",
];

/// Fields in which every body has work of its own.
const EVERYWHERE: [&str; 12] =
    ["教育", "统计", "审计", "财政", "司法", "科技", "信访", "档案", "宣传", "组织", "机关事务", "政务服务"];

/// Ends of departments' names.
const ENDS: [&str; 6] = ["委员会办公室", "委员会", "办公室", "中心", "局", "委"];

/// Up to how many characters behind such words a field and what follows it may take.
const LONGEST: usize = 16;

/// How a department speaks of itself.
const SELF: [&str; 10] =
    ["我局", "本局", "我委", "本委", "我办", "本办", "我单位", "本单位", "本部门", "我中心"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(agency) = subject.agency.filter(|agency| agency.kind == Kind::Department) else {
        return Vec::new();
    };
    let mut told = Vec::new();
    for chapter in &subject.chapters {
        for line in chapter.lines() {
            let said =
                told_as_own(line.text).into_iter().filter(|(range, _)| !is_quoted(line.text, range.start));
            told.extend(said.map(|(range, field)| {
                (chapter, line.range.start + range.start..line.range.start + range.end, field)
            }));
        }
    }
    // Few reports have such a phrase; only those need to know all fields.
    if told.is_empty() {
        return Vec::new();
    }
    let fields = foreign_fields(subject, agency);
    told.retain(|(_, _, field)| fields.contains(field));
    let finding = |(chapter, range, field): (&Chapter<'_>, Range<usize>, &str)| {
        let finding = subject.finding(&RULE, chapter, &range).arg("field", field.to_owned());
        finding.arg("name", agency.name.as_str())
    };
    told.into_iter().map(finding).collect()
}

/// The fields of other departments that have nothing to do with this one's; none if its own cannot be told.
fn foreign_fields<'a>(subject: &Subject<'a>, agency: &Agency) -> Vec<&'a str> {
    let agencies = &subject.register.agencies;
    let governments = agencies.iter().filter(|other| other.kind == Kind::Government);
    let regions: Vec<&str> = governments.filter_map(|other| other.name.strip_suffix("人民政府")).collect();
    let names = [&agency.name].into_iter().chain(&agency.aliases);
    let own: Vec<&str> = names.filter_map(|name| field(name, &regions)).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let departments =
        agencies.iter().filter(|other| other.kind == Kind::Department && is_apart(agency, other));
    let mut fields: Vec<&str> = departments.filter_map(|other| field(&other.name, &regions)).collect();
    fields.extend(USUAL);
    fields.retain(|field| {
        !own.iter().any(|own| own.contains(field) || field.contains(own) || shares(own, field))
    });
    fields
}

/// Whether another agency's work has never been this one's.
fn is_apart(agency: &Agency, other: &Agency) -> bool {
    other.slug != agency.slug
        && other.successor.as_deref() != Some(agency.slug.as_str())
        && agency.successor.as_deref() != Some(other.slug.as_str())
}

/// A department's field: its name without the region before and the kind behind.
fn field<'n>(name: &'n str, regions: &[&str]) -> Option<&'n str> {
    let stem = ENDS.iter().find_map(|end| name.strip_suffix(end))?;
    let of_region = regions.iter().find_map(|region| stem.strip_prefix(region));
    let by_mark = || {
        let (at, mark) = stem.char_indices().skip(1).take(6).find(|(_, c)| "省市县区旗州".contains(*c))?;
        stem.get(at + mark.len_utf8()..)
    };
    let field = of_region.or_else(by_mark).unwrap_or(stem);
    (field.chars().count() >= 2 && !field.ends_with("人民政府")).then_some(field)
}

/// Whether two fields have two characters in a row in common: 农业农村 and 乡村振兴 have not, 市场监管 and 市场监督管理 have.
fn shares(one: &str, other: &str) -> bool {
    let chars: Vec<char> = one.chars().collect();
    chars.windows(2).any(|pair| other.contains(&pair.iter().collect::<String>()))
}

/// Where a line tells a field as its own, and what it is: whatever stands between the words that say so.
fn told_as_own(line: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    for (at, _) in line.char_indices().filter(|(_, c)| matches!(c, '我' | '本' | '结' | '全')) {
        let rest = from(line, at);
        let leads = SELF.iter().copied().chain(["结合", "全系统", "全县", "全市", "全区"]);
        let Some(lead) = leads.into_iter().find(|lead| rest.starts_with(lead)) else { continue };
        let said = from(rest, lead.len());
        let tails = match lead {
            "结合" => ["工作实际", "实际工作", "工作特点", "系统实际"].as_slice(),
            "全系统" => ["工作"].as_slice(),
            "全县" | "全市" | "全区" => ["系统政务公开", "系统信息公开", "系统政府信息公开"].as_slice(),
            _ => ["工作", "系统", "职能", "职责"].as_slice(),
        };
        let near = said.char_indices().nth(LONGEST).map_or(said, |(end, _)| said.split_at(end).0);
        let Some((len, tail)) = tails.iter().filter_map(|tail| Some((near.find(tail)?, tail))).min() else {
            continue;
        };
        let (field, _) = said.split_at(len);
        let own_words = SELF.contains(&lead) && EVERYWHERE.contains(&field);
        if field.chars().all(is_han) && !own_words {
            found.push((at..at + lead.len() + len + tail.len(), field));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_what_is_left_of_a_name() {
        assert_eq!(field("样例县自然资源局", &["样例县"]), Some("自然资源"));
        assert_eq!(field("样例市卫生健康委员会", &[]), Some("卫生健康"));
        assert_eq!(field("样例县人民政府办公室", &["样例县"]), None);
        assert_eq!(field("水务局", &[]), Some("水务"));
    }

    #[test]
    fn only_strong_phrases_tell_a_field_as_ones_own() {
        let of = |line: &'static str| -> Vec<&str> {
            told_as_own(line).into_iter().filter_map(|(range, _)| line.get(range)).collect()
        };
        assert_eq!(
            of("结合生态环境工作实际，推动我局生态环境工作"),
            ["结合生态环境工作实际", "我局生态环境工作"]
        );
        assert_eq!(of("公开生态环境信息，我局教育工作，结合教育工作实际"), ["结合教育工作实际"]);
    }
}
