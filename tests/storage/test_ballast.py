import errno
import os
from pathlib import Path
from typing import Any

import pytest

from reader.errors import NotSavedError
from reader.paths import Places
from reader.storage import atomic_json, ballast, replacing
from reader.storage.base import LIBRARY, Change
from reader.storage.notices import Notice
from reader.storage.repository import Repository

FILE = "articles/a-000001"


def note(value: str) -> Change:
    return Change(FILE, "annotations", "1", "note", value)


def listening(repository: Repository) -> list[Notice]:
    told: list[Notice] = []
    repository.notices.listen(told.append)
    return told


class FullDisk:
    """Refuses every new record until the ballast is gone; notes the names that were tried."""

    def __init__(self, space: Path) -> None:
        self._space = space
        self._write_new = atomic_json.write_new
        self.tried: list[str] = []

    def write_new(self, path: Path, *rest: Any, **options: Any) -> None:
        self.tried.append(path.name)
        self._write_new(path, *rest, **options)
        if self._space.exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_space_is_taken_on_the_disk_with_the_first_save(
    repository: Repository, places: Places
) -> None:
    repository.apply([note("n")])
    space = places.state / "ballast"
    assert space.stat().st_size == ballast.SIZE
    assert space.stat().st_blocks * 512 >= ballast.SIZE


def test_on_a_full_disk_the_space_is_given_up_and_the_change_saved_and_the_person_told(
    repository: Repository, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.apply([note("first")])
    space = places.state / "ballast"
    disk = FullDisk(space)
    told = listening(repository)
    with monkeypatch.context() as patch:
        patch.setattr(replacing, "write_new", disk.write_new)
        patch.setattr(ballast, "_fill", lambda path: None)
        repository.apply([note("second")])
    assert repository.read(FILE)["annotations"]["1"]["note"] == "second"
    assert len(set(disk.tried)) == 2
    (notice,) = told
    assert "The disk is full" in notice.sentence
    assert [entry.name for entry in repository.path(FILE).parent.iterdir()] == ["record.json"]
    repository.apply([note("third")])


def test_the_space_is_taken_again_when_there_is_room(
    repository: Repository, places: Places
) -> None:
    repository.apply([note("first")])
    space = places.state / "ballast"
    kept = ballast.Ballast(places.state, places.library)
    kept.keep()
    assert kept.free(places.library / "library.json")
    assert not space.exists()
    assert not kept.free(places.library / "library.json")
    kept.keep()
    assert space.exists()


def test_a_disk_with_little_left_is_not_filled_up(
    repository: Repository, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballast, "_ROOM", 10**12)
    repository.apply([note("n")])
    assert not (places.state / "ballast").exists()


def test_a_disk_that_stays_full_refuses_the_change(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.apply([note("first")])

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(replacing, "write_new", refuse)
        with pytest.raises(NotSavedError, match="The disk is full"):
            repository.apply([note("second")])
    assert repository.read(FILE)["annotations"]["1"]["note"] == "first"


def test_a_library_on_another_disk_has_space_of_its_own(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballast, "_disk", lambda path: int(path.is_relative_to(places.library)))
    repository = Repository.open(places)
    repository.apply([note("n")])
    spaces = [places.state / "ballast", places.library / ".ballast"]
    assert [space.exists() for space in spaces] == [True, True]
    kept = ballast.Ballast(places.state, places.library)
    assert kept.free(repository.path(FILE))
    assert [space.exists() for space in spaces] == [True, False]
    assert Repository.open(places).files() == [FILE, LIBRARY]
