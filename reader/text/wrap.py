"""Display rows of a document at a width: where each row starts, and what stands in which cell.

A row is known by the offset it starts at; a spacing row starts where the row after it does. So
one array of starts to a stretch of text says everything, and a bisection answers both ways.
Conventions:

- Every grapheme of a row has its own cell. White space at which a row was broken hangs at its
  end: it belongs to the row, and its cells may lie beyond the width.
- The newline that ends a row (of a block, of a line inside it) is the cell after the last
  grapheme; a cell beyond stands for it too. A row that was broken ends at its last grapheme.
  Where the cells of a table are rows, the tabs between them are such ends as well.
- A line break inside a block always starts a row, whatever the block is.

Stretches are laid out as they are asked for, those around the last one in slices while nobody
waits. The numbers of rows stay what they were while that goes on, as far as can be: after each
change `renumberings` is another number, and who has kept the number of a row looks it up again
by its offset. Rows directly above and below one that was asked for are always numbered exactly.
"""

from bisect import bisect_right
from dataclasses import dataclass
from time import perf_counter

from reader.text import cells, margins
from reader.text.document import BlockKind, Document, Range
from reader.text.folding import Folding
from reader.text.painting import Painted, Painter, RowText, scrolled
from reader.text.rows import Rows
from reader.text.tables import BETWEEN_RECORDS, Grid, Records

__all__ = ["Layout", "Row", "RowText"]

RULE = "─"
_FULL = 0.9
"""How much of its width a row of prose is filled to."""

_ROWS_OF_A_BLOCK = 1.5
"""What a block takes beyond its full rows: half a row at its end, and the spacing above it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One display row.

    Attributes:
        index: Its number from the top, from 0.
        start: Offset of its first character.
        end: Offset after its last character, without the newline.
        block: Index of its block; a spacing row belongs to the block below it.
        indent: Cells before the text.
        first: Whether it is the first row of its block.
        blank: Whether it has no text, `start == end`, and is there for what it parts or says: the
            spacing above a block, the sign between the records of a table, a column's head.
        heads: Whether it holds heads of the columns of a table.
    """

    index: int
    start: int
    end: int
    block: int
    indent: int
    first: bool
    blank: bool
    heads: bool = False


class Layout:
    """The rows of a document at a width, worked out where they are needed.

    Attributes:
        document: What is laid out.
        width: Cells of the column, at least 1.
        wide: Cells that a table or preformatted text may take, at least the width.
    """

    def __init__(self, document: Document, width: int, wide: int | None = None) -> None:
        self.document = document
        self.width = max(1, width)
        self.wide = max(self.width, wide or 0)
        self._folding = Folding(document, self.width, self.wide)
        self._painter = Painter(document)
        self._overhangs: dict[int, int] = {}
        guess = len(document.text) / (_FULL * self.width) + _ROWS_OF_A_BLOCK * len(document.blocks)
        self._rows = Rows(self._folding, int(guess))

    @property
    def complete(self) -> bool:
        """Whether every row is known."""
        return self._rows.complete

    @property
    def row_count(self) -> int:
        """How many rows there are; a guess until the layout is complete."""
        return self._rows.numbers.rows

    @property
    def renumberings(self) -> int:
        """How often rows took other numbers."""
        return self._rows.numbers.renumberings

    def extend(
        self,
        *,
        seconds: float | None = None,
        offset: int | None = None,
        rows: int | None = None,
    ) -> bool:
        """Work out more rows, and return whether all are known now.

        Those that are nearest to the last one asked for come first, those below before those
        above it.

        Args:
            seconds: Stop after this time, inside a long block too.
            offset: Work out only the row that holds this offset, and those near it.
            rows: Work out only the row before this number, and those near it.
        """
        if self.complete:
            return True
        if offset is not None:
            self.row_of(offset)
        elif rows is not None:
            self._rows.nearest(rows - 1)
        else:
            deadline = None if seconds is None else perf_counter() + seconds
            while self._rows.know_more():
                if deadline is not None and perf_counter() >= deadline:
                    break
        return self.complete

    def around(self, offset: int, rows: int) -> int:
        """Make known the row of an offset and so many above and below it; return its number.

        Those have numbers next to each other then, until `renumberings` changes.

        Raises:
            IndexError: the document is empty.
        """
        self._demand_text()
        return self._rows.surround(self._rows.holding(offset), rows)

    def settle(self, row: int, rows: int) -> int:
        """Make known the row of a number, and so many above and below it; return its number then.

        The number may be a guess, and is clamped to the text.

        Raises:
            IndexError: the document is empty.
        """
        self._demand_text()
        return self._rows.surround(self._rows.nearest(row), rows)

    def row(self, index: int) -> Row:
        """Return a row.

        Raises:
            IndexError: there are not that many rows.
        """
        place = self._rows.numbered(index)
        index = self._rows.number(place)
        start, following = self._rows.start(place), self._rows.following(place)
        number = self.document.block_index(start)
        if following == start:
            indent = cells.width(self._between(number, start, self._rows.above_text(place)))
            return Row(index, start, start, number, indent, first=False, blank=True)
        block = self.document.blocks[number]
        end = following - (self.document.text[following - 1] == "\n")
        indent = margins.indent(block, self.width)
        heads = False
        if block.kind is BlockKind.TABLE:
            table = self._folding.table(number)
            heads = self._folding.holds_heads(start, number)
            if isinstance(table, Records) and not heads:
                indent += table.beside
                end = start + len(self.document.text[start:end].rstrip("\t"))
        return Row(
            index, start, end, number, indent, start == block.start, blank=False, heads=heads
        )

    def row_of(self, offset: int) -> int:
        """Return the index of the row that holds an offset, clamped to the text.

        Raises:
            IndexError: the document is empty.
        """
        self._demand_text()
        return self._rows.number(self._rows.holding(offset))

    def cell_of(self, offset: int) -> tuple[int, int]:
        """Return the row of an offset, and the cell, indent included, where its grapheme starts.

        Of a row that is wider than its room it is the cell before anything is scrolled.
        """
        row = self.row(self.row_of(offset))
        offset = min(max(offset, row.start), len(self.document.text) - 1)
        painted = self._paint(row)
        if offset >= row.end:
            size = row.end - row.start if painted is None else painted.end
            return row.index, row.indent + size + offset - row.end
        if painted is None:
            return row.index, row.indent + offset - row.start
        return row.index, row.indent + painted.cells[bisect_right(painted.starts, offset) - 1]

    def offset_at(self, row: int, cell: int) -> int:
        """Return the start of the grapheme in a cell (indent included), clamped to the row."""
        line = self.row(row)
        if line.blank:
            return line.start
        inside = max(0, cell - line.indent)
        painted = self._paint(line)
        size = line.end - line.start if painted is None else painted.end
        if inside >= size:
            last = self._rows.following(self._rows.numbered(line.index)) - 1
            if last >= line.end:
                return min(line.end + inside - size, last)
            inside = size - 1
        if painted is None:
            return line.start + inside
        return painted.starts[bisect_right(painted.cells, inside) - 1]

    def decoration(self, row: int) -> str:
        """Return what stands before a row's text, exactly `indent` cells of it."""
        line = self.row(row)
        if line.blank:
            above = self._rows.above_text(self._rows.numbered(line.index))
            return self._between(line.block, line.start, above)
        block = self.document.blocks[line.block]
        before = margins.decoration(block, self.width, first=line.first)
        room = line.indent - cells.width(before)
        label = self._folding.label(line.start, line.block) if room else ""
        return before + label + " " * (room - cells.width(label))

    def shown(self, row: int, skip: int = 0, room: int | None = None) -> RowText:
        """Return what to paint after a row's indent; hanging white space is left out.

        Args:
            row: The number of the row.
            skip: Cells that are scrolled away at the left, of a row that is not wrapped.
            room: Cells that a row which is not wrapped may take, instead of what `wide` leaves.
        """
        line = self.row(row)
        available = self.width - line.indent
        if self.document.blocks[line.block].kind is BlockKind.RULE and not line.blank:
            return RowText(RULE * available, (-1,) * available)
        painted = self._paint(line)
        if self._is_whole(line):
            text = self.document.text[line.start : line.end] if painted is None else painted.text
            offsets = range(line.start, line.end) if painted is None else painted.offsets
            return scrolled(text, offsets, skip, self.wide - line.indent if room is None else room)
        if painted is not None:
            return RowText(painted.text, painted.offsets)
        end = min(line.end, line.start + available)
        return RowText(self.document.text[line.start : end], range(line.start, end))

    def overhang(self, block: int) -> int:
        """Return how many cells of the widest row of a block there is no room for.

        Of a very long block it is the most that can be, since its rows are not all measured.
        """
        if block not in self._overhangs:
            self._overhangs[block] = self._measured_overhang(block)
        return self._overhangs[block]

    def _measured_overhang(self, number: int) -> int:
        block = self.document.blocks[number]
        if block.kind is not BlockKind.PREFORMATTED:
            return 0
        room = self.wide - margins.indent(block, self.width)
        return max(0, self._folding.widest_line(number) - room)

    def _demand_text(self) -> None:
        if not self.document.blocks:
            raise IndexError("an empty document has no rows")

    def _between(self, number: int, start: int, above: int) -> str:
        """Return what stands on a blank row that is so far above the text at `start`."""
        blocks = self.document.blocks
        block = blocks[number]
        table = self._folding.table(number) if block.kind is BlockKind.TABLE else None
        if start == block.start or not isinstance(table, Records):
            return margins.bars_between(blocks[number - 1], block, self.width)
        before = margins.decoration(block, self.width, first=False)
        if table.above and above == 1:
            return before + self._folding.label(start, number)
        return before + BETWEEN_RECORDS[: self.width - cells.width(before)]

    def _paint(self, row: Row) -> Painted | None:
        """Work out the cells of a row, or None if each of its characters takes one cell."""
        block = self.document.blocks[row.block]
        table = self._folding.table(row.block) if block.kind is BlockKind.TABLE else None
        room = None if self._is_whole(row) else self.width - row.indent
        return self._painter.paint(row.start, row.end, row.block, table, room)

    def _is_whole(self, row: Row) -> bool:
        """Whether a row is a line that is not wrapped, so that it may be wider than its room."""
        block = self.document.blocks[row.block]
        if block.kind is BlockKind.TABLE:
            return isinstance(self._folding.table(row.block), Grid)
        whole = Range(row.start, row.end)
        return block.kind is BlockKind.PREFORMATTED and self._folding.is_whole(whole, block)
