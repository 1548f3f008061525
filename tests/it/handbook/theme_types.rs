//! The types of the theme interface as their schema tells them, with a description of each type and field.

use gongkai::page::view;
use serde_json::Value;

/// The types of the interface.
pub(super) struct Types(Value);

impl Types {
    /// The types with the English descriptions of their doc comments.
    pub(super) fn read() -> Self {
        Self(view::schema().to_value())
    }

    /// What a schema refers to.
    pub(super) fn referred(schema: &Value) -> Option<&str> {
        schema["$ref"].as_str()?.strip_prefix("#/$defs/")
    }

    /// A type by its name.
    pub(super) fn get(&self, name: &str) -> &Value {
        &self.0["$defs"][name]
    }

    /// The type of `frame` or of `page` in a template.
    pub(super) fn of(&self, template: &str, part: &str) -> &str {
        Self::referred(&self.0["properties"][template]["properties"][part]).expect(part)
    }

    /// The fields of a type in order, or the words of an enum.
    pub(super) fn members(&self, name: &str) -> Vec<(&str, &Value)> {
        let of = self.get(name);
        let words = of["oneOf"].as_array().into_iter().flatten();
        let words = words.map(|word| (word["const"].as_str().expect("a word"), word));
        let fields =
            of["required"].as_array().into_iter().flatten().map(|name| name.as_str().expect("a name"));
        fields.map(|name| (name, &of["properties"][name])).chain(words).collect()
    }

    /// The types below a type, in order of first use, without the `roots` and what is below them.
    pub(super) fn below<'a>(&'a self, name: &str, roots: &[&str], found: &mut Vec<&'a str>) {
        for (_, member) in self.members(name) {
            let inner = [member, &member["items"], &member["items"]["items"], &member["anyOf"][0]];
            let Some(inner) = inner.into_iter().find_map(Self::referred) else { continue };
            if !roots.contains(&inner) && !found.contains(&inner) {
                found.push(inner);
                self.below(inner, roots, found);
            }
        }
    }

    /// Puts other descriptions in the place of the doc comments; gives back what is to be mended in them.
    pub(super) fn translate(&mut self, mut words: toml::Table) -> Vec<String> {
        let mut problems = Vec::new();
        let types = self.0["$defs"].as_object_mut().expect("types");
        for (name, of) in types {
            let mut own =
                words.remove(name).and_then(|own| own.try_into::<toml::Table>().ok()).unwrap_or_default();
            let mut say = |key: &str, schema: &mut Value| match own.remove(key) {
                Some(toml::Value::String(text)) if !text.is_empty() => schema["description"] = text.into(),
                _ => problems.push(format!("[{name}] lacks: {key} = \"…\"")),
            };
            say("_", of);
            for (field, schema) in of["properties"].as_object_mut().into_iter().flatten() {
                say(field, schema);
            }
            for word in of["oneOf"].as_array_mut().into_iter().flatten() {
                let key = word["const"].as_str().expect("a word").to_owned();
                say(&key, word);
            }
            problems.extend(own.keys().map(|key| format!("[{name}] has no {key}: remove the line")));
        }
        problems.extend(words.keys().map(|name| format!("there is no type {name}: remove [{name}]")));
        problems
    }
}
