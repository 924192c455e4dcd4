"""Selecting in the whole program: what is copied, marked, chosen anew and let be."""

from textual.geometry import Offset

from reader.library import Library
from reader.model.annotation import Kind
from reader.text.document import Range
from tests.tui.reading_app import Reading, reading

LISTED = """\
# On tolls

1. The first item of the list is so long that it has to be wrapped in any window, wide as it is,
   since nobody reads rows without an end, and it ends here.
2. The second is short.

> A quotation has a bar.
"""


def place(person: Reading, words: str, *, end: bool = False) -> Offset:
    """Return the cell of the first, or last, character of `words` in the pane."""
    pane = person.screen.pane
    start = person.session.document.text.index(words)
    row, cell = pane.layout_rows.cell_of(start + len(words) - 1 if end else start)
    return Offset(pane.column.left + cell, row - pane.top_row)


async def drag(person: Reading, start: Offset, *stops: Offset, release: bool = True) -> None:
    await person.pilot.mouse_down("#text", offset=start)
    for stop in stops:
        await person.pilot.hover("#text", offset=stop)
    if release:
        await person.pilot.mouse_up("#text", offset=stops[-1])
    await person.settle()


def marked(library: Library, article: str, words: str) -> str:
    """Mark some words with a note and a tag; return the id."""
    session = library.session(article)
    start = session.document.text.index(words)
    made = session.mark(Range(start, start + len(words)), Kind.CLAIM)
    session.set_note(made, "a note")
    session.set_tags(made, ["water"])
    library.flush()
    return made


async def test_what_is_copied_has_no_markers_and_no_wraps(library: Library) -> None:
    library.add(LISTED.encode(), "tolls.md")
    async with reading(library, library.find_article("On tolls"), size=(60, 30)) as person:
        await drag(person, place(person, "has to be"), place(person, "A quotation", end=True))
        await person.press("y")
        assert person.app.clipboard == (
            "has to be wrapped in any window, wide as it is, since nobody reads rows without an "
            "end, and it ends here.\nThe second is short.\nA quotation"
        )
        assert person.screen.pane.selection is None


async def test_while_an_end_is_dragged_the_bottom_row_says_how_to_let_it_be(
    library: Library, canal: str
) -> None:
    marked(library, canal, "the gates are sound")
    async with reading(library, canal) as person:
        await person.pilot.click("#text", offset=place(person, "gates"))
        end = place(person, "the gates are sound", end=True)
        await drag(person, end, place(person, "the towpath", end=True), release=False)
        assert "Esc let go" in person.offers
        assert "claim" not in person.offers
        await person.press("escape")
        await person.pilot.mouse_up("#text", offset=place(person, "the towpath"))
        await person.settle()
        assert person.quotations == ["the gates are sound"]
        assert person.screen.pane.selection is None


async def test_an_end_that_was_dragged_keeps_note_and_tags(library: Library, canal: str) -> None:
    marked(library, canal, "the gates are sound")
    async with reading(library, canal) as person:
        await person.pilot.click("#text", offset=place(person, "gates"))
        end = place(person, "the gates are sound", end=True)
        await drag(person, end, place(person, "are", end=True))
        (annotation,) = person.annotations
        assert person.quotations == ["the gates are"]
        assert (annotation.note, annotation.tags) == ("a note", ("water",))


async def test_words_chosen_anew_by_mouse_are_kept_by_enter_and_let_be_by_escape(
    library: Library, canal: str
) -> None:
    marked(library, canal, "the gates are sound")
    async with reading(library, canal) as person:
        await person.pilot.click("#text", offset=place(person, "gates"))
        await person.press("r")
        assert person.focus == "the gates are sound"
        await drag(person, place(person, "sound", end=True), place(person, "gates", end=True))
        assert person.focus == "the gates"
        assert "Enter keep" in person.offers
        await person.press("escape")
        assert person.quotations == ["the gates are sound"]
        await person.press("r")
        await drag(person, place(person, "sound", end=True), place(person, "gates", end=True))
        await person.press("enter")
        (annotation,) = person.annotations
        assert person.quotations == ["the gates"]
        assert (annotation.note, annotation.tags) == ("a note", ("water",))


async def test_counted_text_objects_and_the_last_selection_have_keys(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await person.press("v", "2", "a", "w")
        assert person.focus == "The canal "
        await person.press("escape", "full_stop", "R")
        assert person.focus == "The canal "
