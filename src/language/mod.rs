//! The two languages of the program and their catalogues of messages.
//!
//! A message is an id with arguments; it becomes text only where it is printed. The catalogues are Fluent files beside
//! this one. Official wording (labels of the forms, equations) is data of the forms and comes in as a [`Label`].

mod words;

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;
pub use words::Words;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Both languages, the default first.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The tag as in `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chinese => "中文",
            Self::English => "English",
        }
    }

    /// The folder of its pages in a portal whose main language is another.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::English => "en",
        }
    }

    /// The language of a locale such as `zh_CN.UTF-8` or `en-GB`; none for `C` and for languages we do not speak.
    pub fn of_locale(locale: &str) -> Option<Self> {
        let primary = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The text of a message in this language.
    pub fn say(self, message: &Message) -> String {
        self.catalogue(message).say(self, message, None).unwrap_or_else(|| message.id.to_string())
    }

    /// The text of an attribute of a message, such as its `help`; none where the message has none.
    pub fn say_attribute(self, message: &Message, attribute: &str) -> Option<String> {
        self.catalogue(message).say(self, message, Some(attribute))
    }

    /// The catalogue that has a message's words: its own, or the program's.
    fn catalogue(self, message: &Message) -> &'static Catalogue {
        message.words.map_or_else(|| self.of_program(), |words| words.catalogue(self))
    }

    fn of_program(self) -> &'static Catalogue {
        static CATALOGUES: LazyLock<[Catalogue; 2]> = LazyLock::new(|| {
            let parse = |language, texts: &[&str]| {
                Catalogue::parse(language, texts).expect("the built-in catalogues are tested")
            };
            [
                parse(
                    Language::Chinese,
                    &[
                        include_str!("zh-CN/findings.ftl"),
                        include_str!("zh-CN/rules.ftl"),
                        include_str!("zh-CN/cli.ftl"),
                        include_str!("zh-CN/feed.ftl"),
                        include_str!("zh-CN/serve.ftl"),
                        include_str!("zh-CN/deploy.ftl"),
                        include_str!("zh-CN/verify.ftl"),
                        include_str!("zh-CN/webserver.ftl"),
                    ],
                ),
                parse(
                    Language::English,
                    &[
                        include_str!("en/findings.ftl"),
                        include_str!("en/rules.ftl"),
                        include_str!("en/cli.ftl"),
                        include_str!("en/feed.ftl"),
                        include_str!("en/serve.ftl"),
                        include_str!("en/deploy.ftl"),
                        include_str!("en/verify.ftl"),
                        include_str!("en/webserver.ftl"),
                    ],
                ),
            ]
        });
        match self {
            Self::Chinese => &CATALOGUES[0],
            Self::English => &CATALOGUES[1],
        }
    }
}

/// A text that the forms give in both languages; the official wording is the Chinese one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Official wording.
    pub zh: String,
    /// Translation.
    pub en: String,
}

impl Label {
    /// The text for a reader of `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// A message before it is said: the id of a catalogue entry with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Id in the catalogues.
    pub id: Cow<'static, str>,
    /// Arguments by name.
    pub args: Vec<(&'static str, Arg)>,
    /// The catalogue that has the entry, if it is not the program's.
    pub words: Option<&'static Words>,
}

impl Message {
    /// A message without arguments.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), args: Vec::new(), words: None }
    }

    /// The same with its words in a catalogue of its own.
    pub fn of(mut self, words: Option<&'static Words>) -> Self {
        self.words = words;
        self
    }

    /// The same with one more argument.
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text as it is.
    Text(String),
    /// A count, which may choose a plural.
    Count(usize),
    /// A text given in both languages.
    Label(Label),
    /// Another message.
    Message(Message),
    /// Several, joined as the language joins lists.
    List(Vec<Arg>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<Label> for Arg {
    fn from(label: Label) -> Self {
        Self::Label(label)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl<T: Into<Arg>> FromIterator<T> for Arg {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        Self::List(iter.into_iter().map(Into::into).collect())
    }
}

/// The messages of one language.
pub struct Catalogue {
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// Reads Fluent texts; the error names what is wrong with them.
    pub fn parse(language: Language, texts: &[&str]) -> Result<Self, String> {
        let tag: LanguageIdentifier = language.tag().parse().expect("our tags are well formed");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolation marks are for mixed directions; terminals and clerks' clipboards only see odd characters.
        bundle.set_use_isolating(false);
        for text in texts {
            let resource =
                FluentResource::try_new((*text).to_owned()).map_err(|(_, errors)| format!("{errors:?}"))?;
            bundle.add_resource_overriding(resource);
        }
        Ok(Self { bundle })
    }

    /// The text of a message or of one of its attributes; none where there is none.
    pub fn say(&self, language: Language, message: &Message, attribute: Option<&str>) -> Option<String> {
        let found = self.bundle.get_message(&message.id)?;
        let pattern = match attribute {
            None => found.value()?,
            Some(name) => found.get_attribute(name)?.value(),
        };
        let mut args = FluentArgs::new();
        for (name, value) in &message.args {
            args.set(*name, fluent(value, language));
        }
        // An argument that is missing shows as `{$name}` in the text; a test looks for those.
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned())
    }
}

fn fluent(arg: &Arg, language: Language) -> FluentValue<'static> {
    match arg {
        Arg::Count(count) => FluentValue::from(*count),
        other => FluentValue::from(plain(other, language)),
    }
}

fn plain(arg: &Arg, language: Language) -> String {
    match arg {
        Arg::Text(text) => text.clone(),
        Arg::Count(count) => count.to_string(),
        Arg::Label(label) => label.get(language).to_owned(),
        Arg::Message(message) => language.say(message),
        Arg::List(items) => {
            let comma = match language {
                Language::Chinese => "、",
                Language::English => ", ",
            };
            items.iter().map(|item| plain(item, language)).collect::<Vec<_>>().join(comma)
        }
    }
}
