//! `gongkai export`: the files of the portal for a choice of reports, without building it.

use std::fs;
use std::path::Path;
use std::process::Command;

use gongkai::build::Output;
use tempfile::TempDir;

use crate::command::{Ran, gongkai};
use crate::site::{SAMPLE, Site, zeros};

/// A site on disk with the files of one in memory.
fn on_disk(site: &Site) -> TempDir {
    let dir = TempDir::new().expect("a folder");
    for (path, entry) in &site.snapshot.files {
        let gongkai::build::Entry::Text { bytes, .. } = entry else { continue };
        let path = dir.path().join(&**path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    dir
}

/// Three reports of two years.
fn site() -> Site {
    let mut site = Site::new();
    site.set("content/2021/haicheng.md", &zeros("haicheng", 2021));
    site.set("content/2022/haicheng.md", &zeros("haicheng", 2022));
    site.set("content/2022/jiaoyu.md", &zeros("jiaoyu", 2022).replacen("licence: [0]", "licence: [12]", 1));
    site
}

/// Runs the command; what it prints stays bytes.
fn bytes(args: &[&str], dir: &Path) -> (i32, Vec<u8>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    let output =
        command.arg("export").args(args).env_clear().current_dir(dir).output().expect("the program runs");
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    (output.status.code().unwrap_or(-1), output.stdout, told)
}

/// The bytes of an output of the sample portal.
fn built(route: &str) -> &'static [u8] {
    let found = SAMPLE.outputs.iter().find(|(other, _)| other.as_str() == route);
    match found {
        Some((_, Output::Bytes(bytes))) => bytes,
        other => panic!("{route}: {other:?}"),
    }
}

#[test]
fn what_is_exported_is_what_the_portal_has() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (args, route) in [
        (&["--year", "2022"][..], "data/2022/figures.csv"),
        (&[], "data/figures.csv"),
        (&["--year", "2020", "--format", "json"], "data/2020/reports.json"),
        (&["--format", "json"], "data/reports.json"),
        (&["--year", "2022", "--agency", "shuiwu"], "2022/shuiwu/report.csv"),
        (&["--year", "2022", "--agency", "shuiwu", "--format", "json"], "2022/shuiwu/report.json"),
    ] {
        let (code, out, told) = bytes(args, root);
        assert_eq!((code, told.as_str()), (0, ""), "{args:?}");
        assert!(out == built(route), "{args:?} is not {route}");
    }
    let dir = TempDir::new().expect("a folder");
    for (args, route) in [
        (&["--year", "2022"][..], "data/2022/figures.xlsx"),
        (&[], "data/figures.xlsx"),
        (&["--year", "2022", "--agency", "shuiwu"], "2022/shuiwu/report.xlsx"),
    ] {
        let path = dir.path().join("below/figures.xlsx");
        let path = path.to_str().expect("UTF-8");
        let (code, out, told) = bytes(&[args, &["--format", "xlsx", "--out", path]].concat(), root);
        assert_eq!((code, out.len()), (0, 0), "{args:?}: {told}");
        assert!(fs::read(path).expect("the workbook") == built(route), "{args:?} is not {route}");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_a_folder_with_a_file_for_each_year() {
    let dir = TempDir::new().expect("a folder");
    let path = dir.path().to_str().expect("UTF-8");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert_eq!(bytes(&["--format", "parquet", "--out", path], root).0, 0);
    for year in ["year=2019", "year=2024"] {
        let file = fs::read(dir.path().join(year).join("figures.parquet")).expect("a file");
        assert!(file == built(&format!("data/parquet/{year}/figures.parquet")), "{year}");
    }
    assert_eq!(fs::read_dir(dir.path()).expect("the folder").count(), 6);
}

#[test]
fn an_export_tells_what_it_wrote_and_where() {
    let dir = on_disk(&site());
    let ran = gongkai(&["export", "--agency", "haicheng", "--out", "out/haicheng.csv"], Some(dir.path()));
    let Ran { code, out, err } = ran;
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", "✓ 2 份报告 → out/haicheng.csv\n"));
    let text = fs::read_to_string(dir.path().join("out/haicheng.csv")).expect("the file");
    let first = "\u{FEFF}agency,year,form,table,row,column,value,unit,status\n";
    assert!(text.starts_with(first), "{text}");
    let years: std::collections::BTreeSet<&str> =
        text.lines().skip(1).map(|line| line.get(..14).expect("an agency and a year")).collect();
    assert_eq!(years.into_iter().collect::<Vec<_>>(), ["haicheng,2021,", "haicheng,2022,"]);
}

#[test]
fn an_error_in_a_chosen_report_keeps_it_from_being_exported_and_one_in_another_does_not() {
    let mut site = site();
    site.set("content/2022/jiaoyu.md", &zeros("jiaoyu", 2022).replacen("licence: [0]", "licence: [x]", 1));
    let dir = on_disk(&site);
    let ran = gongkai(&["export", "--year", "2022", "--out", "figures.csv"], Some(dir.path()));
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    let expected = "\
error[bad-number]: 不是数字：x
 --> content/2022/jiaoyu.md:9:15
  |
9 |     licence: [x] # 行政许可
  |               ^
  |
  = help: 只写数字；没有就写 0，未填写 ~。

✗ 没有导出：所选报告有 1 处错误，改正后再导出
";
    assert_eq!(ran.err, expected);
    assert!(!dir.path().join("figures.csv").exists());
    for args in [&["export", "--year", "2021"][..], &["export", "--year", "2022", "--agency", "haicheng"]] {
        let ran = gongkai(args, Some(dir.path()));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
fn what_cannot_be_exported_says_why_and_what_there_is_instead() {
    let dir = on_disk(&site());
    for (args, expected) in [
        (
            &["--agency", "haichen"][..],
            "机构名录里没有 haichen\n  = help: 是不是 haicheng？否则请在 content/agencies.yaml 中登记。",
        ),
        (
            &["--agency", "zzz"],
            "机构名录里没有 zzz\n  = help: 请在 content/agencies.yaml 中登记，或改正文件名。",
        ),
        (&["--year", "2020"], "没有 2020 年可以导出的报告\n  = help: 有数据的年份：2021、2022。"),
        (
            &["--year", "2021", "--agency", "jiaoyu"],
            "jiaoyu 没有 2021 年可以导出的报告\n  = help: 它有数据的年份：2022。",
        ),
        (
            &["--agency", "shuiwu"],
            "shuiwu 没有可以导出的报告\n  = help: 请检查机构的 slug；gongkai status 列出各机构的情况。",
        ),
        (
            &["--format", "xlsx"],
            "xlsx 要写进文件，不能输出到屏幕\n  = help: 请用 --out 指明文件，例如 --out figures.xlsx。",
        ),
        (
            &["--out", "content/2022/jiaoyu.md"],
            "content/2022/jiaoyu.md 是站点的源文件，没有覆盖\n  = help: 请用 --out 指明别的文件。",
        ),
        (&["--format", "ods"], "「ods」不能用于 --format <format>"),
    ] {
        let ran = gongkai(&[&["export"], args].concat(), Some(dir.path()));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        let start = format!("error: {expected}");
        assert!(ran.err.starts_with(&start), "{args:?}: {}", ran.err);
    }
    let text = fs::read_to_string(dir.path().join("content/2022/jiaoyu.md")).expect("the report");
    assert!(text.contains("licence: [12]"), "the report is as it was");
    let empty = on_disk(&Site::new());
    let ran = gongkai(&["export"], Some(empty.path()));
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("error: 站点里还没有报告"), "{}", ran.err);
}

/// A full disk is no success. Where there is such a device, that can be tried.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told() {
    let dir = on_disk(&site());
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a device that is always full");
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    let command = command.arg("export").env_clear().env("NO_COLOR", "1").current_dir(dir.path());
    let output = command.stdout(full).output().expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.starts_with("error: 写不了标准输出："), "{told}");
}
