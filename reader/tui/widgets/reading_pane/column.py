"""Where the text column stands in the pane."""

from typing import NamedTuple

from reader.model.annotation import Kind
from reader.tui.signs import KIND_SIGNS
from reader.tui.widgets.reading_pane.marks import PaneMark

GUTTER = 5
"""Cells of a whole gutter: focus bar, sign, count, note, space."""

_NARROW_GUTTER = 3
_ROOM_FOR_GUTTER = 40
_ROOM_FOR_NARROW_GUTTER = 16

BAR = "▎"
MANY = "+"

_SUGGESTED_CLAIM = "◇"


class Column(NamedTuple):
    """The gutter and the text of a pane, all in cells.

    Attributes:
        width: Of a whole row, up to the scrollbar.
        left: Where the text begins; the gutter is just before it.
        text: Cells of a row of text; one cell after it is left for the caret.
        wide: Cells that a table or code may take: all from `left` to the right edge but one.
        gutter: 5 in a pane with room, 3 (bar, sign, space) or 1 (bar) in a narrow one.
    """

    width: int
    left: int
    text: int
    wide: int
    gutter: int

    @classmethod
    def fit(cls, width: int, measure: int) -> "Column":
        """Centre a column of at most `measure` cells in a pane of `width` cells."""
        if width >= _ROOM_FOR_GUTTER:
            gutter = GUTTER
        else:
            gutter = _NARROW_GUTTER if width >= _ROOM_FOR_NARROW_GUTTER else 1
        text = max(1, min(measure, width - gutter - 1))
        left = max(gutter, (width - text) // 2)
        return cls(width, left, text, max(text, width - left - 1), gutter)


def sign(mark: PaneMark) -> str:
    """Return the one-cell shape of a mark: its kind, legible without colour."""
    if mark.kind is Kind.CLAIM and mark.suggested:
        return _SUGGESTED_CLAIM
    return KIND_SIGNS[mark.kind]


def count(marks: int) -> str:
    """Return the one-cell count of the marks that begin on a row; one needs no count."""
    if marks < 2:
        return " "
    return str(marks) if marks < 10 else MANY
