"""The list of articles: choosing, filtering, adding, putting away."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from reader.index.database import IndexLost
from reader.library import Library, SortOrder
from reader.model.annotation import Kind
from reader.model.article import ReadStatus
from reader.text.document import Range
from reader.tui.screens.reading import articles
from tests.tui.reading_app import reading


async def test_j_and_k_in_capitals_open_the_neighbours(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, ferry) as person:
        await person.press("J")
        assert person.screen.article == canal
        await person.press("J")
        assert any("No article follows" in toast for toast in person.toasts)
        await person.press("K")
        assert person.screen.article == ferry


async def test_enter_opens_the_article_under_the_cursor(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, ferry) as person:
        await person.press("tab", "j", "enter")
        assert person.screen.article == canal
        assert person.screen.panes.front == "text"


async def test_the_filter_narrows_the_list_while_it_is_typed(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, ferry) as person:
        await person.press("tab", "slash")
        await person.type("spring canal")
        assert list(person.screen.list.listing.shown) == [canal]
        await person.press("enter", "enter")
        assert person.screen.article == canal
        await person.press("tab", "escape")
        assert len(person.screen.list.listing.shown) == 2


async def test_the_list_is_sorted_another_way_and_stays_so(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, ferry) as person:
        assert list(person.screen.list.listing.shown) == [ferry, canal]
        await person.press("tab", "o")
        assert list(person.screen.list.listing.shown) == [canal, ferry]
        await person.press("ctrl+q")
    async with reading(library, ferry) as person:
        assert person.screen.list.listing.order is SortOrder.TITLE


async def test_archiving_goes_on_and_comes_back_by_undo(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, ferry) as person:
        await person.press("A")
        assert person.screen.article == canal
        assert library.row(ferry).status is ReadStatus.ARCHIVED
        assert list(person.screen.list.listing.shown) == [canal, ferry]
        await person.press("u")
        assert library.row(ferry).status is not ReadStatus.ARCHIVED
        assert list(person.screen.list.listing.shown) == [ferry, canal]
        assert person.screen.article == ferry
        assert any("Ferry makes its last crossing" in toast for toast in person.toasts)


async def test_chosen_articles_go_to_the_trash_in_one_step(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, ferry) as person:
        await person.press("tab", "g", "space", "space", "D")
        assert not len(person.screen.list.listing)
        assert person.screen.article is None
        assert "+ add" in person.offers
        await person.press("u")
        assert set(person.screen.list.listing.shown) == {canal, ferry}
        assert person.screen.article in {canal, ferry}


async def test_unread_and_read_again(library: Library, ferry: str) -> None:
    async with reading(library, ferry) as person:
        await person.press("tab", "g", "U")
        await person.pilot.pause(1.2)
        assert library.row(ferry).status is ReadStatus.UNREAD
        await person.press("U")
        assert library.row(ferry).status is ReadStatus.READ


async def test_a_file_is_added_and_opened(library: Library, ferry: str, tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text("The mill turns\n\nIt turned all night.\n")
    async with reading(library, ferry) as person:
        await person.press("tab", "plus")
        await person.type(str(tmp_path / "mill.txt"))
        await person.press("enter")
        await person.settle()
        assert person.session.document.text.startswith("The mill turns")
        assert len(person.screen.list.listing) == 3


async def test_of_a_folder_the_good_files_are_added_and_the_bad_one_is_named(
    library: Library, ferry: str, tmp_path: Path
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "mill.txt").write_text("The mill turns\n\nIt turned all night.\n")
    (folder / "well.txt").write_text("The well is dry\n\nIt rained little.\n")
    (folder / "empty.txt").write_text("")
    async with reading(library, ferry) as person:
        await person.press("tab", "plus")
        await person.type(str(folder))
        await person.press("enter")
        await person.settle()
        assert len(person.screen.list.listing) == 4
        assert any("is empty" in toast for toast in person.toasts)
        assert any("2 articles added" in toast for toast in person.toasts)


async def test_a_damaged_record_is_shown_with_its_problem_and_does_no_harm(
    library: Library, canal: str, ferry: str
) -> None:
    (library.places.library / "articles" / canal / "record.json").write_text("{")
    async with reading(library, ferry) as person:
        person.screen.articles.reconcile()
        await person.settle()
        assert person.screen.list.listing[canal].problem
        await person.press("tab", "j", "enter")
        assert person.screen.article == ferry
        assert person.toasts


async def test_an_empty_library_says_how_to_fill_it(
    library: Library, canal: str, ferry: str
) -> None:
    library.trash_article(canal)
    library.trash_article(ferry)
    async with reading(library) as person:
        assert person.screen.article is None
        assert "+ add" in person.offers
        await person.press("c", "s", "W", "J")
        assert person.app.screen is person.screen


async def test_an_article_seen_to_its_end_is_read(library: Library, ferry: str) -> None:
    assert library.row(ferry).status is ReadStatus.UNREAD
    async with reading(library, ferry) as person:
        await person.press("ctrl+q")
    assert library.row(ferry).status is ReadStatus.READ


async def test_a_list_from_an_index_of_yesterday_shows_the_truth_soon_and_keeps_its_place(
    library: Library, canal: str, ferry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "_PAINTING", 3600)
    texts = [f"Lock {number}\n\nIt was shut.\n".encode() for number in range(30)]
    locks = [library.add(text, "lock.txt").article for text in texts]
    listed = len(list(library.rows()))
    library.listing.close()
    other = Library.open(library.places, library.config)
    new = other.add(b"The mill turns\n\nIt turned all night.\n", "mill.txt").article
    other.session(canal).mark(Range(0, 5), Kind.CLAIM)
    other.trash_article(ferry)
    other.close()
    gone = locks[7]
    shutil.rmtree(library.places.library / "articles" / gone)
    with Library.open(library.places, library.config) as late:
        async with reading(late, locks[20]) as person:
            shown = person.screen.list
            assert len(shown.listing) == listed
            assert ferry in shown.listing.shown
            await person.press("tab", "G", *"k" * 25)
            lock = shown.cursor
            height = shown.listing.shown.index(lock) * 2 - shown.scroll_offset.y
            assert shown.scroll_offset.y > 2
            person.screen.articles.reconcile()
            await person.settle()
            assert {new, canal} <= set(shown.listing.shown)
            assert not {gone, ferry} & set(shown.listing.shown)
            assert len(shown.listing) == listed - 1
            assert shown.listing[canal].claims == 1
            assert shown.cursor == lock
            assert shown.listing.shown.index(lock) * 2 - shown.scroll_offset.y == height


async def test_a_list_whose_index_is_lost_under_it_fills_again(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, ferry) as person:
        person.screen.articles.reconcile()
        await person.settle()
        with pytest.raises(IndexLost), library.listing._database.reading():
            raise sqlite3.DatabaseError("malformed")
        await person.press("A")
        await person.settle()
        assert set(person.screen.list.listing.shown) == {canal, ferry}
        assert library.row(ferry).status is ReadStatus.ARCHIVED
