"""What every form shares: its keys, and the way from field to field."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.widgets.text_field import TextField

Result = TypeVar("Result")

NOTHING = "–"
"""What is shown where nothing is chosen."""


class FieldDialog(Dialog[Result]):
    """A dialog of fields: Enter, ctrl+s and Escape keep what changed, ctrl+g discards it.

    A subclass keeps in `action_close`, and discards in `action_discard`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "close", "Save", show=False),
        Binding("ctrl+g", "discard", "Discard", show=False),
        Binding("down", "app.focus_next", "Next field", show=False),
        Binding("up", "app.focus_previous", "Previous field", show=False),
    ]

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [
            ("Esc", "save", "close"),
            ("↑↓", "field", ""),
            ("←→", "value", ""),
            ("^g", "discard", "discard"),
        ]

    def action_discard(self) -> None:
        """Leave everything as it was."""
        self.finish(None)

    def on_text_field_entered(self, event: TextField.Entered) -> None:
        """Save by Enter."""
        event.stop()
        self.action_close()

    def on_text_field_moved(self, event: TextField.Moved) -> None:
        """Go to the field above or below."""
        if event.step > 0:
            self.focus_next()
        else:
            self.focus_previous()
