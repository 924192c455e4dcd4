"""The terminal application: it wires library, keys, themes and screens, and leaves safely."""

import asyncio
import gc
import signal
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event, Key
from textual.filter import LineFilter, Monochrome, NoColor

from reader.errors import ReaderError
from reader.text.canonical import clean_line
from reader.tui.commands import BY_ID, COMMANDS, Keymap
from reader.tui.remembered import Remembered
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.reading.navigating import LeaveWanted
from reader.tui.sheets import COLORLESS, SHEETS
from reader.tui.style_sheet import ThemedStyleSheet
from reader.tui.themes import TERMINAL, THEMES
from reader.tui.wording import counted

if TYPE_CHECKING:
    from reader.library import Library

_SECONDS_TO_SAVE = 10.0
_COLLECTED_AT_ONCE = (5_000, 4, 1_000)
"""How many new objects, and how many such portions, the garbage collector takes in one go."""

_FEW_COLORS = (None, "standard")
"""What Rich calls a terminal with no colours, and one with sixteen."""

_NO_COLOR = NoColor()
_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def run(library: "Library", targets: Sequence[str]) -> int:
    """Read in the terminal until the person leaves.

    Args:
        library: An open library; the caller closes it.
        targets: Ids of articles; the first one is opened.

    Returns:
        The exit status.
    """
    app = ReaderApp(library, targets)
    app.run()
    return app.return_code or 0


class ReaderApp(App[None], inherit_bindings=False):
    """The application.

    Keys are looked at here first: the keys to quit work everywhere, those of a screen's
    commands are acted on before the next key is taken, all others go Textual's way.
    """

    TITLE = "claim-reader"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "how_to_quit", show=False)]

    def __init__(self, library: "Library", targets: Sequence[str] = ()) -> None:
        """Prepare the application on an open library; see `run`."""
        self._library = library
        self._targets = tuple(targets)
        self._key_table = Keymap(COMMANDS, library.config.keys)
        self._remembered = Remembered(library.places, column=library.config.column)
        self._leaving = False
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        chosen = library.config.theme or self._remembered.theme
        self.theme = chosen if chosen in self.available_themes else THEMES[0].name
        self.stylesheet = ThemedStyleSheet(self.get_css_variables())

    def on_mount(self) -> None:
        """End in order when a signal says so."""
        for number in _SIGNALS:
            asyncio.get_running_loop().add_signal_handler(number, self._end_by_signal, number)
        self.call_after_refresh(self._settle)

    def get_default_screen(self) -> ReadingScreen:
        """Begin with the reading screen, arranged for the window.

        A terminal of few colours shows its own, unless the settings name a theme.
        Its sheets are read here: those given to Textual earlier it reads twice, before and after
        the theme is known.
        """
        few_colors = not self.is_headless and self.console.color_system in _FEW_COLORS
        if few_colors and not self._library.config.theme:
            self.theme = TERMINAL.name
        colorless = self.no_color or self.native_ansi_color
        self.stylesheet.read_all([*SHEETS, COLORLESS] if colorless else SHEETS)
        screen = ReadingScreen(self._library, self._key_table, self._remembered, self._targets)
        screen.panes.arrange(self.size)
        return screen

    def watch_theme(self) -> None:
        """Have the rules for a text without colours once a theme has none of its own."""
        if self.native_ansi_color:
            self.stylesheet.read_all((COLORLESS,))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every row goes through before it is shown.

        Without colours Textual shows shades, also where they are the terminal's own, of which it
        knows none: those would come out black on black.
        """
        filters = super().get_line_filters()
        if not (self.no_color and self.native_ansi_color):
            return filters
        return [_NO_COLOR if isinstance(each, Monochrome) else each for each in filters]

    def _settle(self) -> None:
        """Once something is in sight, have the collector run, which did not so far.

        What is loaded by now it need not walk again.
        """
        gc.freeze()
        # In small portions: nothing is painted while it works.
        gc.set_threshold(*_COLLECTED_AT_ONCE)
        gc.enable()

    def on_unmount(self) -> None:
        """Leave signals to what comes after."""
        for number in _SIGNALS:
            asyncio.get_running_loop().remove_signal_handler(number)

    async def on_event(self, event: Event) -> None:
        """Look at a key before it is passed on; everything else goes Textual's way."""
        if isinstance(event, Key) and not event.is_forwarded and await self._takes(event):
            return
        await super().on_event(event)

    async def _takes(self, event: Key) -> bool:
        if event.key in self._key_table.keys(BY_ID["quit"]):
            self.post_message(LeaveWanted())
            return True
        # Dialogs have keys of Textual's kind; all other screens take those of the commands.
        take_key = getattr(self.screen, "take_key", None)
        return take_key is not None and await take_key(event)

    def action_how_to_quit(self) -> None:
        """Answer ctrl+c: in a reader it may be meant to copy, so it does not end anything."""
        keys = self._key_table.written(BY_ID["quit"])
        self.notify(clean_line(f"{keys} quits; y copies."), markup=False)

    @property
    def reading(self) -> ReadingScreen:
        """The reading screen, whatever lies on it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, ReadingScreen))

    # Leaving

    async def on_leave_wanted(self) -> None:
        """Save what is open and leave; ask first if something could not be saved."""
        if self._leaving:
            return
        self._leaving = True
        self._finish_note()
        self._keep_place()
        try:
            await asyncio.wait_for(asyncio.to_thread(self._library.flush), _SECONDS_TO_SAVE)
        except (ReaderError, TimeoutError) as error:
            self._leaving = False
            await self._ask_to_leave(str(error) or "The disk does not answer.")
        else:
            self.exit()

    async def _ask_to_leave(self, cause: str) -> None:
        from reader.tui.screens.dialogs.confirm_dialog import ConfirmDialog

        lost, swept = counted(self._library.unsaved, "change"), self._library.history.sweeping

        def answered(leave: bool | None) -> None:
            if leave:
                self._library.history.leave_off()
                self.exit()

        dialog = ConfirmDialog(
            f"Leave and lose {lost}?", cause, yes="Leave without saving", no="Stay"
        )
        if swept is not None and self._library.failure is None:
            dialog = ConfirmDialog(
                f"{swept.label}: {swept.done:,} of {swept.total:,} articles are written. Leave?",
                "the others stay as they are in their files",
                yes="Leave",
                no="Stay",
            )
        await self.push_screen(dialog, answered)

    def _finish_note(self) -> None:
        """Keep the note that is being written, if one is."""
        from reader.tui.screens.dialogs.note_editor import NoteEditor

        if isinstance(self.screen, NoteEditor):
            self.screen.action_save()

    def _keep_place(self) -> None:
        self.reading.bookmark.keep()
        self._remembered.save()

    def _end_by_signal(self, number: int) -> None:
        """End in the application's own turn, after the note that is being written was kept."""
        self._finish_note()
        self.call_later(self._save_and_end, number)

    def _save_and_end(self, number: int) -> None:
        """Save and end; the terminal may be gone already."""
        self._keep_place()
        try:
            self._library.close(_SECONDS_TO_SAVE)
        except ReaderError as error:
            self.exit(return_code=128 + number, message=clean_line(str(error)))
        else:
            self.exit(return_code=128 + number)
