"""Loads every table of a schema into Parquet with dlt's sql_database source and its ConnectorX backend.

Of dlt's backends ConnectorX took the least time; each table is read under a snapshot of its own.
"""

import os
import pathlib
import sys

os.environ.update(
    {
        "RUNTIME__DLTHUB_TELEMETRY": "false",
        "RUNTIME__LOG_LEVEL": "ERROR",
        # Round robin, the default, opens a connection for each of the tables at once.
        "EXTRACT__NEXT_ITEM_MODE": "fifo",
        "EXTRACT__WORKERS": str(os.cpu_count()),
        "LOAD__WORKERS": str(os.cpu_count()),
    }
)

import dlt  # noqa: E402
import sqlalchemy  # noqa: E402
from dlt.sources.sql_database import sql_database  # noqa: E402
from target import Target  # noqa: E402

# ConnectorX panics at what it does not know, uuid[] and tsvector for two, and writes JSON in its own way.
# All that is read as PostgreSQL's text.
KNOWN = (
    sqlalchemy.Boolean,
    sqlalchemy.Date,
    sqlalchemy.DateTime,
    sqlalchemy.Integer,
    sqlalchemy.Numeric,
    sqlalchemy.String,
    sqlalchemy.Uuid,
)


def as_known(_query, table, *_):
    return sqlalchemy.select(
        *(
            column
            if isinstance(column.type, KNOWN)
            else sqlalchemy.cast(column, sqlalchemy.Text).label(column.name)
            for column in table.columns
        )
    )


def main(target, out, state):
    url = target.url()
    engine = sqlalchemy.create_engine(url.replace("postgresql:", "postgresql+psycopg2:"))
    source = sql_database(
        engine,
        schema="public",
        backend="connectorx",
        chunk_size=100_000,
        backend_kwargs={"return_type": "arrow_stream", "conn": url},
        query_adapter_callback=as_known,
    )
    pipeline = dlt.pipeline(
        "peers",
        destination=dlt.destinations.filesystem(bucket_url=out.parent.as_uri()),
        dataset_name=out.name,
        pipelines_dir=str(state),
    )
    pipeline.run(source, loader_file_format="parquet", write_disposition="replace")
    print(f"{len(source.resources)} tables")


if __name__ == "__main__":
    main(Target.parse(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
