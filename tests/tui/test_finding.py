"""Finding words in the open text."""

from reader.library import Library
from reader.tui.screens.reading.finding import MOST
from tests.tui.reading_app import reading


async def test_hits_are_counted_and_gone_through(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("slash")
        await person.type("the")
        hits = person.screen.finding.hits
        assert len(hits) > 3
        await person.press("enter", "g", "n")
        first = person.screen.pane.caret
        await person.press("n", "N")
        assert person.screen.pane.caret == first
        assert "n next hit" in person.offers


async def test_words_are_found_across_rows(library: Library, canal: str) -> None:
    async with reading(library, canal, size=(40, 20)) as person:
        await person.press("slash")
        await person.type("again in april")
        assert len(person.screen.finding.hits) == 1


async def test_what_was_found_can_be_selected_from_its_first_character(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await person.press("slash")
        await person.type("towpath")
        await person.press("enter", "v", "e", "m")
        assert person.quotations == ["towpath"]


async def test_escape_goes_back_to_where_the_search_began(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        before = person.focus
        await person.press("slash")
        await person.type("figures")
        assert "no figures" in person.focus
        await person.press("escape")
        assert person.focus == before
        assert not person.screen.finding.hits


async def test_what_is_not_there_is_said(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("slash")
        await person.type("zebra")
        await person.press("enter")
        assert any("zebra" in toast for toast in person.toasts)


async def test_star_finds_the_word_under_the_caret_as_a_whole(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("w", "asterisk")
        text = person.session.document.text
        found = {text[hit.start : hit.end].lower() for hit in person.screen.finding.hits}
        assert found == {"canal"}
        assert "The canal will carry" not in person.focus


async def test_n_goes_to_the_next_annotation_when_nothing_is_being_found(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await person.press("m", "full_stop", "full_stop", "m")
        second = person.focus
        await person.press("g", "n")
        first = person.focus
        await person.press("n")
        assert (first != second, person.focus) == (True, second)


async def test_no_single_key_acts_while_words_are_typed(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("slash")
        await person.type("cmdJKAWqu?:+-")
        assert person.screen.find_bar.is_open
        assert person.screen.article == canal
        assert not person.annotations
        assert len(person.app.screen_stack) == 2


async def test_more_hits_than_anyone_counts_are_found_from_the_caret_on(library: Library) -> None:
    words = "\n\n".join("eel " * 60 for _ in range(2 * MOST // 60))
    eels = library.add(words.encode(), "eels.txt").article
    async with reading(library, eels) as person:
        await person.press("slash")
        await person.type("e")
        assert f"{MOST:,}+" in person.screen.finding.count
        assert len(person.screen.finding.hits) == MOST
        await person.press("escape", "G", "slash")
        caret = person.screen.pane.caret
        await person.type("eel")
        assert person.screen.finding.hits[0].start in range(caret - 4, caret + 4)
        assert len(person.screen.finding.hits) <= MOST
