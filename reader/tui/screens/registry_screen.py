"""What the screens of speakers and of tags share: a title, a filter, rows, and what is going on."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.text.canonical import clean_line
from reader.tui.screens.command_screen import CommandScreen
from reader.tui.screens.landing import Asking
from reader.tui.sheets import BARS, REGISTRIES, SCREENS
from reader.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.library import Event, Library
    from reader.tui.commands import Keymap

_UNTIL_READ = 3.0
"""Seconds from a save until the index has read it."""


class RegistryScreen(CommandScreen[Asking]):
    """Records of the whole library that can be filtered; it answers what to ask the library for.

    A subclass gives `TITLE_WORD`, `HINT` and what else `CommandScreen` asks for.
    """

    CSS_PATH = [BARS, SCREENS, REGISTRIES]  # noqa: RUF012  As Textual declares it.
    TITLE_WORD = ""
    HINT = ""

    field: TextField

    def __init__(self, library: "Library", keymap: "Keymap") -> None:
        """Prepare the screen."""
        super().__init__(library, keymap)
        self.field = TextField(placeholder=self.HINT)
        self._counting: Timer | None = None
        self._head = Static("", classes="registry--title", markup=False)

    def body(self) -> Iterable[Widget]:
        """Return the title with the filter beside it, and the rows."""
        yield Horizontal(self._head, self.field, classes="registry--head")
        yield self.rows

    def on_mount(self) -> None:
        """Show everything, with the keys on the rows."""
        self.show_changes()
        self.rows.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the rows to what fits."""
        event.stop()
        if event.value == event.input.value:
            self.rows.move_to(0)
            self.show_rows()

    def action_leave(self) -> None:
        """Show everything again, or go back to what lies below."""
        if self.field.value:
            self.field.value = ""
        else:
            self.dismiss(None)

    def show_rows(self) -> None:
        """Show the rows that fit the filter, and how many there are."""
        raise NotImplementedError

    def show_changes(self) -> None:
        """Show what is there now."""
        self.show_rows()
        self.show_progress()

    def show_title(self, shown: int, total: int) -> None:
        """Show what the rows are, and how many."""
        number = f"{total:,}" if shown == total else f"{shown:,} of {total:,}"
        self._head.update(f"{self.TITLE_WORD}  {number}")

    def show_progress(self) -> None:
        """Show how far a change of many records has come, while one is being written."""
        swept = self.library.history.sweeping
        if swept is None:
            self.rows.show_foot("")
            return
        doing = "taking back " if swept.back else ""
        undo = "" if swept.back else f" · {self.key_of('undo')} takes it back"
        self.rows.show_foot(
            f"{doing}{clean_line(swept.label)}: {swept.done:,} of {swept.total:,} articles "
            f"written{undo}"
        )

    def _show_saved(self) -> None:
        """Count again once the index has read what was saved."""
        self.show_progress()
        if self._counting is None:
            self._counting = self.set_timer(_UNTIL_READ, self._count)

    def _count(self) -> None:
        self._counting = None
        self.show_changes()

    def _hear(self, event: "Event") -> None:
        """Pass on what the library tells; called from any thread."""
        from reader.library import Advanced, Saved

        if isinstance(event, Advanced):
            self.call_later(self.show_progress)
        elif isinstance(event, Saved):
            self.call_later(self._show_saved)
        else:
            super()._hear(event)
