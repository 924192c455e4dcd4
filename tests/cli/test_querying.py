"""Claims listed, everything searched, parts asked for by a query."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.fixture
def annotated(reader: Command, mill: str) -> str:
    """Return an article with a judged claim and a tagged highlight in it."""
    words = ("--quote", "the mill was the oldest", "--speaker", "Ann Field", "--verdict", "refuted")
    assert reader("annotate", mill, *words).status == 0
    reader("annotate", mill, "--quote", "older than 1750", "--tag", "dates/old", "--note", "How?")
    return mill


def test_claims_are_listed_with_who_said_them_and_how_they_are_judged(
    reader: Command, annotated: str
) -> None:
    [line] = reader("claims").out.splitlines()
    assert "“the mill was the oldest”  Ann Field · done · refuted" in line
    assert line.endswith(annotated)
    assert reader("claims", "-verdict:refuted") == (0, "", "")
    assert reader("claims", "-has:note").out.splitlines() == [line]


def test_claims_as_json_have_what_the_notes_have(reader: Command, annotated: str) -> None:
    [claim] = json.loads(reader("claims", "verdict:refuted", "--json").out)
    [note] = json.loads(reader("notes", "--query", "is:claim", "--json").out)
    shared = claim.keys() & note.keys()
    assert {"article", "id", "exact", "start", "claim", "speaker", "verdict"} <= shared
    assert {name: claim[name] for name in shared} == {name: note[name] for name in shared}


def test_a_suggested_speaker_bears_a_question_mark(reader: Command, mill: str) -> None:
    reader("annotate", mill, "--quote", "the mill was the oldest in the county", "--claim")
    assert " ?" in reader("claims", "is:suggested").out


def test_words_are_found_with_what_is_around_them(reader: Command, annotated: str) -> None:
    found = reader("search", "older", "than").out
    assert f"{annotated}:" in found
    assert "Nobody has shown a record older than 1750." in found
    assert "annotation" in found
    assert reader("search", "zebra") == (0, "", "")
    assert reader("search", "older", "article:nothing") == (0, "", "")
    assert reader("search", "older", "article:mill").out == found
    assert len(reader("search", "mill", "--limit", "1").out.splitlines()) < len(
        reader("search", "mill").out.splitlines()
    )


def test_a_passage_as_json_says_where_its_hits_are(reader: Command, annotated: str) -> None:
    passages = json.loads(reader("search", '"record older"', "--json").out)
    [passage] = [each for each in passages if each["source"] == "text"]
    [[start, end]] = passage["hits"]
    assert passage["text"][start:end] == "record older"
    assert passage["article"] == annotated


@pytest.mark.parametrize("words", ["mill OR ferry", "-mill", "tag:x", "mill -ferry", "…"])
def test_a_search_needs_words_that_stand_together(reader: Command, mill: str, words: str) -> None:
    outcome = reader("search", words)
    assert (outcome.status, outcome.out) == (2, "")
    assert re.search("needs words|stand together", outcome.err)


def test_notes_and_articles_are_chosen_by_a_query(reader: Command, annotated: str) -> None:
    for article in ((), (annotated,)):
        notes = reader("notes", *article, "--query", "tag:dates/*").out
        assert "  2  “older than 1750”" in notes
        assert "oldest" not in notes
    assert annotated in reader("list", "--query", "has:note").out
    assert reader("list", "--query", "-has:note") == (0, "", "")
    assert "How?" in reader("export", "--query", "has:note", "-o", "-").out
    outcome = reader("export", "--query", "-has:note", "-o", "-")
    assert (outcome.status, outcome.err) == (2, "reader: No notes are found.\n")


@pytest.mark.parametrize(
    "arguments", [["claims"], ["list", "--query"], ["notes", "--query"], ["search"]]
)
def test_a_wrong_query_is_answered_in_a_sentence_with_its_place(
    reader: Command, mill: str, arguments: list[str]
) -> None:
    outcome = reader(*arguments, "mill  字 added:soon")
    assert (outcome.status, outcome.out) == (2, "")
    said, query, pointer = outcome.err.splitlines()
    assert said.startswith("reader: The query is wrong at character 15: after “added:” a date")
    assert query == "  mill  字 added:soon"
    assert pointer.index("^") == len("  mill  字 added:") + 1


def test_what_a_query_is_made_of_cannot_act_on_the_terminal(reader: Command, mill: str) -> None:
    outcome = reader("claims", "\x1b]52;c;eA==\x07 foo:\x1b[31mx \u202e")
    assert outcome.status == 2
    assert "there is no field “foo:”" in outcome.err
    assert not set(outcome.err) & set("\x1b\x07\u202e")


def test_a_verdict_is_one_that_is_used_or_could_be(reader: Command, annotated: str) -> None:
    outcome = reader("claims", "verdict:refutd")
    assert outcome.status == 2
    assert "one of supported, mixed, misleading, refuted," in outcome.err
    assert reader("claims", "verdict:Refuted").out


def test_queries_are_saved_listed_and_removed(reader: Command, annotated: str) -> None:
    assert reader("queries").out == ""
    saved = reader("queries", "save", "old ones", "(tag:dates) is:highlight")
    assert saved.out == "old ones  tag:dates is:highlight\n"
    assert reader("queries").out == saved.out
    assert json.loads(reader("queries", "--json").out) == [
        {"name": "old ones", "query": "tag:dates is:highlight"}
    ]
    assert reader("queries", "remove", "old ones").status == 0
    assert reader("queries").out == ""
    outcome = reader("queries", "remove", "old ones")
    assert outcome.status == 2
    assert "No query is saved as “old ones”" in outcome.err
    assert reader("queries", "save", "x", "tag:").err.splitlines()[-1].endswith("^")


def test_statistics_are_drawn_and_printed_as_json(reader: Command, annotated: str) -> None:
    drawn = reader("stats", "tag:dates OR verdict:refuted").out
    assert drawn.startswith("1 sighting of 1 claim\n\nVerdict\nrefuted  ███")
    assert "\nSpeaker\nAnn Field  ███" in drawn
    found = json.loads(reader("stats", "--json").out)
    assert found["verdict"] == [{"value": "refuted", "label": "refuted", "number": 1}]
    listed = json.loads(reader("claims", "--json").out)
    assert found["sightings"] == len(listed)
    assert reader("stats", "-verdict:refuted").out == "0 sightings of 0 claims\n"
    assert reader("stats", "verdict:").status == 2


def test_reports_that_several_papers_printed_are_listed_together(
    reader: Command, annotated: str, home: Path
) -> None:
    report = " ".join(f"word{number} of a long report" for number in range(40))
    ids = []
    for paper in ("daily", "evening"):
        (home / f"{paper}.txt").write_text(f"The {paper}\n\n{report}\n\nRead the {paper}!\n")
        ids += reader("add", str(home / f"{paper}.txt")).out.split()[:1]
    first, other = reader("list", "--copies").out.splitlines()
    assert first.startswith(ids[0])
    assert re.match(rf"  +\d+%  {ids[1]}  The evening$", other)
    [group] = json.loads(reader("list", "--copies", "--json").out)
    assert (group["id"], group["copies"][0]["id"]) == (ids[0], ids[1])
    assert reader("list", "--copies", "--query", "article:daily").out != ""
    assert reader("list", "--copies", "--query", "article:mill").out == ""


def test_a_report_on_what_is_open_is_ready_to_paste(reader: Command, annotated: str) -> None:
    assert reader("report").out.startswith("# Claims\n\n0 claims, 0 sightings")
    words = ("--quote", "It stood before the town", "--claim", "--tag", "age")
    assert reader("annotate", annotated, *words).status == 0
    report = reader("report", "tag:age").out
    assert "## 1. It stood before the town\n" in report
    assert "(suggested)" in report
    assert "There is no evidence yet." in report
    assert "## 1. the mill was the oldest" in reader("report", "--all", "verdict:refuted").out
    assert reader("report", "tag:nothing").out.startswith("# Claims\n\n0 claims")


def test_passages_on_the_matter_of_a_claim_are_found(
    reader: Command, annotated: str, home: Path
) -> None:
    [own] = json.loads(reader("claims", "--json").out)
    (home / "deed.txt").write_text(
        "A deed\n\nSome say that the mill was the oldest. A deed of 1620 names no county mill.\n"
    )
    deed = reader("add", str(home / "deed.txt")).out.split()[0]
    line, *_ = reader("evidence", "--of", own["id"]).out.splitlines()
    assert line.startswith(f"= {deed}:")
    assert "“Some say that the mill was the oldest.”" in line
    [found, *_] = json.loads(reader("evidence", "oldest", "county", "mill", "--json").out)
    assert found["article"] in (deed, annotated)
    by_words = reader("evidence", "the", "mill", "was", "the", "oldest").out.splitlines()
    assert any(own["id"] in line and own["claim"] in line for line in by_words)
    for wrong in (["evidence"], ["evidence", "mill", "--of", own["id"]]):
        assert reader(*wrong).status == 2
    for empty in ("", " ", "…"):
        outcome = reader("evidence", empty)
        assert (outcome.status, outcome.out) == (2, "")
        assert outcome.err == "reader: There is no word to look for.\n"


def test_ids_that_no_program_of_ours_gave_cannot_act_on_the_terminal(
    reader: Command, home: Path
) -> None:
    (home / "deed.txt").write_text("A deed\n\nSome say that the oldest mill is at the bend.\n")
    deed = reader("add", "deed.txt").out.split()[0]
    reader("annotate", deed, "--quote", "the oldest mill is at the bend", "--claim")
    record = home / "library" / "articles" / deed / "record.json"
    [own] = json.loads(reader("claims", "--json").out)
    hostile = "x\x1b]52;c;eA==\x07\ny"
    escaped = json.dumps(hostile)[1:-1]
    record.write_text(record.read_text().replace(own["id"], escaped))
    for command in (["evidence", "oldest", "mill", "bend"], ["claims"], ["search", "oldest"]):
        outcome = reader(*command)
        assert "mill" in outcome.out
        assert not set(outcome.out) & set("\x1b\x07")
        assert len(outcome.out.splitlines()) == len(json.loads(reader(*command, "--json").out))
