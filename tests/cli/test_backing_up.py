import json
import os
import shutil
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Command

OLDEST = ("--quote", "the oldest")


def let_hours_pass(home: Path, hours: int) -> None:
    """Date what was saved until now to some hours ago."""
    moment = time.time() - hours * 3600
    library = home / "library"
    for record in (library / "library.json", *library.glob("*/*/record.json")):
        os.utime(record, (moment, moment))
    for record in library.glob("claims/*.json"):
        os.utime(record, (moment, moment))


@pytest.fixture
def annotation(reader: Command, mill: str, home: Path) -> str:
    """Make an annotation five hours ago and write another note to it two hours ago."""
    annotation = reader("annotate", mill, *OLDEST, "--note", "since when?").out.strip()
    let_hours_pass(home, 5)
    reader("annotate", mill, "--quote", "1750", "--tag", "date")
    let_hours_pass(home, 2)
    return annotation


def notes(reader: Command) -> dict[str, str]:
    return {
        each["exact"]: each.get("note", "") for each in json.loads(reader("notes", "--json").out)
    }


def test_backups_are_listed_for_the_library_and_for_an_article(
    reader: Command, mill: str, annotation: str
) -> None:
    reader("annotate", mill, "--quote", "The mill is closed", "--claim")
    listed = reader("backup", "list").out
    assert "1 article" in listed
    lines = reader("backup", "list", "mill").out.splitlines()
    assert [line[21:] for line in lines] == [
        "1 annotation, 0 claims",
        "2 annotations, 0 claims",
        "3 annotations, 1 claim",
    ]
    objects = json.loads(reader("backup", "list", mill, "--json").out)
    assert [Path(each["path"]).stat().st_size for each in objects] == [
        each["bytes"] for each in objects
    ]
    for line, each in zip(lines, objects, strict=True):
        assert reader("backup", "restore", line[:19], mill, "--yes").status == 0, each


def test_a_restore_says_what_it_would_change_and_does_nothing_without_yes(
    reader: Command, mill: str, annotation: str
) -> None:
    reader("annotate", mill, "--quote", "The mill is closed")
    outcome = reader("backup", "restore", "4h", "mill", "--exact")
    assert outcome.status == 2
    assert outcome.err == "reader: Nothing is changed: give --yes to restore this.\n"
    assert "goes        “1750”" in outcome.out
    assert "0 back, 0 changed, 2 into the trash; 0 made since stay." in outcome.out
    assert len(notes(reader)) == 3


def test_a_restore_brings_back_and_keeps_what_was_made_since(
    reader: Command, mill: str, annotation: str, home: Path
) -> None:
    assert reader("backup", "restore", "4h", "mill").out.startswith("All is as it was at")
    (home / "config.toml").write_text("")
    from reader.config import Config
    from reader.library import Library
    from reader.paths import resolve_places

    with Library.open(resolve_places(), Config()) as library:
        session = library.session(mill)
        session.set_note(annotation, "a slip")
    outcome = reader("backup", "restore", "4h", "--yes")
    assert outcome.status == 0
    assert "note: “a slip” → “since when?”" in outcome.out
    assert "0 back, 1 changed, 0 into the trash; 1 made since stay." in outcome.out
    assert outcome.out.endswith("Restored.\n")
    assert notes(reader) == {"the oldest": "since when?", "1750": ""}
    assert "before a restore" in reader("backup", "list", mill).out


def test_a_deleted_folder_comes_back(
    reader: Command, mill: str, annotation: str, home: Path
) -> None:
    shutil.rmtree(home / "library" / "articles" / mill)
    assert reader("show", "mill").status == 2
    outcome = reader("backup", "restore", "0m", mill, "--yes")
    assert outcome.status == 0
    assert "its record is missing: put back whole" in outcome.out
    assert "its text and source: 2 files back" in outcome.out
    assert notes(reader) == {"the oldest": "since when?", "1750": ""}
    assert "[the oldest]1" in reader("show", mill).out


def test_a_deleted_record_of_tags_and_speakers_is_put_back_by_itself(
    reader: Command, annotation: str, home: Path
) -> None:
    record = home / "library" / "library.json"
    before = record.read_bytes()
    record.unlink()
    outcome = reader("tags")
    assert (outcome.status, outcome.out) == (0, "date\n")
    assert record.read_bytes() == before
    record.unlink()
    shutil.rmtree(home / "library" / "articles")
    (home / "library" / "holiday.jpg").write_bytes(b"no library any more")
    assert reader("tags").status == 2
    assert not record.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["restore", "tomorrow-ish"], "is no time"),
        (["restore", "2099-01-01"], "has not come yet"),
        (["restore", "9w"], "There is no backup from before"),
        (["restore", "9w", "mill"], "the oldest is of"),
        (["restore", "1h", "nowhere"], "No article is called “nowhere”"),
        (["list", "nowhere"], "No article is called “nowhere”"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    reader: Command, mill: str, annotation: str, arguments: list[str], sentence: str
) -> None:
    outcome = reader("backup", *arguments)
    assert outcome.status == 2
    assert sentence in outcome.err
    assert outcome.err.count("\n") == 1
    assert outcome.out == ""


def test_a_new_library_has_no_backups(reader: Command) -> None:
    outcome = reader("backup", "restore", "1h")
    assert outcome.status == 2
    assert "There is no backup" in outcome.err


def test_the_history_of_an_annotation_is_told_by_the_first_letters_of_its_id(
    reader: Command, mill: str, annotation: str
) -> None:
    outcome = reader("history", annotation[:18])
    assert outcome.status == 0
    lines = outcome.out.splitlines()
    assert lines[0] == f"“the oldest”  ({annotation})"
    assert lines[1].endswith("made      this machine")
    assert "      note: “since when?”" in lines
    [entry] = json.loads(reader("history", annotation, "--json").out)
    assert (entry["annotation"], entry["article"], entry["here"]) == (annotation, mill, True)
    assert {"field": "note", "before": "", "after": "since when?"} in entry["changes"]


def test_the_history_of_an_article_has_itself_and_its_annotations(
    reader: Command, mill: str, annotation: str
) -> None:
    shown = reader("history", "mill").out
    assert shown.startswith(f"The mill on the river  ({mill})")
    assert "“the oldest”" in shown
    assert "“1750”" in shown


def test_a_history_of_nothing_is_one_sentence(reader: Command, mill: str, annotation: str) -> None:
    for name in ("nowhere", "0123", "facade"):
        outcome = reader("history", name)
        assert outcome.status == 2
        assert outcome.err == (
            f"reader: “{name}” is neither the beginning of an annotation's id "
            "nor the name of an article.\n"
        )
    outcome = reader("history", annotation[:4])
    assert outcome.status == 2
    assert "give more of the id" in outcome.err
