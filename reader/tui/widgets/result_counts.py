"""The heading of a search: how many results there are of each kind, each to be clicked."""

from collections.abc import Mapping
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from reader.index.full_text import Source
from reader.text.cells import width as cell_width
from reader.tui.widgets.result_list import GROUPS
from reader.tui.widgets.styled_when_asked import StyledWhenAsked

_SOURCE = "result_source"
_TITLE = "Search the library"
_MARGIN = 2
_BETWEEN = "  "


class ResultCounts(StyledWhenAsked, Widget):
    """What the screen is, and at the right what was found."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"result-counts--title", "result-counts--count"}
    DEFAULT_CSS = "ResultCounts { height: 1; }"

    class Chosen(Message):
        """A kind of result was clicked.

        Attributes:
            source: Which one.
        """

        def __init__(self, source: Source) -> None:
            super().__init__()
            self.source = source

    def __init__(self) -> None:
        """Start with nothing found."""
        super().__init__(classes="screen--heading")
        self._counts: Mapping[Source, int] = {}
        self._most = 0

    def show(self, counts: Mapping[Source, int], most: int) -> None:
        """Show how many were found; of a kind of which there are `most`, there may be more."""
        self._counts, self._most = counts, most
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Say which kind was clicked."""
        source = event.style.meta.get(_SOURCE)
        if source:
            event.stop()
            self.post_message(self.Chosen(Source(source)))

    def render(self) -> Content:
        """Paint the title, and as many of the counts as there is room for."""
        title = self.get_visual_style("result-counts--title", partial=True)
        counted = self.get_visual_style("result-counts--count", partial=True)
        room = self.content_size.width - cell_width(_TITLE) - _MARGIN
        parts: list[Content] = []
        for source, name in GROUPS.items():
            count = self._counts.get(source, 0)
            if not count:
                continue
            more = "+" if count >= self._most else ""
            meta = Style.from_meta({_SOURCE: source.value})
            part = Content.assemble((f"{name} ", meta), (f"{count:,}{more}", counted + meta))
            longer = Content(_BETWEEN).join([*parts, part])
            if longer.cell_length > room:
                break
            parts.append(part)
        line = Content(_BETWEEN).join(parts)
        gap = " " * max(1, room + _MARGIN - line.cell_length)
        return Content.assemble((_TITLE, title), gap, line)
