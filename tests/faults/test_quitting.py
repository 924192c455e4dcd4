"""The program is told to end while what was done is still waiting to be saved."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.storage.locks import LibraryLock
from tests.e2e.conftest import Home
from tests.faults.check import Report

COUNT = 12


@contextmanager
def nothing_saved(home: Home) -> Iterator[None]:
    """Hold the library's lock, so that every save waits."""
    [lock] = Path(home.environment["XDG_STATE_HOME"]).rglob("lock")
    with LibraryLock(lock):
        yield


@pytest.mark.parametrize("how", ["q", ":q\r", "\x11", signal.SIGHUP, signal.SIGTERM], ids=str)
def test_an_end_while_saves_are_queued_saves_them_all(
    home: Home, how: str | signal.Signals, told: Callable[[Report], Report]
) -> None:
    source = home.folder / "remarks.txt"
    source.write_text("\n\n".join(f"Remark {number} was made." for number in range(COUNT)))
    article = home.say("add", str(source)).split()[0]
    with home.start(article) as terminal:
        terminal.wait_for("Remark 0").settle()
        with nothing_saved(home):
            terminal.process.send("c." * COUNT)
            terminal.wait_for(f"◆{COUNT}")
            [record] = (home.folder / "library").glob("articles/*/record.json")
            assert '"claim"' not in record.read_text()
            if isinstance(how, str):
                terminal.process.send(how)
            else:
                terminal.kill(how)
            terminal.pump(0.5)
        assert terminal.wait_exit() == (0 if isinstance(how, str) else 128 + how)
    quoted = [note["exact"] for note in home.annotations(article)]
    told(Report(tried=COUNT, survived=len(set(quoted))))
    assert quoted == [f"Remark {number} was made." for number in range(COUNT)]
