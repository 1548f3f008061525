//! `gongkai explain`, and the handbook's chapter of rules, which is made of the same docs.

mod theme_data;
mod theme_types;

use std::fs;
use std::path::Path;

use gongkai::language::Language;
use gongkai::rule;
use tempfile::TempDir;

use crate::command::gongkai;
use crate::forms::forms;

/// Holds a chapter of the handbook to the text that is made of the program, in both languages; `UPDATE_DOCS` writes it.
fn chapter_is_fresh(name: &str, text: impl Fn(Language) -> String) {
    let mut stale = Vec::new();
    for language in Language::ALL {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(language.tag()).join(name);
        let text = text(language);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(&path, &text).expect("the chapter");
        } else if fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n") != text {
            stale.push(path);
        }
    }
    assert!(
        stale.is_empty(),
        "{stale:?} do not say what the program says; run: UPDATE_DOCS=1 cargo test --test it handbook"
    );
}

#[test]
fn the_chapter_of_rules_is_fresh() {
    chapter_is_fresh("rules.md", |language| rule::markdown(language, &forms()));
}

#[test]
fn every_rule_and_every_equation_is_explained_in_both_languages() {
    let forms = forms();
    for language in Language::ALL {
        let explained = rule::all_explained(language, &forms);
        let mut ids: Vec<&str> = explained.iter().map(|rule| rule.id.as_str()).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all, "each once");
        for id in forms.rules().chain(rule::all().map(|rule| rule.id.to_owned())) {
            assert!(ids.contains(&id.as_str()), "{id}");
        }
        for rule in &explained {
            for text in [&rule.what, &rule.why, &rule.mend] {
                assert!(!text.is_empty(), "{} {}", rule.id, language.tag());
                // An argument that was not given shows like this.
                assert!(!text.contains("{$"), "{}: {text}", rule.id);
            }
        }
    }
}

#[test]
fn a_rule_is_explained_anywhere() {
    let dir = TempDir::new().expect("a folder");
    let ran = gongkai(&["explain", "blank-cell"], Some(dir.path()));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let expected = "\
blank-cell  错误  T1

单元格空着，或者写了“/”“—”“无”一类的字样。

为什么：空白不等于 0：读者分不清是没有发生，还是漏填。程序不会把空白当作 0，空白也会使合计无法核对。

怎样改：确实没有发生的填 0；漏填的请补上。
";
    assert_eq!(ran.out, expected);
    let ran = gongkai(&["--lang", "en", "explain", "requests.balance"], Some(dir.path()));
    let expected = "\
requests.balance  error  T3B

Item 1 plus item 2 equals item 3 plus item 4. (Requests received and handled)

Why: By the rows and columns of the form prescribed by 国办公开办函〔2021〕30号 both sides are equal. Where they are not, at least one cell is wrong.

How to mend it: Compare the cells on both sides with the original records and correct the one that is wrong; a warning with a good reason may be accepted in writing.

Report years: 2019–2020 (国办公开办函〔2019〕60号), 2021 onward (国办公开办函〔2021〕30号)
";
    assert_eq!(ran.out, expected);
    let ran = gongkai(&["explain", "blank-cels"], Some(dir.path()));
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.contains("没有规则 blank-cels") && ran.err.contains("是不是 blank-cell？"),
        "{}",
        ran.err
    );
    assert_eq!(gongkai(&["explain", "nothing-like-it-at-all"], Some(dir.path())).code, 2);
    let list = gongkai(&["explain"], Some(dir.path()));
    assert_eq!(list.out.lines().count(), rule::all_explained(Language::Chinese, &forms()).len());
    let chapter = gongkai(&["--lang", "en", "explain", "--markdown"], Some(dir.path()));
    assert_eq!(chapter.out, rule::markdown(Language::English, &forms()));
}

#[test]
fn a_site_adds_its_levels_and_its_forms_to_what_is_explained() {
    let dir = TempDir::new().expect("a folder");
    fs::write(
        dir.path().join("site.toml"),
        "title = \"样例\"\n[levels]\nraw-html = \"error\"\nblank-cell = \"error\"\n",
    )
    .expect("site.toml");
    let ran = gongkai(&["explain", "raw-html"], Some(dir.path()));
    assert!(ran.out.starts_with("raw-html  错误\n"), "{}", ran.out);
    assert!(ran.out.ends_with("级别由 site.toml 的 [levels] 改定，原为提醒\n"), "{}", ran.out);
    let ran = gongkai(&["explain", "blank-cell"], Some(dir.path()));
    assert!(!ran.out.contains("[levels]"), "{}", ran.out);
    fs::create_dir(dir.path().join("forms")).expect("a folder");
    let form = include_str!("../../forms/2021.yaml").replace("id: balance", "id: evenness");
    fs::write(dir.path().join("forms/2021.yaml"), form).expect("a form");
    assert_eq!(gongkai(&["explain", "requests.evenness"], Some(dir.path())).code, 0);
}
