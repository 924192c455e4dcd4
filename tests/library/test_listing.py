"""The list of articles: exact for who asks, at once for who paints, and never in the way."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from reader.config import Config
from reader.errors import AmbiguousError, NotFoundError
from reader.index.database import IndexLost
from reader.library import ArticleSession, Library, Progress, SortOrder
from reader.model.annotation import Kind
from reader.model.article import ReadStatus
from reader.paths import Places
from reader.text.document import Range
from tests.records import set_about


def index_of(places: Places) -> Path:
    return places.cache / "index.sqlite"


def test_who_asks_for_rows_gets_what_other_programs_wrote(
    library: Library, session: ArticleSession
) -> None:
    library.flush()
    with Library.open(library.places, Config()) as other:
        assert [row.claims for row in other.rows()] == [0]
        session.mark(Range(0, 8), Kind.CLAIM)
        library.flush()
        assert [row.claims for row in other.rows()] == [1]
        added = library.add(b"Another article altogether.", "other.txt").article
        assert added in {row.id for row in other.rows()}
        assert other.find_article("another") == added
        shutil.rmtree(library.places.library / "articles" / added)
        assert added not in {row.id for row in other.rows()}
        with pytest.raises(NotFoundError):
            other.find_article(added)


def test_what_was_saved_is_in_the_index_at_the_next_start(
    library: Library, session: ArticleSession
) -> None:
    assert list(library.rows())
    session.mark(Range(0, 8), Kind.CLAIM)
    library.set_read_status(session.id, ReadStatus.ARCHIVED)
    library.close()
    with Library.open(library.places, Config()) as again:
        assert again.listing.arrange(SortOrder.ADDED) == [session.id]
        row = again.listing.glance([session.id])[session.id]
        assert (row.claims, row.status) == (1, ReadStatus.ARCHIVED)


def test_what_changed_is_in_the_list_before_it_is_saved(
    library: Library, session: ArticleSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(library.rows())
    other = library.add(b"Another article altogether.", "other.txt").article
    assert library.listing.arrange(SortOrder.ADDED) == [other, session.id]
    library.set_read_status(other, ReadStatus.ARCHIVED)
    assert library.listing.arrange(SortOrder.ADDED) == [session.id, other]
    library.trash_article(session.id)
    assert library.listing.arrange(SortOrder.ADDED) == [other]
    library.history.undo()
    set_about(library, session.id, "title", "Zinc")
    assert library.listing.arrange(SortOrder.TITLE) == [session.id, other]
    assert library.listing.words()[session.id].startswith("zinc")
    assert library.listing.glance([session.id])[session.id].title == "Zinc"
    assert [row.title for row in library.rows() if row.id == session.id] == ["Zinc"]


def test_an_open_article_is_listed_as_it_stands_in_memory(
    library: Library, session: ArticleSession
) -> None:
    library.flush()
    assert list(library.rows())
    with Library.open(library.places, Config()) as other:
        other.session(session.id).mark(Range(0, 8), Kind.CLAIM)
    library.listing.reconcile()
    assert library.listing.glance([session.id])[session.id].claims == 0
    session.refresh()
    assert library.listing.glance([session.id])[session.id].claims == 1


def test_a_lost_index_is_filled_again_and_nobody_notices(
    library: Library, session: ArticleSession
) -> None:
    session.mark(Range(0, 8), Kind.CLAIM)
    assert [row.claims for row in library.rows()] == [1]
    with pytest.raises(IndexLost), library.listing._database.reading():
        raise sqlite3.DatabaseError("malformed")
    assert library.listing.behind
    assert [row.claims for row in library.rows()] == [1]
    library.close()
    index_of(library.places).write_bytes(b"no database")
    with Library.open(library.places, Config()) as again:
        assert again.find_article("mill") == session.id
        assert [row.claims for row in again.rows()] == [1]


def test_while_the_index_is_being_made_anew_there_is_nothing_to_paint_and_no_error(
    places: Places,
) -> None:
    with Library.open(places, Config()) as library:
        article = library.add(b"An article.", "one.txt").article
        assert list(library.rows())
    index_of(places).write_bytes(b"no database" * 1000)
    with Library.open(places, Config()) as library:
        assert library.listing.arrange(SortOrder.ADDED) == []
        assert library.listing.glance([article]) == {}
        library.listing.reconcile()
        assert library.listing.arrange(SortOrder.ADDED) == [article]


def test_without_a_cache_folder_the_list_is_the_same(places: Places) -> None:
    places.cache.write_text("a file, where the folder should be")
    with Library.open(places, Config()) as library:
        article = library.add(b"An article.", "one.txt").article
        assert [row.id for row in library.rows()] == [article]
        library.set_read_status(article, ReadStatus.ARCHIVED)
        assert library.listing.glance([article])[article].status is ReadStatus.ARCHIVED
        library.flush()
        assert [row.status for row in library.rows()] == [ReadStatus.ARCHIVED]


def test_nothing_is_made_where_nobody_lists(places: Places) -> None:
    with Library.open(places, Config()) as library:
        article = library.add(b"An article.", "one.txt").article
        library.session(article).mark(Range(0, 2))
        assert library.find_article(article) == article
        assert library.row(article).annotations == 1
    assert not places.cache.exists()


def test_an_id_is_known_without_a_look_at_the_others(places: Places) -> None:
    with Library.open(places, Config()) as library:
        article = library.add(b"An article.", "one.txt").article
        gone = library.add(b"Another article.", "two.txt").article
        library.trash_article(gone)
        assert library.is_there(article)
        assert not any(map(library.is_there, (gone, "", "x", "../x", "a\0b", "x" * 300)))
        assert library.article_ids("ano") == [gone]


def test_several_that_may_be_meant_are_named(library: Library) -> None:
    ids = [
        library.add(f"# Mill {number}\n\n{number}.\n".encode(), "x.md").article
        for number in range(7)
    ]
    with pytest.raises(AmbiguousError, match=f"{min(ids)}.* and 2 more"):
        library.find_article("mill")


def test_what_is_annotated_is_named_the_latest_added_first(
    library: Library, session: ArticleSession
) -> None:
    other = library.add(b"Another article altogether.", "other.txt").article
    for article in (session.id, other):
        library.session(article).mark(Range(0, 8), Kind.CLAIM)
    library.add(b"Nobody marked anything here.", "plain.txt")
    assert library.listing.annotated(exactly=True) == [other, session.id]
    library.trash_article(other)
    assert library.listing.annotated(exactly=False) == [session.id]


def test_what_was_saved_is_found_once_the_index_catches_up(
    library: Library, session: ArticleSession
) -> None:
    library.listing.read_contents()
    assert library.listing.complete
    annotation = session.mark(Range(0, 8), Kind.CLAIM)
    session.set_note(annotation, "Which harbour?")
    library.flush()
    library.listing.catch_up()
    (hit,) = library.listing.full_text.search("harbour")
    assert (hit.article, hit.id) == (session.id, annotation)


def test_reading_the_contents_finds_texts_and_can_be_broken_off_and_gone_on_with(
    library: Library, session: ArticleSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.index.contents._SLICE", 0.0)
    monkeypatch.setattr("reader.index.contents._TOLD_EACH", 0.0)
    told: list[bool] = []

    def stop(progress: Progress) -> bool:
        told.append(progress.contents)
        return not progress.contents

    library.listing.read_contents(stop)
    complete = [library.listing.complete]
    library.listing.read_contents()
    complete.append(library.listing.complete)
    assert told[-1]
    assert complete == [False, True]
    assert {hit.article for hit in library.listing.full_text.search("mondays")} == {session.id}


@pytest.mark.parametrize("trouble", ["max_page_count = 1", "query_only = 1"])
def test_contents_go_into_memory_where_the_disk_is_full_or_read_only(
    library: Library, session: ArticleSession, trouble: str
) -> None:
    library.listing.reconcile()
    with library.listing.annotations._database.writing() as connection:
        # SQLite then fails as on a disk without room, or one that may not be written.
        connection.execute(f"PRAGMA {trouble}")
    library.add(b"It rained for weeks. " * 10_000, "rain.txt")
    library.listing.read_contents()
    assert library.listing.complete
    assert not library.listing.behind
    assert {row.id for row in library.rows()} >= {session.id}
    assert {hit.article for hit in library.listing.full_text.search("mondays")} == {session.id}
    assert library.listing.annotations._database.generation > 0
