"""The scrollbar beside a long text."""

from typing import TYPE_CHECKING, cast

from rich.color import Color
from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from reader.tui.widgets.painted_once import PaintedOnce
from reader.tui.widgets.row_strip import RowStrip

if TYPE_CHECKING:
    from textual.scrollbar import ScrollBarRender


class QuickScrollBar(PaintedOnce, ScrollBar):
    """A vertical scrollbar that makes each of its few different cells once a frame.

    It changes with every row that is scrolled; drawn by Textual it takes a sixth of the time of a
    page, and leaves most of what there is for the garbage collector.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows in a region of the bar."""
        filters, ground = self.get_line_filters(), self.background_colors[1]
        under = self.visual_style.rich_style
        made: dict[int, Strip] = {}
        strips: list[Strip] = []
        for cell in self._cells()[slice(*crop.line_span)]:
            # The cells of a stretch are one object.
            if (strip := made.get(id(cell))) is None:
                line = [*Segment.apply_style([cell], under)]
                for line_filter in filters:
                    line = line_filter.apply(line, ground)
                strip = made[id(cell)] = RowStrip(line, crop.width)
            strips.append(strip)
        return strips

    def _cells(self) -> list[Segment]:
        """Return what Textual draws, from the top."""
        bar = cast("ScrollBarRender", self.render())
        style = self.app.console.get_style(bar.style)
        drawn = bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=bar.thickness,
            back_color=style.bgcolor or Color.default(),
            bar_color=style.color or Color.default(),
        )
        return [*drawn.segments]
