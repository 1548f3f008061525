//! An XML document as it is written. Whatever a text holds, it stays a text: what XML reads as markup is escaped, and a
//! character that XML cannot hold is shown as U+FFFD.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An attribute: its name and its value.
pub(super) type Attribute<'a> = (&'a str, &'a str);

/// A document that begins with its declaration and has an element on each line.
pub(super) struct Document(Writer<Vec<u8>>);

impl Document {
    /// A document without an element.
    pub(super) fn new() -> Self {
        let mut document = Self(Writer::new_with_indent(Vec::new(), b' ', 1));
        document.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        document
    }

    /// Opens an element; what is written until it is closed stands in it.
    pub(super) fn open(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        let start = start(name, attributes);
        self.write(Event::Start(start));
    }

    /// Closes the element that was opened last, which has this name.
    pub(super) fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element that holds a text.
    pub(super) fn text(&mut self, name: &str, attributes: &[Attribute<'_>], text: &str) {
        let start = start(name, attributes);
        self.write(Event::Start(start));
        self.write(Event::Text(BytesText::new(&allowed(text))));
        self.close(name);
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        let start = start(name, attributes);
        self.write(Event::Empty(start));
    }

    /// The document as UTF-8, with a line end.
    pub(super) fn bytes(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("writing to memory does not fail");
    }
}

fn start<'a>(name: &'a str, attributes: &[Attribute<'_>]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, &*allowed(value)));
    }
    start
}

/// A text without the characters that XML 1.0 cannot hold, not even escaped (production 2, `Char`).
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    let is_foreign = |c: char| match c {
        '\t' | '\n' | '\r' => false,
        other => other < ' ' || matches!(other, '\u{FFFE}' | '\u{FFFF}'),
    };
    if text.contains(is_foreign) { text.replace(is_foreign, "\u{FFFD}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_as_it_was_but_for_what_xml_cannot_hold() {
        for (text, read) in [
            ("\"><script>alert(1)</script>", "\"><script>alert(1)</script>"),
            ("]]> <!-- --> <?x?> &amp; &lt;", "]]> <!-- --> <?x?> &amp; &lt;"),
            ("{{7*7}} {% raw %} \u{2028}𠀀\u{FFFD}", "{{7*7}} {% raw %} \u{2028}𠀀\u{FFFD}"),
            ("甲\u{0}乙\u{8}丙\u{1b}\u{FFFE}\u{FFFF}", "甲\u{FFFD}乙\u{FFFD}丙\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("甲\t乙\n丙\r\n丁\u{7f}\u{85}", "甲\t乙\n丙\r\n丁\u{7f}\u{85}"),
        ] {
            let mut document = Document::new();
            document.open("a", &[("b", text)]);
            document.text("c", &[], text);
            document.close("a");
            let xml = String::from_utf8(document.bytes()).expect("UTF-8");
            let tree = roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
            let root = tree.root_element();
            assert_eq!(root.attribute("b"), Some(read), "{xml}");
            assert_eq!(root.first_element_child().and_then(|child| child.text()), Some(read), "{xml}");
        }
    }
}
