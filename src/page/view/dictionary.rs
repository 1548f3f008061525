//! What everything in the open data means, made of the forms.

use schemars::JsonSchema;
use serde::Serialize;

use super::Here;
use crate::data::{self, tables};
use crate::form::{Axis, Each, Form, Leaf, Table};
use crate::language::Language;
use crate::portal::Route;
use crate::report::{Cell, csv};
use crate::text::{Decimal, Hashed};

/// What everything in the open data means.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dictionary {
    /// The page where the open data can be downloaded.
    pub data_href: String,
    /// The CSV files with their columns; that of the figures comes first.
    pub files: Vec<DictionaryFile>,
    /// The words that stand in the column `status` of the figures.
    pub statuses: Vec<&'static str>,
    /// The official forms of the reports, newest first.
    pub forms: Vec<DictionaryForm>,
}

/// A CSV file of the open data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DictionaryFile {
    /// Its name without the ending, such as `figures`.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: Vec<DictionaryColumn>,
}

/// A column of a CSV file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DictionaryColumn {
    /// Its name, as it stands in the first line of the file.
    pub name: String,
    /// What it holds: `string`, `year`, `number`, `date` or `boolean`.
    pub kind: String,
}

/// An official form.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DictionaryForm {
    /// Its id, as it stands in the files.
    pub id: String,
    /// Its anchor on the page.
    pub anchor: String,
    /// Official name.
    pub name: String,
    /// The notice that prescribes it.
    pub basis: String,
    /// First year it governs.
    pub from: i32,
    /// Last year it governs; null where no later form is used.
    pub until: Option<i32>,
    /// Its tables in the order of print.
    pub tables: Vec<DictionaryTable>,
}

/// An official table.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DictionaryTable {
    /// Its id, as it stands in the files.
    pub id: String,
    /// Its anchor on the page.
    pub anchor: String,
    /// Official title.
    pub chinese: String,
    /// Title in English.
    pub english: String,
    /// Id of the table of the form before that it continues; empty where it begins here.
    pub was: String,
    /// Its rows.
    pub rows: Vec<DictionaryLeaf>,
    /// Its columns.
    pub columns: Vec<DictionaryLeaf>,
}

/// A row or a column of an official table.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DictionaryLeaf {
    /// Its id, as it stands in the files.
    pub id: String,
    /// Official wording, behind those of the groups it belongs to.
    pub chinese: String,
    /// The same in English.
    pub english: String,
    /// What its cells hold: `count`, `change` or `money`; empty for rows, since the columns decide.
    pub kind: String,
    /// Unit of its cells; empty for rows, and where they count pieces.
    pub unit: String,
    /// Whether it is a total that follows from others.
    pub total: bool,
    /// Id of the row or column of the form before that it continues; empty where it begins here.
    pub was: String,
}

impl Here<'_> {
    /// The dictionary of these forms, which come oldest first.
    pub(super) fn dictionary(&self, forms: &[Hashed<Form>]) -> Dictionary {
        let zero = Decimal::ZERO;
        let cells = [Cell::Given(zero), Cell::Computed(zero), Cell::Blank, Cell::Unreadable];
        let later = forms.iter().skip(1).map(|form| Some(form.from - 1)).chain([None]);
        let of_form = |(form, until): (&Hashed<Form>, Option<i32>)| DictionaryForm {
            id: form.id.clone(),
            anchor: format!("form-{}", form.id),
            name: self.say(&form.name).to_owned(),
            basis: form.basis.clone(),
            from: form.from,
            until,
            tables: form.tables.iter().map(|table| self.dictionary_table(form, table)).collect(),
        };
        let mut all: Vec<DictionaryForm> = forms.iter().zip(later).map(of_form).collect();
        all.reverse();
        Dictionary {
            data_href: self.page(Route::data()),
            files: data::columns().into_iter().map(file).collect(),
            statuses: cells.map(csv::status).to_vec(),
            forms: all,
        }
    }

    fn dictionary_table(&self, form: &Form, table: &Table) -> DictionaryTable {
        let rows = leaves(&table.rows, |leaf| table.defines(Each::Column, leaf));
        let of_columns = leaves(&table.columns, |leaf| table.defines(Each::Row, leaf));
        let columns =
            of_columns.into_iter().zip(&table.columns.leaves).map(|(column, leaf)| DictionaryLeaf {
                kind: tables::kind(leaf.kind).to_owned(),
                unit: leaf.unit.as_ref().map_or(String::new(), |unit| self.say(unit).to_owned()),
                ..column
            });
        DictionaryTable {
            id: table.id.clone(),
            anchor: format!("form-{}-{}", form.id, table.id),
            chinese: table.label.zh.clone(),
            english: table.label.en.clone(),
            was: table.was.clone().unwrap_or_default(),
            rows,
            columns: columns.collect(),
        }
    }
}

/// The rows or columns of a table; kind and unit are for columns to say.
fn leaves(axis: &Axis, total: impl Fn(usize) -> bool) -> Vec<DictionaryLeaf> {
    let leaf = |(index, leaf): (usize, &Leaf)| DictionaryLeaf {
        id: leaf.id.clone(),
        chinese: tables::label(leaf, Language::Chinese),
        english: tables::label(leaf, Language::English),
        kind: String::new(),
        unit: String::new(),
        total: total(index),
        was: leaf.was.clone().unwrap_or_default(),
    };
    axis.leaves.iter().enumerate().map(leaf).collect()
}

fn file((name, columns): (&'static str, Vec<data::Column>)) -> DictionaryFile {
    let column = |column: data::Column| DictionaryColumn { name: column.name, kind: column.kind };
    DictionaryFile { name, columns: columns.into_iter().map(column).collect() }
}
