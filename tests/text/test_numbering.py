from itertools import accumulate
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from reader.text.numbering import Numbering

COUNTS = st.lists(st.integers(0, 9), min_size=1, max_size=12)


def numbering(guesses: list[int]) -> Numbering:
    return Numbering([0, *accumulate(guesses)])


@given(COUNTS, st.randoms(use_true_random=False), st.integers(0, 9))
def test_once_all_is_known_rows_are_numbered_from_the_top(
    counts: list[int], order: Random, guess: int
) -> None:
    found = numbering([guess] * len(counts))
    stretches = list(range(len(counts)))
    order.shuffle(stretches)
    for stretch in stretches:
        found.learn(stretch, counts[stretch])
    assert [found.first(index) for index in range(len(counts))] == [0, *accumulate(counts)][:-1]
    assert found.rows == sum(counts)


@given(COUNTS, st.randoms(use_true_random=False), st.integers(0, 9))
def test_known_rows_keep_their_numbers_or_it_is_counted_and_neighbours_always_meet(
    counts: list[int], order: Random, guess: int
) -> None:
    found = numbering([guess] * len(counts))
    stretches = list(range(len(counts)))
    order.shuffle(stretches)
    known: dict[int, int] = {}
    for stretch in stretches:
        before = found.renumberings
        found.learn(stretch, counts[stretch])
        if found.renumberings == before:
            assert all(found.first(index) == first for index, first in known.items())
        known = {index: found.first(index) for index in [*known, stretch]}
        for index, first in known.items():
            assert found.first(index + 1 if index + 1 in known else index) == (
                first + counts[index] if index + 1 in known else first
            )
        firsts = [found.first(index) for index in range(len(counts))]
        assert firsts == sorted(firsts)
        assert firsts[-1] <= found.rows


def test_what_lies_between_two_known_stretches_makes_up_for_a_wrong_guess() -> None:
    found = numbering([10] * 6)
    found.learn(0, 10)
    found.learn(4, 12)
    assert (found.first(4), found.rows) == (40, 62)
    found.learn(3, 15)
    assert (found.first(3), found.first(4)) == (25, 40)
    assert found.renumberings == 0
    found.learn(1, 3)
    assert (found.first(2), found.first(3)) == (13, 25)
    found.learn(2, 10)
    assert (found.first(3), found.rows) == (23, 60)
    assert found.renumberings == 1


def test_a_guess_with_nothing_left_to_give_makes_room_once() -> None:
    found = numbering([2] * 5)
    found.learn(3, 20)
    for stretch in (2, 1):
        found.learn(stretch, 20)
    assert found.renumberings == 1
    assert found.first(1) == 20


def test_the_nearest_unknown_stretch_is_below_while_there_is_one() -> None:
    found = numbering([1] * 4)
    found.learn(2, 1)
    assert found.unknown_near(2) == 3
    found.learn(3, 1)
    assert found.unknown_near(2) == 1
    found.learn(1, 1)
    found.learn(0, 1)
    assert found.unknown_near(2) is None
