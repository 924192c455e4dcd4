"""Footnotes: read in place, gone to, and back."""

import pytest
from textual.geometry import Offset

from reader.library import Library
from tests.tui.reading_app import Reading, reading

FILLING = "\n\n".join(f"Paragraph {number} has no note." for number in range(1, 60))
NOTED = f"""\
# On canals

The canal is old[^age]. It was dug by hand[^1], they say.[^none]

{FILLING}

The last one has a note too.[^long]

[^age]: From 1804, says [the council](https://council.example/) [sic] \\[@click=app.quit].

    It gives no source.

[^1]: See the first note.[^age]

[^long]: {"Many words are in this note. " * 80}
"""


@pytest.fixture
def noted(library: Library) -> str:
    library.add(NOTED.encode(), "noted.md")
    return library.find_article("On canals")


def shown(person: Reading) -> str:
    """Return the footnote that is open, as painted."""
    inset = person.screen.footnote
    return str(inset._text.render()) if inset.is_open else ""


def place(person: Reading, words: str) -> Offset:
    pane = person.screen.pane
    row, cell = pane.layout_rows.cell_of(person.session.document.text.index(words))
    return Offset(pane.column.left + cell, row - pane.top_row)


async def test_a_footnote_opens_right_below_its_reference(library: Library, noted: str) -> None:
    async with reading(library, noted) as person:
        await person.press("f", "f")
        assert "From 1804, says the council [sic] [@click=app.quit]." in shown(person)
        assert "It gives no source." in shown(person)
        inset, pane = person.screen.footnote, person.screen.pane
        assert inset.region.y == pane.region.y + place(person, "[age]").y + 1
        assert inset.region.x <= pane.region.x + pane.column.left
        assert inset.region.right >= pane.region.x + pane.column.left + pane.column.text
        await person.press("escape")
        assert shown(person) == ""


async def test_a_motion_closes_it_and_goes_on(library: Library, noted: str) -> None:
    async with reading(library, noted) as person:
        await person.press("f", "f", "full_stop")
        assert shown(person) == ""
        assert person.focus.startswith("It was dug")


async def test_a_click_on_a_reference_opens_it_and_another_closes_it(
    library: Library, noted: str
) -> None:
    async with reading(library, noted) as person:
        await person.pilot.click("#text", offset=place(person, "[age]"))
        await person.settle()
        assert "From 1804" in shown(person)
        await person.pilot.pause(0.6)
        await person.pilot.click("#text", offset=place(person, "[age]"))
        await person.settle()
        assert shown(person) == ""
        await person.pilot.click("#text", offset=place(person, "[1]"))
        await person.settle()
        assert "See the first note" in shown(person)
        await person.pilot.click("#text", offset=place(person, "canal is old"))
        await person.settle()
        assert shown(person) == ""


async def test_one_goes_to_the_note_and_back_to_its_reference(library: Library, noted: str) -> None:
    async with reading(library, noted) as person:
        text = person.session.document.text
        await person.press("f", "j", "enter")
        assert shown(person) == ""
        assert person.focus.startswith("See the first note")
        assert "% link or note" in person.offers
        await person.press("%")
        assert person.screen.pane.caret == text.index("[1]")
        await person.press("%")
        assert "See the first note" in shown(person)
        await person.press("o")
        assert person.focus.startswith("See the first note")
        await person.press("ctrl+o")
        assert person.screen.pane.caret == text.index("[1]")


async def test_links_in_a_footnote_are_followed_by_letters_and_by_mouse(
    library: Library, noted: str
) -> None:
    async with reading(library, noted) as person:
        await person.press("f", "f", "f")
        assert "fhe council" in shown(person)
        await person.press("f")
        assert "council.example" in str(person.screen.link_bar.render())
        await person.press("escape")
        assert "the council" in shown(person)
        await person.press("escape")
        assert shown(person) == ""
        await person.press("f", "f")
        [content] = [person.screen.footnote._text.region]
        column = shown(person).index("the council")
        await person.pilot.click(offset=Offset(content.x + column, content.y))
        await person.settle()
        assert "council.example" in str(person.screen.link_bar.render())


async def test_a_reference_in_a_footnote_shows_that_one_in_its_place(
    library: Library, noted: str
) -> None:
    async with reading(library, noted) as person:
        await person.press("f", "j", "f", "f")
        assert "From 1804" in shown(person)


async def test_a_long_footnote_scrolls_and_stays_in_the_pane(library: Library, noted: str) -> None:
    async with reading(library, noted, size=(80, 24)) as person:
        await person.pilot.pause()
        person.screen.pane.put_caret(person.session.document.text.index("[long]"))
        await person.press("%")
        inset, pane = person.screen.footnote, person.screen.pane
        assert "Many words" in shown(person)
        assert inset.is_long
        assert pane.region.y <= inset.region.y
        assert inset.region.bottom <= pane.region.bottom
        await person.press("j", "space")
        assert inset.is_open
        assert inset.scroll_y > 0
        await person.press("k", "k", "escape")
        assert not inset.is_open


async def test_a_reference_without_its_note_says_so(library: Library, noted: str) -> None:
    page = "<h1>Odd</h1><p>Words<sup><a href=#n>1</a></sup>.</p><p id=n>A note.</p>"
    library.add(page.encode(), "odd.html")
    async with reading(library, library.find_article("Odd")) as person:
        await person.press("f", "f")
        assert "A note." in shown(person)


@pytest.mark.parametrize("size", [(30, 8), (40, 10), (200, 50)])
async def test_a_footnote_fits_any_window(
    library: Library, noted: str, size: tuple[int, int]
) -> None:
    async with reading(library, noted, size=size) as person:
        person.screen.pane.put_caret(person.session.document.text.index("[age]"))
        await person.press("%")
        inset, pane = person.screen.footnote, person.screen.pane
        assert inset.is_open
        assert inset.region.bottom <= pane.region.bottom
        assert inset.region.right <= pane.region.right
