"""The programs that take part, and where they and what they write lie."""

import json
import pathlib
import shutil
import subprocess
import sys

import measure

HERE = pathlib.Path(__file__).resolve().parent
HOME = HERE.parents[2]
DAYBOOK = HOME / "daybook"
WORK = HOME / ".state/bench/peers"


def tell(text):
    """Says how it goes, beside the result."""
    print(text, file=sys.stderr, flush=True)


def folder(path):
    """An empty folder in the place of what is there."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def output(*command, **options):
    """What a command prints that is not measured."""
    words = [str(word) for word in command]
    done = subprocess.run(words, text=True, capture_output=True, check=False, **options)
    if done.returncode:
        said = done.stdout + done.stderr
        raise measure.Failed(f"{words[0]} ended with {done.returncode}:\n{said}")
    return done.stdout


def venv(name):
    """The programs of a virtual environment with the pinned packages; made at the first use."""
    place = WORK / f"venv-{name}"
    pinned = _pinned(name)
    installed = place / "installed.txt"
    if not installed.exists() or installed.read_text() != pinned:
        tell(f"installing the packages of {name}")
        shutil.rmtree(place, ignore_errors=True)
        output(sys.executable, "-m", "venv", place)
        output(place / "bin/pip", "install", "--quiet", "-r", HERE / f"requirements-{name}.txt")
        installed.write_text(pinned)
    return place / "bin"


def versions(name):
    """Versions of the pinned packages, as they are installed."""
    listed = json.loads(output(venv(name) / "pip", "list", "--format", "json"))
    pinned = _pinned(name).lower()
    return {
        each["name"]: each["version"]
        for each in listed
        if each["name"].lower().replace("_", "-") in pinned
    }


def _pinned(name):
    return (HERE / f"requirements-{name}.txt").read_text()
