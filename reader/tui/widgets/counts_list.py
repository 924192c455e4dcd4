"""Counts of what is shown, as bars; each can be chosen to narrow it down."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.message import Message

from reader.index.annotations import Group
from reader.text.bars import bars
from reader.tui.widgets.row_list import Piece, RowList

if TYPE_CHECKING:
    from textual.events import Click

    from reader.library.statistics import Count, Statistics

_TITLES = {
    Group.VERDICT: "Verdicts",
    Group.STATUS: "Statuses",
    Group.SPEAKER: "Speakers",
    Group.TAG: "Tags",
    Group.MONTH: "Months",
}
_SHOWN = 8


class Value(NamedTuple):
    """What a bar stands for: sightings that have this in common, empty for those without."""

    group: Group
    value: str


class CountsList(RowList):
    """Bars by verdict, speaker, tag and month below their headings."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--bar", "row-list--rest"}

    class Opened(Message):
        """A bar was chosen.

        Attributes:
            value: What it stands for.
        """

        def __init__(self, value: Value) -> None:
            super().__init__()
            self.value = value

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._keys: list[Value | None] = []
        self._lines: list[tuple[str, Sequence[Count], int]] = []

    @property
    def keys(self) -> Sequence[Value | None]:
        """What the bars stand for; None for a heading, an empty row, and what is left of many."""
        return self._keys

    def why_empty(self) -> str:
        """Say why nothing is shown."""
        return "…" if self.loading_rows else "There is nothing to count."

    def load(self, statistics: "Statistics") -> None:
        """Show other counts; the cursor stays on its bar."""
        from reader.library.statistics import shortened

        former = self.cursor
        self.loading_rows = False
        self._keys, self._lines = [], []
        for group, counts in statistics.groups.items():
            if counts:
                self._add(group, shortened(group, counts, _SHOWN))
        if former in self._keys:
            self._place = self._keys.index(former)
        self.show_rows()

    def pieces(self, place: int, row: int, width: int) -> list[Piece]:  # noqa: ARG002  One each.
        """Return a heading or a bar."""
        title, counts, number = self._lines[place]
        if not counts:
            return [(f"  {title}", self.look("heading"))]
        undrawn = [row for row, count in enumerate(counts) if count.values > 1]
        pairs = [(count.written, count.number) for count in counts]
        bar = bars(pairs, max(1, width - 4), undrawn)[number]
        valued = bool(counts[number].value)
        return [
            (f"  {bar.label}  ", self.look("base" if valued else "quiet")),
            (bar.bar, self.look("bar" if valued else "rest")),
            (f"  {bar.number}", self.look("quiet")),
        ]

    def opened(self) -> None:
        """Say which bar was chosen."""
        if self.cursor is not None:
            self.post_message(self.Opened(self.cursor))

    def on_click(self, event: "Click") -> None:
        """Choose the bar that was clicked."""
        place = event.y + self.scroll_offset.y
        event.stop()
        event.prevent_default()
        if place < len(self._keys) and self._keys[place] is not None:
            self.move_to(place)
            self.opened()

    def _add(self, group: Group, counts: "Sequence[Count]") -> None:
        if self._keys:
            self._put(None, "")
        self._put(None, _TITLES.get(group, str(group)))
        for number, count in enumerate(counts):
            # What is left of many stands for no value that could be asked for.
            asked = count.values == 1 and (bool(count.value) or group is not Group.MONTH)
            self._put(Value(group, count.value) if asked else None, "", counts, number)

    def _put(
        self, value: Value | None, title: str, counts: "Sequence[Count]" = (), number: int = 0
    ) -> None:
        self._keys.append(value)
        self._lines.append((title, counts, number))
