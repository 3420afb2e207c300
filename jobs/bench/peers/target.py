"""How a program reaches the source of the bench."""

import dataclasses
import json
import pathlib
import re
import urllib.parse


@dataclasses.dataclass(frozen=True)
class Target:
    """A database; the password stays in its file until somebody connects."""

    host: str
    port: int
    database: str
    user: str
    server: pathlib.Path

    @staticmethod
    def of(url, user, server):
        """From JDBC's words."""
        host, port, database = re.fullmatch(r"jdbc:postgresql://([^:/]+):(\d+)/(\w+)", url).groups()
        return Target(host, int(port), database, user, pathlib.Path(server))

    @staticmethod
    def parse(text):
        """The inverse of str."""
        values = json.loads(text)
        return Target(**{**values, "server": pathlib.Path(values["server"])})

    def __str__(self):
        return json.dumps({**dataclasses.asdict(self), "server": str(self.server)})

    @property
    def password_file(self):
        return self.server / "password"

    @property
    def postmaster(self):
        """Process id of the server."""
        return int((self.server / "data/postmaster.pid").read_text().split("\n", 1)[0])

    def _password(self):
        return self.password_file.read_text().strip()

    def url(self):
        """For libraries that take a URL; holds the password."""
        password = urllib.parse.quote(self._password(), safe="")
        return f"postgresql://{self.user}:{password}@{self.host}:{self.port}/{self.database}"

    def libpq(self):
        """For libraries that take libpq's words; holds the password."""
        return (
            f"host={self.host} port={self.port} dbname={self.database}"
            f" user={self.user} password={self._password()}"
        )
