import json

import pytest

from reader.library import Library
from tests.cli.conftest import Command


@pytest.fixture
def tags(reader: Command, mill: str) -> None:
    for words, tag in (("the oldest", "town/mill"), ("closed on Mondays", "town")):
        reader("annotate", mill, "--quote", words, "--tag", tag)


@pytest.mark.usefixtures("tags")
def test_a_tag_is_changed_only_when_one_says_yes(reader: Command) -> None:
    asked = reader("tags", "rename", "town", "village")
    assert asked.status == 2
    assert asked.out == (
        "#town would become #village in 2 annotations in 1 article, with 1 tag below it.\n"
    )
    assert asked.err == "reader: Nothing is changed: give --yes to do this.\n"
    assert reader("tags").out == "town\ntown/mill\n"
    done = reader("tags", "rename", "town", "village", "--yes")
    assert done.out == "#town became #village in 2 annotations in 1 article, with 1 tag below it.\n"
    assert reader("tags").out == "village\nvillage/mill\n"
    assert reader("tags", "move", "village/mill", "", "--yes").status == 0
    joined = reader("tags", "rename", "mill", "village", "--yes").out
    assert joined == "#mill became #village in 1 annotation in 1 article; joined with #village.\n"
    deleted = reader("tags", "delete", "village", "--yes").out
    assert deleted == "#village went from 2 annotations in 1 article.\n"
    assert reader("tags").out == ""
    assert all("tags" not in note for note in json.loads(reader("notes", "--json").out))


@pytest.mark.usefixtures("tags")
def test_a_tag_has_a_colour_a_key_and_a_description(reader: Command) -> None:
    given = ["--color", "green", "--hotkey", "3", "--description", "Who lives there"]
    assert reader("tags", "edit", "town", *given).status == 0
    assert reader("tags").out == "town  Who lives there\ntown/mill\n"
    assert json.loads(reader("tags", "--json").out)[0] == {
        "path": "town",
        "color": "green",
        "hotkey": "3",
        "description": "Who lives there",
    }


@pytest.mark.usefixtures("tags")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["rename", "mill", "x", "--yes"], "There is no tag #mill; see reader tags."),
        (["rename", "town", "town", "--yes"], "#town is called so already."),
        (["move", "town", "town/mill"], "#town cannot be put below itself; choose a path outside"),
        (["rename", "town", " / "], "A tag needs at least one letter or digit."),
        (["edit", "town", "--hotkey", "0"], "A tag is chosen by a digit from 1 to 9."),
    ],
)
def test_what_cannot_be_done_with_a_tag_is_said(
    reader: Command, arguments: list[str], sentence: str
) -> None:
    outcome = reader("tags", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(f"reader: {sentence}")
    assert reader("tags").out == "town\ntown/mill\n"


@pytest.mark.usefixtures("tags")
def test_breaking_it_off_takes_all_back(reader: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = Library.flush
    broken: list[bool] = []

    def break_off_once(library: Library) -> None:
        if library.history.sweeping and not broken:
            broken.append(True)
            raise KeyboardInterrupt
        flush(library)

    monkeypatch.setattr(Library, "flush", break_off_once)
    assert reader("tags", "delete", "town", "--yes").status != 0
    assert broken
    assert reader("tags").out == "town\ntown/mill\n"
    tags = [note.get("tags", []) for note in json.loads(reader("notes", "--json").out)]
    assert sorted(tags) == [["town"], ["town/mill"]]
