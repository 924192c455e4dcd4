"""What all screens of records share: rows, a field, keys below, and the way back."""

from collections.abc import Iterable

import pytest
from textual.widget import Widget

from reader.library import Library
from reader.model.annotation import Kind
from reader.text.document import Range
from reader.tui.commands import COMMANDS, Command, Situation, Where, method_of
from reader.tui.screens.command_screen import CommandScreen
from reader.tui.widgets.row_list import Piece, RowList
from reader.tui.widgets.text_field import TextField
from tests.tui.reading_app import Reading, reading

NAMES = ["mill", None, "lock", "ferry"]


class Rows(RowList):
    """A row for each name, and a heading for each None."""

    keys = NAMES

    def pieces(self, place: int, row: int, width: int) -> list[Piece]:
        return [(NAMES[place] or "heading", self.look("strong"))]


class Records(CommandScreen[None]):
    """A field and rows; it tells how often it was to show changes."""

    AT = Where.BOARD

    @property
    def situation(self) -> Situation:
        return Situation.BOARD

    def body(self) -> Iterable[Widget]:
        self.rows, self.field, self.changes = Rows(), TextField(), 0
        yield self.field
        yield self.rows

    def show_changes(self) -> None:
        self.changes += 1


async def opened(person: Reading) -> Records:
    """Open the screen, with the keys on its rows."""
    screen = Records(person.screen.library, person.screen.keymap)
    await person.app.push_screen(screen)
    screen.rows.focus()
    await person.settle()
    return screen


async def test_keys_move_over_rows_and_never_stand_on_a_heading(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        await person.press("j")
        assert screen.rows.cursor == "lock"
        await person.press("k")
        assert screen.rows.cursor == "mill"
        await person.press("G")
        assert screen.rows.cursor == "ferry"
        await person.press("k", "k")
        assert screen.rows.cursor == "mill"


async def test_no_letter_is_a_command_while_one_types(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        await person.press("slash")
        await person.type("q/u?")
        assert screen.field is not None
        assert screen.field.value == "q/u?"
        assert "Esc back" in "  ".join(
            f"{each.key} {each.word}" for each in screen.bottom_row.offers
        )
        await person.press("escape", "G")
        assert screen.rows.cursor == "ferry"


async def test_escape_goes_back_to_the_text(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await opened(person)
        await person.press("escape")
        assert person.app.screen is person.screen


async def test_undo_says_what_it_undid_and_the_screen_shows_it(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        person.session.mark(Range(0, 5), Kind.CLAIM)
        await person.settle()
        assert screen.changes == 1
        await person.press("u")
        assert screen.bottom_row.sentence.startswith("Undone: claim")
        assert screen.changes == 2
        assert not person.annotations


async def test_the_cursor_is_seen_where_the_terminal_has_its_own_colours(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        person.app.theme = "reader-terminal"
        screen = await opened(person)
        first = screen.rows.render_line(0)
        assert all(segment.style and segment.style.reverse for segment in first)
        assert not any(
            segment.style and segment.style.reverse for segment in screen.rows.render_line(2)
        )
        await person.press("slash")
        first = screen.rows.render_line(0)
        assert all(segment.style and segment.style.underline for segment in first)


async def test_the_help_of_a_screen_shows_its_own_keys(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        await person.press("question_mark")
        assert person.app.screen is not screen
        await person.press("escape")
        assert person.app.screen is screen


@pytest.mark.parametrize(
    "command", [each for each in COMMANDS if each.where & Where.SCREENS == Where.SCREENS], ids=str
)
async def test_what_every_screen_offers_can_be_done_on_each(
    library: Library, canal: str, command: Command
) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        assert callable(method_of(screen, command))
