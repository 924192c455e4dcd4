import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.config import DEFAULT_VERDICTS, Config
from reader.errors import InputError, ReaderError
from reader.library import ArticleSession, Library
from reader.model.annotation import Attribution, Kind
from reader.model.article import ReadStatus
from reader.model.claim import Status
from reader.paths import Places
from reader.storage.base import LIBRARY, Change, Tables
from reader.text.document import Range
from tests.library.conftest import ARTICLE
from tests.records import note_on_article, set_about

_BOOKKEEPING = {"stamps", "notes_past"}

Action = Callable[[Library, ArticleSession, str], None]


def _snapshot(library: Library, read: Callable[[str], Tables]) -> dict[Any, Any]:
    """Return every field of every standing document; a tombstone counts as absent."""
    return {
        (file, table, name, field): value
        for file in library.records.files()
        for table, documents in read(file).items()
        for name, document in documents.items()
        if table != "meta"
        if "deleted" not in document or table == "article"
        for field, value in document.items()
        if field not in _BOOKKEEPING
    }


def _in_one_step(_: Library, session: ArticleSession, annotation: str) -> None:
    """Write fields twice, and one back to what it was, as a single step."""
    with session.step("several"):
        for note in ("first", "second"):
            session.set_note(annotation, note)
            session.set_tags(annotation, [note, "mill"])
            session.set_speaker(annotation, note)
            session.set_verdict(annotation, "mixed" if note == "first" else "refuted")


_NAMES = st.sampled_from(["The mayor", "Ann Field", "the MAYOR", "A. Clerk"])
_TAGS = st.lists(st.sampled_from(["mill", "town hall", "#history/local", "1750"]), max_size=3)

_ON_ANNOTATION = st.one_of(
    st.sampled_from(list(Kind)).map(lambda kind: lambda _, s, a: s.set_kind(a, kind)),
    st.sampled_from(["", "why?", "two\nlines"]).map(lambda t: lambda _, s, a: s.set_note(a, t)),
    _TAGS.map(lambda tags: lambda _, s, a: s.set_tags(a, tags)),
    _TAGS.map(lambda tags: lambda _, s, a: s.add_tags(a, tags)),
    _NAMES.map(lambda name: lambda _, s, a: s.set_speaker(a, name)),
    st.just(lambda _, s, a: s.set_speaker(a, None)),
    st.just(lambda _, s, a: s.confirm_speaker(a)),
    st.sampled_from([None, *Status]).map(lambda word: lambda _, s, a: s.set_status(a, word)),
    st.sampled_from([None, *DEFAULT_VERDICTS]).map(
        lambda word: lambda _, s, a: s.set_verdict(a, word)
    ),
    st.sampled_from(list(Attribution)).map(lambda w: lambda _, s, a: s.set_attribution(a, w)),
    st.tuples(st.integers(0, 150), st.integers(1, 60)).map(
        lambda place: lambda _, s, a: s.reselect(a, Range(place[0], sum(place)))
    ),
    st.just(lambda _, s, a: s.repeat_from(a)),
    st.sampled_from([("voice", "quoted"), ("via", "the daily"), ("said_on", "2026-03-31")]).map(
        lambda field: lambda _, s, a: s.set_field(a, *field)
    ),
    st.just(_in_one_step),
    st.just(lambda _, s, a: s.delete(a)),
)
_ON_ARTICLE = st.one_of(
    st.tuples(st.integers(0, 150), st.integers(1, 60), st.sampled_from(list(Kind))).map(
        lambda mark: lambda _, s, a: s.mark(Range(mark[0], mark[0] + mark[1]), mark[2])
    ),
    st.sampled_from(list(ReadStatus)).map(lambda w: lambda lib, s, _: lib.set_read_status(s.id, w)),
    st.just(lambda lib, s, _: lib.trash_article(s.id)),
    st.just(lambda lib, s, _: set_about(lib, s.id, "title", "Another title")),
    st.just(lambda lib, s, _: note_on_article(lib, s.id, "On the whole")),
    st.just(lambda lib, _, __: lib.history.undo()),
    st.just(lambda lib, _, __: lib.history.redo()),
)


def _annotate(session: ArticleSession) -> None:
    """Make what stands before the first step: undo has to give every field of it back."""
    claim = session.mark(Range(0, 8), Kind.CLAIM)
    session.set_note(claim, "before")
    session.set_tags(claim, ["mill", "before"])
    session.set_speaker(claim, "Somebody")
    session.set_verdict(claim, "unproven")
    session.set_note(session.mark(Range(12, 40)), "also before")


def _perform(library: Library, session: ArticleSession, actions: list[tuple[int, Action]]) -> None:
    for choice, action in actions:
        standing = session.annotations
        target = standing[choice % len(standing)].id if standing else "none"
        try:
            action(library, session, target)
        except ReaderError:
            continue


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.one_of(_ON_ANNOTATION, _ON_ARTICLE)),
        min_size=1,
        max_size=14,
    )
)
def test_undoing_everything_returns_every_field_and_redoing_it_the_end(
    actions: list[tuple[int, Action]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        places = Places(root / "library", root / "state", root / "cache", root / "config.toml")
        with Library.open(places, Config(name="Tester")) as library:
            article = library.add(ARTICLE, "mill.txt").article
            _annotate(library.session(article))
        with Library.open(places, Config(name="Tester")) as library:
            session = library.session(article)
            start = _snapshot(library, library.records.read)

            _perform(library, session, actions)
            while library.history.redo():
                pass
            library.flush()
            end = _snapshot(library, library.records.read)
            assert _snapshot(library, library.copy.tables) == end

            before: list[dict[Any, Any]] = []
            while undone := library.history.undo():
                assert not undone.skipped
                before.append(_snapshot(library, library.copy.tables))
            library.flush()
            assert _snapshot(library, library.records.read) == start
            assert _snapshot(library, library.copy.tables) == start

            while before:
                assert _snapshot(library, library.copy.tables) == before.pop()
                redone = library.history.redo()
                assert redone is not None
                assert not redone.skipped
            assert library.history.redo() is None
            library.flush()
            assert _snapshot(library, library.records.read) == end
            assert _snapshot(library, library.copy.tables) == end


def test_undo_names_the_step_and_where_to_go(library: Library, session: ArticleSession) -> None:
    annotation = session.mark(Range(0, 8))
    session.set_tags(annotation, ["#mill"])
    undone = library.history.undo()
    assert undone is not None
    assert (undone.label, undone.article, undone.annotation) == (
        "tag #mill",
        session.id,
        annotation,
    )
    redone = library.history.redo()
    assert redone is not None
    assert redone.label == "tag #mill"


def test_a_step_that_changes_nothing_is_no_step(library: Library, session: ArticleSession) -> None:
    annotation = session.mark(Range(0, 8))
    session.set_note(annotation, "")
    undone = library.history.undo()
    assert undone is not None
    assert undone.label == "mark “The mill”"


def test_what_is_grouped_is_undone_at_once_and_taken_back_when_it_fails(
    library: Library, session: ArticleSession
) -> None:
    with session.step("mark and tag"):
        session.set_tags(session.mark(Range(0, 8)), ["mill"])
    library.history.undo()
    assert not session.annotations
    with pytest.raises(InputError), session.step("broken off"):
        session.set_tags(session.mark(Range(0, 8)), ["#"])
    assert not session.annotations
    assert library.history.undo() is None
    redone = library.history.redo()
    assert redone is not None
    assert redone.label == "mark and tag"


def test_undo_leaves_what_was_changed_elsewhere_and_says_so(
    library: Library, session: ArticleSession
) -> None:
    annotation = session.mark(Range(0, 8))
    session.set_note(annotation, "mine")
    library.flush()
    file = f"articles/{session.id}"
    library.records.apply([Change(file, "annotations", annotation, "note", "theirs")])
    events: list[object] = []
    library.subscribe(events.append)

    library.history.undo()
    library.flush()

    assert session.annotation(annotation).note == "theirs"
    assert any("left as it is" in getattr(event, "sentence", "") for event in events)


def test_what_another_process_wrote_is_taken_in_beside_what_is_unsaved(
    library: Library, session: ArticleSession
) -> None:
    annotation = session.mark(Range(0, 8))
    library.flush()
    file = f"articles/{session.id}"
    library.records.apply([Change(file, "annotations", annotation, "note", "theirs")])
    session.set_tags(annotation, ["mill"])
    assert session.refresh()
    assert session.annotation(annotation).note == "theirs"
    assert session.annotation(annotation).tags == ("mill",)
    library.flush()
    library.history.undo()
    library.flush()
    assert session.annotation(annotation).tags == ()
    assert library.tags.all() == []
    assert "deleted" in library.records.read(LIBRARY)["tags"]["mill"]
