//! The theme interface: what templates really see is what its schema says, and so what the handbook says.

use std::collections::{BTreeMap, BTreeSet};

use gongkai::build::Entry;
use gongkai::deploy::enter;
use gongkai::ledger::{LEDGER, Ledger};
use gongkai::page::{self, view};
use gongkai::portal::Route;
use gongkai::theme::TEMPLATES;
use serde_json::{Value, json};

use crate::site::{Site, zeros};

/// What the templates of a small site see, by template: one with all that a page can have.
fn seen() -> BTreeMap<&'static str, Vec<Value>> {
    let mut site = Site::new();
    site.set(
        "site.toml",
        "title = \"样例\"\nbase_url = \"https://www.example.gov.cn/gk/\"\nstatus = true\n\
         [translations.en]\ntitle = \"Sample\"\n",
    );
    site.set(
        "content/agencies.yaml",
        "- { slug: county, name: 样例县人民政府, kind: government }\n\
         - { slug: haicheng, name: 海城镇人民政府, kind: town, parent: county, aliases: [海城乡人民政府] }\n\
         - { slug: wuhe, name: 五河乡人民政府, kind: town, active: { until: 2021 }, successor: haicheng }\n",
    );
    site.set("content/2021/haicheng.md", &zeros("haicheng", 2021));
    let report = zeros("haicheng", 2022).replacen("licence: [0]", "licence: [12]", 1).replacen(
        "year: 2022\n",
        "year: 2022\ncorrections: [{ date: 2023-03-02, what: 更正表三, why: 笔误 }]\n\
         accept: [{ rule: published-late, because: 系统升级 }]\n",
        1,
    );
    let dated = |text: &str| text.replacen("2023-01-15", "2023-02-20", 1);
    site.set("content/2022/haicheng.md", &dated(&zeros("haicheng", 2022)));
    let portal = site.check().portal.expect("a portal");
    let now = "2023-03-01T09:30:00".parse().expect("a time");
    site.set(LEDGER, &enter(&Ledger::default(), (&portal.register, &portal.documents), now, "web").text);
    // A figure that is corrected after it was published.
    site.set("content/2022/haicheng.md", &dated(&report));
    site.set("content/2021/wuhe.md", &zeros("wuhe", 2021).replacen("2022-01-15", "2022-02-20", 1));
    site.snapshot.files.insert("content/2022/haicheng/附件.pdf".into(), Entry::Attachment { size: 5 });
    site.set("content/pages/guide.md", "---\ntitle: 公开指南\nupdated: 2024-05-06\n---\n先说明。\n");
    let outcome = site.check();
    let assets = [("style.css".to_owned(), Route::asset("style.css"), b"".as_slice().into())];
    let portal = outcome.portal.expect("a portal");
    let plan = page::Plan::new(&portal, &outcome.findings, &assets);
    let pages = plan.pages(&plan.items());
    let mut seen: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for page in &pages {
        if let page::Kind::Html(frame, shown) = &page.kind {
            let view = view::view(&page.route, frame, shown);
            let data = serde_json::to_value(&view).expect("JSON");
            seen.entry(view.template()).or_default().push(data);
        }
    }
    seen
}

/// The types of the schema that a value is made of, put into `found`.
fn types_in(schema: &Value, defs: &Value, value: &Value, found: &mut BTreeSet<String>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        found.insert(name.to_owned());
        types_in(&defs[name], defs, value, found);
    }
    match value {
        Value::Null => {}
        Value::Array(items) => items.iter().for_each(|item| types_in(&schema["items"], defs, item, found)),
        Value::Object(fields) if schema["properties"].is_object() => {
            fields.iter().for_each(|(name, field)| types_in(&schema["properties"][name], defs, field, found));
        }
        _ if schema["anyOf"].is_array() => types_in(&schema["anyOf"][0], defs, value, found),
        _ => {}
    }
}

#[test]
fn every_template_sees_what_the_schema_says_and_nothing_else() {
    let schema = view::schema().to_value();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let seen = seen();
    let mut named = TEMPLATES.to_vec();
    named.sort_unstable();
    assert_eq!(seen.keys().copied().collect::<Vec<_>>(), named);
    assert_eq!(schema["properties"].as_object().expect("templates").keys().collect::<Vec<_>>(), named);
    let mut found = BTreeSet::new();
    for (template, views) in seen {
        for view in views {
            let data = json!({ template: view });
            let errors: Vec<String> = validator
                .iter_errors(&data)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert_eq!(errors, Vec::<String>::new(), "{template}");
            types_in(&schema, &schema["$defs"], &data, &mut found);
        }
    }
    let all: BTreeSet<String> = schema["$defs"].as_object().expect("types").keys().cloned().collect();
    assert_eq!(found, all, "the small site shows every type");
}

#[test]
fn a_field_that_is_new_gone_or_of_another_type_is_not_what_the_schema_says() {
    let schema = view::schema().to_value();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let seen = seen();
    let home = json!({ "home.html": seen["home.html"][0] });
    assert!(validator.is_valid(&home));
    let changes: [fn(&mut Value); 5] = [
        |frame| frame["more"] = json!(1),
        |frame| frame["contract"] = json!("2"),
        |frame| frame["home"]["more"] = json!(1),
        |frame| frame["title"] = Value::Null,
        |frame| {
            frame.as_object_mut().and_then(|fields| fields.remove("status"));
        },
    ];
    for (index, change) in changes.iter().enumerate() {
        let mut other = home.clone();
        change(&mut other["home.html"]["frame"]);
        assert!(!validator.is_valid(&other), "change {index}");
    }
}
