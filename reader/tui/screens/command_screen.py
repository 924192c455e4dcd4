"""Screens that lie on the reading screen and whose keys are commands as well."""

from collections.abc import Awaitable, Callable, Sequence
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, cast

from textual.app import ComposeResult
from textual.events import Key, Resize
from textual.screen import Screen
from textual.widgets import Input, Static

from reader.errors import ReaderError
from reader.tui.commands import (
    BY_ID,
    COMMANDS,
    STAYS,
    Command,
    Keymap,
    Situation,
    Where,
    method_of,
)
from reader.tui.sheets import BARS, SCREENS
from reader.tui.telling import Telling
from reader.tui.widgets.bottom_row import BottomRow, Offer
from reader.tui.widgets.row_list import RowList
from reader.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from reader.library import Event, Library, Undone

Result = TypeVar("Result")
Answer = TypeVar("Answer")

_LEAST_WIDTH = 30
_LEAST_HEIGHT = 8
_WIDE = 100
_TALL = 30


class _Runs(Protocol):
    """What lies below all other screens: the reading screen."""

    async def run(self, command: Command) -> None:
        """Do what a command asks."""


class CommandScreen(Screen[Result]):
    """A screen of its own: its widgets, and below them the keys that serve here, now.

    A subclass says where its keys act, and holds as attributes the owners that its commands name.
    While a text field has the focus, the keys are those of `Where.FIELD`; all others are typed, and
    what is offered besides is `WHILE_TYPING`: keys that the field itself takes.

    Attributes:
        rows: The list that the cursor keys move in; a subclass makes it.
        field: What can be typed into, None where nothing can; a subclass makes it.
        library: The library that is open.
        keymap: The keys of every command.
        bottom_row: The keys, or for a while a sentence.
    """

    CSS_PATH = [BARS, SCREENS]  # noqa: RUF012  As Textual declares it.
    AT: ClassVar[Where]
    WHILE_TYPING: ClassVar[Sequence[Offer]] = ()

    rows: RowList
    field: TextField | None = None

    def __init__(self, library: "Library", keymap: Keymap) -> None:
        """Prepare the screen."""
        super().__init__()
        self.library = library
        self.keymap = keymap
        self.bottom_row = BottomRow(id="bottom")
        self.telling = Telling(self, self.bottom_row)
        self.history = _Undoing(self)
        self._stale = False

    # What a subclass gives

    def body(self) -> "Iterable[Widget]":
        """Return the widgets above the bottom row."""
        raise NotImplementedError

    @property
    def situation(self) -> Situation:
        """What the person is doing while no text field has the focus."""
        raise NotImplementedError

    def show_changes(self) -> None:
        """Show what is there now: something was changed, here or elsewhere."""

    # Keys

    @property
    def where(self) -> Where:
        """Whose keys act now."""
        return Where.FIELD if isinstance(self.focused, Input) else self.AT

    async def take_key(self, event: Key) -> bool:
        """Act on a key; False if it is no command's here. The app asks before it passes it on."""
        command = self.keymap.command_for(self.where, event.key)
        if command is not None:
            await self.run(command)
        return command is not None

    async def run(self, command: Command) -> None:
        """Do what a command asks; an expected failure is said and changes nothing."""
        try:
            result = method_of(self, command)()
            if isawaitable(result):
                await result
        except ReaderError as error:
            self.say(str(error), loud=True)
        self.show_offers()

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something; an expected failure is said, changes nothing, and returns False."""
        done = False
        try:
            act()
            done = True
        except ReaderError as error:
            self.say(str(error), loud=True)
        self.show_offers()
        return done

    def show_offers(self) -> None:
        """Show in the bottom row what serves here and now."""
        situation = Situation.FIELD if self.where is Where.FIELD else self.situation
        serving = [
            command
            for command in COMMANDS
            if command.serves & situation and command.where & self.where
        ]
        serving.sort(key=lambda command: command.rank)
        offers = [
            Offer(command.id, self.keymap.first_written(command), command.footer)
            for command in serving
        ]
        typed = self.WHILE_TYPING if self.where is Where.FIELD else ()
        kept = sum(command.rank >= STAYS for command in serving)
        self.bottom_row.show([*typed, *offers], kept=max(1, kept))

    def key_of(self, identity: str) -> str:
        """Return the key of a command as a person reads it."""
        return self.keymap.first_written(BY_ID[identity])

    # Talking to the person

    def say(self, sentence: str, *, loud: bool = False) -> None:
        """Show a sentence for a while, loudly if something went wrong; from any thread."""
        self.telling.say(sentence, loud=loud)

    async def ask(self, dialog: Screen[Answer], answered: Callable[[Answer | None], None]) -> None:
        """Open a dialog and wait until it takes keys; its answer is passed on later."""
        self.telling.make_way()
        # Textual styles everything anew when it has to read a sheet for a screen.
        self.app.stylesheet.read_all(dialog.css_path)
        await self.app.push_screen(dialog, answered)

    async def go_through(self, screen: Screen[Result]) -> None:
        """Open a screen that answers what this one does; an answer of it is passed on."""

        def answered(result: Result | None) -> None:
            if result is not None:
                self.dismiss(result)

        await self.ask(screen, answered)

    def action_palette(self) -> Awaitable[None]:
        """Open the palette of the commands that serve on this screen."""
        from reader.tui.screens.palette import Palette

        def chosen(identity: str | None) -> None:
            if identity is not None:
                self.call_later(self.run, BY_ID[identity])

        # While one types, what serves beside the field.
        where = self.where & self.AT or self.AT
        here = [command for command in COMMANDS if command.where & where]
        return self.ask(Palette(here, self.keymap), chosen)

    def action_help(self) -> Awaitable[None]:
        """Open the help on the keys of this screen."""
        from reader.tui.screens.help import HelpScreen

        at = self.AT if self.field is None else self.AT | Where.FIELD
        typing = "" if self.field is not None else "screen.enter_field"
        here = [each for each in COMMANDS if each.where & at and each.action != typing]
        return self.ask(HelpScreen(here, self.keymap), lambda _: None)

    def action_leave(self) -> None:
        """Go back to what lies below."""
        self.dismiss(None)

    async def action_search(self) -> None:
        """Go back to the text, and from there to the search."""
        text, *others = self.app.screen_stack
        # What is typed next is for the search, so it waits until the others are gone.
        for screen in reversed(others):
            await screen.dismiss(None)
        await cast("_Runs", text).run(BY_ID["search"])

    def action_enter_field(self) -> None:
        """Type into the field."""
        if self.field is not None:
            self.field.focus()

    def action_leave_field(self) -> None:
        """Go from the field back to the rows."""
        self.rows.focus()

    # Its parts

    def on_mount(self) -> None:
        """Hear of changes from now on."""
        self._unsubscribe = self.library.subscribe(self._hear)

    def on_unmount(self) -> None:
        """Listen to the library no longer."""
        self._unsubscribe()

    def compose(self) -> ComposeResult:
        """Lay the widgets out, with the keys below them."""
        yield from self.body()
        yield self.bottom_row
        yield Static("Too small: 30 columns by 8 rows needed.", id="too-small", markup=False)

    def on_resize(self, event: Resize) -> None:
        """Tell the style sheet how much room there is."""
        width, height = event.size
        self.update_classes(
            {
                "-wide": width >= _WIDE,
                "-tall": height >= _TALL,
                "-narrow": width < _WIDE,
                "-tiny": width < _LEAST_WIDTH or height < _LEAST_HEIGHT,
            }
        )

    def on_text_field_moved(self, event: TextField.Moved) -> None:
        """Move the cursor of the rows while one types."""
        self.rows.move_to(self.rows.place + event.step)

    def on_text_field_entered(self) -> None:
        """Go to the rows with what was typed."""
        self.rows.focus()

    def on_descendant_focus(self) -> None:
        """Offer what serves where the focus is now."""
        self.show_offers()

    async def on_bottom_row_chosen(self, event: BottomRow.Chosen) -> None:
        """Do what was clicked in the bottom row."""
        if event.command in BY_ID:
            await self.run(BY_ID[event.command])

    def _hear(self, event: "Event") -> None:
        """Pass on what the library tells; called from any thread."""
        from reader.library import Changed, Failed, Told

        match event:
            case Changed():
                if not self._stale:
                    self._stale = True
                    self.call_later(self._show_changes)
            case Failed(sentence, _, _) | Told(sentence):
                self.say(sentence, loud=True)

    def _show_changes(self) -> None:
        self._stale = False
        self.show_changes()
        self.show_offers()


class _Undoing:
    """What `u` and ctrl+r do on such a screen: what they say is all, nothing is left."""

    def __init__(self, screen: CommandScreen[Result]) -> None:
        self._screen = screen

    def undo(self) -> None:
        """Take back the last step."""
        self._tell("Undone", self._screen.library.history.undo(), "Nothing to undo.")

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._tell("Done again", self._screen.library.history.redo(), "Nothing to redo.")

    def _tell(self, done: str, undone: "Undone | None", nothing: str) -> None:
        if undone is None:
            self._screen.say(nothing)
            return
        left = " (what was changed elsewhere since is left as it is)" if undone.skipped else ""
        self._screen.telling.hush()
        self._screen.say(f"{done}: {undone.label}{left}")
