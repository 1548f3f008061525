//! The theme interface as a JSON Schema, made of its types: what each template sees, with the words that document it.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform as _};
use schemars::{Schema, json_schema};
use serde_json::{Map, Value};

use super::{
    Agencies, Agency, Compare, Data, Dictionary, Home, Matrix, NotFound, Plain, Report, Search, Status,
    Totals, View, Year, YearOnYear,
};

/// The schema of an object that has what each template sees under the template's name. Objects have the fields that the
/// schema names and no others.
pub fn schema() -> Schema {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let templates = [
        ("home.html", generator.subschema_for::<View<Home>>()),
        ("year.html", generator.subschema_for::<View<Year>>()),
        ("totals.html", generator.subschema_for::<View<Totals>>()),
        ("agencies.html", generator.subschema_for::<View<Agencies>>()),
        ("agency.html", generator.subschema_for::<View<Agency>>()),
        ("report.html", generator.subschema_for::<View<Report>>()),
        ("year-on-year.html", generator.subschema_for::<View<YearOnYear>>()),
        ("compare.html", generator.subschema_for::<View<Compare>>()),
        ("matrix.html", generator.subschema_for::<View<Matrix>>()),
        ("status.html", generator.subschema_for::<View<Status>>()),
        ("search.html", generator.subschema_for::<View<Search>>()),
        ("data.html", generator.subschema_for::<View<Data>>()),
        ("dictionary.html", generator.subschema_for::<View<Dictionary>>()),
        ("plain.html", generator.subschema_for::<View<Plain>>()),
        ("404.html", generator.subschema_for::<View<NotFound>>()),
    ];
    let templates = templates.into_iter().map(|(name, schema)| (name.to_owned(), schema.to_value()));
    let mut schema = json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": templates.collect::<Map<String, Value>>(),
        "$defs": generator.take_definitions(false),
    });
    RecursiveTransform(close).transform(&mut schema);
    schema
}

/// An object has no fields beside those it names, unless it is a map.
fn close(schema: &mut Schema) {
    let is_object = schema.get("type").is_some_and(|kind| kind == "object");
    if is_object && schema.get("additionalProperties").is_none() {
        schema.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
}
