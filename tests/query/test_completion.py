"""What the word under the cursor may become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query.completion import Vocabulary, complete
from reader.query.parsing import parse

THERE = Vocabulary(
    tags=("health/vaccines", "syria", "heat"),
    speakers=("Ann Field", "the health minister"),
    verdicts=("refuted", "not checkable"),
    articles=("envoy-1a2b3c",),
)


def completed(typed: str, cursor: int | None = None) -> list[str]:
    """Return the queries that what was typed may become."""
    place = len(typed) if cursor is None else cursor
    return [
        typed[: found.start] + found.text + typed[found.end :]
        for found in complete(typed, place, THERE)
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ta", ["tag:"]),
        ("mill -s", ["mill -status:", "mill -speaker:", "mill -site:", "mill -said:"]),
        ("tag:hea", ["tag:health/vaccines", "tag:heat"]),
        ("tag:acc", ["tag:health/vaccines"]),
        ("(tag:sy", ["(tag:syria"]),
        ("speaker:heal", ['speaker:"the health minister"']),
        ('speaker:"the hea', ['speaker:"the health minister"']),
        ("verdict:", ["verdict:refuted", 'verdict:"not checkable"']),
        ("status:a", ['status:"awaiting reply"', 'status:"to check"'][:1]),
        ("has:v", ["has:verdict", "has:evidence"]),
        ("added:y", ["added:yesterday"]),
        ("article:e", ["article:envoy-1a2b3c"]),
        ("site:x", []),
        ("claim:x", []),
        ("nothing:x", []),
        ("zebra", []),
        ('"ta', []),
        ('"mill"', []),
        ("(a)", []),
    ],
)
def test_fields_and_their_values_are_offered(typed: str, found: list[str]) -> None:
    assert completed(typed) == found


def test_after_a_space_every_field_is_offered_and_no_more_than_wanted() -> None:
    assert "a tag:" in completed("a ")
    assert len(complete("", 0, THERE, limit=3)) == 3


def test_only_what_is_before_the_cursor_counts_and_only_it_is_replaced() -> None:
    assert completed("tag:sy OR mill", 6) == ["tag:syria OR mill"]


@given(st.text(st.sampled_from('tags:"( -*hea\\'), max_size=12), st.integers(0, 12))
def test_a_value_that_is_offered_is_understood(typed: str, cursor: int) -> None:
    for found in complete(typed, min(cursor, len(typed)), THERE):
        assert 0 <= found.start <= found.end <= len(typed)
        if not found.text.endswith(":"):
            parse(found.text)
