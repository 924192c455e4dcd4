"""What others write shows up while the library is open, and nothing of ours is lost over it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from reader.config import Config
from reader.library import ArticleSession, Changed, Event, Library, Noticed, watching
from reader.library.annotation_ids import Place
from reader.library.claim_linking import make_claim
from reader.library.watching import Watcher
from reader.model.annotation import Kind
from reader.paths import Places
from reader.storage.base import Change
from reader.storage.repository import Repository
from reader.text.document import Range


@contextmanager
def heard(library: Library) -> Iterator[list[Event]]:
    events: list[Event] = []
    end = library.subscribe(events.append)
    yield events
    end()


@pytest.fixture
def other(places: Places) -> Repository:
    """Another program that writes to the same library."""
    return Repository(places)


@pytest.fixture
def watcher(library: Library, session: ArticleSession) -> Watcher:
    """A watcher that has looked once."""
    library.flush()
    made = Watcher(library)
    made.look()
    time.sleep(0.01)
    return made


def annotate(other: Repository, article: str, session: ArticleSession) -> None:
    anchor = {"text": session.text, "start": 0, "end": 8, "exact": "The mill"}
    file = f"articles/{article}"
    other.apply([Change(file, "annotations", "theirs", "anchors", [anchor])])


def look(watcher: Watcher, library: Library) -> None:
    """Look as the thread does, and take in what is noticed, as the app does."""
    with heard(library) as events:
        watcher.look()
    for event in events:
        if isinstance(event, Noticed):
            library.take_in(event.files)


def test_an_annotation_made_elsewhere_is_there_after_a_look(
    library: Library, session: ArticleSession, other: Repository, watcher: Watcher
) -> None:
    annotate(other, session.id, session)
    look(watcher, library)
    assert [each.id for each in session.annotations] == ["theirs"]


def test_what_was_written_between_the_reading_of_a_record_and_the_first_look_is_there(
    library: Library,
    session: ArticleSession,
    other: Repository,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watching, "_TICK_NS", 0)
    library.flush()
    assert session.sightings == ()
    annotate(other, session.id, session)
    time.sleep(0.05)
    look(Watcher(library), library)
    assert [each.id for each in session.annotations] == ["theirs"]


def test_what_stayed_as_it_was_is_not_read_again_for_what_changed(
    library: Library, session: ArticleSession, other: Repository, watcher: Watcher
) -> None:
    mine = session.mark(Range(0, 8), Kind.CLAIM)
    library.flush()
    look(watcher, library)
    kept, file = session.sightings[0], f"articles/{session.id}"
    version = library.copy.version(file)
    annotate(other, session.id, session)
    look(watcher, library)
    assert library.copy.changed_since(file, version) == frozenset({("annotations", "theirs")})
    assert [each.id for each in session.sightings] == [mine, "theirs"]
    assert session.sightings[0] is kept


def test_what_is_not_saved_yet_stays_on_top(
    library: Library, session: ArticleSession, other: Repository, watcher: Watcher
) -> None:
    annotate(other, session.id, session)
    with library.records._lock:
        mine = session.mark(Range(0, 8), Kind.CLAIM)
        look(watcher, library)
        assert {each.id for each in session.annotations} == {"theirs", mine}
    library.flush()
    look(watcher, library)
    assert {each.id for each in session.annotations} == {"theirs", mine}


def test_nothing_is_told_where_nothing_changed(library: Library, watcher: Watcher) -> None:
    with heard(library) as events:
        watcher.look()
        watcher.look()
    assert events == []


def test_an_article_added_elsewhere_comes_into_the_list(
    library: Library, places: Places, watcher: Watcher
) -> None:
    library.listing.reconcile()
    with Library.open(places, Config()) as elsewhere:
        added = elsewhere.add(b"A second text\n\nWith a sentence.\n", "second.txt").article
    with heard(library) as events:
        watcher.look_at_all()
    told = [event for event in events if isinstance(event, Changed)]
    assert added in set().union(*(event.articles for event in told))
    assert added in {row.id for row in library.rows()}


def test_a_conflict_copy_is_merged_while_the_article_is_open(
    library: Library, session: ArticleSession, places: Places, watcher: Watcher
) -> None:
    record = library.records.path(f"articles/{session.id}")
    former = record.read_bytes()
    mine = session.mark(Range(0, 8))
    library.flush()
    copy = record.with_name("record.sync-conflict-20260101-120000-ABCDEFG.json")
    copy.write_bytes(record.read_bytes())
    record.write_bytes(former)
    look(watcher, library)
    look(watcher, library)
    assert [each.id for each in session.annotations] == [mine]
    assert not copy.exists()
    assert mine in library.records.read(f"articles/{session.id}")["annotations"]


def test_a_conflict_copy_beside_any_claim_is_merged_while_these_are_known(
    library: Library, session: ArticleSession, watcher: Watcher
) -> None:
    marks = [session.mark(Range(start, start + 6)) for start in (0, 9, 17)]
    claims = [make_claim(library, Place(session.id, mark)) for mark in marks]
    library.flush()
    look(watcher, library)
    time.sleep(0.01)
    last = f"claims/{claims[-1]}"
    record = library.records.path(last)
    former = record.read_bytes()
    library.history.change([library.claims.change(claims[-1], "verdict", "mixed")])
    library.flush()
    copy = record.with_name(f"{record.stem}.sync-conflict-20260101-120000-ABCDEFG.json")
    copy.write_bytes(record.read_bytes())
    record.write_bytes(former)
    look(watcher, library)
    look(watcher, library)
    assert library.records.read(last)["claim"][claims[-1]]["verdict"] == "mixed"
    assert sorted(path.stem for path in record.parent.iterdir()) == sorted(claims)


def test_the_thread_notices_within_two_seconds_and_ends(places: Places, other: Repository) -> None:
    with Library.open(places, Config()) as library:
        article = library.add(b"A text\n\nWith a sentence.\n", "text.txt").article
        session = library.session(article)
        library.watch()
        with heard(library) as events:
            annotate(other, article, session)
            until = time.monotonic() + 10
            while not any(isinstance(event, Noticed) for event in events):
                assert time.monotonic() < until
                time.sleep(0.02)
