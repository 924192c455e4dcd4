"""Where rows start: the lines of a stretch of text folded to a width.

A stretch is laid out without a look at those before it, so that the rows around any offset are
known at once. Stretches part where blocks do; only a block too long for that is parted inside,
after a line or a word, where a row then starts at every width.
"""

from array import array
from bisect import bisect_right
from itertools import accumulate

from reader.text import cells
from reader.text.breaks import hanging_end, may_break, narrow_break, signs_in
from reader.text.document import Block, BlockKind, Document, Range
from reader.text.margins import indent, spaced
from reader.text.tables import SEPARATOR, Grid, Records, shape

STRETCH = 4_096
"""Characters between the places where stretches part."""

LONGEST_LINE = 4_096
"""A longer line of preformatted text is wrapped after all."""

TAB_STOP = 4
_LONGEST_WHOLE = 8 * STRETCH
_SEEN_FOR_A_BREAK = 64
_LONGEST_MEASURED = 200_000
_UNKNOWN = -1


class Folding:
    """The rows of a document at a width, stretch by stretch.

    Attributes:
        document: What is folded.
        width: Cells of the column, at least 1.
        wide: Cells that a table or preformatted text may take, at least the width.
        stretches: How many there are.
    """

    def __init__(self, document: Document, width: int, wide: int) -> None:
        self.document = document
        self.width = width
        self.wide = wide
        self.stretches = -(-len(document.text) // STRETCH)
        self._starts = array("i", [_UNKNOWN]) * (self.stretches + 1)
        self._tables: dict[int, Grid | Records] = {}

    def stretch_of(self, offset: int) -> int:
        """Return the stretch that holds an offset, clamped to the text."""
        guess = min(max(offset, 0) // STRETCH, self.stretches - 1)
        while guess > 0 and self.start(guess) > offset:
            guess -= 1
        return guess

    def start(self, stretch: int) -> int:
        """Return the offset a stretch starts at, that of the end for the one after the last."""
        if (start := self._starts[stretch]) == _UNKNOWN:
            start = self._starts[stretch] = self._found_start(stretch)
        return start

    def _found_start(self, stretch: int) -> int:
        text = self.document.text
        at = stretch * STRETCH
        if at == 0 or stretch >= self.stretches:
            return min(at, len(text))
        block = self.document.block_at(at)
        whole = block.end - block.start <= _LONGEST_WHOLE
        limit = block.end if whole else min(at + STRETCH, block.end)
        newline = text.find("\n", at - 1, limit)
        return newline + 1 if newline >= 0 else self._parting(at, limit)

    def rows(self, stretch: int) -> "array[int]":
        """Return the offset at which each row of a stretch starts, spacing rows included."""
        start, end = self.start(stretch), self.start(stretch + 1)
        found = array("I")
        if start == end:
            return found
        text, blocks = self.document.text, self.document.blocks
        narrow = cells.narrow_until(text, start, end) == end
        number = self.document.block_index(start)
        position = start
        while position < end:
            block = blocks[number]
            if position == block.start and number and spaced(blocks, number):
                found.append(position)
            self._fold_block(found, number, Range(position, min(block.end, end)), narrow=narrow)
            position = block.end
            number += 1
        return found

    def table(self, number: int) -> Grid | Records:
        """Return the shape of the table that is block `number`."""
        if number not in self._tables:
            block = self.document.blocks[number]
            before = indent(block, self.width)
            self._tables[number] = shape(
                self.document.text,
                self.document.content(block),
                self.wide - before,
                self.width - before,
            )
        return self._tables[number]

    def holds_heads(self, offset: int, number: int) -> bool:
        """Whether an offset of the table that is block `number` is in the heads of its columns."""
        block = self.document.blocks[number]
        return self.table(number).heads and self.document.text.find("\n", block.start, offset) < 0

    def label(self, offset: int, number: int) -> str:
        """Return the label of the cell that starts at an offset of a table, "" inside a cell."""
        text, block = self.document.text, self.document.blocks[number]
        table = self.table(number)
        if not isinstance(table, Records) or text[offset - 1] not in "\t\n":
            return ""
        line = text.rfind("\n", block.start, offset) + 1
        return table.label(text.count("\t", line, offset))

    def widest_line(self, number: int) -> int:
        """Return the cells of the widest line of preformatted text that is not wrapped."""
        block = self.document.blocks[number]
        if block.end - block.start > _LONGEST_MEASURED:
            return LONGEST_LINE
        widest, position = 0, block.start
        while position < block.end:
            end = self.document.text.find("\n", position, block.end)
            if end - position <= LONGEST_LINE:
                widest = max(widest, self._line_width(Range(position, end)))
            position = end + 1
        return widest

    def _line_width(self, line: Range) -> int:
        text = self.document.text
        if cells.narrow_until(text, *line) == line.end:
            return line.end - line.start
        used = 0
        for size, character in zip(
            cells.painted_widths(text, *line, tab=0), text[line.start : line.end], strict=True
        ):
            used += TAB_STOP - used % TAB_STOP if character == "\t" else size
        return used

    def is_whole(self, line: Range, block: Block) -> bool:
        """Whether a line of preformatted text, or the part of it at hand, is not wrapped."""
        text = self.document.text
        if line.end - line.start > LONGEST_LINE:
            return False
        at_start = line.start == block.start or text[line.start - 1] == "\n"
        return at_start and text[line.end] == "\n"

    def _parting(self, at: int, limit: int) -> int:
        """Return where the row of a long block may start at or soon after an offset."""
        text = self.document.text
        for place in range(at, min(at + _SEEN_FOR_A_BREAK, limit)):
            if may_break(text, place):
                return place
        return min(limit, cells.grapheme_at(text, at).end)

    def _fold_block(self, found: "array[int]", number: int, piece: Range, *, narrow: bool) -> None:
        """Add the rows of a block, or of the part of it that is in the stretch."""
        text, block = self.document.text, self.document.blocks[number]
        table = self.table(number) if block.kind is BlockKind.TABLE else None
        preformatted = block.kind is BlockKind.PREFORMATTED
        available = self.width - indent(block, self.width)
        content_end = min(block.end - 1, piece.end)
        position = piece.start
        while position < piece.end:
            end = text.find("\n", position, content_end)
            line = Range(position, content_end if end < 0 else end)
            position = line.end + 1
            if isinstance(table, Records) and not self.holds_heads(line.start, number):
                self._fold_record(found, table, block, line, available)
                continue
            found.append(line.start)
            if isinstance(table, Grid) or (preformatted and self.is_whole(line, block)):
                continue
            if not narrow:
                tab = TAB_STOP if preformatted else len(SEPARATOR) if table else 1
                self._wrap(found, line, available, tab)
            elif line.end - line.start > available:
                self._wrap_narrow(found, line, available)

    def _fold_record(
        self, found: "array[int]", table: Records, block: Block, line: Range, available: int
    ) -> None:
        """Add the rows of a line of a table, each of its cells on rows of its own."""
        text = self.document.text
        start = line.start
        if start > block.start and text[start - 1] == "\n":
            found.append(start)
        while True:
            tab = text.find("\t", start, line.end)
            end = line.end if tab < 0 else tab
            # An empty cell is passed over, but a record has a row where it begins.
            if start < end or start == line.start:
                if table.above and text[start - 1] in "\t\n":
                    found.append(start)
                found.append(start)
                self._wrap(found, Range(start, end), available - table.beside, 1)
            if tab < 0:
                break
            start = tab + 1

    def _wrap_narrow(self, found: "array[int]", line: Range, available: int) -> None:
        """Add the rows after the first of a line whose characters take one cell each."""
        text, (start, end), append = self.document.text, line, found.append
        signs = signs_in(text, start, end)
        while (beyond := start + available) < end:
            if text[beyond] == " ":
                start = hanging_end(text, beyond, end)
            else:
                start = narrow_break(text, start, beyond, signs)
            if start < end:
                append(start)

    def _wrap(self, found: "array[int]", line: Range, available: int, tab: int) -> None:
        """Add the rows after the first of a line, its tabs counted as `tab` cells each."""
        text = self.document.text
        first, end = line
        if cells.narrow_until(text, first, end) == end:
            if end - first > available:
                self._wrap_narrow(found, line, available)
            return
        widths = cells.painted_widths(text, first, end, tab)
        # The cells the line takes before each of its characters, and all of them.
        before = list(accumulate(widths, initial=0))
        start = first
        while before[-1] - before[start - first] > available:
            row = start - first
            place = bisect_right(before, before[row] + available, row) - 1
            if place == row:
                # The row has to hold something, even if that is wider.
                place = bisect_right(before, before[row + 1], row) - 1
            if first + place >= end:
                return
            simple = 2 not in widths[row : place + 1]
            start = self._row_end(start, first + place, end, simple=simple)
            if start < end:
                found.append(start)

    def _row_end(self, start: int, beyond: int, end: int, *, simple: bool) -> int:
        """Return where the next row starts when the grapheme at `beyond` has no room.

        It is simple if none takes two cells: only those part without a space, dash or tab.
        """
        text = self.document.text
        after_space = hanging_end(text, beyond, end)
        if after_space > beyond:
            return after_space
        at = beyond
        if simple and text.find("\t", start, beyond) < 0:
            at = narrow_break(text, start, beyond, signs_in(text, start, beyond))
            if at == beyond or may_break(text, at):
                return at
        while at > start and not may_break(text, at):
            at -= 1
        return at if at > start else beyond
