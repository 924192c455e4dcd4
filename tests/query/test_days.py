"""Which days a query means."""

from datetime import date

import pytest

from reader.query.days import bounds
from reader.query.parsing import parse
from reader.query.tree import Dated

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2026", "2026-01-01", "2027-01-01"),
        ("2025-12", "2025-12-01", "2026-01-01"),
        ("2026-01-15", "2026-01-15", "2026-01-16"),
        (">2026-01", "2026-02-01", None),
        (">=2026-01", "2026-01-01", None),
        ("<2026-01", None, "2026-01-01"),
        ("<=2026-01", None, "2026-02-01"),
        ("2026-01..2026-02", "2026-01-01", "2026-03-01"),
        ("today", "2026-03-31", "2026-04-01"),
        ("yesterday", "2026-03-30", "2026-03-31"),
        ("7d", "2026-03-24", None),
        ("<2w", None, "2026-03-17"),
        (">7d", "2026-03-25", None),
        ("1m", "2026-02-28", None),
        ("1y", "2025-03-31", None),
        ("9999y", "0001-01-01", None),
        ("9999d", "1998-11-14", None),
        ("30d..7d", "2026-03-01", "2026-03-25"),
        ("9999", "9999-01-01", None),
        ("9999-12-31", "9999-12-31", None),
    ],
)
def test_a_day_is_told_in_many_ways(text: str, first: str | None, after: str | None) -> None:
    dated = parse(f"said:{text}")
    assert isinstance(dated, Dated)
    found = bounds(dated, TODAY)
    assert [day and str(day) for day in found] == [first, after]
