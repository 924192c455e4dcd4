import errno
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.errors import (
    DamagedFileError,
    LibraryError,
    NewerFileError,
    NotFoundError,
    NotSavedError,
    ReadOnlyError,
    UnconfirmedError,
)
from reader.paths import Places
from reader.storage import atomic_json
from reader.storage.atomic_json import encode
from reader.storage.base import LIBRARY, Applied, Change, Fields, Records
from reader.storage.merge import field_stamp
from reader.storage.notices import Notice
from reader.storage.repository import Repository

FILE = "articles/a-000001"


def change(
    field: str, value: Any, document: str = "1", file: str = FILE, table: str = "annotations"
) -> Change:
    return Change(file, table, document, field, value)


def annotation(repository: Repository, document: str = "1") -> Fields:
    return repository.read(FILE)["annotations"][document]


def test_a_repository_is_what_the_library_asks_for(repository: Repository) -> None:
    records: Records = repository
    assert not records.read_only


def test_articles_without_the_shared_record_are_no_foreign_folder(places: Places) -> None:
    (places.library / "articles" / "a-000001").mkdir(parents=True)
    with pytest.raises(LibraryError, match=r"library\.json is missing"):
        Repository.open(places)
    assert not (places.library / "library.json").exists()


def test_a_missing_folder_becomes_a_library(places: Places) -> None:
    repository = Repository.open(places)
    assert repository.files() == [LIBRARY]
    assert repository.read(LIBRARY) == {"meta": {"schema": {"version": 1}}}


def test_a_folder_with_only_hidden_names_becomes_a_library(places: Places) -> None:
    (places.library / ".git").mkdir(parents=True)
    assert Repository.open(places).files() == [LIBRARY]


def test_a_library_opens_again_as_it_was(repository: Repository, places: Places) -> None:
    repository.apply([change("note", "n")])
    again = Repository.open(places)
    assert annotation(again)["note"] == "n"
    assert again.files() == [FILE, LIBRARY]


def test_a_folder_of_other_things_is_refused_and_left_alone(places: Places) -> None:
    places.library.mkdir()
    (places.library / "thesis.txt").write_text("words")
    with pytest.raises(LibraryError, match=r"is not empty and is no library.*--library"):
        Repository.open(places)
    assert [entry.name for entry in places.library.iterdir()] == ["thesis.txt"]


def test_a_library_that_cannot_be_made_says_why(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", failing(errno.ENOSPC))
    with pytest.raises(LibraryError, match=r"cannot be opened or made: .*The disk is full"):
        Repository.open(places)


def test_a_change_is_on_disk_when_it_is_acknowledged(repository: Repository) -> None:
    applied = repository.apply(
        [
            change("created", "2026-01-01T00:00:00.000Z"),
            change("creator", "ada"),
            change("kind", "claim"),
            change("tags/health/vaccines", True),
        ]
    )
    stored = annotation(repository)
    assert stored["id"] == "1"
    assert stored["created"] == "2026-01-01T00:00:00.000Z"
    assert stored["tags"] == {"health/vaccines": True}
    assert set(stored["stamps"]) == {"kind", "tags/health/vaccines"}
    assert [item.stamp for item in applied[:2]] == ["", ""]
    assert all(item.made and item.former_stamp is None for item in applied)
    assert stored["stamps"]["kind"] == applied[2].stamp


def test_stamps_grow_within_a_batch_and_above_all_in_the_file(repository: Repository) -> None:
    future = "dfff00000000-0000-0000000f"
    path = repository.path(FILE)
    path.parent.mkdir(parents=True)
    path.write_bytes(
        encode(
            {
                "meta": {"schema": {"version": 1}},
                "annotations": {"9": {"id": "9", "note": "n", "stamps": {"note": future}}},
            }
        )
    )
    applied = repository.apply([change("note", "a"), change("kind", "claim"), change("note", "b")])
    assert [future, *(item.stamp for item in applied)] == sorted(
        {future, *(item.stamp for item in applied)}
    )
    assert [(item.before, item.former_stamp) for item in applied] == [
        (None, None),
        (None, None),
        ("a", applied[0].stamp),
    ]


def test_the_device_is_made_once(repository: Repository, places: Places) -> None:
    first = repository.apply([change("kind", "claim")])[0].stamp
    later = Repository.open(places).apply([change("kind", "question")])[0].stamp
    device = (places.state / "device").read_text().strip()
    assert re.fullmatch(r"[0-9a-f]{8}", device)
    assert first.endswith(device)
    assert later.endswith(device)


def test_an_unreadable_device_is_replaced(repository: Repository, places: Places) -> None:
    (places.state / "device").write_bytes(b"\xff\xfe not hex")
    assert re.search(r"-[0-9a-f]{8}$", repository.apply([change("kind", "claim")])[0].stamp)


@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_an_empty_field_is_absent_and_its_stamp_stays(repository: Repository, empty: Any) -> None:
    repository.apply([change("via", "the daily"), change("tags/x", True)])
    repository.apply([change("via", empty), change("tags/x", None)])
    stored = annotation(repository)
    assert "via" not in stored
    assert "tags" not in stored
    assert set(stored["stamps"]) == {"via", "tags/x"}


def test_no_and_zero_are_values(repository: Repository) -> None:
    repository.apply([change("marked", False), change("position", 0)])
    assert annotation(repository)["marked"] is False
    assert annotation(repository)["position"] == 0


def test_a_former_note_and_verdict_are_kept_under_their_stamps(repository: Repository) -> None:
    first = repository.apply([change("note", "first"), change("verdict", "refuted")])
    repository.apply([change("note", "second"), change("verdict", None)])
    assert annotation(repository)["notes_past"] == {
        first[0].stamp: "first",
        first[1].stamp: "refuted",
    }


def test_what_a_later_version_added_is_kept(repository: Repository) -> None:
    repository.apply([change("kind", "claim")])
    path = repository.path(FILE)
    tables = repository.read(FILE)
    tables["annotations"]["1"]["mood"] = {"deep": [1, 2]}
    tables["later"] = {"x": {"y": 1}}
    path.write_bytes(encode(tables))
    repository.apply([change("note", "n")])
    assert annotation(repository)["mood"] == {"deep": [1, 2]}
    assert repository.read(FILE)["later"] == {"x": {"y": 1}}


def test_what_is_read_is_a_copy(repository: Repository) -> None:
    repository.apply([change("note", "n")])
    repository.read(FILE)["annotations"].clear()
    assert annotation(repository)["note"] == "n"


def test_files_are_listed_by_prefix(repository: Repository) -> None:
    for name in ("b-2", "a-1"):
        repository.apply([change("note", "n", file=f"articles/{name}")])
    repository.apply([change("text", "t", "c-1", "claims/c-1", "claim")])
    (repository.path("articles/empty").parent).mkdir()
    assert repository.files() == ["articles/a-1", "articles/b-2", "claims/c-1", LIBRARY]
    assert repository.files("articles/") == ["articles/a-1", "articles/b-2"]
    assert repository.files("articles/b") == ["articles/b-2"]
    assert repository.files("claims") == ["claims/c-1"]


@pytest.mark.parametrize("name", ["", "articles", "articles/", "articles/..", "claims/a/b", "x/y"])
def test_a_name_never_leads_outside_the_library(repository: Repository, name: str) -> None:
    with pytest.raises(ValueError, match="names no record file"):
        repository.path(name)


def test_reading_what_is_not_there_says_so(repository: Repository) -> None:
    with pytest.raises(NotFoundError, match=r"record\.json is not there"):
        repository.read("articles/none")


def test_several_files_are_written_in_order_and_a_failure_tells_what_was_saved(
    repository: Repository,
) -> None:
    damaged = repository.path("claims/c")
    damaged.parent.mkdir()
    damaged.write_bytes(b"{")
    with pytest.raises(DamagedFileError) as caught:
        repository.apply(
            [
                change("note", "a"),
                change("text", "t", "c", "claims/c", "claim"),
                change("kind", "claim"),
                change("name", "n", "s", LIBRARY, "speakers"),
            ]
        )
    saved: tuple[Applied, ...] = caught.value.applied
    assert [item.change.field for item in saved] == ["note", "kind"]
    assert annotation(repository)["kind"] == "claim"
    assert "speakers" not in repository.read(LIBRARY)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"meta": {}}'])
def test_a_damaged_file_is_set_aside_by_a_write_and_stays_missed(
    repository: Repository, places: Places, content: bytes
) -> None:
    path = repository.path(FILE)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(DamagedFileError, match="is damaged"):
        repository.read(FILE)
    assert path.read_bytes() == content
    with pytest.raises(DamagedFileError, match=r"set aside as record\.json\.damaged-\d{8}T"):
        repository.apply([change("note", "n")])
    (aside,) = path.parent.iterdir()
    assert aside.read_bytes() == content

    later = Repository.open(places)
    assert FILE in later.files()
    for refused in (lambda: later.read(FILE), lambda: later.apply([change("note", "n")])):
        with pytest.raises(DamagedFileError, match=aside.name):
            refused()
    path.write_bytes(encode({"meta": {"schema": {"version": 1}}}))
    later.apply([change("note", "n")])
    assert annotation(later)["note"] == "n"
    assert aside.read_bytes() == content


def test_nothing_set_aside_is_ever_replaced(repository: Repository) -> None:
    path = repository.path(FILE)
    path.parent.mkdir(parents=True)
    for content in (b"one", b"two", b"three"):
        path.write_bytes(content)
        with pytest.raises(DamagedFileError):
            repository.apply([change("note", "n")])
    assert sorted(entry.read_bytes() for entry in path.parent.iterdir()) == [
        b"one",
        b"three",
        b"two",
    ]


def test_a_damaged_library_file_is_still_a_library(repository: Repository, places: Places) -> None:
    path = repository.path(LIBRARY)
    path.write_bytes(b"")
    with pytest.raises(DamagedFileError):
        repository.apply([change("name", "n", "s", LIBRARY, "speakers")])
    later = Repository.open(places)
    assert LIBRARY in later.files()
    with pytest.raises(DamagedFileError, match="set aside"):
        later.read(LIBRARY)


def test_a_record_that_vanished_is_not_begun_anew(repository: Repository) -> None:
    repository.apply([change("note", "n")])
    path = repository.path(FILE)
    content = path.read_bytes()
    path.unlink()
    with pytest.raises(NotSavedError, match="has vanished"):
        repository.apply([change("kind", "claim")])
    path.write_bytes(content)
    repository.apply([change("kind", "claim")])
    assert annotation(repository)["note"] == "n"


def test_a_whole_leftover_of_an_interrupted_save_is_merged_then_removed(
    repository: Repository, places: Places
) -> None:
    repository.apply([change("note", "kept"), change("kind", "claim")])
    path = repository.path(FILE)
    before = path.read_bytes()
    repository.apply([change("note", "rescued"), change("kind", "question", "2")])
    path.with_name(".record.json.12-abcd.tmp").write_bytes(path.read_bytes())
    path.with_name(".record.json.13-abcd.tmp").write_bytes(path.read_bytes()[:-9])
    path.write_bytes(before)

    later = Repository.open(places)
    later.apply([change("via", "the daily")])
    assert annotation(later)["note"] == "rescued"
    assert annotation(later, "2")["kind"] == "question"
    assert annotation(later)["via"] == "the daily"
    assert [entry.name for entry in path.parent.iterdir()] == ["record.json"]


def test_an_old_leftover_takes_nothing_back(repository: Repository, places: Places) -> None:
    repository.apply([change("note", "old")])
    path = repository.path(FILE)
    old = path.read_bytes()
    repository.apply([change("note", "new")])
    path.with_name(".record.json.12-abcd.tmp").write_bytes(old)
    later = Repository.open(places)
    later.apply([change("kind", "claim")])
    assert annotation(later)["note"] == "new"


def test_a_damaged_file_is_replaced_by_a_whole_leftover_and_the_person_told(
    repository: Repository, places: Places
) -> None:
    repository.apply([change("note", "n")])
    path = repository.path(FILE)
    path.with_name(".record.json.12-abcd.tmp").write_bytes(path.read_bytes())
    path.write_bytes(b"{")
    later = Repository.open(places)
    told = listening(later)
    later.apply([change("kind", "claim")])
    assert (annotation(later)["note"], annotation(later)["kind"]) == ("n", "claim")
    (notice,) = told
    assert notice.changed
    assert "was damaged and is set aside as record.json.damaged-" in notice.sentence
    assert "what an interrupted save or a synchroniser had left" in notice.sentence


def test_a_file_of_a_newer_version_can_be_read_but_not_changed(repository: Repository) -> None:
    path = repository.path(FILE)
    path.parent.mkdir(parents=True)
    content = encode(
        {"meta": {"schema": {"version": 2}}, "annotations": {"1": {"id": "1", "note": "n"}}}
    )
    path.write_bytes(content)
    assert annotation(repository)["note"] == "n"
    with pytest.raises(NewerFileError, match="newer version of claim-reader"):
        repository.apply([change("note", "m")])
    assert path.read_bytes() == content


def test_a_library_that_cannot_be_written_is_read_only(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.apply([change("note", "n")])
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert repository.read_only
    assert annotation(repository)["note"] == "n"
    with pytest.raises(ReadOnlyError, match="cannot be written to"):
        repository.apply([change("note", "m")])


def test_a_change_the_disk_did_not_confirm_is_visible_and_can_be_confirmed(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.apply([change("note", "n")])
    monkeypatch.setattr(atomic_json, "sync_folder", failing(errno.EIO))
    with pytest.raises(UnconfirmedError) as caught:
        repository.apply([change("note", "m")])
    assert [item.change.value for item in caught.value.applied] == ["m"]
    monkeypatch.undo()
    before = repository.path(FILE).stat().st_ino
    repository.confirm([FILE])
    assert repository.path(FILE).stat().st_ino != before
    assert annotation(repository)["note"] == "m"


def test_an_edit_of_something_deleted_brings_it_back_and_undo_takes_it_away_again(
    repository: Repository,
) -> None:
    repository.apply([change("note", "n")])
    repository.apply([change("deleted", "2026-01-01T00:00:00.000Z")])
    edit = repository.apply([change("note", "m")])
    assert "deleted" not in annotation(repository)
    assert [item.change.field for item in edit] == ["deleted", "note"]
    repository.revert(edit)
    stored = annotation(repository)
    assert (stored["note"], stored["deleted"]) == ("n", "2026-01-01T00:00:00.000Z")
    assert (field_stamp(stored, "deleted") or "") > (field_stamp(stored, "note") or "")


def test_nothing_is_written_when_there_is_nothing_to_write(repository: Repository) -> None:
    first = repository.apply([change("note", "n")])
    repository.apply([change("note", "m")])
    before = repository.path(FILE).stat().st_ino
    assert repository.apply([]) == []
    assert repository.revert(first).applied == []
    assert repository.path(FILE).stat().st_ino == before


@pytest.mark.parametrize("what_is_left", ["nothing", "the empty folder a disk was mounted at"])
def test_nothing_is_written_where_the_library_was_before_it_was_moved(
    repository: Repository, places: Places, what_is_left: str
) -> None:
    repository.apply([change("note", "n")])
    places.library.rename(places.library.with_name("elsewhere"))
    if what_is_left != "nothing":
        places.library.mkdir()
    with pytest.raises(NotSavedError, match="no library in"):
        repository.apply([change("note", "m")])
    with pytest.raises(NotSavedError, match="no library in"):
        repository.apply([Change("claims/c", "claim", "c", "text", "new")])
    with pytest.raises(NotSavedError, match="no library in"):
        repository.bodies.put_text("a-000001", b"words")
    assert not places.library.exists() or not any(places.library.iterdir())
    places.library.with_name("elsewhere").rename(places.library)
    repository.apply([change("note", "m")])
    assert annotation(repository)["note"] == "m"


def listening(repository: Repository) -> list[Notice]:
    told: list[Notice] = []
    repository.notices.listen(told.append)
    return told


def failing(number: int) -> Callable[..., Any]:
    def fail(*arguments: object, **options: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_the_path_of_a_record_is_where_a_person_finds_it(
    repository: Repository, places: Places
) -> None:
    assert repository.path(FILE) == places.library / "articles" / "a-000001" / "record.json"
    assert repository.path("claims/c") == places.library / "claims" / "c.json"
    assert repository.path(LIBRARY) == Path(places.library / "library.json")
