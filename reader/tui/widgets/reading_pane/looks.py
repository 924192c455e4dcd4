"""What lies on one row of text: the reader's place, marks, hits, and the looks they have."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.text.cells import grapheme_at
from reader.text.document import BlockKind, Document, Range, Span, SpanKind
from reader.text.wrap import Row
from reader.tui.widgets.reading_pane.marks import MarkIndex, PaneMark
from reader.tui.widgets.reading_pane.palette import ALTERNATE, LINK_TO, TINTS

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
_HEADING_LOOKS = {1: ("title",), 2: ("section",)}


class Shown(NamedTuple):
    """What of the reader's place is painted.

    Attributes:
        target: What an action would act on: its rows have the bar.
        focus: The focus to be tinted, or None while there is a selection.
        narrowed: Whether the focus is less than its sentence.
        caret: Offset of the caret, or None while it is unseen.
        caret_row: Index of the row the caret is in.
        dimmed: Whether everything but the target is dimmed.
    """

    target: Range
    focus: Range | None = None
    narrowed: bool = False
    selection: Range | None = None
    caret: int | None = None
    caret_row: int = -1
    dimmed: bool = False


class Within(NamedTuple):
    """What of the reader's place falls in one row.

    Attributes:
        lit: What of the row is not dimmed, or None while nothing is dimmed.
    """

    bar: bool
    focus: Range | None
    narrowed: bool
    selection: Range | None
    caret: int | None
    lit: Range | None

    @classmethod
    def of(cls, row: Row, shown: Shown) -> "Within":
        """Return what of the reader's place falls in a row."""
        return cls(
            bar=not row.blank and _touches(row, shown.target),
            focus=_clip(row, shown.focus),
            narrowed=shown.narrowed,
            selection=_clip(row, shown.selection),
            caret=shown.caret if row.index == shown.caret_row else None,
            lit=(_clip(row, shown.target) or Range(row.end, row.end)) if shown.dimmed else None,
        )


class Look(NamedTuple):
    """Looks that lie on a stretch of a row."""

    start: int
    end: int
    names: tuple[str, ...]


class Layers:
    """What lies on the rows of a document, the reader's place aside.

    Attributes:
        marks: What is marked.
        current: The id of the current annotation.
        hits: What was found, in order and disjoint.
        hit: The hit that the person is on.
    """

    def __init__(self, document: Document) -> None:
        """Start with nothing on the text."""
        self.document = document
        self.marks = MarkIndex()
        self.current: str | None = None
        self.hits: Sequence[Range] = ()
        self.hit: Range | None = None

    def on_row(self, row: Row, within: Within) -> Iterator[Look]:
        """Yield what lies on a row, the lowest layer first."""
        for span in self.document.spans_in(row.start, row.end):
            yield Look(span.start, span.end, _span_looks(span))
        if within.focus:
            names = ("part",) if within.narrowed else ("focus",)
            yield Look(*within.focus, names)
        for run in self.marks.runs(row.start, row.end):
            yield Look(run.start, run.end, self._mark_looks(run.ids))
        first = bisect_right(self.hits, row.start, key=lambda hit: hit.end)
        for hit in self.hits[first : bisect_left(self.hits, row.end, key=lambda hit: hit.start)]:
            yield Look(*hit, ("hit-current" if hit == self.hit else "hit",))
        if within.lit is not None:
            yield Look(row.start, within.lit.start, ("dimmed",))
            yield Look(within.lit.end, row.end, ("dimmed",))
        if within.selection:
            yield Look(*within.selection, ("selection",))
        if within.caret is not None:
            yield Look(*grapheme_at(self.document.text, within.caret), ("caret",))

    def of_block(self, row: Row) -> tuple[str, ...]:
        """Return the looks of a row's block."""
        block = self.document.blocks[row.block]
        looks: tuple[str, ...] = _BLOCK_LOOKS.get(block.kind, ())
        if block.kind is BlockKind.HEADING:
            looks = _HEADING_LOOKS.get(block.level, looks)
        if row.heads:
            looks = (*looks, "table-head")
        return ("quotation", *looks) if block.quote and not looks else looks

    def beginning(self, row: Row) -> Sequence[PaneMark]:
        """Return the marks that begin on a row."""
        if row.blank:
            return ()
        text, after = self.document.text, row.end
        # What ends a row is its own: a newline, the tabs between the cells of a record.
        while text[after : after + 1] == "\t":
            after += 1
        return self.marks.starting(row.start, after + (text[after : after + 1] == "\n"))

    def tint(self, mark: PaneMark) -> str:
        """Return the look a mark is painted in."""
        named = self.marks.tint(mark)
        return named if named in TINTS else mark.kind.value

    def _mark_looks(self, ids: Sequence[str]) -> tuple[str, ...]:
        tints = tuple(
            self.tint(self.marks[mark_id]) + (ALTERNATE if self.marks.is_alternate(mark_id) else "")
            for mark_id in ids[-_DEEPEST:]
        )
        return (*tints, "current") if self.current in ids else tints


def _span_looks(span: Span) -> tuple[str, ...]:
    if not span.target:
        return (span.kind.value,)
    if span.kind is not SpanKind.LINK:
        return (span.kind.value, "reference")
    from reader.text.addresses import destination

    leads_to = destination(span.target)
    if leads_to.opens and leads_to.address.isascii() and leads_to.address.isprintable():
        return (span.kind.value, LINK_TO + leads_to.address)
    return (span.kind.value,)


def _touches(row: Row, stretch: Range) -> bool:
    if stretch.start >= stretch.end:
        return row.start <= stretch.start <= row.end
    return stretch.start < row.end and row.start < stretch.end


def _clip(row: Row, stretch: Range | None) -> Range | None:
    if stretch is None:
        return None
    start, end = max(row.start, stretch.start), min(row.end, stretch.end)
    return Range(start, end) if start < end else None
