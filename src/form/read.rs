//! From a form file to a [`Form`]: types by serde, then what types cannot say, each mistake with its place.

use std::collections::BTreeSet;

use super::equation::terms;
use super::file::{ChartFile, EquationFile, FormFile, KeyFigureFile, NodeFile, TableFile};
use super::sum::sum;
use super::{Axis, Chart, Claims, Equation, Form, KeyFigure, Leaf, Node, Over, Part, Relation, Table, plain};
use crate::finding::{Finding, Place, Rule};
use crate::language::{Label, Message};
use crate::syntax::{self, parse_yaml};
use crate::text::{Source, Span};

/// Reads one form file. No form where the file cannot be understood; findings say why.
pub fn read(source: &Source) -> (Option<Form>, Vec<Finding>) {
    let whole = Span::new(0, source.text.len());
    let (tree, findings) = parse_yaml(source, whole);
    let Some(tree) = tree.filter(|_| findings.is_empty()) else { return (None, findings) };
    match serde_yaml::from_str::<FormFile>(&source.text) {
        Ok(file) => {
            let mut reader = Reader { source, tree, findings: Vec::new() };
            let form = reader.form(file);
            (reader.findings.is_empty().then_some(form), reader.findings)
        }
        Err(error) => {
            let at = error.location().map_or(0, |location| location.index());
            let place = Place::new(&source.path, Span::new(at, at));
            (None, vec![Finding::new(Rule::FORM_SYNTAX, place).arg("detail", error.to_string())])
        }
    }
}

struct Reader<'a> {
    source: &'a Source,
    tree: syntax::Node,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn form(&mut self, file: FormFile) -> Form {
        let stem =
            self.source.path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
        if stem != file.id {
            self.wrong("id", Message::new("form-invalid--file-name").arg("id", file.id.as_str()));
        }
        self.unique("parts", file.parts.iter().map(|part| part.id.as_str()), "id");
        self.unique("parts", file.parts.iter().map(|part| part.number.as_str()), "number");
        self.unique("tables", file.tables.iter().map(|table| table.id.as_str()), "id");
        let tables: Vec<Table> = file
            .tables
            .into_iter()
            .enumerate()
            .map(|(index, table)| self.table(table, &format!("tables/{index}")))
            .collect();
        self.wordings(
            "tables",
            tables.iter().map(|table| (table.label.zh.as_str(), table.aliases.as_slice())),
        );
        let mut printed = BTreeSet::new();
        let mut parts = Vec::new();
        for (index, part) in file.parts.into_iter().enumerate() {
            let mut of_part = Vec::new();
            for (number, id) in part.tables.iter().enumerate() {
                let at = format!("parts/{index}/tables/{number}");
                match tables.iter().position(|table| table.id == *id) {
                    Some(table) if printed.insert(table) => of_part.push(table),
                    Some(_) => self.wrong(&at, Message::new("form-invalid--twice").arg("word", id.as_str())),
                    None => self.wrong(&at, Message::new("form-invalid--unknown").arg("word", id.as_str())),
                }
            }
            let (id, role, number, heading) = (part.id, part.role, part.number, part.heading);
            parts.push(Part {
                id,
                role,
                number,
                heading,
                aliases: part.aliases,
                topics: part.topics,
                tables: of_part,
            });
        }
        for (index, table) in tables.iter().enumerate().filter(|(index, _)| !printed.contains(index)) {
            let message = Message::new("form-invalid--unprinted").arg("word", table.id.as_str());
            self.wrong(&format!("tables/{index}/id"), message);
        }
        let mut claims = Vec::new();
        for (index, group) in file.claims.into_iter().enumerate() {
            match Claims::read(group, &tables) {
                Ok(group) => claims.push(group),
                Err(word) => {
                    let message = Message::new("form-invalid--unknown").arg("word", word);
                    self.wrong(&format!("claims/{index}/rule"), message);
                }
            }
        }
        let figures = self.figures(file.figures, &tables);
        let charts = self.charts(file.charts, &figures);
        let FormFile { id, from, name, basis, title, regulation, .. } = file;
        Form { id, from, name, basis, title, regulation, parts, tables, claims, figures, charts }
    }

    fn figures(&mut self, files: Vec<KeyFigureFile>, tables: &[Table]) -> Vec<KeyFigure> {
        self.unique("figures", files.iter().map(|figure| figure.id.as_str()), "id");
        let mut figures = Vec::new();
        for (index, file) in files.into_iter().enumerate() {
            let sum = sum(&file.sum, tables).unwrap_or_else(|word| {
                let message = Message::new("form-invalid--unknown").arg("word", word);
                self.wrong(&format!("figures/{index}/sum"), message);
                Vec::new()
            });
            let KeyFigureFile { id, label, unit, key, .. } = file;
            figures.push(KeyFigure { id, label, unit, key, sum });
        }
        figures
    }

    fn charts(&mut self, files: Vec<ChartFile>, figures: &[KeyFigure]) -> Vec<Chart> {
        self.unique("charts", files.iter().map(|chart| chart.id.as_str()), "id");
        let mut charts = Vec::new();
        for (index, file) in files.into_iter().enumerate() {
            let at = format!("charts/{index}/figures");
            let mut shown: Vec<usize> = Vec::new();
            for (number, id) in file.figures.iter().enumerate() {
                let at = format!("{at}/{number}");
                let wrong = |message: &'static str| Message::new(message).arg("word", id.as_str());
                match figures.iter().position(|figure| figure.id == *id) {
                    Some(figure) if shown.contains(&figure) => self.wrong(&at, wrong("form-invalid--twice")),
                    Some(figure) => shown.push(figure),
                    None => self.wrong(&at, wrong("form-invalid--unknown")),
                }
            }
            let units = |pair: &[usize]| figures[pair[0]].unit != figures[pair[1]].unit;
            if file.figures.is_empty() {
                self.wrong(&format!("charts/{index}/id"), Message::new("form-invalid--no-figures"));
            } else if file.over == Over::Figures && shown.windows(2).any(units) {
                self.wrong(&at, Message::new("form-invalid--units"));
            }
            let ChartFile { id, over, title, .. } = file;
            charts.push(Chart { id, over, title, figures: shown });
        }
        charts
    }

    fn table(&mut self, file: TableFile, at: &str) -> Table {
        let rows = self.axis(file.rows, &format!("{at}/rows"));
        let columns = self.axis(file.columns, &format!("{at}/columns"));
        self.unique(
            &format!("{at}/equations"),
            file.equations.iter().map(|equation| equation.id.as_str()),
            "id",
        );
        let mut equations = Vec::new();
        for (index, equation) in file.equations.into_iter().enumerate() {
            let axis = match equation.each {
                super::Each::Row => &columns,
                super::Each::Column => &rows,
            };
            equations.extend(self.equation(equation, axis, &format!("{at}/equations/{index}")));
        }
        let (id, label, corner, layout, was) = (file.id, file.label, file.corner, file.layout, file.was);
        let (aliases, roll_up) = (file.aliases, file.roll_up);
        let mut table = Table {
            id,
            label,
            corner,
            layout,
            was,
            aliases,
            roll_up,
            watch: vec![],
            rows,
            columns,
            equations,
        };
        for (index, word) in file.watch.iter().enumerate() {
            match (0..table.len()).find(|&cell| table.cell_id(cell) == format!("{}.{word}", table.id)) {
                Some(cell) => table.watch.push(cell),
                None => {
                    let message = Message::new("form-invalid--unknown").arg("word", word.as_str());
                    self.wrong(&format!("{at}/watch/{index}"), message);
                }
            }
        }
        table
    }

    fn axis(&mut self, files: Vec<NodeFile>, at: &str) -> Axis {
        let mut leaves = Vec::new();
        let nodes = self.nodes(files, at, &mut Vec::new(), &mut leaves);
        let mut ids = BTreeSet::new();
        let mut labels = BTreeSet::new();
        for (leaf, place) in &leaves {
            let leaf: &Leaf = leaf;
            if !ids.insert(leaf.id.clone()) {
                self.wrong(place, Message::new("form-invalid--twice").arg("word", leaf.id.as_str()));
            }
            for word in std::iter::once(&leaf.label.zh).chain(&leaf.aliases) {
                if !labels.insert(plain(word)) {
                    self.wrong(place, Message::new("form-invalid--twice").arg("word", word.as_str()));
                }
            }
        }
        if leaves.is_empty() {
            self.wrong(at, Message::new("form-invalid--empty"));
        }
        Axis { nodes, leaves: leaves.into_iter().map(|(leaf, _)| leaf).collect() }
    }

    /// The nodes of one level; their leaves are appended in order, each with its path in the file.
    fn nodes(
        &mut self,
        files: Vec<NodeFile>,
        at: &str,
        groups: &mut Vec<Label>,
        leaves: &mut Vec<(Leaf, String)>,
    ) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (index, file) in files.into_iter().enumerate() {
            let at = format!("{at}/{index}");
            let first = leaves.len();
            let mut of = Vec::new();
            match (file.id, file.of.is_empty()) {
                (Some(id), true) => {
                    let (label, groups, was) = (file.label.clone(), groups.clone(), file.was.clone());
                    let (kind, unit, aliases, issuers) = (file.value, file.unit, file.aliases, file.issuers);
                    let leaf = Leaf { id, label, groups, kind, unit, was, aliases, issuers };
                    leaves.push((leaf, format!("{at}/id")));
                }
                (None, false) => {
                    groups.push(file.label.clone());
                    of = self.nodes(file.of, &format!("{at}/of"), groups, leaves);
                    groups.pop();
                }
                _ => self.wrong(&format!("{at}/label"), Message::new("form-invalid--leaf")),
            }
            nodes.push(Node { label: file.label, was: file.was, leaves: first..leaves.len(), of });
        }
        nodes
    }

    fn equation(&mut self, file: EquationFile, axis: &Axis, at: &str) -> Option<Equation> {
        let mut side = |key: &str, text: &str| match terms(text, axis) {
            Ok(terms) => Some(terms),
            Err(word) => {
                let message = Message::new("form-invalid--unknown").arg("word", word);
                self.wrong(&format!("{at}/{key}"), message);
                None
            }
        };
        let (left, right) = (side("left", &file.left), side("right", &file.right));
        let (left, right) = (left?, right?);
        let defines = match (file.defines, left.as_slice()) {
            (false, _) => None,
            (true, [term]) if file.relation == Relation::Equal && !term.minus && !term.previous => {
                Some(term.leaf)
            }
            (true, _) => {
                self.wrong(&format!("{at}/defines"), Message::new("form-invalid--defines"));
                None
            }
        };
        let EquationFile { id, each, relation, code, level, wording, .. } = file;
        Some(Equation { id, each, relation, left, right, defines, code, level, wording })
    }

    /// Titles and aliases must not be another's too.
    fn wordings<'b>(&mut self, at: &str, words: impl Iterator<Item = (&'b str, &'b [String])>) {
        let mut seen = BTreeSet::new();
        for (index, (label, aliases)) in words.enumerate() {
            for word in std::iter::once(label).chain(aliases.iter().map(String::as_str)) {
                if !seen.insert(plain(word)) {
                    let message = Message::new("form-invalid--twice").arg("word", word);
                    self.wrong(&format!("{at}/{index}/label"), message);
                }
            }
        }
    }

    fn unique<'b>(&mut self, at: &str, words: impl Iterator<Item = &'b str>, key: &str) {
        let mut seen = BTreeSet::new();
        for (index, word) in words.enumerate() {
            if !seen.insert(word) {
                self.wrong(
                    &format!("{at}/{index}/{key}"),
                    Message::new("form-invalid--twice").arg("word", word),
                );
            }
        }
    }

    /// A mistake at a path of keys and indexes in the file.
    fn wrong(&mut self, at: &str, message: Message) {
        let mut node = &self.tree;
        for key in at.split('/') {
            let below = match key.parse::<usize>() {
                Ok(index) => node.list().and_then(|items| items.get(index)),
                Err(_) => node.get(key).map(|entry| &entry.node),
            };
            node = below.unwrap_or(node);
        }
        let (rule, place) = (Rule::FORM_INVALID, Place::new(&self.source.path, node.span));
        self.findings.push(Finding::with_message(rule.id, rule.level, message, place));
    }
}
