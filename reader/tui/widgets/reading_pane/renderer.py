"""One row of text as a strip: gutter, decoration, text under its looks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from reader.text.cells import width
from reader.text.document import Range
from reader.text.wrap import Layout, Row
from reader.tui.signs import NOTE_SIGN
from reader.tui.widgets.reading_pane.column import BAR, GUTTER, Column, count, sign
from reader.tui.widgets.reading_pane.looks import Layers, Look, Shown, Within
from reader.tui.widgets.reading_pane.palette import Palette
from reader.tui.widgets.reading_pane.sideways import Sideways
from reader.tui.widgets.row_strip import RowStrip

CUT_BEFORE, CUT_AFTER = "‹", "›"
"""The signs where a row goes on beyond the left or right of what is shown of it."""

_NEAR = 3
"""Pages above the view, and below it, whose strips are kept."""

_STATES = 4
"""Strips kept of one row; a caret that goes along it would leave one at each character."""

Piece = tuple[str, tuple[str, ...]]
"""A stretch of a row, and its looks."""


class _Strips(NamedTuple):
    """The strips made of one row, by what of the reader's place was in it."""

    start: int
    end: int
    made: dict[Within, Strip]


class Renderer:
    """Paints the rows of one layout in one column; keeps the strips it made.

    Attributes:
        layers: What lies on the text; call `forget` after changing it.
    """

    def __init__(self, layout: Layout, sideways: Sideways, column: Column) -> None:
        self.layers = Layers(layout.document)
        self._layout = layout
        self._sideways = sideways
        self._column = column
        self._rows: dict[int, _Strips] = {}

    def forget(self, stretches: Sequence[Range] | None = None) -> None:
        """Drop the strips that were made: all, or those that hold any of some stretches."""
        if stretches is None:
            self._rows.clear()
            return
        for index, (start, end, _) in list(self._rows.items()):
            if any(first <= end and start <= last for first, last in stretches):
                del self._rows[index]

    def keep_around(self, top: int, page: int) -> None:
        """Drop the strips of rows that are not near what is in view, once there are two pages.

        Args:
            top: The first row in view.
            page: How many rows are in view.
        """
        if len(self._rows) > 2 * page:
            near = range(top - _NEAR * page, top + (_NEAR + 1) * page)
            self._rows = {index: made for index, made in self._rows.items() if index in near}

    def reflow(self, layout: Layout, sideways: Sideways, column: Column) -> None:
        """Paint the rows of another layout from now on."""
        self._layout, self._sideways, self._column = layout, sideways, column
        self.layers.document = layout.document
        self.forget()

    def strip(self, index: int, shown: Shown, palette: Palette) -> Strip:
        """Return the strip of the row `index`, as wide as the pane."""
        row = self._layout.row(index)
        within = Within.of(row, shown)
        strips = self._rows.get(index)
        if strips is None:
            strips = self._rows[index] = _Strips(row.start, row.end, {})
        if (found := strips.made.get(within)) is None:
            if len(strips.made) >= _STATES:
                strips.made.clear()
            found = strips.made[within] = self._paint(row, within, palette)
        return found

    def _paint(self, row: Row, within: Within, palette: Palette) -> Strip:
        column, layers = self._column, self.layers
        dim = within.lit is not None and within.lit.start >= within.lit.end
        looks = (*layers.of_block(row), *(("dimmed",) if dim else ()))
        text, offsets, before, after = self._layout.shown(row.index, self._sideways.skip(row.block))
        segments = [*self._gutter(row, within, palette)]
        cells = column.left
        if row.indent:
            decoration = self._layout.decoration(row.index)
            segments.append(Segment(decoration, palette.style((*looks, "decoration"))))
            cells += row.indent
        if before:
            # In the last cell before the text.
            last = segments.pop()
            segments.append(Segment(last.text[:-1], last.style))
            segments.append(Segment(CUT_BEFORE, palette.style(("cut",))))
        pieces = [] if row.blank else [*_pieces(text, offsets, layers.on_row(row, within), looks)]
        if within.caret is not None and within.caret not in offsets:
            pieces.append((" ", (*looks, "caret")))
        for piece, names in pieces:
            segments.append(Segment(piece, palette.style(names)))
            cells += width(piece)
        if after:
            if (gap := column.left + self._layout.wide - cells) > 0:
                segments.append(Segment(" " * gap, palette.base))
                cells += gap
            segments.append(Segment(CUT_AFTER, palette.style(("cut",))))
            cells += 1
        if cells < column.width:
            segments.append(Segment(" " * (column.width - cells), palette.base))
        strip = RowStrip(segments, max(cells, column.width))
        return strip.crop(0, column.width) if cells > column.width else strip

    def _gutter(self, row: Row, within: Within, palette: Palette) -> Iterator[Segment]:
        column = self._column
        empty = palette.style(("gutter",))
        if column.left > column.gutter:
            yield Segment(" " * (column.left - column.gutter), empty)
        yield Segment(BAR, palette.style(("bar",))) if within.bar else Segment(" ", empty)
        if column.gutter == 1:
            return
        begin = self.layers.beginning(row)
        if not begin:
            yield Segment(" " * (column.gutter - 1), empty)
            return
        mark = next((mark for mark in begin if mark.id == self.layers.current), begin[0])
        yield Segment(sign(mark), palette.sign(self.layers.tint(mark)))
        if column.gutter == GUTTER:
            note = NOTE_SIGN if any(mark.noted for mark in begin) else " "
            yield Segment(count(len(begin)) + note, empty)
        yield Segment(" ", empty)


def _pieces(
    text: str, offsets: Sequence[int], looks: Iterator[Look], under: tuple[str, ...]
) -> Iterator[Piece]:
    """Yield the pieces of a row, `under` being the looks of all of it."""
    stretches = [*looks]
    if isinstance(offsets, range):
        return _contiguous(text, offsets, stretches, under)
    return _scattered(text, offsets, stretches, under)


def _contiguous(
    text: str, offsets: range, stretches: Sequence[Look], under: tuple[str, ...]
) -> Iterator[Piece]:
    """Yield the pieces of a row that shows its characters as they stand in the text."""
    first, last = offsets.start, offsets.stop
    ends = (place for look in stretches for place in look[:2] if first < place < last)
    cuts = sorted({first, last, *ends})
    for start, end in pairwise(cuts):
        yield text[start - first : end - first], under + _names_at(start, stretches)


def _scattered(
    text: str, offsets: Sequence[int], stretches: Sequence[Look], under: tuple[str, ...]
) -> Iterator[Piece]:
    """Yield the pieces of a row whose characters do not follow each other in the text."""
    start, former = 0, under
    for place, offset in enumerate(offsets):
        looks = under if offset < 0 else under + _names_at(offset, stretches)
        if looks != former and place:
            yield text[start:place], former
            start = place
        former = looks
    if start < len(text):
        yield text[start:], former


def _names_at(offset: int, stretches: Sequence[Look]) -> tuple[str, ...]:
    return tuple(
        name for look in stretches if look.start <= offset < look.end for name in look.names
    )
