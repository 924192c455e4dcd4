"""`reader doctor` says in plain words what is wrong, and mends what can be mended without loss."""

import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

import orjson
import pytest

from reader.paths import resolve_places
from tests.cli.conftest import ARTICLE, Command, forget_backups


@pytest.fixture
def folder(home: Path, reader: Command, mill: str) -> Path:
    """The folder of an article with a claim that has a tag and a speaker."""
    reader(
        *("annotate", mill, "--quote", "It stood before the town", "--claim"),
        *("--speaker", "The mayor", "--tag", "mills"),
    )
    reader("list")
    return home / "library" / "articles" / mill


def change(record: Path, function: object) -> None:
    tables = orjson.loads(record.read_bytes())
    assert callable(function)
    function(tables)
    record.write_bytes(orjson.dumps(tables))


def annotation(tables: dict[str, dict[str, dict[str, Any]]]) -> dict[str, Any]:
    (found,) = tables["annotations"].values()
    return found


def test_a_sound_library_is_said_to_be_well(reader: Command, folder: Path) -> None:
    outcome = reader("doctor")
    assert outcome.status == 0, outcome
    assert outcome.out == (
        "Looked at 1 article, 1 annotation, 0 claims, 1 text, 1 source: all is well.\n"
    )


def test_a_leftover_of_an_interrupted_save_is_merged(reader: Command, folder: Path) -> None:
    record = folder / "record.json"
    whole = record.read_bytes()
    (folder / ".record.json.1-aaaaaaaa.tmp").write_bytes(whole)
    change(record, lambda tables: tables.pop("annotations"))
    found = reader("doctor")
    assert found.status == 1
    assert "interrupted" in found.out
    mended = reader("doctor", "--fix")
    assert mended.status == 0, mended
    assert "Mended." in mended.out
    assert b"It stood before the town" in record.read_bytes()
    assert reader("doctor").status == 0


def test_a_conflict_copy_is_merged(reader: Command, folder: Path) -> None:
    record = folder / "record.json"
    shutil.copy(record, folder / "record.sync-conflict-20260101-120000-ABCDEFG.json")
    change(record, lambda tables: tables.pop("annotations"))
    assert reader("doctor", "--fix").status == 0
    assert b"It stood before the town" in record.read_bytes()
    assert len(list(folder.glob("record*"))) == 1


def test_a_damaged_record_is_put_back_from_a_backup(
    reader: Command, folder: Path, mill: str
) -> None:
    reader("annotate", mill, "--quote", "closed on Mondays", "--claim")
    (folder / "record.json").write_bytes(b"{")
    assert reader("doctor").status == 1
    mended = reader("doctor", "--fix")
    assert mended.status == 0, mended
    assert "It stood before the town" in reader("notes", mill).out
    assert list(folder.glob("record.json.damaged-*"))
    again = reader("doctor")
    assert again.status == 0
    assert "notice" in again.out


def test_an_anchor_that_points_elsewhere_is_moved_to_its_words(
    reader: Command, folder: Path
) -> None:
    def shift(tables: dict[str, dict[str, dict[str, Any]]]) -> None:
        (anchor,) = annotation(tables)["anchors"]
        anchor["start"], anchor["end"] = 3, 27

    change(folder / "record.json", shift)
    found = reader("doctor")
    assert found.status == 1
    assert "do not stand where its record says" in found.out
    assert reader("doctor", "--fix").status == 0
    assert reader("doctor").out.endswith("all is well.\n")


def test_a_doubtful_anchor_that_points_elsewhere_stays_doubtful(
    reader: Command, folder: Path
) -> None:
    def doubt(tables: dict[str, dict[str, dict[str, Any]]]) -> None:
        (anchor,) = annotation(tables)["anchors"]
        marked = {**anchor, "text": "0" * 12, "exact": "It burned down before the war"}
        present = {**anchor, "start": 3, "end": 27, "state": "suspect"}
        annotation(tables)["anchors"] = [marked, present]

    change(folder / "record.json", doubt)
    assert "kept as suspect" in reader("doctor").out
    assert reader("doctor", "--fix").status == 0
    tables = orjson.loads((folder / "record.json").read_bytes())
    assert annotation(tables)["anchors"][-1]["state"] == "suspect"
    assert annotation(tables)["anchors"][-1]["exact"] == "It stood before the town"


def test_a_deletion_without_a_stamp_gets_one(reader: Command, folder: Path) -> None:
    change(
        folder / "record.json",
        lambda tables: annotation(tables).update(deleted="2026-01-01T00:00:00Z"),
    )
    assert "does not say since when" in reader("doctor").out
    assert reader("doctor", "--fix").status == 0
    assert reader("doctor").status == 0
    assert "It stood" not in reader("notes").out


def test_a_missing_text_is_made_again_from_its_source(reader: Command, folder: Path) -> None:
    (text,) = (folder / "texts").iterdir()
    content = text.read_bytes()
    text.unlink()
    assert reader("doctor").status == 1
    assert reader("doctor", "--fix").status == 0
    assert text.read_bytes() == content


def test_a_changed_source_cannot_be_mended_and_is_named(reader: Command, folder: Path) -> None:
    (source,) = (folder / "sources").iterdir()
    source.write_text("something else")
    outcome = reader("doctor", "--fix")
    assert outcome.status == 1
    assert source.name in outcome.out
    assert "1 problem cannot be mended here." in outcome.out


@pytest.mark.parametrize("kind", ["texts", "sources"])
def test_a_text_or_source_that_is_gone_is_put_back_from_a_backup(
    reader: Command, folder: Path, kind: str
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    shutil.rmtree(folder / kind)
    found = reader("doctor")
    assert found.status == 1
    assert "is gone" in found.out
    assert reader("doctor", "--fix").status == 0
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert reader("doctor").status == 0


def test_a_source_that_no_backup_has_is_named(home: Path, reader: Command, folder: Path) -> None:
    shutil.rmtree(folder / "sources")
    forget_backups(home)
    outcome = reader("doctor", "--fix")
    assert outcome.status == 1
    assert "no backup has it" in outcome.out
    reader("refresh", "mill", "--from", str(home / "mill.txt"))
    assert reader("doctor").status == 0


def test_what_an_interrupted_adding_left_of_a_text_is_removed(
    reader: Command, folder: Path
) -> None:
    (text,) = (folder / "texts").iterdir()
    leftover = text.with_name(f".{text.name}.99-aaaaaaaa.tmp")
    leftover.write_bytes(b"{")
    assert reader("doctor").status == 1
    assert reader("doctor", "--fix").status == 0
    assert list((folder / "texts").iterdir()) == [text]


def test_a_conflict_copy_that_cannot_be_read_is_said_to_be_set_aside(
    reader: Command, folder: Path
) -> None:
    (folder / "record (conflicted copy 2026-01-01).json").write_text("{")
    outcome = reader("doctor", "--fix")
    assert outcome.status == 0
    assert "cannot be read" in outcome.out
    assert "merged" not in outcome.out
    assert list(folder.glob("record (conflicted*.damaged-*"))


def test_a_record_that_is_gone_is_put_back_with_its_annotations(
    home: Path, reader: Command, folder: Path, mill: str
) -> None:
    reader("annotate", mill, "--quote", "closed on Mondays", "--verdict", "mixed")
    notes = reader("notes", "--json").out
    (folder / "record.json").unlink()
    (claim,) = (home / "library" / "claims").iterdir()
    claim.unlink()
    assert reader("doctor").status == 1
    mended = reader("doctor", "--fix")
    assert mended.status == 0, mended
    assert reader("notes", "--json").out == notes
    again = reader("doctor")
    assert again.status == 0
    assert "all is well" in again.out


def test_a_damaged_record_without_a_backup_is_found_once_and_the_index_is_let_be(
    home: Path, reader: Command, folder: Path
) -> None:
    forget_backups(home)
    (folder / "record.json").write_bytes(b"")
    for _ in range(2):
        outcome = reader("doctor", "--fix")
        assert outcome.status == 1
        assert "1 problem cannot be mended here." in outcome.out
        assert "index" not in outcome.out


def test_an_interrupted_adding_is_taken_up(home: Path, reader: Command, folder: Path) -> None:
    (folder / "record.json").unlink()
    forget_backups(home)
    found = reader("doctor")
    assert found.status == 1
    assert "interrupted" in found.out
    assert reader("doctor", "--fix").status == 0
    assert "The mill on the river" in reader("list").out


def test_what_records_name_and_is_missing_is_said(
    home: Path, reader: Command, folder: Path, mill: str
) -> None:
    reader("annotate", mill, "--quote", "closed on Mondays", "--verdict", "mixed")
    shutil.rmtree(home / "library" / "claims")

    def forget(tables: dict[str, dict[str, object]]) -> None:
        tables["speakers"] = {}
        tables["tags"] = {}

    change(home / "library" / "library.json", forget)
    outcome = reader("doctor", "--fix")
    assert outcome.status == 1
    for word in ("speaker", "is not in the codebook", "The claim"):
        assert word in outcome.out
    assert "mills" in reader("tags").out


def test_a_merging_that_only_one_claim_knows_of_is_written_at_both_ends(
    home: Path, reader: Command, mill: str
) -> None:
    kept, other = (
        reader("annotate", mill, "--quote", words, "--verdict", "mixed").out.strip()
        for words in ("closed on Mondays", "Nobody has shown")
    )
    piece = reader("claim", "evidence", other, "refutes", "https://records.example/deed").out
    merged = reader("claim", "merge", kept, other).out.strip()
    assert piece.strip() in reader("claim", "show", kept, "--json").out

    def forget(tables: dict[str, dict[str, Any]]) -> None:
        document = tables["claim"][merged]
        del document["merged_from"]
        document["stamps"] = {
            field: stamp
            for field, stamp in document["stamps"].items()
            if not field.startswith("merged_from")
        }

    change(home / "library" / "claims" / f"{merged}.json", forget)
    assert piece.strip() not in reader("claim", "show", kept, "--json").out
    found = reader("doctor")
    assert found.status == 1
    assert "was merged into it" in found.out
    assert reader("doctor", "--fix").status == 0
    assert piece.strip() in reader("claim", "show", kept, "--json").out
    assert "all is well" in reader("doctor").out


def test_an_index_that_says_something_else_is_made_again(
    home: Path, reader: Command, folder: Path
) -> None:
    import sqlite3

    hour_ago = time.time() - 3600
    os.utime(folder / "record.json", (hour_ago, hour_ago))
    reader("list")
    index = resolve_places(home / "library").cache / "index.sqlite"
    with sqlite3.connect(index) as connection:
        connection.execute("UPDATE articles SET title = 'Another'")
    connection.close()
    assert "Another" in reader("list").out
    outcome = reader("doctor", "--fix")
    assert outcome.status == 0
    assert "The mill on the river" in reader("list").out


def test_files_of_this_machine_that_are_no_json_are_set_aside(
    home: Path, reader: Command, folder: Path
) -> None:
    state = resolve_places(home / "library").state
    (state / "interface.json").write_text("{")
    assert reader("doctor").status == 1
    assert reader("doctor", "--fix").status == 0
    assert list(state.glob("interface.json.damaged-*"))


def test_a_lock_somebody_holds_is_said(
    home: Path, reader: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.library.doctor import surroundings
    from reader.storage.locks import LibraryLock

    monkeypatch.setattr(surroundings, "_LOCK_SECONDS", 0.05)
    with LibraryLock(resolve_places(home / "library").state / "lock"):
        outcome = reader("doctor")
    assert outcome.status == 1
    assert "Another program" in outcome.out


def test_the_findings_come_as_json_too(reader: Command, folder: Path) -> None:
    (folder / ".record.json.1-aaaaaaaa.tmp").write_bytes(b"{")
    told = json.loads(reader("doctor", "--json").out)
    assert told["problems_left"] == 1
    assert told["looked_at"]["annotations"] == 1
    assert [each["can_be_mended"] for each in told["findings"]] == [True]
    assert ARTICLE.split("\n")[0] not in told
