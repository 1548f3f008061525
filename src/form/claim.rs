//! How texts speak of the figures in the tables: words that name a figure, and the cells it is the sum of.
//!
//! It is data of the form because the tables are: a rule that compares text and tables knows neither rows nor words.

use super::file::{ClaimsFile, FigureFile, PendingFile};
use super::sum::{Sum, sum};
use super::{Each, Node, Table, bare};

/// What texts say about one subject, and the rule that compares it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Claims {
    /// The rule whose finding a contradiction is.
    pub rule: String,
    /// Words for what is counted. A sentence must have said one of them, unless there are none.
    pub topic: Vec<String>,
    /// Words that may stand beside and change nothing.
    pub fillers: Vec<String>,
    /// Units in which it is counted.
    pub units: Vec<String>,
    /// The figures.
    pub figures: Vec<Figure>,
    /// How a text says that something is still open.
    pub pending: Option<Pending>,
}

/// A figure that texts speak of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    /// Words that name it. `{year}`, `{last}` and `{next}` stand for the report year and those around it.
    pub words: Vec<String>,
    /// The sums that it may be equal to: the words of a text are not always plain about what they include.
    pub any: Vec<Sum>,
    /// Whether it is a row named by its label: one kind of several, of which a text may say 其中.
    pub of_label: bool,
}

/// How a text says that something received is still open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pending {
    /// Words that say so.
    pub words: Vec<String>,
    /// What must then be one or more: what was received.
    pub received: Sum,
    /// And what is carried over.
    pub open: Sum,
}

impl Claims {
    /// Reads a group; the error is the word that names no cell.
    pub(super) fn read(file: ClaimsFile, tables: &[Table]) -> Result<Self, String> {
        let figure = |file: FigureFile| -> Result<Figure, String> {
            let any = file.any.iter().map(|text| sum(text, tables)).collect::<Result<_, _>>()?;
            Ok(Figure { words: file.words, any, of_label: false })
        };
        let mut figures = file.figures.into_iter().map(figure).collect::<Result<Vec<_>, _>>()?;
        for labels in &file.labels {
            figures.extend(of_labels(labels, tables)?);
        }
        let pending = |file: PendingFile| -> Result<Pending, String> {
            let (received, open) = (sum(&file.received, tables)?, sum(&file.open, tables)?);
            Ok(Pending { words: file.words, received, open })
        };
        Ok(Self {
            rule: file.rule,
            topic: file.topic,
            fillers: file.fillers,
            units: file.units,
            figures,
            pending: file.pending.map(pending).transpose()?,
        })
    }
}

/// `table.column`: every row label of the table names the sum of the rows below it in that column. Labels that are known
/// from elsewhere (总计, 其他) are too short to name anything.
fn of_labels(text: &str, tables: &[Table]) -> Result<Vec<Figure>, String> {
    const SHORTEST: usize = 4;
    let found = text.split_once('.').and_then(|(id, column)| {
        let index = tables.iter().position(|table| table.id == id)?;
        let column = tables[index].columns.leaves.iter().position(|leaf| leaf.id == column)?;
        Some((index, column))
    });
    let (index, column) = found.ok_or_else(|| text.to_owned())?;
    let mut nodes: Vec<&Node> = tables[index].rows.nodes.iter().collect();
    let mut figures = Vec::new();
    while let Some(node) = nodes.pop() {
        nodes.extend(&node.of);
        // A group that holds its own total would count everything twice.
        let defined = |row| tables[index].defines(Each::Column, row);
        if !node.of.is_empty() && node.leaves.clone().any(defined) {
            continue;
        }
        let label = bare(&node.label.zh);
        let word = label.split('(').next().unwrap_or_default().to_owned();
        if word.chars().count() >= SHORTEST {
            let cells = node.leaves.clone().map(|row| (index, tables[index].cell(row, column))).collect();
            figures.push(Figure { words: vec![word], any: vec![cells], of_label: true });
        }
    }
    Ok(figures)
}
