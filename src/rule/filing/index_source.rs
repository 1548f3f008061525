//! `index-source` (D2): the source in the index is a login name.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "index-source", code: "D2", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
index-source = 来源“{ $found }”像是登录名
    .help = 请写机关或处室的名称。
doc-index-source =
    .what = 文件头 index 的 source（来源）只有字母和数字，如 admin、zfxxgk01。
    .why = 网站后台常把编辑的登录名当作来源显示出来，公众看不懂，也不该看到。
    .mend = 改为机关或处室的名称，或者不写。
",
    r"
index-source = The source “{ $found }” looks like a login name
    .help = Write the name of an agency or office.
doc-index-source =
    .what = `source` under `index` in the front matter has nothing but letters and digits, such as admin or zfxxgk01.
    .why = Content systems tend to show the login name of the editor as the source, which tells readers nothing and should not be seen.
    .mend = Write the name of an agency or office, or leave it out.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let source = subject.report.index.source.as_str();
    if source.is_empty() || !source.chars().all(|c| c.is_ascii_alphanumeric() || "._-@".contains(c)) {
        return Vec::new();
    }
    let place = subject.marks.value("index.source");
    place.map(|place| Finding::new(RULE.rule, place).arg("found", source)).into_iter().collect()
}
