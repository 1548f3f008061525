//! `rules-not-competent` (T6): figures in a row that only higher governments can have, as rules (规章) in the report of
//! a county. Which rows these are is data of the form (`issuers`).

use crate::finding::{Finding, Level, Mark, Place, Rule};
use crate::form::Level as Government;
use crate::language::{Arg, Words};
use crate::portal::{Agency, Kind};
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "rules-not-competent", code: "T6", level: Level::Error, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
rules-not-competent = { $agency }无权制定{ $row }，应全为 0（{ $columns }：{ $numbers }）
    .help = 请改为 0；如果填的其实是别种文件，请移到相应的一行。本级是省、市政府的，请在 site.toml 中写明 level。
rules-not-competent--department = { $agency }不是一级政府，无权制定{ $row }，应全为 0（{ $columns }：{ $numbers }）
    .help = 请改为 0；由本机关起草、政府发布的，由政府填报。
doc-rules-not-competent =
    .what = 县级及以下政府、各部门、镇街和事业单位的报告里，“规章”一行的数字应当都是 0。
    .why = 按照《立法法》，地方政府规章由省、自治区、直辖市和设区的市、自治州的人民政府制定，县级政府和地方各部门没有这项权限，填了数字多半是填错了行。
    .mend = 把这一行改为 0，别种文件填到下一行。级别由 site.toml 的 level 和机构名录的 kind、parent 决定；级别写错的，请改那里。
",
    r"
rules-not-competent = { $agency } cannot issue { $row }: all should be 0 ({ $columns }: { $numbers })
    .help = Write 0; if normative documents are meant, move the figures to their row. A government of a province or city needs `level` in site.toml.
rules-not-competent--department = { $agency } is not a government and cannot issue { $row }: all should be 0 ({ $columns }: { $numbers })
    .help = Write 0; what the agency drafted and a government issued is reported by that government.
doc-rules-not-competent =
    .what = In reports of county governments and below, of departments, towns and institutions, the row of rules (规章) is all 0.
    .why = By the Legislation Law only governments of provinces and of cities with districts issue local rules. A figure here is nearly always a normative document in the wrong row.
    .mend = Write 0 and move normative documents to their own row. The level follows from `level` in site.toml and from `kind` and `parent` in the register; if those are wrong, correct them.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (Some(form), Some(agency)) = (subject.form(), subject.agency) else { return Vec::new() };
    let mut findings = Vec::new();
    for (index, table) in form.tables.iter().enumerate() {
        for (row, leaf) in table.rows.leaves.iter().enumerate() {
            if leaf.issuers.as_ref().is_none_or(|levels| is_among(subject, agency, levels)) {
                continue;
            }
            let columns = 0..table.columns.leaves.len();
            let value = |column: usize| subject.report.sheet.cell(index, table.cell(row, column)).value();
            let filled: Vec<usize> =
                columns.filter(|&column| value(column).is_some_and(|value| !value.is_zero())).collect();
            let places =
                filled.iter().filter_map(|&column| subject.marks.cell(index, table.cell(row, column)));
            let marks: Vec<Mark> = places.map(|place| Mark { place, label: None }).collect();
            if filled.is_empty() {
                continue;
            }
            let head = Place::new(&subject.marks.path, subject.marks.year);
            let labels = filled.iter().map(|&column| table.columns.leaves[column].title()).collect::<Arg>();
            let numbers = filled.iter().filter_map(|&column| value(column)).map(|value| value.to_string());
            let finding = Finding::new(RULE.rule, marks.first().map_or(head, |mark| mark.place.clone()));
            let finding = match agency.kind {
                Kind::Government | Kind::Town => finding,
                _ => finding.variant("department"),
            };
            let finding = finding.arg("agency", agency.name.as_str()).arg("row", leaf.title());
            let mut finding = finding.arg("columns", labels).arg("numbers", numbers.collect::<Arg>());
            finding.marks.extend(marks.into_iter().skip(1));
            finding.cells = filled.iter().map(|&column| table.cell_id(table.cell(row, column))).collect();
            findings.push(finding);
        }
    }
    findings
}

/// Whether an agency is a government of one of these levels. The portal's level is that of its highest government;
/// each government above an agency is one level.
fn is_among(subject: &Subject<'_>, agency: &Agency, levels: &[Government]) -> bool {
    const LEVELS: [Government; 3] = [Government::Province, Government::City, Government::County];
    let highest = LEVELS.iter().position(|level| *level == subject.site.level).unwrap_or_default();
    let level = LEVELS.get(highest + subject.register.governments_above(agency));
    agency.kind == Kind::Government && level.is_some_and(|level| levels.contains(level))
}
