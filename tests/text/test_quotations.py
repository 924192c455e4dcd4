"""Quotations: where quote marks open and close."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.quotations import quotations


def inner(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “stay, ‘please’ stay” and left.", ["stay, ‘please’ stay", "please"]),
        ('"a" and "b (c)".', ["a", "b (c)"]),
        ("„Ja“, sagte er, »nein« sagte sie.", ["Ja", "nein"]),
        ("Il dit « non » et «oui».", ["non", "oui"]),
        ("「そう『いい』」と", ["そう『いい』", "いい"]),
        ("他说，“走吧”。", ["走吧"]),
        ("the workers’ rights and James’ ‘old’ hat", ["old"]),
        ("She's 'fine' and the dogs' tails wag", ["fine"]),
        ('5" and 6" pipes', []),
    ],
)
def test_the_marks_of_many_languages_are_paired(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_quotation_that_began_earlier_or_runs_on_has_one_mark() -> None:
    assert inner("and nothing else,” he said.") == ["and nothing else,"]
    assert inner("He began: “We counted twice.") == ["We counted twice."]


@given(st.text(alphabet="ab .,“”„«»‘’\"'「」", max_size=60))
def test_quotations_are_ordered_within_bounds_and_hold_their_words(text: str) -> None:
    found = quotations(text, 0, len(text))
    for quotation in found:
        assert 0 <= quotation.outer.start <= quotation.inner.start < quotation.inner.end
        assert quotation.inner.end <= quotation.outer.end <= len(text)
    keys = [(quotation.outer.start, -quotation.outer.end) for quotation in found]
    assert keys == sorted(keys)
