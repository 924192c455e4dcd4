from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from reader.text.alignment import boundary, distances, lacking

LETTERS = st.text("abcé", max_size=12)
LONG = st.text("ab", min_size=60, max_size=90)


@given(LETTERS | LONG, LETTERS)
def test_each_distance_is_the_least_to_any_stretch_that_ends_there(pattern: str, text: str) -> None:
    expected = [
        min(Levenshtein.distance(pattern, text[start:end]) for start in range(end + 1))
        for end in range(len(text) + 1)
    ]
    assert distances(pattern, text) == expected


@given(LETTERS, LETTERS)
def test_what_a_context_lacks_is_its_distance_to_whatever_begins_at_the_place(
    context: str, present: str
) -> None:
    expected = min(Levenshtein.distance(context, present[:end]) for end in range(len(present) + 1))
    assert lacking(context, present) == expected


def test_a_boundary_is_where_both_sides_fit() -> None:
    window = "It was said that the bridge is shut. Nobody knows why."
    costs = boundary("that the bridge was shut.", " Nobody knows", window, "before")
    assert costs.index(min(costs)) == window.index(" Nobody")


def test_a_context_that_is_gone_does_not_move_the_boundary() -> None:
    window = "He said that the bridge was shut. A new one is being built."
    costs = boundary("that the bridge was shut.", " Nobody knows why, or", window, "before")
    assert costs.index(min(costs)) == window.index(" A new")
    costs = boundary("Two men were asked. ", "He said that the bridge", window, "after")
    assert costs.index(min(costs)) == 0
