"""The row at the foot in which words to look for are typed: in the text, or in the list."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key
from textual.message import Message
from textual.widgets import Input, Label

from reader.text.canonical import clean_line


class FindBar(Horizontal):
    """A label, a field and what was found; hidden until it is opened.

    While it is open it has the focus, so no single key does anything else.
    """

    DEFAULT_CSS = """
    FindBar { height: 1; display: none; }
    FindBar.-open { display: block; }
    FindBar > Label { width: auto; }
    FindBar > Input { width: 1fr; }
    """

    @dataclass
    class Changed(Message):
        """Other words stand in the field.

        Attributes:
            bar: The bar it happened in.
            words: What stands in it.
        """

        bar: "FindBar"
        words: str

        @property
        def control(self) -> "FindBar":
            """The bar, for the selectors of `on`."""
            return self.bar

    @dataclass
    class Closed(Message):
        """The bar was closed.

        Attributes:
            bar: The bar it happened in.
            words: What stood in it.
            kept: True after Enter, False after Escape.
        """

        bar: "FindBar"
        words: str
        kept: bool

        @property
        def control(self) -> "FindBar":
            """The bar, for the selectors of `on`."""
            return self.bar

    def __init__(self, label: str, *, id: str | None = None) -> None:  # noqa: A002
        """Make a closed bar.

        Args:
            label: What is before the field, such as `/`.
            id: The id of the widget.
        """
        super().__init__(id=id)
        self._label = label

    def compose(self) -> ComposeResult:
        """Lay out label, field and count."""
        yield Label(self._label, classes="find-label", markup=False)
        yield Input(compact=True, select_on_focus=True)
        yield Label("", classes="find-count", markup=False)

    @property
    def is_open(self) -> bool:
        """Whether it can be typed in."""
        return self.has_class("-open")

    def open(self, words: str = "") -> None:
        """Show the bar with these words selected, and take the focus."""
        self.add_class("-open")
        field = self.query_one(Input)
        with self.prevent(Input.Changed):
            field.value = clean_line(words)
        field.focus()

    def tell(self, found: str) -> None:
        """Say what was found, such as `3 of 14`."""
        self.query_one(".find-count", Label).update(clean_line(found))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, event.value))

    def on_key(self, event: Key) -> None:
        """Close on Enter, keeping what was found, and on Escape, letting go of it.

        Taken here and not by a binding, so that keys typed right after are not overtaken.
        """
        if event.key in ("enter", "escape", "tab"):
            event.stop()
            event.prevent_default()
            self.close(kept=event.key == "enter")

    def close(self, *, kept: bool) -> None:
        """Hide the bar and say so."""
        if self.is_open:
            self.remove_class("-open")
            self.post_message(self.Closed(self, self.query_one(Input).value, kept))
