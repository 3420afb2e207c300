"""What a command takes: time, processor time here and at the server, memory. Linux only."""

import ctypes
import dataclasses
import os
import pathlib
import re
import resource
import subprocess
import threading
import time

TICK = os.sysconf("SC_CLK_TCK")
PR_SET_CHILD_SUBREAPER = 36
BETWEEN_LOOKS = 0.25
PATIENCE = 60


@dataclasses.dataclass
class Step:
    """Seconds of one part of a night; processor seconds of its processes, the server's, everybody else's."""

    name: str
    wall: float
    client: float
    server: float
    others: float


@dataclasses.dataclass
class Night:
    """One command, or several, one after the other."""

    steps: list
    peak: int  # bytes of all its processes together, at the worst moment

    def then(self, other):
        return Night(self.steps + other.steps, max(self.peak, other.peak))

    def total(self, what):
        return sum(getattr(step, what) for step in self.steps)


class Failed(Exception):
    """A command that ended with an error."""


def adopt_daemons():
    """Makes daemons that a command starts children of this process, to be counted as the command's."""
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "Cannot adopt daemons")


def _stat(pid):
    """Parent and processor seconds of a process, the second with those of its children that ended."""
    text = pathlib.Path(f"/proc/{pid}/stat").read_text()
    fields = text[text.rindex(")") + 2 :].split()
    return int(fields[1]), sum(map(int, fields[11:15])) / TICK


def _processes():
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                found[int(name)] = _stat(name)
            except (FileNotFoundError, ProcessLookupError):
                pass
    return found


def _below(root, processes, without=()):
    """The processes below this one, less those below others."""
    children = {}
    for pid, (parent, _) in processes.items():
        children.setdefault(parent, []).append(pid)
    below, waiting = [], list(children.get(root, []))
    while waiting:
        pid = waiting.pop()
        if pid not in without:
            below.append(pid)
            waiting += children.get(pid, [])
    return below


def _resident(pids):
    """Bytes in memory; what processes share is counted once."""
    own, shared = 0, 0
    for pid in pids:
        try:
            status = pathlib.Path(f"/proc/{pid}/status").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        kb = dict(re.findall(r"(Rss\w+):\s+(\d+) kB", status))
        own += int(kb.get("RssAnon", 0)) + int(kb.get("RssFile", 0))
        shared = max(shared, int(kb.get("RssShmem", 0)))
    return (own + shared) * 1024


class Meter:
    """Measures commands that read the server with this process id."""

    def __init__(self, postmaster, others):
        self._postmaster = postmaster
        self._others = {postmaster, *others}

    def _server(self, processes):
        # The postmaster waits for its backends: those that ended are in its own figure.
        pids = [self._postmaster, *_below(self._postmaster, processes)]
        return sum(processes[pid][1] for pid in pids)

    def _reading(self):
        processes = _processes()
        live = _below(os.getpid(), processes, self._others)
        client = sum(processes[pid][1] for pid in live) + _reaped()
        server = self._server(processes)
        return time.monotonic(), client, server, _busy() - client - server

    def run(self, command, name, marks=(), **options):
        """Runs a command to its end.

        A mark is a pair of a pattern and a name: the step of that name ends with the first line that the
        pattern is found in. What is left after the last one is the step `name`.
        """
        readings = [("", *self._reading())]
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **options,
        )
        done = threading.Event()
        peak = [0]
        watch = threading.Thread(target=self._watch, args=(done, peak), daemon=True)
        watch.start()
        waiting, lines = list(marks), []
        try:
            for line in process.stdout:
                lines.append(line.rstrip("\n"))
                if waiting and re.search(waiting[0][0], line):
                    readings.append((waiting.pop(0)[1], *self._reading()))
            code = process.wait()
            end = time.monotonic()
        finally:
            process.terminate()
            done.set()
            watch.join()
        self._reap()
        readings.append((name, end, *self._reading()[1:]))
        if code != 0 or waiting:
            what = f"ended with {code}" if code else f"never said {waiting[0][0]}"
            raise Failed(f"{' '.join(map(str, command))} {what}:\n" + "\n".join(lines[-40:]))
        steps = [
            Step(after[0], *(b - a for a, b in zip(before[1:], after[1:])))
            for before, after in zip(readings, readings[1:])
        ]
        return Night(steps, peak[0])

    def _watch(self, done, peak):
        while not done.wait(BETWEEN_LOOKS):
            peak[0] = max(peak[0], _resident(_below(os.getpid(), _processes(), self._others)))

    def _reap(self):
        """Waits for what a command left running."""
        end = time.monotonic() + PATIENCE
        while left := _below(os.getpid(), _processes(), self._others):
            for pid in left:
                try:
                    os.waitpid(pid, os.WNOHANG)
                except ChildProcessError:
                    pass  # somebody else's child: its parent waits for it
            if time.monotonic() > end:
                raise Failed(f"processes {left} still run a minute after their command")
            time.sleep(0.02)


def _busy():
    """Processor seconds of the whole machine, idle and waiting ones not counted."""
    first = pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    user, nice, system, _, _, hard, soft = map(int, first[:7])
    return (user + nice + system + hard + soft) / TICK


def _reaped():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
