"""A long text scrolled by rows: laid out where it is looked at, the rest while nobody waits."""

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.geometry import Region, Size
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from reader.text.document import Document, Range
from reader.text.wrap import Layout
from reader.tui.widgets.quick_scrollbar import QuickScrollBar
from reader.tui.widgets.reading_pane.column import Column
from reader.tui.widgets.reading_pane.looks import Shown
from reader.tui.widgets.reading_pane.palette import Palette
from reader.tui.widgets.reading_pane.renderer import Renderer
from reader.tui.widgets.reading_pane.sideways import Sideways

if TYPE_CHECKING:
    from textual.timer import Timer

DEFAULT_MEASURE = 72
"""Cells of a row of text where the pane has room for them."""

_SLICE = 0.008
_BETWEEN_SLICES = 1 / 60
EMPTY = Document("", ())
"""What a pane shows before it has a text."""


class Top(NamedTuple):
    """The first row in view, known whatever its number is.

    Attributes:
        offset: Of a character in it, or in the row below if it is blank.
        above: How many rows it is above the row of that character.
    """

    offset: int = 0
    above: int = 0


class Viewport(ScrollView, can_focus=True, inherit_bindings=False):
    """The rows of a document in a centred column, painted row by row as they come into view.

    The rows in view are known at once, those far from them in the end; until then their numbers
    are guesses that may turn out otherwise. So the place is kept as a character.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    measure: reactive[int] = reactive(DEFAULT_MEASURE, repaint=False)
    """Cells of a row of text, at most."""

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)
    """The size of all rows. The scrollbar is always there: nothing else depends on this."""

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
        self.sideways = Sideways(self.layout_rows)
        self.painter = Renderer(self.layout_rows, self.sideways, self.column)
        self._palette: Palette | None = None
        self._later: Timer | None = None
        self._wanted: int | None = None
        self._top = Top()
        self._numbered = 0

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar; it is made when it is first asked for."""
        if self._vertical_scrollbar is None:
            width = self.styles.scrollbar_size_vertical
            self._vertical_scrollbar = bar = QuickScrollBar(name="vertical", thickness=width)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

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
        self._wanted = offset
        self.painter = Renderer(self.layout_rows, self.sideways, self.column)
        self._lay_out()

    def on_mount(self) -> None:
        """Prepare the timer that lays out what is not in view."""
        self._later = self.set_interval(_BETWEEN_SLICES, self._lay_out_slice, pause=True)
        if not self.layout_rows.complete:
            self._later.resume()

    def on_resize(self) -> None:
        """Fit the column into the pane; the first character in view stays the first."""
        self._fit()

    def watch_measure(self) -> None:
        """Fit the column to another measure; the first character in view stays the first."""
        self._fit()

    def _fit(self) -> None:
        if not self.size.width:
            return
        column = Column.fit(self.scrollable_content_region.width, self.measure)
        if column != self.column or self._wanted is not None:
            self.column = column
            self._lay_out()
        elif self.document.blocks:
            self.layout_rows.around(self._top.offset, 2 * self.page)
            self._keep_place()

    def _lay_out(self) -> None:
        """Lay the text out for the column, with the same character the first in view."""
        layout = self.layout_rows = Layout(self.document, self.column.text, self.column.wide)
        self.sideways = Sideways(layout)
        self.painter.reflow(layout, self.sideways, self.column)
        if not self.size.width:
            return
        top, wanted, self._wanted = self._top, self._wanted, None
        first = 0
        if self.document.blocks:
            row = layout.around(top.offset if wanted is None else wanted, 2 * self.page)
            first = row - top.above if wanted is None else self._page_around(row)
        self._numbered = layout.renumberings
        self._size_to(layout.row_count)
        self.scroll_to(y=max(0, first), animate=False)
        if wanted is None:
            # As it was, so that the place does not drift when the width changes back and forth.
            self._top = top
        else:
            self._note_top()
        self.refresh()
        if self._later is not None and not layout.complete:
            self._later.resume()

    def _page_around(self, row: int) -> int:
        """Return the first row of a page that shows `row` well."""
        third = self.page // 3
        return 0 if row < self.page - third else row - third

    def _lay_out_slice(self) -> None:
        if self.layout_rows.extend(seconds=_SLICE) and self._later is not None:
            self._later.pause()
        self._keep_place()

    def _size_to(self, rows: int) -> None:
        if rows != self.virtual_size.height:
            self.virtual_size = Size(self.size.width, rows)
            if self.show_vertical_scrollbar:
                self.vertical_scrollbar.window_virtual_size = rows

    # Where the view is

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take note of the character that is the first in view now."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._note_top()

    def _note_top(self) -> None:
        layout = self.layout_rows
        if not layout.row_count:
            self._top = Top()
            return
        row = layout.row(layout.settle(self.scroll_offset.y, 2 * self.page))
        self._top = Top(row.start, layout.row_of(row.start) - row.index)
        self._keep_place()

    def _keep_place(self) -> None:
        """Follow the first row in view to the number it has now."""
        layout = self.layout_rows
        while layout.renumberings != self._numbered:
            self._numbered = layout.renumberings
            row = layout.around(self._top.offset, 2 * self.page) - self._top.above
            if layout.renumberings == self._numbered:
                self.painter.forget()
                self._size_to(layout.row_count)
                self.scroll_y = max(0, row)
        self._size_to(layout.row_count)

    @property
    def page(self) -> int:
        """How many rows the pane shows, at least one."""
        return max(1, self.scrollable_content_region.height)

    @property
    def top_row(self) -> int:
        """The index of the first row in view."""
        self._keep_place()
        return self.scroll_offset.y

    @property
    def bottom_row(self) -> int:
        """The index after the last row in view."""
        return min(self.top_row + self.page, self.layout_rows.row_count)

    @property
    def in_view(self) -> Range:
        """The offsets in view."""
        last = self.bottom_row
        if not last:
            return Range(0, 0)
        first = min(self.scroll_offset.y, last - 1)
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
        last = self.bottom_row
        if not last:
            return True
        rows = self.layout_rows
        after = rows.row(last).start if last < rows.row_count else len(self.document.text)
        first = rows.row(min(self.scroll_offset.y, last - 1)).start
        return stretch.start < after and max(stretch.start, stretch.end - 1) >= first

    # Scrolling

    def scroll_to_row(self, row: int) -> None:
        """Make `row` the first in view, as far as there are rows."""
        self._keep_place()
        self.scroll_to(y=max(0, row), animate=False)

    def scroll_rows(self, rows: int) -> bool:
        """Scroll by `rows`, down if positive; return whether anything moved."""
        before = self._top
        if self.document.blocks:
            self.layout_rows.around(before.offset, min(abs(rows), 10 * self.page) + self.page)
        self.scroll_to_row(self.top_row + rows)
        return self._top != before

    def reveal(self, stretch: Range) -> None:
        """Scroll, if need be, so that `stretch` has a margin of a third of a page.

        The start of a stretch longer than a page matters more than its end.
        """
        if not self.document.blocks or not self.size:
            return
        layout = self.layout_rows
        first = layout.around(stretch.start, 2 * self.page)
        last = layout.row_of(max(stretch.start, stretch.end - 1))
        top = self.top_row
        if layout.row_of(stretch.start) != first:
            first, last = layout.row_of(stretch.start), layout.row_of(max(*stretch) - 1)
        margin = min(self.page // 3, (self.page - 1) // 2)
        if last + margin >= top + self.page:
            top = last + margin + 1 - self.page
        if first - margin < top:
            top = max(0, first - margin)
        if top != self.scroll_offset.y:
            self.scroll_to_row(top)

    def scroll_sideways(self, block: int, cells: int) -> bool:
        """Scroll a block that is not wrapped, to the right if positive; False if it cannot."""
        moved = self.sideways.scroll(block, cells)
        if moved:
            self._repaint_moved(self.document.content(self.document.blocks[block]))
        return moved

    def reveal_sideways(self, offset: int) -> None:
        """Scroll the block of a character sideways so that the character is in view."""
        if self.document.blocks and self.size and (moved := self.sideways.reveal(offset)):
            self._repaint_moved(moved)

    def _repaint_moved(self, extent: Range) -> None:
        self.painter.forget([extent])
        self.repaint(extent)

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
        if self._wanted is not None or self.column.width != self.scrollable_content_region.width:
            # The size of the pane came with this very frame; its text need not wait for the next.
            self._fit()
            # What that asks to be painted anew is being painted.
            self._exchange_repaint_regions()
        strips = [self.render_line(y) for y in crop.line_range]
        self.painter.keep_around(self.top_row, self.page)
        if crop.column_span == (0, self.size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Return the row `y` of the pane."""
        row, width = self.top_row + y, self.column.width
        if row >= self.layout_rows.row_count:
            return Strip.blank(width, self.palette.base)
        strip = self.painter.strip(row, self.shown(), self.palette)
        # One that is adjusted to the length it has would keep itself.
        fits = strip.cell_length == width
        return strip if fits else strip.adjust_cell_length(width, self.palette.base)

    def repaint(self, *stretches: Range | None) -> None:
        """Paint again the rows in view that hold any of `stretches`."""
        if not self.document.blocks:
            return
        in_view, top, bottom = self.in_view, self.scroll_offset.y, self.bottom_row
        for stretch in stretches:
            if stretch is None or stretch.end < in_view.start or in_view.end < stretch.start:
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
        row = self.layout_rows.row(min(max(self.top_row + y, self.top_row), self.bottom_row - 1))
        cell = max(0, x - self.column.left)
        if cell >= row.indent:
            cell += self.sideways.skip(row.block)
        return self.layout_rows.offset_at(row.index, cell)
