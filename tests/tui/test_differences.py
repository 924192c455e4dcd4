from hypothesis import given
from hypothesis import strategies as st

from reader.tui.differences import stretch_replaced

_ITEMS = [[number] for number in range(6)]


@given(st.lists(st.sampled_from(_ITEMS)), st.lists(st.sampled_from(_ITEMS)))
def test_what_is_outside_of_the_stretch_is_the_same_in_both(
    before: list[list[int]], after: list[list[int]]
) -> None:
    first, last, new_last = stretch_replaced(before, after)
    assert before[:first] + after[first:new_last] + before[last:] == after
    assert first <= last <= len(before)
    assert first <= new_last <= len(after)


def test_the_stretch_is_no_longer_than_needs_be_where_one_thing_changed() -> None:
    some = [[number] for number in range(100)]
    assert stretch_replaced(some, [*some[:40], [0], *some[41:]]) == (40, 41, 41)
    assert stretch_replaced(some, [*some[:40], *some[41:]]) == (40, 41, 40)
    assert stretch_replaced(some, [*some, [0]]) == (100, 100, 101)
    assert stretch_replaced(some, some) == (100, 100, 100)
