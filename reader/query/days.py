"""Days as a query has them: written out, or told by how long ago they are."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from reader.query.tree import Dated, Relation

_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_AGO = re.compile(r"([0-9]{1,4})([dwmy])")
_NAMED = {"today": 0, "yesterday": 1}
_ANY_DAY = date(2000, 1, 1)


class Bounds(NamedTuple):
    """Days on end.

    Attributes:
        first: The first of them, None if all before are meant.
        after: The day after the last of them, None if all later ones are meant.
    """

    first: date | None
    after: date | None


def is_day(text: str) -> bool:
    """Tell whether this stands for a day, a month or a year."""
    return _stretch(text, date.max) is not None


def are_backwards(first: str, last: str) -> bool:
    """Tell whether the last of two days always comes before the first one."""
    if bool(_WRITTEN.fullmatch(first)) != bool(_WRITTEN.fullmatch(last)):
        return False
    begin, after = _days(first, _ANY_DAY).first, _days(last, _ANY_DAY).after
    return begin is not None and after is not None and after <= begin


def bounds(dated: Dated, today: date) -> Bounds:
    """Return between which days a query looks.

    How long ago, without a sign, means all days since: `7d` the last seven days.

    Raises:
        ValueError: a day in it stands for none.
    """
    days = _days(dated.day, today)
    match dated.relation:
        case Relation.ON if _AGO.fullmatch(dated.day):
            return Bounds(days.first, None)
        case Relation.ON:
            return days
        case Relation.AFTER:
            return Bounds(days.after or date.max, None)
        case Relation.SINCE:
            return Bounds(days.first, None)
        case Relation.BEFORE:
            return Bounds(None, days.first)
        case Relation.UNTIL:
            return Bounds(None, days.after)
        case Relation.WITHIN:
            return Bounds(days.first, _days(dated.last, today).after)


def _days(text: str, today: date) -> Bounds:
    found = _stretch(text, today)
    if found is None:
        raise ValueError(text)
    return found


def _stretch(text: str, today: date) -> Bounds | None:
    if text in _NAMED:
        return _one(_before(today, days=_NAMED[text]))
    ago = _AGO.fullmatch(text)
    if ago is not None:
        number = int(ago[1])
        match ago[2]:
            case "d" | "w":
                return _one(_before(today, days=number * (7 if ago[2] == "w" else 1)))
            case _:
                return _one(_before(today, months=number * (12 if ago[2] == "y" else 1)))
    written = _WRITTEN.fullmatch(text)
    if written is None:
        return None
    year, month, day = (int(part) if part else None for part in written.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day is not None:
        return _one(first)
    return Bounds(first, _month_after(first, 1 if month is not None else 12))


def _one(day: date) -> Bounds:
    return Bounds(day, None if day == date.max else day + timedelta(days=1))


def _before(today: date, *, days: int = 0, months: int = 0) -> date:
    """Return the day so long ago; the last of its month where that is too short for it."""
    try:
        if days or not months:
            return today - timedelta(days=days)
        number = today.year * 12 + today.month - 1 - months
        first = date(number // 12, number % 12 + 1, 1)
    except (OverflowError, ValueError):
        return date.min
    after = _month_after(first, 1) or date.max
    return min(first + timedelta(days=today.day - 1), after - timedelta(days=1))


def _month_after(first: date, months: int) -> date | None:
    """Return the first day of a later month, None after the end of all dates."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1) if number // 12 <= date.max.year else None
