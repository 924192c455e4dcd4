import shutil
import time
from collections.abc import Callable

import pytest

from reader.errors import AmbiguousError, NotFoundError
from reader.library import ArticleSession, Library
from reader.library.annotation_history import Entry, annotation_history, article_history
from reader.library.annotation_ids import find_annotation
from reader.model.annotation import Kind
from reader.storage.atomic_json import encode, read_tables
from reader.storage.base import Change
from reader.storage.merge import apply_change
from reader.text.document import Range

OLDEST = Range(59, 69)
START = 2_000_000_000_000
"""In 2033, at 3:33: later than what a fixture wrote."""

Later = Callable[[], None]


@pytest.fixture
def later(library: Library, monkeypatch: pytest.MonkeyPatch) -> Later:
    """Return a function that saves everything and lets an hour pass; every save makes a version."""
    library.records.backups.spacing = 0
    now = [START]
    monkeypatch.setattr(time, "time_ns", lambda: now[0] * 1_000_000)

    def later() -> None:
        library.flush()
        now[0] += 3_600_000

    return later


def told(entries: list[Entry]) -> list[tuple[str, dict[str, tuple[str, str]]]]:
    return [
        (entry.what, {field: (before, after) for field, before, after in entry.changes})
        for entry in entries
    ]


def test_it_tells_what_was_written_when_and_what_was_there_before(
    library: Library, session: ArticleSession, later: Later
) -> None:
    annotation = session.mark(OLDEST)
    later()
    session.set_note(annotation, "since when?")
    later()
    with session.step("both"):
        session.set_note(annotation, "1750, says the archive")
        session.set_tags(annotation, ["mills"])
    later()
    session.set_speaker(annotation, "Ann Field")
    later()
    entries = annotation_history(library, session.id, annotation)
    words = session.document.text[OLDEST.start : OLDEST.end]
    assert told(entries) == [
        ("made", {"kind": ("", "highlight"), "place": ("", "59–69"), "words": ("", words)}),
        ("changed", {"note": ("", "since when?")}),
        (
            "changed",
            {"note": ("since when?", "1750, says the archive"), "tags": ("", "#mills")},
        ),
        ("changed", {"speaker": ("", "Ann Field"), "speaker is": ("", "confirmed")}),
    ]
    assert [entry.time[11:16] for entry in entries] == ["03:33", "04:33", "05:33", "06:33"]
    assert {(entry.here, entry.words, entry.annotation) for entry in entries} == {
        (True, words, annotation)
    }


def test_a_deletion_and_a_revival_are_told(
    library: Library, session: ArticleSession, later: Later
) -> None:
    annotation = session.mark(OLDEST)
    later()
    session.delete(annotation)
    later()
    library.history.undo()
    later()
    entries = annotation_history(library, session.id, annotation)
    assert [entry.what for entry in entries] == ["made", "deleted", "restored"]


def test_former_notes_are_told_without_any_backup(
    library: Library, session: ArticleSession, later: Later
) -> None:
    annotation = session.mark(OLDEST)
    later()
    for note in ("first", "second", "third"):
        session.set_note(annotation, note)
        later()
    shutil.rmtree(library.places.state / "backups")
    entries = annotation_history(library, session.id, annotation)
    assert told(entries)[1:] == [
        ("changed", {"note": ("", "first")}),
        ("changed", {"note": ("first", "second")}),
        ("changed", {"note": ("second", "third")}),
    ]


def test_the_verdicts_of_its_claim_are_told_too(
    library: Library, session: ArticleSession, later: Later
) -> None:
    annotation = session.mark(OLDEST, Kind.CLAIM)
    later()
    for verdict in ("refuted", "supported"):
        session.set_verdict(annotation, verdict)
        later()
    changes = [changes for _, changes in told(annotation_history(library, session.id, annotation))]
    assert changes[1]["verdict"] == ("", "refuted")
    assert changes[1]["status"] == ("", "done")
    assert changes[2] == {"verdict": ("refuted", "supported")}


def test_what_another_device_wrote_bears_its_name(
    library: Library, session: ArticleSession, later: Later
) -> None:
    annotation = session.mark(OLDEST)
    later()
    path = library.records.path(f"articles/{session.id}")
    tables = read_tables(path)
    assert tables
    fields = tables["annotations"][annotation]
    stamp = f"{START + 7_200_000:012x}-0000-1234abcd"
    tables["annotations"][annotation] = apply_change(fields, "note", "from afar", stamp)
    path.write_bytes(encode(tables))
    last = annotation_history(library, session.id, annotation)[-1]
    assert (last.device, last.here) == ("1234abcd", False)
    assert told([last]) == [("changed", {"note": ("", "from afar")})]


def test_an_import_without_stamps_is_told_by_when_it_was_created(
    library: Library, session: ArticleSession
) -> None:
    path = library.records.path(f"articles/{session.id}")
    tables = read_tables(path)
    assert tables
    known = {"id": "imported-1", "created": "2020-01-02T03:04:05Z", "kind": "question"}
    tables["annotations"] = {"imported-1": known}
    path.write_bytes(encode(tables))
    [entry] = annotation_history(library, session.id, "imported-1")
    assert (entry.time, entry.device, entry.what) == ("2020-01-02T03:04:05Z", "", "made")


def test_the_history_of_an_article_has_all_its_annotations_in_order(
    library: Library, session: ArticleSession, later: Later
) -> None:
    first = session.mark(OLDEST)
    later()
    second = session.mark(Range(46, 54))
    later()
    session.set_note(first, "later")
    library.history.change(
        [Change(f"articles/{session.id}", "article", session.id, "title", "Another title")]
    )
    later()
    entries = article_history(library, session.id)
    assert [entry.annotation for entry in entries if entry.annotation != session.id] == [
        first,
        second,
        first,
    ]
    titles = [change for entry in entries for change in entry.changes if change.field == "title"]
    assert titles[-1] == ("title", "The mill on the river", "Another title")


def test_it_is_found_by_the_first_letters_of_its_id_even_if_only_a_backup_has_it(
    library: Library, session: ArticleSession
) -> None:
    first, second = session.mark(OLDEST), session.mark(Range(46, 54))
    session.set_note(first, "kept")
    library.flush()
    common = next(n for n in range(36, 0, -1) if first[:n] == second[:n])
    unique = first[: common + 1]
    assert find_annotation(library, unique.upper()) == (session.id, first)
    with pytest.raises(AmbiguousError, match=second):
        find_annotation(library, first[:common])
    for name in ("0000", "", "xyz", first[:3], "the mill"):
        with pytest.raises(NotFoundError):
            find_annotation(library, name)
    library.close()
    shutil.rmtree(library.records.path(f"articles/{session.id}").parent)
    with Library.open(library.places, library.config) as again:
        assert find_annotation(again, unique) == (session.id, first)
        [(_, changes)] = told(annotation_history(again, session.id, first))
        assert changes["note"] == ("", "kept")


def test_the_history_of_what_never_was_is_an_error(
    library: Library, session: ArticleSession
) -> None:
    with pytest.raises(NotFoundError):
        annotation_history(library, session.id, "never")
    with pytest.raises(NotFoundError):
        annotation_history(library, "never", "never")
    with pytest.raises(NotFoundError):
        article_history(library, "never")
