"""A name, typed."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.widgets.text_field import TextField


class NamePrompt(Dialog[str]):
    """Ask for a name; whether it can be used is for the library to say.

    Args:
        title: What is named.
        subject: What stands behind the title, in quotation marks.
        value: The name at first.
    """

    def __init__(self, title: str, subject: str = "", *, value: str = "") -> None:
        super().__init__(title, subject)
        self._value = value

    def body(self) -> Iterable[Widget]:
        """Return the field."""
        yield TextField(self._value, placeholder="a name")

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [("Enter", "take it", "take"), ("Esc", "cancel", "close")]

    def on_text_field_entered(self) -> None:
        """Answer with the name."""
        self.action_take()

    def action_take(self) -> None:
        """Answer with the name as it stands."""
        name = self.query_one(TextField).value.strip()
        if name:
            self.finish(name)
        else:
            self.say("Type a name, or Escape to cancel.")
