import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command

FORGE = "The forge by the road\n\nThe mill is the oldest in the county, the smith says.\n"


@pytest.fixture
def sightings(reader: Command, mill: str, home: Path) -> tuple[str, str]:
    """Mark what says the same in two articles, and return the ids of the annotations."""
    (home / "forge.txt").write_text(FORGE)
    forge = reader("add", str(home / "forge.txt")).out.split()[0]
    words = "the mill was the oldest in the county"
    first = reader("annotate", mill, "--quote", words, "--claim", "--speaker", "The mayor")
    again = "The mill is the oldest in the county"
    second = reader("annotate", forge, "--quote", again, "--claim", "--speaker", "The smith")
    return first.out.strip(), second.out.strip()


@pytest.fixture
def claim(reader: Command, sightings: tuple[str, str]) -> str:
    return reader("claim", "link", *sightings).out.strip()


def test_what_says_the_same_is_listed_and_linked(
    reader: Command, sightings: tuple[str, str]
) -> None:
    first, second = sightings
    offered = reader("claim", "link", first).out
    assert offered.split()[1] == second
    assert offered.endswith("The mill is the oldest in the county\n")
    outcome = reader("claim", "link", first, second)
    assert outcome.status == 0
    claim = outcome.out.strip()
    assert claim.startswith("the-mill-is-the-oldest-in-the-county-")
    assert reader("claim", "link", first).out == ""
    assert "already" in reader("claim", "link", first, claim[:8]).err


def test_a_claim_is_judged_once_and_shown_with_every_sighting(
    reader: Command, claim: str, sightings: tuple[str, str]
) -> None:
    edited = reader(
        "claim", "edit", claim, "--verdict", "refuted", "--explanation", "A deed.", "--type", "rule"
    )
    assert edited.status == 0
    for sighting in sightings:
        shown = reader("claim", "show", sighting).out
        assert shown.startswith(f"The mill is the oldest in the county  ({claim})\nrule · done · ")
        assert "The mayor: “the mill was the oldest in the county”  The mill on the river" in shown
        assert "The smith: “The mill is the oldest in the county”  The forge by the road" in shown
    notes = json.loads(reader("notes", "--json").out)
    assert [note["verdict"] for note in notes] == ["refuted", "refuted"]
    reader("claim", "edit", claim, "--verdict", "mixed")
    assert reader("claim", "show", claim).out.splitlines()[-1].endswith("verdict: refuted")
    assert json.loads(reader("claim", "show", claim, "--json").out)["verdict"] == "mixed"


def test_evidence_is_attached_listed_and_removed(reader: Command, claim: str, mill: str) -> None:
    proof = reader("annotate", mill, "--quote", "a record older than 1750").out.strip()
    piece = reader("claim", "evidence", claim, "refutes", proof).out.strip()
    url = "https://records.example/deed"
    reader("claim", "evidence", claim, "context", url, "--note", "page 4", "--primary")
    first, second = json.loads(reader("claim", "show", claim, "--json").out)["evidence"]
    assert first["annotation"] == proof
    assert first["quote"] == "a record older than 1750"
    assert (second["url"], second["primary"], second["note"]) == (url, True, "page 4")
    shown = reader("claim", "show", claim).out
    assert f"refutes   {piece[-6:]}  “a record older than 1750” · The mill on the river" in shown
    assert f"primary · {url}\n      page 4\n" in shown
    assert reader("claim", "evidence", claim, "--remove", piece[-6:]).status == 0
    assert [each["url"] for each in _shown(reader, claim)["evidence"]] == [url]


def test_claims_are_merged_and_sightings_split_off(
    reader: Command, claim: str, sightings: tuple[str, str]
) -> None:
    new = reader("claim", "split", sightings[1], "--text", "A mill is old").out.strip()
    assert _shown(reader, new)["text"] == "A mill is old"
    assert [each["id"] for each in _shown(reader, new)["sightings"]] == [sightings[1]]
    assert reader("claim", "merge", claim, new).out.strip() == claim
    merged = _shown(reader, sightings[1])
    assert (merged["id"], merged["merged_from"]) == (claim, [new])
    assert {each["id"] for each in merged["sightings"]} == set(sightings)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["show", "nothing"], "No claim's id begins with “nothing”"),
        (["show", "0123abcd"], "No annotation's id begins with “0123abcd”"),
        (["edit", "{claim}", "--verdict", "maybe"], "A verdict is one of: supported"),
        (["edit", "{claim}", "--text", " "], "A claim needs a text"),
        (["edit", "{claim}", "--as-of", "now"], "A date is written like 2026-03-31."),
        (["merge", "{claim}", "{claim}"], "These are one claim already"),
        (["split", "{first}", "{second}"], "These are all its sightings"),
        (["link", "{first}", "{first}"], "It is a sighting of"),
        (["evidence", "{claim}", "proves", "{first}"], "none of: supports, refutes, context"),
        (["evidence", "{claim}", "supports", "{first}"], "cannot be evidence for itself"),
        (["evidence", "{claim}", "supports", "javascript:x"], "no address of the web"),
        (["evidence", "{claim}", "--remove", "zz"], "No piece of its evidence has the id “zz”"),
    ],
)
def test_what_cannot_be_done_with_a_claim_is_said_in_one_sentence(
    reader: Command,
    claim: str,
    sightings: tuple[str, str],
    arguments: list[str],
    sentence: str,
) -> None:
    before = _shown(reader, claim)
    names = {"claim": claim, "first": sightings[0], "second": sightings[1]}
    outcome = reader("claim", *(each.format(**names) for each in arguments))
    assert (outcome.status, outcome.out) == (2, "")
    assert sentence in outcome.err
    assert outcome.err.count("\n") == 1
    assert _shown(reader, claim) == before


def test_an_annotation_without_a_claim_is_told_so(
    reader: Command, sightings: tuple[str, str]
) -> None:
    assert "of no claim yet" in reader("claim", "show", sightings[0]).err
    assert reader("claim", "evidence", sightings[0], "supports").status == 2


def _shown(reader: Command, claim: str) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(reader("claim", "show", claim, "--json").out)
    return shown
