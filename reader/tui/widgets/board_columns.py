"""Which columns of the claims board there is room for, and how wide each is."""

from typing import NamedTuple

from reader.index.annotations import Group

GAP = 2
EDGE = 4
"""Cells before the text: whether it is chosen, and how far its checking has come."""

_LEAST_TEXT = 24
_JUDGEMENT = 14
_DATE = 8


class Columns(NamedTuple):
    """How many cells each column has, 0 where there is none; the gap before it not counted."""

    text: int
    speaker: int
    judgement: int
    tags: int
    article: int
    date: int


def columns(width: int, group: Group | None) -> Columns:
    """Return the columns for a width; what all have in common below a heading has none."""
    wanted = {
        "judgement": _JUDGEMENT,
        "speaker": 0 if group is Group.SPEAKER else _between(14, width // 6, 24),
        "date": _DATE,
        "tags": _between(14, width // 7, 26),
        "article": 0 if group is Group.ARTICLE else _between(16, width // 6, 30),
    }
    room = width - EDGE - 1
    # The wider the board, the more the text has to itself before the next column comes.
    least = {
        "judgement": _LEAST_TEXT - 6,
        "speaker": _LEAST_TEXT,
        "date": _LEAST_TEXT + 6,
        "tags": 32,
        "article": 34,
    }
    taken: dict[str, int] = {}
    for name, cells in wanted.items():
        used = sum(taken.values()) + GAP * len(taken)
        if cells and room - used - cells - GAP >= least[name]:
            taken[name] = cells
    text = room - sum(taken.values()) - GAP * len(taken)
    return Columns(max(1, text), **{name: taken.get(name, 0) for name in wanted})


def _between(least: int, cells: int, most: int) -> int:
    return max(least, min(cells, most))
