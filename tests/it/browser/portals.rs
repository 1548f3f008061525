//! The portals that the browser looks at: the sample, one of extremes, one without reports, and one that is all wrong.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use gongkai::build::{Engine, Goal, Outcome, Output};
use gongkai::portal::Base;
use gongkai::text::Decimal;

use crate::site::{SAMPLE, Site, report, zeros};

/// Below which folder of another site the sample is served, beside the root.
pub(crate) const SUBFOLDER: &str = "/xxgk/nianbao/";

/// The files of a portal by route, each with its address below the portal.
pub(crate) struct Portal {
    pub(crate) files: BTreeMap<String, (String, Arc<[u8]>)>,
}

impl Portal {
    fn new(outcome: &Outcome) -> Self {
        let file = |(route, output): (&gongkai::portal::Route, &Output)| {
            let bytes = match output {
                Output::Bytes(bytes) => Arc::clone(bytes),
                Output::Copy(path) => fs::read(root().join(&**path)).expect("an attachment").into(),
            };
            (route.as_str().to_owned(), (route.below(""), bytes))
        };
        Self { files: outcome.outputs.iter().map(file).collect() }
    }

    /// The routes of all pages.
    pub(crate) fn pages(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).filter(|route| route.strip_suffix(".html").is_some()).collect()
    }

    /// The text at a route.
    pub(crate) fn text(&self, route: &str) -> &str {
        let (_, bytes) = self.files.get(route).expect(route);
        std::str::from_utf8(bytes).expect("UTF-8")
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The sample portal as it is served at the root of a host.
pub(crate) fn sample() -> &'static Portal {
    static SERVED: LazyLock<Portal> = LazyLock::new(|| Portal::new(&SAMPLE));
    &SERVED
}

/// The sample portal as it is served in [`SUBFOLDER`]; built once.
pub(crate) fn sample_below() -> &'static Portal {
    static SERVED: LazyLock<Portal> = LazyLock::new(|| {
        let mut snapshot = gongkai::disk::read(root()).expect("the sample portal");
        let base = format!("https://www.example.gov.cn{SUBFOLDER}");
        snapshot.base_url = Some(Base::try_from(base).expect("an address"));
        let outcome = Engine::default().run(&snapshot, Goal::Build);
        assert!(!outcome.blocks(false), "{:?}", crate::site::told(&outcome));
        Portal::new(&outcome)
    });
    &SERVED
}

/// Blank cells, zeros, cells of 15 digits, and names, addresses and words without end; in English.
pub(super) fn extremes() -> Portal {
    extremes_in("default")
}

/// The same in a theme.
pub(super) fn extremes_in(theme: &str) -> Portal {
    let mut site = Site::new();
    let name =
        "样例自治区样例地区经济技术开发区管理委员会综合行政执法与城市精细化管理协调推进工作领导小组办公室";
    let toml = format!(
        "title = \"Extremes\"\nlanguage = \"en\"\ntheme = \"{theme}\"\nsample = true\nstatus = true\n"
    );
    site.set("site.toml", &toml);
    site.set(
        "content/agencies.yaml",
        &format!(
            "- {{ slug: blank, name: 样例镇人民政府, kind: town }}\n\
             - {{ slug: zero, name: 样例县教育局, parent: blank, active: {{ until: 2023 }}, successor: large }}\n\
             - {{ slug: large, name: {name}, aliases: [{name}旧, {name}新] }}\n\
             - {{ slug: silent, name: 样例县水务局 }}\n"
        ),
    );
    let largest = Decimal::from(999_999_999_999_999);
    let blank = report("blank", 2023, |_, _, _| None);
    let large = report("large", 2023, |_, _, _| Some(largest)).replacen(
        "address: 样例县政通路1号",
        "address: https://www.example.gov.cn/an-address-without-any-space-that-is-longer-than-every-telephone-is-wide/index.html",
        1,
    );
    site.set("content/2023/blank.md", &blank);
    site.set("content/2023/zero.md", &zeros("zero", 2023));
    site.set("content/2023/large.md", &large);
    site.set("content/2022/blank.md", &zeros("blank", 2022));
    site.set("content/2022/large.md", &zeros("large", 2022));
    site.set("content/2020/large.md", &report("large", 2020, |_, _, _| Some(largest)));
    site.set("content/2020/blank.md", &report("blank", 2020, |_, _, _| None));
    site.set(
        "content/pages/words.md",
        "---\ntitle: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft\n---\n\
         | 一 | 二 | 三 | 四 | 五 | 六 | 七 |\n|---|---|---|---|---|---|---|\n| 内容 | 内容 | 内容 | 内容 | 内容 | 内容 | 999999999999999 |\n",
    );
    Portal::new(&site.run())
}

/// A portal before its first report.
pub(super) fn nothing() -> Portal {
    Portal::new(&Site::new().run())
}

/// A home page with every mistake that the scripts are there to see.
pub(super) fn wrong() -> Portal {
    let mut site = Site::new();
    site.set(
        "themes/default/templates/home.html",
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title></title>\n<link rel=\"stylesheet\" href=\"missing.css\">\n</head>\n<body>\n\
         <p style=\"color: red\">a\n<img src=\"missing.png\"><img src=\"https://www.example.invalid/a.png\">\n<script>1</script>\n\
         <pre>{% for i in range(end=300) %}wide{% endfor %}</pre>\n<a href=\"missing.html\"></a>\n</body>\n</html>\n",
    );
    Portal::new(&site.run())
}
