"""Reads the figures with DuckDB, as Parquet and as CSV: {"data": folder} gives the columns of the one, for each the lines
by year (how many, how many with a number, their sum), and how many lines stand in only one of them."""

import json
import sys

import duckdb

data = json.load(sys.stdin)["data"]
columns = 'agency, year, form, "table", "row", "column", value, unit, status'
types = dict.fromkeys(["agency", "form", "table", "row", "column", "unit", "status"], "VARCHAR")
types |= {"year": "BIGINT", "value": "DECIMAL(38,6)"}
order = ["agency", "year", "form", "table", "row", "column", "value", "unit", "status"]

base = duckdb.connect()
base.execute(
    f"CREATE VIEW columnar AS SELECT {columns} FROM read_parquet('{data}/parquet/*/*.parquet', hive_partitioning = true)"
)
listed = "{" + ", ".join(f"'{name}': '{types[name]}'" for name in order) + "}"
base.execute(
    f"CREATE VIEW lines AS SELECT {columns} FROM read_csv('{data}/figures.csv', header = true, columns = {listed})"
)


def rows(query):
    return [[str(field) for field in row] for row in base.execute(query).fetchall()]


def years(view):
    return rows(f"SELECT year, count(*), count(value), sum(value) FROM {view} GROUP BY year ORDER BY year")


def only(one, other):
    return int(rows(f"SELECT count(*) FROM (FROM {one} EXCEPT ALL FROM {other})")[0][0])


json.dump(
    {
        "columns": [row[:2] for row in rows("DESCRIBE columnar")],
        "parquet": years("columnar"),
        "csv": years("lines"),
        "only": [only("columnar", "lines"), only("lines", "columnar")],
    },
    sys.stdout,
)
