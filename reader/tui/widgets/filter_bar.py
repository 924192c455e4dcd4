"""The rows at the foot of the list in which its filter is typed."""

from functools import cached_property
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Label

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.widgets.query_field import QueryField
    from reader.tui.widgets.text_field import TextField

_PLACEHOLDER = "title, source, tag:…, is:unread"


class FilterBar(Vertical):
    """A field in the query language, what it lets through, and its hint; hidden until opened.

    Its parts are made when it is first opened; what is typed is told by `QueryField.Asked`.
    """

    DEFAULT_CSS = """
    FilterBar { height: auto; display: none; }
    FilterBar.-open { display: block; }
    FilterBar > Horizontal { height: 1; }
    FilterBar Label { width: auto; }
    FilterBar QueryField { width: 1fr; min-width: 4; }
    """

    class Closed(Message):
        """The bar was closed.

        Attributes:
            kept: True after Enter, False after Escape.
        """

        def __init__(self, kept: bool) -> None:
            super().__init__()
            self.kept = kept

    class Moved(Message):
        """An arrow was pressed.

        Attributes:
            step: 1 for down, -1 for up.
        """

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Make a closed bar."""
        super().__init__(id=id)
        self._library: Library | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can be typed in."""
        return self.has_class("-open")

    @property
    def takes_keys(self) -> bool:
        """Whether what is typed is for the field, which at first has no place in the bar yet."""
        return self._library is not None and self.screen.focused is self._field

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self._field.value if self._library is not None else ""

    def open(self, library: "Library") -> None:
        """Show the bar with what stood in it last selected, and take the focus at once."""
        if self._library is None:
            self._library = library
            label = Label("/", classes="find-label", markup=False)
            self.mount(Horizontal(label, self._field, self._count), self._field.hint)
        self.add_class("-open")
        self._field.select_all()
        # Not by `focus`, which waits for its turn: what is typed next would be taken for keys.
        self.screen.set_focus(self._field)

    def put(self, text: str) -> None:
        """Put a query into the field, opened or not; it is asked."""
        if self._library is not None:
            self._field.put(text)

    def tell(self, count: str) -> None:
        """Say how many articles are let through, such as `3/14`."""
        self._count.update(Content(f" {count} "))

    def refuse(self, sentence: str) -> None:
        """Say why what stands in the field cannot be done."""
        self._field.refuse(sentence)

    def close(self, *, kept: bool) -> None:
        """Hide the bar and say so; first what was typed so fast that it is not yet said."""
        if self.is_open:
            self._field.take_in()
            self.remove_class("-open")
            self.post_message(self.Closed(kept))

    def on_key(self, event: Key) -> None:
        """Close on Escape; taken here, so that keys typed right after are not overtaken."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.close(kept=False)

    def on_text_field_entered(self, event: "TextField.Entered") -> None:
        """Close on Enter."""
        event.stop()
        self.close(kept=True)

    def on_text_field_moved(self, event: "TextField.Moved") -> None:
        """Say that an arrow was pressed."""
        event.stop()
        self.post_message(self.Moved(event.step))

    @cached_property
    def _field(self) -> "QueryField":
        from reader.tui.widgets.query_field import QueryField

        assert self._library is not None
        return QueryField(self._library, placeholder=_PLACEHOLDER, id="filter-field")

    @cached_property
    def _count(self) -> Label:
        return Label("", classes="filter-count", markup=False)
