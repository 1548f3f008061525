//! What must not be published is not printed either.

use gongkai::finding::{Style, json, text};
use gongkai::language::Language;

use crate::site::{Site, zeros};

/// A site on disk whose one report tells identity numbers and a bank card beside something to mend.
fn leaking() -> (tempfile::TempDir, [&'static str; 3]) {
    let (site, numbers) = site();
    (crate::output::on_disk(&site), numbers)
}

fn site() -> (Site, [&'static str; 3]) {
    let numbers = ["11010519491231002X", "１１０１０５１９４９１２３１００２Ｘ", "6222021234567890128"];
    let report = zeros("haicheng", 2022).replace(
        "本年主动公开信息3条，",
        &format!("公示王某、、{}、{}，汇入银行账号{}，主动公开信息3条，", numbers[0], numbers[1], numbers[2]),
    );
    let mut site = Site::new();
    site.set("content/2022/haicheng.md", &report);
    (site, numbers)
}

#[test]
fn no_command_prints_private_numbers() {
    let (dir, numbers) = leaking();
    for args in [
        &["check"][..],
        &["check", "--all"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--format", "github"],
        &["check", "--slip", "haicheng", "--out", "slips"],
        &["check", "--fix"],
        &["build"],
    ] {
        let ran = crate::command::gongkai(args, Some(dir.path()));
        assert!(!(ran.out.is_empty() && ran.err.is_empty()), "{args:?}");
        for number in numbers {
            let tail: String = number.chars().skip(8).take(8).collect();
            assert!(!ran.out.contains(&tail) && !ran.err.contains(&tail), "{args:?}\n{}{}", ran.out, ran.err);
        }
    }
    for kind in ["txt", "html"] {
        let slip = std::fs::read_to_string(dir.path().join(format!("slips/haicheng-2022.{kind}")));
        let slip = slip.expect("the slip");
        assert!(numbers.iter().all(|number| !slip.contains(number)), "{slip}");
    }
}

#[test]
fn private_numbers_are_masked_in_messages_and_in_source_lines() {
    let (site, numbers) = site();
    let outcome = site.check();
    let rules: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["doubled-punctuation", "identity-number", "bank-card"]);
    for language in Language::ALL {
        let printed = text(&outcome.findings, &outcome.sources, language, Style::Plain);
        let printed = printed + &json(&outcome.findings, 1, &outcome.sources, language);
        for number in numbers {
            assert!(!printed.contains(number), "{printed}");
        }
        assert!(printed.contains("11**************2X"), "{printed}");
        assert!(printed.contains("62***************28"), "{printed}");
    }
}
