"""What a few typed letters stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.matching import completion, matching, matching_paths, same_name

NAMES = ("trade/energy", "energy", "tree", "Emergency", "central energy")


def test_the_better_fit_comes_first() -> None:
    found = [NAMES[place] for place in matching("energy", NAMES)]
    assert found == ["energy", "trade/energy", "central energy"]


def test_letters_in_order_are_enough() -> None:
    assert [NAMES[place] for place in matching("eny", NAMES)] == [
        "trade/energy",
        "energy",
        "Emergency",
        "central energy",
    ]


def test_completion_goes_on_from_what_was_typed() -> None:
    assert completion("EM", NAMES) == "Emergency"
    assert completion("energy", NAMES) is None
    assert completion("", NAMES) is None


def test_the_same_name_in_the_same_case_goes_first() -> None:
    assert same_name("bo", ("Bo", "bo")) == "bo"
    assert same_name("BO", ("Bo", "bo")) == "Bo"
    assert same_name("b", ("Bo",)) is None


@given(st.text(max_size=6), st.lists(st.text(max_size=8), max_size=6))
def test_every_place_is_given_at_most_once(typed: str, names: list[str]) -> None:
    places = matching(typed, names)
    assert len(set(places)) == len(places)
    assert set(places) <= set(range(len(names)))
    if typed.strip():
        assert all(place in places for place, name in enumerate(names) if name == typed.strip())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hl/va", ["health/vaccines"]),
        ("h/v", ["health/vaccines", "war/houthi/vessels"]),
        ("w/v", ["war/houthi/vessels"]),
        ("va", ["health/vaccines", "havana"]),
        ("/", ["health/vaccines", "war/houthi/vessels"]),
        ("x/y", []),
    ],
)
def test_a_path_is_found_by_some_letters_of_its_parts(typed: str, found: list[str]) -> None:
    paths = ["health/vaccines", "havana", "war/houthi/vessels"]
    assert [paths[place] for place in matching_paths(typed, paths)] == found
