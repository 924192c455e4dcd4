import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from reader.errors import (
    DamagedFileError,
    NewerFileError,
    NotSavedError,
    StorageError,
    UnconfirmedError,
)
from reader.storage import atomic_json
from reader.storage.atomic_json import atomic_write, decode, encode, read_tables, unfinished
from reader.storage.base import Fields, Table, Tables

STAMP = "0123456789ab-0001-0000000a"
TABLES: Tables = {
    "meta": {"schema": {"version": 1}},
    "annotations": {
        "b": {"id": "b", "note": "Grüße, 世界", "stamps": {"note": STAMP}},
        "a": {"id": "a", "tags": {"x/y": True}, "notes_past": {STAMP: "n"}},
    },
}


def test_a_record_reads_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    atomic_write(path, encode(TABLES))
    assert read_tables(path) == TABLES


def test_a_record_is_for_people_and_git_too() -> None:
    text = encode(TABLES).decode()
    assert text.index('"a": {') < text.index('"b": {')
    assert '\n    "b": {\n' in text
    assert "Grüße, 世界" in text
    assert text.endswith("}\n")


def test_a_missing_file_is_no_record(tmp_path: Path) -> None:
    assert read_tables(tmp_path / "record.json") is None
    assert read_tables(tmp_path / "no folder" / "record.json") is None


def test_a_file_cut_off_at_any_byte_is_damaged_never_half_read(tmp_path: Path) -> None:
    content = encode(TABLES)
    for length in range(len(content) - 1):
        with pytest.raises(DamagedFileError, match=r"record\.json is damaged"):
            decode(content[:length], tmp_path / "record.json")
    assert decode(content[:-1], tmp_path / "record.json") == TABLES


META = b'"meta": {"schema": {"version": 1}}'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n",
        b"\0" * 100,
        b"[]",
        b"null",
        b"NaN",
        b"{}",
        b'{"annotations": {}}',
        b'{"meta": {"schema": {"version": "1"}}}',
        b'{"meta": {"schema": {"version": true}}}',
        b'{"meta": {"schema": {"version": 0}}}',
        b'{"meta": []}',
        b'{"meta": {"schema": []}}',
        b"{%s, %s" % (META, b'"annotations": []}'),
        b"{%s, %s" % (META, b'"annotations": {"a": 1}}'),
        b"{%s, %s" % (META, b'"annotations": {"a": {"note": NaN}}}'),
        b"{%s, %s" % (META, b'"annotations": {"a": {"tags": ["x"]}}}'),
        b"{%s, %s" % (META, b'"annotations": {"a": {"stamps": {"note": 5}}}}'),
        b"{%s, %s" % (META, b'"annotations": {"a": {"stamps": {"note": "soon"}}}}'),
        b"{%s, %s" % (META, b'"annotations": {"a": {"note": "\xff"}}}'),
        b"{%s}%s" % (META, b"}"),
    ],
)
def test_what_is_no_record_is_damaged_and_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(content)
    with pytest.raises(DamagedFileError, match=r"record\.json is damaged.*good copy"):
        read_tables(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        ("annotations", {"id": "b"}),
        ("annotations", {"note": 5}),
        ("annotations", {"note": None}),
        ("annotations", {"kind": ["claim"]}),
        ("annotations", {"deleted": True}),
        ("annotations", {"speaker": ["somebody"]}),
        ("annotations", {"extra": "more"}),
        ("annotations", {"notes_past": {"0": 5}}),
        ("annotations", {"anchors": "0-5"}),
        ("annotations", {"anchors": ["0-5"]}),
        ("annotations", {"anchors": [{"start": 0, "end": 5}]}),
        ("annotations", {"anchors": [{"start": 9, "end": 5, "exact": "words"}]}),
        ("annotations", {"anchors": [{"start": -5, "end": 0, "exact": "words"}]}),
        ("annotations", {"anchors": [{"start": 2**63, "end": 2**63 + 5, "exact": "words"}]}),
        ("annotations", {"anchors": [{"start": "0", "end": 5, "exact": "words"}]}),
        ("annotations", {"anchors": [{"start": 0, "end": 5, "exact": 5}]}),
        ("annotations", {"stamps": {"note": "ffffffffffff-0000-0000000a"}}),
        ("article", {"authors": "Anna Quill"}),
        ("article", {"authors": [5]}),
        ("article", {"sample": "yes"}),
        ("state", {"position": "12"}),
        ("state", {"position": True}),
        ("state", {"marked": 1}),
        ("claim", {"evidence": {"1": "a book"}}),
        ("speakers", {"aliases": {"Quill": True}}),
    ],
)
def test_a_field_of_another_type_is_damage_and_is_named(
    tmp_path: Path, table: str, fields: Fields
) -> None:
    tables = {"meta": {"schema": {"version": 1}}, table: {"a": {"id": "a", **fields}}}
    wrong = "its id" if "id" in fields else f"{next(iter(fields))} of {table}/a"
    with pytest.raises(DamagedFileError, match=rf"record\.json is damaged .*{wrong}.*good copy"):
        decode(encode(tables), tmp_path / "record.json")


def test_unknown_tables_fields_and_words_are_no_damage(tmp_path: Path) -> None:
    later = {"id": "a", "kind": "hunch", "mood": ["calm"], "via": "the radio"}
    tables: Tables = {
        "meta": {"schema": {"version": 1}},
        "moods": {"1": {}},
        "annotations": {"a": later},
    }
    assert decode(encode(tables), tmp_path / "record.json") == tables


def test_another_shape_is_no_damage_in_a_file_of_a_newer_version(tmp_path: Path) -> None:
    tables: Tables = {
        "meta": {"schema": {"version": 99}},
        "annotations": {"a": {"id": "a", "note": [1]}},
    }
    with pytest.raises(NewerFileError, match=r"record\.json .* newer version .* install"):
        decode(encode(tables), tmp_path / "record.json")


def test_a_file_that_cannot_be_read_is_not_called_damaged(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be read") as caught:
        read_tables(tmp_path)
    assert not isinstance(caught.value, DamagedFileError)


@pytest.mark.parametrize("value", ["\ud800", object(), 2**70])
def test_what_json_cannot_hold_is_refused_before_anything_is_written(value: Any) -> None:
    with pytest.raises(NotSavedError, match="cannot be written down"):
        encode({"annotations": {"a": {"note": value}}})


def test_short_writes_are_carried_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, rest: write(descriptor, bytes(rest[:7])))
    atomic_write(tmp_path / "record.json", encode(TABLES))
    assert read_tables(tmp_path / "record.json") == TABLES


@pytest.mark.parametrize(
    ("call", "number", "words"),
    [
        ("open", errno.EROFS, "the disk is read-only"),
        ("open", errno.EACCES, "its folder may not be written to"),
        ("open", errno.EMFILE, "too many files open"),
        ("write", errno.ENOSPC, "the disk is full"),
        ("write", errno.EDQUOT, "the disk quota is used up"),
        ("fsync", errno.EIO, "the disk reports an error"),
        ("replace", errno.ENOSPC, "the disk is full"),
    ],
)
def test_a_failure_before_the_rename_leaves_the_former_file_and_names_the_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, words: str
) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(b"former")
    monkeypatch.setattr(os, call, failing(number))
    with pytest.raises(NotSavedError, match=f"(?i:{words})"):
        atomic_write(path, b"later")
    monkeypatch.undo()
    assert path.read_bytes() == b"former"
    assert [entry.name for entry in tmp_path.iterdir()] == ["record.json"]


def test_a_failure_after_the_rename_is_unconfirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "record.json"
    monkeypatch.setattr(atomic_json, "sync_folder", failing(errno.EIO))
    with pytest.raises(UnconfirmedError, match="has not confirmed it: the disk reports an error"):
        atomic_write(path, b"later")
    assert path.read_bytes() == b"later"


def test_the_file_its_folder_and_new_parents_are_made_durable_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def noting(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        fsync(descriptor)

    if not Path("/proc/self/fd").exists():
        pytest.skip("names of open files are read from /proc")
    monkeypatch.setattr(os, "fsync", noting)
    atomic_write(tmp_path / "articles" / "a" / "record.json", b"x")
    assert synced[:2] == [tmp_path.name, "articles"]
    assert synced[2].startswith(".record.json.")
    assert synced[3:] == ["a"]


def test_the_permissions_of_a_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(b"former")
    path.chmod(0o600)
    atomic_write(path, b"later")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "library.json"
    target.write_bytes(b"former")
    link = tmp_path / "library.json"
    link.symlink_to(target)
    atomic_write(link, b"later")
    assert link.is_symlink()
    assert target.read_bytes() == b"later"


def test_only_temporary_files_of_the_same_file_count_as_left_over(tmp_path: Path) -> None:
    for name in (".record.json.12-ab.tmp", ".other.json.12-ab.tmp", "record.json.damaged-1"):
        (tmp_path / name).touch()
    path = tmp_path / "record.json"
    assert unfinished(path) == [tmp_path / ".record.json.12-ab.tmp"]
    assert unfinished(tmp_path / "none" / "record.json") == []


def failing(number: int) -> Callable[..., Any]:
    def fail(*arguments: object, **options: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("number", [0, 1, 64, 65, 200])
def test_many_documents_are_written_as_few_are(number: int) -> None:
    documents: Table = {f"é{each * 7 % 200:03}": {"id": "x", "note": "n"} for each in range(number)}
    tables = {**TABLES, "speakers": documents, "tags": {}}
    whole = orjson.dumps(tables, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
    assert encode(tables) == whole + b"\n"
