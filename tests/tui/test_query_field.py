"""A field for the query language: what Tab puts in, what is told, and what is asked meanwhile."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from reader.library import Library
from reader.query.printing import printed
from reader.storage.base import LIBRARY, Change
from reader.tui.widgets.query_field import QueryField
from reader.tui.widgets.text_field import TextField
from tests.tui.dialog_app import StyledApp


class FieldApp(StyledApp):
    """One field with its hint; it keeps what it was told."""

    def __init__(self, library: Library, value: str) -> None:
        super().__init__("bars")
        self.field = QueryField(library, value)
        self.asked: list[str] = []
        self.entered: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.field
        yield self.field.hint
        yield Static("elsewhere")

    def on_query_field_asked(self, event: QueryField.Asked) -> None:
        self.asked.append(printed(event.query))

    def on_text_field_entered(self, event: TextField.Entered) -> None:
        self.entered.append(event.value)


@dataclass(frozen=True)
class Typing:
    """The app, and the person who types into its field."""

    app: FieldApp
    pilot: Pilot[None]

    @property
    def field(self) -> QueryField:
        return self.app.field

    @property
    def hint(self) -> str:
        return self.app.field.hint.sentence

    async def type(self, text: str) -> None:
        await self.press(*("space" if each == " " else each for each in text))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()


@pytest.fixture
def named(library: Library) -> Library:
    """A library that knows three tags."""
    library.history.change(
        Change(LIBRARY, "tags", path, "created", "2026-01-01T00:00:00.000Z")
        for path in ("health", "health/vaccines", "harbour")
    )
    return library


@asynccontextmanager
async def typing(library: Library, value: str = "", width: int = 80) -> AsyncIterator[Typing]:
    app = FieldApp(library, value)
    async with app.run_test(size=(width, 10)) as pilot:
        app.field.focus()
        await pilot.pause()
        yield Typing(app, pilot)


async def test_what_is_typed_is_asked_letter_by_letter_and_its_last_word_may_go_on(
    named: Library,
) -> None:
    async with typing(named) as person:
        await person.type("mil is:read ")
        assert person.app.asked[:3] == ["m*", "mi*", "mil*"]
        assert person.app.asked[-1] == "mil is:read"


async def test_a_field_that_begins_with_a_query_asks_it(named: Library) -> None:
    async with typing(named, "tag:health") as person:
        assert person.app.asked == ["tag:health"]


async def test_tab_goes_through_what_the_word_may_become_and_back(named: Library) -> None:
    async with typing(named) as person:
        await person.type("tag:hea")
        assert person.hint == "Tab  tag:health  tag:health/vaccines"
        await person.press("tab")
        assert person.field.value == "tag:health"
        await person.press("tab")
        assert person.field.value == "tag:health/vaccines"
        await person.press("shift+tab")
        assert person.field.value == "tag:health"
        assert person.app.asked[-1] == "tag:health"


async def test_tab_after_the_only_field_goes_on_to_its_names(named: Library) -> None:
    async with typing(named) as person:
        await person.type("ta")
        await person.press("tab", "tab")
        assert person.field.value == "tag:harbour"


async def test_tab_completes_the_word_at_the_caret_and_leaves_the_rest(named: Library) -> None:
    async with typing(named) as person:
        await person.type("is:unr mill")
        await person.press(*["left"] * 5, "tab")
        assert person.field.value == "is:unread mill"
        assert person.app.asked[-1] == "is:unread mill*"


async def test_a_click_on_a_name_puts_it_in(named: Library) -> None:
    async with typing(named) as person:
        await person.type("tag:hea")
        place = person.hint.index("tag:health/vaccines")
        await person.pilot.click(person.field.hint, offset=(place + 1, 0))
        assert person.field.value == "tag:health/vaccines"


async def test_a_word_still_being_typed_is_no_mistake(named: Library) -> None:
    async with typing(named) as person:
        await person.type("mill is:un")
        assert person.field.mistake is not None
        assert person.hint.startswith("Tab  is:unchecked  is:unplaced  is:unread")
        assert person.app.asked[-1] == "mill"


async def test_a_mistake_is_told_once_one_goes_on_and_what_was_understood_holds(
    named: Library,
) -> None:
    async with typing(named) as person:
        await person.type("mill ")
        await person.type("colour:red and")
        assert person.hint.startswith("at 6: there is no field")
        assert printed(person.field.asked) == "mill"
        line = person.field.render_line(0)
        underlined = "".join(part.text for part in line if part.style and part.style.underline)
        assert underlined == "colour:red"


async def test_enter_on_a_mistake_tells_it_and_is_not_reported(named: Library) -> None:
    async with typing(named) as person:
        await person.type("is:un")
        await person.press("enter")
        assert "one of highlight, claim" in person.hint
        assert not person.app.entered
        await person.type("read")
        assert "one of" not in person.hint
        await person.press("enter")
        assert person.app.entered == ["is:unread"]


async def test_what_cannot_be_done_here_is_told_until_something_else_is_typed(
    named: Library,
) -> None:
    async with typing(named) as person:
        await person.type("tag:health")
        person.field.refuse("A search needs words.")
        assert person.hint == "A search needs words."
        await person.type(" m")
        assert "needs words" not in person.hint


async def test_a_name_that_could_harm_the_terminal_is_offered_and_put_in_clean(
    library: Library,
) -> None:
    library.history.change([Change(LIBRARY, "tags", "a\x1b]52;c;b", "created", "2026-01-01")])
    async with typing(library) as person:
        await person.type("tag:")
        assert "\x1b" not in person.hint
        await person.press("tab")
        assert "\x1b" not in person.field.value


async def test_only_as_many_names_are_shown_as_there_is_room_for(named: Library) -> None:
    async with typing(named, width=30) as person:
        await person.type("tag:hea")
        assert person.hint == "Tab  tag:health…"
        assert person.field.hint.size.height == 1
        await person.press("tab", "tab")
        assert person.field.value == "tag:health/vaccines"
        assert "tag:health/vaccines" in person.hint


async def test_a_wrong_query_can_be_taken_away_at_once(named: Library) -> None:
    async with typing(named) as person:
        await person.type("mill is:unchekced (")
        await person.press("ctrl+u")
        assert (person.field.value, person.field.mistake) == ("", None)
        assert "expected" not in person.hint
        await person.type("is:unchekced")
        await person.press("home", "ctrl+k")
        assert person.field.value == ""
        assert person.app.asked[-1] == ""


async def test_nothing_is_offered_once_the_field_is_left(named: Library) -> None:
    async with typing(named) as person:
        assert person.hint.startswith("Tab  tag:")
        person.app.set_focus(None)
        await person.pilot.pause()
        assert person.hint == ""
