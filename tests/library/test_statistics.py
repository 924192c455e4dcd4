"""Counts of claims by verdict, speaker, tag and month."""

import pytest

from reader.index.annotations import Group
from reader.library import ArticleSession, Library
from reader.library.annotation_ids import Place
from reader.library.claim_linking import link_sightings
from reader.library.statistics import Count, Statistics, shortened, statistics
from reader.model.annotation import Kind, SpeakerState
from reader.query.parsing import parse
from reader.text.document import Range


@pytest.fixture
def marked(library: Library, session: ArticleSession) -> list[str]:
    """Three claims and a highlight; the first two are one claim."""
    text = session.document.text
    marks = []
    for words, kind in (
        ("the mill was the oldest", Kind.CLAIM),
        ("It stood before the town", Kind.CLAIM),
        ("The mill is closed", Kind.CLAIM),
        ("older than 1750", Kind.HIGHLIGHT),
    ):
        start = text.index(words)
        marks.append(session.mark(Range(start, start + len(words)), kind))
    session.set_speaker(marks[0], "Ann Field")
    session.set_speaker(marks[1], "Ann Field")
    session.set_speaker(marks[2], "Bo Hill")
    session.set_tags(marks[0], ["mills/old", "county"])
    session.set_verdict(marks[2], "refuted")
    link_sightings(library, Place(session.id, marks[0]), Place(session.id, marks[1]))
    library.flush()
    return marks


def counted(library: Library, query: str = "") -> Statistics:
    return library.listing.exactly(lambda: statistics(library, parse(query)))


def labels(counts: tuple[Count, ...]) -> dict[str, int]:
    return {each.label: each.number for each in counts}


@pytest.mark.usefixtures("marked")
def test_sightings_are_counted_by_verdict_speaker_tag_and_month(library: Library) -> None:
    found = counted(library)
    assert (found.sightings, found.claims) == (3, 2)
    assert labels(found.groups[Group.VERDICT]) == {"refuted": 1, "no verdict": 2}
    assert labels(found.groups[Group.SPEAKER]) == {"Ann Field": 2, "Bo Hill": 1}
    assert labels(found.groups[Group.TAG]) == {"county": 1, "mills/old": 1, "no tag": 2}
    assert [each.number for each in found.groups[Group.MONTH]] == [3]


@pytest.mark.usefixtures("marked")
def test_a_query_chooses_what_is_counted(library: Library) -> None:
    found = counted(library, "tag:mills")
    assert (found.sightings, found.claims) == (1, 1)
    assert labels(found.groups[Group.TAG]) == {"county": 1, "mills/old": 1}
    assert counted(library, "tag:nothing").sightings == 0


def test_of_many_the_most_frequent_are_shown_and_the_others_added_up() -> None:
    counts = [Count(str(number), str(number), number) for number in range(9, 0, -1)]
    counts.append(Count("", "no tag", 4))
    first, second, rest, without = shortened(Group.TAG, counts, 2)
    assert (first.number, second.number, without.number) == (9, 8, 4)
    assert (rest.label, rest.number, rest.values) == ("7 more", 28, 7)
    assert shortened(Group.TAG, counts, 9) == counts


def test_of_many_months_the_last_are_shown() -> None:
    counts = [Count(f"2026-{month:02}", "", month) for month in range(1, 8)]
    before, *last = shortened(Group.MONTH, counts, 2)
    assert (before.label, before.number) == ("before 2026-06", 15)
    assert last == counts[-2:]


def test_months_without_any_are_among_them() -> None:
    from reader.library.statistics import months_between

    assert months_between(["2025-11", "2026-02"]) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert months_between([]) == []
    for odd in (["0001-01", "2026-01"], ["x", "2026-01"], ["2026-", "20x6-01"]):
        assert months_between(odd) == odd


def test_a_count_of_a_speaker_says_how_often_nobody_has_confirmed_it() -> None:
    assert Count("a", "Ann", 3).written == "Ann"
    assert Count("a", "Ann", 3, suggested=3).written == "Ann ?"
    assert Count("a", "Ann", 3, suggested=1).written == "Ann (1 ?)"


def test_suggested_speakers_are_counted_apart(
    library: Library, session: ArticleSession, marked: list[str]
) -> None:
    session._edit(marked[0], "guess", speaker_state=SpeakerState.SUGGESTED)
    library.flush()
    known = [each.written for each in counted(library).groups[Group.SPEAKER]]
    assert known == ["Ann Field (1 ?)", "Bo Hill"]
