"""The codebook in rows: a tree of paths with colour, key, count and description."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual.message import Message

from reader.model.tag import COLORS
from reader.tui.signs import COLOR_SIGN, NO_COLOR_SIGN
from reader.tui.widgets.row_list import Piece, RowList
from reader.tui.widgets.speaker_list import fitted

_COUNT = 8
_INDENT = 2


class TagRow(NamedTuple):
    """One tag.

    Attributes:
        path: Its path.
        label: What of the path is shown.
        depth: How many steps it is indented.
        color: The name of a mark colour, or None.
        hotkey: A digit that chooses it, or None.
        description: What it is for.
        number: How many annotations have it.
        listed: Whether it is in the codebook: else it is only a part of other paths, or was given
            elsewhere.
    """

    path: str
    label: str
    depth: int = 0
    color: str | None = None
    hotkey: str | None = None
    description: str = ""
    number: int = 0
    listed: bool = True


class TagList(RowList):
    """One row for each tag."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"row-list--{color}" for color in COLORS}

    class Opened(Message):
        """A row was clicked twice."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.rows: Sequence[TagRow] = ()
        self._keys: list[str] = []

    def show(self, rows: Sequence[TagRow]) -> None:
        """Show these rows; the cursor stays on the tag it is on."""
        former = self.cursor
        self.loading_rows = False
        self.rows = rows
        self._keys = [row.path for row in rows]
        self.show_rows()
        if former is not None:
            self.stand_on(former)
        self.refresh()

    def stand_on(self, path: str) -> None:
        """Put the cursor on a tag, if it is shown."""
        if path in self._keys:
            self.move_to(self._keys.index(path))

    @property
    def keys(self) -> Sequence[str]:
        """The paths shown."""
        return self._keys

    def opened(self) -> None:
        """Tell that the tag is to be opened."""
        self.post_message(self.Opened())

    def why_empty(self) -> str:
        """Say why nothing is shown."""
        return "…" if self.loading_rows else "No tag yet, or none that fits."

    def pieces(self, place: int, row: int, width: int) -> Iterable[Piece]:  # noqa: ARG002 there is one
        """Return the row of a tag: key, colour, path, count, description."""
        tag = self.rows[place]
        indent = min(tag.depth * _INDENT, width // 4)
        room = max(0, width - 5 - _COUNT - 2)
        label = min(44, room * 2 // 5 if room > 40 else room)
        color = tag.color if tag.color in COLORS else None
        yield f" {tag.hotkey or ' '} ", self.look("sign")
        yield " " * indent, self.look("base")
        yield (
            f"{COLOR_SIGN if color else NO_COLOR_SIGN} ",
            self.look(color or "quiet"),
        )
        looks = "base" if tag.listed else "quiet"
        yield fitted(tag.label, max(0, label - indent)), self.look(looks)
        number = f"{tag.number:,}" if tag.number else "–"
        yield f"{number:>{_COUNT}}  ", self.look("base" if tag.number else "quiet")
        if room > label:
            yield fitted(tag.description, room - label), self.look("quiet")
