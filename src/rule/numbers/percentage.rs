//! `percentage` (X8): a percentage is not the quotient of the two numbers beside it.

use std::ops::Range;

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::prose::{Count, breakdowns, counts};
use crate::rule::{Check, Definition, Subject};
use crate::text::Decimal;

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "percentage", code: "X8", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
percentage = 百分比不对：{ $part } ÷ { $whole } = { $right }%，写的是 { $written }%：“{ $quote }”
    .help = 请改为 { $right }%，或者核对两个数。
doc-percentage =
    .what = 分项后面“占……%”不等于分项除以总数，或者“较上年增加 N 件，增长……%”不等于增加数除以上年数。按写出的小数位四舍五入；为使各项合计为 100% 而调整末位的，不算错。
    .why = 百分比由旁边的两个数算出，读者一除便知。
    .mend = 重算百分比。
",
    r"
percentage = A wrong percentage: { $part } ÷ { $whole } = { $right }%, written { $written }%: “{ $quote }”
    .help = Write { $right }%, or check the two numbers.
doc-percentage =
    .what = A share (占…%) is not the part divided by the whole, or a growth (较上年增加…，增长…%) is not the increase divided by last year's number. Rounded half up to the decimals written; a last digit adjusted so that the shares add up to 100% is right.
    .why = A percentage follows from the two numbers beside it, and any reader can divide.
    .mend = Compute the percentage again.
",
);

/// A percentage with the two numbers it is made of.
struct Quotient {
    part: Decimal,
    whole: Decimal,
    written: Count,
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        for sentence in chapter.sentences() {
            for quotient in shares(sentence.text).into_iter().chain(growth(sentence.text)) {
                let Quotient { part, whole, written } = quotient;
                let Some(right) = percent(part, whole, written.decimals) else { continue };
                if right == written.value {
                    continue;
                }
                let at = sentence.range.start;
                let range: Range<usize> = written.range.start + at..written.range.end + at;
                findings.push(
                    subject
                        .finding(&RULE, chapter, &range)
                        .arg("part", part.to_string())
                        .arg("whole", whole.to_string())
                        .arg("right", right.to_string())
                        .arg("written", written.value.to_string()),
                );
            }
        }
    }
    findings
}

/// The shares of a sentence, but for those that were adjusted in the last digit to sum up to 100%.
fn shares(sentence: &str) -> Vec<Quotient> {
    let mut found = Vec::new();
    for list in breakdowns(sentence) {
        let exact = list.whole.exact && list.parts.iter().all(|part| part.count.exact);
        let written: Vec<&Count> = list.parts.iter().filter_map(|part| part.share.as_ref()).collect();
        let all: Decimal = written.iter().map(|share| share.value).sum();
        let adjusted = written.len() == list.parts.len() && all == Decimal::from(100);
        for part in list.parts.iter().filter(|_| exact) {
            let Some(share) = part.share.clone() else { continue };
            let right = percent(part.count.value, list.whole.value, share.decimals);
            let near = right.is_some_and(|right| is_last_digit(right - share.value, share.decimals));
            if !(adjusted && near) {
                found.push(Quotient { part: part.count.value, whole: list.whole.value, written: share });
            }
        }
    }
    found
}

/// `…8件，较上年增加2件，增长33.3%`: the increase over what there was before it.
fn growth(sentence: &str) -> Vec<Quotient> {
    const MORE: [&str; 4] = ["增加", "增长", "上升", "多"];
    const LESS: [&str; 4] = ["减少", "下降", "降低", "少"];
    if !sentence.contains(['%', '％']) {
        return Vec::new();
    }
    let all = counts(sentence);
    let mut found = Vec::new();
    for window in all.windows(3) {
        let [now, change, rate] = window else { continue };
        let between =
            |from: &Count, to: &Count| sentence.get(from.range.end..to.range.start).unwrap_or_default();
        let (first, second) = (between(now, change), between(change, rate));
        let says = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
        let compares = says(first, &["较上年", "比上年", "较去年", "比去年", "同比", "较上一年", "比上一年"]);
        let same = now.unit == change.unit && rate.unit == "%" && now.exact && change.exact && rate.exact;
        // Only what stands in the two clauses right behind one another is about the same number.
        let close = first.chars().count() <= 14 && second.chars().count() <= 8;
        if !(compares && same && close) {
            continue;
        }
        let before = match (says(first, &MORE), says(first, &LESS)) {
            (true, false) if !says(second, &LESS) => now.value - change.value,
            (false, true) if !says(second, &MORE) => now.value + change.value,
            _ => continue,
        };
        found.push(Quotient { part: change.value, whole: before, written: rate.clone() });
    }
    found
}

/// `part` as a percentage of `whole`, rounded half up; none where it cannot be computed exactly.
fn percent(part: Decimal, whole: Decimal, decimals: usize) -> Option<Decimal> {
    let integer =
        |value: Decimal| value.is_integer().then(|| value.to_string().parse::<i128>().ok()).flatten();
    let (part, whole) = (integer(part)?, integer(whole)?);
    let scale = 10_i128.checked_pow(u32::try_from(decimals).ok()?)?;
    if whole <= 0 || part < 0 {
        return None;
    }
    let scaled = (part.checked_mul(200)?.checked_mul(scale)? + whole) / (2 * whole);
    let (units, rest) = (scaled / scale, scaled % scale);
    let text = if decimals == 0 { units.to_string() } else { format!("{units}.{rest:0>decimals$}") };
    Decimal::parse(&text).ok()
}

/// Whether a difference is one in the last of so many decimals.
fn is_last_digit(difference: Decimal, decimals: usize) -> bool {
    let unit = match decimals {
        0 => Decimal::from(1),
        _ => Decimal::parse(&format!("0.{:0>decimals$}", 1)).unwrap_or_default(),
    };
    difference == unit || -difference == unit || difference.is_zero()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_rounded_half_up_to_its_decimals() {
        let of = |part: i64, whole: i64, decimals| {
            percent(Decimal::from(part), Decimal::from(whole), decimals).map(|value| value.to_string())
        };
        assert_eq!(of(1, 3, 1).as_deref(), Some("33.3"));
        assert_eq!(of(1, 8, 0).as_deref(), Some("13"));
        assert_eq!(of(1, 8, 2).as_deref(), Some("12.5"));
        assert_eq!(of(3, 2, 0).as_deref(), Some("150"));
        assert_eq!(of(1, 0, 0), None);
    }
}
