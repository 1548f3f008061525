//! Synthetic sites of any size: consistent figures and invented text of about 5 KB a report.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use gongkai::build::{Entry, Snapshot};
use gongkai::form::{Form, Forms, Role};
use gongkai::portal::{self, Register, RegisterMarks, Site};
use gongkai::report::{blank_tables, on_demand};
use gongkai::rule::Reports;
use gongkai::text::{Decimal, Hashed, Source};

/// Years of which every agency has a report.
pub(crate) const YEARS: std::ops::Range<i32> = 2020..2025;

/// Each has a word of its own in the place of `*`, so that no two reports read alike.
const SENTENCES: [&str; 6] = [
    "围绕*重点工作，及时发布政策文件、办事指南和财政预决算信息，方便*群众查询办理。",
    "健全*信息发布审核机制，落实先审查后公开的要求，确保*内容准确、表述规范。",
    "优化*政务公开专区服务，安排*专人引导群众查阅政府信息、提交公开申请。",
    "开展*业务培训，讲解*依申请公开答复的程序、时限和文书格式，提高办理质量。",
    "梳理*历年公开的文件，标注*有效性，对已经废止的文件及时更新说明。",
    "通过*座谈和问卷收集意见，逐项研究*群众关心的问题，并在网站上反馈办理情况。",
];

/// Whom to ask, in the register.
const CONTACT: &str =
    "contact: { office: 办公室, address: 合成县政通路1号, postcode: \"999900\", phone: 0999-5550100 }";

/// How many characters words are made of: so many that pairs of them are as rare as in real texts.
const CHARACTERS: u64 = 512;

/// A word of six characters for a number; different numbers give different words far apart.
fn word(number: usize) -> String {
    let mut left = (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    left = (left ^ (left >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mut next = || {
        let index = u32::try_from(left % CHARACTERS).unwrap_or_default();
        left /= CHARACTERS;
        // Spread over all common Chinese characters.
        char::from_u32(0x4E00 + index * 40).unwrap_or('字')
    };
    std::iter::repeat_with(&mut next).take(6).collect()
}

/// The name of an agency in addresses.
pub(crate) fn slug(agency: usize) -> String {
    format!("a{agency:05}")
}

/// Reports of one year with three mistakes each: a blank cell, a row that does not add up, a doubled mark.
pub(crate) fn faulty(agencies: usize) -> Snapshot {
    let mut snapshot = site(agencies * YEARS.len());
    let year = YEARS.end - 1;
    snapshot
        .files
        .retain(|path, _| !path.starts_with("content/20") || path.starts_with(&format!("content/{year}/")));
    for agency in 0..agencies {
        let path = format!("content/{year}/{}.md", slug(agency));
        let Some(Entry::Text { bytes, .. }) = snapshot.files.get(path.as_str()).cloned() else { continue };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for line in &mut lines {
            let key = line.split(':').next().unwrap_or_default().trim().to_owned();
            match key.as_str() {
                "fee" => "    fee: [~]".clone_into(line),
                "direct" => "    direct: [3, 0, 0, 0, 2]".clone_into(line),
                _ => {}
            }
        }
        snapshot.set(&path, &(lines.join("\n") + "\n公开民生保障、、疫情防控等信息。\n"));
    }
    snapshot
}

/// A site with `reports` reports, five years of each agency.
pub(crate) fn site(reports: usize) -> Snapshot {
    let sources: Vec<Source> =
        gongkai::form::embedded().map(|(name, text)| Source::new(format!("forms/{name}"), text)).collect();
    let (forms, _) = Forms::read(&sources);
    let mut snapshot = Snapshot::default();
    snapshot.set("site.toml", "title = \"合成站点\"\nbase_url = \"https://www.example.gov.cn/gk/\"\n");
    let mut register = String::new();
    for agency in 0..reports.div_ceil(YEARS.len()) {
        let slug = slug(agency);
        let _ =
            writeln!(register, "- {{ slug: {slug}, name: 合成县第{agency}局, order: {agency}, {CONTACT} }}");
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
    let _ = write!(text, "本报告根据{}编制，统计期限为{year}年1月1日至{year}年12月31日。\n\n", form.basis);
    for part in &form.parts {
        let _ = write!(text, "## {}、{}\n\n", part.number, part.heading.zh);
        let fixed = match part.role {
            Some(Role::Overview) => {
                let received = count("natural") + count("legal");
                let topics: Vec<&str> = part.topics.iter().map(|topic| topic.label.zh.as_str()).collect();
                let topics = topics.join("、");
                format!(
                    "{year}年，我局新收政府信息公开申请{received}件，办结{received}件。以下说明{topics}情况。"
                )
            }
            Some(Role::Problems) => "存在的主要问题是更新不够及时，改进措施是每月核对一次。".to_owned(),
            Some(Role::Other) => format!("本机关{year}年未收取信息处理费。"),
            None => String::new(),
        };
        text += &fixed;
        if part.tables.is_empty() {
            // The last part is the shortest, as in real reports.
            let paragraphs = if part.role == Some(Role::Other) { 2 } else { 4 };
            for paragraph in 0..paragraphs {
                for sentence in 0..4 {
                    let at = seed + paragraph * 5 + sentence;
                    let number =
                        (agency * 100 + usize::try_from(year % 100).unwrap_or(0)) * 100 + paragraph * 8;
                    let pattern = SENTENCES[at % SENTENCES.len()];
                    for (index, piece) in pattern.split('*').enumerate() {
                        if index > 0 {
                            text += &word(number + sentence * 2 + index);
                        }
                        text += piece;
                    }
                }
                text += "\n\n";
            }
        }
    }
    text
}

/// The reports of a site, read: what rules read.
pub(crate) struct Documents {
    site: Site,
    forms: Hashed<Forms>,
    register: Register,
    register_marks: RegisterMarks,
    by_key: portal::Documents,
}

/// Reads the reports of a site.
pub(crate) fn documents(snapshot: &Snapshot) -> Documents {
    let source = |path: &str| match snapshot.files.get(path) {
        Some(Entry::Text { bytes, .. }) => Source::new(path, String::from_utf8_lossy(bytes).into_owned()),
        _ => Source::new(path, ""),
    };
    let sources: Vec<Source> =
        gongkai::form::embedded().map(|(name, text)| Source::new(format!("forms/{name}"), text)).collect();
    let (forms, _) = Forms::read(&sources);
    let (register, register_marks, _) = Register::read(&source("content/agencies.yaml"));
    let site = Site::read(&source("site.toml")).expect("the settings");
    let forms = Hashed::new(forms);
    let mut documents = portal::Documents::new();
    for agency in &register.agencies {
        for year in YEARS {
            let source = source(&format!("content/{year}/{}.md", agency.slug));
            documents
                .insert((year, agency.slug.clone()), on_demand(source, (year, &agency.slug), &forms, None));
        }
    }
    Documents { site, forms, register, register_marks, by_key: documents }
}

impl Documents {
    /// All of them, as rules read them.
    pub(crate) fn reports(&self) -> Reports<'_> {
        Reports {
            site: &self.site,
            forms: &self.forms,
            register: &self.register,
            register_marks: &self.register_marks,
            documents: &self.by_key,
            unread: BTreeSet::new(),
            today: None,
        }
    }

    /// Year and agency of each.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &(i32, String)> {
        self.by_key.keys()
    }
}
