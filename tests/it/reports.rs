//! One report at a time: each mistake has its finding, at its place, and only that.

use crate::site::{Site, told, zeros};

/// Edits a report of zeros and compares all its findings, each as `level[message] line | marked text` without comments.
fn expect(edit: &[(&str, &str)], expected: &[&str]) {
    let mut text = zeros("haicheng", 2022);
    for (from, to) in edit {
        assert!(text.contains(from), "the fixture has no {from}");
        text = text.replacen(from, to, 1);
    }
    let mut site = Site::new();
    site.set("content/2022/haicheng.md", &text);
    let outcome = site.check();
    let found: Vec<String> = outcome
        .findings
        .iter()
        .map(|finding| {
            let source = &outcome.sources[&finding.place().path];
            let (line, _) = source.line_column(finding.place().span.start);
            let line = text.lines().nth(line - 1).unwrap_or_default();
            let word = gongkai::text::slice(&source.text, finding.place().span);
            format!(
                "{}[{}] {} | {word}",
                finding.level.name(),
                finding.message.id,
                line.trim().split('#').next().unwrap_or_default().trim()
            )
        })
        .collect();
    let prefix = |found: &String, expected: &&str| found.starts_with(*expected);
    assert_eq!(found.len(), expected.len(), "{edit:?}\n{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(prefix(found, expected), "{edit:?}\nfound    {found}\nexpected {expected}");
    }
}

#[test]
fn a_report_of_zeros_has_no_finding() {
    expect(&[], &[]);
}

#[test]
fn blanks_are_not_zero() {
    expect(
        &[("reconsideration: [0, 0, 0, 0, 0]", "reconsideration: [~, ~, ~, ~, ~]")],
        &["error[blank-cell] reconsideration: [~, ~, ~, ~, ~] | ~"],
    );
    for word in ["/", "—", "无", "\"\"", "\" \"", "null", "'-'"] {
        let row = format!("licence: [{word}]");
        expect(&[("licence: [0]", &row)], &[&format!("error[blank-cell] {row}")]);
    }
    expect(&[("licence: [0]", "licence:")], &["error[blank-cell] licence:"]);
}

#[test]
fn cells_that_are_no_plain_numbers_are_named_and_never_guessed() {
    for (cell, finding) in [
        ("１２", "warning[full-width-digits]"),
        ("\"1,234\"", "error[bad-number--separator]"),
        ("1 234", "error[bad-number--separator]"),
        ("十二", "error[bad-number--chinese-numeral]"),
        ("12件", "error[bad-number--unit]"),
        ("-1", "error[negative-number]"),
        ("1.5", "error[not-an-integer]"),
        ("1e3", "error[bad-number--notation]"),
        ("0x10", "error[bad-number--notation]"),
        ("012", "error[bad-number--leading-zero]"),
        ("1_000", "error[bad-number--notation]"),
        (".5", "error[bad-number--notation]"),
        ("+3", "error[bad-number--notation]"),
        ("18446744073709551616", "error[bad-number--too-large]"),
        ("no", "error[bad-number--not-a-number]"),
        ("2022-01-01", "error[bad-number--notation]"),
        ("12:30:45", "error[bad-number--not-a-number]"),
        ("{ a: 1 }", "error[wrong-type--number]"),
    ] {
        let row = format!("licence: [{cell}]");
        expect(&[("licence: [0]", &row)], &[&format!("{finding} {row}")]);
    }
    expect(&[("licence: [0]", "licence: ' 12 '")], &[]);
    expect(&[("fee: [0]", "fee: [0.3]")], &[]);
    expect(&[("fee: [0]", "fee: [0.1234567]")], &["error[bad-number--too-precise]"]);
}

#[test]
fn a_short_row_is_refused_and_silences_its_equations() {
    expect(
        &[("carried_in:          [0, 0, 0, 0, 0, 0, 0]", "carried_in: [0, 0, 0, 0, 0, 0]")],
        &["error[row-length] carried_in: [0, 0, 0, 0, 0, 0] | [0, 0, 0, 0, 0, 0]"],
    );
    expect(
        &[("carried_in:          [0, 0, 0, 0, 0, 0, 0]", "carried_in: 0")],
        &["error[wrong-type--row] carried_in: 0 | 0"],
    );
}

#[test]
fn rows_may_be_maps_and_keys_may_be_official_labels() {
    let map = "二、上年结转政府信息公开申请数量: { natural: 0, 商业企业: 0, research: 0, social: 0, legal: 0, 其他: 0 }";
    expect(&[("carried_in:          [0, 0, 0, 0, 0, 0, 0]", map)], &[]);
    let unknown = map.replace("其他", "其它");
    expect(
        &[("carried_in:          [0, 0, 0, 0, 0, 0, 0]", &unknown)],
        &["error[blank-cell]", "error[unknown-key--meant]"],
    );
}

#[test]
fn a_total_that_is_left_out_is_computed_and_a_row_that_is_left_out_is_missing() {
    expect(&[("    total:               [0, 0, 0, 0, 0, 0, 0] # （七）总计\n", "")], &[]);
    expect(
        &[("    open:                [0, 0, 0, 0, 0, 0, 0] # （一）予以公开\n", "")],
        &["error[row-missing] requests: | requests"],
    );
    expect(
        &[("  licensing: # 第二十条第（五）项：本年处理决定数量\n    licence: [0] # 行政许可\n", "")],
        &["error[table-missing] tables: | tables"],
    );
}

#[test]
fn keys_are_checked() {
    expect(&[("year: 2022", "year: 2022\nyear: 2022")], &["error[duplicate-key] year: 2022 | year"]);
    expect(
        &[("year: 2022", "year: 2022\npublised: 2023-01-15")],
        &["error[unknown-key--meant] publised: 2023-01-15 | publised"],
    );
    expect(
        &[("（七）总计\n", "（七）总计\n    总记: [0, 0, 0, 0, 0, 0, 0]\n")],
        &["error[unknown-key--meant] 总记: [0, 0, 0, 0, 0, 0, 0] | 总记"],
    );
    expect(&[("year: 2022\n", "")], &["error[missing-key] agency: haicheng | agency"]);
    expect(&[("year: 2022", "year: 二零二二")], &["error[wrong-type--integer] year: 二零二二"]);
    expect(&[("published: 2023-01-15", "published: 2022-02-30")], &["error[bad-date] published: 2022-02-30"]);
    expect(
        &[("licensing:", "licencing:")],
        &["error[table-missing]", "error[unknown-key--meant] licencing: | licencing"],
    );
    expect(
        &[("    penalty:  [0]", "    penalty:  [0]\n    行政处罚: [0]")],
        &["error[duplicate-key] 行政处罚: [0]"],
    );
}

#[test]
fn year_and_agency_must_be_those_of_the_path() {
    expect(&[("year: 2022", "year: 2021")], &["error[year-mismatch] year: 2021 | 2021"]);
    expect(&[("agency: haicheng", "agency: jiaoyu")], &["error[agency-mismatch] agency: jiaoyu | jiaoyu"]);
}

#[test]
fn a_year_that_differs_from_the_path_is_an_error_in_title_front_matter_and_period() {
    let opening = "本报告根据";
    expect(
        &[
            ("year: 2022", "year: 2023"),
            (opening, "# 海城镇人民政府2021年政府信息公开工作年度报告\n\n本报告根据"),
            ("2022年1月1日至2022年", "2020年1月1日至2020年"),
        ],
        &["error[year-mismatch] year: 2023 | 2023", "error[title-wording--year] ", "error[period-wrong] "],
    );
}

#[test]
fn the_six_parts_are_required_once_and_in_order() {
    expect(&[("## 五、存在的主要问题及改进情况", "## 五、存在问题及改进情况")], &["warning[part-alias]"]);
    expect(
        &[("## 五、存在的主要问题及改进情况", "## 五、存在的问题")],
        &["warning[part-unknown]", "error[part-missing]"],
    );
    expect(&[("## 二、主动公开政府信息情况\n", "")], &[]);
    expect(
        &[("## 六、其他需要报告的事项", "## 一、总体情况")],
        &["error[part-duplicate]", "error[part-missing]"],
    );
    expect(
        &[
            ("## 二、主动公开政府信息情况", "## 甲"),
            ("## 四、政府信息公开行政复议、行政诉讼情况", "## 二、主动公开政府信息情况"),
            ("## 甲", "## 四、政府信息公开行政复议、行政诉讼情况"),
        ],
        &["error[part-order]", "error[part-order]"],
    );
}

#[test]
fn each_equation_is_told_once_with_both_sides() {
    expect(
        &[("new:                 [0, 0, 0, 0, 0, 0, 0]", "new: [3, 0, 0, 0, 0, 0, 3]")],
        &["error[equation] new: [3, 0, 0, 0, 0, 0, 3] | 3", "error[equation] new: [3, 0, 0, 0, 0, 0, 3] | 3"],
    );
    expect(
        &[("open:                [0, 0, 0, 0, 0, 0, 0]", "open: [1, 0, 0, 0, 0, 0, 0]")],
        &["error[equation--suspect] open: [1, 0, 0, 0, 0, 0, 0] | 1"],
    );
    expect(
        &[("direct:          [0, 0, 0, 0, 0]", "direct: [0, 0, 0, 0, 2]")],
        &["error[equation] direct: [0, 0, 0, 0, 2] | 2"],
    );
}

#[test]
fn accepted_findings_do_not_count_and_useless_acceptance_is_told() {
    let accept = "year: 2022\naccept:\n  - { rule: part-alias, because: 原件如此 }\n";
    let alias = ("## 五、存在的主要问题及改进情况", "## 五、存在问题及改进情况");
    let mut text = zeros("haicheng", 2022);
    text = text.replacen("year: 2022\n", accept, 1).replacen(alias.0, alias.1, 1);
    let mut site = Site::new();
    site.set("content/2022/haicheng.md", &text);
    let outcome = site.check();
    assert_eq!((outcome.summary().accepted, outcome.summary().warnings), (1, 0));
    assert!(!outcome.blocks(true));
    expect(&[("year: 2022\n", accept)], &["warning[accept-unused]"]);
    expect(
        &[
            ("year: 2022\n", "year: 2022\naccept: [{ rule: blank-cell, because: 无 }]\n"),
            ("licence: [0]", "licence: [~]"),
        ],
        &["warning[accept-unused--error]", "error[blank-cell]"],
    );
}

#[test]
fn files_that_are_no_reports_have_one_precise_finding() {
    let gbk = encoding_of("---\nagency: haicheng\nyear: 2022\n---\n## 一、总体情况\n");
    for (bytes, expected) in [
        (&b""[..], "error[front-matter-missing--empty] content/2022/haicheng.md:1:1"),
        (b"+++\na = 1\n+++\n", "error[front-matter-missing--toml] content/2022/haicheng.md:1:1"),
        ("## 一、总体情况\n".as_bytes(), "error[front-matter-missing] content/2022/haicheng.md:1:1"),
        ("---\nagency: haicheng\n".as_bytes(), "error[front-matter-unclosed] content/2022/haicheng.md:1:1"),
        (&gbk, "error[not-utf8] content/2022/haicheng.md:1:1"),
        (b"---\na\0b\n---\n", "error[nul-byte] content/2022/haicheng.md:1:1"),
    ] {
        let mut site = Site::new();
        site.bytes("content/2022/haicheng.md", bytes);
        assert_eq!(site.findings(), [expected]);
    }
}

/// GBK bytes of the characters used above, without a library.
fn encoding_of(text: &str) -> Vec<u8> {
    let table = [
        ('一', [0xD2, 0xBB]),
        ('、', [0xA1, 0xA2]),
        ('总', [0xD7, 0xDC]),
        ('体', [0xCC, 0xE5]),
        ('情', [0xC7, 0xE9]),
        ('况', [0xBF, 0xF6]),
    ];
    let mut bytes = Vec::new();
    for c in text.chars() {
        match table.iter().find(|(han, _)| *han == c) {
            Some((_, pair)) => bytes.extend(pair),
            None => bytes.push(u8::try_from(u32::from(c)).expect("ASCII")),
        }
    }
    bytes
}

#[test]
fn byte_order_marks_and_line_ends_change_nothing() {
    let text = zeros("haicheng", 2022);
    let build = |text: &str| {
        let mut site = Site::new();
        site.set("content/2022/haicheng.md", text);
        let outcome = site.run();
        (told(&outcome), outcome.outputs)
    };
    let plain = build(&text);
    for variant in [
        format!("\u{FEFF}{text}"),
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        text.trim_end().to_owned(),
    ] {
        assert_eq!(build(&variant), plain);
    }
}

#[test]
fn a_seed_report_has_exactly_its_blank_cells_as_findings() {
    // The shape of a real report: five cells of 行政复议 were never filled in, nor was one total.
    let mut site = Site::new();
    let text = zeros("haicheng", 2022)
        .replacen("reconsideration: [0, 0, 0, 0, 0]", "reconsideration: [~, ~, ~, ~, ~]", 1)
        .replacen(
            "unable1_nothold:     [0, 0, 0, 0, 0, 0, 0]",
            "unable1_nothold:     [0, 0, 0, 0, 0, 0, ~]",
            1,
        );
    site.set("content/2022/haicheng.md", &text);
    let outcome = site.check();
    let line =
        |word: &str| text.lines().position(|line| line.trim_start().starts_with(word)).expect(word) + 1;
    assert_eq!(
        told(&outcome),
        [
            format!("error[blank-cell] content/2022/haicheng.md:{}:45", line("unable1_nothold")),
            format!("error[blank-cell] content/2022/haicheng.md:{}:23", line("reconsideration")),
        ]
    );
    let cells: Vec<&str> =
        outcome.findings.iter().flat_map(|finding| &finding.cells).map(String::as_str).collect();
    let of = ["upheld", "corrected", "other", "pending", "total"]
        .map(|column| format!("review.reconsideration.{column}"));
    let mut expected = vec!["requests.unable1_nothold.total"];
    expected.extend(of.iter().map(String::as_str));
    assert_eq!(cells, expected);
}

#[test]
fn agencies_and_years_are_known_ones() {
    let mut site = Site::new();
    site.set("content/2022/haichen.md", &zeros("haichen", 2022));
    assert_eq!(site.findings(), ["error[agency-unknown--meant] content/2022/haichen.md:2:9"]);
    let mut site = Site::new();
    site.set("content/1999/jiaoyu.md", "---\nagency: jiaoyu\nyear: 1999\n---\n## 一、总体情况\n");
    assert_eq!(site.findings(), ["error[year-without-form] content/1999/jiaoyu.md:3:7"]);
}
