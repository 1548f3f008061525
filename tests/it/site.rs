//! A site made of strings: edited, run through the pipeline, and asked for its findings and pages.

use gongkai::build::{Engine, Entry, Goal, Outcome, Output, Snapshot};
use gongkai::form::{Form, Forms};
use gongkai::text::Decimal;

use crate::forms::forms;

/// A site in memory.
#[derive(Clone, Default)]
pub(crate) struct Site {
    pub(crate) snapshot: Snapshot,
}

impl Site {
    /// A site with site.toml and three agencies.
    pub(crate) fn new() -> Self {
        let mut site = Self::default();
        site.set("site.toml", "title = \"样例\"\n");
        site.set(
            "content/agencies.yaml",
            "- { slug: haicheng, name: 海城镇人民政府, short: 海城镇, kind: town }\n\
             - { slug: jiaoyu, name: 样例县教育局 }\n\
             - { slug: shuiwu, name: 样例县水务局 }\n",
        );
        site
    }

    pub(crate) fn set(&mut self, path: &str, text: &str) {
        self.snapshot.set(path, text);
    }

    pub(crate) fn bytes(&mut self, path: &str, bytes: &[u8]) {
        self.snapshot.files.insert(path.into(), Entry::text(bytes));
    }

    pub(crate) fn run(&self) -> Outcome {
        Engine::default().run(&self.snapshot, Goal::Build)
    }

    /// Findings only: no page is rendered.
    pub(crate) fn check(&self) -> Outcome {
        Engine::default().run(&self.snapshot, Goal::Check)
    }

    /// The findings as `level[message] path:line:column`.
    pub(crate) fn findings(&self) -> Vec<String> {
        told(&self.check())
    }
}

/// The findings of an outcome as `level[message] path:line:column`.
pub(crate) fn told(outcome: &Outcome) -> Vec<String> {
    let tell = |finding: &gongkai::finding::Finding| {
        let place = finding.place();
        let (line, column) =
            outcome.sources.get(&place.path).map_or((1, 1), |source| source.line_column(place.span.start));
        format!("{}[{}] {}:{line}:{column}", finding.level.name(), finding.message.id, place.path)
    };
    outcome.findings.iter().map(tell).collect()
}

/// The text of an output.
pub(crate) fn page(outcome: &Outcome, route: &str) -> String {
    let found = outcome.outputs.iter().find(|(other, _)| other.as_str() == route);
    match found {
        Some((_, Output::Bytes(bytes))) => String::from_utf8_lossy(bytes).into_owned(),
        other => panic!("{route}: {other:?}"),
    }
}

/// The text of the six parts, as short as it may be.
pub(crate) const TEXT: &str = "## 一、总体情况\n\n本年主动公开信息 3 条。\n\n\
    ## 二、主动公开政府信息情况\n\n## 三、收到和处理政府信息公开申请情况\n\n\
    ## 四、政府信息公开行政复议、行政诉讼情况\n\n## 五、存在的主要问题及改进情况\n\n有待改进，已经改进。\n\n\
    ## 六、其他需要报告的事项\n\n未收取信息处理费。\n";

/// A report whose cells are given by table, row and column; `None` writes `~`.
pub(crate) fn report(
    agency: &str,
    year: i32,
    value: impl Fn(&Form, usize, usize) -> Option<Decimal>,
) -> String {
    let forms: Forms = forms();
    let form = forms.governing(year).expect("a form");
    let tables = gongkai::report::blank_tables(form, |table, cell| value(form, table, cell));
    format!("---\nagency: {agency}\nyear: {year}\ntables:\n{tables}---\n{TEXT}")
}

/// A report of zeros.
pub(crate) fn zeros(agency: &str, year: i32) -> String {
    report(agency, year, |_, _, _| Some(Decimal::ZERO))
}
