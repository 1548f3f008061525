//! JSON Schemas of the JSON files, made of the types that write them and of their doc comments.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use super::json::Selection;
use crate::portal::{Base, Route};
use crate::report::json::ReportJson;

/// The schema of a `report.json`.
pub fn report_schema(base: &Base) -> Vec<u8> {
    schema::<ReportJson<'_>>(base, "report.schema.json")
}

/// The schema of a `reports.json`.
pub fn reports_schema(base: &Base) -> Vec<u8> {
    schema::<Selection<'_>>(base, "reports.schema.json")
}

fn schema<T: JsonSchema>(base: &Base, name: &str) -> Vec<u8> {
    let mut schema =
        SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    if !base.url().is_empty() {
        schema.insert("$id".to_owned(), Route::data_file(name).below(base.url()).into());
    }
    let mut text = serde_json::to_vec_pretty(&schema).expect("a schema serialises");
    text.push(b'\n');
    text
}
