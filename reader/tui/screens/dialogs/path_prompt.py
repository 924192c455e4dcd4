"""A path to a file or a folder, completed by Tab."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from textual.widget import Widget
from textual.widgets import Input

from reader.tui.path_completion import candidates, completed, expanded
from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.widgets.choice_list import Choice, ChoiceList
from reader.tui.widgets.text_field import TextField


class PathPrompt(Dialog[Path]):
    """Ask for a path; whether anything is there is for the library to say.

    Args:
        title: What the path is for.
        value: The path at first.
        folders_only: Whether files are left out of what is offered.
    """

    def __init__(self, title: str, *, value: str = "", folders_only: bool = False) -> None:
        super().__init__(title)
        self._value = value
        self._folders_only = folders_only
        self._shown: list[str] = []
        self._pointed_at: str | None = None

    def body(self) -> Iterable[Widget]:
        """Return the field and what it may go on to."""
        yield TextField(
            self._value,
            placeholder="a path, such as ~/articles/",
            complete=lambda typed: completed(typed, folders_only=self._folders_only),
        )
        yield ChoiceList()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [("Enter", "take it", "take"), ("Tab", "complete", ""), ("Esc", "cancel", "close")]

    def on_mount(self) -> None:
        """Show what the first path may go on to."""
        self._list(self._value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the path may go on to."""
        event.stop()
        self._list(event.input.value)

    def on_text_field_moved(self, event: TextField.Moved) -> None:
        """Point at a row; Enter then takes it."""
        choices = self.query_one(ChoiceList)
        choices.move(event.step)
        if choices.highlighted is not None:
            self._pointed_at = self._shown[choices.highlighted]

    def on_text_field_entered(self, event: TextField.Entered) -> None:
        """Go into the folder pointed at, else answer with the path."""
        self._take(self._pointed_at or event.value)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Go into the folder that was clicked, or answer with the file."""
        self._take(self._shown[event.index], pointed=True)

    def action_take(self) -> None:
        """Answer with the path as it stands."""
        self._take(self.query_one(TextField).value)

    def _take(self, typed: str, *, pointed: bool = False) -> None:
        field = self.query_one(TextField)
        if (pointed or self._pointed_at) and typed.endswith("/"):
            field.value = typed
            field.cursor_position = len(typed)
            field.focus()
        elif typed.strip():
            self.finish(expanded(typed.strip()))
        else:
            self.say("Type a path, or Escape to cancel.")

    def _list(self, typed: str) -> None:
        self._pointed_at = None
        self._shown = candidates(typed, folders_only=self._folders_only) if typed else []
        rows = [
            Choice(path.rstrip("/").rpartition("/")[2] + "/" * path.endswith("/"))
            for path in self._shown
        ]
        self.query_one(ChoiceList).show(rows)
        self.say("")
