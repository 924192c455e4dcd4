"""The shape of a table whose rows part with newlines and whose cells part with tabs.

A table that fits is a grid. One that does not is a list of records: each cell on rows of its own
under or beside the head of its column, an empty cell on none unless it is the first.
"""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from reader.text.cells import character_width, cut, narrow_until, width
from reader.text.document import Range

SEPARATOR = " │ "
"""What a tab shows as where cells stand side by side."""

BETWEEN_RECORDS = "┄┄┄"
_BESIDE = 24
"""Cells a table must have for the heads to stand beside the cells and not above them."""
_AFTER_LABEL = 2
_ELLIPSIS = "…"
_NUMBER = r"[-+−–±~≈<>]?[$€£¥]? ?\d[\d.,'’ \u00a0\u202f]*[%‰$€£¥]?"

# A longer table is not measured: it would hold up the rows before it, and nobody reads it so.
_LONGEST_MEASURED = 200_000
_LONGEST_MEASURED_WIDE = 20_000
_LONGEST_HEADS = 20_000


class Grid(NamedTuple):
    """A table whose columns are aligned.

    Attributes:
        ends: The cell at which each column ends; the separator stands after it.
        heads: Whether its first row are the heads of the columns.
        flush_right: The columns of numbers, set flush right; never the first, which names a row.
    """

    ends: tuple[int, ...]
    heads: bool
    flush_right: frozenset[int] = frozenset()

    def before(self, column: int, cell: str) -> int:
        """Return how many cells stay free before what stands in a column other than the first."""
        if column not in self.flush_right:
            return 0
        return self.ends[column] - self.ends[column - 1] - len(SEPARATOR) - _painted_width(cell)


class Records(NamedTuple):
    """A table too wide for a grid.

    Attributes:
        labels: The heads of the columns, cut to their room; none if the table has no heads.
        beside: Cells before the text of a cell, for its label; 0 if labels have their own rows.
    """

    labels: tuple[str, ...]
    beside: int

    @property
    def heads(self) -> bool:
        """Whether its first row are the heads of the columns."""
        return bool(self.labels)

    @property
    def above(self) -> bool:
        """Whether a label stands on a row of its own above its cell."""
        return bool(self.labels) and not self.beside

    def label(self, column: int) -> str:
        """Return the head of a column, without a trailing space."""
        return self.labels[column] if column < len(self.labels) else ""


def shape(text: str, content: Range, wide: int, room: int) -> Grid | Records:
    """Return how a table is laid out.

    Args:
        text: The text it stands in.
        content: Its stretch of the text, without the newline that closes it.
        wide: Cells a grid may take.
        room: Cells the rows of a record may take.
    """
    heads = _heads(text, content)
    columns = _columns(text, content, wide)
    ends = _ends(columns, wide) if columns else None
    if ends is not None:
        return Grid(ends, bool(heads), _of_numbers(columns, bool(heads)))
    longest = max(map(width, heads), default=0)
    beside = min(longest, room // 3) + _AFTER_LABEL if heads and room >= _BESIDE else 0
    limit = beside - _AFTER_LABEL if beside else room
    return Records(tuple(_shortened(head, limit) for head in heads), beside)


def _heads(text: str, content: Range) -> list[str]:
    """Return the cells of the first row if they are heads: words over rows that follow."""
    end = text.find("\n", content.start, min(content.end, content.start + _LONGEST_HEADS))
    if end < 0:
        return []
    cells = text[content.start : end].split("\t")
    named = all(any(map(str.isalpha, cell)) for cell in cells[1:])
    return cells if named and len(cells) > 1 else []


def _columns(text: str, content: Range, wide: int) -> list[tuple[str, ...]]:
    """Return the cells of each column; none if they are too long to be measured, or too many."""
    size = content.end - content.start
    if size > _LONGEST_MEASURED:
        return []
    piece = text[content.start : content.end]
    narrow = narrow_until(piece.replace("\t", " "), 0, size) == size
    if not narrow and size > _LONGEST_MEASURED_WIDE:
        return []
    rows = [line.split("\t") for line in piece.split("\n")]
    if max(map(len, rows)) * len(SEPARATOR) > wide + len(SEPARATOR):
        return []
    return list(zip_longest(*rows, fillvalue=""))


def _ends(columns: Sequence[Sequence[str]], wide: int) -> tuple[int, ...] | None:
    """Return the cell at which each column ends, or None if that is further than `wide`."""
    ends: list[int] = []
    start = 0
    for column in columns:
        ends.append(start + max(map(_painted_width, column)))
        if ends[-1] > wide:
            return None
        start = ends[-1] + len(SEPARATOR)
    return tuple(ends)


def _of_numbers(columns: Sequence[Sequence[str]], heads: bool) -> frozenset[int]:
    """Return which columns but the first hold numbers, and else at most nothing, below the head."""
    found = set()
    for number, column in enumerate(columns[1:], 1):
        said = [cell for cell in column[heads:] if cell]
        if said and all(map(re.compile(_NUMBER).fullmatch, said)):
            found.add(number)
    return frozenset(found)


def _painted_width(cell: str) -> int:
    """Return the cells of a table's cell; a mark with nothing to stand on is painted on a base."""
    if cell.isascii():
        return len(cell)
    bare = character_width(cell[0]) == 0
    return width(cell) + bare


def _shortened(label: str, limit: int) -> str:
    if character_width(label[:1] or " ") == 0:
        label = f" {label}"
    return label if width(label) <= limit else cut(label, limit - 1) + _ELLIPSIS
