//! `contact-phone` (P3): whom to ask cannot be reached: a masked phone, no area code, a mobile, a free mailbox.

use super::contact::{fault, free_mailboxes, phones};
use crate::finding::{Finding, Level, Place, Rule};
use crate::language::Words;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "contact-phone", code: "P3", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
contact-phone--masked = 联系电话被隐去：“{ $written }”
    .help = 办公电话应当公开，请写完整。
contact-phone--area = 联系电话没有区号：“{ $written }”
    .help = 请加上区号，例如0999-5550100。
contact-phone--mobile = 联系电话是手机号码：“{ $written }”
    .help = 请改用办公室的固定电话。
contact-phone--mail = 联系邮箱是商业邮箱：“{ $written }”
    .help = 请改用政务邮箱，或者删去。
doc-contact-phone =
    .what = 联系方式（文件头的 contact 或者正文开头）里的电话被隐去、没有区号、是手机号码，或者邮箱是商业邮箱。12345、12333等热线不算。
    .why = 《政府信息公开条例》第十二条要求公布信息公开工作机构的办公地址、办公时间和联系电话。办公电话不是个人信息，隐去就联系不上；手机号码和商业邮箱随人走，也不属于政务渠道。
    .mend = 写办公室的固定电话，带区号。
",
    r"
contact-phone--masked = The contact’s phone is masked: “{ $written }”
    .help = An office phone is public; write it in full.
contact-phone--area = The contact’s phone has no area code: “{ $written }”
    .help = Add the area code, as in 0999-5550100.
contact-phone--mobile = The contact’s phone is a mobile: “{ $written }”
    .help = Give the phone of the office.
contact-phone--mail = The contact’s mailbox is one of a free provider: “{ $written }”
    .help = Give an official mailbox, or none.
doc-contact-phone =
    .what = In the contact (`contact` of the front matter, or the opening) the phone is masked, lacks its area code or is a mobile, or the mailbox is one of a free provider. Hotlines such as 12345 and 12333 are right.
    .why = Article 12 of the regulation asks to publish address, hours and phone of the disclosure office. An office phone is no personal data, and a masked one reaches nobody; mobiles and private mailboxes leave with their owner.
    .mend = Give the phone of the office with its area code.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found: Vec<(&'static str, String, Place)> = Vec::new();
    let contact = &subject.report.contact;
    if let (Some(fault), Some(place)) = (fault(&contact.phone), subject.marks.value("contact.phone")) {
        found.push((fault, contact.phone.clone(), place));
    }
    for (text, key) in [
        (&contact.office, "contact.office"),
        (&contact.address, "contact.address"),
        (&contact.phone, "contact.phone"),
    ] {
        let Some(place) = subject.marks.value(key) else { continue };
        let mailboxes = free_mailboxes(text).into_iter();
        found.extend(mailboxes.filter_map(|at| Some(("mail", text.get(at)?.to_owned(), place.clone()))));
    }
    if let Some(opening) = subject.opening() {
        let phones = phones(opening.text).into_iter();
        let phones = phones.filter_map(|at| Some((fault(opening.text.get(at.clone())?)?, at)));
        // Where the area code stands apart, 区号0999，电话5550100, nothing is missing.
        let phones = phones.filter(|(fault, _)| *fault != "area" || !opening.text.contains("区号"));
        let mailboxes = free_mailboxes(opening.text).into_iter().map(|at| ("mail", at));
        found.extend(phones.chain(mailboxes).filter_map(|(fault, at)| {
            Some((fault, opening.text.get(at.clone())?.to_owned(), opening.place(&at)))
        }));
    }
    let mut findings: Vec<(&str, Finding)> = Vec::new();
    for (fault, written, place) in found {
        match findings.iter_mut().find(|(other, _)| *other == fault) {
            Some((_, first)) => *first = first.clone().also(place, None),
            None => {
                let finding = Finding::new(RULE.rule, place).variant(fault).arg("written", written);
                findings.push((fault, finding));
            }
        }
    }
    findings.into_iter().map(|(_, finding)| finding).collect()
}
