"""What a release of Daybook says of itself."""

import dataclasses
import json
import pathlib

SCHEMAS = {"RAW": "raw", "FACT": "facts", "MART": "marts", "RECORDED": "recorded"}


@dataclasses.dataclass(frozen=True)
class Dataset:
    """Its columns are pairs of a name and DuckDB's type."""

    name: str
    columns: list
    files: list
    rows: int


@dataclasses.dataclass(frozen=True)
class Release:
    as_of: str
    datasets: dict  # by name, facts.orders

    @staticmethod
    def read(warehouse, source):
        """The first release of a source in this warehouse."""
        folder = pathlib.Path(warehouse) / source
        manifest = json.loads((folder / "releases/1.json").read_text())
        datasets = [
            Dataset(
                f"{SCHEMAS[each['layer']]}.{each['table']}",
                [(column["name"], duckdb(column["type"])) for column in each["schema"]["columns"]],
                [str(folder / file["path"]) for file in each["files"]],
                sum(file["rows"] for file in each["files"]),
            )
            for each in manifest["datasets"]
        ]
        return Release(manifest["asOf"], {each.name: each for each in datasets})


def duckdb(declared):
    """DuckDB's name of a declared type."""
    return {"text": "varchar", "timestamp": "timestamptz"}.get(declared, declared)
