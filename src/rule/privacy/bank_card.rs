//! `bank-card` (P1): the number of a bank card stands in what is published.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::{Check, Definition, Subject};
use crate::text::PrivateKind;

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "bank-card", code: "P1", level: Level::Error, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
bank-card = 含有银行卡号（{ $count }处）：“{ $quote }”
    .help = 请删去卡号。
doc-bank-card =
    .what = 正文、更正说明或者认可理由里有银行卡号：16至19位，校验位相符，并且写在银行、账号等字样旁边或者按四位分组。
    .why = 《中华人民共和国个人信息保护法》把金融账户列为敏感个人信息；《政府信息公开条例》第十五条规定涉及个人隐私的信息不得公开。
    .mend = 删去卡号。提示信息里显示的号码已经隐去。
",
    r"
bank-card = The number of a bank card is published ({ $count }×): “{ $quote }”
    .help = Delete it.
doc-bank-card =
    .what = The text, a correction or the reason of an acceptance holds the number of a bank card: 16 to 19 digits with a valid check digit, beside words such as 银行 or 账号 or in groups of four.
    .why = The law on the protection of personal information counts accounts as sensitive; article 15 of the regulation forbids to disclose what touches personal privacy.
    .mend = Delete the number. What gongkai prints of it is masked already.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    super::published::private(subject, &RULE, PrivateKind::Card)
}
