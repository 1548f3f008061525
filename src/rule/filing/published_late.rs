//! `published-late` (D1): a report was published after its due date.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "published-late", code: "D1", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
published-late = 公布晚于期限：{ $published } 公布，应不晚于 { $due }
    .help = 日期写错的请改正；确实晚了的，在 accept: 中写明原因。
doc-published-late =
    .what = 文件头的 published 晚于本类机构的应公布日期。
    .why = 《政府信息公开条例》第四十九条：县级以上政府部门应于每年 1 月 31 日前、县级以上政府应于每年 3 月 31 日前公布上一年度的报告。评估中逾期公布要扣分。
    .mend = 日期写错的请改正。确实晚了的，在报告的 accept: 中写明原因；日期不要倒填。各类机构的期限在 site.toml 的 [due] 中设置，个别机构的在名录的 due 中设置。
",
    r"
published-late = Published after it was due: on { $published }, due on { $due }
    .help = If the date is wrong, correct it; if it was late, give the reason under `accept:`.
doc-published-late =
    .what = `published` in the front matter is later than the due date of this kind of body.
    .why = Regulation on Disclosure of Government Information, art. 49: departments publish the report of the last year by 31 January, governments by 31 March. Evaluators deduct points for late reports.
    .mend = Correct the date if it is wrong. If the report was late, give the reason under `accept:`; do not date it back. Due dates are set by `[due]` in site.toml and by `due` in the register.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let due = subject.agency.and_then(|agency| subject.site.due(agency, subject.report.year));
    let (Some(published), Some(due)) = (subject.report.published, due) else { return Vec::new() };
    let place = subject.marks.value("published").filter(|_| published > due);
    let finding = |place| {
        Finding::new(RULE.rule, place).arg("published", published.to_string()).arg("due", due.to_string())
    };
    place.map(finding).into_iter().collect()
}
