//! `mobile-number` (P2): a mobile number stands in what is published, outside the contact.

use std::ops::Range;

use super::contact;
use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::{Chapter, Check, Definition, Subject, Which};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "mobile-number", code: "P2", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
mobile-number = 含有手机号码（{ $count }处）：“{ $quote }”
    .help = 请删去号码，或者写成138****1234的样式。
doc-mobile-number =
    .what = 正文、更正说明或者认可理由里有11位手机号码。联系方式中的手机号码由contact-phone提示。
    .why = 手机号码是个人信息，《政府信息公开条例》第十五条规定涉及个人隐私的信息不得公开。公布完整手机号码在检查中会被指出。
    .mend = 删去号码，或者隐去中间四位。
",
    r"
mobile-number = A mobile number is published ({ $count }×): “{ $quote }”
    .help = Delete it, or write it like 138****1234.
doc-mobile-number =
    .what = The text, a correction or the reason of an acceptance holds a mobile number of 11 digits. Mobile numbers in the contact are told by contact-phone.
    .why = Mobile numbers are personal data; article 15 of the regulation forbids to disclose what touches personal privacy, and inspections name those who publish them in full.
    .mend = Delete the number, or mask its four middle digits.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let in_chapter = |chapter: &Chapter<'_>| -> Vec<Range<usize>> {
        let contact =
            if chapter.which == Which::Opening { contact::phones(chapter.text) } else { Vec::new() };
        let in_contact = |range: &Range<usize>| {
            contact.iter().any(|phone| phone.start <= range.start && range.start < phone.end)
        };
        contact::mobiles(chapter.text).into_iter().filter(|range| !in_contact(range)).collect()
    };
    super::published::gathered(subject, &RULE, in_chapter, contact::mobiles)
}
