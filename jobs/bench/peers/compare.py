"""Compares the rows of every fact and mart of one side with Daybook's, in both directions.

Reads one JSON object from the standard input, prints one.
"""

import json
import sys

import duckdb


def rows(columns, without, source):
    listed = ", ".join(
        f'cast("{name}" as {kind}) as "{name}"' for name, kind in columns if name not in without
    )
    return f"(select {listed} from {source})"


def nothing(columns):
    return "(select %s where false)" % ", ".join(f'null as "{name}"' for name, _ in columns)


def files(names, columns):
    return f"read_parquet({names})" if names else nothing(columns)


def main(request):
    connection = duckdb.connect(config={"preserve_insertion_order": "false"})
    connection.execute("set TimeZone = 'UTC'")
    if "database" in request:
        connection.execute(f"attach '{request['database']}' as other (read_only)")
    without = set(request["without"])
    found = {}
    for name, dataset in request["datasets"].items():
        columns = dataset["columns"]
        mine = rows(columns, without, files(dataset["files"], columns))
        other = (
            f"other.{name}" if "database" in request else files(request["files"][name], columns)
        )
        theirs = rows(columns, without, other)
        found[name] = connection.execute(
            f"""select (select count(*) from {mine}),
                (select count(*) from {theirs}),
                (select count(*) from ({mine} except all {theirs})),
                (select count(*) from ({theirs} except all {mine}))"""
        ).fetchone()
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(json.load(sys.stdin))
