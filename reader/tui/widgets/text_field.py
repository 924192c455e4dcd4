"""A one-line text field that reports Enter, arrows and single keys in the order they were typed.

Textual runs ordinary key bindings only after a key has bubbled up to the app, by which time later
keys of a burst may already be in the field; what must not be overtaken is handled here instead.
"""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from reader.text.canonical import clean_line

Completer = Callable[[str], str | None]


class _Ghost(Suggester):
    """Shows the rest of a completion behind the caret."""

    def __init__(self, complete: Completer) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """Return the completion if it goes on from what was typed."""
        found = self._complete(value)
        if found is None or not found.casefold().startswith(value.casefold()):
            return None
        return found


class TextField(Input):
    """One line of text with completion by Tab or the right arrow.

    Args:
        value: The text at first; it is cleaned.
        placeholder: Shown while the field is empty.
        quick_keys: Characters that, typed into the empty field, are reported and not inserted.
        separators: Characters that end an entry as Enter does.
        empties: Whether Enter empties the field.
        complete: Gives the completion of what was typed, or None.
        holds_tab: Whether Tab stays here when there is nothing to complete.
    """

    @dataclass
    class Entered(Message):
        """Enter, or a separator, was pressed: `value` is what stood in the field."""

        field: "TextField"
        value: str

    @dataclass
    class Quick(Message):
        """One of the quick keys was pressed in the empty field."""

        field: "TextField"
        character: str

    @dataclass
    class Moved(Message):
        """An arrow was pressed: `step` is 1 for down, -1 for up."""

        field: "TextField"
        step: int

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        quick_keys: str = "",
        separators: str = "",
        empties: bool = False,
        complete: Completer | None = None,
        holds_tab: bool = True,
        id: str | None = None,  # noqa: A002 the name Textual gives it
    ) -> None:
        super().__init__(
            value=clean_line(value),
            placeholder=placeholder,
            suggester=None if complete is None else _Ghost(complete),
            select_on_focus=False,
            compact=True,
            id=id,
        )
        self._quick_keys = quick_keys
        self._separators = separators
        self._empties = empties
        self._complete = complete
        self._holds_tab = holds_tab

    def on_key(self, event: events.Key) -> None:
        """Act on the keys that have a meaning here before the field inserts them."""
        if self._takes(event.key, event.character):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted text on one line, without anything that could reach the terminal."""
        event.stop()
        event.prevent_default()
        start, end = self.selection
        self.replace(clean_line(event.text), min(start, end), max(start, end))

    def _takes(self, key: str, character: str | None) -> bool:
        if key == "enter":
            self._enter()
            return True
        if key in ("up", "down"):
            self.post_message(self.Moved(self, 1 if key == "down" else -1))
            return True
        if key == "tab" and self._complete is not None:
            completed = self._complete(self.value)
            if completed is not None:
                self.value = completed
                self.cursor_position = len(completed)
            return self._holds_tab or completed is not None
        if character is None:
            return False
        if character in self._separators:
            if self.value.strip():
                self._enter()
            return True
        if not self.value and character in self._quick_keys:
            self.post_message(self.Quick(self, character))
            return True
        return False

    def _enter(self) -> None:
        value = self.value
        if self._empties:
            self.value = ""
        self.post_message(self.Entered(self, value))
