"""A real pseudo-terminal with a program in it: keys and mouse go in, a screen comes out."""

import contextlib
import os
import re
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "shift+right": "\x1b[1;2C",
    "shift+left": "\x1b[1;2D",
    "f1": "\x1bOP",
}
# A program asks these before it asks the terminal.
_NOT_INHERITED = ("NO_COLOR", "COLUMNS", "LINES")
_CONTROL = re.compile(r"ctrl\+([a-z])")


def _heed_interrupts() -> None:
    """Let ctrl+c through; a job in the background of a script inherits that it is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """Runs a command in a pseudo-terminal of a set size and keeps its screen.

    Args:
        command: The program and its arguments.
        columns: Width in cells.
        rows: Height in cells.
        environment: Added to the present one.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self.received: list[str] = []
        settings = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        inherited = {key: value for key, value in os.environ.items() if key not in _NOT_INHERITED}
        self.process = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(rows, columns),
            env={**inherited, **settings, **(environment or {})},
            cwd=None if folder is None else str(folder),
            timeout=30,
            encoding="utf-8",
            codec_errors="replace",
            preexec_fn=_heed_interrupts,
        )
        self.process.delaybeforesend = None

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.close(force=True)

    def pump(self, seconds: float = 0.0) -> bool:
        """Take in what the program wrote, waiting at most `seconds` for the first byte."""
        try:
            data = self.process.read_nonblocking(1 << 16, timeout=seconds)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            return False
        self.received.append(data)
        self._stream.feed(data)
        return True

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without trailing spaces."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The screen as one string."""
        return "\n".join(self.lines)

    def settle(self, quiet: float = 0.25, limit: float = 10.0) -> None:
        """Wait until the program has written nothing for `quiet` seconds."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if not self.pump(quiet):
                return

    def wait_for(
        self, wanted: str | Callable[["Terminal"], bool], *, limit: float = 20.0
    ) -> "Terminal":
        """Wait until the text, or the condition, is on the screen.

        Raises:
            AssertionError: it did not come in `limit` seconds; the screen is in the message.
        """
        end = time.monotonic() + limit
        while True:
            if wanted in self.text if isinstance(wanted, str) else wanted(self):
                return self
            if time.monotonic() > end:
                name = wanted if isinstance(wanted, str) else getattr(wanted, "__name__", "it")
                raise AssertionError(f"waited {limit} s for {name!r}; the screen:\n{self.text}")
            self.pump(0.05)

    def wait_gone(self, unwanted: str, *, limit: float = 20.0) -> "Terminal":
        """Wait until the text is no longer on the screen."""

        def gone(terminal: "Terminal") -> bool:
            return unwanted not in terminal.text

        gone.__name__ = f"no {unwanted!r}"
        return self.wait_for(gone, limit=limit)

    def press(self, *keys: str) -> "Terminal":
        """Press keys one after the other, letting the screen settle after each."""
        for key in keys:
            control = _CONTROL.fullmatch(key)
            code = chr(ord(control[1]) - 96) if control else KEYS.get(key, key)
            self.process.send(code)
            self.settle()
        return self

    def type(self, text: str) -> "Terminal":
        """Type text as a person would, then let the screen settle."""
        for character in text:
            self.process.send(character)
            self.pump(0.01)
        self.settle()
        return self

    def find(self, text: str) -> tuple[int, int]:
        """Return column and row, from 0, where the text starts on the screen.

        Raises:
            AssertionError: it is not there.
        """
        for row, line in enumerate(self.screen.display):
            column = line.find(text)
            if column >= 0:
                return column, row
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")

    def mouse(self, code: int, column: int, row: int, *, release: bool = False) -> None:
        """Send one SGR mouse event at a cell, from 0."""
        self.process.send(f"\x1b[<{code};{column + 1};{row + 1}{'m' if release else 'M'}")

    def click(self, column: int, row: int, *, times: int = 1) -> "Terminal":
        """Click the left button."""
        for _ in range(times):
            self.mouse(0, column, row)
            self.mouse(0, column, row, release=True)
        self.settle()
        return self

    def click_on(self, text: str, *, shift: int = 0, times: int = 1) -> "Terminal":
        """Click `shift` cells after the start of a text that is on the screen."""
        column, row = self.find(text)
        return self.click(column + shift, row, times=times)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> "Terminal":
        """Drag with the left button from one cell to another, both from 0."""
        self.mouse(0, *start)
        self.pump(0.05)
        steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
        for step in range(1, steps + 1):
            column = start[0] + (end[0] - start[0]) * step // steps
            row = start[1] + (end[1] - start[1]) * step // steps
            self.mouse(32, column, row)
            self.pump(0.005)
        self.mouse(0, *end, release=True)
        self.settle()
        return self

    def wait_exit(self, limit: float = 20.0) -> int:
        """Wait for the program to end and return its exit status."""
        end = time.monotonic() + limit
        while self.process.isalive():
            self.pump(0.05)
            if time.monotonic() > end:
                raise AssertionError(f"still running after {limit} s; the screen:\n{self.text}")
        return int(self.process.exitstatus if self.process.exitstatus is not None else -1)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal to the program."""
        self.process.kill(number)


@contextlib.contextmanager
def own_home(folder: Path) -> Iterator[dict[str, str]]:
    """Yield an environment whose library, state and settings all lie in `folder`."""
    names = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
    home = {name: str(folder / name.lower()) for name in names}
    yield {**home, "HOME": str(folder), "READER_LIBRARY": str(folder / "library")}
