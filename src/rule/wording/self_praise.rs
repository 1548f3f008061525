//! `self-praise`: absolute praise such as 零差错 in a report that names problems.

use crate::finding::{Finding, Level, Rule};
use crate::form::Role;
use crate::language::Words;
use crate::prose::{before, clauses, is_quoted};
use crate::rule::{Chapter, Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "self-praise", code: "", level: Level::Note, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
self-praise = “{ $praise }”说得太满，报告里又写了存在的问题：“{ $quote }”
    .help = 请改成能够核实的说法，例如写明检查了多少条、发现并改正了多少处。
doc-self-praise =
    .what = 报告里写“无差错”“零差错”“零失误”“百分之百准确”，同时又写了存在的问题。
    .why = 这样的话容易被人拿报告本身的差错来反驳。
    .mend = 改成能够核实的说法，用数字说话。
",
    r"
self-praise = “{ $praise }” claims too much for a report that goes on to name problems: “{ $quote }”
    .help = Say something that can be checked, such as how many items were reviewed and how many slips were mended.
doc-self-praise =
    .what = The report claims “无差错”, “零差错”, “零失误” or 100 per cent accuracy, and names problems as well.
    .why = Such a claim is easily refuted with the slips of the report itself.
    .mend = Say something that can be checked, in figures.
",
);

/// What is too much to be true.
const PRAISE: [&str; 8] =
    ["无差错", "零差错", "无失误", "零失误", "准确率100%", "准确率达100%", "准确率达到100%", "百分之百准确"];

/// Words of clauses that wish it only.
const WISHED: [&str; 9] = ["确保", "力争", "努力", "争取", "目标", "将", "力求", "避免", "未"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let problems = subject.part(Role::Problems).map(|(chapter, _)| chapter.text).unwrap_or_default();
    if !["问题", "不足", "有待", "不够", "薄弱"].iter().any(|word| problems.contains(word)) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let praises = |chapter: &&Chapter<'_>| PRAISE.iter().any(|word| chapter.text.contains(word));
    for chapter in subject.chapters.iter().filter(praises) {
        for sentence in chapter.sentences() {
            for clause in clauses(sentence.text) {
                let praise = PRAISE.iter().find_map(|word| Some((clause.text.find(word)?, word)));
                let Some((at, word)) = praise else { continue };
                let negated = before(clause.text, at).is_some_and(|c| "非不没".contains(c));
                if negated
                    || is_quoted(clause.text, at)
                    || WISHED.iter().any(|word| clause.text.contains(word))
                {
                    continue;
                }
                let start = sentence.range.start + clause.range.start + at;
                let finding = subject.finding(&RULE, chapter, &(start..start + word.len()));
                findings.push(finding.arg("praise", *word));
            }
        }
    }
    findings
}
