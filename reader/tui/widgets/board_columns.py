"""Which columns of the claims board there is room for, and how wide each is."""

from collections.abc import Mapping
from typing import NamedTuple

from reader.index.annotations import Group

GAP = 2
EDGE = 4
"""Cells before the text: whether it is chosen, and how far its checking has come."""

_COLUMNS = {
    "judgement": (14, 14, 18),
    "speaker": (15, 24, 24),
    "date": (8, 8, 30),
    "tags": (14, 26, 32),
    "article": (18, 30, 34),
}
"""The columns, those first that are wanted most: how many cells each has at least and at most, and
how many the text has to have beside it."""

SIGN = 1
"""Cells of the speaker below a heading that names them: enough to say that it is suggested."""

_COMMON: Mapping[Group | None, str] = {Group.SPEAKER: "speaker", Group.ARTICLE: "article"}

_LEAST = 20
"""Cells of the text from which on there is a sign beside it."""

_TEXT = 40
"""Cells of the text from which on the other columns grow as well."""


class Columns(NamedTuple):
    """How many cells each column has, 0 where there is none; the gap before it not counted."""

    text: int
    speaker: int
    judgement: int
    tags: int
    article: int
    date: int


def columns(width: int, group: Group | None) -> Columns:
    """Return the columns for a width; what all have in common below a heading has none.

    Of the speaker a sign stays there: some may be suggested.
    """
    common = _COMMON.get(group, "")
    text = width - EDGE - 1
    taken: dict[str, int] = {}
    sign = SIGN if common == "speaker" and text >= _LEAST else 0
    text -= sign and sign + GAP
    for name, (least, _, beside) in _COLUMNS.items():
        if name == common:
            continue
        if text - least - GAP < beside:
            break
        taken[name] = least
        text -= least + GAP
    for name, cells in taken.items():
        more = max(0, min(_COLUMNS[name][1] - cells, (text - _TEXT) // 3))
        taken[name] += more
        text -= more
    taken |= {"speaker": sign} if sign else {}
    return Columns(max(1, text), **{name: taken.get(name, 0) for name in _COLUMNS})
