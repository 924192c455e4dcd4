"""The list on a claim's screen: fields, sightings, evidence, each in the rows it needs."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, ClassVar

from textual.geometry import Region
from textual.message import Message

from reader.tui.screens.claim.lines import SIGHTING, Line, lines_of
from reader.tui.screens.claim.record import ClaimRecord
from reader.tui.widgets.row_list import Piece, RowList

_MARGIN = 2
_CHOSEN = "✓ "


class ClaimRows(RowList):
    """Shows one claim; what belongs to a record stands below it, and the cursor passes it over."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--plain"}

    class Opened(Message):
        """A record was opened by a double click."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Start with nothing."""
        super().__init__(id=id)
        self._record: ClaimRecord | None = None
        self._problem = ""
        self._lines: Sequence[Line] = ()
        self._keys: Sequence[Hashable | None] = ()

    @property
    def keys(self) -> Sequence[Any]:
        """What each row is about."""
        return self._keys

    def show(self, record: ClaimRecord | None, problem: str = "") -> None:
        """Show a claim; the cursor stays on what it is on. Without one, say why."""
        former = self.cursor
        self._record, self._problem = record, problem
        self.loading_rows = False
        self._lay_out()
        self.show_rows()
        if former in self._keys:
            self.move_to(self._keys.index(former))

    def stand_on(self, key: Hashable) -> None:
        """Put the cursor on a record, if it is there."""
        if key in self._keys:
            self.move_to(self._keys.index(key))

    def why_empty(self) -> str:
        """Say why nothing is shown."""
        return self._problem or "…"

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
        # At the top, the heading of all.
        first = 0 if all(key is None for key in keys[:place]) else first
        last = place + 1
        while last < len(keys) and keys[last] is None and self._lines[last].pieces:
            last += 1
        height = min(last - first, max(1, self.size.height))
        region = Region(0, first, self.size.width, height)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def action_choose(self) -> None:
        """Choose a sighting, or no longer; nothing else can be chosen."""
        if isinstance(self.cursor, tuple) and self.cursor[0] == SIGHTING:
            super().action_choose()

    def opened(self) -> None:
        """Tell it."""
        self.post_message(self.Opened())

    def on_resize(self) -> None:
        """Lay the texts out for the new width."""
        key = self.cursor
        self._lay_out()
        if key in self._keys:
            self._place = self._keys.index(key)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width - _MARGIN
        self._lines = lines_of(self._record, width) if self._record else ()
        self._keys = [line.key for line in self._lines]
