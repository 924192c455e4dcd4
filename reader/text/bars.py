"""Numbers as horizontal bars, drawn in the cells of a terminal."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from reader.text.canonical import clean_line
from reader.text.cells import width

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_GAP = 2


class Bar(NamedTuple):
    """One row; its three pieces are padded so that those of all rows stand below each other.

    Attributes:
        label: What is counted, cleaned, cut where there is no room.
        bar: As long as the number is large, to an eighth of a cell; any number but 0 is seen.
        number: The number, to the right.
    """

    label: str
    bar: str
    number: str

    def __str__(self) -> str:
        gap = " " * _GAP
        return gap.join(piece for piece in self if piece).rstrip()


def bars(counts: Sequence[tuple[str, int]], cells: int, undrawn: Collection[int] = ()) -> list[Bar]:
    """Return a row for each label and number.

    Args:
        counts: Any labels, with numbers of 0 or more.
        cells: How wide a row may be, the gaps between its pieces included; numbers are never
            cut, so that it is wider where there is no room.
        undrawn: Which rows, from 0, have a number but no bar: sums would dwarf all others.
    """
    labels = [clean_line(label) for label, _ in counts]
    numbers = [f"{number:,}" for _, number in counts]
    right = max(map(len, numbers), default=0)
    room = max(0, cells - right - _GAP)
    left = min(max(map(width, labels), default=0), max(1, room // 2))
    longest = max(0, room - left - _GAP)
    lengths = [0 if row in undrawn else number for row, (_, number) in enumerate(counts)]
    most = max(lengths, default=0)
    return [
        Bar(
            _padded(clean_line(label, left), left), _bar(length, most, longest), number.rjust(right)
        )
        for label, length, number in zip(labels, lengths, numbers, strict=True)
    ]


def _padded(label: str, cells: int) -> str:
    return label + " " * (cells - width(label))


def _bar(number: int, most: int, cells: int) -> str:
    eighths = 8 * cells * number // most if most else 0
    whole, rest = divmod(max(eighths, int(number > 0)), 8)
    drawn = _EIGHTHS[-1] * whole + (_EIGHTHS[rest] if rest else "")
    return drawn.ljust(cells)[:cells]
