"""What a row shows: its characters with their offsets, and the cell of each."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reader.text import cells
from reader.text.document import BlockKind, Document
from reader.text.folding import TAB_STOP
from reader.text.tables import SEPARATOR, Grid, Records

_BASE_FOR_MARKS = "◌"
_PAINTED_ROWS = 512


class RowText(NamedTuple):
    """What to paint after a row's indent.

    Attributes:
        offsets: The document offset of each character of `text`, -1 for padding.
        before: Whether something is cut off at the left. Who paints it shows a sign there, in
            the cell before the text.
        after: Whether something is cut off at the right, in want of a sign in the cell after it.
    """

    text: str
    offsets: Sequence[int]
    before: bool = False
    after: bool = False


class Painted(NamedTuple):
    """A row whose characters are not all one cell.

    Attributes:
        starts: Offsets of its graphemes.
        cells: The cell each of them starts in, from the row's indent.
        end: Cells it takes.
        text: All that it shows.
        offsets: The document offset of each character of `text`.
    """

    starts: Sequence[int]
    cells: Sequence[int]
    end: int
    text: str
    offsets: Sequence[int]


class Painter:
    """Works out the cells of rows, and keeps those of the last few."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._painted: dict[int, Painted] = {}

    def paint(
        self, start: int, end: int, block: int, table: Grid | Records | None, room: int | None
    ) -> Painted | None:
        """Work out the cells of a row, or None if each of its characters takes one cell.

        Args:
            start: Offset of its first character.
            end: Offset after its last character.
            block: Index of its block.
            table: The shape of its block if that is a table.
            room: Cells beyond which white space hangs unpainted, None if it is painted.
        """
        text = self._document.text
        if cells.narrow_until(text, start, end) == end:
            return None
        known = self._painted.get(start)
        if known is not None:
            return known
        preformatted = self._document.blocks[block].kind is BlockKind.PREFORMATTED
        starts: list[int] = []
        positions: list[int] = []
        shown: list[str] = []
        offsets: list[int] = []
        used = column = 0
        for first, stop, size in cells.graphemes(text, start, end):
            starts.append(first)
            positions.append(used)
            piece, own = text[first:stop], list(range(first, stop))
            if piece == "\t":
                if isinstance(table, Grid):
                    tab = text.find("\t", stop, end)
                    following = text[stop : end if tab < 0 else tab]
                    piece = " " * (table.ends[column] - used) + SEPARATOR
                    piece += " " * table.before(column + 1, following)
                elif table:
                    piece = SEPARATOR
                else:
                    piece = " " * (TAB_STOP - used % TAB_STOP if preformatted else 1)
                column += 1
                size = len(piece)
                own += [-1] * (size - 1)
            elif not size:
                piece, own, size = _BASE_FOR_MARKS + piece, [-1, *own], 1
            if room is not None and (text[first] == "\t" or piece == " "):
                left = max(0, room - used)
                piece, own = piece[:left], own[:left]
            used += size
            shown.append(piece)
            offsets += own
        result = Painted(starts, positions, used, "".join(shown), _straight(offsets))
        if len(self._painted) >= _PAINTED_ROWS:
            self._painted.clear()
        self._painted[start] = result
        return result


def _straight(offsets: list[int]) -> Sequence[int]:
    """Return offsets as a range if they follow each other."""
    if not offsets:
        return range(0)
    whole = range(offsets[0], offsets[0] + len(offsets))
    # Padding alone breaks the order: offsets rise.
    return whole if offsets[0] >= 0 and offsets[-1] == whole[-1] and -1 not in offsets else offsets


def scrolled(text: str, offsets: Sequence[int], skip: int, room: int) -> RowText:
    """Return the `room` cells of a row after the first `skip`; half a character is a space."""
    if cells.narrow_until(text, 0, len(text)) == len(text):
        seen = slice(skip, skip + room)
        after = text[skip + room :].strip() != ""
        return RowText(text[seen], offsets[seen], bool(skip and text), after)
    spans = list(cells.graphemes(text))
    places = [0]
    for _, _, size in spans:
        places.append(places[-1] + size)
    first = bisect_right(places, skip) - 1
    if places[first] < skip and first < len(spans):
        first += 1
    last = bisect_right(places, skip + room) - 1
    if last <= first:
        rest = text[spans[first][0] :] if first < len(spans) else ""
        return RowText("", range(0), bool(skip), rest.strip() != "")
    padding = places[first] - skip
    begin, end = spans[first][0], spans[last - 1][1]
    seen_offsets = offsets[begin:end]
    return RowText(
        " " * padding + text[begin:end],
        [-1] * padding + list(seen_offsets) if padding else seen_offsets,
        bool(skip),
        text[end:].strip() != "",
    )
