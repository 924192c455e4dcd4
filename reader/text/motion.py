"""Motions of the caret, named by vim's keys: where each leads from an offset.

The caret stands on the first character of a grapheme; on a newline only where a line has nothing
else. Rows are those of the layout, so `j`, `0` and `$` go by what is on the screen.
"""

from typing import TYPE_CHECKING, NamedTuple

from reader.text import words
from reader.text.cells import grapheme_at
from reader.text.units import Units
from reader.text.wrap import Layout, Row

if TYPE_CHECKING:
    from collections.abc import Callable

END_OF_ROW = 1 << 30
"""The goal cell after `$`: the last one of whatever row comes."""

MOST_TIMES = 2_000
"""Steps that a motion takes at most, whatever its count: each looks at what it passes over."""

_FARTHEST = 40_000
"""Characters after which the word that is reached is far enough for any count."""


class Moved(NamedTuple):
    """Where a motion led.

    Attributes:
        offset: Where the caret stands now, in code points.
        goal: The cell (indent included) that following vertical motions aim at; None after the
            others.
    """

    offset: int
    goal: int | None = None


class Motions:
    """The motions of a document as laid out; a document must have text.

    Attributes:
        units: The document and its units.
        layout: Its rows; replace it when the width changes.
    """

    def __init__(self, units: Units, layout: Layout) -> None:
        self.units = units
        self.layout = layout
        self._by_name: dict[str, Callable[[int, int], int]] = {
            "h": self._left,
            "l": self._right,
            "w": self._word,
            "b": self._word_back,
            "e": self._word_end,
            "0": self._row_start,
        }

    def move(
        self, name: str, offset: int, count: int | None = None, goal: int | None = None
    ) -> Moved:
        """Return where a motion leads; one that leads nowhere stays.

        Args:
            name: One of h j k l w b e 0 $ g G.
            offset: Where the caret stands.
            count: How often, 2,000 times at most; for g and G the number of a block from 1.
                None if not given.
            goal: What the vertical motion before this one returned.

        Raises:
            KeyError: no such motion.
        """
        offset = self.caret(offset)
        times = min(max(1, count or 1), MOST_TIMES)
        if name in {"j", "k"}:
            if goal is None:
                goal = self.layout.cell_of(offset)[1]
            return Moved(self._vertical(offset, times if name == "j" else -times, goal), goal)
        if name == "$":
            row = self.layout.row(self.layout.row_of(self._vertical(offset, times - 1, 0)))
            return Moved(self._last_in(row), END_OF_ROW)
        if name in {"g", "G"}:
            return Moved(self._block(count, last=name == "G"))
        return Moved(self._by_name[name](offset, times))

    def caret(self, offset: int) -> int:
        """Return the nearest place for the caret: the start of a grapheme, not a newline."""
        text = self.units.document.text
        offset = min(max(offset, 0), len(text) - 1)
        if text[offset] == "\n":
            return offset if _line_is_empty(text, offset) else grapheme_at(text, offset - 1).start
        return grapheme_at(text, offset).start

    def _left(self, offset: int, times: int) -> int:
        text = self.units.document.text
        for _ in range(times):
            before = offset - 1
            while before >= 0 and text[before] == "\n" and not self._rests_on(before):
                before -= 1
            if before < 0:
                break
            offset = grapheme_at(text, before).start
        return offset

    def _right(self, offset: int, times: int) -> int:
        text = self.units.document.text
        for _ in range(times):
            after = grapheme_at(text, offset).end
            while after < len(text) and text[after] == "\n" and not self._rests_on(after):
                after += 1
            if after >= len(text):
                break
            offset = after
        return offset

    def _rests_on(self, offset: int) -> bool:
        """Whether the caret may stand on a newline: on an empty line inside a block."""
        document = self.units.document
        block = document.block_at(offset)
        return _line_is_empty(document.text, offset) and block.start < block.end - 1

    def _word(self, offset: int, times: int) -> int:
        text, farthest = self.units.document.text, offset + _FARTHEST
        for _ in range(times):
            found = words.next_word(text, offset)
            if found is None:
                last = words.ink_before(text, len(text), 0) - 1
                return self.caret(max(last, offset))
            offset = found
            if offset > farthest:
                break
        return self.caret(offset)

    def _word_back(self, offset: int, times: int) -> int:
        farthest = offset - _FARTHEST
        for _ in range(times):
            found = words.previous_word(self.units.document.text, offset)
            if found is None:
                break
            offset = found
            if offset < farthest:
                break
        return self.caret(offset)

    def _word_end(self, offset: int, times: int) -> int:
        text, farthest = self.units.document.text, offset + _FARTHEST
        for _ in range(times):
            found = words.word_end(text, grapheme_at(text, offset).end)
            if found is None:
                break
            offset = grapheme_at(text, found - 1).start
            if offset > farthest:
                break
        return offset

    def _row_start(self, offset: int, _times: int) -> int:
        return self.layout.row(self.layout.row_of(offset)).start

    def _vertical(self, offset: int, rows: int, goal: int) -> int:
        """Return the offset in a goal cell so many rows away, or as many as there are."""
        step = 1 if rows > 0 else -1
        reached: Row | None = None
        index = self.layout.row_of(offset)
        for _ in range(abs(rows)):
            row = self._row_beyond(index, step)
            if row is None:
                break
            reached, index = row, row.index
        if reached is None:
            return offset
        return min(self.layout.offset_at(reached.index, goal), self._last_in(reached))

    def _row_beyond(self, index: int, step: int) -> Row | None:
        """Return the nearest row above or below that has a place for the caret."""
        while True:
            index += step
            self.layout.extend(rows=index + 1)
            if not 0 <= index < self.layout.row_count:
                return None
            row = self.layout.row(index)
            if row.start < row.end or (not row.blank and self._rests_on(row.start)):
                return row

    def _last_in(self, row: Row) -> int:
        """Return the last grapheme of a row that is not white space, if it has one."""
        text = self.units.document.text
        end = words.ink_before(text, row.end, row.start)
        return grapheme_at(text, end - 1).start if end > row.start else row.start

    def _block(self, count: int | None, *, last: bool) -> int:
        """Return the start of the block with a number, else of the first block or last row."""
        document = self.units.document
        if count is not None:
            return document.blocks[min(count, len(document.blocks)) - 1].start
        if not last:
            return 0
        end = words.ink_before(document.text, len(document.text), 0) - 1
        return self.layout.row(self.layout.row_of(max(0, end))).start


def _line_is_empty(text: str, offset: int) -> bool:
    return offset == 0 or text[offset - 1] == "\n"
