//! YAML as a tree in which every key and value knows its place.
//!
//! Scalars stay text: nothing is guessed to be a boolean, a date or an octal number. Anchors, aliases and tags are
//! refused, size, depth and number of values are limited, and duplicate keys are findings. Never panics.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use crate::finding::{Finding, Place, Rule};
use crate::text::{Source, Span};

/// Bytes of YAML that are read at most; the largest real front matter has 7 KB, a register of a province 2 MB.
const MAX_BYTES: usize = 8 << 20;
/// Values in one text at most.
const MAX_NODES: usize = 400_000;
/// Depth of nesting at most.
const MAX_DEPTH: usize = 24;

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Bytes of the file.
    pub span: Span,
    /// What stands there.
    pub value: Value,
}

/// A YAML value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// Text; a number is text too.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file, without the second of two equal keys.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The entries, if it is a map.
    pub fn map(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The text, if it is a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The entry of a map under `key`.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.map()?.iter().find(|entry| entry.key == key)
    }
}

/// Reads the YAML at `span` of a source. No tree where it cannot be read; an empty text is [`Value::Null`].
pub fn parse(source: &Source, span: Span) -> (Option<Node>, Vec<Finding>) {
    let text = crate::text::slice(&source.text, span);
    let mut reader = Reader { source, text, base: span.start, byte: (0, 0), nodes: 0, findings: Vec::new() };
    if text.len() > MAX_BYTES {
        let place = Place::new(&source.path, Span::new(span.start, span.start));
        let finding = Finding::new(Rule::YAML_LIMIT, place).variant("size").arg("limit", MAX_BYTES >> 20);
        return (None, vec![finding]);
    }
    let mut parser = Parser::new_from_str(text).keep_tags(true);
    let tree = reader.document(&mut parser);
    let tree = tree.map_err(|finding| reader.findings.push(*finding)).ok().flatten();
    (tree, reader.findings)
}

type Events<'a> = Parser<'a, saphyr_parser::StrInput<'a>>;
type Step<T> = Result<T, Box<Finding>>;

struct Reader<'a> {
    source: &'a Source,
    text: &'a str,
    base: usize,
    /// The last character index that was turned into a byte index, with that byte index: events come in order.
    byte: (usize, usize),
    nodes: usize,
    findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    fn document(&mut self, parser: &mut Events<'a>) -> Step<Option<Node>> {
        let mut tree = None;
        loop {
            let (event, span) = self.next(parser)?;
            match event {
                Event::StreamStart | Event::DocumentEnd | Event::Nothing => {}
                Event::StreamEnd => {
                    return Ok(Some(tree.unwrap_or(Node { span: self.span(span), value: Value::Null })));
                }
                Event::DocumentStart(_) if tree.is_some() => {
                    let place = Place::new(&self.source.path, self.span(span));
                    return Err(Box::new(Finding::new(Rule::YAML_SYNTAX, place).variant("documents")));
                }
                Event::DocumentStart(_) => {
                    let (event, span) = self.next(parser)?;
                    tree = Some(self.node(parser, event, span, 0)?);
                }
                _ => return Err(self.syntax(span.start, "unexpected content")),
            }
        }
    }

    fn node(
        &mut self,
        parser: &mut Events<'a>,
        event: Event<'a>,
        at: saphyr_parser::Span,
        depth: usize,
    ) -> Step<Node> {
        self.nodes += 1;
        let place = Place::new(&self.source.path, self.span(at));
        if depth > MAX_DEPTH {
            return Err(Box::new(
                Finding::new(Rule::YAML_LIMIT, place).variant("depth").arg("limit", MAX_DEPTH),
            ));
        }
        if self.nodes > MAX_NODES {
            return Err(Box::new(
                Finding::new(Rule::YAML_LIMIT, place).variant("count").arg("limit", MAX_NODES),
            ));
        }
        let refused = |what: &str| Box::new(Finding::new(Rule::YAML_ALIAS, place.clone()).arg("what", what));
        match event {
            Event::Alias(_) => Err(refused("*")),
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _)
                if anchor > 0 =>
            {
                Err(refused("&"))
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => Err(refused("!")),
            Event::Scalar(text, style, ..) => Ok(Node { span: place.span, value: scalar(&text, style) }),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    let (event, span) = self.next(parser)?;
                    if event == Event::SequenceEnd {
                        return Ok(Node { span: self.until(place.span, span), value: Value::List(items) });
                    }
                    items.push(self.node(parser, event, span, depth + 1)?);
                }
            }
            Event::MappingStart(..) => {
                let mut entries: Vec<Entry> = Vec::new();
                let mut seen: HashMap<String, Span> = HashMap::new();
                loop {
                    let (event, span) = self.next(parser)?;
                    if event == Event::MappingEnd {
                        return Ok(Node { span: self.until(place.span, span), value: Value::Map(entries) });
                    }
                    let Some(entry) = self.entry(parser, (event, span), depth)? else { continue };
                    match seen.get(&entry.key) {
                        Some(first) => self.duplicate(&entry, *first),
                        None => {
                            seen.insert(entry.key.clone(), entry.key_span);
                            entries.push(entry);
                        }
                    }
                }
            }
            _ => Err(self.syntax(at.start, "unexpected content")),
        }
    }

    /// A key with its value; none where the key is not a text.
    fn entry(
        &mut self,
        parser: &mut Events<'a>,
        (event, at): (Event<'a>, saphyr_parser::Span),
        depth: usize,
    ) -> Step<Option<Entry>> {
        let key = self.node(parser, event, at, depth + 1)?;
        let (event, at) = self.next(parser)?;
        let node = self.node(parser, event, at, depth + 1)?;
        if let Value::Scalar(text) = key.value {
            return Ok(Some(Entry { key: text, key_span: key.span, node }));
        }
        let place = Place::new(&self.source.path, key.span);
        self.findings.push(Finding::new(Rule::YAML_SYNTAX, place).variant("key"));
        Ok(None)
    }

    fn duplicate(&mut self, entry: &Entry, first: Span) {
        let finding = Finding::new(Rule::DUPLICATE_KEY, Place::new(&self.source.path, entry.key_span));
        let first = Place::new(&self.source.path, first);
        let label = crate::language::Message::new("first-place");
        self.findings.push(finding.arg("key", entry.key.as_str()).also(first, Some(label)));
    }

    fn next(&mut self, parser: &mut Events<'a>) -> Step<(Event<'a>, saphyr_parser::Span)> {
        match parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(self.syntax(*error.marker(), error.info())),
            None => Err(self.syntax(Marker::new(self.text.chars().count(), 1, 0), "unexpected end")),
        }
    }

    /// A syntax error; a full-width colon on the way there is the likelier cause and the better place.
    fn syntax(&mut self, at: Marker, detail: &str) -> Box<Finding> {
        let byte = self.at(at.index());
        let before = self.text.get(..(byte - self.base)).unwrap_or(self.text);
        let upto = self
            .text
            .get(before.len()..)
            .and_then(|rest| rest.find('\n'))
            .map_or(self.text.len(), |n| before.len() + n);
        let lines = self.text.get(..upto).unwrap_or(self.text);
        if let Some(colon) = full_width_colon(lines) {
            let span = Span::new(colon, colon + '：'.len_utf8()).shifted(self.base);
            return Box::new(Finding::new(Rule::FULL_WIDTH_COLON, Place::new(&self.source.path, span)));
        }
        let finding = Finding::new(Rule::YAML_SYNTAX, Place::new(&self.source.path, Span::new(byte, byte)));
        let tab =
            lines.rsplit('\n').next().is_some_and(|line| line.trim_start_matches(' ').starts_with('\t'));
        Box::new(if tab { finding.variant("tab") } else { finding.arg("detail", detail) })
    }

    fn span(&mut self, span: saphyr_parser::Span) -> Span {
        let (start, end) = (self.at(span.start.index()), self.at(span.end.index()));
        let text = self.source.text.get(start..end).unwrap_or_default();
        Span::new(start, start + text.trim_end().len())
    }

    /// From the start of a collection to its end event.
    fn until(&mut self, start: Span, end: saphyr_parser::Span) -> Span {
        let end = self.at(end.end.index());
        let text = self.source.text.get(start.start..end).unwrap_or_default();
        Span::new(start.start, start.start + text.trim_end().len())
    }

    /// Byte of the file at a character of the YAML text: the parser counts characters.
    fn at(&mut self, index: usize) -> usize {
        if index < self.byte.0 {
            self.byte = (0, 0);
        }
        let rest = self.text.get(self.byte.1..).unwrap_or_default();
        let bytes: usize = rest.chars().take(index - self.byte.0).map(char::len_utf8).sum();
        self.byte = (index, self.byte.1 + bytes);
        self.base + self.byte.1
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    match (style, text) {
        (ScalarStyle::Plain, "" | "~" | "null" | "Null" | "NULL") => Value::Null,
        _ => Value::Scalar(text.to_owned()),
    }
}

/// The first full-width colon that stands where a key's colon should: on a line that has no `: `.
fn full_width_colon(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let code = line.split('#').next().unwrap_or_default();
        if let Some(at) = code.find('：') {
            let before = code.get(..at).unwrap_or_default();
            if !before.contains([':', '"', '\'', '[', '{']) && !before.trim().is_empty() {
                return Some(start + at);
            }
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Node>, Vec<String>) {
        let source = Source::new("a.yaml", text);
        let (node, findings) = parse(&source, Span::new(0, text.len()));
        let said = findings.iter().map(|finding| {
            let (line, column) = source.line_column(finding.place().span.start);
            format!("{} {line}:{column}", finding.message.id)
        });
        (node, said.collect())
    }

    #[test]
    fn places_are_those_of_the_characters() {
        let text = "标题: 海城镇 # 注\n表:\n  行: [1, ~, '三']\n";
        let (node, findings) = read(text);
        assert_eq!(findings, Vec::<String>::new());
        let node = node.expect("a tree");
        let title = node.get("标题").expect("the title");
        assert_eq!(crate::text::slice(text, title.key_span), "标题");
        assert_eq!(crate::text::slice(text, title.node.span), "海城镇");
        let row = &node.get("表").expect("the table").node.get("行").expect("the row").node;
        assert_eq!(crate::text::slice(text, row.span), "[1, ~, '三']");
        let cells: Vec<_> =
            row.list().expect("a list").iter().map(|cell| crate::text::slice(text, cell.span)).collect();
        assert_eq!(cells, ["1", "~", "'三'"]);
        assert_eq!(row.list().expect("a list")[1].value, Value::Null);
    }

    #[test]
    fn nothing_is_guessed() {
        let (node, _) = read("[no, on, 2022-01-01, 12:30:45, 0755, 1e3]");
        let texts: Vec<_> =
            node.iter().flat_map(|node| node.list().unwrap_or_default()).filter_map(Node::scalar).collect();
        assert_eq!(texts, ["no", "on", "2022-01-01", "12:30:45", "0755", "1e3"]);
    }

    #[test]
    fn mistakes_have_a_rule_and_a_place() {
        for (text, expected) in [
            ("a: 1\na: 2\n", "duplicate-key 2:1"),
            ("a: &x 1\n", "yaml-alias 1:4"),
            ("a: *x\n", "yaml-syntax 1:4"),
            ("a: !!int 1\n", "yaml-alias 1:4"),
            ("a: [1, 2\nb: 3\n", "yaml-syntax 2:2"),
            ("标题：海城镇\na: 1\n", "full-width-colon 1:3"),
            ("a: 1\n---\nb: 2\n", "yaml-syntax--documents 2:1"),
            ("? [a]\n: 1\n", "yaml-syntax--key 1:3"),
            ("a:\n\t- 1\n", "yaml-syntax--tab 2:2"),
        ] {
            assert_eq!(read(text).1, [expected], "{text}");
        }
    }

    #[test]
    fn bombs_are_refused_at_once() {
        let deep = "[".repeat(20_000);
        assert!(read(&deep).1[0].starts_with("yaml-"), "{:?}", read(&deep).1);
        let aliases = "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
        assert_eq!(read(aliases).1, ["yaml-alias 1:4"]);
        let wide = format!("[{}]", "1,".repeat(400_100));
        assert!(read(&wide).1[0].starts_with("yaml-limit--count"));
    }
}
