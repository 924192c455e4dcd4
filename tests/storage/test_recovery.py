import errno
import os
from pathlib import Path
from typing import Any

import pytest

from reader.errors import DamagedFileError
from reader.paths import Places
from reader.storage import replacing
from reader.storage.atomic_json import encode
from reader.storage.base import LIBRARY, Change, Fields, Tables
from reader.storage.beside import conflict_copies, original_name
from reader.storage.notices import Notice
from reader.storage.repository import Repository

FILE = "articles/a-000001"
SYNCTHING = "record.sync-conflict-20260101-120000-ABCDEFG.json"
COPIES = [
    SYNCTHING,
    "record (conflicted copy 2026-01-01).json",
    "record (Jane's conflicted copy 2026-01-01).json",
    "record (conflicted copy 2026-01-01 120000).json",
    "record (In Konflikt stehende Kopie von Jane 2026-01-01).json",
    "record (SFConflict jane@example.org 2026-01-01-12-00-00).json",
    "record_conflict-20260101-120000.json",
]


def change(field: str, value: Any, document: str = "1", file: str = FILE) -> Change:
    return Change(file, "annotations", document, field, value)


def annotations(repository: Repository, file: str = FILE) -> dict[str, Fields]:
    return dict(repository.read(file)["annotations"])


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def listening(repository: Repository) -> list[Notice]:
    told: list[Notice] = []
    repository.notices.listen(told.append)
    return told


@pytest.fixture
def other(repository: Repository, tmp_path: Path) -> bytes:
    """Return the record as another machine wrote it since, and change it here."""
    repository.apply([change("note", "both"), change("note", "there too", "2")])
    elsewhere = Places(repository.path(LIBRARY).parent, tmp_path / "there", tmp_path, tmp_path)
    path = repository.path(FILE)
    before = path.read_bytes()
    Repository.open(elsewhere).apply([change("note", "there"), change("kind", "claim", "3")])
    content = path.read_bytes()
    path.write_bytes(before)
    repository.apply([change("via", "here"), change("kind", "question", "4")])
    return content


@pytest.mark.parametrize("name", COPIES)
def test_the_copies_of_many_synchronisers_are_known_for_what_they_are(name: str) -> None:
    assert original_name(name) == "record.json"


@pytest.mark.parametrize(
    "name",
    [
        "record.json",
        "record (1).json",
        "record (old).json",
        "record.json.damaged-20260101T120000Z",
        ".record.json.12-ab.tmp",
        ".syncthing.record.json.tmp",
        "conflict.json",
    ],
)
def test_other_files_beside_a_record_are_none(name: str) -> None:
    assert original_name(name) == ""


@pytest.mark.parametrize("name", COPIES)
def test_a_conflict_copy_is_merged_at_the_next_write_and_put_by(
    repository: Repository, places: Places, other: bytes, name: str
) -> None:
    path = repository.path(FILE)
    path.with_name(name).write_bytes(other)
    told = listening(repository)
    repository.apply([change("said_on", "2026-01-01")])
    found = annotations(repository)
    assert found["1"]["note"] == "there"
    assert (found["1"]["via"], found["1"]["said_on"]) == ("here", "2026-01-01")
    assert found.keys() == {"1", "2", "3", "4"}
    assert names(path.parent) == ["record.json"]
    (kept,) = (places.state / "merged-copies" / FILE).iterdir()
    assert kept.name.endswith(name)
    assert kept.read_bytes() == other
    (notice,) = told
    assert (notice.file, notice.changed) == (FILE, True)
    assert "had changed in two places" in notice.sentence


def test_a_conflict_copy_is_merged_when_its_article_is_opened(
    repository: Repository, other: bytes
) -> None:
    assert not repository.needs_recovery(FILE)
    repository.path(FILE).with_name(SYNCTHING).write_bytes(other)
    assert repository.needs_recovery(FILE)
    assert repository.recover(FILE)
    assert annotations(repository).keys() == {"1", "2", "3", "4"}
    assert not repository.needs_recovery(FILE)
    assert not repository.recover(FILE)


@pytest.mark.parametrize("file", [LIBRARY, "claims/c-000001"])
def test_copies_of_other_records_are_merged_too_and_are_no_records(
    repository: Repository, file: str
) -> None:
    path = repository.path(file)
    repository.apply([change("note", "here", file=file)])
    before = repository.files()
    tables: Tables = {
        "meta": {"schema": {"version": 1}},
        "annotations": {"there": {"id": "there", "note": "there"}},
    }
    copy = path.with_name(f"{path.stem}.sync-conflict-20260101-120000-ABCDEFG.json")
    copy.write_bytes(encode(tables))
    assert repository.files() == before
    assert conflict_copies(path) == [copy]
    repository.apply([change("kind", "claim", file=file)])
    assert annotations(repository, file).keys() == {"1", "there"}
    assert not copy.exists()


def test_a_conflict_copy_whose_record_is_gone_becomes_the_record(
    repository: Repository, places: Places, other: bytes
) -> None:
    path = repository.path(FILE)
    path.rename(path.with_name(SYNCTHING))
    later = Repository.open(places)
    assert FILE in later.files()
    assert later.recover(FILE)
    assert annotations(later)["1"]["via"] == "here"


@pytest.mark.parametrize("content", [b"", b"{", b"[]"])
def test_a_conflict_copy_that_cannot_be_read_is_set_aside_and_named(
    repository: Repository, other: bytes, content: bytes
) -> None:
    path = repository.path(FILE)
    path.with_name(SYNCTHING).write_bytes(content)
    told = listening(repository)
    repository.apply([change("said_on", "2026-01-01")])
    _, aside = names(path.parent)
    assert aside.startswith(f"{SYNCTHING}.damaged-")
    assert path.with_name(aside).read_bytes() == content
    (notice,) = told
    assert aside in notice.sentence


def test_a_conflict_copy_of_a_newer_version_stays_and_is_named_once(
    repository: Repository, other: bytes
) -> None:
    path = repository.path(FILE)
    copy = path.with_name(SYNCTHING)
    copy.write_bytes(encode({"meta": {"schema": {"version": 2}}}))
    told = listening(repository)
    for day in (1, 2):
        repository.apply([change("said_on", f"2026-01-0{day}")])
    assert copy.exists()
    (notice,) = told
    assert "newer version" in notice.sentence


def test_a_conflict_copy_stays_until_what_it_holds_is_durable(
    repository: Repository, other: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = repository.path(FILE)
    copy = path.with_name(SYNCTHING)
    copy.write_bytes(other)
    for failing in ("write_new", "exchange", "confirm_folder"):
        with monkeypatch.context() as patch:
            patch.setattr(replacing, failing, refuse)
            with pytest.raises(Exception, match=r"not saved|Input/output"):
                repository.apply([change("said_on", "2026-01-01")])
        assert copy.read_bytes() == other
    repository.apply([change("said_on", "2026-01-01")])
    assert annotations(repository).keys() == {"1", "2", "3", "4"}
    assert not copy.exists()


def test_a_conflict_copy_that_cannot_be_put_by_stays(
    repository: Repository, places: Places, other: bytes
) -> None:
    copy = repository.path(FILE).with_name(SYNCTHING)
    copy.write_bytes(other)
    (places.state / "merged-copies").write_text("in the way")
    repository.apply([change("said_on", "2026-01-01")])
    assert annotations(repository).keys() == {"1", "2", "3", "4"}
    assert copy.read_bytes() == other


@pytest.mark.parametrize("content", [b"", b"{", b"\0" * 500, b"[]"])
@pytest.mark.parametrize("by_writing", [True, False])
def test_a_damaged_record_is_set_aside_and_the_newest_good_backup_replaces_it(
    repository: Repository, content: bytes, by_writing: bool
) -> None:
    repository.apply([change("note", "kept")])
    path = repository.path(FILE)
    repository.backups.keep_before_restore(FILE, path)
    repository.apply([change("note", "too late", "2")])
    path.write_bytes(content)
    told = listening(repository)
    if by_writing:
        repository.apply([change("via", "after")])
    else:
        assert repository.recover(FILE)
    found = annotations(repository)
    assert found["1"]["note"] == "kept"
    assert ("via" in found["1"]) == by_writing
    _, aside = names(path.parent)
    assert path.with_name(aside).read_bytes() == content
    (notice,) = told
    assert aside in notice.sentence
    assert "as it was on 20" in notice.sentence


def test_a_record_set_aside_earlier_is_put_back_once_there_is_a_backup(
    repository: Repository, places: Places
) -> None:
    repository.apply([change("note", "kept")])
    path = repository.path(FILE)
    content = path.read_bytes()
    path.write_bytes(b"{")
    with pytest.raises(DamagedFileError, match="set aside as"):
        repository.recover(FILE)
    assert not path.exists()
    backup = path.with_name("backup")
    backup.write_bytes(content)
    repository.backups.keep_before_restore(FILE, backup)
    backup.unlink()
    later = Repository.open(places)
    assert later.recover(FILE)
    assert annotations(later)["1"]["note"] == "kept"


def test_a_damaged_record_with_nothing_to_replace_it_is_set_aside_and_said(
    repository: Repository,
) -> None:
    repository.apply([change("note", "n")])
    path = repository.path(FILE)
    path.write_bytes(b"{")
    with pytest.raises(DamagedFileError, match="Put a good copy of it in its place"):
        repository.recover(FILE)
    (aside,) = names(path.parent)
    assert aside.startswith("record.json.damaged-")


def test_a_record_being_written_in_place_is_not_taken_for_damaged(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.apply([change("note", "n")])
    path = repository.path(FILE)
    content = path.read_bytes()
    path.write_bytes(content[:30])
    monkeypatch.setattr("time.sleep", lambda _: path.write_bytes(content))
    repository.apply([change("via", "after")])
    assert (
        annotations(repository)["1"] | {"note": "n", "via": "after"} == annotations(repository)["1"]
    )
    assert names(path.parent) == ["record.json"]


def test_a_leftover_that_cannot_be_read_stops_no_save(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.apply([change("note", "n")])
    path = repository.path(FILE)
    path.with_name(".record.json.12-ab.tmp").mkdir()
    repository.apply([change("via", "after")])
    assert annotations(repository)["1"]["via"] == "after"


def refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))
