"""The source of Daybook's own benches."""

import json
import subprocess

import measure
from programs import DAYBOOK
from target import Target


class Source:
    """Runs until it is closed, or until this process is gone."""

    def __init__(self, size):
        self._process = subprocess.Popen(
            [DAYBOOK, "--json", "bench-source", "--size", size],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        said = json.loads(self._first_answer())[0]
        self.url = said.pop("url")
        self.target = Target.of(self.url, said.pop("user"), said.pop("server"))
        self.versions = said
        self.pid = self._process.pid

    def _first_answer(self):
        answer = ""
        for line in self._process.stdout:
            answer += line
            if line.rstrip().endswith("]"):
                return answer
        raise measure.Failed("the source of the bench does not start")

    def settings(self):
        """What its server is told beyond PostgreSQL's defaults."""
        lines = (self.target.server / "data/daybook.conf").read_text().splitlines()
        return [line for line in lines if line and not line.startswith(("#", "port"))]

    def close(self):
        self._process.stdin.close()
        self._process.wait()
