"""The claims board in a real terminal: every claim of several articles, judged from one place."""

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import Home

ARTICLES = {
    "mill": ("The mill is the oldest in the county", "Ada Brook", "Ada Brook said so on Monday."),
    "lock": ("The lock holds forty boats", "Jo Marsh", "Jo Marsh counted them."),
    "ferry": ("The ferry has never been late", "Ada Brook", "It was late twice."),
    "bridge": ("The bridge is older than the mill", "Jo Marsh", "No deed names it."),
}


@pytest.fixture
def claimed(home: Home, tmp_path: Path) -> Home:
    """A home with four articles and a claim in each."""
    for name, (claim, speaker, rest) in ARTICLES.items():
        path = tmp_path / f"{name}.md"
        path.write_text(f"# About the {name}\n\n{claim}. {rest}\n", encoding="utf-8")
        home.say("add", str(path))
        annotate = ("annotate", f"about-the-{name}", "--quote", claim, "--claim")
        home.say(*annotate, "--speaker", speaker)
    return home


def claims(home: Home, query: str = "") -> dict[str, str]:
    """Return the verdicts by the words, as the command line has them."""
    listed = json.loads(home.say("claims", query, "--json"))
    return {each["exact"]: each.get("verdict", "") for each in listed}


def test_claims_of_four_articles_are_judged_found_again_and_reported_from_one_place(
    claimed: Home,
) -> None:
    mill, lock, ferry, bridge = (words for words, _, _ in ARTICLES.values())
    with claimed.start("about-the-mill", columns=120, rows=36) as terminal:
        terminal.wait_for("About the mill").press("B").wait_for("4 sightings")
        terminal.wait_for("Jo Marsh")
        for words, speaker, _ in ARTICLES.values():
            row = next(line for line in terminal.lines if words[:24] in line)
            assert speaker in row

        # Two by one speaker, at once, and back, and again.
        terminal.press("/").type("speaker:brook").wait_for("2 of 4").press("enter")
        terminal.press("*", "x").wait_for("verdict · 2 claims").press("4").wait_for("refuted: 2")
        assert claims(claimed, "verdict:refuted") == {mill: "refuted", ferry: "refuted"}
        terminal.press("u").wait_for("Undone: verdict refuted for 2 claims")
        assert not claims(claimed, "verdict:refuted")
        terminal.press("ctrl+r").wait_for("Done again")

        # What is typed is kept under a name.
        terminal.press("Q").wait_for("saved queries").type("ada").press("enter")
        terminal.wait_for("Saved as").press("/", "ctrl+u", "enter").wait_for("4 sightings")
        terminal.press("Q").wait_for("ada").press("enter").wait_for("2 of 4")
        terminal.press("/", "ctrl+u", "enter").wait_for("4 sightings")

        # Grouped by verdict; the board tells the same as the command line.
        terminal.press("b", "b", "b").wait_for("grouped by verdict").wait_for("▾ refuted")
        terminal.wait_for("▾ no verdict")
        assert set(claims(claimed, "-has:verdict")) == {lock, bridge}

        # To the place in the text and back to the board as it was.
        terminal.press("G", "enter").wait_for("About the").wait_gone("grouped by")
        terminal.press("B").wait_for("grouped by verdict").wait_for("▾ refuted")

        terminal.press("W").wait_for("Report on 4 claims")
        terminal.press("q").wait_gone("grouped by").press("q")
        assert terminal.wait_exit() == 0
    written = list((claimed.folder / "Documents" / "claim-reader").glob("claims *.md"))
    assert len(written) == 1
    report = written[0].read_text(encoding="utf-8")
    assert all(words in report for words in (mill, lock, ferry, bridge))
    assert claimed.say("queries").split()[0] == "ada"
