//! `fee-unexplained` (X11): the table has fees, and the last part says nothing or that there were none.

use crate::finding::{Finding, Level, Mark, Rule};
use crate::form::Role;
use crate::language::Words;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "fee-unexplained", code: "X11", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
fee-unexplained = 表中收费金额是 { $amount }，这一部分却没有内容
    .help = 请写明收费的情况，或者改正表格。
fee-unexplained--denied = 表中收费金额是 { $amount }，正文说没有收费：“{ $quote }”
    .help = 请写明没有收取的是哪一种费用（如信息处理费），或者改正表格。
doc-fee-unexplained =
    .what = “主动公开政府信息情况”表里的收费金额大于 0，而“其他需要报告的事项”为空、只写“无”，或者笼统地说没有收费。
    .why = 表格与正文不能一个说收了、一个说没收。只说“未收取信息处理费”的不在此列：信息处理费与表中的收费是两种费用。
    .mend = 写明是哪一种费用，或者改正表格。
",
    r"
fee-unexplained = The table has fees of { $amount }, this part says nothing
    .help = Say which fees were charged, or correct the table.
fee-unexplained--denied = The table has fees of { $amount }, the text says that none were charged: “{ $quote }”
    .help = Say which kind of fee was not charged (such as 信息处理费), or correct the table.
doc-fee-unexplained =
    .what = The table of proactive disclosure has administrative fees, but the last part is empty, says only 无, or says in general that no fees were charged.
    .why = Table and text cannot say opposite things. To say that no fees for handling requests (信息处理费) were charged is fine: these are another kind of fee.
    .mend = Say which kind of fee it is, or correct the table.
",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (Some(form), Some((part, _))) = (subject.form(), subject.part(Role::Other)) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for claims in form.claims.iter().filter(|claims| claims.rule == RULE.rule.id) {
        for figure in &claims.figures {
            let Some(cells) = figure.any.first() else { continue };
            let Some(amount) = subject.report.sheet.sum(cells).filter(|amount| !amount.is_zero()) else {
                continue;
            };
            let said: String = part.text.chars().filter(|c| c.is_alphanumeric()).collect();
            let denied =
                figure.words.iter().find_map(|word| Some((part.text.find(word.as_str())?, word.len())));
            let mut finding = match denied {
                Some((at, len)) => subject.finding(&RULE, part, &(at..at + len)).variant("denied"),
                None if ["", "无", "没有"].contains(&said.as_str()) => {
                    Finding::new(RULE.rule, part.head())
                }
                None => continue,
            };
            finding = finding.arg("amount", amount.to_string());
            for (table, cell) in cells {
                finding.cells.push(form.tables[*table].cell_id(*cell));
                finding
                    .marks
                    .extend(subject.marks.cell(*table, *cell).map(|place| Mark { place, label: None }));
            }
            findings.push(finding);
        }
    }
    findings
}
