"""Labels painted over the beginnings of links, to choose one by."""

from collections.abc import Mapping
from types import MappingProxyType

from rich.segment import Segment
from textual.strip import Strip

from reader.tui.widgets.reading_pane.steady_view import SteadyView


class HintedView(SteadyView):
    """A view of a text that can show a label on any of its characters."""

    _hints: Mapping[int, str] = MappingProxyType({})

    def show_hints(self, labels: Mapping[int, str]) -> None:
        """Paint labels over the characters at some offsets; none ends it.

        They belong to the present view: end them when it changes.
        """
        self._hints = labels
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the row `y` of the pane, with the labels that belong there."""
        strip = super().render_line(y)
        for offset, label in self._hints.items():
            row, cell = self.layout_rows.cell_of(offset)
            cell -= self.sideways.skip(self.document.block_index(offset))
            if row == self.top_row + y and cell >= 0:
                strip = self._labelled(strip, self.column.left + cell, label)
        return strip

    def _labelled(self, strip: Strip, cell: int, label: str) -> Strip:
        width = strip.cell_length
        painted = Strip([Segment(label, self.palette.style(("hint",)))], len(label))
        after = strip.crop(cell + len(label), width)
        return Strip.join([strip.crop(0, cell), painted, after]).crop(0, width)
