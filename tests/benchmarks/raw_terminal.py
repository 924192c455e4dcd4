"""A pseudo-terminal that only measures: bytes and times, no screen."""

import os
import pty
import re
import select
import signal
import struct
import sys
import time
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ
from types import TracebackType
from typing import NamedTuple

_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")

_IN_FRAMES = b"\x1b[?2026$p"
"""What a program writes to ask whether the terminal takes whole frames ("synchronized output")."""

_YES = b"\x1b[?2026;2$y"
_FRAME_ENDS = b"\x1b[?2026l"


class Painted(NamedTuple):
    """When what one key caused was painted, in seconds since it was pressed.

    Attributes:
        first: The end of the first frame, which shows what the key did.
        last: The end of the last one, after which the program was silent: nothing that held the
            program up before it is left out.
    """

    first: float
    last: float


def reader(*arguments: str) -> tuple[str, ...]:
    """Return the command that starts the reader with these arguments."""
    return (sys.executable, "-m", "reader", *arguments)


def peer(name: str, *arguments: str) -> tuple[str, ...]:
    """Return the command that starts one of the programs in `peers`."""
    return (sys.executable, "-m", f"tests.benchmarks.peers.{name}", *arguments)


EMPTY = peer("empty")
"""The floor of every start."""


class RawTerminal:
    """Starts a command in a pseudo-terminal of 120 columns and 36 rows and times its output."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            ioctl(0, TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
            settings = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.chdir(Path(__file__).parents[2])
            os.execvpe(command[0], list(command), {**os.environ, **settings, **environment})
        self.seen = b""
        self._answered = False

    def __enter__(self) -> "RawTerminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.file)

    def _read(self, seconds: float) -> bool:
        if not select.select([self.file], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.file, 1 << 16)
        except OSError:
            return False
        self.seen += data
        if not self._answered and _IN_FRAMES in self.seen:
            self._answered = True
            os.write(self.file, _YES)
        return bool(data)

    def wait_for(self, word: str, limit: float = 120.0) -> float:
        """Return the seconds from the start until the word was written.

        Raises:
            TimeoutError: it was not written in `limit` seconds.
        """
        wanted = word.encode()
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            self._read(0.05)
            if wanted in _ESCAPES.sub(b"", self.seen):
                return time.perf_counter() - self.started
        raise TimeoutError(f"{word!r} was not painted; the end of what was: {self.seen[-400:]!r}")

    def settle(self, quiet: float = 0.5) -> None:
        """Wait until nothing has been written for `quiet` seconds."""
        while self._read(quiet):
            pass

    def time_key(self, key: str, quiet: float = 0.03) -> Painted:
        """Press a key; return when what it caused was painted, up to `quiet` seconds of silence.

        Raises:
            TimeoutError: no frame ended in five seconds.
        """
        start = time.perf_counter()
        os.write(self.file, key.encode())
        return self._painted_since(start, f"the key {key!r}", quiet)

    def time_resize(self, columns: int, rows: int = 36, quiet: float = 0.1) -> Painted:
        """Resize the terminal; return when what that caused was painted, as for a key.

        Raises:
            TimeoutError: no frame ended in five seconds.
        """
        start = time.perf_counter()
        ioctl(self.file, TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        return self._painted_since(start, f"a width of {columns}", quiet)

    def press(self, *keys: str) -> None:
        """Press keys and wait until what they caused is painted."""
        for key in keys:
            os.write(self.file, key.encode())
            self.settle(0.15)

    def _painted_since(self, start: float, cause: str, quiet: float) -> Painted:
        self.seen = b""
        first = last = 0.0
        while self._read(quiet if first else 5.0):
            last = time.perf_counter() - start
            if not first and _FRAME_ENDS in self.seen:
                first = last
        if not first:
            raise TimeoutError(f"{cause} painted nothing")
        return Painted(first, last)

    def peak_memory(self) -> int:
        """Return the peak resident memory of the program in bytes (Linux)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        if found is None:
            raise OSError("this system does not report peak memory")
        return int(found[1]) * 1024
