"""Writes the facts and marts that `daybook sql` prints as a project of dbt-duckdb."""

import re

DATASET = re.compile(r'\b(raw|facts|marts|recorded)\."?(\w+)"?(?=\s|$|\))')

PROJECT = """\
name: peers
version: "1.0"
profile: peers
model-paths: [models]
flags: {send_anonymous_usage_stats: false, use_colors: false}
on-run-start: ["{{ dialect() }}"]
models: {peers: {+materialized: table, raw: {+materialized: view}}}
"""

PROFILE = """\
peers:
  target: peers
  outputs:
    peers:
      type: duckdb
      path: "{{ env_var('PEERS_DATABASE') }}"
      threads: %d
      settings: {TimeZone: UTC}
"""

# A model's folder is its schema, and not the target's schema with the folder behind it.
MACROS = """\
{%% macro generate_schema_name(custom, node) %%}{{ custom or target.schema }}{%% endmacro %%}

{%% macro dialect() %%}
%s
{%% endmacro %%}
"""

# What Daybook brings along in Java, as a user of DuckDB would write it.
JSON_TEXT = """\
create or replace macro json_text(document, path) as (
    case when json_type(document, '$.' || path) not in ('OBJECT', 'ARRAY')
        then json_extract_string(document, '$.' || path) end
);
create or replace macro number_text(number) as (
    case when regexp_full_match(trim(number), '-?[0-9]{1,24}(\\.[0-9]{1,100})?') then trim(number) end
);
"""


def write(folder, sql, release, threads):
    """Writes the project; which folder has the raw tables is said when it runs."""
    for each in ("models/raw", "models/facts", "models/marts", "models/recorded", "macros"):
        (folder / each).mkdir(parents=True)
    functions = [
        re.sub(r"(?i)^create macro", "create or replace macro", each) + ";\n"
        for each in sql["functions"]
    ]
    (folder / "dbt_project.yml").write_text(PROJECT)
    (folder / "profiles.yml").write_text(PROFILE % threads)
    (folder / "macros/dialect.sql").write_text(MACROS % ("".join(functions) + JSON_TEXT))
    read = set()
    for each in sql["datasets"]:
        query = DATASET.sub(lambda found: _reference(read, found), each["sql"])
        query = query.replace(":as_of_instant", "cast('{{ var('as_of') }}' as timestamptz)")
        query = query.replace(":release", "cast(1 as bigint)")
        columns = release.datasets[each["dataset"]].columns
        _model(folder, each["dataset"], _cast("cast", columns, f"(\n{query}\n) as computed"))
    for name in sorted(read - {each["dataset"] for each in sql["datasets"]}):
        _model(folder, name, _given(release.datasets[name]))


def _reference(read, found):
    schema, table = found.groups()
    read.add(f"{schema}.{table}")
    return "{{ ref('%s__%s') }}" % (schema, table)


def _model(folder, dataset, query):
    schema, table = dataset.split(".")
    # The zones, which Daybook makes from the rules of java.time, are given to every side.
    given = "materialized='view', " if table == "zone_offsets" else ""
    text = "{{ config(%sschema='%s', alias='%s') }}\n%s\n" % (given, schema, table, query)
    (folder / "models" / schema / f"{schema}__{table}.sql").write_text(text)


def _given(dataset):
    if not dataset.name.startswith("raw."):
        return _cast("cast", dataset.columns, f"read_parquet({dataset.files})")
    table = dataset.name.split(".")[1]
    if dataset.rows == 0:
        nothing = ", ".join(f'cast(null as {kind}) as "{name}"' for name, kind in dataset.columns)
        return f"select {nothing} where false"
    files = "read_parquet('{{ var('raw') }}/%s/*.parquet')" % table
    # Texts that stand for instants and numbers: what cannot be read is no value.
    return _cast("try_cast", dataset.columns, files)


def _cast(how, columns, source):
    listed = ",\n    ".join(f'{how}("{name}" as {kind}) as "{name}"' for name, kind in columns)
    return f"select\n    {listed}\nfrom {source}"
