"""Copies every table of a schema into Parquet with DuckDB's postgres scanner, under one snapshot."""

import pathlib
import sys

import duckdb
import duckdb_extension_postgres_scanner
from target import Target


def extension():
    folder = pathlib.Path(duckdb_extension_postgres_scanner.__file__).parent
    return next(folder.rglob("*.duckdb_extension"))


def main(target, out):
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    connection.execute(f"load '{extension()}'")
    connection.execute(f"attach '{target.libpq()}' as source (type postgres, read_only)")
    # The scanner's other connections import the snapshot of the one that this transaction has.
    connection.execute("begin")
    tables = connection.execute(
        "select table_name from duckdb_tables()"
        " where database_name = 'source' and schema_name = 'public' order by table_name"
    ).fetchall()
    rows = 0
    for (table,) in tables:
        (out / table).mkdir(parents=True)
        rows += connection.execute(
            f"""copy source.public."{table}" to '{out / table}/part-0.parquet'"""
            " (format parquet, compression zstd)"
        ).fetchone()[0]
    connection.execute("commit")
    print(f"{rows} rows of {len(tables)} tables")


if __name__ == "__main__":
    main(Target.parse(sys.argv[1]), pathlib.Path(sys.argv[2]))
