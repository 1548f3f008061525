//! The link check: what is told, where, and when it keeps silent.

use std::path::Path;

use gongkai::build::{Engine, Entry, Goal, Outcome, Ran};
use gongkai::finding::{Finding, Style, text};
use gongkai::language::Language;

use crate::site::{Site, page, zeros};

/// A site with reports of two years, an attachment, a plain page, and text at the end of the report of 2022.
fn site(written: &str) -> Site {
    let mut site = Site::new();
    site.set("content/2021/haicheng.md", &zeros("haicheng", 2021));
    site.set("content/2022/haicheng.md", &(zeros("haicheng", 2022) + "\n" + written + "\n"));
    attach(&mut site, "附件 1.PDF");
    site.set("content/pages/guide.md", "---\ntitle: 指南\n---\n## 办事\n\n正文\n");
    site
}

fn attach(site: &mut Site, name: &str) {
    let path = format!("content/2022/haicheng/{name}");
    site.snapshot.files.insert(path.as_str().into(), Entry::Attachment { size: 5 });
}

/// The broken links that are found.
fn broken(outcome: &Outcome) -> Vec<Finding> {
    outcome.findings.iter().filter(|finding| finding.rule == "link-broken").cloned().collect()
}

/// The same as text.
fn told(outcome: &Outcome, language: Language) -> String {
    text(&broken(outcome), &outcome.sources, language, Style::Plain)
}

#[test]
fn a_link_in_a_text_is_told_where_it_is_written() {
    let site = site(
        "见[附件](附件2.pdf)、[又见](附件2.pdf)、[大小写](附件%201.pdf)。\n\n\
         - [位置](../../pages/guide/#s9)\n- [外面](../../../a.html)、[根](/pages/guide/)\n- [定义][x]、![图](tu.png)\n\n\
         [x]: <../jiaoyu/ 一.pdf> (题)\n",
    );
    let outcome = site.run();
    let expected = "\
warning[link-broken]: 链接所指的文件不存在：附件2.pdf
  --> content/2022/haicheng.md:86:7
   |
86 | 见[附件](附件2.pdf)、[又见](附件2.pdf)、[大小写](附件%201.pdf)。
   |          ^^^^^^^^^          ---------
   |
   = help: 附件放在与报告同名的文件夹里，链接写文件名；链接站内其他页面，写从本页出发的相对地址，例如 ../../2021/haicheng/index.html。

warning[link-broken]: 链接与文件名大小写不同：附件 1.pdf
  --> content/2022/haicheng.md:86:36
   |
86 | 见[附件](附件2.pdf)、[又见](附件2.pdf)、[大小写](附件%201.pdf)。
   |                                                  ^^^^^^^^^^^^
   |
   = help: 请改为 附件%201.PDF。多数服务器区分大小写。

warning[link-broken]: 链接所指的位置不存在：../../pages/guide/#s9
  --> content/2022/haicheng.md:88:8
   |
88 | - [位置](../../pages/guide/#s9)
   |          ^^^^^^^^^^^^^^^^^^^^^
   |
   = help: 页面 pages/guide/index.html 上没有“s9”这个位置（id）。请改用页面上有的位置，或者删去 # 及其后的部分。

warning[link-broken]: 链接超出了本网站：../../../a.html
  --> content/2022/haicheng.md:89:8
   |
89 | - [外面](../../../a.html)、[根](/pages/guide/)
   |          ^^^^^^^^^^^^^^^
   |
   = help: 从本页退到网站的根目录，只需 2 个 ../。

warning[link-broken]: 以 / 开头的链接，网站放在子目录时会失效：/pages/guide/
  --> content/2022/haicheng.md:89:29
   |
89 | - [外面](../../../a.html)、[根](/pages/guide/)
   |                                 ^^^^^^^^^^^^^
   |
   = help: 请改为从本页出发的相对地址，或者在 site.toml 里写明 base_url。

warning[link-broken]: 链接所指的文件不存在：tu.png
  --> content/2022/haicheng.md:90:16
   |
90 | - [定义][x]、![图](tu.png)
   |                    ^^^^^^
   |
   = help: 附件放在与报告同名的文件夹里，链接写文件名；链接站内其他页面，写从本页出发的相对地址，例如 ../../2021/haicheng/index.html。

warning[link-broken]: 链接所指的文件不存在：../jiaoyu/ 一.pdf
  --> content/2022/haicheng.md:92:7
   |
92 | [x]: <../jiaoyu/ 一.pdf> (题)
   |       ^^^^^^^^^^^^^^^^^
   |
   = help: 附件放在与报告同名的文件夹里，链接写文件名；链接站内其他页面，写从本页出发的相对地址，例如 ../../2021/haicheng/index.html。

";
    assert_eq!(told(&outcome, Language::Chinese), expected);
    for finding in broken(&outcome) {
        assert_eq!((finding.agency.as_deref(), finding.year), (Some("haicheng"), Some(2022)));
    }
}

#[test]
fn a_link_in_a_template_is_told_once_with_the_template() {
    let mut site = site("正文");
    let page = |main: &str| {
        format!("{{% extends \"base.html\" %}}{{% block main %}}\n{main}\n{{% endblock main %}}\n")
    };
    site.set("themes/default/templates/404.html", &page("<a href=\"../x.html\">x</a>"));
    site.set(
        "themes/default/templates/agency.html",
        &page("<p id=\"a\" aria-labelledby=\"a b\"></p>\n<p id='a'></p><img src=\"../../assets/无.png\" alt=\"\">"),
    );
    site.set("themes/default/templates/partials/footer.html", "<a href=\"#foot\">{{ frame.title }}</a>\n");
    site.set("themes/default/templates/plain.html", &page("<a href=\"{{ page.title }}.html\">x</a>"));
    let outcome = site.run();
    let expected = "\
warning[link-broken]: A relative link on the 404 page: ../x.html (page 404.html)
 --> themes/default/templates/404.html:2:10
  |
2 | <a href=\"../x.html\">x</a>
  |          ^^^^^^^^^
  |
  = help: A server may show this page at any address. Use the addresses that the template is given, or begin with /.

warning[link-broken]: Several elements have the same id: a (page agencies/haicheng/index.html)
 --> themes/default/templates/agency.html:2:8
  |
2 | <p id=\"a\" aria-labelledby=\"a b\"></p>
  |        ^
  |
  = help: An id may stand once on a page. Rename the others.

warning[link-broken]: No element has the id that aria-labelledby names: b (page agencies/haicheng/index.html)
 --> themes/default/templates/agency.html:2:30
  |
2 | <p id=\"a\" aria-labelledby=\"a b\"></p>
  |                              ^
  |
  = help: Give the element this id, or correct the reference.

warning[link-broken]: A template names a file that does not exist: ../../assets/无.png (page agencies/haicheng/index.html)
 --> themes/default/templates/agency.html:3:25
  |
3 | <p id='a'></p><img src=\"../../assets/无.png\" alt=\"\">
  |                         ^^^^^^^^^^^^^^^^^^^
  |
  = help: Correct the template; take addresses within the portal from the data that it is given.

warning[link-broken]: The link leads to a place that does not exist: #foot (page index.html)
 --> themes/default/templates/partials/footer.html:1:10
  |
1 | <a href=\"#foot\">{{ frame.title }}</a>
  |          ^^^^^
  |
  = help: The page index.html has no id “foot”. Use one that it has, or leave out the # and what follows.

warning[link-broken]: A template names a file that does not exist: 指南.html (page pages/guide/index.html)
 --> themes/default/templates/plain.html:1:1
  |
1 | {% extends \"base.html\" %}{% block main %}
  | ^
  |
  = help: Correct the template; take addresses within the portal from the data that it is given.

";
    assert_eq!(told(&outcome, Language::English), expected);
    assert!(broken(&outcome).iter().all(|finding| finding.agency.is_none()));
}

#[test]
fn right_links_are_silent() {
    let mut site = site(
        "[附件](<附件 1.PDF>)、[又](附件%201.PDF?v=2#page=3)、[图](图/一.png)、![图](图/一.png)、[数据](report.csv)、\n\
         [去年](../../2021/haicheng/index.html)、[指南](../../pages/guide/)、[指南](../../pages/guide/index.html#s1)、\n\
         [年](..)、[首页](../../)、[外](https://www.gov.cn/x#y)、[信](mailto:gk@a.gov.cn)、[话](tel:0999-5550100)、\n\
         [本页](#s1-1)、[本页](#top)、[不是链接](无.pdf \\)。注[^1]\n\n`[代码](无.pdf)`\n\n[^1]: 注\n",
    );
    attach(&mut site, "图/一.png");
    let outcome = site.run();
    assert!(page(&outcome, "2022/haicheng/index.html").contains("<a href=\"%E5%9B%BE/%E4%B8%80.png\">"));
    assert_eq!(told(&outcome, Language::English), "");
}

#[test]
fn absolute_links_are_checked_below_the_base_and_left_alone_beside_it() {
    let written = "[一](/xxgk/pages/guide/)、[二](/xxgk/pages/none/)、[三](/other/)、\n\
                   [四](https://a.gov.cn/xxgk/pages/guide/)、<https://a.gov.cn/xxgk/none>、[六](https://b.gov.cn/none)";
    let found = |base: &str| {
        let mut site = site(written);
        site.set("site.toml", &format!("title = \"样例\"\nbase_url = \"{base}\"\n"));
        let of = |finding: &Finding| finding.message(Language::English);
        broken(&site.run()).iter().map(of).collect::<Vec<_>>()
    };
    let rootless = "A link that begins with / is broken where the portal lies in a subfolder: ";
    let missing = "The link leads to a file that does not exist: ";
    assert_eq!(
        found(""),
        ["/xxgk/pages/guide/", "/xxgk/pages/none/", "/other/"].map(|address| format!("{rootless}{address}"))
    );
    assert_eq!(
        found("https://a.gov.cn/xxgk/"),
        ["/xxgk/pages/none/", "https://a.gov.cn/xxgk/none"].map(|address| format!("{missing}{address}"))
    );
}

#[test]
fn a_plain_page_is_told_without_an_agency() {
    let mut site = site("正文");
    site.set("content/pages/guide.md", "---\ntitle: 指南\n---\n[名单](../../Agencies/)\n");
    let expected = "\
warning[link-broken]: 链接与文件名大小写不同：../../Agencies/
 --> content/pages/guide.md:4:6
  |
4 | [名单](../../Agencies/)
  |        ^^^^^^^^^^^^^^^
  |
  = help: 请改为 ../../agencies/index.html。多数服务器区分大小写。

";
    let outcome = site.run();
    assert_eq!(told(&outcome, Language::Chinese), expected);
    assert_eq!(broken(&outcome)[0].agency, None);
}

#[test]
fn a_report_may_accept_its_broken_links() {
    let ids = |outcome: &Outcome| -> Vec<(String, bool)> {
        outcome.findings.iter().map(|found| (found.rule.clone(), found.accepted.is_some())).collect()
    };
    let with = |written: &str| {
        let mut site = site(written);
        let accept = "accept:\n  - { rule: link-broken, because: 附件随后补上 }\ntables:";
        let report = zeros("haicheng", 2022).replacen("tables:", accept, 1) + "\n" + written + "\n";
        site.set("content/2022/haicheng.md", &report);
        site
    };
    let broken = with("[附件](附件2.pdf)");
    assert_eq!(ids(&broken.run()), [("link-broken".to_owned(), true)]);
    // Without pages nobody knows whether the entry is of use.
    assert_eq!(ids(&broken.check()), []);
    assert_eq!(ids(&with("正文").run()), [("accept-unused".to_owned(), false)]);
}

#[test]
fn links_to_what_will_be_there_another_time_are_not_told() {
    let mut site = site("[去年](../../2021/haicheng/index.html)、[去年](../../2021/haicheng/a.pdf)");
    site.snapshot.left_out.insert((2021, "haicheng".to_owned()));
    assert_eq!(told(&site.run(), Language::English), "");
    // A page that could not be rendered is there as soon as its template is mended.
    site.set("themes/default/templates/agencies.html", "{{ nothing.at.all }}");
    let outcome = site.run();
    let rules: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["template-error"]);
}

#[test]
fn a_file_that_is_added_mends_the_link_and_the_memo_does_not_show() {
    let mut site = site("[附件](附件2.pdf)、[通知](../../pages/notice/)");
    let mut engine = Engine::default();
    let run = |engine: &mut Engine, site: &Site| {
        let warm = engine.run(&site.snapshot, Goal::Build);
        assert_eq!(warm.findings, site.run().findings);
        broken(&warm).iter().map(|finding| finding.message(Language::English)).collect::<Vec<_>>()
    };
    let missing = |address| format!("The link leads to a file that does not exist: {address}");
    let both = [missing("附件2.pdf"), missing("../../pages/notice/")];
    assert_eq!(run(&mut engine, &site), both);
    assert_eq!(run(&mut engine, &site), both);
    assert_eq!(engine.ran(), Ran::default());
    attach(&mut site, "附件2.pdf");
    assert_eq!(run(&mut engine, &site), both[1..]);
    assert_eq!(engine.ran().parsed, 0);
    site.set("content/pages/notice.md", "---\ntitle: 通知\n---\n正文\n");
    assert_eq!(run(&mut engine, &site), both[..0]);
    assert_eq!(engine.ran().parsed, 1);
    site.snapshot.files.remove("content/2022/haicheng/附件2.pdf");
    assert_eq!(run(&mut engine, &site), both[..1]);
}

#[test]
fn the_sample_portal_has_no_broken_link_wherever_it_is_served() {
    let mut sample = gongkai::disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample portal");
    let mut engine = Engine::default();
    for base in ["", "https://www.example.gov.cn/", "https://www.example.gov.cn/zwgk/nb/"] {
        sample.base_url = Some(base.to_owned().try_into().expect("an address"));
        let outcome = engine.run(&sample, Goal::Build);
        assert!(outcome.pages() > 100);
        assert_eq!(told(&outcome, Language::English), "", "{base}");
    }
}
