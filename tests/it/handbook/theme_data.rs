//! The handbook's chapter of the data that templates see, made of the types of the theme interface. English words are
//! the doc comments of the types; Chinese ones stand in docs/zh-CN/theme-data.toml.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use gongkai::language::Language;
use gongkai::page::CONTRACT;
use gongkai::theme::TEMPLATES;
use serde_json::Value;

use super::theme_types::Types;

/// The words of the chapter that belong to no type. `{}` is filled in.
struct Words {
    title: &'static str,
    notice: &'static str,
    contract: &'static str,
    intro: &'static str,
    templates: &'static str,
    template: &'static str,
    field: &'static str,
    word: &'static str,
    every_page: &'static str,
    shared: &'static str,
    text: &'static str,
    number: &'static str,
    boolean: &'static str,
    list: &'static str,
    map: &'static str,
    nullable: &'static str,
}

const ENGLISH: Words = Words {
    title: "Data of templates",
    notice: "This page is generated; do not edit it: UPDATE_DOCS=1 cargo test --test it handbook",
    contract: "This is version {} of the contract between the program and its themes; `frame.contract` says so.",
    intro: "A template sees two values: `frame`, which all templates have, and `page`, what the template shows. What holds \
            for all of them stands in [Themes](themes.md#data).",
    templates: "Templates",
    template: "| template | type of `page` | |",
    field: "| field | type | meaning |",
    word: "| word | meaning |",
    every_page: "On every page.",
    shared: "Types that several pages use",
    text: "text",
    number: "whole number",
    boolean: "true or false",
    list: "list of {}",
    map: "{} by name",
    nullable: "{} or null",
};

const CHINESE: Words = Words {
    title: "模板数据",
    notice: "本页由程序生成，请勿手工修改：UPDATE_DOCS=1 cargo test --test it handbook",
    contract: "这是程序与主题之间数据约定的第 {} 版，见 `frame.contract`。",
    intro: "模板可以看到两个值：`frame` 各个模板都有，`page` 是本模板要显示的内容。共同的规定见[主题](themes.md#数据)。",
    templates: "模板",
    template: "| 模板 | `page` 的类型 | 说明 |",
    field: "| 字段 | 类型 | 含义 |",
    word: "| 取值 | 含义 |",
    every_page: "每一页都有。",
    shared: "多处使用的类型",
    text: "文字",
    number: "整数",
    boolean: "true 或 false",
    list: "{}的列表",
    map: "{}，按名称取",
    nullable: "{}或 null",
};

/// Where the Chinese descriptions stand.
const CHINESE_WORDS: &str = "docs/zh-CN/theme-data.toml";

fn chinese() -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(CHINESE_WORDS);
    fs::read_to_string(path).expect("the words").parse().expect("TOML")
}

/// The chapter.
struct Chapter<'a> {
    types: &'a Types,
    words: &'a Words,
    /// The type of `frame` and those of `page`, with their headings.
    roots: Vec<(&'a str, &'a str)>,
    text: String,
}

impl<'a> Chapter<'a> {
    fn write(types: &'a Types, words: &'a Words) -> String {
        let mut roots = vec![(types.of(TEMPLATES[0], "frame"), "frame")];
        roots.extend(TEMPLATES.map(|template| (types.of(template, "page"), template)));
        let mut chapter = Self { types, words, roots, text: String::new() };
        chapter.head();
        chapter.sections();
        chapter.text
    }

    fn head(&mut self) {
        let Words { title, notice, intro, templates, template, .. } = self.words;
        let contract = self.words.contract.replace("{}", &CONTRACT.to_string());
        let _ = writeln!(
            self.text,
            "# {title}\n\n<!-- {notice} -->\n\n{contract}\n\n{intro}\n\n## {templates}\n"
        );
        let _ = writeln!(self.text, "{template}\n| --- | --- | --- |");
        for (name, template) in self.roots.clone().into_iter().skip(1) {
            let (link, about) = (self.link(name), about(self.types.get(name)));
            let _ = writeln!(self.text, "| `{template}` | {link} | {about} |");
        }
    }

    /// Each page with the types that it alone uses, then the other types.
    fn sections(&mut self) {
        let roots: Vec<&str> = self.roots.iter().map(|(name, _)| *name).collect();
        let below = roots.iter().map(|name| {
            let mut found = Vec::new();
            self.types.below(name, &roots, &mut found);
            found
        });
        let below: Vec<Vec<&str>> = below.collect();
        let users = |name: &str| below.iter().filter(|found| found.contains(&name)).count();
        let mut shared: Vec<&str> = Vec::new();
        for ((name, heading), found) in self.roots.clone().into_iter().zip(&below) {
            if !self.types.members(name).is_empty() {
                let lead = match heading {
                    "frame" => self.words.every_page.to_owned(),
                    _ => format!("`page`: **{name}**"),
                };
                let _ = write!(self.text, "\n## {heading}\n\n{lead}\n");
                self.table(name);
            }
            for inner in found {
                match users(inner) {
                    1 => self.section(inner),
                    _ if !shared.contains(inner) => shared.push(inner),
                    _ => {}
                }
            }
        }
        let _ = write!(self.text, "\n## {}\n", self.words.shared);
        for name in shared {
            self.section(name);
        }
    }

    fn section(&mut self, name: &str) {
        let _ = write!(self.text, "\n### {name}\n\n{}\n", about(self.types.get(name)));
        self.table(name);
    }

    fn table(&mut self, name: &str) {
        let is_enum = self.types.get(name)["oneOf"].is_array();
        let head = if is_enum { self.words.word } else { self.words.field };
        let rule = " --- |".repeat(if is_enum { 2 } else { 3 });
        let _ = write!(self.text, "\n{head}\n|{rule}\n");
        for (member, schema) in self.types.members(name) {
            let about = about(schema);
            let kind = if is_enum { String::new() } else { format!(" {} |", self.kind(schema)) };
            let _ = writeln!(self.text, "| `{member}` |{kind} {about} |");
        }
    }

    /// A type, leading to where it is described.
    fn link(&self, name: &str) -> String {
        let root = self.roots.iter().find(|(root, _)| *root == name);
        let anchor = root.map_or(name, |(_, heading)| heading).replace('.', "").to_lowercase();
        if self.types.members(name).is_empty() { name.to_owned() } else { format!("[{name}](#{anchor})") }
    }

    /// The type of a field in words.
    fn kind(&self, schema: &Value) -> String {
        let of = |words: &str, inner: String| {
            // Between Latin letters and Chinese words stands a space.
            let (before, after) = words.split_once("{}").unwrap_or_default();
            let gap = if inner.is_ascii() && !after.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
            format!("{before}{inner}{gap}{after}").trim_end().to_owned()
        };
        if let Some(name) = Types::referred(schema) {
            return self.link(name);
        }
        if let Some(words) = schema["enum"].as_array() {
            let words = words.iter().filter_map(Value::as_str).filter(|word| !word.is_empty());
            return words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" · ");
        }
        if schema["anyOf"][1]["type"] == "null" {
            return of(self.words.nullable, self.kind(&schema["anyOf"][0]));
        }
        if schema["type"][1] == "null" {
            return of(self.words.nullable, self.kind(&serde_json::json!({ "type": schema["type"][0] })));
        }
        match schema["type"].as_str() {
            Some("string") => self.words.text.to_owned(),
            Some("integer") => self.words.number.to_owned(),
            Some("boolean") => self.words.boolean.to_owned(),
            Some("array") => of(self.words.list, self.kind(&schema["items"])),
            Some("object") => of(self.words.map, self.kind(&schema["additionalProperties"])),
            _ => panic!("the chapter has no words for {schema}"),
        }
    }
}

/// The description of a type or a field, as a cell of a table can hold it.
fn about(schema: &Value) -> String {
    schema["description"]
        .as_str()
        .expect("every type and field has a doc comment")
        .replace('\n', " ")
        .replace('|', "\\|")
}

#[test]
fn the_chapter_of_the_data_of_templates_is_fresh() {
    super::chapter_is_fresh("theme-data.md", |language| {
        let mut types = Types::read();
        let words = match language {
            Language::English => ENGLISH,
            Language::Chinese => {
                let problems = types.translate(chinese());
                assert!(problems.is_empty(), "{CHINESE_WORDS}:\n{}", problems.join("\n"));
                CHINESE
            }
        };
        Chapter::write(&types, &words)
    });
}

#[test]
fn a_chinese_description_that_is_lacking_or_has_no_field_is_told() {
    let mut words = chinese();
    let link = words["Link"].as_table_mut().expect("a table");
    link.remove("href");
    link.insert("hreff".to_owned(), "地址。".into());
    words.insert("Lnik".to_owned(), toml::Table::new().into());
    words.remove("NotFound");
    let problems = Types::read().translate(words);
    let expected = [
        "[Link] lacks: href = \"…\"",
        "[Link] has no hreff: remove the line",
        "[NotFound] lacks: _ = \"…\"",
        "there is no type Lnik: remove [Lnik]",
    ];
    assert_eq!(problems, expected);
}
