//! Both languages say everything, and say it with all its figures.

use std::collections::BTreeSet;

use gongkai::finding::Rule;
use gongkai::language::{Language, Message};

const CATALOGUES: [(&str, &str); 8] = [
    (
        include_str!("../../src/language/zh-CN/findings.ftl"),
        include_str!("../../src/language/en/findings.ftl"),
    ),
    (include_str!("../../src/language/zh-CN/rules.ftl"), include_str!("../../src/language/en/rules.ftl")),
    (include_str!("../../src/language/zh-CN/cli.ftl"), include_str!("../../src/language/en/cli.ftl")),
    (include_str!("../../src/language/zh-CN/feed.ftl"), include_str!("../../src/language/en/feed.ftl")),
    (include_str!("../../src/language/zh-CN/deploy.ftl"), include_str!("../../src/language/en/deploy.ftl")),
    (include_str!("../../src/language/zh-CN/verify.ftl"), include_str!("../../src/language/en/verify.ftl")),
    (
        include_str!("../../src/language/zh-CN/webserver.ftl"),
        include_str!("../../src/language/en/webserver.ftl"),
    ),
    (include_str!("../../themes/default/i18n/zh-CN.ftl"), include_str!("../../themes/default/i18n/en.ftl")),
];

/// Ids with the names of the arguments that their texts use, attributes as `id.attribute`.
fn entries(text: &str) -> BTreeSet<(String, BTreeSet<String>)> {
    let mut entries: Vec<(String, BTreeSet<String>)> = Vec::new();
    let mut message = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let head = line.split_once(" =").map(|(head, _)| head);
        if let Some(head) = head.filter(|_| !line.starts_with(' ')) {
            head.clone_into(&mut message);
            entries.push((message.clone(), BTreeSet::new()));
        } else if let Some(attribute) = head.and_then(|head| head.trim().strip_prefix('.')) {
            entries.push((format!("{message}.{attribute}"), BTreeSet::new()));
        }
        for argument in line.split('$').skip(1) {
            let name: String =
                argument.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            entries.last_mut().expect("an entry").1.insert(name);
        }
    }
    entries.into_iter().collect()
}

#[test]
fn both_catalogues_have_the_same_entries_with_the_same_arguments() {
    for (chinese, english) in CATALOGUES {
        let (chinese, english) = (entries(chinese), entries(english));
        let only: Vec<_> = chinese.symmetric_difference(&english).collect();
        assert!(only.is_empty(), "{only:#?}");
        assert!(!chinese.is_empty());
    }
}

#[test]
fn every_rule_has_words_and_advice_in_both_languages() {
    let ids: BTreeSet<String> = entries(CATALOGUES[0].0).into_iter().map(|(id, _)| id).collect();
    for rule in Rule::all() {
        let of_rule: Vec<&String> =
            ids.iter().filter(|id| **id == rule.id || id.starts_with(&format!("{}--", rule.id))).collect();
        let messages: Vec<_> = of_rule.iter().filter(|id| !id.contains('.')).collect();
        assert!(!messages.is_empty(), "{} has no words", rule.id);
        for message in messages {
            assert!(ids.contains(&format!("{message}.help")), "{message} has no advice");
        }
    }
}

#[test]
fn the_words_of_every_rule_are_complete_in_both_languages() {
    for definition in gongkai::rule::definitions() {
        let rule = definition.rule;
        let words = rule.words.expect("a rule of this module has its own words");
        let [chinese, english] = Language::ALL.map(|language| entries(words.text(language)));
        let only: Vec<_> = chinese.symmetric_difference(&english).collect();
        assert!(only.is_empty(), "{}: {only:#?}", rule.id);
        for language in Language::ALL {
            let parsed = gongkai::language::Catalogue::parse(language, &[words.text(language)]);
            assert!(parsed.is_ok(), "{}: {:?}", rule.id, parsed.err());
        }
        let ids: BTreeSet<&str> = chinese.iter().map(|(id, _)| id.as_str()).collect();
        let messages: Vec<&&str> =
            ids.iter().filter(|id| !id.contains('.') && !id.starts_with("doc-")).collect();
        assert!(!messages.is_empty(), "{} has no words", rule.id);
        for message in messages {
            let own = *message == rule.id || message.starts_with(&format!("{}--", rule.id));
            assert!(own, "{message} is no entry of {}", rule.id);
            assert!(ids.contains(format!("{message}.help").as_str()), "{message} has no advice");
        }
        for doc in ["what", "why", "mend"] {
            assert!(ids.contains(format!("doc-{}.{doc}", rule.id).as_str()), "{} has no {doc}", rule.id);
        }
    }
}

#[test]
fn every_command_and_argument_has_words() {
    for (language, missing) in [("zh-CN", "cli-"), ("en", "cli-")] {
        for command in [
            vec![],
            vec!["build"],
            vec!["check"],
            vec!["explain"],
            vec!["deploy"],
            vec!["new"],
            vec!["new", "report"],
            vec!["forms"],
            vec!["completions"],
        ] {
            let mut args = vec!["--lang", language];
            args.extend(command);
            args.push("--help");
            let output = crate::command::gongkai(&args, None);
            assert_eq!(output.code, 0);
            assert!(!output.out.contains(missing), "{}", output.out);
        }
    }
}

#[test]
fn a_locale_names_a_language_or_none() {
    for (locale, language) in [
        ("zh_CN.UTF-8", Some(Language::Chinese)),
        ("zh-Hans", Some(Language::Chinese)),
        ("en_GB", Some(Language::English)),
        ("C.UTF-8", None),
        ("POSIX", None),
        ("fr_FR", None),
        ("", None),
    ] {
        assert_eq!(Language::of_locale(locale), language, "{locale}");
    }
}

#[test]
fn english_counts_in_singular_and_plural() {
    let said = |count: usize| {
        let columns: gongkai::language::Arg = ["Total"].into_iter().collect();
        let message =
            Message::new("blank-cell").arg("row", "New").arg("count", count).arg("columns", columns);
        Language::English.say(&message)
    };
    assert_eq!(said(1), "New: one cell is blank (Total)");
    assert_eq!(said(5), "New: 5 cells are blank (Total)");
}
