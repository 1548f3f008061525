//! The figures as Parquet, a file for each year in a folder named for it, as `DuckDB`, Spark and `DataFusion` expect it: the
//! year is read from the path (`year=2022/figures.parquet`) and is no column.

use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use super::Selected;
use crate::report::csv;

/// The columns. The decimal is as wide as readers have it, so that sums over everything fit too.
const SCHEMA: &str = "message figures {
    required binary agency (string);
    required binary form (string);
    required binary table (string);
    required binary row (string);
    required binary column (string);
    optional fixed_len_byte_array(16) value (decimal(38, 6));
    optional binary unit (string);
    required binary status (string);
}";

/// How many reports have their cells in one row group: about a million cells.
const REPORTS: usize = 5_000;

/// The path of the file of a year below the folder of all.
pub fn path(year: i32) -> String {
    format!("year={year}/figures.parquet")
}

/// The figures of reports of one year.
pub fn figures(reports: &[Selected<'_>]) -> Vec<u8> {
    write(reports).expect("writing to memory does not fail")
}

fn write(reports: &[Selected<'_>]) -> Result<Vec<u8>, ParquetError> {
    let schema = parse_message_type(SCHEMA)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("gongkai ", env!("CARGO_PKG_VERSION")).to_owned());
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties.build()))?;
    for reports in reports.chunks(REPORTS) {
        let mut group = file.next_row_group()?;
        let columns = Columns::of(reports);
        column::<ByteArrayType>(&mut group, &columns.agency, None)?;
        column::<ByteArrayType>(&mut group, &columns.form, None)?;
        column::<ByteArrayType>(&mut group, &columns.table, None)?;
        column::<ByteArrayType>(&mut group, &columns.row, None)?;
        column::<ByteArrayType>(&mut group, &columns.column, None)?;
        column::<FixedLenByteArrayType>(&mut group, &columns.value.0, Some(&columns.value.1))?;
        column::<ByteArrayType>(&mut group, &columns.unit.0, Some(&columns.unit.1))?;
        column::<ByteArrayType>(&mut group, &columns.status, None)?;
        group.close()?;
    }
    file.into_inner()
}

/// Writes the next column: its values, and for each line whether it has one.
fn column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    values: &[T::T],
    there: Option<&[i16]>,
) -> Result<(), ParquetError> {
    if let Some(mut writer) = group.next_column()? {
        writer.typed::<T>().write_batch(values, there, None)?;
        writer.close()?;
    }
    Ok(())
}

/// The figures column by column.
#[derive(Default)]
struct Columns {
    agency: Vec<ByteArray>,
    form: Vec<ByteArray>,
    table: Vec<ByteArray>,
    row: Vec<ByteArray>,
    column: Vec<ByteArray>,
    /// The numbers, and for each line 1 where it has one.
    value: (Vec<FixedLenByteArray>, Vec<i16>),
    /// The units, likewise.
    unit: (Vec<ByteArray>, Vec<i16>),
    status: Vec<ByteArray>,
}

impl Columns {
    fn of(reports: &[Selected<'_>]) -> Self {
        let mut columns = Self::default();
        for selected in reports {
            let Some(form) = selected.form() else { continue };
            // Copies of these share their bytes.
            let (agency, id) = (bytes(&selected.report.agency), bytes(&form.id));
            for (index, of_form) in form.tables.iter().enumerate() {
                let table = bytes(&of_form.id);
                for cell in 0..of_form.len() {
                    let (row, column) = of_form.place(cell);
                    let (row, column) = (&of_form.rows.leaves[row], &of_form.columns.leaves[column]);
                    let value = selected.report.sheet.cell(index, cell);
                    columns.agency.push(agency.clone());
                    columns.form.push(id.clone());
                    columns.table.push(table.clone());
                    columns.row.push(bytes(&row.id));
                    columns.column.push(bytes(&column.id));
                    let number = value.value().map(|value| value.units().to_be_bytes().to_vec());
                    columns.value.1.push(i16::from(number.is_some()));
                    columns.value.0.extend(number.map(FixedLenByteArray::from));
                    columns.unit.1.push(i16::from(column.unit.is_some()));
                    columns.unit.0.extend(column.unit.as_ref().map(|unit| bytes(&unit.zh)));
                    columns.status.push(bytes(csv::status(value)));
                }
            }
        }
        columns
    }
}

fn bytes(text: &str) -> ByteArray {
    ByteArray::from(text)
}
