//! Synthetic sites of any size: consistent figures and invented text of about 5 KB a report.

use std::fmt::Write as _;

use gongkai::build::Snapshot;
use gongkai::form::{Form, Forms};
use gongkai::report::blank_tables;
use gongkai::text::{Decimal, Source};

/// Years of which every agency has a report.
pub(crate) const YEARS: std::ops::Range<i32> = 2020..2025;

const SENTENCES: [&str; 6] = [
    "围绕年度重点工作，及时发布政策文件、办事指南和财政预决算信息，方便群众查询办理。",
    "健全信息发布审核机制，落实先审查后公开的要求，确保内容准确、表述规范。",
    "优化政务公开专区服务，安排专人引导群众查阅政府信息、提交公开申请。",
    "开展业务培训，讲解依申请公开答复的程序、时限和文书格式，提高办理质量。",
    "梳理历年公开的文件，标注有效性，对已经废止的文件及时更新说明。",
    "通过座谈和问卷收集意见，逐项研究群众关心的问题，并在网站上反馈办理情况。",
];

/// A site with `reports` reports, five years of each agency.
pub(crate) fn site(reports: usize) -> Snapshot {
    let sources: Vec<Source> =
        gongkai::form::embedded().map(|(name, text)| Source::new(format!("forms/{name}"), text)).collect();
    let (forms, _) = Forms::read(&sources);
    let mut snapshot = Snapshot::default();
    snapshot.set("site.toml", "title = \"合成站点\"\nbase_url = \"https://www.example.gov.cn/gk/\"\n");
    let mut register = String::new();
    for agency in 0..reports.div_ceil(YEARS.len()) {
        let slug = format!("a{agency:05}");
        let _ = writeln!(register, "- {{ slug: {slug}, name: 合成县第{agency}局, order: {agency} }}");
        for year in YEARS {
            let Some(form) = forms.governing(year) else { continue };
            let text = report(form, &slug, agency, year);
            snapshot.set(&format!("content/{year}/{slug}.md"), &text);
        }
    }
    snapshot.set("content/agencies.yaml", &register);
    snapshot
}

/// A report whose requests are all received and disclosed within the year, so that every equation holds.
fn report(form: &Form, slug: &str, agency: usize, year: i32) -> String {
    let seed = agency * 31 + usize::try_from(year).unwrap_or(0) * 7;
    let count = |column: &str| i64::try_from((seed + column.len()) % 9).unwrap_or(0);
    let value = |table: usize, cell: usize| {
        let table = &form.tables[table];
        let (row, column) = table.place(cell);
        let (row, column) = (table.rows.leaves[row].id.as_str(), table.columns.leaves[column].id.as_str());
        let value = match (table.id.as_str(), row, column) {
            ("requests", "new" | "open" | "total", "natural" | "legal") => count(column),
            ("requests", "new" | "open" | "total", "total") => count("natural") + count("legal"),
            ("licensing" | "enforcement", _, "decisions") => i64::try_from(seed % 5_000).unwrap_or(0),
            _ => 0,
        };
        Some(Decimal::from(value))
    };
    let tables = blank_tables(form, value);
    let mut text =
        format!("---\nagency: {slug}\nyear: {year}\npublished: {}-01-20\ntables:\n{tables}---\n", year + 1);
    for part in &form.parts {
        let _ = write!(text, "## {}、{}\n\n", part.number, part.heading.zh);
        if part.tables.is_empty() {
            for paragraph in 0..3 {
                for sentence in 0..4 {
                    text += SENTENCES[(seed + paragraph * 5 + sentence) % SENTENCES.len()];
                }
                text += "\n\n";
            }
        }
    }
    text
}
