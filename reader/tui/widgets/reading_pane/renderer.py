"""One row of text as a strip: gutter, decoration, text under its looks."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from textual.cache import LRUCache
from textual.strip import Strip

from reader.text.cells import grapheme_at, width
from reader.text.document import BlockKind, Document, Range
from reader.text.wrap import Layout, Row
from reader.tui.signs import NOTE_SIGN
from reader.tui.widgets.reading_pane.column import BAR, GUTTER, Column, count, sign
from reader.tui.widgets.reading_pane.marks import MarkIndex, PaneMark
from reader.tui.widgets.reading_pane.palette import ALTERNATE, TINTS, Palette

_STRIPS = 1024
_DEEPEST = 3
"""Overlapping marks beyond this many look no stronger."""

_BLOCK_LOOKS = {
    BlockKind.HEADING: ("heading",),
    BlockKind.QUOTATION: ("quotation",),
    BlockKind.PREFORMATTED: ("preformatted",),
    BlockKind.TABLE: ("table",),
    BlockKind.RULE: ("rule",),
    BlockKind.IMAGE: ("image",),
    BlockKind.FOOTNOTE: ("footnote",),
    BlockKind.FURNITURE: ("furniture",),
}


class Shown(NamedTuple):
    """What of the reader's place is painted.

    Attributes:
        target: What an action would act on: its rows have the bar.
        focus: The focus to be tinted, or None while there is a selection.
        narrowed: Whether the focus is less than its sentence.
        caret: Offset of the caret, or None while it is unseen.
        caret_row: Index of the row the caret is in.
    """

    target: Range
    focus: Range | None = None
    narrowed: bool = False
    selection: Range | None = None
    caret: int | None = None
    caret_row: int = -1


class Look(NamedTuple):
    """Looks that lie on a stretch of a row."""

    start: int
    end: int
    names: tuple[str, ...]


class Renderer:
    """Paints the rows of one layout in one column; keeps the strips it made.

    Attributes:
        marks: What is marked; call `forget` after setting it.
        current: The id of the current annotation; call `forget` after setting it.
        hits: What was found, in order and disjoint; call `forget` after setting them.
        hit: The hit that the person is on.
    """

    def __init__(self, document: Document, layout: Layout, column: Column) -> None:
        self.marks = MarkIndex()
        self.current: str | None = None
        self.hits: Sequence[Range] = ()
        self.hit: Range | None = None
        self._document = document
        self._layout = layout
        self._column = column
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(_STRIPS)

    def forget(self) -> None:
        """Drop the strips that were made."""
        self._strips.clear()

    def reflow(self, layout: Layout, column: Column) -> None:
        """Paint the rows of another layout from now on."""
        self._layout, self._column = layout, column
        self.forget()

    def strip(self, index: int, shown: Shown, palette: Callable[[], Palette]) -> Strip:
        """Return the strip of the row `index`, as wide as the pane."""
        row = self._layout.row(index)
        within = _within(row, shown)
        key = (index, within)
        if (found := self._strips.get(key)) is None:
            found = self._strips[key] = self._paint(row, within, palette())
        return found

    def _paint(self, row: Row, shown: "Within", palette: Palette) -> Strip:
        column = self._column
        segments = [*self._gutter(row, shown, palette)]
        cells = column.left
        if row.indent:
            looks = (*self._block_looks(row), "decoration")
            segments.append(Segment(self._layout.decoration(row.index), palette.style(looks)))
            cells += row.indent
        for text, looks in self._pieces(row, shown):
            segments.append(Segment(text, palette.style(looks)))
            cells += width(text)
        if cells < column.width:
            segments.append(Segment(" " * (column.width - cells), palette.base))
        strip = Strip(segments, max(cells, column.width))
        return strip.crop(0, column.width) if cells > column.width else strip

    def _gutter(self, row: Row, shown: "Within", palette: Palette) -> Iterator[Segment]:
        column = self._column
        empty = palette.style(("gutter",))
        if column.left > column.gutter:
            yield Segment(" " * (column.left - column.gutter), empty)
        yield Segment(BAR, palette.style(("bar",))) if shown.bar else Segment(" ", empty)
        if column.gutter == 1:
            return
        begin = () if row.blank else self.marks.starting(row.start, self._after(row))
        if not begin:
            yield Segment(" " * (column.gutter - 1), empty)
            return
        mark = next((mark for mark in begin if mark.id == self.current), begin[0])
        yield Segment(sign(mark), palette.sign(_tint(mark)))
        if column.gutter == GUTTER:
            note = NOTE_SIGN if any(mark.has_note for mark in begin) else " "
            yield Segment(count(len(begin)) + note, empty)
        yield Segment(" ", empty)

    def _after(self, row: Row) -> int:
        """Return where the row after this one starts: the newline that ends a row is its own."""
        return row.end + (self._document.text[row.end : row.end + 1] == "\n")

    def _pieces(self, row: Row, shown: "Within") -> Iterator[tuple[str, tuple[str, ...]]]:
        block_looks = self._block_looks(row)
        if row.blank:
            if shown.caret is not None:
                yield " ", (*block_looks, "caret")
            return
        text, offsets, *_ = self._layout.shown(row.index)
        stretches = [*self._looks(row, shown)]
        if isinstance(offsets, range):
            yield from _contiguous(text, offsets, stretches, block_looks)
        else:
            yield from _scattered(text, offsets, stretches, block_looks)
        if shown.caret is not None and shown.caret not in offsets:
            yield " ", (*block_looks, "caret")

    def _block_looks(self, row: Row) -> tuple[str, ...]:
        block = self._document.blocks[row.block]
        if block.kind is BlockKind.HEADING and block.level == 1:
            return ("heading", "title")
        looks = _BLOCK_LOOKS.get(block.kind, ())
        return ("quotation", *looks) if block.quote and not looks else looks

    def _looks(self, row: Row, shown: "Within") -> Iterator[Look]:
        """Yield what lies on a row, the lowest layer first."""
        for span in self._document.spans_in(row.start, row.end):
            yield Look(span.start, span.end, (span.kind.value,))
        if shown.focus:
            names = ("part",) if shown.narrowed else ("focus",)
            yield Look(shown.focus.start, shown.focus.end, names)
        for run in self.marks.runs(row.start, row.end):
            yield Look(run.start, run.end, self._mark_looks(run.ids))
        hits = bisect_right(self.hits, row.start, key=lambda hit: hit.end)
        for hit in self.hits[hits : bisect_left(self.hits, row.end, key=lambda hit: hit.start)]:
            yield Look(hit.start, hit.end, ("hit-current" if hit == self.hit else "hit",))
        if shown.selection:
            yield Look(shown.selection.start, shown.selection.end, ("selection",))
        if shown.caret is not None:
            yield Look(*grapheme_at(self._document.text, shown.caret), ("caret",))

    def _mark_looks(self, ids: Sequence[str]) -> tuple[str, ...]:
        tints = tuple(
            _tint(self.marks[mark_id]) + (ALTERNATE if self.marks.is_alternate(mark_id) else "")
            for mark_id in ids[-_DEEPEST:]
        )
        return (*tints, "current") if self.current in ids else tints


class Within(NamedTuple):
    """What of the reader's place falls in one row: with the row's index, the key of its strip."""

    bar: bool
    focus: Range | None
    narrowed: bool
    selection: Range | None
    caret: int | None


def _within(row: Row, shown: Shown) -> Within:
    return Within(
        bar=not row.blank and _touches(row, shown.target),
        focus=_clip(row, shown.focus),
        narrowed=shown.narrowed,
        selection=_clip(row, shown.selection),
        caret=shown.caret if row.index == shown.caret_row else None,
    )


def _touches(row: Row, stretch: Range) -> bool:
    if stretch.start >= stretch.end:
        return row.start <= stretch.start <= row.end
    return stretch.start < row.end and row.start < stretch.end


def _clip(row: Row, stretch: Range | None) -> Range | None:
    if stretch is None:
        return None
    start, end = max(row.start, stretch.start), min(row.end, stretch.end)
    return Range(start, end) if start < end else None


def _tint(mark: PaneMark) -> str:
    return mark.tint if mark.tint in TINTS else mark.kind.value


def _names_at(offset: int, stretches: Sequence[Look]) -> tuple[str, ...]:
    return tuple(
        name for look in stretches if look.start <= offset < look.end for name in look.names
    )


def _contiguous(
    text: str, offsets: range, stretches: Sequence[Look], block_looks: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the pieces of a row that shows its characters as they stand in the text."""
    first, last = offsets.start, offsets.stop
    ends = (place for look in stretches for place in look[:2] if first < place < last)
    cuts = sorted({first, last, *ends})
    for start, end in pairwise(cuts):
        looks = block_looks + _names_at(start, stretches)
        yield text[start - first : end - first], looks


def _scattered(
    text: str, offsets: Sequence[int], stretches: Sequence[Look], block_looks: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the pieces of a row whose characters do not follow each other in the text."""
    start, former = 0, block_looks
    for place, offset in enumerate(offsets):
        looks = block_looks if offset < 0 else block_looks + _names_at(offset, stretches)
        if looks != former and place:
            yield text[start:place], former
            start = place
        former = looks
    if start < len(text):
        yield text[start:], former
