"""What is kept of every annotation follows each change, at a cost that does not grow."""

import random
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import orjson
import pytest

from reader.index.rows import Counts
from reader.library import ArticleSession, Library, sightings
from reader.library.sightings import Sighting, Sightings
from reader.model.annotation import Kind
from reader.storage.base import Change
from reader.text.document import Range
from tests.records import note_on_article

_MANY = 300


def _taken_anew(session: ArticleSession) -> Sightings:
    return Sightings(session._library.copy, session._file, lambda: session._sighting)


@pytest.fixture
def again(library: Library) -> Iterator[Library]:
    """The library, opened anew; the record of its one article is a large one."""
    text = "\n\n".join(f"The surveyor counted {number} boats on the canal." for number in range(90))
    article = library.add(text.encode(), "boats.txt").article
    session = library.session(article)
    chance = random.Random(7)
    with session.step("many"):
        for _ in range(_MANY):
            start = chance.randrange(len(session.document.text) - 60)
            session.mark(Range(start, start + chance.randrange(8, 50)))
    library.close()
    with Library.open(library.places, library.config) as opened:
        yield opened


@pytest.fixture
def crowded(again: Library) -> ArticleSession:
    return again.session(again.article_ids()[0])


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Return how many annotations have been decoded since it was last asked."""
    number = 0
    loads = orjson.loads

    def counting(content: bytes) -> Any:
        nonlocal number
        found = loads(content)
        number += len(found)
        return found

    monkeypatch.setattr(orjson, "loads", counting)

    def since() -> int:
        nonlocal number
        before, number = number, 0
        return before

    return since


def test_a_change_decodes_what_it_is_about_and_nothing_else(
    again: Library, crowded: ArticleSession, decoded: Callable[[], int]
) -> None:
    session = crowded
    before = session.sightings
    decoded()
    target = before[150].id
    session.set_note(target, "counted twice")
    made = session.mark(Range(30, 44), Kind.CLAIM)
    session.delete(before[20].id)
    after = session.sightings
    again.row(session.id)
    again.flush()
    assert decoded() < 30
    kept = {id(sighting) for sighting in before} & {id(sighting) for sighting in after}
    assert len(kept) == _MANY - 2
    assert {sighting.id for sighting in after} - {sighting.id for sighting in before} == {made}


def test_they_are_after_any_change_what_they_would_be_if_taken_anew(
    again: Library, crowded: ArticleSession
) -> None:
    session, library = crowded, again
    chance = random.Random(3)
    actions: list[Callable[[str], object]] = [
        lambda one: session.set_note(one, "why?"),
        lambda one: session.set_tags(one, ["boats"]),
        lambda one: session.set_kind(one, Kind.CLAIM),
        lambda one: session.confirm_speaker(one),
        lambda one: session.reselect(one, Range(100, 160)),
        session.delete,
        lambda _: session.mark(Range(40, 90), Kind.CLAIM),
        lambda _: note_on_article(library, session.id, "On the whole"),
        lambda _: library.history.undo(),
        lambda _: library.history.redo(),
        lambda _: library.flush(),
    ]
    for _ in range(80):
        target = chance.choice(session.sightings).id
        action = chance.choice(actions)
        if action is not actions[3] or session.annotation(target).speaker_state:
            action(target)
        fresh = _taken_anew(session)
        assert session.sightings == fresh.ordered
        assert session.counts == fresh.counts


def test_those_near_a_place_are_known_before_the_rest_is_read(
    crowded: ArticleSession, decoded: Callable[[], int]
) -> None:
    counts = crowded.counts
    place = Range(1_000, 1_200)
    decoded()
    near = crowded.sightings_near(place)
    assert not crowded.sightings_known
    assert 0 < len(near) == decoded() < _MANY
    over = [
        one
        for one in crowded.sightings
        if one.range is not None and one.range.start < place.end and place.start < one.range.end
    ]
    assert near == over
    assert crowded.counts == counts == Counts(_MANY, 0, 0, 0)
    assert crowded.sightings_known


def test_read_in_steps_they_are_what_they_are_when_read_at_once(crowded: ArticleSession) -> None:
    steps = 0
    for _ in crowded.read_sightings():
        assert not crowded.sightings_known
        steps += 1
    assert steps > 1
    assert crowded.sightings_known
    assert crowded.sightings == _taken_anew(crowded).ordered


def test_what_changes_between_two_steps_is_not_lost(crowded: ArticleSession) -> None:
    steps = crowded.read_sightings()
    next(steps)
    made = crowded.mark(Range(30, 44), Kind.CLAIM)
    assert list(steps) == []
    assert made in {sighting.id for sighting in crowded.sightings}
    assert len(crowded.sightings) == _MANY + 1
    assert crowded.counts == Counts(_MANY + 1, 1, 1, 0)


def test_what_another_process_wrote_is_taken_in(
    library: Library, again: Library, crowded: ArticleSession
) -> None:
    target = crowded.sightings[10].id
    file = f"articles/{crowded.id}"
    library.records.apply([Change(file, "annotations", target, "note", "theirs")])
    assert crowded.counts.notes == 0
    assert crowded.refresh()
    assert [sighting.id for sighting in crowded.sightings if sighting.noted] == [target]
    assert not crowded.refresh()
    assert again.row(crowded.id).notes == 1


def test_the_oldest_with_exactly_these_words_is_found(session: ArticleSession) -> None:
    first = session.mark(Range(0, 8))
    session.mark(Range(0, 8))
    session.mark(Range(0, 12))
    found = session.exactly(Range(0, 8))
    assert found is not None
    assert found.id == first
    assert session.exactly(Range(0, 3)) is None


def test_two_threads_that_ask_at_once_take_each_change_once(
    library: Library, session: ArticleSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = _taken_anew(session)
    _ = known.ordered
    mark = session.mark(Range(0, 8))
    others: list[threading.Thread] = []
    genuine = sightings._count

    def counting(some: Sequence[Sighting]) -> Counts:
        if not others:
            # Another thread asks while this one is taking the change in.
            others.append(threading.Thread(target=lambda: known.ordered))
            others[0].start()
            others[0].join(0.2)
        return genuine(some)

    monkeypatch.setattr(sightings, "_count", counting)
    assert [each.id for each in known.ordered] == [mark]
    others[0].join()
    assert [each.id for each in known.ordered] == [mark]
    assert known.counts.annotations == 1
