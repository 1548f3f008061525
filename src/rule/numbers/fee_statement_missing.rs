//! `fee-statement-missing` (X10): the report does not say whether fees were charged for handling requests.

use crate::finding::{Finding, Level, Rule};
use crate::form::Role;
use crate::language::Words;
use crate::prose::{counts, from, is_han, numbers};
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "fee-statement-missing", code: "X10", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
fee-statement-missing = 没有说明是否收取信息处理费
    .help = 请在这一部分写明，例如“本机关{ $year }年未收取信息处理费”；收取的，写明件数和金额。
fee-statement-missing--unit = 信息处理费的金额没有单位：“{ $quote }”
    .help = 请写明元或者万元。
doc-fee-statement-missing =
    .what = 全文没有提到信息处理费，或者写了金额而没有单位。
    .why = 各地的年度报告都在“其他需要报告的事项”里说明信息处理费的收取情况，没有收取的也写明；不写，读者无从知道是没有收还是漏写了。
    .mend = 补一句话。
",
    r"
fee-statement-missing = The report does not say whether fees for handling requests (信息处理费) were charged
    .help = Say so in this part, such as “本机关{ $year }年未收取信息处理费”; if they were, give the number of notices and the amount.
fee-statement-missing--unit = An amount of fees without its unit: “{ $quote }”
    .help = Write yuan (元) or 10,000 yuan (万元).
doc-fee-statement-missing =
    .what = The text does not mention the fees for handling requests, or gives an amount without a unit.
    .why = Annual reports say in the last part whether these fees were charged, also where none were; if nothing is said, readers cannot tell whether there were none or it was forgotten.
    .mend = Add a sentence.
",
);

/// How texts call these fees.
const NAMES: [&str; 4] = ["信息处理费", "信息公开处理费", "信息公开费用", "申请处理费"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some((part, _)) = subject.part(Role::Other) else { return Vec::new() };
    let names = |text: &str| NAMES.iter().any(|name| text.contains(name));
    if !subject.chapters.iter().any(|chapter| names(chapter.text)) {
        let finding = Finding::new(RULE.rule, part.head()).arg("year", subject.report.year.to_string());
        return vec![finding];
    }
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        for sentence in chapter.sentences().iter().filter(|sentence| names(sentence.text)) {
            let counted = counts(sentence.text);
            let bare = numbers(sentence.text).into_iter().find(|number| {
                let before = sentence.text.get(..number.range.start).unwrap_or_default();
                let amount = ["金额", "金额为", "收取", "收取费用"]
                    .iter()
                    .any(|word| before.trim_end().ends_with(word));
                // 0 笔 counts notices.
                let is_bare = !from(sentence.text, number.range.end).starts_with(is_han);
                amount && is_bare && counted.iter().all(|count| count.range.start != number.range.start)
            });
            if let Some(number) = bare {
                let at = sentence.range.start;
                let range = number.range.start + at..number.range.end + at;
                findings.push(subject.finding(&RULE, chapter, &range).variant("unit"));
            }
        }
    }
    findings
}
