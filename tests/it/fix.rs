//! `check --fix`: mends what is certain, never a figure, and once is enough.

use std::fs;
use std::path::Path;

use gongkai::build::Entry;
use gongkai::finding::mendings;
use gongkai::language::Language;
use gongkai::text::decode;
use proptest::collection::vec;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::command::gongkai;
use crate::rules;
use crate::site::{Site, zeros};

/// Every digit of a text in order, full width ones too.
fn digits(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_numeric()).collect()
}

fn front(text: &str) -> &str {
    text.split_once("\n---\n").map_or("", |(front, _)| front)
}

/// Makes all edits; returns how many there were.
fn mend(site: &mut Site) -> usize {
    let outcome = site.check();
    let mut made = 0;
    for mending in mendings(&outcome.findings, &outcome.sources) {
        let Some(Entry::Text { bytes, .. }) = site.snapshot.files.get(&mending.path).cloned() else {
            panic!("{} is no text", mending.path)
        };
        let after = mending.bytes(&bytes).expect("a text");
        let (before, text) = (decode(&bytes).expect("a text"), decode(&after).expect("a text"));
        assert_eq!(digits(&before), digits(&text), "{}", mending.path);
        assert_eq!(front(&before), front(&text), "{}", mending.path);
        assert_eq!(text, mending.text(&before));
        site.bytes(&mending.path, &after);
        made += mending.edits.len();
    }
    made
}

#[test]
fn fixes_of_all_fixtures_leave_every_figure_and_are_made_once() {
    let mut all = 0;
    for mut site in rules::sites() {
        all += mend(&mut site);
        assert_eq!(mend(&mut site), 0, "{:#?}", site.findings());
    }
    assert!(all > 20, "{all}");
}

#[test]
fn fixes_work_together_in_one_text() {
    let mut site = Site::new();
    let report = zeros("haicheng", 2022).replace(
        "本机关2022年未收取信息处理费。",
        "本机关 2022 年未收取信息处理费,,公开 1,234 条,**(一)目录;**、、指南 (甲), (2022年）:\\(一\\) 样政办发[2022]3 号,网址(<https://a.cn/x?a=1,2;b>)。",
    );
    site.set("content/2022/haicheng.md", &report);
    assert!(mend(&mut site) > 0);
    assert_eq!(mend(&mut site), 0, "{:#?}", site.findings());
    let Some(Entry::Text { bytes, .. }) = site.snapshot.files.get("content/2022/haicheng.md") else {
        panic!("the report")
    };
    let text = decode(bytes).expect("a text");
    let last = text.trim_end().lines().last().unwrap_or_default();
    assert_eq!(
        last,
        "本机关2022年未收取信息处理费，公开1,234条，**（一）目录；**、指南（甲），（2022年）：（一）样政办发〔2022〕3号，网址（<https://a.cn/x?a=1,2;b>）。"
    );
}

#[test]
fn accepted_findings_and_those_of_other_files_are_left() {
    let mut site = Site::new();
    let report = zeros("haicheng", 2022)
        .replace("未收取信息处理费。", "未收取信息处理费,一律免费。")
        .replacen("agency:", "accept:\n  - { rule: half-width-punctuation, because: 原文如此 }\nagency:", 1);
    site.set("content/2022/haicheng.md", &report);
    assert_eq!(mend(&mut site), 0);
}

fn write(dir: &Path, path: &str, text: &str) {
    let path = dir.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

#[test]
fn a_diff_is_shown_and_files_are_written_only_when_asked() {
    let dir = TempDir::new().expect("a folder");
    write(dir.path(), "site.toml", "title = \"样例\"\n");
    write(dir.path(), "content/agencies.yaml", "- { slug: haicheng, name: 海城镇人民政府, kind: town }\n");
    let report = zeros("haicheng", 2022).replace("未收取信息处理费。", "未收取信息处理费,一律免费。");
    // As Notepad saves it.
    let raw = format!("\u{FEFF}{}", report.replace('\n', "\r\n"));
    write(dir.path(), "content/2022/haicheng.md", &raw);
    let line = report.lines().count();
    let path = dir.path().join("content/2022/haicheng.md");

    let ran = gongkai(&["check", "--fix"], Some(dir.path()));
    let diff = format!(
        "content/2022/haicheng.md:{line}\n- 本机关2022年未收取信息处理费,一律免费。\n+ 本机关2022年未收取信息处理费，一律免费。\n"
    );
    assert_eq!((ran.code, ran.out.as_str()), (0, diff.as_str()));
    assert_eq!(ran.err, "1 个文件有 1 处可以改；加 --write 写入\n");
    assert_eq!(fs::read_to_string(&path).expect("the report"), raw);

    let ran = gongkai(&["check", "--fix", "--write"], Some(dir.path()));
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, diff.as_str(), "已改 1 个文件，1 处\n"));
    let after = raw.replace("费,一律", "费，一律");
    assert_eq!(fs::read_to_string(&path).expect("the report"), after);
    assert_eq!(fs::read_dir(dir.path().join("content/2022")).expect("the folder").count(), 1);

    let ran = gongkai(&["--lang", "en", "check", "--fix", "--write"], Some(dir.path()));
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert_eq!(ran.err, "Nothing can be mended beyond doubt\n");
    let ran = gongkai(&["check", "--write"], Some(dir.path()));
    assert_eq!(ran.code, 2, "{}", ran.err);
}

/// Pieces of text that fixes have to do with.
const PIECES: [&str; 32] = [
    "公开",
    "目录",
    "的",
    "进行",
    "1",
    "234",
    "2022",
    " ",
    " ",
    "年",
    "条",
    "号",
    "PDF",
    ",",
    ";",
    ":",
    "!",
    "(",
    ")",
    "（",
    "）",
    "[",
    "]",
    "〔",
    "、",
    "，",
    "。",
    "**",
    "\\",
    " https://a.cn/x,y ",
    "&",
    "帐号",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_mended_at_once_and_keeps_its_figures(
        lines in vec(vec(0..PIECES.len(), 1..14), 40)
    ) {
        let mut site = Site::new();
        site.set("site.toml", "title = \"样例\"\n[words]\n\"帐号\" = \"账号\"\n");
        let lines: Vec<String> =
            lines.iter().map(|line| line.iter().map(|piece| PIECES[*piece]).collect()).collect();
        site.set("content/2022/haicheng.md", &(zeros("haicheng", 2022) + "\n" + &lines.join("\n\n")));
        mend(&mut site);
        let again = site.check();
        let left = mendings(&again.findings, &again.sources);
        let left: String = left.iter().map(|mending| mending.diff(&again.sources[&mending.path])).collect();
        prop_assert_eq!(left, "");
    }
}

#[test]
fn one_finding_counts_all_half_width_marks_of_a_part_and_mends_each() {
    let mut site = Site::new();
    let report = zeros("haicheng", 2022)
        .replace("未收取信息处理费。", &format!("未收取信息处理费{}。", ",免费".repeat(14)));
    site.set("content/2022/haicheng.md", &report);
    let outcome = site.check();
    let [finding] = outcome.findings.as_slice() else { panic!("{:#?}", site.findings()) };
    assert_eq!(
        (finding.rule.as_str(), finding.marks.len(), finding.fix.len()),
        ("half-width-punctuation", 11, 14)
    );
    let message = finding.message(Language::Chinese);
    assert!(message.starts_with("这一部分有 14 处半角标点"), "{message}");
}
