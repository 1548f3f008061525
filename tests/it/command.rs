//! The command line as a person uses it: the program itself, in a folder of its own.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::site::zeros;

/// The day of the runs that name none.
const TODAY: &str = "2023-01-20";

/// What a run of the program gave.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the program with a fixed environment.
pub(crate) fn gongkai(args: &[&str], dir: Option<&Path>) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(args).env_clear().env("NO_COLOR", "1");
    // No test may depend on the day on which it runs.
    let dated = args.iter().any(|arg| ["check", "build"].contains(arg));
    if dated && !args.contains(&"--now") && !args.contains(&"--help") {
        command.args(["--now", TODAY]);
    }
    if let Some(dir) = dir {
        command.current_dir(dir);
    }
    let output = command.output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    Ran { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

/// A site on disk with one report.
fn site(report: &str) -> TempDir {
    let dir = TempDir::new().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("site.toml", "title = \"样例\"\n");
    write("content/agencies.yaml", "- { slug: haicheng, name: 海城镇人民政府, kind: town }\n");
    write("content/2022/haicheng.md", report);
    dir
}

/// The text without its last line's seconds.
pub(crate) fn timeless(text: &str) -> String {
    let second = |word: &str| {
        word.len() > 2 && word.contains('.') && word.replace('.', "").bytes().all(|b| b.is_ascii_digit())
    };
    text.split(' ').map(|word| if second(word) { "[S]" } else { word }).collect::<Vec<_>>().join(" ")
}

#[test]
fn one_wrong_cell_is_one_finding_and_nothing_is_written() {
    let report = zeros("haicheng", 2022).replacen("open:                [0,", "open:                [1,", 1);
    let site = site(&report);
    let ran = gongkai(&["check"], Some(site.path()));
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    let expected = "\
error[requests.applicants]: 总计等于各类申请人之和：（一）予以公开 0 ≠ 1
  --> content/2022/haicheng.md:18:27
   |
18 |     open:                [1, 0, 0, 0, 0, 0, 0] # （一）予以公开
   |                           ^                 - 左边合计 0
   |                           |
   |                           疑为 0；右边合计 1
   |
   = help: 请核对「（一）予以公开」一行的「自然人」：若为 0，相关的 2 个等式就都成立。

✗ 1 份报告  1 个错误  0 个提醒  0 个说明  0 个已认可  [S] 秒
";
    assert_eq!(timeless(&ran.err), expected);
    let ran = gongkai(&["build"], Some(site.path()));
    assert_eq!(ran.code, 1);
    assert!(!site.path().join("public").exists());
}

#[test]
fn findings_as_json_have_the_fixed_shape() {
    let report = zeros("haicheng", 2022).replacen(
        "direct:          [0, 0, 0, 0, 0]",
        "direct:          [3, 0, 0, 0, 2]",
        1,
    );
    let ran = gongkai(&["--lang", "en", "check", "--format", "json"], Some(site(&report).path()));
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(
        json,
        serde_json::json!({
            "version": 1,
            "findings": [{
                "rule": "review.total", "code": "T4S", "level": "error", "accepted": false,
                "message": "The total equals the sum of the results: Filed directly without reconsideration 2 ≠ 3 + 0 + 0 + 0",
                "path": "content/2022/haicheng.md", "line": 43, "column": 35, "end_line": 43, "end_column": 36,
                "agency": "haicheng", "year": 2022,
                "cells": ["review.direct.total", "review.direct.upheld", "review.direct.corrected", "review.direct.other", "review.direct.pending"],
                "left": "2", "right": "3",
                "also": [
                    { "path": "content/2022/haicheng.md", "line": 43, "column": 23, "end_line": 43, "end_column": 24, "label": "right side is 3" },
                    { "path": "content/2022/haicheng.md", "line": 43, "column": 26, "end_line": 43, "end_column": 27, "label": null },
                    { "path": "content/2022/haicheng.md", "line": 43, "column": 29, "end_line": 43, "end_column": 30, "label": null },
                    { "path": "content/2022/haicheng.md", "line": 43, "column": 32, "end_line": 43, "end_column": 33, "label": null }
                ],
                "help": "The sides differ by 1; compare the marked cells with the original table.",
                "fix": []
            }],
            "summary": { "errors": 1, "warnings": 0, "notes": 0, "accepted": 0, "reports": 1 }
        })
    );
}

#[test]
fn a_new_site_becomes_a_portal_step_by_step() {
    let dir = TempDir::new().expect("a folder");
    let run = |args: &[&str]| {
        let ran = gongkai(args, Some(dir.path()));
        assert_eq!(ran.code, 0, "{args:?}\n{}", ran.err);
        ran
    };
    run(&["new", "site", "portal"]);
    run(&["--root", "portal", "new", "agency", "shuiwu", "样例县水务局"]);
    run(&["--root", "portal", "new", "report", "2022", "shuiwu"]);
    run(&["--root", "portal", "new", "page", "guide"]);
    let report = dir.path().join("portal/content/2022/shuiwu.md");
    let blank = fs::read_to_string(&report).expect("the report");
    let ran = gongkai(&["--root", "portal", "check", "content/2022"], Some(dir.path()));
    assert_eq!(ran.code, 1, "blank cells block");
    fs::write(&report, blank.replace('~', "0")).expect("the report");
    run(&["--root", "portal", "build"]);
    assert!(dir.path().join("portal/public/2022/shuiwu/index.html").is_file());
    assert_eq!(gongkai(&["new", "site", "portal"], Some(dir.path())).code, 2, "nothing is overwritten");
}

#[test]
fn a_new_report_has_last_years_carry_over() {
    let before = zeros("haicheng", 2022).replacen(
        "carried_out:         [0, 0, 0, 0, 0, 0, 0]",
        "carried_out:         [2, 0, 1, 0, 0, 0, 3]",
        1,
    );
    let site = site(&before);
    assert_eq!(gongkai(&["new", "report", "2023", "haicheng"], Some(site.path())).code, 0);
    let text = fs::read_to_string(site.path().join("content/2023/haicheng.md")).expect("the report");
    let line = text.lines().find(|line| line.contains("carried_in:")).expect("the row");
    assert_eq!(line.split('#').next().map(str::trim), Some("carried_in:          [2, 0, 1, 0, 0, 0, 3]"));
}

#[test]
fn a_new_report_after_a_merger_carries_in_what_both_carried_out() {
    let carried = |slug: &str, row: &str| {
        zeros(slug, 2021).replacen(
            "carried_out:         [0, 0, 0, 0, 0, 0, 0]",
            &format!("carried_out:         {row}"),
            1,
        )
    };
    let site = site(&zeros("haicheng", 2022));
    let register = "- { slug: haicheng, name: 海城镇人民政府 }\n- { slug: bei, name: 北乡人民政府, active: { until: 2021 }, successor: haicheng }\n";
    fs::write(site.path().join("content/agencies.yaml"), register).expect("the register");
    fs::create_dir_all(site.path().join("content/2021")).expect("a folder");
    fs::remove_file(site.path().join("content/2022/haicheng.md")).expect("the report");
    let write = |slug: &str, row: &str| {
        fs::write(site.path().join(format!("content/2021/{slug}.md")), carried(slug, row)).expect("a report");
    };
    write("haicheng", "[2, 0, 1, 0, 0, 0, 3]");
    write("bei", "[1, 0, 0, 0, 0, 0, 1]");
    assert_eq!(gongkai(&["new", "report", "2022", "haicheng"], Some(site.path())).code, 0);
    let text = fs::read_to_string(site.path().join("content/2022/haicheng.md")).expect("the report");
    assert!(text.contains("carried_in:          [3, 0, 1, 0, 0, 0, 4]"), "{text}");
    let unknown = gongkai(&["new", "report", "2022", "nobody"], Some(site.path()));
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("机构名录里没有 nobody"), "{}", unknown.err);
}

#[test]
fn a_second_build_writes_nothing_and_a_mended_one_only_what_changed() {
    let site = site(&zeros("haicheng", 2022));
    let build = || timeless(&gongkai(&["build"], Some(site.path())).err);
    let first = build();
    assert!(first.contains("✓ 1 份报告") && first.contains("改动 0  删除 0"), "{first}");
    let second = build();
    assert!(second.contains("新增 0  改动 0  删除 0"), "{second}");
    let path = site.path().join("content/2022/haicheng.md");
    let text = fs::read_to_string(&path).expect("the report").replace("主动公开信息3条", "主动公开信息4条");
    fs::write(&path, text).expect("the report");
    let third = build();
    // The report's page and its text; of the search index the shard with the words, the manifest, the script for disks. Of all but the
    // smallest the compressed file too.
    assert!(third.contains("新增 0  改动 9  删除 0"), "{third}");
}

#[test]
fn what_cannot_run_says_why_and_ends_with_2() {
    let dir = TempDir::new().expect("a folder");
    for (args, message) in [
        (&["build"][..], "error[site-syntax]: 没有找到 site.toml"),
        (&["biuld"], "error: 不认得的命令：biuld"),
        (&["build", "--outt", "x"], "error: 不认得的参数：--outt"),
        (&["check", "--format", "xml"], "error: 「xml」不能用于 --format <format>"),
        (&["new", "report", "2022"], "error: 缺少参数：<agency>"),
        (&["--root", "nowhere", "check"], "error: 打不开站点目录 nowhere"),
        (&[], "error: 请给出命令"),
    ] {
        let ran = gongkai(args, Some(dir.path()));
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.err.starts_with(message), "{args:?}: {}", ran.err);
        assert!(ran.err.contains("= help: "), "{args:?}: {}", ran.err);
    }
    let site = site(&zeros("haicheng", 2022));
    for (args, message) in [
        (&["check", "content/nothing.md"][..], "error: 站点里没有 content/nothing.md"),
        (&["build", "--out", "content"], "error: 输出目录"),
        (&["build", "--base-url", "file:///srv"], "error: 不是网站地址：file:///srv"),
    ] {
        let ran = gongkai(args, Some(site.path()));
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.err.contains(message), "{args:?}: {}", ran.err);
    }
}

#[test]
fn paths_choose_findings_from_the_root_or_from_where_one_stands() {
    let report = zeros("haicheng", 2022).replacen("licence: [0]", "licence: [~]", 1);
    let site = site(&report);
    let year = site.path().join("content/2022");
    for (args, dir, code) in [
        (&["check", "content/2022/haicheng.md"][..], site.path(), 1),
        (&["check", "content/agencies.yaml"], site.path(), 0),
        (&["--root", "../..", "check", "haicheng.md"], &year, 1),
        (&["--root", "../..", "check", "content/2022"], &year, 1),
    ] {
        assert_eq!(gongkai(args, Some(dir)).code, code, "{args:?}");
    }
}

#[test]
fn the_language_follows_the_option_then_the_locale_then_the_site() {
    let site = site(&zeros("haicheng", 2022).replacen("licence: [0]", "licence: [~]", 1));
    let run = |args: &[&str], lang: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.args(args).arg("check").env_clear().env("NO_COLOR", "1").current_dir(site.path());
        command.envs(lang.map(|lang| ("LANG", lang)));
        String::from_utf8_lossy(&command.output().expect("the program runs").stderr).into_owned()
    };
    assert!(run(&[], None).contains("空白不等于 0"));
    assert!(run(&[], Some("en_GB.UTF-8")).contains("Blank is not zero"));
    assert!(run(&["--lang", "zh-CN"], Some("en_GB.UTF-8")).contains("空白不等于 0"));
    fs::write(site.path().join("site.toml"), "title = \"Sample\"\nlanguage = \"en\"\n").expect("site.toml");
    assert!(run(&[], None).contains("Blank is not zero"));
    assert!(run(&[], Some("C.UTF-8")).contains("Blank is not zero"));
    assert!(run(&[], Some("zh_CN.UTF-8")).contains("空白不等于 0"));
}

#[test]
fn forms_are_listed_and_shown() {
    let site = site(&zeros("haicheng", 2022));
    let ran = gongkai(&["forms", "list"], Some(site.path()));
    let ids: Vec<&str> = ran.out.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(ids, ["2008", "2019", "2021"]);
    let shown = gongkai(&["forms", "show", "2021"], Some(site.path()));
    assert_eq!(shown.out, include_str!("../../forms/2021.yaml"));
    assert_eq!(gongkai(&["forms", "show", "1999"], Some(site.path())).code, 2);
}

#[test]
fn the_bytes_do_not_depend_on_the_surroundings() {
    let site = site(&zeros("haicheng", 2022));
    let tree = |out: &Path| {
        let mut files = std::collections::BTreeMap::new();
        let mut folders = vec![out.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path())
            {
                if entry.is_dir() {
                    folders.push(entry);
                } else {
                    let name = entry.strip_prefix(out).expect("inside").to_owned();
                    files.insert(name, fs::read(entry).expect("a file"));
                }
            }
        }
        files
    };
    let elsewhere = TempDir::new().expect("a folder");
    let build = |name: &str, dir: &Path, env: &[(&str, &str)]| {
        let out = elsewhere.path().join(name);
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.args(["--lang", "zh-CN", "--root"]).arg(site.path()).arg("build").arg("--out").arg(&out);
        let output = command
            .env_clear()
            .envs(env.iter().copied())
            .current_dir(dir)
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        tree(&out)
    };
    let plain = build("a", site.path(), &[]);
    assert!(plain.len() > 10);
    let odd = [
        ("TZ", "Pacific/Kiritimati"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("RAYON_NUM_THREADS", "7"),
        ("HOME", "/nowhere"),
    ];
    assert_eq!(build("b", elsewhere.path(), &odd), plain);
    assert_eq!(build("c", elsewhere.path(), &[("RAYON_NUM_THREADS", "1")]), plain);
}

#[test]
fn one_broken_report_of_many_blocks_unless_one_is_told_to_keep_going() {
    let mut register = String::new();
    let site = site(&zeros("haicheng", 2022).replacen("licence: [0]", "licence: [~]", 1));
    for number in 0..99 {
        let slug = format!("a{number}");
        writeln!(register, "- {{ slug: {slug}, name: 样例县第{number}局 }}").expect("a line");
        fs::write(site.path().join(format!("content/2022/{slug}.md")), zeros(&slug, 2022)).expect("a report");
    }
    register.push_str("- { slug: haicheng, name: 海城镇人民政府, kind: town }\n");
    fs::write(site.path().join("content/agencies.yaml"), register).expect("the register");
    let ran = gongkai(&["build"], Some(site.path()));
    assert_eq!((ran.code, ran.err.matches("error[").count()), (1, 1), "{}", ran.err);
    assert!(!site.path().join("public").exists());
    let ran = gongkai(&["build", "--keep-going"], Some(site.path()));
    assert_eq!((ran.code, ran.err.matches("error[").count()), (0, 1), "{}", ran.err);
    assert!(
        ran.err.ends_with("! 有 1 份报告有错误，没有发布，网页上注明暂缺：2022/haicheng\n"),
        "{}",
        ran.err
    );
    let page = |route: &str| fs::read_to_string(site.path().join("public").join(route)).expect(route);
    assert!(!site.path().join("public/2022/haicheng").exists());
    assert!(site.path().join("public/2022/a98/index.html").exists());
    for route in ["index.html", "2022/index.html", "matrix/index.html"] {
        assert!(page(route).contains("暂缺"), "{route}");
    }
    assert!(!page("agencies/a98/index.html").contains("暂缺"));
    assert!(page("index.html").contains("应发布年度报告的机关100个，已发布99个"));
    // What is no report's fault still blocks.
    fs::create_dir_all(site.path().join("forms")).expect("a folder");
    fs::write(site.path().join("forms/2030.yaml"), "id: [\n").expect("a form");
    assert_eq!(gongkai(&["build", "--keep-going"], Some(site.path())).code, 1);
}
