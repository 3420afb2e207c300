"""Who takes part: each clears its place, makes a night in it, and says where its rows lie."""

import json
import os
import shutil

from programs import DAYBOOK, HERE, folder, venv
from release import Release

SOURCE = "renoz"


class Daybook:
    """`daybook run` with one of its engines."""

    # What it says when a step is done.
    MARKS = [(r"Z run \S+ of ", "start")] + [
        (rf"Z {said} +\d", step)
        for said, step in (
            ("extract", "extract"),
            ("build facts", "facts"),
            ("build marts", "marts"),
            ("check", "check"),
            ("publish", "publish"),
        )
    ]

    def __init__(self, bench, engine):
        self.name = f"daybook-{engine}"
        self._bench = bench
        self._engine = engine
        self._place = folder(bench.work / self.name)
        self._config = self._place / "daybook.yml"
        target = bench.source.target
        self._config.write_text(
            f"warehouse: {self._place}/warehouse\n"
            f"directory: {bench.state}\n"
            "sources:\n"
            f"  {SOURCE}:\n"
            f"    url: {bench.source.url}\n"
            f"    user: {target.user}\n"
            f"    password: {{file: {target.password_file}}}\n"
        )

    def clear(self):
        shutil.rmtree(self._place / "warehouse", ignore_errors=True)

    def night(self, as_of=None):
        """Shows its marts at the instant of its own snapshot, whatever the others do."""
        command = [DAYBOOK, "--config", self._config, "run", SOURCE, "--engine", self._engine]
        return self._bench.meter.run(command, "end", self.MARKS)

    def release(self):
        return Release.read(self._place / "warehouse", SOURCE)

    def rows(self):
        written = {name: each.files for name, each in self.release().datasets.items()}
        return {"files": written, "without": ["as_of_instant"]}


class Dbt:
    """A program that reads the source into Parquet, and dbt-duckdb behind it."""

    def __init__(self, bench, name):
        self.name = name
        self._bench = bench
        self._python = venv(name) / "python"
        self._place = bench.work / name
        self._raw = self._place / "raw"
        self._database = self._place / "models.duckdb"

    def clear(self):
        folder(self._place)

    def night(self, as_of):
        script, target = HERE / f"extract_{self.name}.py", self._bench.source.target
        extract = [self._python, script, target, self._raw, self._place / "state"]
        given = json.dumps({"as_of": as_of, "raw": str(self._raw)})
        models = [venv("dbt") / "dbt", "run", "--vars", given]
        environment = {
            "PEERS_DATABASE": str(self._database),
            "DBT_PROFILES_DIR": str(self._bench.project),
        }
        return self._bench.meter.run(extract, "extract").then(
            self._bench.meter.run(
                models, "models", cwd=self._bench.project, env={**os.environ, **environment}
            )
        )

    def rows(self):
        names = self._bench.reference.datasets
        raw = {each: files(self._raw / each.split(".")[1]) for each in names if is_raw(each)}
        return {"files": raw, "database": str(self._database), "without": []}


class Spark:
    """The pipeline that `daybook bench nightly-full` is compared with."""

    name = "spark"

    def __init__(self, bench):
        self._bench = bench
        self._place = bench.work / self.name

    def clear(self):
        folder(self._place)

    def night(self, as_of):
        command = [DAYBOOK, "bench-stock-spark", "--size", self._bench.size]
        command += ["--into", self._place, "--as-of", as_of]
        return self._bench.meter.run(
            command, "models", [("stock Spark has read all tables", "extract")]
        )

    def rows(self):
        names = self._bench.reference.datasets
        return {"files": {each: files(self._place / each) for each in names}, "without": []}


def is_raw(dataset):
    return dataset.startswith("raw.")


def files(place):
    return [str(path) for path in sorted(place.glob("*.parquet"))]
