"""The row above the list that says which articles it shows, when it does not show all."""

from typing import ClassVar

from textual.app import RenderResult
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from reader.text.canonical import clean_line
from reader.text.cells import width as cell_width
from reader.tui.widgets.styled_when_asked import StyledWhenAsked

_MARGIN = 2


class ListHeading(StyledWhenAsked, Widget):
    """The name of a saved query, the filter within it, and how many articles there are."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list-heading--name",
        "list-heading--filter",
        "list-heading--count",
    }
    DEFAULT_CSS = """
    ListHeading { height: 1; display: none; }
    ListHeading.-shown { display: block; }
    """

    class Clicked(Message):
        """It was clicked."""

    def __init__(self) -> None:
        """Start hidden: all articles are shown."""
        super().__init__()
        self._name = self._filter = self._count = ""

    @property
    def told(self) -> str:
        """What it says, nothing while it is hidden."""
        return self._line(200).plain.strip() if self.has_class("-shown") else ""

    def show(self, name: str, text: str, count: int | None) -> None:
        """Say what is shown; nothing if that is everything.

        Args:
            name: The name of a saved query, or nothing.
            text: The filter, or nothing.
            count: How many articles there are, None while that is looked up.
        """
        self._name, self._filter = clean_line(name), clean_line(text)
        self._count = "…" if count is None else f"{count:,}"
        self.set_class(bool(name or text), "-shown")
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Say that it was clicked."""
        event.stop()
        self.post_message(self.Clicked())

    def render(self) -> RenderResult:
        """Paint the row."""
        return self._line(self.size.width)

    def _line(self, width: int) -> Content:
        name = self.get_visual_style("list-heading--name", partial=True)
        quiet = self.get_visual_style("list-heading--filter", partial=True)
        counted = self.get_visual_style("list-heading--count", partial=True)
        room = max(1, width - 2 * _MARGIN - cell_width(self._count) - 1)
        parts = [(clean_line(self._name, room), name)] if self._name else []
        if self._filter:
            left = room - sum(cell_width(text) + 1 for text, _ in parts)
            parts.append((clean_line(f"/ {self._filter}", max(1, left)), quiet))
        line = Content(" ").join(Content.styled(*part) for part in parts)
        gap = " " * max(1, room + 1 - line.cell_length)
        return Content.assemble(" " * _MARGIN, line, gap, (self._count, counted))
