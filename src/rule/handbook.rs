//! All rules explained, equations of the forms among them: for `gongkai explain`, the handbook and SARIF.

use std::fmt::Write as _;

use super::GROUPS;
use crate::finding::{Explained, Governs, Rule};
use crate::form::Forms;
use crate::language::{Language, Message};
use crate::syntax::suggest;

/// Rules that belong together, under a heading.
pub struct Section {
    /// The heading.
    pub title: String,
    /// The rules in order.
    pub rules: Vec<Explained>,
}

/// The sections of the chapter in order, the equations of the forms last.
pub fn sections(language: Language, forms: &Forms) -> Vec<Section> {
    let say = |id: &str| language.say(&Message::new(format!("group-{id}")));
    let explain = |rule: &Rule| explained(rule, language);
    let mut sections = Vec::new();
    let of_reading = |group: &'static str| Rule::all().iter().filter(move |rule| group_of(rule) == group);
    sections.push(Section { title: say("reading"), rules: of_reading("reading").map(explain).collect() });
    for (group, definitions) in GROUPS {
        let own = definitions.iter().map(|definition| &definition.rule);
        let rules: Vec<Explained> = of_reading(group).chain(own).map(explain).collect();
        if !rules.is_empty() {
            sections.push(Section { title: say(group), rules });
        }
    }
    sections.push(Section { title: say("equations"), rules: equations(language, forms) });
    sections
}

/// Every rule explained, in the order of the handbook.
pub fn all_explained(language: Language, forms: &Forms) -> Vec<Explained> {
    sections(language, forms).into_iter().flat_map(|section| section.rules).collect()
}

/// The rule with an id; otherwise the id that may have been meant.
pub fn explain(id: &str, language: Language, forms: &Forms) -> Result<Explained, Option<String>> {
    let mut all = all_explained(language, forms);
    match all.iter().position(|rule| rule.id == id) {
        Some(at) => Ok(all.swap_remove(at)),
        None => Err(suggest(id, all.iter().map(|rule| rule.id.as_str())).map(str::to_owned)),
    }
}

/// The section of a rule that is told while files are read: where its letter belongs.
fn group_of(rule: &Rule) -> &'static str {
    match rule.code.chars().next() {
        Some('F') => "structure",
        Some('T' | 'Y') => "tables",
        Some('X') => "numbers",
        Some('P') => "privacy",
        Some('L') => "wording",
        Some('D' | 'H') => "filing",
        _ => "reading",
    }
}

fn explained(rule: &Rule, language: Language) -> Explained {
    Explained {
        id: rule.id.to_owned(),
        code: rule.code.into(),
        level: rule.level,
        what: rule.what(language),
        why: rule.why(language),
        mend: rule.mend(language),
        forms: Vec::new(),
    }
}

/// The equations of all forms, the newest form's first; one that several forms have is told as the newest has it.
fn equations(language: Language, forms: &Forms) -> Vec<Explained> {
    let mut all: Vec<Explained> = Vec::new();
    let newest_first: Vec<_> = forms.all().collect();
    for form in newest_first.into_iter().rev() {
        let governs = || Governs { from: form.from, until: forms.until(form), basis: form.basis.clone() };
        for (table, equation) in
            form.tables.iter().flat_map(|table| table.equations.iter().map(move |equation| (table, equation)))
        {
            let id = format!("{}.{}", table.id, equation.id);
            if let Some(known) = all.iter_mut().find(|known| known.id == id) {
                known.forms.push(governs());
                continue;
            }
            let entry = if equation.is_over_years() { "doc-equation--over-years" } else { "doc-equation" };
            let message = Message::new(entry)
                .arg("wording", equation.wording.clone())
                .arg("table", table.label.clone())
                .arg("basis", form.basis.as_str());
            let say = |attribute| language.say_attribute(&message, attribute).unwrap_or_default();
            all.push(Explained {
                id,
                code: equation.code.clone().into(),
                level: equation.level,
                what: say("what"),
                why: say("why"),
                mend: say("mend"),
                forms: vec![governs()],
            });
        }
    }
    all
}

/// The handbook's chapter of rules in Markdown.
pub fn markdown(language: Language, forms: &Forms) -> String {
    let say = |id: &'static str| language.say(&Message::new(id));
    let mut out = format!(
        "# {}\n\n<!-- {} -->\n\n{}\n\n{}\n",
        say("handbook-title"),
        say("handbook-notice"),
        say("handbook-intro"),
        say("handbook-levels")
    );
    for section in sections(language, forms) {
        let _ = write!(out, "\n## {}\n", section.title);
        let of_forms = section.rules.iter().any(|rule| !rule.forms.is_empty());
        if of_forms {
            let _ = write!(out, "\n{}\n", say("handbook-equations"));
        }
        for rule in &section.rules {
            let _ = write!(out, "\n### {}\n\n{}\n\n", rule.id, subtitle(rule, language));
            let _ = writeln!(out, "{}\n", escaped(&rule.what));
            let text = |id, text: &str| language.say(&Message::new(id).arg("text", escaped(text)));
            let _ = writeln!(out, "- {}", text("explain-why", &rule.why));
            let _ = writeln!(out, "- {}", text("explain-mend", &rule.mend));
            if !rule.forms.is_empty() {
                let _ = writeln!(out, "- {}", years(rule, language));
            }
        }
    }
    out
}

/// Level and code in one line.
fn subtitle(rule: &Explained, language: Language) -> String {
    let level = language.say(&Message::new(format!("level-{}", rule.level.name())));
    let level = match language {
        Language::Chinese => format!("{level}（{}）", rule.level.name()),
        Language::English => level,
    };
    if rule.code.is_empty() { format!("*{level}*") } else { format!("*{level} · {}*", rule.code) }
}

/// In which report years an equation holds, by which notices.
pub fn years(rule: &Explained, language: Language) -> String {
    let form = |governs: &Governs| {
        let message = match governs.until {
            Some(until) => Message::new("explain-form--until").arg("until", until.to_string()),
            None => Message::new("explain-form"),
        };
        message.arg("from", governs.from.to_string()).arg("basis", governs.basis.as_str())
    };
    let forms = rule.forms.iter().rev().map(form).collect::<crate::language::Arg>();
    language.say(&Message::new("explain-forms").arg("forms", forms))
}

/// Plain text as Markdown; what stands between backticks is left as it is.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut code = false;
    for c in text.chars() {
        code ^= c == '`';
        if !code && matches!(c, '*' | '\\' | '<' | '_') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
