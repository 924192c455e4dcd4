"""Display rows of a document at a width: where each row starts, and what stands in which cell.

A row is known by the offset it starts at; a spacing row starts where the row after it does. So
one array of starts says everything, and a bisection answers both ways. Conventions:

- Every grapheme of a row has its own cell. White space at which a row was broken hangs at its
  end: it belongs to the row, and its cells may lie beyond the width.
- The newline that ends a row (of a block, of a line inside it) is the cell after the last
  grapheme; a cell beyond stands for it too. A row that was broken ends at its last grapheme.
- A line break inside a block always starts a row, whatever the block is.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from time import perf_counter
from typing import NamedTuple

from reader.text import cells
from reader.text.breaks import hanging_end, may_break, narrow_break
from reader.text.document import Block, BlockKind, Document
from reader.text.tables import SEPARATOR, columns

TAB_STOP = 4
LEAST_TEXT = 8
BAR = "▌ "
RULE = "─"
_BASE_FOR_MARKS = "◌"
_ROWS_AT_ONCE = 64
_SCAN_AHEAD = 16_384
_PAINTED_ROWS = 512
_TIGHT = frozenset({BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})


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
        blank: Whether it is the spacing above a block: no text, `start == end`.
    """

    index: int
    start: int
    end: int
    block: int
    indent: int
    first: bool
    blank: bool


class RowText(NamedTuple):
    """What to paint after a row's indent.

    Attributes:
        offsets: The document offset of each character of `text`, -1 for padding.
    """

    text: str
    offsets: Sequence[int]


class _Painted(NamedTuple):
    """A row whose characters are not all one cell: its graphemes, their cells, what is shown."""

    starts: list[int]
    cells: list[int]
    end: int
    shown: RowText


class Layout:
    """The rows of a document at a width, worked out from the top as far as they are needed.

    Attributes:
        document: What is laid out.
        width: Cells of the column, at least 1.
    """

    def __init__(self, document: Document, width: int) -> None:
        self.document = document
        self.width = max(1, width)
        self._starts = array("I")
        self._laid = 0
        self._complete = not document.blocks
        self._work = self._lay_out()
        self._narrow_edge = 0
        self._narrow_edge_is_wide = False
        self._columns: dict[int, list[int] | None] = {}
        self._painted: dict[int, _Painted] = {}

    @property
    def complete(self) -> bool:
        """Whether every row is known."""
        return self._complete

    @property
    def row_count(self) -> int:
        """How many rows are known; all of them once the layout is complete."""
        return len(self._starts)

    def extend(
        self,
        *,
        seconds: float | None = None,
        offset: int | None = None,
        rows: int | None = None,
    ) -> bool:
        """Work out more rows, and return whether all are known now.

        Args:
            seconds: Stop after this time, inside a long block too.
            offset: Stop once the row that holds this offset is known.
            rows: Stop once there are this many rows.
        """
        deadline = None if seconds is None else perf_counter() + seconds
        while not self._complete:
            if offset is not None and self._laid > offset:
                break
            if rows is not None and len(self._starts) >= rows:
                break
            if next(self._work, True):
                self._complete = True
            elif deadline is not None and perf_counter() >= deadline:
                break
        return self._complete

    def row(self, index: int) -> Row:
        """Return a row.

        Raises:
            IndexError: there are not that many rows.
        """
        self.extend(rows=index + 1)
        starts = self._starts
        if not 0 <= index < len(starts):
            raise IndexError(f"there is no row {index} among {len(starts)}")
        start = starts[index]
        following = starts[index + 1] if index + 1 < len(starts) else self._laid
        number = self.document.block_index(start)
        block = self.document.blocks[number]
        if following == start:
            bars = self._bars_between(self.document.blocks[number - 1], block)
            return Row(index, start, start, number, bars, first=False, blank=True)
        end = following - 1 if self.document.text[following - 1] == "\n" else following
        first = start == block.start
        return Row(index, start, end, number, self._indent(block), first, blank=False)

    def row_of(self, offset: int) -> int:
        """Return the index of the row that holds an offset, clamped to the text.

        Raises:
            IndexError: the document is empty.
        """
        if not self.document.blocks:
            raise IndexError("an empty document has no rows")
        self.extend(offset=offset)
        return max(0, bisect_right(self._starts, offset) - 1)

    def cell_of(self, offset: int) -> tuple[int, int]:
        """Return the row of an offset, and the cell, indent included, where its grapheme starts."""
        row = self.row(self.row_of(offset))
        offset = min(max(offset, row.start), row.end)
        painted = self._paint(row)
        if painted is None:
            return row.index, row.indent + offset - row.start
        if offset == row.end:
            return row.index, row.indent + painted.end
        return row.index, row.indent + painted.cells[bisect_right(painted.starts, offset) - 1]

    def offset_at(self, row: int, cell: int) -> int:
        """Return the start of the grapheme in a cell (indent included), clamped to the row."""
        line = self.row(row)
        if line.start == line.end:
            return line.start
        inside = max(0, cell - line.indent)
        closed = self.document.text[line.end : line.end + 1] == "\n"
        painted = self._paint(line)
        if painted is None:
            return min(line.start + inside, line.end if closed else line.end - 1)
        if inside >= painted.end and closed:
            return line.end
        return painted.starts[bisect_right(painted.cells, inside) - 1]

    def decoration(self, row: int) -> str:
        """Return what stands before a row's text, exactly `indent` cells of it."""
        line = self.row(row)
        if not line.indent:
            return ""
        block = self.document.blocks[line.block]
        if line.blank:
            return BAR * (line.indent // len(BAR))
        own = self._hanging(block)
        label = f"{block.marker} " if line.first and block.marker and own else ""
        whole = BAR * _bars(block) + " " * (own - cells.width(label)) + label
        # A narrow column keeps what stands nearest to the text.
        while cells.width(whole) > line.indent:
            whole = whole[next(cells.graphemes(whole))[1] :]
        return " " * (line.indent - cells.width(whole)) + whole

    def shown(self, row: int) -> RowText:
        """Return what to paint after a row's indent; hanging white space is left out."""
        line = self.row(row)
        available = self.width - line.indent
        if self.document.blocks[line.block].kind is BlockKind.RULE and not line.blank:
            return RowText(RULE * available, (-1,) * available)
        painted = self._paint(line)
        if painted is not None:
            return painted.shown
        end = min(line.end, line.start + available)
        return RowText(self.document.text[line.start : end], range(line.start, end))

    def _lay_out(self) -> Iterator[bool]:
        """Find the rows from the top; False at every pause."""
        text, append = self.document.text, self._starts.append
        pause_at = _ROWS_AT_ONCE
        above: Block | None = None
        for number, block in enumerate(self.document.blocks):
            if above is not None and _spaced(above, block):
                append(block.start)
            above = block
            available = self.width - self._indent(block)
            position, content_end = block.start, block.end - 1
            while position <= content_end:
                line_end = text.find("\n", position, content_end)
                if line_end < 0:
                    line_end = content_end
                append(position)
                if line_end - position > available or not self._is_narrow(position, line_end):
                    position = self._row_end(number, position, line_end, available)
                    while position < line_end:
                        if len(self._starts) >= pause_at:
                            pause_at = len(self._starts) + _ROWS_AT_ONCE
                            self._laid = position
                            yield False
                        append(position)
                        position = self._row_end(number, position, line_end, available)
                position = line_end + 1
                if len(self._starts) >= pause_at:
                    pause_at = len(self._starts) + _ROWS_AT_ONCE
                    self._laid = position
                    yield False
        self._laid = len(text)

    def _row_end(self, number: int, start: int, line_end: int, available: int) -> int:
        """Return where the row after the one at `start` begins, at most `line_end`."""
        block = self.document.blocks[number]
        text = self.document.text
        if block.kind is BlockKind.TABLE and self._columns_of(number) is not None:
            return line_end
        beyond = start + available
        narrow = self._is_narrow(start, min(beyond + 1, line_end))
        if narrow and beyond >= line_end:
            return line_end
        if not narrow:
            beyond = self._overflow(number, start, line_end, available)
            if beyond >= line_end:
                return line_end
        if block.kind is BlockKind.PREFORMATTED:
            # Where a word would be cut it goes to the next row, but its indent never goes alone.
            space = text.rfind(" ", start, beyond) + 1
            return space if text[start:space].strip() and may_break(text, space) else beyond
        after_space = hanging_end(text, beyond, line_end)
        if after_space > beyond:
            return after_space
        if narrow:
            return narrow_break(text, start, beyond)
        at = beyond
        while at > start and not may_break(text, at):
            at -= 1
        return at if at > start else beyond

    def _overflow(self, number: int, start: int, end: int, available: int) -> int:
        """Return the first offset whose grapheme does not fit; the first one always does."""
        text = self.document.text
        piece = text[start : min(end, start + available + 1)]
        widths = list(map(cells.character_width, piece))
        if 0 not in widths and max(piece) <= "\uffff":
            fitting = bisect_right(list(accumulate(widths)), available)
            return start + max(1, fitting)
        used = 0
        for first, _, size in cells.graphemes(text, start, end):
            used += len(self._tab(number, used, 0)) if text[first] == "\t" else max(1, size)
            if used > available and first > start:
                return first
        return end

    def _paint(self, row: Row) -> _Painted | None:
        """Work out the cells of a row, or None if each of its characters takes one cell."""
        if self._is_plain(row.start, row.end):
            return None
        known = self._painted.get(row.index)
        if known is not None:
            return known
        text = self.document.text
        available = self.width - row.indent
        starts: list[int] = []
        positions: list[int] = []
        shown: list[str] = []
        offsets: list[int] = []
        used = column = 0
        for first, stop, size in cells.graphemes(text, row.start, row.end):
            starts.append(first)
            positions.append(used)
            piece, own = text[first:stop], list(range(first, stop))
            if piece == "\t":
                piece = self._tab(row.block, used, column)
                column += 1
                size = len(piece)
                own += [-1] * (size - 1)
            elif not size:
                piece, own, size = _BASE_FOR_MARKS + piece, [-1, *own], 1
            if text[first] == "\t" or piece == " ":
                room = max(0, available - used)
                piece, own = piece[:room], own[:room]
            used += size
            shown.append(piece)
            offsets += own
        whole = "".join(shown)
        straight = range(row.start, row.start + len(whole))
        as_is = whole == text[row.start : straight.stop]
        result = _Painted(starts, positions, used, RowText(whole, straight if as_is else offsets))
        if len(self._painted) >= _PAINTED_ROWS:
            self._painted.clear()
        self._painted[row.index] = result
        return result

    def _tab(self, number: int, used: int, column: int) -> str:
        """Return what a tab shows as when `used` cells of the row are taken."""
        kind = self.document.blocks[number].kind
        if kind is BlockKind.TABLE:
            ends = self._columns_of(number)
            padding = 0 if ends is None else ends[column] - used
            return " " * padding + SEPARATOR
        if kind is BlockKind.PREFORMATTED:
            return " " * (TAB_STOP - used % TAB_STOP)
        return " "

    def _columns_of(self, number: int) -> list[int] | None:
        """Return the cell at which each column of a table ends, or None if it does not fit."""
        if number not in self._columns:
            block = self.document.blocks[number]
            content = self.document.content(block)
            self._columns[number] = columns(
                self.document.text, content, self.width - self._indent(block)
            )
        return self._columns[number]

    def _is_plain(self, start: int, end: int) -> bool:
        return cells.narrow_until(self.document.text, start, end) == end

    def _is_narrow(self, start: int, end: int) -> bool:
        """Whether all of a stretch is one cell each; looks ahead, so that text is scanned once."""
        if start > self._narrow_edge or (end > self._narrow_edge and not self._narrow_edge_is_wide):
            text = self.document.text
            horizon = min(len(text), max(end + 1, start + _SCAN_AHEAD))
            self._narrow_edge = cells.narrow_until(text, start, horizon)
            self._narrow_edge_is_wide = self._narrow_edge < horizon
            if self._narrow_edge == horizon < len(text):
                # The last character may still carry a mark beyond the horizon.
                self._narrow_edge -= 1
        return end <= self._narrow_edge

    def _indent(self, block: Block) -> int:
        wanted = len(BAR) * _bars(block) + self._hanging(block)
        return min(wanted, max(0, self.width - LEAST_TEXT)) if wanted else 0

    def _hanging(self, block: Block) -> int:
        """Return the cells a marker, a footnote's label or preformatted text is set in by."""
        if block.kind is BlockKind.LIST_ITEM:
            return 2 * block.level + cells.width(block.marker)
        if block.kind is BlockKind.FOOTNOTE:
            return cells.width(block.marker) + 1
        return 2 if block.kind is BlockKind.PREFORMATTED else 0

    def _bars_between(self, above: Block, below: Block) -> int:
        shared = len(BAR) * min(_bars(above), _bars(below))
        return shared if shared <= self.width - LEAST_TEXT else 0


def _bars(block: Block) -> int:
    """Return how many quotation bars stand before a block."""
    return max(block.quote, 1) if block.kind is BlockKind.QUOTATION else block.quote


def _spaced(above: Block, below: Block) -> bool:
    """Whether a blank row parts two blocks: not the items of a list, nor footnotes."""
    return above.kind is not below.kind or below.kind not in _TIGHT
