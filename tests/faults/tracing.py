"""Faults at a system call of our choice, put there by `strace`."""

import re
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.faults.child import Child

_CALL = re.compile(r"^\d+ +([a-z_0-9]+)\(", re.MULTILINE)
# A child speaks by the first two, stops itself by the next, and ends by the last. `close` frees
# the descriptor even when it fails, and strace would leave it open.
_SPARED = ("sendto", "recvfrom", "kill", "close", "exit_group")
STOPPED = "--- stopped by SIGSTOP ---"
"""Stands in the log of a child that is stopped."""

# An error of these is no error of a disk.
_NO_DISK = ("mmap",)
ANY = "!" + ",".join(_SPARED)
DISK = "%file,%desc"
INJECTED = "(INJECTED)"
"""Stands in the log behind a call that failed because it was told to."""
_LIMIT = 30.0


class Trace:
    """`strace` on a child that waits for `go`.

    Args:
        child: It must be told to go afterwards.
        log: Where the calls are written.
        options: What to trace and what to put in, as the arguments of `strace`.
    """

    def __init__(self, child: Child, log: Path, *options: str) -> None:
        self._log = log
        self._process = subprocess.Popen(
            ["strace", "-f", "-p", str(child.pid), "-o", str(log), *options],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stderr is not None
        self._said = self._process.stderr.readline()
        if "attached" not in self._said:
            self.end()
            raise RuntimeError(self._said)

    @property
    def log(self) -> str:
        """The calls so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def wait_for(self, wanted: str, ended: Callable[[], bool]) -> bool:
        """Wait until the log has a text; return whether it came before all was over."""
        end = time.monotonic() + _LIMIT
        while time.monotonic() < end:
            over = ended()
            if wanted in self.log:
                return True
            if over:
                return False
            time.sleep(0.001)
        raise TimeoutError(f"{wanted} did not come:\n{self.log}")

    def end(self) -> None:
        """Wait until all is written; the child must have ended."""
        self._process.communicate(timeout=_LIMIT)


@contextmanager
def traced(child: Child, log: Path, *options: str) -> Iterator[Trace]:
    """Trace a child in the block, and end it with the block."""
    trace = Trace(child, log, *options)
    try:
        yield trace
    finally:
        child.kill()
        trace.end()


def calls_of(log: str) -> list[str]:
    """Return the names of the calls in a log, without those that are spared, in order."""
    return [name for name in _CALL.findall(log) if name not in _SPARED]


def disk_calls_of(log: str) -> list[str]:
    """Return those calls that an error of a disk can hit."""
    return [name for name in calls_of(log) if name not in _NO_DISK]


def place_of(log: str, calls: Sequence[str], mentions: str) -> tuple[str, int]:
    """Return the first of these calls that mentions a text, and its number among its name's.

    Raises:
        StopIteration: there is none.
    """
    lines = log.split("\n")
    names = [found[1] if (found := _CALL.match(line)) else "" for line in lines]
    place = next(
        place
        for place, (name, line) in enumerate(zip(names, lines, strict=True))
        if name in calls and mentions in line
    )
    return names[place], names[: place + 1].count(names[place])


def inject(call: str, what: str, number: int) -> tuple[str, ...]:
    """Return the options that put something into the `number`th call of a name, from 1."""
    return "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={number}"
