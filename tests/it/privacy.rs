//! What must not be published is not printed either.

use gongkai::finding::{Style, json, text};
use gongkai::language::Language;

use crate::site::{Site, zeros};

#[test]
fn private_numbers_are_masked_in_messages_and_in_source_lines() {
    let numbers = ["11010519491231002X", "１１０１０５１９４９１２３１００２Ｘ", "6222021234567890128"];
    let report = zeros("haicheng", 2022).replace(
        "本年主动公开信息3条，",
        &format!("公示王某、、{}、{}，汇入银行账号{}，主动公开信息3条，", numbers[0], numbers[1], numbers[2]),
    );
    let mut site = Site::new();
    site.set("content/2022/haicheng.md", &report);
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
