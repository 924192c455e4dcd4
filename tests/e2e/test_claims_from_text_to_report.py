"""An hour before a deadline, in a real terminal: four articles, from first key to report."""

import base64
import json
import re
from typing import Any

import pytest

from reader.config import Config
from reader.library import Library
from reader.paths import resolve_places
from reader.text.document import Range
from tests.e2e.conftest import Home
from tests.e2e.test_bad_input_files import add
from tests.terminal import Terminal

GAZETTE = "Bridge to close\n\nThe bridge carries forty lorries an hour, the mayor Ada Brook said.\n"
COURIER = "Hauliers object\n\nThe bridge is crossed by forty lorries, said Ben Marsh.\n"
HERALD = "Count on the bridge\n\nThe council counted nine lorries an hour on the bridge in March.\n"
LETTERS = "Letters\n\nThe ferry has never been late, wrote Ben Holt.\n"
SHEETS, EACH = 40, 5


@pytest.fixture
def tagged(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home in which two hundred annotations have one tag."""
    for name, value in home.environment.items():
        monkeypatch.setenv(name, value)
    with Library.open(resolve_places(home.folder / "library"), Config()) as library:
        for number in range(SHEETS):
            text = f"Number {number}\n\nOne two three four five six seven eight nine ten."
            session = library.session(library.add(text.encode(), f"{number}.txt").article)
            with library.history.step("a start"):
                for start in range(EACH):
                    session.set_tags(session.mark(Range(11 + start, 20 + start)), ["traffic"])
    return home


def listed(home: Home, query: str = "") -> list[dict[str, Any]]:
    """Return the sightings that a query finds, as the command line has them."""
    found: list[dict[str, Any]] = json.loads(home.say("claims", query, "--json"))
    return found


def copied(terminal: Terminal) -> str:
    """Return what was last put on the clipboard."""
    *_, last = re.findall(r"\x1b\]52;c;([A-Za-z0-9+/=]+)", "".join(terminal.received))
    return base64.b64decode(last).decode()


def on_board(terminal: Terminal, words: str) -> str:
    """Return the row of the board with some words, without the preview beside it."""
    rows = (line.partition("│")[0] for line in terminal.lines)
    return next(row for row in rows if words in row)


def test_four_articles_are_claimed_judged_compared_and_reported_by_keys(tagged: Home) -> None:
    home = tagged
    gazette, courier = add(home, "gazette.txt", GAZETTE), add(home, "courier.txt", COURIER)
    herald, letters = add(home, "herald.txt", HERALD), add(home, "letters.txt", LETTERS)

    # A suggested speaker is confirmed.
    with home.start(gazette, columns=120, rows=36) as terminal:
        terminal.wait_for("Bridge to close").settle()
        terminal.press("c").wait_for("suggested").press("enter").wait_for("Confirmed: Ada Brook")
        terminal.press("ctrl+q").wait_exit()

    # A suggested speaker is corrected; the claim is the same one, and it is pinned.
    with home.start(courier, columns=120, rows=36) as terminal:
        terminal.wait_for("Hauliers object").settle()
        terminal.press("c").wait_for("Ben Marsh ?")
        terminal.press("s").wait_for("Tab complete").type("Kit Lund").press("enter")
        terminal.wait_for("Kit Lund").wait_gone("Ben Marsh ?")
        terminal.press("L").wait_for("The bridge carries forty").press("enter").wait_for("Linked")
        terminal.press("x").wait_for("is it true?").press("4").wait_for("refuted")
        terminal.wait_for("in 2 articles").press("p").wait_for("E evidence")

        # A passage of a third article refutes it; read there, with the claim in sight.
        terminal.press("J").wait_for("Bridge to close").press("K").wait_for("Hauliers object")
        terminal.press("K").wait_for("Count on the bridge").settle()
        assert "refuted" in terminal.text
        terminal.press("E").wait_for("it speaks against it").press("r").wait_for("Refutes")
        terminal.press("c").wait_for("◆")
        terminal.press("s").wait_for("Tab complete").type("Zoe Quill").press("enter")
        terminal.wait_for("Zoe Quill")
        terminal.press("K").wait_for("The ferry has never").settle()
        terminal.press("c").wait_for("Ben Holt ?").press("ctrl+q")
        assert terminal.wait_exit() == 0

    sightings = {each["article"]: each for each in listed(home)}
    assert set(sightings) == {gazette, courier, herald, letters}
    assert {each["speaker"] for each in sightings.values()} == {
        *("Ada Brook", "Kit Lund", "Zoe Quill", "Ben Holt")
    }
    assert sightings[letters]["speaker_state"] == "suggested"
    one, other = sightings[gazette], sightings[courier]
    assert one["claim"] == other["claim"]
    assert one["verdict"] == other["verdict"] == "refuted"
    shown = json.loads(home.say("claim", "show", one["id"], "--json"))
    assert [(each["relation"], each["article"]) for each in shown["evidence"]] == [
        ("refutes", herald)
    ]

    with home.start(gazette, columns=120, rows=36) as terminal:
        terminal.wait_for("in 2 articles").press("B").wait_for("4 sightings")
        # The board, filtered by verdict and grouped by speaker, agrees with the command line.
        terminal.press("/").type("verdict:refuted").wait_for("2 of 4").press("enter")
        while "grouped by speaker" not in terminal.text:
            terminal.press("b")
        terminal.wait_for("Ada Brook").wait_for("Kit Lund")
        assert "Zoe Quill" not in terminal.text
        assert len(listed(home, "verdict:refuted")) == 2
        for each in listed(home, "verdict:refuted"):
            assert "refuted" in on_board(terminal, each["exact"][:16])

        # What was asked is kept, and asked again.
        terminal.press("Q").wait_for("saved queries").type("wrong").press("enter")
        terminal.wait_for("Saved as").press("/", "ctrl+u", "enter").wait_for("4 sightings")

        # Two are changed at once, and it is undone.
        terminal.press("/").type("-verdict:refuted").wait_for("2 of 4").press("enter")
        terminal.press("*", "x").wait_for("2 claims").press("1").wait_for("supported: 2")
        assert len(listed(home, "verdict:supported")) == 2
        terminal.press("u").wait_for("Undone: verdict supported for 2 claims")
        assert listed(home, "verdict:supported") == []
        terminal.press("/", "ctrl+u", "enter").wait_for("4 sightings")
        terminal.press("Q").wait_for("wrong").press("enter").wait_for("2 of 4")

        # The report on what is shown goes to the clipboard, ready to paste.
        terminal.press("W").wait_for("Report on 1 claim")
        report = copied(terminal)
        terminal.press("q").wait_gone("grouped by")

        # A tag that two hundred annotations have is renamed, and it is undone.
        terminal.press(":").wait_for("commands").type("tags").press("enter")
        terminal.wait_for("traffic").wait_for("200").press("r")
        terminal.wait_for("200 annotations in 40 articles").press("ctrl+u").type("roads")
        terminal.press("enter").wait_for("#traffic is #roads now")
        assert all(each["tags"] == ["roads"] for each in notes(home) if each.get("tags"))
        terminal.press("u").wait_for("Undone").press("ctrl+q")
        assert terminal.wait_exit() == 0

    assert sum(each.get("tags") == ["traffic"] for each in notes(home)) == SHEETS * EACH
    for words in ("forty lorries", "Ada Brook", "Kit Lund", "refuted", "nine lorries"):
        assert words.casefold() in report.casefold(), words
    assert "Ben Holt" not in report


def notes(home: Home) -> list[dict[str, Any]]:
    """Return every annotation as the command line lists them."""
    found: list[dict[str, Any]] = json.loads(home.say("notes", "--json"))
    return found
