"""Annotations asked for by what they are, against a plain look at each."""

from typing import Any

import pytest

from reader.index.annotations import AnnotationOrder, Group
from reader.index.conditions import (
    AllOf,
    Annotated,
    AnyOf,
    Between,
    Condition,
    Contains,
    Field,
    Has,
    Is,
    Not,
    Says,
    Starts,
    Titled,
    phrase_of,
)
from reader.text.document import Range
from tests.index.conftest import Shelves
from tests.index.test_contents import mark

SAID: dict[str, Any] = {"via": "The Daily", "said_on": "2026-01-03"}


@pytest.fixture
def filled(shelves: Shelves) -> Shelves:
    shelves.write(
        "a",
        title="The Łódź ferry",
        site="The Daily",
        accessed_on="2026-02-02",
        published_on="2026-01-30",
        text="t1",
        annotations={
            "u": mark("u", exact="mill", created="2026-01-05", speaker="s1", claim="c1", **SAID),
            "v": mark("v", exact="ferry", created="2026-02-05", tags={"p": True, "r": True}),
            "w": mark("w", text="t0", note="Mill?", created="2026-02-06", speaker="s2"),
        },
    )
    shelves.write(
        "b",
        title="Bread",
        sample=True,
        tags={"old/bread": True},
        published_on="May 2026",
        accessed_on="2026-01-01",
        annotations={
            "x": {"id": "x", "kind": "question", "note": "the whole", "tags": {"p/q": True}},
            "y": mark("y", claim="c2", tags={"pz": True}, speaker_state="suggested", speaker="no"),
        },
    )
    shelves.write("c", deleted="2026", annotations={"z": mark("z")})
    speakers = {
        "s1": {"id": "s1", "name": "Ann Field", "aliases": ["The Minister"]},
        "s2": {"id": "s2", "name": "A. Field", "renamed_to": "s1"},
    }
    tags = {"r": {"id": "r", "renamed_to": "p/r"}}
    shelves.write_shared("library", {"speakers": speakers, "tags": tags})
    first = {"id": "c1", "text": "It turned.", "verdict": "refuted", "status": "done"}
    proof = {"evidence": {"e": {"url": "https://example.org"}}}
    second = {"id": "c2", "text": "It ran.", "merged_into": "c1", **proof}
    shelves.write_shared("claims/c1", {"claim": {"c1": first}})
    shelves.write_shared("claims/c2", {"claim": {"c2": second}})
    shelves.fill()
    return shelves


CASES: list[tuple[Condition, str]] = [
    (AllOf(), "uvwxy"),
    (AnyOf([]), ""),
    (Is(Field.KIND, "question"), "x"),
    (Is(Field.TAG, "p"), "vx"),
    (Is(Field.TAG, "p/r"), "v"),
    (Is(Field.TAG, "r"), ""),
    (Is(Field.TAG, "p%"), ""),
    (Has(Field.TAG), "vxy"),
    (Is(Field.TAG, "P/R"), "v"),
    (Contains(Field.TAG, "P"), "vxy"),
    (Starts(Field.TAG, "P"), "vxy"),
    (Starts(Field.TAG, "p/"), "vx"),
    (Is(Field.SHELF, "old"), "xy"),
    (Has(Field.SHELF), "xy"),
    (Is(Field.SPEAKER, "the minister"), "uw"),
    (Is(Field.SPEAKER, "s1"), "uw"),
    (Is(Field.SPEAKER, "field"), ""),
    (Contains(Field.SPEAKER, "field"), "uw"),
    (Has(Field.SPEAKER), "uw"),
    (Is(Field.SPEAKER_STATE, "suggested"), "y"),
    (Is(Field.VERDICT, "refuted"), "uy"),
    (Is(Field.STATUS, "done"), "uy"),
    (Is(Field.CLAIM, "c2"), "uy"),
    (Not(Is(Field.VERDICT, "refuted")), "vwx"),
    (Not(Has(Field.VERDICT)), "vwx"),
    (Has(Field.EVIDENCE), "uy"),
    (Has(Field.NOTE), "wx"),
    (Has(Field.QUOTATION), "uvwy"),
    (Has(Field.SAMPLE), "xy"),
    (Contains(Field.VIA, "daily"), "u"),
    (Between(Field.SAID, "2026-01-03", "2026-01-04"), "u"),
    (Between(Field.PUBLISHED, "2025"), "uvw"),
    (Between(Field.PUBLISHED, "", "2027"), "uvw"),
    (Titled(phrase_of("LODZ ferry")), "uvw"),
    (Titled(phrase_of("…")), "uvwxy"),
    (Annotated(Is(Field.KIND, "question")), "xy"),
    (Is(Field.ARTICLE, "a"), "uvw"),
    (Contains(Field.ARTICLE, "lodz"), "uvw"),
    (Contains(Field.SITE, "daily"), "uvw"),
    (Between(Field.CREATED, "2026-02"), "vw"),
    (Between(Field.CREATED, "", "2026-02-06"), "uv"),
    (Between(Field.ADDED, "2026-01-01", "2026-02"), "xy"),
    (Between(Field.CREATED), "uvwxy"),
    (Says(phrase_of("MILL")), "uw"),
    (Says(phrase_of("turned")), "uy"),
    (Says(phrase_of("whole")), "x"),
    (Says(phrase_of("fer", open=True)), "v"),
    (Says(phrase_of("…")), "uvwxy"),
    (AllOf([Has(Field.NOTE), Is(Field.ARTICLE, "a")]), "w"),
    (AnyOf([Is(Field.KIND, "question"), Is(Field.VERDICT, "refuted")]), "uxy"),
    (Not(AnyOf([Has(Field.NOTE), Has(Field.TAG)])), "u"),
    (Is(Field.KIND, "' OR 1 --"), ""),
]


@pytest.mark.parametrize(("condition", "names"), CASES)
def test_a_condition_lets_through_what_meets_it(
    filled: Shelves, condition: Condition, names: str
) -> None:
    numbers = filled.annotations.arrange(condition)
    assert sorted(row.id for row in filled.annotations.rows(numbers)) == sorted(names)
    assert filled.annotations.count(condition) == len(names)


@pytest.mark.parametrize(("condition", "names"), CASES)
def test_a_condition_or_its_contrary_holds(
    filled: Shelves, condition: Condition, names: str
) -> None:
    assert filled.annotations.count(Not(condition)) == 5 - len(names)


@pytest.mark.parametrize("order", AnnotationOrder)
def test_every_order_has_all_of_them(filled: Shelves, order: AnnotationOrder) -> None:
    numbers = filled.annotations.arrange(order=order)
    assert len(set(numbers)) == 5
    assert filled.annotations.arrange(order=order, limit=2) == numbers[:2]


def test_rows_come_in_the_order_asked_for_with_what_belongs_to_them(filled: Shelves) -> None:
    numbers = filled.annotations.arrange(order=AnnotationOrder.PLACE)
    rows = filled.annotations.rows([*numbers, 999])
    assert [row.id for row in rows] == ["u", "v", "w", "x", "y"]
    first, _, lost, whole, last = rows
    assert (first.speaker_name, first.claim_text) == ("Ann Field", "It turned.")
    assert (lost.start, lost.quotation, lost.speaker) == (None, "old", "s1")
    assert (whole.start, whole.quotation, whole.tags) == (None, "", ("p/q",))
    assert (last.claim, last.verdict, last.speaker) == ("c1", "refuted", "")


@pytest.mark.parametrize(
    ("group", "counts"),
    [
        (Group.VERDICT, {"": 3, "refuted": 2}),
        (Group.SPEAKER, {"": 3, "s1": 2}),
        (Group.TAG, {"": 2, "p": 1, "p/q": 1, "p/r": 1, "pz": 1}),
        (Group.ARTICLE, {"a": 3, "b": 2}),
        (Group.CLAIM, {"": 3, "c1": 2}),
        (Group.KIND, {"claim": 4, "question": 1}),
        (Group.STATUS, {"": 3, "done": 2}),
        (Group.MONTH, {"": 2, "2026-02": 2, "2026-01": 1}),
    ],
)
def test_they_are_counted_by_what_they_have(
    filled: Shelves, group: Group, counts: dict[str, int]
) -> None:
    assert filled.annotations.counts(group) == counts
    assert sum(filled.annotations.counts(group, Is(Field.ARTICLE, "none")).values()) == 0


@pytest.mark.parametrize(
    ("condition", "articles"),
    [
        (AllOf(), "ab"),
        (Is(Field.ARTICLE, "b"), "b"),
        (Contains(Field.ARTICLE, "ferry"), "a"),
        (Has(Field.SHELF), "b"),
        (Titled(phrase_of("bread")), "b"),
        (Between(Field.ADDED, "2026-02"), "a"),
        (Annotated(Has(Field.VERDICT)), "ab"),
        (Not(Annotated(Has(Field.NOTE))), ""),
        (AllOf([Annotated(Is(Field.KIND, "question")), Has(Field.SAMPLE)]), "b"),
    ],
)
def test_articles_are_found_by_what_they_are_and_what_is_in_them(
    filled: Shelves, condition: Condition, articles: str
) -> None:
    assert filled.lists.matching(condition) == list(articles)


def test_what_is_tagged_is_counted_by_its_other_tags(filled: Shelves) -> None:
    counted = filled.annotations.counts(Group.TAG, Is(Field.TAG, "p/r"))
    assert counted == {"p": 1, "p/r": 1}


def test_what_is_marked_on_a_stretch_of_a_text_is_found_in_its_order(shelves: Shelves) -> None:
    marks = {
        "late": mark("late", start=20, exact="x" * 10),
        "early": mark("early", start=5, exact="x" * 10),
        "gone": mark("gone", start=5, exact="x" * 10, deleted="2026"),
        "elsewhere": mark("elsewhere", text="t0", start=5, exact="x" * 10),
    }
    shelves.write("a", text="t1", annotations=marks)
    shelves.write("b", text="t1", annotations={"other": mark("other", start=5, exact="x" * 10)})
    shelves.fill()

    def touching(start: int, end: int) -> list[str]:
        return [row.id for row in shelves.annotations.touching("a", Range(start, end))]

    assert touching(0, 30) == ["early", "late"]
    assert touching(14, 21) == ["early", "late"]
    assert touching(15, 20) == []
    assert touching(29, 30) == ["late"]


def test_a_row_has_the_tags_as_they_are_called_now(shelves: Shelves) -> None:
    def tagged(name: str, *tags: str) -> dict[str, object]:
        return {"id": name, "kind": "claim", "tags": dict.fromkeys(tags, True)}

    annotations = {"x": tagged("x", "mill", "water", "town"), "y": tagged("y")}
    shelves.write("a", title="A", annotations=annotations)
    tags = {"mill": {"id": "mill", "renamed_to": "water"}, "water": {"id": "water"}}
    shelves.write_shared("library", {"tags": tags})
    shelves.fill()
    rows = shelves.annotations.rows(shelves.annotations.arrange())
    assert {row.id: row.tags for row in rows} == {"x": ("town", "water"), "y": ()}


def test_a_row_tells_that_the_claim_it_names_cannot_be_read(shelves: Shelves) -> None:
    marked = {"x": mark("x", claim="c1"), "y": mark("y", claim="c2"), "z": mark("z")}
    shelves.write("a", title="A", annotations=marked)
    judged = {"id": "c1", "text": "It ran.", "verdict": "refuted", "status": "done"}
    shelves.write_shared("claims/c1", {"claim": {"c1": judged}})
    (shelves.library / "claims/c2.json").write_text("gnawed by mice")
    shelves.fill()
    rows = shelves.annotations.rows(shelves.annotations.arrange())
    assert {row.id: row.claim_lost for row in rows} == {"x": False, "y": True, "z": False}
