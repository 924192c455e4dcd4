import os
from collections.abc import Iterable
from io import FileIO
from pathlib import Path

import pytest

from reader.errors import DamagedFileError, NotSavedError
from reader.paths import Places
from reader.storage import atomic_json, memory, splitting
from reader.storage.atomic_json import decode_file, encode, encode_in_pieces
from reader.storage.base import Change
from reader.storage.compressed import plain_blocks
from reader.storage.damage import copies_set_aside
from reader.storage.documents import Documents
from reader.storage.memory import Loaded, RecordMemory
from reader.storage.repository import Repository
from tests.storage.test_documents import annotation, record

FILE = "articles/a"


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_json, "LARGE", 1)
    monkeypatch.setattr(splitting, "_FEW", 8)


@pytest.fixture
def splits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note each time a file is decoded, by its length."""
    noted: list[int] = []

    def noting(blocks: Iterable[bytes], *, plain: bool) -> object:
        found = splitting.split(blocks, plain=plain)
        noted.append(0 if found is None else len(found.content))
        return found

    monkeypatch.setattr(atomic_json, "split", noting)
    return noted


def change(document: str, note: str) -> Change:
    return Change(FILE, "annotations", document, "note", note)


@pytest.fixture
def stored(places: Places) -> Repository:
    """Return a library with a record of a hundred annotations."""
    repository = Repository.open(places)
    path = repository.path(FILE)
    path.parent.mkdir(parents=True)
    path.write_bytes(encode(record(100)))
    return repository


def test_a_large_record_is_decoded_once_however_often_it_is_written(
    stored: Repository, splits: list[int]
) -> None:
    assert isinstance(stored.read(FILE)["annotations"], Documents)
    for number in range(20):
        stored.apply([change(f"{number:04}", "changed")])
        stored.apply([change(f"new-{number}", "made")])
    assert len(splits) == 1
    table = Repository(stored._places).read(FILE)["annotations"]
    assert len(table) == 120
    assert table["0019"]["note"] == "changed"
    assert table["new-19"]["note"] == "made"


def test_who_looks_once_leaves_nothing_of_a_large_record_in_memory(
    stored: Repository, splits: list[int]
) -> None:
    for _ in range(2):
        assert len(stored.glance(FILE)["annotations"]) == 100
    assert len(splits) == 2
    stored.read(FILE)
    stored.glance(FILE)
    assert len(splits) == 3


def test_what_was_handed_out_does_not_change_with_the_file(stored: Repository) -> None:
    before = stored.read(FILE)
    stored.apply([change("0001", "changed")])
    assert "note" not in before["annotations"]["0001"]
    before["annotations"]["0002"] = annotation("0002", note="only here")
    assert "note" not in stored.read(FILE)["annotations"]["0002"]


def test_a_change_that_keeps_size_and_times_is_seen(stored: Repository) -> None:
    stored.apply([change("0001", "mine")])
    path = stored.path(FILE)
    known = path.stat()
    path.write_bytes(path.read_bytes().replace(b'"mine"', b'"ours"'))
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    stored.apply([change("0002", "more")])
    table = stored.read(FILE)["annotations"]
    assert (table["0001"]["note"], table["0002"]["note"]) == ("ours", "more")


def test_what_another_process_wrote_is_kept(stored: Repository) -> None:
    stored.apply([change("0001", "mine")])
    Repository(stored._places).apply([change("0002", "theirs")])
    stored.apply([change("0003", "mine again")])
    table = stored.read(FILE)["annotations"]
    assert [table[f"000{number}"]["note"] for number in (1, 2, 3)] == [
        "mine",
        "theirs",
        "mine again",
    ]


def test_damage_to_a_known_file_is_found(stored: Repository) -> None:
    stored.apply([change("0001", "mine")])
    path = stored.path(FILE)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(DamagedFileError):
        stored.read(FILE)
    stored.apply([change("0002", "again")])
    (aside,) = copies_set_aside(path)
    assert len(aside.read_bytes()) < path.stat().st_size


def test_what_was_not_saved_is_not_remembered(
    stored: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored.apply([change("0001", "first")])

    def refuse(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(NotSavedError):
            stored.apply([change("0001", "second")])
    assert stored.read(FILE)["annotations"]["0001"]["note"] == "first"


def test_only_the_latest_files_are_remembered(tmp_path: Path, splits: list[int]) -> None:
    remembered = RecordMemory()
    paths = [tmp_path / f"{number}.json" for number in range(3)]
    for path in paths:
        path.write_bytes(encode(record(100)))
        remembered.read(path)
    remembered.read(paths[2])
    assert len(splits) == 3
    remembered.read(paths[0])
    assert len(splits) == 4
    assert remembered.read(tmp_path / "none.json") is None


def test_a_small_record_is_not_decoded_again_after_its_first_save(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_json, "LARGE", 1_000_000)
    decoded: list[Path] = []

    def noting(file: FileIO, path: Path) -> object:
        decoded.append(path)
        return decode_file(file, path)

    monkeypatch.setattr(memory, "decode_file", noting)
    for number in range(5):
        repository.apply([change("0001", f"note {number}")])
    assert decoded == []
    assert repository.read(FILE)["annotations"]["0001"]["note"] == "note 4"


def test_what_is_done_to_a_small_record_that_was_read_stays_with_the_reader(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_json, "LARGE", 1_000_000)
    repository.apply([change("0001", "first")])
    repository.read(FILE)["annotations"]["0001"]["note"] = "only here"
    repository.apply([change("0002", "second")])
    assert repository.read(FILE)["annotations"]["0001"]["note"] == "first"


def test_a_large_record_is_compressed_unless_its_annotations_are_being_changed(
    tmp_path: Path,
) -> None:
    remembered = RecordMemory()
    paths = [tmp_path / f"{number}.json" for number in range(3)]
    read = {}
    for path in paths:
        path.write_bytes(encode(record(100)))
        read[path] = remembered.read(path)

    def write(path: Path, table: str, document: str) -> None:
        loaded = remembered.load(path)
        assert loaded is not None
        loaded.tables[table][document] = annotation(document)
        pieces = encode_in_pieces(loaded.tables)
        path.write_bytes(b"".join(plain_blocks(pieces)))
        remembered.keep(path, Loaded(pieces, loaded.tables))

    def plain() -> list[Path]:
        found = []
        for path, tables in read.items():
            assert tables is not None
            table = tables["annotations"]
            assert isinstance(table, Documents)
            if table._content._plain is not None:
                found.append(path)
        return found

    for _ in range(3):
        write(paths[1], "article", "a")
        assert plain() == []
    for path in (paths[1], paths[2], paths[1]):
        for number, expected in enumerate([[], [path], [path]]):
            write(path, "annotations", f"{number:04}")
            assert plain() == expected
    write(paths[1], "article", "a")
    assert plain() == [paths[1]]
    remembered.read(paths[0])
    remembered.read(paths[2])
    assert plain() == []


def test_a_very_large_record_is_not_compressed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(encode(record(100)))
    monkeypatch.setattr(atomic_json, "_VERY_LARGE", path.stat().st_size - 1)
    tables = RecordMemory().read(path)
    assert tables is not None
    table = tables["annotations"]
    assert isinstance(table, Documents)
    assert table._content._blocks is None
    assert b"".join(plain_blocks(encode_in_pieces(tables))) == path.read_bytes()
