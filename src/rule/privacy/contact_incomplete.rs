//! `contact-incomplete` (P5): office, address, postcode and phone are not all given.

use crate::finding::{Finding, Level, Place, Rule};
use crate::language::{Arg, Label, Words};
use crate::report::Contact;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "contact-incomplete", code: "P5", level: Level::Note, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
contact-incomplete = 联系方式不完整，缺少：{ $missing }
    .help = 请在 contact 中补上，或者写在正文开头。
doc-contact-incomplete =
    .what = 文件头的 contact、机构名录和正文开头合起来，仍缺少联系机构、地址、邮编或者电话。
    .why = 公众对报告有疑问时要知道找谁。年度报告的开头通常写明联系机构、地址、邮编和电话。
    .mend = 在报告的 contact 或者机构名录里补上。
",
    r"
contact-incomplete = The contact lacks: { $missing }
    .help = Add it to contact, or to the opening.
doc-contact-incomplete =
    .what = The contact of the front matter, the register and the opening together lack the office, the address, the postcode or the phone.
    .why = Readers with questions need to know whom to ask. The opening of a report usually gives office, address, postcode and phone.
    .mend = Add it to the contact of the report or of the register.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    // Before there was a form, reports were documents with a cover of their own.
    if subject.form().is_none_or(|form| form.parts.is_empty()) {
        return Vec::new();
    }
    let own = &subject.report.contact;
    let of_agency = subject.agency.map(|agency| &agency.contact);
    let contact = if own.is_empty() { of_agency.unwrap_or(own) } else { own };
    let text = subject.opening().map_or("", |opening| opening.text);
    let missing = missing(contact, text);
    if missing.is_empty() {
        return Vec::new();
    }
    let head = || Place::new(&subject.marks.path, subject.marks.year);
    let place = subject.marks.value("contact").unwrap_or_else(head);
    vec![Finding::new(RULE.rule, place).arg("missing", missing.into_iter().collect::<Arg>())]
}

/// What neither the contact nor the opening gives.
fn missing(contact: &Contact, text: &str) -> Vec<Label> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let asks = has(&["联系", "咨询", "疑问", "垂询"]);
    let office = asks && has(&["办公室", "综合办", "科", "股", "处", "大队", "中心", "联系单位", "联系机构"]);
    let address = has(&["地址", "地点", "请寄"]);
    let postcode = has(&["邮编", "邮政编码"]);
    let phone = !super::contact::phones(text).is_empty();
    let label = |zh: &str, en: &str| Label { zh: zh.to_owned(), en: en.to_owned() };
    let fields = [
        (&contact.office, office, label("联系机构", "office")),
        (&contact.address, address, label("地址", "address")),
        (&contact.postcode, postcode, label("邮编", "postcode")),
        (&contact.phone, phone, label("电话", "phone")),
    ];
    fields
        .into_iter()
        .filter(|(value, told, _)| value.is_empty() && !told)
        .map(|(_, _, label)| label)
        .collect()
}
