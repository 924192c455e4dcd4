from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.storages import JSONStorage
from tinydb.table import Document, Table

from reader.errors import DamagedFileError
from reader.storage.base import Change
from reader.storage.database import RecordDatabase
from reader.storage.repository import Repository


class StringTable(Table):
    document_id_class = str  # type: ignore[assignment]


class StockDatabase(TinyDB):
    table_class = StringTable


CHANGES = {
    "library": ("speakers", "0190-s", "name", "A minister"),
    "articles/a-000001": ("annotations", "0190-a", "note", "Which one?"),
    "claims/c-000001": ("claim", "c-000001", "text", "It rained."),
}


@pytest.mark.parametrize("file", CHANGES)
def test_every_kind_of_file_opens_with_tinydb_as_it_comes(
    repository: Repository, file: str
) -> None:
    table, document, field, value = CHANGES[file]
    repository.apply([Change(file, table, document, field, value)])
    with StockDatabase(repository.path(file), storage=JSONStorage) as database:
        assert database.table("meta").get(doc_id="schema") == {"version": 1}
        found = database.table(table).search(where(field) == value)
        assert [entry.doc_id for entry in found] == [document]
        assert "meta" in database.tables()


def test_a_record_written_by_tinydb_itself_is_read(repository: Repository) -> None:
    path = repository.path("claims/c")
    path.parent.mkdir()
    with StockDatabase(path, storage=JSONStorage) as database:
        database.table("meta").insert(Document({"version": 1}, "schema"))  # type: ignore[arg-type]
        database.table("claim").insert(Document({"id": "c", "text": "So"}, "c"))  # type: ignore[arg-type]
    assert repository.read("claims/c")["claim"]["c"]["text"] == "So"


def test_tables_of_a_record_are_usual_tinydb_tables(tmp_path: Path) -> None:
    with RecordDatabase(tmp_path / "record.json") as database:
        database.update_tables(lambda _: {"meta": {"schema": {"version": 1}}})
        table = database.table("annotations")
        table.insert(Document({"id": "x", "kind": "claim"}, "x"))  # type: ignore[arg-type]
        assert table.count(where("kind") == "claim") == 1
    with RecordDatabase(tmp_path / "record.json") as database:
        entry = database.table("annotations").get(doc_id="x")
        assert entry == {"id": "x", "kind": "claim"}


def test_a_query_sees_what_another_process_wrote_since(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    with RecordDatabase(path) as mine, RecordDatabase(path) as theirs:
        mine.update_tables(lambda _: {"meta": {"schema": {"version": 1}}})
        query = where("kind") == "claim"
        assert mine.table("annotations").search(query) == []
        found = Document({"id": "x", "kind": "claim"}, "x")  # type: ignore[arg-type]
        theirs.table("annotations").insert(found)
        assert len(mine.table("annotations").search(query)) == 1


def test_an_update_of_nothing_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    with RecordDatabase(path) as database:
        database.update_tables(lambda _: {"meta": {"schema": {"version": 1}}})
        before = path.stat().st_ino
        database.update_tables(lambda _: None)
        assert path.stat().st_ino == before


def test_a_damaged_file_is_never_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.touch()
    with RecordDatabase(path) as database, pytest.raises(DamagedFileError):
        database.table("annotations").insert(Document({}, "x"))  # type: ignore[arg-type]
    assert path.read_bytes() == b""


def test_tinydb_is_left_as_others_know_it() -> None:
    assert Table.document_id_class is int
    assert TinyDB.table_class is Table
