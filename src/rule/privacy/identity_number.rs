//! `identity-number` (P1): an identity number stands in what is published.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::{Check, Definition, Subject};
use crate::text::PrivateKind;

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "identity-number", code: "P1", level: Level::Error, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
identity-number = 含有居民身份证号码（{ $count }处）：“{ $quote }”
    .help = 请删去号码；确需区分时只保留前两位和后三位。
doc-identity-number =
    .what = 正文、更正说明或者认可理由里有18位居民身份证号码，出生日期和校验码都相符。
    .why = 《中华人民共和国个人信息保护法》和《政府信息公开条例》第十五条：涉及个人隐私的信息不得公开。检查中发现公布身份证号码会被通报。
    .mend = 删去号码，或者用“*”隐去中间各位。提示信息里显示的号码已经隐去。
",
    r"
identity-number = An identity number is published ({ $count }×): “{ $quote }”
    .help = Delete it; where persons must be told apart, keep the first two and last three digits only.
doc-identity-number =
    .what = The text, a correction or the reason of an acceptance holds an identity number of 18 digits with a valid birthday and check digit.
    .why = The law on the protection of personal information, and article 15 of the regulation: what touches personal privacy must not be disclosed. Inspections name those who publish such numbers.
    .mend = Delete the number, or mask the middle with *. What gongkai prints of it is masked already.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    super::published::private(subject, &RULE, PrivateKind::Identity)
}
