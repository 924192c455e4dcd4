"""Every sighting of a claim, in the order and the groups that are wanted."""

from collections.abc import Sequence

import pytest

from reader.index.annotations import AnnotationOrder, Group
from reader.library import ArticleSession, Library
from reader.library.annotation_ids import Place
from reader.library.claim_linking import link_sightings
from reader.library.claim_surroundings import Tally
from reader.library.claims_board import GROUPS, Arrangement, arrange, narrowed, unchecked
from reader.library.evidence import add_address
from reader.library.previewing import preview
from reader.model.annotation import Kind
from reader.model.claim import Relation, Status
from reader.query.parsing import parse
from reader.query.printing import printed
from reader.query.tree import EVERYTHING
from reader.text.document import Range

WORDS = ("the mill was the oldest", "It stood before the town", "The mill is closed", "older than")


@pytest.fixture
def marks(library: Library, session: ArticleSession) -> list[str]:
    """Three claims and a question; the first two are one claim."""
    found = []
    for place, words in enumerate(WORDS):
        start = session.document.text.index(words)
        kind = Kind.CLAIM if place < 3 else Kind.QUESTION
        found.append(session.mark(Range(start, start + len(words)), kind))
    session.set_speaker(found[0], "Bo Hill")
    session.set_speaker(found[1], "Ann Field")
    session.set_speaker(found[2], None)
    session.set_tags(found[0], ["mills/old", "county"])
    session.set_verdict(found[2], "refuted")
    link_sightings(library, Place(session.id, found[0]), Place(session.id, found[1]))
    return found


def board(
    library: Library,
    query: str = "",
    order: AnnotationOrder = AnnotationOrder.PLACE,
    group: Group | None = None,
) -> Arrangement:
    library.listing.keep_up_at_once()
    return library.listing.exactly(
        lambda: arrange(library, parse(query, verdicts=["refuted"]), order, group)
    )


def ids(library: Library, numbers: Sequence[int]) -> list[str]:
    return [row.id for row in library.listing.annotations.rows(numbers)]


def shown(library: Library, arrangement: Arrangement) -> list[tuple[str, list[str]]]:
    return [(each.value, ids(library, each.numbers)) for each in arrangement.sections]


def test_without_groups_every_sighting_stands_once_in_order(
    library: Library, marks: list[str]
) -> None:
    found = board(library)
    assert shown(library, found) == [("", marks[:3])]
    assert (found.found, found.total) == (3, 3)
    assert board(library, "mill tag:county").found == 1
    assert board(library, "mill tag:county").total == 3


def test_grouped_by_claim_each_claim_is_one_and_what_nobody_linked_is_alone(
    library: Library, session: ArticleSession, marks: list[str]
) -> None:
    claim = session.annotation(marks[0]).claim
    start = session.document.text.index("Nobody")
    alone = session.mark(Range(start, start + 6), Kind.CLAIM)
    judged = session.annotation(marks[2]).claim
    assert shown(library, board(library, group=Group.CLAIM)) == [
        (claim, marks[:2]),
        ("", [alone]),
        (judged, [marks[2]]),
    ]


def test_groups_come_in_an_order_of_their_own_and_those_without_last(
    library: Library, session: ArticleSession, marks: list[str]
) -> None:
    assert shown(library, board(library, group=Group.VERDICT)) == [
        ("refuted", [marks[2]]),
        ("", marks[:2]),
    ]
    session.set_status(marks[0], Status.TO_CHECK)
    assert [value for value, _ in shown(library, board(library, group=Group.STATUS))] == [
        "to check",
        "done",
    ]
    names = [
        library.speakers.label(each.value) for each in board(library, group=Group.SPEAKER).sections
    ]
    assert names == ["Ann Field", "Bo Hill", ""]


def test_one_with_several_tags_stands_under_each_and_is_counted_once(
    library: Library, marks: list[str]
) -> None:
    found = board(library, group=Group.TAG)
    assert shown(library, found) == [
        ("county", [marks[0]]),
        ("mills/old", [marks[0]]),
        ("", marks[1:3]),
    ]
    assert found.found == 3


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("order", AnnotationOrder)
@pytest.mark.usefixtures("marks")
def test_every_group_in_every_order_has_the_same_sightings(
    library: Library, group: Group | None, order: AnnotationOrder
) -> None:
    found = board(library, "", order, group)
    every = {number for section in found.sections for number in section.numbers}
    assert len(every) == found.found == 3


def test_what_is_not_checked_is_known(library: Library, marks: list[str]) -> None:
    board(library)
    assert set(ids(library, sorted(unchecked(library, EVERYTHING)))) == set(marks[:2])


@pytest.mark.parametrize(
    ("group", "value", "query"),
    [
        (Group.VERDICT, "refuted", "mill verdict:refuted"),
        (Group.VERDICT, "", "mill -has:verdict"),
        (Group.STATUS, "to check", 'mill status:"to check"'),
        (Group.TAG, "mills/old", "mill tag:mills/old"),
        (Group.TAG, "", "mill -has:tag"),
        (Group.MONTH, "2026-11", "mill created:2026-11"),
        (Group.ARTICLE, "the-mill", "mill article:the-mill"),
    ],
)
def test_a_value_narrows_what_is_asked_and_once_is_enough(
    library: Library, group: Group, value: str, query: str
) -> None:
    once = narrowed(library, parse("mill"), group, value)
    assert printed(once) == query
    assert narrowed(library, once, group, value) == once


@pytest.mark.parametrize("other", ["Bo Hill", "Jo Bo Hillary", "BÓ HÍLL"])
def test_a_speaker_is_asked_for_by_name_or_by_id_where_that_name_finds_others(
    library: Library, session: ArticleSession, marks: list[str], other: str
) -> None:
    speaker = session.annotation(marks[0]).speaker or ""
    assert printed(narrowed(library, EVERYTHING, Group.SPEAKER, speaker)) == 'speaker:"Bo Hill"'
    library.history.change(library.speakers.new(other)[1])
    assert printed(narrowed(library, EVERYTHING, Group.SPEAKER, speaker)) == f"speaker:{speaker}"


def test_a_preview_shows_the_words_in_their_sentence_and_all_sightings_of_the_claim(
    library: Library, session: ArticleSession, marks: list[str]
) -> None:
    claim = session.annotation(marks[0]).claim or ""
    add_address(library, claim, Relation.REFUTES, "https://example.org/deeds")
    (section,) = board(library).sections
    (row,) = library.listing.annotations.rows(section.numbers[:1])
    seen = preview(library, row)
    assert seen.context.words == WORDS[0]
    assert seen.context.before == "The mayor said that "
    assert seen.context.after.startswith(' in the county. "It stood')
    assert seen.claim is not None
    assert seen.claim.id == claim
    assert [each.id for each in seen.others] == [marks[1]]
    assert seen.number == 2
    assert seen.evidence == Tally(refutes=1)


def test_a_preview_of_what_lost_its_place_shows_its_words(
    library: Library, session: ArticleSession, marks: list[str]
) -> None:
    (section,) = board(library).sections
    (row,) = library.listing.annotations.rows(section.numbers[:1])
    assert preview(library, row._replace(start=None, end=None)).context == ("", WORDS[0], "")
    assert preview(library, row._replace(quotation="other words")).context.before == ""
