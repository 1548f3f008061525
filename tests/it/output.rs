//! How findings are shown: to people, to editors, to services.

use std::fs;
use std::path::Path;

use gongkai::build::Entry;
use gongkai::language::Language;
use serde_json::Value;
use tempfile::TempDir;

use crate::command::{gongkai, timeless};
use crate::site::{Site, zeros};

/// What the report of zeros says, and two other ways of saying such things: no two reports here are copies.
const WORDINGS: [[&str; 3]; 6] = [
    [
        "本年主动公开信息3条，内容涉及办事指南和补贴发放。",
        "全年在网站登载招生简章、学区划分等信息5条。",
        "公开供水水质、停水通知共8条，另在村务栏张贴。",
    ],
    [
        "公布申请渠道和受理地点，方便群众查询。",
        "申请表可以在窗口领取，也可以从网站下载。",
        "接到申请后先登记，再分送有关股室研究。",
    ],
    [
        "信息发布以前逐级审核，文件目录按月更新。",
        "各类文件归档时注明公开属性，定期清理。",
        "拟稿人提出意见，办公室复核，分管领导签发。",
    ],
    ["网站栏目与公示栏同步更新。", "新媒体账号由两名干部轮流维护。", "在服务大厅设查阅点，配备电脑一台。"],
    [
        "专人负责，按季度自查，没有发生责任追究情形。",
        "列入科室考核，年中、年末各检查一次，全年无追责。",
        "召开一次座谈会听取意见，未出现需要追究责任的情况。",
    ],
    [
        "存在的主要问题是部分栏目更新不够及时。改进措施是指定专人负责，每月核对一次发布清单，逾期未更新的及时提醒。",
        "主要问题是解读材料偏少，形式单一。下一步改进办法是文件与解读同时起草，多用图表和问答，并在学校宣传栏张贴。",
        "主要问题是偏远村组获知信息较慢。今后改进的做法是通过广播和村民小组长转告，停水检修提前三天通知到户。",
    ],
];

/// A report of zeros in one of the other ways.
fn reworded(agency: &str, year: i32, way: usize) -> String {
    WORDINGS.iter().fold(zeros(agency, year), |text, words| text.replacen(words[0], words[way], 1))
}

/// A site with mistakes of many kinds in one report, one warning in another, one accepted, and none in a third.
pub(crate) fn faulty() -> Site {
    let mut site = Site::new();
    site.set(
        "content/agencies.yaml",
        "- { slug: haicheng, name: 海城镇人民政府, short: 海城镇, kind: town }\n\
         - { slug: jiaoyu, name: 样例县教育局, active: { from: 2022 } }\n\
         - { slug: shuiwu, name: 样例县水务局, active: { from: 2022 } }\n",
    );
    site.set("site.toml", "title = \"样例县年度报告\"\norganiser = \"样例县政务公开办公室\"\n");
    site.set(
        "content/2021/haicheng.md",
        &reworded("haicheng", 2021, 1).replacen("normative: [0, 0, 0]", "normative: [5, 0, 5]", 1),
    );
    let report = zeros("haicheng", 2022)
        .replacen("normative: [0, 0, 0]", "normative: [2, 1, 7]", 1)
        .replacen("licence: [0]", "licence: [~]", 1)
        .replacen("penalty:  [0]", "penalty:  [9件]", 1)
        .replacen("new:                 [0,", "new:                 [3,", 1)
        .replacen("carried_in:          [0,", "carried_in:          [1,", 1)
        .replacen("deny2_law:           [0, 0, 0, 0, 0, 0, 0]", "deny2_law:           [0, 0, 0, 0, 0, 0]", 1)
        .replacen("direct:          [0, 0, 0, 0, 0]", "direct:          [3, 0, 0, 0, 2]", 1)
        .replacen("方便群众查询", "方便群众、、查询<b>", 1);
    site.set("content/2022/haicheng.md", &report);
    let note = "公开民生保障、、疫情防控等信息。";
    site.set("content/2022/jiaoyu.md", &(reworded("jiaoyu", 2022, 1) + "\n" + note + "\n"));
    let accept = "accept:\n  - { rule: doubled-punctuation, because: 引用原文 }\n---\n";
    let report =
        reworded("shuiwu", 2022, 2).replacen("\n---\n", &format!("\n{accept}"), 1) + "\n" + note + "\n";
    site.set("content/2022/shuiwu.md", &report);
    site
}

/// The files of a site in a folder.
pub(crate) fn on_disk(site: &Site) -> TempDir {
    let dir = TempDir::new().expect("a folder");
    for (path, entry) in &site.snapshot.files {
        let Entry::Text { bytes, .. } = entry else { continue };
        let path = dir.path().join(&**path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    dir
}

#[test]
fn findings_of_several_agencies_are_grouped_under_their_names() {
    let ran = gongkai(&["check"], Some(on_disk(&faulty()).path()));
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    insta::assert_snapshot!("grouped", timeless(&ran.err));
    let heads: Vec<&str> = ran.err.lines().filter(|line| line.starts_with("== ")).collect();
    assert_eq!(
        heads,
        ["== 海城镇人民政府（2022 年）：8 个错误、3 个提醒", "== 样例县教育局（2022 年）：1 个提醒"]
    );
    let english = gongkai(&["--lang", "en", "check"], Some(on_disk(&faulty()).path())).err;
    assert!(english.contains("== 样例县教育局 (2022): 1 warning\n"), "{english}");
}

#[test]
fn findings_of_one_report_need_no_heading() {
    let ran = gongkai(&["check", "content/2022/jiaoyu.md"], Some(on_disk(&faulty()).path()));
    assert!(ran.err.starts_with("warning[doubled-punctuation]"), "{}", ran.err);
    let ran = gongkai(&["check", "--year", "2021"], Some(on_disk(&faulty()).path()));
    assert_eq!(timeless(&ran.err), "✓ 4 份报告  0 个错误  0 个提醒  0 个说明  0 个已认可  [S] 秒\n");
}

#[test]
fn accepted_findings_are_shown_with_their_reason_on_request() {
    let site = on_disk(&faulty());
    let path = "content/2022/shuiwu.md";
    let closing = "✓ 4 份报告  0 个错误  0 个提醒  0 个说明  1 个已认可  [S] 秒\n";
    let ran = gongkai(&["check", path], Some(site.path()));
    assert_eq!((ran.code, timeless(&ran.err).as_str()), (0, closing));
    let ran = gongkai(&["check", "--all", path], Some(site.path()));
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("防控等信息。”（已认可：引用原文）\n"), "{}", ran.err);
    assert!(timeless(&ran.err).ends_with(closing), "{}", ran.err);
    let all = gongkai(&["check", "--all"], Some(site.path())).err;
    assert!(all.contains("== 样例县水务局（2022 年）：1 个已认可\n"), "{all}");
}

#[test]
fn a_long_paragraph_is_cut_around_the_marks() {
    let mut site = Site::new();
    let before = "围绕年度重点工作及时发布政策文件和办事指南，方便群众查询办理。".repeat(10);
    let after = "健全信息发布审核机制，落实先审查后公开的要求。".repeat(10);
    let paragraph = format!("{before}公开民生保障、、疫情防控等信息，{after}");
    site.set("content/2022/haicheng.md", &(zeros("haicheng", 2022) + "\n" + &paragraph + "\n"));
    let ran = gongkai(&["check"], Some(on_disk(&site).path()));
    let lines: Vec<&str> = ran.err.lines().collect();
    let at = lines.iter().position(|line| line.contains("、、") && line.contains(" | ")).expect("the line");
    assert!(lines.iter().any(|line| line.ends_with("haicheng.md:86:317")), "{}", ran.err);
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    assert!(width(lines[at]) <= 110, "{}", ran.err);
    let (left, _) = lines[at].split_once("、、").expect("the mark");
    let (blank, _) = lines[at + 1].split_once('^').expect("the caret");
    assert_eq!(width(left), width(blank), "{}", ran.err);
}

#[test]
fn the_board_shows_how_far_every_report_has_come_and_the_days_that_are_left() {
    let mut site = faulty();
    site.set(
        "content/agencies.yaml",
        "- { slug: haicheng, name: 海城镇人民政府, order: 2 }\n\
         - { slug: jiaoyu, name: 样例县教育局, order: 1 }\n\
         - { slug: shuiwu, name: 样例县水务局, order: 3 }\n\
         - { slug: linye, name: 样例县林业和草原局, order: 4 }\n\
         - { slug: minzheng, name: 样例县民政局, order: 5 }\n\
         - { slug: sifa, name: 样例县司法局, order: 6 }\n\
         - { slug: caizheng, name: 样例县财政局, order: 7, absent: [{ year: 2022, because: 机构改革 }] }\n\
         - { slug: shenji, name: 样例县审计局, order: 8, due: 02-28 }\n\
         - { slug: tongji, name: 样例县统计局, order: 9 }\n\
         - { slug: jiu, name: 旧局, active: { until: 2020 } }\n",
    );
    let with = |agency: &str, lines: &str| {
        let text = zeros(agency, 2022).replacen("published: 2023-01-15\n", "", 1);
        text.replacen("---\n", &format!("---\n{lines}\n"), 1)
    };
    site.set("content/2022/minzheng.md", &with("minzheng", "status: draft"));
    site.set("content/2022/sifa.md", &with("sifa", "publish_at: 2023-01-31"));
    site.set("content/2022/shenji.md", &with("shenji", "status: approved"));
    let corrections = "published: 2023-01-10\ncorrections: [{ date: 2023-01-18, what: 更正表三 }]";
    site.set("content/2022/tongji.md", &with("tongji", corrections));
    let site = on_disk(&site);
    let ran = gongkai(&["status", "--now", "2023-01-20"], Some(site.path()));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let expected = "\
2022 年报告进度（2023-01-20）

机构                状态               错误  提醒  发布日期    期限        剩余天数
样例县教育局        已发布                0     1  2023-01-15  2023-01-31
海城镇人民政府      已发布                8     3  2023-01-15  2023-01-31
样例县水务局        已发布                0     0  2023-01-15  2023-01-31
样例县林业和草原局  未收到                                     2023-01-31        11
样例县民政局        草稿                  0     0              2023-01-31        11
样例县司法局        2023-01-31 起发布     0     0              2023-01-31        11
样例县财政局        不报                                       2023-01-31
样例县审计局        已审定                0     0              2023-02-28        39
样例县统计局        已更正 2023-01-18     0     0  2023-01-10  2023-01-31

9 个机构：未收到 1、不报 1、草稿 1、已审定 1、定时发布 1、已发布 3、已更正 1
";
    assert_eq!(ran.out, expected);
    let args = ["--lang", "en", "status", "--year", "2021", "--now", "2022-02-02", "--format", "json"];
    let json: Value = serde_json::from_str(&gongkai(&args, Some(site.path())).out).expect("JSON");
    assert_eq!(
        (&json["version"], &json["year"], &json["today"]),
        (&1.into(), &2021.into(), &"2022-02-02".into())
    );
    let missing = serde_json::json!({
        "agency": "jiaoyu", "name": "样例县教育局", "stage": "missing", "errors": 0, "warnings": 1, "accepted": 0,
        "published": null, "corrected": null, "publish_at": null, "due": "2022-01-31", "days": -2
    });
    assert_eq!(json["agencies"][0], missing);
    assert_eq!(json["total"]["stages"], serde_json::json!({ "missing": 8, "published": 1 }));
    let args = ["--lang", "en", "status", "--year", "2021", "--now", "2022-02-02"];
    let board = gongkai(&args, Some(site.path())).out;
    assert!(board.ends_with("\n9 agencies: not received 8, published 1\n"), "{board}");
}

#[test]
fn sarif_fits_its_schema_in_both_languages() {
    // One pattern of the published schema is no regular expression as its own meta-schema wants it.
    let schema = include_str!("../schemas/sarif-2.1.0.json")
        .replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let schema: Value = serde_json::from_str(&schema).expect("the schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mut site = faulty();
    site.bytes("content/2022/gbk file 附件.md", b"\xB0\xA1");
    let site = on_disk(&site);
    for language in Language::ALL {
        let ran = gongkai(&["--lang", language.tag(), "check", "--format", "sarif"], Some(site.path()));
        assert_eq!((ran.code, ran.err.as_str()), (1, ""));
        let log: Value = serde_json::from_str(&ran.out).expect("JSON");
        let errors: Vec<String> = validator
            .iter_errors(&log)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let broken = serde_json::json!({ "version": "2.1.0", "runs": [{ "tool": {} }] });
    assert!(!validator.is_valid(&broken), "the schema refuses what is wrong");
}

#[test]
fn a_result_of_sarif_has_its_place_its_fix_and_its_rule() {
    let site = on_disk(&faulty());
    let parent = site.path().parent().expect("a parent");
    let name = site.path().file_name().expect("a name").to_string_lossy().into_owned();
    let ran = gongkai(&["--root", &name, "--lang", "en", "check", "--format", "sarif"], Some(parent));
    let log: Value = serde_json::from_str(&ran.out).expect("JSON");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().expect("results");
    let of = |rule: &str, agency: &str| {
        results
            .iter()
            .find(|result| result["ruleId"] == rule && result["properties"]["agency"] == agency)
            .expect("a result")
    };
    let slip = of("doubled-punctuation", "jiaoyu");
    let region = serde_json::json!({ "startLine": 86, "startColumn": 7, "endLine": 86, "endColumn": 9 });
    let file =
        serde_json::json!({ "uri": format!("{name}/content/2022/jiaoyu.md"), "uriBaseId": "%SRCROOT%" });
    assert_eq!(slip["locations"][0]["physicalLocation"]["artifactLocation"], file);
    assert_eq!(slip["locations"][0]["physicalLocation"]["region"], region);
    assert_eq!(slip["suppressions"], serde_json::json!([]));
    let change = &slip["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"], file);
    assert_eq!(
        change["replacements"],
        serde_json::json!([{
            "deletedRegion": { "startLine": 86, "startColumn": 8, "endLine": 86, "endColumn": 9 },
            "insertedContent": { "text": "" }
        }])
    );
    let index = usize::try_from(slip["ruleIndex"].as_u64().expect("an index")).expect("small");
    let rule = &run["tool"]["driver"]["rules"][index];
    assert_eq!((&rule["id"], &rule["properties"]["code"]), (&"doubled-punctuation".into(), &"L6".into()));
    assert_eq!(rule["defaultConfiguration"]["level"], "warning");
    let accepted = of("doubled-punctuation", "shuiwu");
    assert_eq!(
        accepted["suppressions"],
        serde_json::json!([{ "kind": "inSource", "status": "accepted", "justification": "引用原文" }])
    );
    let equation = of("review.total", "haicheng");
    assert_eq!(equation["relatedLocations"][0]["message"]["text"], "right side is 3");
    assert!(equation["ruleIndex"].is_u64(), "equations of forms are rules too");
    let over_years = of("regulations.in_force", "haicheng");
    let other = &over_years["relatedLocations"][2]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(*other, Value::from(format!("{name}/content/2021/haicheng.md")));
}

#[test]
fn fingerprints_do_not_depend_on_lines_or_language() {
    let prints = |site: &Path, language: &str| -> Vec<Value> {
        let ran = gongkai(&["--lang", language, "check", "--format", "sarif"], Some(site));
        let log: Value = serde_json::from_str(&ran.out).expect("JSON");
        let results = log["runs"][0]["results"].as_array().expect("results").clone();
        results.iter().map(|result| result["partialFingerprints"]["gongkai/v1"].clone()).collect()
    };
    let mut site = faulty();
    let before = prints(on_disk(&site).path(), "zh-CN");
    assert_eq!(prints(on_disk(&site).path(), "en"), before);
    let Some(Entry::Text { bytes, .. }) = site.snapshot.files.get("content/2022/haicheng.md").cloned() else {
        panic!("a text")
    };
    let text = String::from_utf8_lossy(&bytes).replacen("---\n", "---\n# 一行\n# 又一行\n", 1);
    site.set("content/2022/haicheng.md", &text);
    assert_eq!(prints(on_disk(&site).path(), "zh-CN"), before);
}

#[test]
fn github_is_told_one_command_a_line() {
    let site = on_disk(&faulty());
    let ran = gongkai(&["check", "--format", "github", "content/2022"], Some(site.path()));
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert_eq!(ran.out.lines().count(), 12, "{}", ran.out);
    let expected = "::warning file=content/2022/jiaoyu.md,line=86,endLine=86,col=7,endColumn=9,\
                    title=doubled-punctuation::标点重复：“公开民生保障、、疫情防控等信息。”%0A请只留一个“、”。";
    assert!(ran.out.lines().any(|line| line == expected), "{}", ran.out);
}

#[test]
fn json_has_the_code_of_the_rule_and_what_would_mend_it() {
    let site = on_disk(&faulty());
    let ran = gongkai(&["check", "--format", "json", "content/2022/jiaoyu.md"], Some(site.path()));
    let json: Value = serde_json::from_str(&ran.out).expect("JSON");
    let finding = &json["findings"][0];
    assert_eq!(finding["code"], "L6");
    assert_eq!(
        finding["fix"],
        serde_json::json!([{
            "path": "content/2022/jiaoyu.md",
            "line": 86, "column": 8, "end_line": 86, "end_column": 9, "text": ""
        }])
    );
}

#[test]
fn a_day_is_written_in_one_way() {
    let site = on_disk(&faulty());
    for day in ["2023-1-5", "20230105", "2023-02-30", "2023-01-05T10:00", "heute"] {
        let ran = gongkai(&["check", "--now", day], Some(site.path()));
        assert_eq!(ran.code, 2, "{day}");
        assert!(ran.err.starts_with(&format!("error: 「{day}」不能用于 --now <DATE>")), "{}", ran.err);
    }
    assert_eq!(gongkai(&["check", "--now", "2023-01-05", "content/2021"], Some(site.path())).code, 0);
}
