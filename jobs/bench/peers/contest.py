"""Runs all sides in turn and compares what they made."""

import json
import os
import shutil

import dbt_project
import measure
from programs import DAYBOOK, HERE, WORK, folder, output, tell, venv
from sides import SOURCE, Daybook, Dbt, Spark


class Bench:
    """A source of one size, and what the sides share."""

    def __init__(self, size, source):
        self.size = size
        self.source = source
        self.work = WORK / size
        self.project = self.work / "dbt"
        # Daybook's runs and their server: to make them first is no part of a night.
        self.state = self.work / "state"
        self.meter = measure.Meter(source.target.postmaster, [source.pid])
        self.reference = None
        self._models = []

    def sides(self, peers):
        """Daybook on DuckDB first: the others are compared with it."""
        folder(self.work)
        sides = [Daybook(self, "duckdb")]
        sides += [Dbt(self, each) for each in ("scanner", "dlt") if each in peers]
        if "spark" in peers:
            sides += [Daybook(self, "spark"), Spark(self)]
        return sides

    def prepare(self, sides):
        """A night of Daybook that does not count: makes its state, and tells dbt what to build."""
        tell(f"preparing {sides[0].name}")
        sides[0].night()
        self.reference = sides[0].release()
        zones = self.reference.datasets["facts.zone_offsets"]
        kept = self.work / "zones.parquet"
        shutil.copy(zones.files[0], kept)
        zones.files[:] = [str(kept)]
        sql = json.loads(output(DAYBOOK, "--json", "sql", "--duckdb", "--source", SOURCE))
        self._models = [each["dataset"] for each in sql["datasets"]]
        dbt_project.write(folder(self.project), sql, self.reference, os.cpu_count())

    def contest(self, sides, rounds):
        """The nights of each side: A B A B, so that all meet the same noise of the machine."""
        nights = {side.name: [] for side in sides}
        for number in range(1, rounds + 1):
            as_of = None
            for side in sides:
                side.clear()
                night = side.night(as_of)
                as_of = as_of or side.release().as_of
                nights[side.name].append(night)
                tell(f"round {number} {side.name}: {night.total('wall'):.1f} s")
        return nights

    def compare(self, side, release):
        """Rows of the release and of a side's last night.

        Of every fact and mart a list: rows of each, rows that only the release has, that only the
        side has. `raw` are rows of raw tables alone, of each.
        """
        tell(f"comparing {side.name}")
        datasets = {
            name: {"columns": dataset.columns, "files": dataset.files}
            for name, dataset in release.datasets.items()
        }
        asked = {"datasets": datasets, "models": self._models, **side.rows()}
        return json.loads(
            output(venv("dbt") / "python", HERE / "compare.py", input=json.dumps(asked))
        )
