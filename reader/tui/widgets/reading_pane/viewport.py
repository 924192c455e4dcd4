"""A long text scrolled by rows: laid out as far as it is needed, the rest while nobody waits."""

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.text.document import Document, Range
from reader.text.wrap import Layout
from reader.tui.widgets.reading_pane.column import Column
from reader.tui.widgets.reading_pane.palette import Palette
from reader.tui.widgets.reading_pane.renderer import Renderer, Shown

if TYPE_CHECKING:
    from textual.timer import Timer

DEFAULT_MEASURE = 72
"""Cells of a row of text where the pane has room for them."""

_SLICE = 0.008
_BETWEEN_SLICES = 1 / 60
EMPTY = Document("", ())
"""What a pane shows before it has a text."""


class Viewport(ScrollView, can_focus=True, inherit_bindings=False):
    """The rows of a document in a centred column, painted row by row as they come into view.

    Its virtual size is an estimate until the whole text is laid out: setting it makes the
    screen lay itself out again, so it is set twice for a text and not row by row.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    measure: reactive[int] = reactive(DEFAULT_MEASURE, repaint=False)
    """Cells of a row of text, at most."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 (the name widgets give it)
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self.document = EMPTY
        self.column = Column.fit(0, DEFAULT_MEASURE)
        self.layout_rows = Layout(EMPTY, self.column.text)
        self.painter = Renderer(EMPTY, self.layout_rows, self.column)
        self._palette: Palette | None = None
        self._later: Timer | None = None
        self._wanted: int | None = None

    def shown(self) -> Shown:
        """Return what of the reader's place is to be painted."""
        return Shown(Range(0, 0))

    # The text and its rows

    def show_document(self, document: Document, offset: int) -> None:
        """Show another text with the row of `offset` in view.

        From its beginning if the row is in the upper two thirds of the first page, else with the
        row a third of a page from the top.
        """
        self.document = document
        self.painter = Renderer(document, self.layout_rows, self.column)
        self._wanted = offset
        self._lay_out(None)

    def on_mount(self) -> None:
        """Prepare the timer that lays out what is not in view."""
        self._later = self.set_interval(_BETWEEN_SLICES, self._lay_out_slice, pause=True)

    def on_resize(self) -> None:
        """Fit the column into the pane; the first character in view stays the first."""
        self._fit()

    def watch_measure(self) -> None:
        """Fit the column to another measure; the first character in view stays the first."""
        self._fit()

    def _fit(self) -> None:
        if not self.size.width:
            return
        top = self.top_offset if self._wanted is None else None
        room = Column.fit(self.scrollable_content_region.width, self.measure)
        column = room._replace(width=self.size.width)
        if column != self.column or self.layout_rows.width != column.text:
            self.column = column
            self._lay_out(top)
        elif self._wanted is not None:
            self._lay_out(None)

    def _lay_out(self, top: int | None) -> None:
        """Lay the text out for the column, with the row of offset `top` the first in view."""
        layout = self.layout_rows = Layout(self.document, self.column.text)
        self.painter.reflow(layout, self.column)
        if not self.size.width:
            return
        wanted = top if top is not None else self._wanted
        self._wanted = None
        if self.document.blocks and wanted is not None:
            row = layout.around(wanted, 2 * self.page)
            first = row if top is not None else self._page_around(row)
        else:
            first = 0
        self._size_to(layout.row_count)
        self.scroll_to_row(first)
        self.refresh()
        if self._later is not None and not layout.complete:
            self._later.resume()

    def _page_around(self, row: int) -> int:
        """Return the first row of a page that shows `row` well."""
        third = self.page // 3
        return 0 if row < self.page - third else row - third

    def _lay_out_slice(self) -> None:
        layout, top = self.layout_rows, self._first_in_view()
        numbering = layout.renumberings
        done = layout.extend(seconds=_SLICE)
        if done:
            if self._later is not None:
                self._later.pause()
            self._size_to(layout.row_count)
        if layout.renumberings != numbering and top is not None:
            # Rows above took other numbers: what is in view stays there.
            self.painter.forget()
            self.scroll_to(y=layout.row_of(top[0]) - top[1], animate=False)

    def _first_in_view(self) -> tuple[int, int] | None:
        """Return the start of the first row with text in view, and how far down it stands."""
        if not self.document.blocks:
            return None
        row = self.layout_rows.row(min(self.top_row, self.layout_rows.row_count - 1))
        first = row.index
        while row.blank:
            row = self.layout_rows.row(row.index + 1)
        return row.start, row.index - first

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what comes into view; where that is the end of the text, show a full page."""
        super().watch_scroll_y(old_value, new_value)
        if self.document.blocks and self.size:
            layout = self.layout_rows
            top = layout.settle(round(new_value), 2 * self.page)
            if top + self.page > layout.row_count:
                top = max(0, layout.row_count - self.page)
                self._size_to(layout.row_count)
            if top != round(new_value):
                self.scroll_to(y=top, animate=False)

    def _size_to(self, rows: int) -> None:
        size = Size(self.scrollable_content_region.width, rows)
        if size != self.virtual_size:
            self.virtual_size = size
            self.scroll_to(y=min(self.scroll_y, self.max_scroll_y), animate=False)

    # What is in view

    @property
    def page(self) -> int:
        """How many rows the pane shows, at least one."""
        return max(1, self.scrollable_content_region.height)

    @property
    def top_row(self) -> int:
        """The index of the first row in view."""
        return self.scroll_offset.y

    @property
    def bottom_row(self) -> int:
        """The index after the last row in view."""
        self.layout_rows.extend(rows=self.top_row + self.page)
        return min(self.top_row + self.page, self.layout_rows.row_count)

    @property
    def in_view(self) -> Range:
        """The offsets in view."""
        if not self.document.blocks:
            return Range(0, 0)
        last = self.bottom_row
        first = min(self.top_row, max(0, last - 1))
        if not last:
            return Range(0, 0)
        return Range(self.layout_rows.row(first).start, self.layout_rows.row(last - 1).end)

    @property
    def top_offset(self) -> int:
        """The offset of the first character in view."""
        return self.in_view.start

    @property
    def progress(self) -> float:
        """How much of the text is behind the last row in view, 0 to 1; 1 for an empty text."""
        end = len(self.document.text) - 1
        return 1.0 if end <= 0 else min(1.0, self.in_view.end / end)

    def is_visible(self, stretch: Range) -> bool:
        """Return whether a row of `stretch` is in view."""
        if not self.document.blocks:
            return True
        last = max(stretch.start, stretch.end - 1)
        return self.layout_rows.row_of(
            stretch.start
        ) < self.top_row + self.page and self.top_row <= self.layout_rows.row_of(last)

    # Scrolling

    def scroll_to_row(self, row: int) -> None:
        """Make `row` the first in view, as far as there are rows."""
        row = max(0, row)
        if self.document.blocks:
            row = self.layout_rows.settle(row, 2 * self.page)
        if row + self.page > self.virtual_size.height and not self.layout_rows.complete:
            self._size_to(self.layout_rows.row_count)
        self.scroll_to(y=row, animate=False)

    def scroll_rows(self, rows: int) -> bool:
        """Scroll by `rows`, down if positive; return whether anything moved."""
        before = self.top_row
        self.scroll_to_row(before + rows)
        return self.top_row != before

    def reveal(self, stretch: Range) -> None:
        """Scroll, if need be, so that `stretch` has a margin of a third of a page.

        The start of a stretch longer than a page matters more than its end.
        """
        if not self.document.blocks or not self.size:
            return
        first = self.layout_rows.row_of(stretch.start)
        last = self.layout_rows.row_of(max(stretch.start, stretch.end - 1))
        margin = min(self.page // 3, (self.page - 1) // 2)
        top = self.top_row
        if last + margin >= top + self.page:
            top = last + margin - self.page + 1
        if first - margin < top:
            top = first - margin
        if top != self.top_row:
            self.scroll_to_row(top)

    # Painting

    @property
    def palette(self) -> Palette:
        """The styles of the pane under the present theme."""
        if self._palette is None:
            self._palette = Palette(self)
        return self._palette

    def notify_style_update(self) -> None:
        """Resolve the styles again at the next painting."""
        super().notify_style_update()
        self._palette = None
        self.painter.forget()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows in a region of the pane, undressed: it has no border and no padding."""
        whole = crop.column_span == (0, self.size.width)
        filters = self.get_line_filters()
        ground = self.palette.ground
        strips: list[Strip] = []
        for y in crop.line_range:
            strip = self.render_line(y)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, ground)
            strips.append(strip if whole else strip.crop(*crop.column_span))
        return strips

    def render_line(self, y: int) -> Strip:
        """Return the row `y` of the pane."""
        row = self.top_row + y
        width = self.size.width
        layout = self.layout_rows
        if row >= layout.row_count and not layout.complete:
            layout.extend(rows=row + self.page)
        if row >= layout.row_count:
            return Strip.blank(width, self.palette.base)
        strip = self.painter.strip(row, self.shown(), lambda: self.palette)
        if strip.cell_length == width:
            return strip
        return strip.adjust_cell_length(width, self.palette.base)

    def repaint(self, *stretches: Range | None) -> None:
        """Paint again the rows in view that hold any of `stretches`."""
        top, bottom = self.top_row, self.top_row + self.page
        for stretch in stretches:
            if stretch is None or not self.document.blocks:
                continue
            in_view = self.in_view
            if stretch.end < in_view.start or in_view.end < stretch.start:
                continue
            inside = Range(max(stretch.start, in_view.start), min(stretch.end, in_view.end))
            first = max(top, self.layout_rows.row_of(inside.start))
            last = min(bottom - 1, self.layout_rows.row_of(inside.end))
            if first <= last:
                self.refresh(Region(0, first - top, self.size.width, last - first + 1))

    # The place of a character

    def offset_under(self, x: int, y: int) -> int:
        """Return the offset under a cell of the pane, clamped to the rows in view."""
        if not self.document.blocks or not self.bottom_row:
            return 0
        row = min(max(self.top_row + y, self.top_row), self.bottom_row - 1)
        return self.layout_rows.offset_at(row, max(0, x - self.column.left))
