"""The program ends when it is told to, whatever it is doing just then."""

import shutil
import signal
from pathlib import Path

import pytest

from tests.benchmarks.generated import write_library
from tests.e2e.conftest import Home


def _cache(home: Home) -> Path:
    return Path(home.environment["XDG_CACHE_HOME"])


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, None], ids=str)
def test_it_ends_while_the_list_is_being_read(home: Home, number: signal.Signals | None) -> None:
    library = home.folder / "library"
    write_library(library, 500, 1)
    for _ in range(3):
        shutil.rmtree(_cache(home), ignore_errors=True)
        with home.start("--library", str(library)) as terminal:
            terminal.wait_for("Zebrafinch")
            if number is None:
                terminal.process.send("\x11")
                assert terminal.wait_exit() == 0
            else:
                terminal.kill(number)
                assert terminal.wait_exit() == 128 + number
