"""Far motions, and the way back."""

import pytest

from reader.library import Library
from tests.tui.reading_app import Reading, reading
from tests.tui.test_finding import RIVERS, look_for, place

SMALL = (80, 24)


@pytest.fixture
def rivers(library: Library) -> str:
    return library.add(RIVERS.encode(), "rivers.txt").article


async def find(person: Reading, words: str) -> None:
    await look_for(person, words)
    await person.press("enter")


async def test_the_way_back_from_far_motions_is_exact_and_there_is_one_forward_again(
    library: Library, rivers: str
) -> None:
    async with reading(library, rivers, size=SMALL) as person:
        await person.press("space", "w", "w")
        first = place(person)
        await person.press("G")
        last = place(person)
        await find(person, "day 30")
        middle = place(person)
        await person.press("ctrl+o")
        assert place(person) == last
        await person.press("ctrl+o")
        assert place(person) == first
        await person.press("alt+o", "alt+right")
        assert place(person) == middle
        await person.press("2", "ctrl+o")
        assert place(person) == first
        await person.press("ctrl+o")
        assert person.toasts == ["There is no jump to go back from."]
        assert place(person) == first


async def test_hits_words_and_annotations_that_are_far_off_are_come_back_from(
    library: Library, rivers: str
) -> None:
    async with reading(library, rivers, size=SMALL) as person:
        await find(person, "day 40")
        await person.press("m", "escape", "g", "w")
        first = place(person)
        await person.press("right_square_bracket")
        marked = place(person)
        assert marked != first
        await person.press("ctrl+o")
        assert place(person) == first
        await find(person, "0 of a long")
        await person.press("n", "n", "b", "b")
        before = place(person)
        await person.press("asterisk", "ctrl+o")
        assert place(person) == before
        await person.press("2", "0", "n")
        assert place(person) != before
        await person.press("ctrl+o")
        assert place(person) == before


async def test_near_motions_are_not_noted(library: Library, rivers: str) -> None:
    async with reading(library, rivers, size=SMALL) as person:
        await find(person, "nobody")
        await person.press("n", "j", "w", "full_stop", "ctrl+d", "space")
        where = place(person)
        await person.press("ctrl+o", "ctrl+o")
        assert person.screen.pane.in_view.start == 0
        await person.press("2", "alt+o")
        assert place(person) == where


async def test_places_in_one_row_are_one_place(library: Library, rivers: str) -> None:
    async with reading(library, rivers, size=SMALL) as person:
        for _ in range(5):
            await person.press("G", "g")
        await person.press("ctrl+o")
        assert person.screen.pane.scroll_y == person.screen.pane.max_scroll_y
        await person.press("ctrl+o")
        assert (person.screen.pane.scroll_y, person.toasts) == (0, [])
        await person.press("ctrl+o")
        assert person.toasts == ["There is no jump to go back from."]


async def test_a_hundred_places_are_kept(library: Library, rivers: str) -> None:
    async with reading(library, rivers, size=SMALL) as person:
        sentence = person.screen.pane.focus_range
        for _ in range(130):
            person.screen.jumping.note()
            found = person.screen.pane.units.next_sentence(sentence.start)
            assert found is not None
            sentence = found
            person.screen.pane.go_to(sentence.start)
        for _ in range(100):
            person.screen.jumping.back()
        assert not person.toasts
        person.screen.jumping.back()
        await person.settle()
        assert person.toasts


async def test_one_comes_back_to_the_article_one_came_from(
    library: Library, rivers: str, canal: str
) -> None:
    async with reading(library, rivers, size=SMALL) as person:
        await person.press("space", "space", "w")
        before = place(person)
        await person.press("J")
        assert person.screen.article != rivers
        other = person.screen.article
        await person.press("ctrl+o")
        assert (person.screen.article, place(person)) == (rivers, before)
        await person.press("alt+o")
        assert person.screen.article == other


async def test_an_article_in_the_trash_is_passed_over(
    library: Library, rivers: str, canal: str, ferry: str
) -> None:
    async with reading(library, rivers, size=SMALL) as person:
        person.screen.articles.open(canal)
        person.screen.articles.open(ferry)
        await person.settle()
        library.trash_article(canal)
        await person.press("ctrl+o")
        assert person.screen.article == rivers


async def test_the_text_goes_back_after_a_walk_through_the_notes(
    library: Library, rivers: str
) -> None:
    async with reading(library, rivers, size=(160, 40)) as person:
        await person.press("G", "m", "g", "m", "space", "w")
        before = place(person)
        person.screen.panes.bring("notes")
        await person.settle()
        await person.press("j", "k", "j", "enter")
        assert place(person) != before
        await person.press("ctrl+o")
        assert place(person) == before
        assert person.screen.panes.front == "text"


async def test_the_way_back_survives_another_size(library: Library, rivers: str) -> None:
    async with reading(library, rivers, size=(120, 36)) as person:
        await person.press("space", "space", "w")
        pane = person.screen.pane
        top, caret, focus = pane.top_offset, pane.caret, pane.focus_range
        await person.press("G")
        await person.pilot.resize_terminal(60, 20)
        await person.settle()
        await person.press("ctrl+o")
        assert (pane.caret, pane.focus_range) == (caret, focus)
        row = pane.layout_rows.row(pane.top_row)
        assert row.start <= top
        assert top <= pane.layout_rows.row(pane.top_row + 1).start
