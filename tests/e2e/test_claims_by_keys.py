"""One claim in several articles, in a real terminal: linked, judged once, backed by evidence."""

import json
from typing import Any

from tests.e2e.conftest import Home
from tests.e2e.test_bad_input_files import add, quit_with

GAZETTE = """\
Mill opens after two years

The water mill was the oldest in the county, the mayor Ada Brook said on Monday.

Tickets cost four crowns.
"""
COURIER = """\
The mill reopens

It is the oldest water mill in the county, said the mayor. The council paid for new beams.
"""
HERALD = """\
A deed in the archive

A deed of 1620 names an older water mill in the county, at Kell by the river.
"""
LETTERS = """\
Letters to the editor

Nobody has dated the beams of the mill, wrote Ben Holt.
"""


def claim_of(home: Home, article: str) -> dict[str, Any]:
    """Return the claim of an article's first annotation as the command line shows it."""
    identity = home.annotations(article)[0]["id"]
    shown = json.loads(home.say("claim", "show", identity, "--json"))
    assert isinstance(shown, dict)
    return shown


def test_a_claim_of_two_articles_is_judged_once_and_refuted_from_a_third(home: Home) -> None:
    gazette, courier = add(home, "gazette.txt", GAZETTE), add(home, "courier.txt", COURIER)
    herald, letters = add(home, "herald.txt", HERALD), add(home, "letters.txt", LETTERS)

    with home.start(gazette) as terminal:
        terminal.wait_for("The water mill was").settle()
        terminal.press("c").wait_for("suggested").press("enter").wait_for("Confirmed")
        terminal.press("x").wait_for("did they say it?").press("F").wait_for("said: fair")
        assert quit_with(terminal) == 0

    with home.start(courier) as terminal:
        terminal.wait_for("It is the oldest").settle()
        terminal.press("c").wait_for("◆")
        terminal.press("s").wait_for("Tab complete").type("Ada Brook").press("enter")
        terminal.wait_for("Ada Brook")
        terminal.press("L").wait_for("of 100 alike").press("enter").wait_for("Linked to")
        terminal.press("x").wait_for("is it true?").press("4").wait_for("● done · refuted")
        terminal.wait_for("in 2 articles")
        terminal.press("p").wait_for("E evidence")
        assert quit_with(terminal) == 0

    claim = claim_of(home, gazette)
    assert claim["verdict"] == "refuted"
    assert {each["article"] for each in claim["sightings"]} == {gazette, courier}

    with home.start(herald) as terminal:
        terminal.wait_for("A deed of 1620").wait_for("E evidence").settle()
        assert "refuted" in terminal.text
        terminal.press("E").wait_for("it speaks against it").press("r").wait_for("Refutes")
        terminal.wait_for("−1")
        terminal.press("u").wait_for("Undone").wait_gone("−1")
        terminal.press("ctrl+r").wait_for("−1")
        terminal.press("C").wait_for("Against it  1").wait_for("2 sightings in 2 articles")
        terminal.press("q").wait_for("A deed of 1620")
        assert quit_with(terminal) == 0

    with home.start(letters) as terminal:
        terminal.wait_for("Nobody has dated").wait_for("E evidence").settle()
        terminal.press("E").wait_for("it tells more about it").press("escape")
        terminal.press("p").wait_for("Let go of").wait_gone("E evidence")
        assert quit_with(terminal) == 0

    claim = claim_of(home, gazette)
    (piece,) = claim["evidence"]
    assert (piece["relation"], piece["article"]) == ("refutes", herald)
    assert piece["quote"].startswith("A deed of 1620")
    assert home.annotations(letters) == []


def test_evidence_is_found_in_the_library_and_taken_by_keys(home: Home) -> None:
    gazette, herald = add(home, "gazette.txt", GAZETTE), add(home, "herald.txt", HERALD)
    add(home, "courier.txt", COURIER)
    with home.start(gazette) as terminal:
        terminal.wait_for("The water mill was").settle()
        terminal.press("E").wait_for("A deed in the archive")
        terminal.press("G").press("r").wait_for("− refutes")
        terminal.press("u").wait_gone("− refutes").press("ctrl+r").wait_for("− refutes")
        terminal.press("enter").wait_for("A deed in the archive").wait_for("refutes “The water")
        terminal.press("ctrl+o").wait_for("Mill opens").wait_for("−1")
        assert quit_with(terminal) == 0
    claim = claim_of(home, gazette)
    (piece,) = claim["evidence"]
    assert (piece["relation"], piece["article"]) == ("refutes", herald)
