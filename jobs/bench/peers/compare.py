"""Compares the rows of every fact and mart of one side with a release, in both directions.

Reads one JSON object from the standard input, prints one.
"""

import json
import sys

import duckdb


def rows(columns, without, source):
    """Columns in the release's types: the peers are free to write theirs."""
    listed = ", ".join(
        f'cast("{name}" as {kind}) as "{name}"' for name, kind in columns if name not in without
    )
    return f"(select {listed} from {source})"


def parquet(files, columns):
    if files:
        return f"read_parquet({files})"
    return "(select %s where false)" % ", ".join(f'null as "{name}"' for name, _ in columns)


def raw_rows(connection, files):
    tables = [file for name in files if name.startswith("raw.") for file in files[name]]
    return connection.execute(
        "select cast(sum(num_rows) as bigint) from parquet_file_metadata(?)", [tables]
    ).fetchone()[0]


def main(asked):
    connection = duckdb.connect()
    connection.execute("set TimeZone = 'UTC'")
    connection.execute("set preserve_insertion_order = false")
    if "database" in asked:
        connection.execute(f"attach '{asked['database']}' as other (read_only)")
    models = {}
    for name in asked["models"]:
        columns, files = asked["datasets"][name]["columns"], asked["datasets"][name]["files"]
        table = f"other.{name}" if "database" in asked else parquet(asked["files"][name], columns)
        mine = rows(columns, asked["without"], parquet(files, columns))
        theirs = rows(columns, asked["without"], table)
        models[name] = connection.execute(
            f"""select (select count(*) from {mine}),
                (select count(*) from {theirs}),
                (select count(*) from ({mine} except all {theirs})),
                (select count(*) from ({theirs} except all {mine}))"""
        ).fetchone()
    mine = {name: dataset["files"] for name, dataset in asked["datasets"].items()}
    raw = [raw_rows(connection, mine), raw_rows(connection, asked["files"])]
    json.dump({"models": models, "raw": raw}, sys.stdout)


if __name__ == "__main__":
    main(json.load(sys.stdin))
