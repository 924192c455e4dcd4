import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from reader.errors import NewerFileError, NotSavedError
from reader.paths import Places
from reader.storage import atomic_json, replacing
from reader.storage import exchange as exchange_module
from reader.storage.atomic_json import encode, read_tables
from reader.storage.base import Change, Fields, Tables
from reader.storage.repository import Repository

FILE = "articles/a-000001"
STAMP = "0123456789ab-{:04x}-0000000a"


def change(field: str, value: Any) -> Change:
    return Change(FILE, "annotations", "1", field, value)


def annotations(repository: Repository) -> dict[str, Fields]:
    return dict(repository.read(FILE)["annotations"])


def record(*documents: str, version: int = 1) -> bytes:
    tables: Tables = {
        "meta": {"schema": {"version": version}},
        "annotations": {
            name: {"id": name, "note": name, "stamps": {"note": STAMP.format(number)}}
            for number, name in enumerate(documents)
        },
    }
    return encode(tables)


def by_replacing(path: Path, content: bytes) -> None:
    """Do as a file synchroniser does."""
    other = path.with_name(".synchroniser.tmp")
    path.parent.mkdir(exist_ok=True)
    other.write_bytes(content)
    other.replace(path)


class Intruder:
    """Puts other content in the place of a record just before each of the next exchanges."""

    def __init__(self, path: Path, contents: Sequence[bytes]) -> None:
        self._path = path
        self._contents = list(contents)
        self._exchange = exchange_module.exchange
        self._rename_new = exchange_module.rename_new

    def exchange(self, first: Path, second: Path) -> None:
        self._intrude()
        self._exchange(first, second)

    def rename_new(self, source: Path, target: Path) -> None:
        self._intrude()
        self._rename_new(source, target)

    def _intrude(self) -> None:
        if self._contents:
            by_replacing(self._path, self._contents.pop(0))


@pytest.fixture
def intrude(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Sequence[bytes]], None]:
    def begin(contents: Sequence[bytes]) -> None:
        intruder = Intruder(repository.path(FILE), contents)
        monkeypatch.setattr(replacing, "exchange", intruder.exchange)
        monkeypatch.setattr(replacing, "rename_new", intruder.rename_new)

    return begin


Intrude = Callable[[Sequence[bytes]], None]


def names(repository: Repository) -> list[str]:
    return sorted(entry.name for entry in repository.path(FILE).parent.iterdir())


def test_a_file_replaced_between_our_reading_and_our_writing_is_merged(
    repository: Repository, intrude: Intrude
) -> None:
    repository.apply([change("note", "mine")])
    intrude([record("theirs")])
    repository.apply([change("via", "the daily")])
    found = annotations(repository)
    assert (found["1"]["note"], found["1"]["via"]) == ("mine", "the daily")
    assert found["theirs"]["note"] == "theirs"
    assert names(repository) == ["record.json"]


def test_it_is_merged_however_often_it_happens(repository: Repository, intrude: Intrude) -> None:
    repository.apply([change("note", "mine")])
    rounds = replacing.ROUNDS + 3
    intrude([record(f"theirs-{number}") for number in range(rounds)])
    repository.apply([change("via", "the daily")])
    repository.apply([change("kind", "claim")])
    found = annotations(repository)
    assert found["1"]["via"] == "the daily"
    assert {f"theirs-{number}" for number in range(rounds)} <= found.keys()
    assert names(repository) == ["record.json"]


def test_a_new_file_that_somebody_else_made_first_is_merged(
    repository: Repository, intrude: Intrude
) -> None:
    intrude([record("theirs")])
    repository.apply([change("note", "mine")])
    assert annotations(repository).keys() == {"1", "theirs"}
    assert names(repository) == ["record.json"]


def test_an_older_copy_put_in_our_place_takes_nothing_back(
    repository: Repository, intrude: Intrude
) -> None:
    repository.apply([change("note", "first")])
    older = repository.path(FILE).read_bytes()
    repository.apply([change("note", "second")])
    intrude([older])
    repository.apply([change("via", "the daily")])
    assert annotations(repository)["1"]["note"] == "second"
    assert names(repository) == ["record.json"]


def test_a_change_in_place_of_the_same_length_is_seen(
    repository: Repository, intrude: Intrude
) -> None:
    repository.apply([change("note", "mine")])
    path = repository.path(FILE)
    known = path.stat()

    def write(first: Path, second: Path) -> None:
        tables = read_tables(path)
        assert tables is not None
        fields = tables["annotations"]["1"]
        fields |= {"note": "ours", "stamps": {"note": fields["stamps"]["note"][:-8] + "ffffffff"}}
        path.write_bytes(encode(tables))
        os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
        exchange_module.exchange(first, second)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replacing, "exchange", write)
        repository.apply([change("via", "the daily")])
    found = annotations(repository)["1"]
    assert (found["note"], found["via"]) == ("ours", "the daily")


def test_a_file_that_vanishes_meanwhile_is_not_begun_anew(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.apply([change("note", "mine")])
    path = repository.path(FILE)

    def vanish(first: Path, second: Path) -> None:
        path.unlink()
        exchange_module.exchange(first, second)

    monkeypatch.setattr(replacing, "exchange", vanish)
    with pytest.raises(NotSavedError, match="has vanished"):
        repository.apply([change("via", "the daily")])
    assert names(repository) == []


@pytest.mark.parametrize("content", [b"", b"{", record("theirs")[:-9]])
def test_what_cannot_be_understood_is_set_aside_and_ours_stands(
    repository: Repository, intrude: Intrude, content: bytes
) -> None:
    repository.apply([change("note", "mine")])
    intrude([content])
    repository.apply([change("via", "the daily")])
    assert annotations(repository)["1"]["via"] == "the daily"
    left, aside = names(repository)
    assert left == "record.json"
    assert aside.startswith("record.json.damaged-")
    assert repository.path(FILE).with_name(aside).read_bytes() == content


def test_what_a_newer_version_put_there_stands_again_and_the_change_is_refused(
    repository: Repository, intrude: Intrude
) -> None:
    repository.apply([change("note", "mine")])
    content = record("theirs", version=2)
    intrude([content])
    with pytest.raises(NewerFileError):
        repository.apply([change("via", "the daily")])
    assert repository.path(FILE).read_bytes() == content
    assert names(repository) == ["record.json"]


def test_a_failure_while_merging_keeps_what_slipped_in_for_the_next_save(
    repository: Repository, places: Places, intrude: Intrude, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.apply([change("note", "mine")])
    intrude([record("theirs")])
    written = 0

    def write_new(*arguments: Any, **options: Any) -> None:
        nonlocal written
        written += 1
        if written == 2:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        actual(*arguments, **options)

    actual = atomic_json.write_new
    monkeypatch.setattr(replacing, "write_new", write_new)
    repository.apply([change("via", "the daily")])
    assert annotations(repository)["1"]["via"] == "the daily"
    assert "theirs" not in annotations(repository)
    later = Repository.open(places)
    later.apply([change("kind", "claim")])
    assert annotations(later).keys() == {"1", "theirs"}
    assert names(later) == ["record.json"]


def test_a_death_between_the_exchange_and_the_look_loses_nothing(
    repository: Repository, places: Places, intrude: Intrude, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Death(BaseException):
        pass

    def die(*_: object) -> bool:
        raise Death

    repository.apply([change("note", "mine")])
    intrude([record("theirs")])
    with monkeypatch.context() as patch:
        patch.setattr(replacing, "_is_still", die)
        with pytest.raises(Death):
            repository.apply([change("via", "the daily")])
    assert len(names(repository)) == 2
    later = Repository.open(places)
    later.apply([change("kind", "claim")])
    found = annotations(later)
    assert (found["1"]["note"], found["1"]["via"]) == ("mine", "the daily")
    assert "theirs" in found
    assert names(later) == ["record.json"]
