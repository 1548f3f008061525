use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Reads a text as a whole file; the findings as `rule@text it stands at`, in the order of their places.
fn read(text: &str) -> (Markdown, Places, Vec<String>) {
    let (markdown, places, mut findings) = parse(&"a.md".into(), text, Span::new(0, text.len()));
    crate::finding::sort(&mut findings);
    let at = |finding: &Finding| format!("{}@{}", finding.rule, slice(text, finding.place().span));
    (markdown, places, findings.iter().map(at).collect())
}

/// HTML of a text without sections, without the line end behind it; and its findings.
fn html(text: &str) -> (String, Vec<String>) {
    let (mut markdown, _, findings) = read(text);
    assert!(markdown.sections.len() <= 1);
    (markdown.sections.pop().unwrap_or_default().html.trim_end().to_owned(), findings)
}

/// Asserts that a paragraph becomes this HTML and has no findings.
fn shows(text: &str, expected: &str) {
    assert_eq!(html(text), (format!("<p>{expected}</p>"), vec![]), "{text}");
}

/// Asserts that a paragraph becomes this HTML and has these findings.
fn tells(text: &str, expected: &str, findings: &[&str]) {
    let expected = if expected.is_empty() { String::new() } else { format!("<p>{expected}</p>") };
    let findings = findings.iter().map(|&finding| finding.to_owned()).collect();
    assert_eq!(html(text), (expected, findings), "{text}");
}

#[test]
fn chinese_text_is_bold_without_spaces_around() {
    for (text, expected) in [
        ("**加粗**文字", "<strong>加粗</strong>文字"),
        ("**“加粗”**文字", "<strong>“加粗”</strong>文字"),
        ("**真。**她", "<strong>真。</strong>她"),
        ("前**（一）**后", "前<strong>（一）</strong>后"),
        ("前*（一）*后", "前<em>（一）</em>后"),
        ("*“强调”*文字", "<em>“强调”</em>文字"),
        ("前***“两者”***后", "前<em><strong>“两者”</strong></em>后"),
        ("前**(一)**后", "前<strong>(一)</strong>后"),
        ("约**50%**以上", "约<strong>50%</strong>以上"),
        ("共**￥50**元", "共<strong>￥50</strong>元"),
        ("在**2022**年", "在<strong>2022</strong>年"),
        ("**标题：**内容", "<strong>标题：</strong>内容"),
        ("甲，**《条例》**第二十条", "甲，<strong>《条例》</strong>第二十条"),
        ("**“a”**b**“c”**d", "<strong>“a”</strong>b<strong>“c”</strong>d"),
        ("**“甲”**乙**“丙”**丁", "<strong>“甲”</strong>乙<strong>“丙”</strong>丁"),
        ("他说**“甲”**，**“乙”**。", "他说<strong>“甲”</strong>，<strong>“乙”</strong>。"),
        ("**甲（乙）**（丙）**丁**", "<strong>甲（乙）</strong>（丙）<strong>丁</strong>"),
        ("**甲*“乙”*丙**丁", "<strong>甲<em>“乙”</em>丙</strong>丁"),
        ("**“甲”、*乙。***丙", "<strong>“甲”、<em>乙。</em></strong>丙"),
        ("中**A。**B文", "中<strong>A。</strong>B文"),
        ("甲**“𠮷”**乙", "甲<strong>“𠮷”</strong>乙"),
        ("~~（删）~~后", "<del>（删）</del>后"),
    ] {
        shows(text, expected);
    }
}

#[test]
fn bold_goes_around_links_and_code_but_not_through_them() {
    for (text, expected) in [
        ("前**[《条例》](a.html)**后", "前<strong><a href=\"a.html\">《条例》</a></strong>后"),
        ("前[**（一）**后](a.html)", "前<a href=\"a.html\"><strong>（一）</strong>后</a>"),
        ("前**`**`。**后", "前<strong><code>**</code>。</strong>后"),
        ("`**“加粗”**文字`", "<code>**“加粗”**文字</code>"),
        ("<http://a.cn/*b*>", "<a href=\"http://a.cn/*b*\" rel=\"noopener noreferrer\">http://a.cn/*b*</a>"),
        ("前**“甲\n乙”**后", "前<strong>“甲乙”</strong>后"),
        ("![**甲*“乙”*丙**丁](a.png)", "<img src=\"a.png\" alt=\"甲“乙”丙丁\">"),
    ] {
        shows(text, expected);
    }
    tells(
        "**前[甲**乙](a.html)",
        "**前<a href=\"a.html\">甲**乙</a>",
        &["leftover-emphasis@**", "leftover-emphasis@**"],
    );
    let link = "[“甲”](a.html)";
    tells(&format!("前**{link}后"), "前**<a href=\"a.html\">“甲”</a>后", &["leftover-emphasis@**"]);
}

#[test]
fn bold_works_in_lists_quotations_and_cells() {
    let (list, findings) = html("- **“甲”**乙\n- 丙**（丁）**戊\n\n> **真。**她\n> **说：**好");
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(
        list,
        "<ul>\n<li><strong>“甲”</strong>乙</li>\n<li>丙<strong>（丁）</strong>戊</li>\n</ul>\n<blockquote>\n\
         <p><strong>真。</strong>她<strong>说：</strong>好</p>\n</blockquote>"
    );
    let (table, findings) = html("|**“甲”**乙|**丙**|\n|--|--|\n|丁**（戊）**己|*庚。*|");
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(
        table,
        "<div class=\"table-scroll\" tabindex=\"0\">\n<table>\n<thead>\n<tr><th scope=\"col\"><strong>“甲”</strong>乙</th>\
         <th scope=\"col\"><strong>丙</strong></th></tr>\n</thead>\n<tbody>\n\
         <tr><td>丁<strong>（戊）</strong>己</td><td><em>庚。</em></td></tr>\n</tbody>\n</table>\n</div>"
    );
}

#[test]
fn what_commonmark_pairs_is_paired_as_it_says() {
    for (text, expected) in [
        ("*foo**bar**baz*", "<em>foo<strong>bar</strong>baz</em>"),
        ("***foo** bar*", "<em><strong>foo</strong> bar</em>"),
        ("***foo* bar**", "<strong><em>foo</em> bar</strong>"),
        ("*foo**bar***", "<em>foo<strong>bar</strong></em>"),
        ("_foo_bar_baz_", "<em>foo_bar_baz</em>"),
        ("__foo, __bar__, baz__", "<strong>foo, <strong>bar</strong>, baz</strong>"),
        ("*foo _bar* baz_", "<em>foo _bar</em> baz_"),
        ("file_name_of_it", "file_name_of_it"),
        ("a ~~b *c* d~~ e", "a <del>b <em>c</em> d</del> e"),
    ] {
        shows(text, expected);
    }
}

#[test]
fn stars_that_are_meant_stay_without_a_finding() {
    for text in [
        "2 * 3 * 4",
        "2*3*4=24",
        "电话138****5678和139****5678",
        "2019~2022，~5至~6",
        "file_name_of",
        "____年",
    ] {
        shows(text, text);
    }
    shows(r"\*\*甲\*\*乙", "**甲**乙");
    shows(r"\**甲*", "*<em>甲</em>");
    shows(r"\\*甲*", r"\<em>甲</em>");
    shows("&#42;&#42;甲&#42;&#42;", "**甲**");
}

#[test]
fn stars_without_a_partner_are_told() {
    let left = "leftover-emphasis@**";
    tells("前**甲后", "前**甲后", &[left]);
    tells("甲**，乙**丙**丁", "甲**，乙<strong>丙</strong>丁", &[left]);
    tells("**加粗 **文字", "**加粗 **文字", &[left, left]);
    tells("张**，李**。", "张**，李**。", &[left, left]);
    tells("***甲**", "*<strong>甲</strong>", &["leftover-emphasis@***"]);
    tells("*注：甲", "*注：甲", &["leftover-emphasis@*"]);
}

#[test]
fn unsafe_links_become_their_text() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "<java&NewLine;script:alert(1)>",
        "data:text/html,甲",
        "//evil.example",
        r"\\\\evil.example",
        "vbscript:x",
    ] {
        let text = format!("前[**甲**]({address})后");
        let link = format!("unsafe-link@[**甲**]({address})");
        tells(&text, "前<strong>甲</strong>后", &[&link]);
        let image = format!("unsafe-link@![甲]({address})");
        tells(&format!("前![甲]({address})后"), "前甲后", &[&image]);
        tells(&format!("[甲]\n\n[甲]: {address}"), "甲", &["unsafe-link@[甲]"]);
    }
    tells("<javascript:甲*乙*>", "javascript:甲*乙*", &["unsafe-link@<javascript:甲*乙*>"]);
}

#[test]
fn an_address_cannot_leave_its_attribute() {
    shows(
        "[甲](<a\"onclick='x'&lt;&amp;lt;.html> \"标\\\"题&lt;\")",
        "<a href=\"a%22onclick='x'%3C&amp;lt;.html\" title=\"标&quot;题&lt;\">甲</a>",
    );
    shows("[甲]()乙![丙](<&#x202E;>)", "甲乙丙");
    shows("<gk@haicheng.gov.cn>", "<a href=\"mailto:gk@haicheng.gov.cn\">gk@haicheng.gov.cn</a>");
}

#[test]
fn images_of_other_sites_become_their_text() {
    shows(
        "![图 <一> \"甲\"](a/图.png '题')",
        "<img src=\"a/%E5%9B%BE.png\" alt=\"图 &lt;一&gt; &quot;甲&quot;\" title=\"题\">",
    );
    tells(
        "![图*一*](https://a.cn/b.png)",
        "图<em>一</em>",
        &["external-image@![图*一*](https://a.cn/b.png)"],
    );
    shows("[![图](a.png)](b.html)", "<a href=\"b.html\"><img src=\"a.png\" alt=\"图\"></a>");
    shows("![甲[乙](javascript:x)丙![丁](c.png)](a.png)", "<img src=\"a.png\" alt=\"甲乙丙丁\">");
}

#[test]
fn html_is_left_out_and_told() {
    tells("前<b>中</b>后", "前中后", &["raw-html@<b>", "raw-html@</b>"]);
    tells("前<!-- 注 -->后", "前后", &["raw-html@<!-- 注 -->"]);
    tells("甲<img src=x onerror=alert(1)>", "甲", &["raw-html@<img src=x onerror=alert(1)>"]);
    tells("甲<br>乙", "甲乙", &["raw-html@<br>"]);
    shows("a < b & c > d &lt;b&gt;", "a &lt; b &amp; c &gt; d &lt;b&gt;");
    for block in [
        "<script>\nalert(1)\n\n</script>",
        "<style>p{}</style>",
        "<iframe src=x></iframe>",
        "<!-- 一\n\n二 -->",
        "<svg><set attributeName=x></svg>",
        "<math><mi>x</mi></math>",
    ] {
        let finding = format!("raw-html@{block}");
        let (html, findings) = html(&format!("甲\n\n{block}\n\n乙"));
        assert!(!html.contains(['!', '{', '=']), "{html}");
        assert_eq!(findings.first().map(|first| first.split('>').next()), Some(finding.split('>').next()));
    }
}

#[test]
fn the_html_in_a_finding_is_short() {
    let text = format!("甲<a\nb='{}'>", "长".repeat(99));
    let (_, _, findings) = parse(&"a.md".into(), &text, Span::new(0, text.len()));
    assert_eq!(findings[0].message.args, vec![("html", format!("<a b='{}…", "长".repeat(34)).into())]);
}

#[test]
fn a_line_end_within_chinese_text_is_no_space() {
    for (text, expected) in [
        ("公开\n政府", "公开政府"),
        ("公开，\nABC", "公开，ABC"),
        ("open\ngovernment", "open\ngovernment"),
        ("公开\n2022 年", "公开\n2022 年"),
        ("**甲**\n**乙**", "<strong>甲</strong><strong>乙</strong>"),
        ("他说“\n好”\n（完）", "他说“好”（完）"),
        ("`a`\n`b`", "<code>a</code>\n<code>b</code>"),
        ("甲  \n乙", "甲<br>\n乙"),
    ] {
        shows(text, expected);
    }
    let text = |text: &str| read(text).0.sections[0].text.clone();
    assert_eq!(text("open\ngovernment\n公开\n政府\\\n二"), "open government 公开政府\n二");
}

#[test]
fn invisible_characters_are_dropped_and_told() {
    tells("甲\u{202E}乙\u{200B}", "甲乙", &["invisible-character@\u{202E}", "invisible-character@\u{200B}"]);
    tells(
        "**\u{200B}“甲”**\u{FEFF}乙",
        "<strong>“甲”</strong>乙",
        &["invisible-character@\u{200B}", "invisible-character@\u{FEFF}"],
    );
    tells("甲&#x202E;乙", "甲乙", &["invisible-character@&#x202E;"]);
    tells("[甲](a&#x200B;b.html '题&#x202E;')", "<a href=\"ab.html\" title=\"题\">甲</a>", &[]);
    let text = "x: 1\n\u{FEFF}## 一\u{200B}\n二";
    let (markdown, places, _) = parse(&"a.md".into(), text, Span::new(5, text.len()));
    let heading = markdown.sections[0].heading.as_ref().map(|heading| heading.text.as_str());
    assert_eq!(heading, Some("一"));
    assert_eq!(places.sections[0].heading, Some(Span::new(8, 14)));
    shows("𠮷 👩‍🌾 \u{E123}", "𠮷 👩‍🌾 \u{E123}");
}

#[test]
fn headings_part_a_text_into_sections() {
    let text = "---\nyear: 2022\n---\n前言\n\n# 一、*总体*情况\n甲\n\n#### （一）主动\n乙\n\n##### 1. 细\n\n### （二）依申请\n\n\
                > ## 引\n\n二、\n---\n丙\n";
    let body = Span::new(text.find("前言").unwrap_or_default(), text.len());
    let (markdown, places, findings) = parse(&"a.md".into(), text, body);
    assert_eq!(findings, vec![]);
    let all = "甲\n（一）主动\n乙\n1. 细\n（二）依申请\n引";
    // Here no heading has words that stand elsewhere too.
    let at = |level, text: &str| if level == 2 { 0 } else { all.find(text).expect("a heading") };
    let heading = |level, text: &str, id: &str| Heading {
        level,
        text: text.to_owned(),
        id: id.to_owned(),
        at: at(level, text),
    };
    assert_eq!(
        markdown.sections,
        vec![
            Section { html: "<p>前言</p>\n".to_owned(), text: "前言".to_owned(), ..Section::default() },
            Section {
                heading: Some(heading(2, "一、总体情况", "s1")),
                html: "<p>甲</p>\n<h3 id=\"s1-1\">（一）主动</h3>\n<p>乙</p>\n<h4 id=\"s1-2\">1. 细</h4>\n\
                       <h3 id=\"s1-3\">（二）依申请</h3>\n<blockquote>\n<h3 id=\"s1-4\">引</h3>\n</blockquote>\n"
                    .to_owned(),
                text: all.to_owned(),
                headings: vec![
                    heading(3, "（一）主动", "s1-1"),
                    heading(4, "1. 细", "s1-2"),
                    heading(3, "（二）依申请", "s1-3"),
                    heading(3, "引", "s1-4"),
                ],
            },
            Section {
                heading: Some(heading(2, "二、", "s2")),
                html: "<p>丙</p>\n".to_owned(),
                text: "丙".to_owned(),
                headings: vec![],
            },
        ]
    );
    let at = |span: Span| slice(text, span);
    assert_eq!(
        places.sections.iter().map(|places| places.heading.map(at)).collect::<Vec<_>>(),
        [None, Some("# 一、*总体*情况"), Some("二、\n---"),]
    );
    assert_eq!(
        places.sections[1].headings.iter().map(|&span| at(span)).collect::<Vec<_>>(),
        ["#### （一）主动", "##### 1. 细", "### （二）依申请", "## 引",]
    );
    assert_eq!(
        places.sections.iter().map(|places| at(places.body)).collect::<Vec<_>>(),
        ["前言", "甲\n\n#### （一）主动\n乙\n\n##### 1. 细\n\n### （二）依申请\n\n> ## 引", "丙",]
    );
}

#[test]
fn moving_a_text_changes_places_only() {
    let text = "前言\n\n## 一\n**甲**<b>\n\n### 二\n";
    let moved = format!("# 注\n{text}");
    let (first, first_places, _) = parse(&"a.md".into(), text, Span::new(0, text.len()));
    let start = moved.len() - text.len();
    let (second, second_places, findings) = parse(&"a.md".into(), &moved, Span::new(start, moved.len()));
    assert_eq!(crate::text::Digest::of(&first), crate::text::Digest::of(&second));
    assert_ne!(first_places, second_places);
    assert_eq!(slice(&moved, findings[0].place().span), "<b>");
}

#[test]
fn blocks_of_every_kind_are_written() {
    let text = "甲\n\n- 一\n- 二\n  1. 三\n\n     四\n\n3. 五\n\n***\n\n```rust ignore\na < b\n\n**c**\n```\n\n\
                | 左 | 中 | 右 | 无 |\n|:--|:-:|--:|--|\n| 1\\|2 | `|` |\n\n> 引\n";
    let section = &read(text).0.sections[0];
    assert_eq!(
        section.html,
        "<p>甲</p>\n<ul>\n<li>一</li>\n<li>二\n<ol>\n<li>\n<p>三</p>\n<p>四</p>\n</li>\n</ol>\n</li>\n</ul>\n<ol start=\"3\">\n<li>五</li>\n</ol>\n\
         <hr>\n<pre><code class=\"language-rust\">a &lt; b\n\n**c**\n</code></pre>\n\
         <div class=\"table-scroll\" tabindex=\"0\">\n<table>\n<thead>\n<tr><th scope=\"col\" class=\"left\">左</th>\
         <th scope=\"col\" class=\"center\">中</th><th scope=\"col\" class=\"right\">右</th><th scope=\"col\">无</th>\
         </tr>\n</thead>\n<tbody>\n<tr><td class=\"left\">1|2</td><td class=\"center\">`</td><td class=\"right\">`</td>\
         <td></td></tr>\n</tbody>\n</table>\n</div>\n<blockquote>\n<p>引</p>\n</blockquote>\n"
    );
    assert_eq!(section.text, "甲\n一\n二\n三\n四\n五\na < b\n\n**c**\n左\t中\t右\t无\n1|2\t`\t`\t\n引");
}

#[test]
fn footnotes_are_numbered_as_they_are_referred_to() {
    let text = "## 一[^x]\n甲[^乙]丙[^A][^乙][^无]\n\n[^a]: 第二\n\n[^乙]: 第一\n    **续**\n\n[^y]: 无人\n[^a]: 重复\n";
    let (markdown, _, findings) = read(text);
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(
        markdown.sections[0].html,
        "<p>甲<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup>丙\
         <sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\">2</a></sup>\
         <sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-2\">1</a></sup>[^无]</p>\n\
         <div class=\"footnote\" id=\"fn-2\"><sup><a href=\"#fnref-2\">2</a></sup>\n<p>第二</p>\n</div>\n\
         <div class=\"footnote\" id=\"fn-1\"><sup><a href=\"#fnref-1\">1</a></sup>\n<p>第一<strong>续</strong></p>\n</div>\n\
         <div class=\"footnote\" id=\"fn-3\"><sup>3</sup>\n<p>无人</p>\n</div>\n\
         <div class=\"footnote\"><sup><a href=\"#fnref-2\">2</a></sup>\n<p>重复</p>\n</div>\n"
    );
}

#[test]
fn deep_nesting_is_told_once_and_read_flat() {
    let text = format!("{}甲\n\n{}乙\n", "> ".repeat(40), "> ".repeat(33));
    let (markdown, _, findings) = read(&text);
    assert_eq!(findings.len(), 1);
    assert!(findings[0].starts_with("markdown-too-deep@> "), "{findings:?}");
    let section = &markdown.sections[0];
    assert_eq!(section.text, "甲\n乙");
    assert_eq!(section.html.matches("<blockquote>").count(), 2 * block::MAX_DEPTH);
    assert_eq!(section.html.matches("</blockquote>").count(), 2 * block::MAX_DEPTH);
    let list = (0..40).map(|depth| "  ".repeat(depth) + "- 甲\n").collect::<String>();
    let (markdown, _, findings) = read(&list);
    assert_eq!(findings.len(), 1);
    assert!(markdown.sections[0].html.contains("<li>甲\n<p>甲</p>\n<p>甲</p>\n"));
}

/// Texts that cost more than linear time in careless readers, of about `size` bytes.
fn bombs(size: usize) -> Vec<(&'static str, String)> {
    let columns = size / 20;
    let wide = format!("|{}\n|{}\n{}", "a|".repeat(columns), "-|".repeat(columns), "|a\n".repeat(columns));
    let mut bombs: Vec<(&str, String)> = [
        "[",
        "*",
        ">",
        "> ",
        "- ",
        "`",
        "<",
        "_",
        "~",
        "\\",
        "![",
        "**甲",
        "*甲 ",
        "甲* ",
        "**“甲",
        "”**甲",
        "*a _b ~~c ",
        "a**b",
        "[a](",
        "[a](b)",
        "![a](b)",
        "<b>",
        "<!--",
        "&#42;",
        "\\*",
        "*\n",
        "[^a]",
        "[^a]: b\n",
        "# a\n",
        "a\n",
        "甲\u{200B}",
        "*~~_",
        "[**a](b)",
        "![*a",
        "`*",
        "``a`",
    ]
    .into_iter()
    .map(|unit| (unit, unit.repeat(size / unit.len())))
    .collect();
    let ticks = (1..).map(|count| "`".repeat(count) + "a").take((size * 2).isqrt()).collect();
    let lists = (0..size.isqrt()).map(|depth| " ".repeat(2 * depth) + "- a\n").collect();
    bombs.push(("wide table", wide));
    bombs.push(("code of growing length", ticks));
    bombs.push(("nested lists", lists));
    bombs.push(("emphasis both ways", "*a".repeat(size / 4) + &"a*".repeat(size / 4)));
    bombs.push(("runs of three lengths", "*a **a ***a ".repeat(size / 24) + &"a_ ".repeat(size / 6)));
    bombs
}

#[test]
fn bombs_cost_linear_time() {
    for (name, text) in bombs(100_000) {
        let start = Instant::now();
        let (markdown, ..) = parse(&"a.md".into(), &text, Span::new(0, text.len()));
        let took = start.elapsed();
        // Linear time is below half a second even unoptimised; quadratic time would be minutes.
        assert!(took < Duration::from_secs(6), "{name:?} took {took:?}");
        let size: usize = markdown.sections.iter().map(|section| section.html.len()).sum();
        assert!(size < 4_000_000, "{name:?} became {size} bytes");
    }
}

/// Asserts that every tag is closed in its order and returns nothing but our own elements.
fn assert_well_formed(html: &str) {
    let mut open = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').expect("a tag ends");
        let name = tag.split(' ').next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            None if ["br", "hr", "img"].contains(&name) => {}
            None => open.push(name),
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "{html}");
    for attribute in ["href=\"javascript:", "src=\"javascript:", "src=\"\"", "href=\"\""] {
        assert!(!html.contains(attribute), "{html}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_well_formed_html(
        units in prop::collection::vec(
            prop::sample::select(vec![
                "*", "**", "***", "_", "~~", "~", "甲", "“", "”", "（", "）", "。", " ", "\n", "\n\n", "[", "](", ")", "![",
                "`", "<b>", "<!--", "-->", "a", "1", "> ", "- ", "1. ", "## ", "#### ", "|", "|-|-|\n", "\\", "&#42;", "\t",
                "[^a]", "\n[^a]: ", "<javascript:a>", "javascript:a", "\u{202E}", "&lt;", "    ", "```\n", "<p>\n", "&",
            ]),
            0..40,
        ),
    ) {
        let text = units.concat();
        let (markdown, places, findings) = parse(&"a.md".into(), &text, Span::new(0, text.len()));
        prop_assert_eq!(markdown.sections.len(), places.sections.len());
        for (section, places) in markdown.sections.iter().zip(&places.sections) {
            assert_well_formed(&section.html);
            prop_assert_eq!(section.headings.len(), places.headings.len());
            prop_assert_eq!(section.heading.is_some(), places.heading.is_some());
        }
        for finding in findings {
            let span = finding.place().span;
            prop_assert!(text.get(span.start..span.end).is_some_and(|text| !text.is_empty()), "{:?}", finding);
        }
    }
}
