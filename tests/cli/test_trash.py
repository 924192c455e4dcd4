import json
from pathlib import Path

import pytest

from reader.config import Config
from reader.library import Library
from reader.paths import resolve_places
from tests.cli.conftest import Command


@pytest.fixture
def deleted(reader: Command, mill: str, home: Path) -> tuple[str, str]:
    """Delete an annotation and an article; return their ids."""
    annotation = reader("annotate", mill, "--quote", "the oldest", "--note", "why?").out.strip()
    (home / "forge.txt").write_text("The forge by the road\n\nIt is said to be old.\n")
    forge = reader("add", str(home / "forge.txt")).out.split()[0]
    with Library.open(resolve_places(), Config()) as library:
        library.session(mill).delete(annotation)
        library.trash_article(forge)
    return annotation, forge


def test_what_was_deleted_is_listed(reader: Command, mill: str, deleted: tuple[str, str]) -> None:
    annotation, forge = deleted
    lines = reader("trash", "list").out.splitlines()
    assert [line[21:] for line in lines] == [
        f"{forge}  The forge by the road",
        f"{annotation}  “the oldest”",
    ]
    objects = json.loads(reader("trash", "list", "--json").out)
    assert [each.get("title") or each["note"] for each in objects] == [
        "The forge by the road",
        "why?",
    ]
    assert reader("trash", "list", mill).out.splitlines() == lines[1:]


def test_what_is_restored_is_there_again(reader: Command, deleted: tuple[str, str]) -> None:
    annotation, forge = deleted
    outcome = reader("trash", "restore", annotation[:20], "by the road")
    assert (outcome.status, outcome.out) == (0, f"{annotation}\n{forge}\n")
    assert forge in reader("list").out
    assert json.loads(reader("notes", "--json").out)[0]["id"] == annotation
    assert reader("trash", "list").out == ""


def test_what_is_not_in_the_trash_is_said_and_the_rest_restored(
    reader: Command, mill: str, deleted: tuple[str, str]
) -> None:
    outcome = reader("trash", "restore", mill, "0123abcd", deleted[1])
    assert outcome.status == 2
    assert outcome.out == f"{deleted[1]}\n"
    assert outcome.err == (
        f"reader: “{mill}” is not in the trash; see reader trash list.\n"
        "reader: No annotation's id begins with “0123abcd”; reader notes --json prints the ids.\n"
    )


def test_an_empty_trash_lists_nothing(reader: Command, mill: str) -> None:
    assert reader("trash", "list").out == ""
    assert reader("trash", "list", "--json").out == "[]\n"
    assert reader("trash", "list", "nowhere").status == 2
