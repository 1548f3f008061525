//! `plain-http`: an address that begins with http:// and not with https://.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::addresses;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "plain-http", code: "", level: Level::Note, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
plain-http = 网址没有用 https：{ $address }
    .help = 请打开 https 开头的网址试一试；能打开的，请改用它。
doc-plain-http =
    .what = 正文里的网址以 http:// 开头。
    .why = http 的网页在途中可能被改动，浏览器会提示不安全；政府网站大多已能用 https 打开。
    .mend = 核实以后改成 https://。程序不替您改，因为它不知道那个网址能不能打开。
",
    r"
plain-http = An address without https: { $address }
    .help = Try the address with https; if it opens, write that.
doc-plain-http =
    .what = An address in the text begins with http://.
    .why = Pages sent by http can be changed on the way, and browsers warn of them; most government sites can be reached by https.
    .mend = Try https:// and write it. The program does not, for it cannot know whether that address opens.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        for range in addresses(chapter.text) {
            let address = chapter.text.get(range.clone()).unwrap_or_default();
            if address.starts_with("http://") {
                let finding = Finding::new(RULE.rule, chapter.place(&range));
                findings.push(finding.arg("address", address.to_owned()));
            }
        }
    }
    findings
}
