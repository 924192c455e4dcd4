import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.errors import (
    LibraryError,
    StorageError,
    UnconfirmedError,
)
from reader.paths import Places
from reader.storage.base import Change
from reader.storage.repository import Repository

ROOT = Path(__file__).parents[2]
FILE = "articles/a-000001"
CALLS = ("open", "write", "fsync", "replace", "close", "mkdir", "listdir", "scandir")

FILL = """
import resource, sys
from pathlib import Path
from reader.errors import NotSavedError
from reader.paths import Places
from reader.storage.base import Change
from reader.storage.repository import Repository

root = Path(sys.argv[1])
repository = Repository.open(Places(root / "library", root / "state", root, root))
change = Change("articles/a-000001", "annotations", "1", "note", "first")
repository.apply([change])
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, resource.RLIM_INFINITY))
try:
    repository.apply([Change("articles/a-000001", "annotations", "1", "note", "x" * 5000)])
except NotSavedError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
repository.apply([Change("articles/a-000001", "annotations", "1", "via", "after")])
"""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "library", tmp_path / "state", tmp_path, tmp_path)


def note(value: str) -> Change:
    return Change(FILE, "annotations", "1", "note", value)


def stored(repository: Repository) -> object:
    return repository.read(FILE)["annotations"]["1"]["note"]


def test_a_file_that_may_not_grow_is_not_saved_and_the_former_one_stays(places: Places) -> None:
    process = subprocess.run(
        [sys.executable, "-c", FILL, str(places.cache)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert process.returncode == 0, process.stderr
    assert "The file would be larger than the system allows: " in process.stdout
    assert "record.json is not saved." in process.stdout
    repository = Repository.open(places)
    assert stored(repository) == "first"
    assert repository.read(FILE)["annotations"]["1"]["via"] == "after"
    assert [entry.name for entry in repository.path(FILE).parent.iterdir()] == ["record.json"]


def test_too_many_open_files_are_named(places: Places) -> None:
    repository = Repository.open(places)
    repository.apply([note("first")])
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    opened: list[int] = []
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 256), hard))
    try:
        try:
            while True:
                opened.append(os.open("/", os.O_RDONLY))
        except OSError:
            # Room for the lock alone.
            os.close(opened.pop())
        with pytest.raises(StorageError, match="too many files open"):
            repository.apply([note("second")])
    finally:
        for descriptor in opened:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    repository.apply([note("third")])
    assert stored(repository) == "third"


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_failure_of_any_system_call_leaves_the_former_or_the_new_record_and_says_which(
    places: Places, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    Repository.open(places).apply([note("0")])
    for countdown in range(40):
        repository = Repository(places)
        folder = repository.path(FILE).parent
        before, after = stored(repository), f"{countdown + 1}"
        fault = FailingCall(getattr(os, call), countdown, number)
        monkeypatch.setattr(os, call, fault)
        try:
            repository.apply([note(after)])
            outcome: type[Exception] | None = None
        except Exception as error:  # noqa: BLE001 - its type is what is tested
            outcome = type(error)
        finally:
            monkeypatch.undo()
        assert stored(repository) == (before if expects_former(outcome) else after)
        assert [entry.name for entry in folder.iterdir()] == ["record.json"]
        if not fault.met:
            assert outcome is None
            return
    pytest.fail(f"{call} was called more than 40 times")


def expects_former(outcome: type[Exception] | None) -> bool:
    if outcome is None or outcome is UnconfirmedError:
        return False
    assert issubclass(outcome, StorageError | LibraryError), outcome
    return True


class FailingCall:
    """A system call that fails once, after `countdown` times."""

    def __init__(self, call: Callable[..., Any], countdown: int, number: int) -> None:
        self._call = call
        self._countdown = countdown
        self._number = number
        self.met = False

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        if self._countdown == 0 and not self.met:
            self.met = True
            if self._call.__name__ == "close":
                # Linux frees the descriptor all the same.
                self._call(*arguments)
            raise OSError(self._number, os.strerror(self._number))
        self._countdown -= 1
        return self._call(*arguments, **options)
