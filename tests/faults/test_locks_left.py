"""A lock whose holder has died is free at once; one whose holder is stuck is named."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.storage.repository import Repository
from tests.faults.plan import ARTICLES, note
from tests.faults.stores import places_in
from tests.faults.trial import ROOT

HOLD = """
import sys
from pathlib import Path
from reader.storage.locks import LibraryLock
with LibraryLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Make a library with a note in it, whose lock another process holds."""
    Repository.open(places_in(tmp_path)).apply([note("first", "as it was")])
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(places_in(tmp_path).state / "lock")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def impatient(folder: Path) -> Repository:
    return Repository.open(places_in(folder), wait=0.0)


def stored(folder: Path) -> object:
    return impatient(folder).read(ARTICLES[0])["annotations"]["first"]["note"]


def test_the_lock_of_a_process_that_was_killed_is_free_at_once(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    holder.kill()
    holder.wait()
    impatient(tmp_path).apply([note("first", "as it is")])
    assert stored(tmp_path) == "as it is"


def test_a_save_is_refused_while_a_stopped_process_holds_the_lock(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    holder.send_signal(signal.SIGSTOP)
    with pytest.raises(LibraryError, match="Another program has been writing"):
        impatient(tmp_path).apply([note("first", "as it is")])
    assert stored(tmp_path) == "as it was"
    holder.kill()
    holder.wait()
    impatient(tmp_path).apply([note("first", "as it is")])
    assert stored(tmp_path) == "as it is"
