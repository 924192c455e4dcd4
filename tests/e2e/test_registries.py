"""A tag of two hundred annotations renamed and taken back, and two speakers made one, by keys."""

import json

import pytest

from reader.config import Config
from reader.library import Library
from reader.paths import resolve_places
from reader.text.document import Range
from tests.e2e.conftest import Home

ARTICLES, EACH = 40, 5


def _tags(home: Home) -> list[list[str]]:
    """Return the tags of every annotation, as the command line lists them."""
    notes: list[dict[str, list[str]]] = json.loads(home.say("notes", "--json"))
    return [note["tags"] for note in notes if note.get("tags")]


@pytest.fixture
def studied(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home with two hundred annotations of one tag, said by two people."""
    for name, value in home.environment.items():
        monkeypatch.setenv(name, value)
    with Library.open(resolve_places(home.folder / "library"), Config()) as library:
        for number in range(ARTICLES):
            text = f"Number {number}\n\nOne two three four five six seven eight nine ten."
            session = library.session(library.add(text.encode(), f"{number}.txt").article)
            with library.history.step("a start"):
                for start in range(EACH):
                    mark = session.mark(Range(11 + start, 20 + start))
                    session.set_tags(mark, ["mill"])
                    session.set_speaker(mark, "the keeper" if start else "Ada Brook")
    return home


def test_a_tag_of_two_hundred_annotations_is_renamed_and_taken_back(studied: Home) -> None:
    with studied.start() as terminal:
        terminal.wait_for("Number 39").press(":").wait_for("commands").type("tags").press("enter")
        terminal.wait_for("mill").wait_for("200")
        terminal.press("r").wait_for("200 annotations in 40 articles")
        terminal.press("ctrl+u").type("water/mill").wait_for("Enter: #water/mill").press("enter")
        terminal.wait_for("#mill is #water/mill now: 200 annotations in 40 articles.")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert _tags(studied) == [["water/mill"]] * ARTICLES * EACH
    with studied.start() as terminal:
        terminal.wait_for("Number 39").press(":").wait_for("commands").type("tags").press("enter")
        terminal.wait_for("200").press("j", "d").wait_for("gone from 200 annotations")
        terminal.press("y").wait_for("Deleted: #water/mill")
        terminal.press("u").wait_for("Undone: delete #water/mill").press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert _tags(studied) == [["water/mill"]] * ARTICLES * EACH


def test_two_speakers_become_one_and_are_two_again(studied: Home) -> None:
    with studied.start() as terminal:
        terminal.wait_for("Number 39").press(":").wait_for("commands").type("speakers")
        terminal.press("enter").wait_for("160").press("G", " ", "g", "m")
        terminal.wait_for("160 annotations will count as said by Ada Brook").press("y")
        terminal.wait_for("200").press("u").wait_for("Undone: merge").wait_for("160")
        terminal.press("ctrl+r").wait_for("Done again: merge").press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert "200 annotations" in studied.say("speakers")
    assert "also the keeper" in studied.say("speakers")
