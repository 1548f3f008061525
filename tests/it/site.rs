//! A site made of strings: edited, run through the pipeline, and asked for its findings and pages.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use gongkai::build::{Engine, Entry, Goal, Outcome, Output, Snapshot};
use gongkai::form::{Form, Forms};
use gongkai::text::Decimal;

use crate::forms::forms;

/// The sample portal, built once for all tests.
pub(crate) static SAMPLE: LazyLock<Outcome> = LazyLock::new(|| {
    let snapshot = gongkai::disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample portal");
    let outcome = Engine::default().run(&snapshot, Goal::Build);
    assert!(!outcome.blocks(false), "{:?}", told(&outcome));
    outcome
});

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
    String::from_utf8_lossy(&bytes(outcome, route)).into_owned()
}

/// An output.
pub(crate) fn bytes(outcome: &Outcome, route: &str) -> Arc<[u8]> {
    let found = outcome.outputs.iter().find(|(other, _)| other.as_str() == route);
    match found {
        Some((_, Output::Bytes(bytes))) => Arc::clone(bytes),
        other => panic!("{route}: {other:?}"),
    }
}

/// The figures that a page gives to machines (JSON-LD), by the ids of the form; none where it gives none.
pub(crate) fn linked_figures(html: &str) -> BTreeMap<String, String> {
    let json = html.split_once("<script type=\"application/ld+json\">").map_or("null", |(_, rest)| rest);
    let json = json.split("</script>").next().unwrap_or_default();
    let json: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let nodes = json["@graph"].as_array().into_iter().flatten();
    let variables = nodes.filter_map(|node| node["variableMeasured"].as_array()).flatten();
    let word = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    variables.map(|one| (word(&one["propertyID"]), word(&one["value"]))).collect()
}

/// The text of a report in which no rule finds anything, whatever its tables say.
pub(crate) fn text(year: i32, form: &Form) -> String {
    format!(
        "本报告根据《中华人民共和国政府信息公开条例》和{}编制，统计期限为{year}年1月1日至{year}年12月31日。\n\n\
         ## 一、总体情况\n\n\
         ### （一）主动公开\n\n本年主动公开信息3条，内容涉及办事指南和补贴发放。\n\n\
         ### （二）依申请公开\n\n公布申请渠道和受理地点，方便群众查询。\n\n\
         ### （三）政府信息管理\n\n信息发布以前逐级审核，文件目录按月更新。\n\n\
         ### （四）政府信息公开平台建设\n\n网站栏目与公示栏同步更新。\n\n\
         ### （五）监督保障\n\n专人负责，按季度自查，没有发生责任追究情形。\n\n\
         ## 二、主动公开政府信息情况\n\n## 三、收到和处理政府信息公开申请情况\n\n\
         ## 四、政府信息公开行政复议、行政诉讼情况\n\n\
         ## 五、存在的主要问题及改进情况\n\n\
         存在的主要问题是部分栏目更新不够及时。改进措施是指定专人负责，每月核对一次发布清单，逾期未更新的及时提醒。\n\n\
         ## 六、其他需要报告的事项\n\n本机关{year}年未收取信息处理费。\n",
        form.basis
    )
}

/// A report whose cells are given by table, row and column; `None` writes `~`.
pub(crate) fn report(
    agency: &str,
    year: i32,
    value: impl Fn(&Form, usize, usize) -> Option<Decimal>,
) -> String {
    let forms: Forms = forms();
    let form = forms.governing(year).expect("a form");
    let tables = gongkai::report::blank_tables(form, |table, cell| value(form, table, cell));
    let contact =
        "{ office: 综合办公室, address: 样例县政通路1号, postcode: \"999900\", phone: 0999-5550100 }";
    let published = year + 1;
    format!(
        "---\nagency: {agency}\nyear: {year}\ntables:\n{tables}published: {published}-01-15\ncontact: {contact}\n---\n{}",
        text(year, form)
    )
}

/// A report of zeros.
pub(crate) fn zeros(agency: &str, year: i32) -> String {
    report(agency, year, |_, _, _| Some(Decimal::ZERO))
}
