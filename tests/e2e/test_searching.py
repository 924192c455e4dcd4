"""Searching, filtering and lists in a real terminal."""

import json

from tests.e2e.conftest import Home

WEIR = """\
# The weir

The wéir was mended in March. Nobody said who paid for it.

A second weir was planned, and given up.
"""
LOCK = "# The lock\n\nThe lock stands above the weir.\n"


def test_words_are_found_opened_and_found_again_and_a_filter_becomes_a_list(home: Home) -> None:
    for name, text in (("weir.md", WEIR), ("lock.md", LOCK)):
        path = home.folder / name
        path.write_text(text)
        home.say("add", str(path))
    with home.start("lock") as terminal:
        terminal.wait_for("The lock stands").press("S").wait_for("Finds words anywhere")
        terminal.type("mended wei").wait_for("Texts 1")
        terminal.press("enter").wait_for("open there").press("enter")
        terminal.wait_for("2/4").press("n").wait_for("3/4")
        terminal.press("S").wait_for("Texts 1").press("escape").wait_for("3/4")
        terminal.press("tab").press("/").wait_for("complete").type("weir is:unr").press("tab")
        terminal.wait_for("/2").press("enter").wait_for("lists")
        terminal.press("Q").wait_for("save the filter").press("s").wait_for("a name")
        terminal.type("Weirs").press("enter").wait_for("Saved as the list “Weirs”")
        terminal.press("q", "q").wait_exit()
    assert json.loads(home.say("queries", "--json"))[0]["name"] == "Weirs"
