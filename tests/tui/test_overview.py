"""The column beside the scrollbar: marks, notes and hits of the whole text, to be clicked."""

from reader.library import Library
from reader.model.annotation import Kind
from reader.text.document import Range
from reader.tui.signs import NOTE_SIGN
from tests.tui.reading_app import Reading, reading

LONG = "\n\n".join(
    f"Paragraph {number} of a text that is much longer than a screen of it can be. It ends here."
    for number in range(200)
)


def _add(library: Library) -> str:
    return library.add(f"A long text\n\n{LONG}\n".encode(), "long.txt").article


def _cells(person: Reading) -> list[str]:
    overview = person.screen.overview
    return [overview.render_line(y).text for y in range(overview.size.height)]


def _row_of(person: Reading, words: str) -> int:
    text = person.session.document.text
    return text.index(words) * person.screen.overview.size.height // len(text)


async def _mark(person: Reading, words: str, kind: Kind) -> str:
    start = person.session.document.text.index(words)
    made = person.session.mark(Range(start, start + len(words)), kind)
    person.screen.showing.annotations()
    await person.settle()
    return made


async def test_marks_stand_where_their_share_of_the_text_is(library: Library) -> None:
    async with reading(library, _add(library)) as person:
        assert set(_cells(person)) == {" "}
        await _mark(person, "Paragraph 100 of a text", Kind.CLAIM)
        await _mark(person, "Paragraph 199 of a text", Kind.HIGHLIGHT)
        cells = _cells(person)
        assert cells[_row_of(person, "Paragraph 100 of")] in "◆◇"
        assert cells[_row_of(person, "Paragraph 199 of")] == "●"
        assert len([cell for cell in cells if cell != " "]) == 2


async def test_a_note_is_told_before_a_mark_and_a_hit_before_both(library: Library) -> None:
    async with reading(library, _add(library)) as person:
        made = await _mark(person, "Paragraph 100 of a text", Kind.CLAIM)
        person.session.set_note(made, "Ask again.")
        person.screen.showing.annotations()
        await person.settle()
        row = _row_of(person, "Paragraph 100 of")
        assert _cells(person)[row] == NOTE_SIGN
        await person.press("slash")
        await person.type("Paragraph 100 ")
        await person.press("enter")
        assert _cells(person)[row] == "━"
        await person.press("escape", "escape")
        assert _cells(person)[row] == NOTE_SIGN


async def test_a_click_goes_to_the_mark_to_the_hit_or_to_that_share(library: Library) -> None:
    async with reading(library, _add(library)) as person:
        made = await _mark(person, "Paragraph 150 of a text", Kind.QUESTION)
        await person.pilot.click("#overview", offset=(0, _row_of(person, "Paragraph 150 of")))
        await person.settle()
        assert person.screen.pane.current == made
        assert person.focus == "Paragraph 150 of a text"
        await person.pilot.click("#overview", offset=(0, 0))
        await person.settle()
        assert person.screen.pane.in_view.start == 0
        await person.press("ctrl+o")
        assert person.focus == "Paragraph 150 of a text"


async def test_of_a_text_that_is_in_view_as_a_whole_marks_stand_beside_their_words(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        pane, text = person.screen.pane, person.session.document.text
        assert pane.layout_rows.row_count < pane.page
        made = await _mark(person, "He gave no figures", Kind.HIGHLIGHT)
        for columns in (120, 60):
            await person.pilot.resize_terminal(columns, 36)
            await person.settle()
            row = pane.layout_rows.row_of(text.index("He gave no figures"))
            assert [y for y, cell in enumerate(_cells(person)) if cell != " "] == [row]
        await person.press("g")
        await person.pilot.click("#overview", offset=(0, row))
        await person.settle()
        assert person.screen.pane.current == made
        await person.press("g")
        await person.pilot.click("#overview", offset=(0, pane.page - 1))
        await person.settle()
        assert person.focus == "He gave no figures."


async def test_in_a_lower_window_marks_stand_where_their_share_of_the_text_is(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await _mark(person, "He gave no figures", Kind.HIGHLIGHT)
        await person.pilot.resize_terminal(40, 18)
        await person.settle()
        assert person.screen.pane.layout_rows.row_count > person.screen.pane.page
        row = _row_of(person, "He gave no figures")
        assert [y for y, cell in enumerate(_cells(person)) if cell != " "] == [row]
