"""A list whose records take as many rows as they need."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, NamedTuple

from textual.events import Click
from textual.geometry import Region
from textual.message import Message

from reader.tui.widgets.row_list import Piece, RowList

_MARGIN = 2
_CHOSEN = "✓ "


class Line(NamedTuple):
    """One row.

    Attributes:
        key: What the record is named by that begins here; None where the cursor does not stand.
        pieces: Its texts, cleaned, each with the name of its look; `base` is the plain one.
    """

    key: Hashable | None
    pieces: tuple[tuple[str, str], ...] = ()


class LinedRows(RowList):
    """Shows rows laid out for the width; what belongs to a record stands below its first row.

    A subclass lays them out in `lines`.
    """

    class Opened(Message):
        """A record was opened by a double click."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Start with nothing."""
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._keys: Sequence[Hashable | None] = ()

    def lines(self, width: int) -> Sequence[Line]:
        """Return the rows for so many cells."""
        raise NotImplementedError

    @property
    def keys(self) -> Sequence[Any]:
        """What begins in each row."""
        return self._keys

    def show_lines(self) -> None:
        """Lay the rows out anew; the cursor stays on the record it is on."""
        former = self.cursor
        self.loading_rows = False
        self._lay_out()
        self.show_rows()
        self.stand_on(former)

    def stand_on(self, key: Hashable | None) -> None:
        """Put the cursor on a record, if it is there."""
        if key is not None and key in self._keys:
            self.move_to(self._keys.index(key))

    def extent(self, place: int) -> range:
        """Return the rows of a record: that in which it begins, and what stands below it."""
        last = place + 1
        while last < len(self._keys) and self._keys[last] is None and self._lines[last].pieces:
            last += 1
        return range(place, last)

    def pieces(self, place: int, row: int, width: int) -> Iterable[Piece]:
        """Return a row: the margin with what was chosen, then its texts."""
        del row, width
        line = self._lines[place]
        chosen = line.key is not None and self.is_chosen(line.key)
        yield _CHOSEN if chosen else " " * _MARGIN, self.look("sign")
        for text, look in line.pieces:
            yield text, self.look(look)

    def reveal(self) -> None:
        """Bring the record under the cursor into view with all its rows, and its heading."""
        keys, place = self._keys, self.place
        first = place - 1 if 0 < place <= len(keys) and keys[place - 1] is None else place
        if all(key is None for key in keys[:place]):
            first = 0
        height = min(self.extent(place).stop - first, max(1, self.size.height))
        region = Region(0, first, self.size.width, height)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def opened(self) -> None:
        """Tell it."""
        self.post_message(self.Opened())

    def on_click(self, event: Click) -> None:
        """Take a click on a lower row of a record as one on the record."""
        place = event.y + self.scroll_offset.y
        if place >= len(self._keys) or self._keys[place] is not None:
            return
        event.prevent_default()
        while place and self._keys[place] is None and self._lines[place].pieces:
            place -= 1
        if self._keys[place] is not None:
            self.move_to(place)
            if event.chain > 1:
                self.action_open()

    def on_resize(self) -> None:
        """Lay the texts out for the new width."""
        key = self.cursor
        self._lay_out()
        if key is not None and key in self._keys:
            self._place = self._keys.index(key)
        # The frame that brought the width was painted from the rows as they were.
        self.refresh()

    def _lay_out(self) -> None:
        self._lines = self.lines(self.scrollable_content_region.width - 2 * _MARGIN)
        self._keys = [line.key for line in self._lines]
