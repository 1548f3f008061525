//! `notice-outdated` (F3): the text cites the notice of another form than the one in force for the year.

use crate::finding::{Finding, Level, Rule};
use crate::form::Form;
use crate::language::Words;
use crate::prose::Folded;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "notice-outdated", code: "F3", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
notice-outdated = 引用的文号不是本年度格式的依据：“{ $quote }”
    .help = { $year }年度报告的格式依据是{ $basis }，请改用这个文号。
doc-notice-outdated =
    .what = 报告引用了另一个格式的文号，例如2022年度的报告仍引用国办公开办函〔2019〕60号。
    .why = 每个报告年度适用的格式由国务院办公厅政府信息与政务公开办公室发文规定：2019、2020年度是国办公开办函〔2019〕60号，2021年度起是国办公开办函〔2021〕30号。沿用旧文号，说明报告是照上年的稿子改的。
    .mend = 改成本年度格式的文号。说明新文件替代、废止旧文件的句子不算。
",
    r"
notice-outdated = The cited notice is not the one for this year’s form: “{ $quote }”
    .help = The form of the { $year } report rests on { $basis }; cite that number.
doc-notice-outdated =
    .what = The report cites the notice of another form, for instance 国办公开办函〔2019〕60号 in the report of 2022.
    .why = Notices of the General Office of the State Council set the form of each report year: 国办公开办函〔2019〕60号 for 2019 and 2020, 国办公开办函〔2021〕30号 from 2021 on. An old number shows that last year’s text was reused.
    .mend = Cite the notice in force for the year. A sentence that tells how the new notice replaced the old one is left alone.
",
);

/// Words of a sentence that speaks of an old notice as history.
const HISTORY: [&str; 10] =
    ["替代", "代替", "取代", "废止", "停止执行", "不再执行", "失效", "修订", "以往", "此前"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(form) = subject.form() else { return Vec::new() };
    let mut finding: Option<Finding> = None;
    let others = || subject.forms.all().filter(|other| other.basis != form.basis && is_number(other));
    for chapter in &subject.chapters {
        if others().next().is_none() {
            break;
        }
        let folded = Folded::of(chapter.text);
        let sentences = chapter.sentences();
        for range in others().flat_map(|other| folded.find_all(&other.basis)) {
            let sentence = sentences.iter().find(|sentence| sentence.range.end > range.start);
            if sentence.is_some_and(|sentence| HISTORY.iter().any(|word| sentence.text.contains(word))) {
                continue;
            }
            finding = Some(match finding {
                Some(first) => first.also(chapter.place(&range), None),
                None => subject
                    .finding(&RULE, chapter, &range)
                    .arg("year", subject.report.year.to_string())
                    .arg("basis", form.basis.as_str()),
            });
        }
    }
    finding.into_iter().collect()
}

/// Whether the basis of a form is the number of a notice, as `…〔2021〕30号`, and not the regulation itself.
fn is_number(form: &Form) -> bool {
    form.basis.contains('〔') && form.basis.ends_with('号')
}
