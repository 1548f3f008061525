//! Return slips: what is sent back to an agency, word for word.

use std::fs;

use crate::command::gongkai;
use crate::output::{faulty, on_disk};

#[test]
fn a_slip_tells_each_mistake_as_the_form_names_it() {
    let site = on_disk(&faulty());
    let args = ["--lang", "en", "check", "--slip", "haicheng", "--out", "slips", "--now", "2023-02-01"];
    let ran = gongkai(&args, Some(site.path()));
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    insta::assert_snapshot!("slip-text", ran.out);
    let file = |name: &str| fs::read_to_string(site.path().join("slips").join(name)).expect("a file");
    assert_eq!(file("haicheng-2022.txt"), ran.out);
    let html = file("haicheng-2022.html");
    insta::assert_snapshot!("slip-html", html);
    assert!(html.contains("&lt;b&gt;") && !html.contains("<b>") && !html.contains("<script"));
}

#[test]
fn a_slip_without_a_day_leaves_room_for_one_and_writes_no_file() {
    let site = on_disk(&faulty());
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(["check", "--slip", "jiaoyu", "--year", "2022"]).env_clear().current_dir(site.path());
    let output = command.output().expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("样例县教育局：\n") && text.contains("\n　　　　年　　月　　日\n"), "{text}");
    assert!(text.contains("经检查有1个提醒，现予退回。请逐项核对，改正后重新报送；"), "{text}");
    let files: Vec<_> = fs::read_dir(site.path()).expect("the site").collect();
    assert_eq!(files.len(), 2, "site.toml and content/");
}

#[test]
fn a_report_without_mistakes_or_that_is_not_there_is_not_returned() {
    let site = on_disk(&faulty());
    let ran = gongkai(&["check", "--slip", "shuiwu"], Some(site.path()));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("经检查没有需要改正的问题。\n"), "{}", ran.out);
    for args in [
        &["check", "--slip", "shuiwu", "--year", "2021"][..],
        &["check", "--slip", "nobody"],
        &["check", "--out", "slips"],
        &["check", "--slip", "shuiwu", "--all"],
    ] {
        let ran = gongkai(args, Some(site.path()));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains("= help: "), "{}", ran.err);
    }
}
