"""What was changed a moment ago is found before it is saved, and though it cannot be saved."""

import threading
from collections.abc import Callable, Iterator

import pytest

from reader.errors import StorageError
from reader.index.annotations import AnnotationRow
from reader.index.conditions import AllOf
from reader.library import ArticleSession, Library, bulk_changes
from reader.library.annotation_ids import Place
from reader.library.claim_linking import link_sightings
from reader.library.jobs import WriteJob
from reader.library.querying import CLAIMED, of_annotations
from reader.library.tag_changes import apply, plan_rename
from reader.model.annotation import Kind
from reader.query.parsing import parse
from reader.storage.base import Applied
from reader.text.document import Range


def found(library: Library, query: str = "") -> list[AnnotationRow]:
    """Return what the index finds at this moment, without a look at the files."""
    library.listing.keep_up_at_once()
    annotations = library.listing.annotations
    return annotations.rows(
        annotations.arrange(AllOf([CLAIMED, of_annotations(parse(query, verdicts=["refuted"]))]))
    )


@pytest.fixture
def unwritten(
    library: Library, session: ArticleSession, monkeypatch: pytest.MonkeyPatch
) -> Library:
    """The library on a disk that takes nothing any more."""
    library.flush()
    library.listing.read_contents()

    def refuse(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(library.records, "apply", refuse)
    return library


STEPS: list[tuple[str, Callable[[ArticleSession, str], object], str]] = [
    ("a verdict", lambda session, one: session.set_verdict(one, "refuted"), "verdict:refuted"),
    ("a tag", lambda session, one: session.set_tags(one, ["mill/age"]), "tag:mill"),
    ("a speaker", lambda session, one: session.set_speaker(one, "Ada Brook"), "speaker:brook"),
    ("a note", lambda session, one: session.set_note(one, "Which one?"), "has:note"),
]


@pytest.mark.parametrize(("what", "act", "query"), STEPS, ids=[step[0] for step in STEPS])
def test_a_change_is_found_at_once_and_so_is_its_undoing(
    unwritten: Library,
    session: ArticleSession,
    what: str,
    act: Callable[[ArticleSession, str], object],
    query: str,
) -> None:
    one = session.mark(Range(0, 8), Kind.CLAIM)
    assert [row.id for row in found(unwritten)] == [one]
    assert not found(unwritten, query)
    act(session, one)
    assert [row.id for row in found(unwritten, query)] == [one]
    unwritten.history.undo()
    assert not found(unwritten, query)
    session.delete(one)
    assert not found(unwritten)


def test_a_tag_that_was_renamed_and_claims_that_were_linked_are_found_as_they_are_now(
    unwritten: Library, session: ArticleSession
) -> None:
    one, other = session.mark(Range(0, 8), Kind.CLAIM), session.mark(Range(9, 17), Kind.CLAIM)
    session.set_tags(one, ["mill"])
    found(unwritten)
    apply(unwritten, plan_rename(unwritten, "mill", "wheel"))
    assert [row.id for row in found(unwritten, "tag:wheel")] == [one]
    session.set_verdict(one, "refuted")
    link_sightings(unwritten, Place(session.id, one), Place(session.id, other))
    assert {row.id for row in found(unwritten, "verdict:refuted")} == {one, other}


def test_what_is_read_from_the_files_meanwhile_takes_nothing_back(
    unwritten: Library, session: ArticleSession
) -> None:
    one = session.mark(Range(0, 8), Kind.CLAIM)
    session.set_verdict(one, "refuted")
    assert found(unwritten, "verdict:refuted")
    unwritten.listing.catch_up()
    unwritten.listing.reconcile()
    unwritten.listing.read_contents()
    assert [row.id for row in found(unwritten)] == [one]
    assert [row.id for row in found(unwritten, "verdict:refuted")] == [one]


def test_what_was_saved_after_all_is_read_from_its_file(
    library: Library, session: ArticleSession
) -> None:
    library.listing.read_contents()
    one = session.mark(Range(0, 8), Kind.CLAIM)
    session.set_verdict(one, "refuted")
    assert [row.id for row in found(library, "verdict:refuted")] == [one]
    library.flush()
    library.listing.catch_up()
    assert [row.id for row in found(library, "verdict:refuted")] == [one]


def test_hundreds_that_change_together_are_all_found_as_they_are(
    library: Library, session: ArticleSession
) -> None:
    library.listing.read_contents()
    with library.history.step("many"):
        marks = [session.mark(Range(0, number % 90 + 5), Kind.CLAIM) for number in range(450)]
    assert {row.id for row in found(library)} == set(marks)
    bulk_changes.change_tags(library, [Place(session.id, one) for one in marks], ["mill"], [])
    assert len(found(library, "tag:mill")) == 450
    bulk_changes.delete(library, [Place(session.id, one) for one in marks[:440]])
    assert {row.id for row in found(library, "tag:mill")} == set(marks[440:])
    library.history.undo()
    assert len(found(library, "tag:mill")) == 450


def test_it_may_be_asked_while_other_threads_change_things(
    library: Library, session: ArticleSession
) -> None:
    library.listing.read_contents()
    one = session.mark(Range(0, 8), Kind.CLAIM)
    ended = threading.Event()
    problems: list[Exception] = []

    def ask() -> None:
        try:
            while not ended.is_set():
                found(library)
        except Exception as error:  # noqa: BLE001  Whatever it is, it fails the test.
            problems.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    for number in range(30):
        session.set_note(one, f"note {number}")
        session.mark(Range(number, number + 5), Kind.CLAIM)
    ended.set()
    asking.join()
    assert not problems
    assert len(found(library)) == 31


def test_a_step_that_waits_is_gone_through_once_however_many_records_are_read(
    unwritten: Library, session: ArticleSession
) -> None:
    class Counted(list[Applied]):
        def __iter__(self) -> Iterator[Applied]:
            gone_through.append(self)
            return super().__iter__()

    gone_through: list[Counted] = []
    mark = session.mark(Range(0, 3))
    waiting = [job for job in unwritten._writer.waiting() if isinstance(job, WriteJob)]
    for job in waiting:
        job.mine = Counted(job.mine)
    gone_through.clear()
    for number in range(50):
        assert unwritten.history.unsaved(f"articles/{number}") == []
    changed = {item.change.document for item in unwritten.history.unsaved(f"articles/{session.id}")}
    assert changed == {mark}
    assert len(gone_through) == len(waiting) == 1
